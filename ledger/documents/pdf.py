"""The text of PDF files, in the order in which they are read.

A process of its own reads each file, with little memory and time: what is packed in a PDF file may unfold to any size,
and the library is not Python, so that a fault in it would end the whole program.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, NamedTuple

import ledger
from ledger.errors import LedgerError

MOST_PAGES = 3_000
_LONGEST = 20_000_000  # characters
_MEMORY = 2**30  # bytes, and
_SECONDS = 60  # of the process
_DAMAGED = "damaged: not a PDF file that can be read"


class Pdf(NamedTuple):
    """The text of each page, and the day on which the file was made; "" if it does not say."""

    pages: list[str]
    made: str


def read_pdf(data: bytes) -> Pdf:
    """The text of a PDF file.

    Raises LedgerError, without a place, if pypdfium2 is not installed, or the file cannot be read.
    """
    if find_spec("pypdfium2") is None:  # an extra: 4 MB, and only PDFs need it
        raise LedgerError("PDF files need an extra: pip install 'fact-ledger[pdf]'")
    paths = [os.path.dirname(os.path.dirname(ledger.__file__)), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    command = [sys.executable, "-P", "-m", "ledger.documents.pdf"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=2 * _SECONDS, env=environment, check=False
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
    except (OSError, subprocess.SubprocessError, ValueError):
        answer = {}
    if "pages" not in answer:
        raise LedgerError(answer.get("error", "too large to be read, or damaged"))
    return Pdf(answer["pages"], answer["made"])


def main() -> None:
    """Read the file on standard input, and write its text to standard output as JSON."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on all systems
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pages, made = _read(sys.stdin.buffer.read())
        answer: dict[str, Any] = {"pages": pages, "made": made}
    except LedgerError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


def _read(data: bytes) -> Pdf:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise LedgerError("protected by a password; save a copy without it") from None
        raise LedgerError(_DAMAGED) from None
    if len(document) > MOST_PAGES:
        raise LedgerError(f"more than {MOST_PAGES:,} pages")
    pages: list[str] = []
    try:
        for page in document:
            pages.append(re.sub(r"\r\n?", "\n", page.get_textpage().get_text_bounded()))
            if sum(map(len, pages)) > _LONGEST:
                raise LedgerError(f"more than {_LONGEST:,} characters")
    except pypdfium2.PdfiumError:
        raise LedgerError("damaged: a page of the PDF file cannot be read") from None
    return Pdf(pages, _day(document))


def _day(document: Any) -> str:
    """The day in the creation date (PDF 32000-1, section 7.9.4): D:20260304…"""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", document.get_metadata_dict().get("CreationDate", ""))
    return "-".join(found.groups()) if found else ""


if __name__ == "__main__":
    main()
