"""What a reader of a document sees, with the way back to its source; knows formats, and nothing of claims."""

import os
from collections.abc import Callable

from ledger.documents.document import Document
from ledger.errors import LedgerError
from ledger.text import clean

TEXT, WORD = "text", "word"
_ENDINGS = {
    "markdown": (".md", ".markdown", ".mdown", ".qmd", ".rmd", ""),
    "html": (".html", ".htm", ".xhtml"),
    TEXT: (".txt", ".text"),
    WORD: (".docx", ".docm", ".dotx", ".dotm"),
}


def kind_of(path: str) -> str:
    """The kind of a document by the ending of its name: markdown, html, text or word; "" for another."""
    ending = os.path.splitext(path)[1].lower()
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "")


def read_document(path: str) -> Document:
    """Read a file, or standard input (`-`), which is taken for Markdown.

    Raises LedgerError if it cannot be read, is not UTF-8, or is of a kind that cannot be read.
    """
    kind = kind_of(path)
    if not kind:
        raise LedgerError(
            f"{clean(path)}: a draft is Word, Markdown, plain text or HTML; save it as .docx, .md, .txt or .html"
        )
    if kind == WORD:
        from ledger.documents.word import read_word  # slow to import

        return read_word(path)
    from ledger.documents.source import read_source

    return read_source(path, reader_of(kind))


def reader_of(kind: str) -> Callable[[str], Document]:
    """What reads the text of a document: of the kinds markdown, html and text."""
    if kind == "markdown":
        from ledger.documents.markdown import read_markdown  # slow to import

        return read_markdown
    if kind == "html":
        from ledger.documents.html import read_html

        return read_html
    from ledger.documents.plain import read_plain

    return read_plain


def document_of(text: str, path: str = "", kind: str = "markdown") -> Document:
    """A document from its text, of the kind markdown, html or text; `path` is its name in messages."""
    document = reader_of(kind)(text)
    document.path = path
    return document
