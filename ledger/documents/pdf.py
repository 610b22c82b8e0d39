"""The text of PDF files, in the order in which they are read."""

import re
from typing import Any, NamedTuple

from ledger.errors import LedgerError

MOST_PAGES = 3_000
_LONGEST = 20_000_000  # characters


class Pdf(NamedTuple):
    """The text of each page, and the day on which the file was made; "" if it does not say."""

    pages: list[str]
    made: str


def read_pdf(data: bytes) -> Pdf:
    """The text of a PDF file.

    Raises LedgerError, without a place, if pypdfium2 is not installed, or the file cannot be read.
    """
    try:
        import pypdfium2  # an extra: 4 MB, and only PDFs need it
    except ImportError:
        raise LedgerError("PDF files need an extra: pip install 'fact-ledger[pdf]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise LedgerError("protected by a password; save a copy without it") from None
        raise LedgerError("damaged: not a PDF file that can be read") from None
    try:
        if len(document) > MOST_PAGES:
            raise LedgerError(f"more than {MOST_PAGES:,} pages")
        pages: list[str] = []
        for page in document:
            pages.append(_text_of(page))
            if sum(map(len, pages)) > _LONGEST:
                raise LedgerError(f"more than {_LONGEST:,} characters")
        return Pdf(pages, _day(document))
    except pypdfium2.PdfiumError:
        raise LedgerError("damaged: a page of the PDF file cannot be read") from None
    finally:
        document.close()


def _day(document: Any) -> str:
    """The day in the creation date (PDF 32000-1, section 7.9.4): D:20260304…"""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", document.get_metadata_dict().get("CreationDate", ""))
    return "-".join(found.groups()) if found else ""


def _text_of(page: Any) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return re.sub(r"\r\n?", "\n", text)
