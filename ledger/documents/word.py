"""Word documents: their text, and where in the XML each character stands.

The elements are those of ECMA-376, Part 1, 17: WordprocessingML.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ledger.documents.document import CODE, IGNORED, Document, LeftOut, Piece
from ledger.documents.links import Annotation, Outline, Region, trimmed
from ledger.documents.package import Package
from ledger.documents.raised import kind_of_raised
from ledger.documents.source import ignored
from ledger.documents.tables import Cell, Table
from ledger.documents.word_comments import with_word_comments
from ledger.documents.word_styles import Styles, W, why_unread
from ledger.documents.word_threads import others_in, threads_in
from ledger.files.reading import display_path, read_bytes

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_BODY = ""  # the region whose text can carry comments
_COMPUTED_TEXT = "computed"
_DELETED = (f"{W}del", f"{W}moveFrom")
_RANGE = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
_AROUND = tuple(
    f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo")
)
_AS_TEXT = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "‑"}
# Fields whose results Word computes: page numbers, numbering, the table of contents.
_COMPUTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SEQ|TOC|NOTEREF|REVNUM)\b", re.IGNORECASE)
_CODE_STYLE = re.compile(r"verbatim|sourcecode|htmlcode|preformatted", re.IGNORECASE)
# Characters of the font Symbol, which are stored in the private use area.
_SYMBOLS = {
    "A0": "€",
    "A3": "≤",
    "B1": "±",
    "B3": "≥",
    "B4": "×",
    "B8": "÷",
    "BB": "≈",
    "2D": "−",
    "6D": "µ",
    "B0": "°",
}
_HEADING_STYLE = re.compile(r"title|heading|berschrift|titre|titel", re.IGNORECASE)
_HYPERLINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_BEFORE = 40  # characters before raised text
_DRAWN = {"chart": "chart", "diagram": "diagram", "picture": "picture"}


def read_word(path: str) -> Document:
    """Read a Word document (.docx).

    Tracked insertions are text, tracked deletions are not. A line is a paragraph, or a row of a table. Of what is left
    out, blanks stand in the text.

    Raises LedgerError if it cannot be read.
    """
    package = Package(display_path(path), read_bytes(path))
    tree = package.tree(package.main)
    styles = next((relation.part for relation in package.relations(package.main) if relation.kind == "styles"), "")
    reader = _Reader(Styles(package.tree(styles).getroot() if styles in package.names else None))
    reader.addresses = package.addresses(package.main)
    body = tree.getroot().find(f"{W}body")
    if body is None:
        raise package.error("not a Word document; save it as .docx, .md, .txt or .html")
    reader.blocks(body, _BODY)
    _read_around(reader, package)
    written = "".join(reader.texts)
    text = list(written)
    left_out = []
    for start, end, reason in sorted([*reader.skipped, *((start, end, IGNORED) for start, end in ignored(written))]):
        text[start:end] = [char if char == "\n" else " " for char in text[start:end]]
        if reason != _COMPUTED_TEXT:
            left_out.append(LeftOut(written[start:end], reason, start))
    write = partial(with_word_comments, package, tree)
    document = Document("".join(text), reader.pieces, left_out, reader.lines, write, cells=reader.cells)
    document.links, document.anchors = trimmed(reader.outline.links, document.text), reader.outline.anchors
    document.regions = reader.outline.regions
    spans = {number: _trimmed(written, *span) for number, span in reader.spans.items()}
    document.threads = threads_in(package, spans)
    document.annotations = [
        Annotation(*spans[remark.number], "\n".join(remark.paragraphs)) for remark in others_in(package, spans)
    ]
    document.signed, document.crowded = package.signed, True
    document.path, document.line_name = package.path, "paragraph"
    document.not_read = ", ".join(
        f"{count:,} {what}{'s' if count > 1 else ''}" for what, count in reader.not_read.items()
    )
    return document


def _read_around(reader: "_Reader", package: Package) -> None:
    """Read the notes, then the headers and footers."""
    relations = package.relations(package.main)
    for kind in ("footnote", "endnote"):
        for part in dict.fromkeys(relation.part for relation in relations if relation.kind == f"{kind}s"):
            if part in package.names:
                notes = {note.get(f"{W}id"): note for note in package.tree(part).getroot().iterfind(f"{W}{kind}")}
                reader.addresses = package.addresses(part)
                for number in reader.referenced[kind]:
                    if number in notes:
                        reader.note = f"{kind}-{number}"
                        reader.blocks(notes[number], kind)
    for kind in ("header", "footer"):
        for part in dict.fromkeys(relation.part for relation in relations if relation.kind == kind):
            if part in package.names:
                reader.blocks(package.tree(part).getroot(), kind)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


class _Reader:
    """Collects the text of one part after the other."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._style = ""  # of the paragraph
        self.cells: list[Cell] = []
        self.pieces: list[Piece] = []
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.skipped: list[tuple[int, int, str]] = []
        self.referenced: dict[str, dict[str, None]] = {"footnote": {}, "endnote": {}}
        self.not_read: Counter[str] = Counter()
        self.spans: dict[str, tuple[int, int]] = {}  # of comments
        self._length = 0
        self._region = _BODY
        self._fields: list[str] = []  # the instructions of the fields that are open
        self._shown: list[int] = []  # how many were open where the results of those that are open began
        self._boxes: list[Any] = []
        self.addresses: dict[str, str] = {}  # of the part that is read, by the ids of its relations
        self.note = ""  # the name of a note that begins
        self.outline = Outline()
        self._last = ""  # what was read last: "item", "row", "joined", or ""

    def blocks(self, container: Any, region: str) -> None:
        """Read the paragraphs and tables in an element, then the text boxes in these."""
        self._region = region
        self._fields, self._shown = [], []
        self._blocks(container)
        while self._boxes:
            box = self._boxes.pop(0)
            self._region, self._last = "text box", ""
            self._blocks(box)
        self._last = ""

    def _blocks(self, container: Any) -> None:
        for node in container:
            if node.tag == f"{W}p":
                self._paragraph(node)
            elif node.tag == f"{W}tbl":
                table = Table()
                for number, row in enumerate(_rows(node)):
                    self._row(row, table, first=not number)
                self._last = ""
            elif node.tag in _RANGE:
                self._range(node)
            elif node.tag == f"{W}altChunk":
                self.not_read["embedded document"] += 1
            elif node.tag in _AROUND:
                self._blocks(node)
            elif node.tag == f"{_MC}AlternateContent":
                self._blocks(_alternative(node))

    def _paragraph(self, node: Any) -> None:
        properties = node.find(f"{W}pPr")
        style = self._style = _value(properties, "pStyle")
        item = properties is not None and (properties.find(f"{W}numPr") is not None or style.lower().startswith("list"))
        if self._last == "joined":
            self._last = ""
        else:
            self._begin("item" if item else "")
        start = self._length
        if self.note:
            self.outline.anchor(self.note, start)
            self.note = ""
        self._inline(node)
        if _CODE_STYLE.search(style):
            self._skip(start, CODE)
        if _HEADING_STYLE.match(style):
            self.outline.regions.append(Region("h1", start, self._length))
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._last = "joined"  # its end is deleted: the next one continues it

    def _begin(self, kind: str) -> None:
        """Begin a line: list items and rows stand below one another, all others apart."""
        if self.pieces:
            self._add("\n" if kind and kind == self._last else "\n\n")
        self.lines.append(self._length)
        if kind == "item":
            self._add("- ")
        self._last = kind

    def _row(self, row: Any, table: Table, *, first: bool) -> None:
        self._begin("row")
        self._add("| ")
        table.row()
        heading = first or row.find(f"{W}trPr/{W}tblHeader") is not None
        for cell in _cells(row):
            start, texts = self._length, len(self.texts)
            for number, paragraph in enumerate(cell.iter(f"{W}p")):
                if next(paragraph.iterancestors(f"{W}tc", f"{W}txbxContent")).tag == f"{W}txbxContent":
                    continue  # read with the text boxes
                if number:
                    self._add(" ")
                self._style = _value(paragraph.find(f"{W}pPr"), "pStyle")
                self._inline(paragraph)
            self._cell(cell, table, start, "".join(self.texts[texts:]).strip(), heading=heading)
            self._add(" | ")

    def _cell(self, cell: Any, table: Table, start: int, text: str, *, heading: bool) -> None:
        """Note a cell's place and what its column and row are called."""
        properties = cell.find(f"{W}tcPr")
        merged = None if properties is None else properties.find(f"{W}vMerge")
        if merged is not None and merged.get(f"{W}val") != "restart":
            text = table.above()  # the cell above goes on
        span = _value(properties, "gridSpan")
        columns = int(span) if span.isdecimal() and len(span) < 5 else 1
        column, row = table.cell(text, heading=heading, columns=columns)
        if self._length > start:
            self.cells.append(Cell(start, self._length, column, row))

    def _inline(self, container: Any) -> None:
        for node in container:
            if node.tag == f"{W}r":
                self._run(node)
            elif node.tag == f"{W}hyperlink":
                self.outline.begin_link(self._length, self.addresses.get(node.get(f"{_R}id") or "", ""))
                self._inline(node)
                self.outline.end_link(self._length)
            elif node.tag in _AROUND:
                self._inline(node)
            elif node.tag == f"{W}fldSimple":
                self._fields.append(node.get(f"{W}instr", ""))
                self._field("separate")
                self._inline(node)
                self._field("end")
            elif node.tag == f"{_MC}AlternateContent":
                self._inline(_alternative(node))
            elif node.tag in _RANGE:
                self._range(node)
            elif node.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self.not_read["equation"] += 1

    def _range(self, node: Any) -> None:
        """Note where a comment begins and ends."""
        number = node.get(f"{W}id") or ""
        start = self.spans.get(number, (self._length, 0))[0]
        self.spans[number] = (start, self._length)

    def _run(self, run: Any) -> None:
        start = self._length
        for node in run:
            if node.tag == f"{W}t":
                self._text((node.text or "").translate({10: " ", 13: " "}), node)
            elif node.tag == f"{W}sym":
                code = (node.get(f"{W}char") or "")[-2:].upper()
                self._add(_SYMBOLS.get(code, " ") if node.get(f"{W}font", "").lower() == "symbol" else " ", node)
            elif node.tag in _AS_TEXT:
                self._add(_AS_TEXT[node.tag], node)
            elif node.tag == f"{W}fldChar":
                self._field(node.get(f"{W}fldCharType"))
            elif node.tag == f"{W}instrText" and self._fields:
                self._fields[-1] += node.text or ""
            elif node.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind, number = node.tag[len(W) : -len("Reference")], node.get(f"{W}id")
                self.referenced[kind][number] = None
                self.outline.mark(self._length, f"{kind}-{number}")
            elif node.tag == f"{W}ruby":
                for base in node.iterfind(f"{W}rubyBase"):
                    self._within("phonetic guide", self._inline, base)
            elif node.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._drawing(node)
            elif node.tag == f"{_MC}AlternateContent":
                self._within("drawing", self._run, _alternative(node))
        if run.tag == f"{W}r" and self._length > start:
            self._look(run, start)

    def _look(self, run: Any, start: int) -> None:
        """Leave out what a run holds, if it is code, struck, hidden, a note mark or an exponent."""
        properties = run.find(f"{W}rPr")
        style = _value(properties, "rStyle")
        if _CODE_STYLE.search(style):
            self._skip(start, CODE)
            return
        look = self._styles.of(properties, style, self._style)
        if reason := why_unread(look):
            self._skip(start, reason)
        elif look.raised:
            before, raised = self._end(start, _BEFORE), self._end(self._length, self._length - start)
            reason, more = kind_of_raised(before, raised)
            if reason:
                self._skip(start - more, reason)

    def _end(self, index: int, length: int) -> str:
        """The last characters of the paragraph before an index."""
        found, at = "", self._length
        for text in reversed(self.texts):
            found = text + found
            at -= len(text)
            if at <= index - length or "\n" in text:
                break
        found = found[: index - at]
        return found[-length:].rpartition("\n")[2]

    def _within(self, region: str, read: Callable[[Any], None], node: Any) -> None:
        """Read an element whose text cannot carry comments."""
        before, self._region = self._region, self._region or region
        read(node)
        self._region = before

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            link = _HYPERLINK.match(self._fields[-1])
            self.outline.begin_link(self._length, link[1] if link else "")
            self._shown.append(len(self._fields))
        elif kind == "end" and self._fields:
            if self._shown and self._shown[-1] == len(self._fields):
                self._shown.pop()
                self.outline.end_link(self._length)
            self._fields.pop()

    def _drawing(self, node: Any) -> None:
        boxes = list(node.iter(f"{W}txbxContent"))
        self._boxes += [box for box in boxes if not any(other in boxes for other in box.iterancestors())]
        for data in node.iter(f"{_A}graphicData"):
            if what := _DRAWN.get(data.get("uri", "").rpartition("/")[2]):
                self.not_read[what] += 1
        if node.tag == f"{W}object":
            self.not_read["embedded object"] += 1

    def _text(self, text: str, node: Any) -> None:
        """The text of a node without its soft hyphens, which are seen at the end of a line alone."""
        done = 0
        for part in text.split("\xad"):
            self._add(part, node, done)
            done += len(part) + 1

    def _add(self, text: str, node: Any = None, offset: int = 0) -> None:
        if text:
            closed = self._region or ("" if node is not None else "list or table")
            self.pieces.append(Piece(self._length, len(text), self._length, len(text), closed, node, offset))
            self.texts.append(text)
            self._length += len(text)
            if node is not None and any(map(_COMPUTED.match, self._fields)):
                self._skip(self._length - len(text), _COMPUTED_TEXT)

    def _skip(self, start: int, reason: str) -> None:
        if self._length > start:
            self.skipped.append((start, self._length, reason))


def _alternative(node: Any) -> Any:
    """What is read of alternate content: its first choice, which says the same as the others."""
    choice = node.find(f"{_MC}Choice")
    if choice is None:
        choice = node.find(f"{_MC}Fallback")
    return () if choice is None else choice


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table that are not deleted."""
    for node in table:
        if node.tag == f"{W}tr":
            if node.find(f"{W}trPr/{W}del") is None:
                yield node
        elif node.tag in _AROUND:
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row that are not deleted."""
    for node in row:
        if node.tag == f"{W}tc":
            if node.find(f"{W}tcPr/{W}cellDel") is None:
                yield node
        elif node.tag in _AROUND:
            yield from _cells(node)


def _value(properties: Any, name: str) -> str:
    """The value of a property; "" if it is not set."""
    node = None if properties is None else properties.find(f"{W}{name}")
    return "" if node is None else node.get(f"{W}val") or ""
