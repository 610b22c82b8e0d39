"""The text of saved copies, and what they say of themselves: their address, and the day on which they were saved."""

import contextlib
import email
import email.policy
import email.utils
import gzip
import hashlib
import html
import json
import plistlib
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from email.message import EmailMessage
from functools import cached_property
from io import BytesIO
from pathlib import PurePath
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from ledger.documents.html import read_html
from ledger.documents.metadata import of_page
from ledger.documents.pdf import read_pdf
from ledger.errors import LedgerError
from ledger.evidence.decoding import decoded
from ledger.importing.cells import letters
from ledger.importing.tables import separated
from ledger.loading.cache import keep, kept

MOST_BYTES = 50 * 10**6  # of a copy, and of what gzip packs
_MOST_UNPACKED = 200 * 10**6  # bytes of all parts of a Word document or a spreadsheet, its pictures too
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".heic", ".bmp", ".avif")
_CUE = re.compile(r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{3} --> ")
_FOOTER = re.compile(r"^(https?://\S+)\s+\d+/\d+\s*$", re.MULTILINE)  # of each sheet that a browser prints
_MOST_PARTS = 5_000  # of a page in MHTML
_EDGE = 2  # lines at the top and at the bottom of a page


class Copy:
    """What a saved copy says."""

    def __init__(
        self,
        text: str | Callable[[], str],
        addresses: Sequence[str] = (),
        saved: str = "",
        cells: Mapping[str, str] | None = None,
        times: Sequence[tuple[float, int]] = (),
    ) -> None:
        """A text that takes long to read may be given as the function that reads it."""
        self._text = text
        self.addresses = addresses  # of the page, the surest first
        self.saved = saved  # the day: 2026-03-04
        self.times = times  # of broadcasts: second, and where in the text it is
        self.cells = cells or {}  # of spreadsheets: `Table 3!C14`, and `C14` for those of the first sheet

    page = ""  # the source of a page, in HTML

    def at(self, addresses: Sequence[str], saved: str) -> "Copy":
        """The same page with the addresses and the day that its carrier states."""
        copy = Copy(lambda: self.text, addresses, saved)
        copy.page = self.page
        return copy

    @cached_property
    def text(self) -> str:
        """What a reader sees."""
        return self._text if isinstance(self._text, str) else self._text()


def is_copy(name: str) -> bool:
    """Whether a file with this name may be read as a copy."""
    return PurePath(name).suffix.lower() in (*_READERS, *_WORD, *_SHEETS)


def read_copy(path: str, data: bytes) -> Copy:
    """What a saved copy with this name says. Raises LedgerError if it cannot be read."""
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    ending = PurePath(path).suffix.lower()
    if data.startswith(b"PK"):
        _check_archive(data)
    return _word(path) if ending in _WORD else _sheets(data, ending) if ending in _SHEETS else _READERS[ending](data)


def _unpacked(data: bytes) -> bytes:
    """The content of a gzip file (RFC 1952). Raises LedgerError if it is damaged or too large."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise LedgerError("damaged: not a gzip file that can be read") from None
    if len(content) > MOST_BYTES:
        raise LedgerError(f"unpacks to more than {MOST_BYTES // 10**6} MB")
    return content


def _check_archive(data: bytes) -> None:
    """Raise LedgerError if a ZIP file, such as a Word document, unpacks to more than a document."""
    with contextlib.suppress(BadZipFile, ValueError, OSError), ZipFile(BytesIO(data)) as file:
        if sum(part.file_size for part in file.infolist()) > _MOST_UNPACKED:
            raise LedgerError(f"unpacks to more than {_MOST_UNPACKED // 10**6} MB")


def _page(data: bytes, label: str = "") -> Copy:
    source = decoded(data, label)
    said = of_page(source)
    copy = Copy(lambda: read_html(source, code=True).text, said.addresses, said.saved)
    copy.page = source
    return copy


def _archive(data: bytes) -> Copy:
    """A page in MHTML (RFC 2557): Chrome names it in `Snapshot-Content-Location`, others in their parts."""
    if data.count(b"Content-Type:") > _MOST_PARTS:
        raise LedgerError(f"more than {_MOST_PARTS:,} parts")
    message = email.message_from_bytes(data, policy=email.policy.default)
    address = str(message.get("Snapshot-Content-Location", "") or "").strip()
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    main = next((part for part in parts if address and _location(part) == address), parts[0] if parts else None)
    if main is None:
        raise LedgerError("damaged: no page in it")
    content = main.get_payload(decode=True)
    copy = _page(content if isinstance(content, bytes) else b"", main.get_content_charset() or "")
    addresses = tuple(dict.fromkeys(one for one in (address, _location(main), *copy.addresses) if "://" in one))
    try:
        stated = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError):
        return copy.at(addresses, "")
    return copy.at(addresses, stated.date().isoformat())


def _location(part: EmailMessage) -> str:
    return str(part.get("Content-Location", "") or "").strip()


def _web_archive(data: bytes) -> Copy:
    """A page as Safari saves it: a property list with the page and what it needs."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        content, label = main["WebResourceData"], str(main.get("WebResourceTextEncodingName", ""))
        copy = _page(bytes(content), label)
        address = str(main.get("WebResourceURL", ""))
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise LedgerError("damaged: not a web archive that can be read") from None
    return copy.at(tuple(dict.fromkeys(filter(None, (address, *copy.addresses)))), "")


def _pdf(data: bytes) -> Copy:
    key = f"pdf {hashlib.sha256(data).hexdigest()}"
    if text := kept(key):
        pages, made = json.loads(text)
    else:
        pages, made = read_pdf(data)
        keep(key, json.dumps([pages, made]).encode())
    if not any(page.strip() for page in pages):
        raise LedgerError("no text in it: a scan?")
    printed = [set(_FOOTER.findall(page)) for page in pages]
    return Copy(_without_running_lines(pages), sorted(set.intersection(*printed)), made)


def _without_running_lines(pages: Sequence[str]) -> str:
    """The text of all pages; what stands above or below each of them does not part a sentence, and is at the end."""
    lines = [page.strip().split("\n") for page in pages]
    edges = [{_plain(line) for line in (*page[:_EDGE], *page[-_EDGE:])} for page in lines]
    counts = Counter(line for edge in edges for line in edge)
    running = {line for line, count in counts.items() if count > 1 and count >= len(pages) / 2}
    body: list[str] = []
    apart: dict[str, None] = {}
    for page in lines:
        for at, line in enumerate(page):
            if _plain(line) in running and (at < _EDGE or at >= len(page) - _EDGE):
                apart[line] = None
            else:
                body.append(line)
    return "\n".join((*body, *apart))


def _plain(line: str) -> str:
    """A line without its numbers, which are those of pages."""
    return re.sub(r"\d+", "0", line.strip())


def _word(path: str) -> Copy:
    from ledger.documents.word import read_word  # slow to import

    return Copy(read_word(path).text)


def _sheets(data: bytes, ending: str) -> Copy:
    from ledger.importing.sheets import read_sheets  # rarely needed

    cells: dict[str, str] = {}
    lines: list[str] = []
    for number, (name, rows) in enumerate(read_sheets(data, ending)):
        own = _cells(rows)
        cells |= {f"{name}!{place}": cell for place, cell in own.items()} | (own if number == 0 else {})
        lines += [name, *(_line(row) for _, row in rows)]
    return Copy("\n".join(lines), cells=cells)


def _table(data: bytes) -> Copy:
    rows = list(enumerate(separated(decoded(data), "", tabs=False), 1))
    return Copy("\n".join(_line(row) for _, row in rows), cells=_cells(rows))


def _cells(rows: Iterable[tuple[int, Sequence[str]]]) -> dict[str, str]:
    """The cells of a sheet by their places."""
    return {f"{letters(at)}{number}": cell for number, row in rows for at, cell in enumerate(row) if cell.strip()}


def _line(row: Sequence[str]) -> str:
    return " | ".join(cell for cell in row if cell.strip())


def _subtitles(data: bytes) -> Copy:
    """The spoken words of .vtt (WebVTT) and .srt files, each line once, and when they are said."""
    lines: list[str] = []
    times: list[tuple[float, int]] = []
    length = 0
    for block in re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", decoded(data))):
        cue = block.strip().split("\n")
        at = next((number for number, line in enumerate(cue) if _CUE.match(line.strip())), None)
        if at is None:
            continue
        times.append((seconds(cue[at].strip().partition(" ")[0].replace(",", ".")) or 0.0, length))
        for line in cue[at + 1 :]:
            said = html.unescape(re.sub(r"<[^>]*>", "", line)).strip()
            if said and lines[-1:] != [said]:
                lines.append(said)
                length += len(said) + 1
    return Copy(" ".join(lines), times=times)


def seconds(text: str) -> float | None:
    """The seconds in a time such as `12:34`, `1:02:03.5` or `minute 12`; None if it is none."""
    if match := re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d(?:\.\d+)?)", text.strip()):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3])
    if match := re.fullmatch(
        r"(?:min(?:ute|\.)?\s*(\d{1,3})|(\d{1,3})\s*min(?:utes?|\.)?)", text.strip(), re.IGNORECASE
    ):
        return float(match[1] or match[2]) * 60
    return None


def _text(data: bytes) -> Copy:
    return Copy(re.sub(r"\r\n?", "\n", decoded(data)))


_READERS: Mapping[str, Callable[[bytes], Copy]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".gz"), _page),
    **dict.fromkeys((".mhtml", ".mht"), _archive),
    ".webarchive": _web_archive,
    **dict.fromkeys((".vtt", ".srt"), _subtitles),
    **dict.fromkeys((".txt", ".text", ".md"), _text),
    ".csv": _table,
    ".pdf": _pdf,
}
_WORD = (".docx", ".docm")
_SHEETS = (".xlsx", ".xlsm", ".ods")
