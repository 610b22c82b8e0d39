"""Articles to extract from: drafts, saved pages and PDF, and what each says of itself."""

import os

from ledger.documents import document_of, kind_of, read_document
from ledger.documents.document import FRONT_MATTER, Document
from ledger.documents.metadata import Metadata, of_front_matter, of_page
from ledger.errors import LedgerError
from ledger.evidence.reading import MOST_BYTES, read_copy
from ledger.extracting.publishers import known_publisher
from ledger.files.reading import display_path, read_regular
from ledger.model import Source
from ledger.placeholders import is_placeholder
from ledger.recording.fields import source_of
from ledger.text import clean

_SAVED = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive", ".gz")


def read_article(path: str) -> tuple[Document, Metadata]:
    """An article and what it says of itself. Raises LedgerError if it cannot be read.

    Markdown, text and Word are read as drafts are; pages, saved ones too, in the encoding that they state.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending in _SAVED or ending == ".pdf":
        try:
            copy = read_copy(path, read_regular(path, MOST_BYTES))
        except LedgerError as error:
            raise LedgerError(f"{clean(path)}: {str(error).removeprefix(f'{clean(path)}: ')}") from None
        if ending == ".pdf":
            return document_of(copy.text, display_path(path), "text"), Metadata()
        said = of_page(copy.page)
        addresses = tuple(dict.fromkeys((*copy.addresses, *said.addresses)))
        return document_of(copy.page, display_path(path), "html"), said._replace(addresses=addresses)
    if path != "-" and not kind_of(path):
        raise LedgerError(
            f"{clean(path)}: an article is Word, Markdown, plain text, PDF or a page;"
            " save it as .docx, .md, .txt, .pdf, .html or .mhtml"
        )
    document = read_document(path)
    front = "".join(part.text for part in document.left_out if part.reason == FRONT_MATTER)
    if not front and document.source.startswith("---\n"):
        front = document.source[: document.source.find("\n---", 4) + 1]  # plain text has none that is left out
    return document, of_front_matter(front)


def source_that_is(metadata: Metadata) -> Source | None:
    """The article itself as a source; None if it does not say who published it and where."""
    url = metadata.addresses[0] if metadata.addresses else ""
    values = {
        "publisher": metadata.publisher or known_publisher(url),
        "title": metadata.title,
        "url": url,
        "date": metadata.date,
        "author": metadata.author,
        "accessed": metadata.saved,
    }
    known = {
        name: value
        for name, value in values.items()
        if value and not (isinstance(value, str) and is_placeholder(value))
    }
    source = source_of(known)
    return source if source and source.url and source.who else None
