"""A document as its reader sees it: decoded and joined text, and where each character of it stands in the source."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ledger.documents.links import Annotation, Link, Outline, Region
from ledger.documents.tables import Cell, Table

# Why something is not read.
CODE, MATH, TEMPLATE, FRONT_MATTER = "code", "math", "a template", "front matter"
HIDDEN, STRUCK, ALT_TEXT, NOTE_MARK, EXPONENT = "hidden", "struck", "alt text", "a note mark", "an exponent"
IGNORED = "set aside"

# What the layout puts between two texts; the strongest holds.
_GAPS = ("", " ", " | ", "\n", "\n\n")


class Piece(NamedTuple):
    """A part of the text that the source holds as it is, or that stands for something in it (`&nbsp;`)."""

    start: int  # in the text
    length: int
    at: int  # in the source; -1 for what the layout adds
    size: int  # of what stands for it there
    closed: str  # where it is, if no comment can stand behind it: "heading"
    part: Any = None  # of the source: an element in Word
    offset: int = 0  # in that part


class LeftOut(NamedTuple):
    """What a reader may see, but what is not read, and why."""

    text: str
    reason: str
    at: int  # in the source


class SourceComment(NamedTuple):
    """A comment of the source, which no reader of the page sees, with its delimiters."""

    at: int  # in the source
    text: str


class Answer(NamedTuple):
    """What somebody has answered to a comment of an earlier audit."""

    text: str
    by: str
    on: str  # a day: 2026-03-31; "" if that is not known


class Thread(NamedTuple):
    """A comment of an earlier audit on a part of the text, and the answers to it, the last one last."""

    start: int
    end: int
    paragraphs: tuple[str, ...]  # with single spaces
    answers: tuple[Answer, ...]
    resolved: bool
    kept: Any = None  # what the format needs to go on with it


class Paragraph(NamedTuple):
    """A paragraph of a comment."""

    head: str  # in bold, where that is possible
    text: str = ""


class Comment(NamedTuple):
    """A comment on a part of the text."""

    start: int
    end: int
    paragraphs: Sequence[Paragraph]
    subject: str = ""  # the text of the paragraph that answers are about; "" if none are awaited


# Makes the one comment on the whole document, from the numbers of the comments that cannot stand at their place, and
# where that is.
Overview = Callable[[Sequence[tuple[int, str]]], Sequence[Paragraph]]


class Builder:
    """Collects text in the order in which it is read; each format's reader fills one."""

    def __init__(self, aside: Sequence[tuple[int, int]] = ()) -> None:
        """`aside` has the spans of the source that are set aside, in order."""
        self.pieces: list[Piece] = []
        self.left_out: list[LeftOut] = []
        self.cells: list[Cell] = []
        self.comments: list[SourceComment] = []
        self.outline = Outline()
        self.length = 0
        self._tables: list[Table] = []
        self._cell = 0  # the piece with which a cell begins
        self._texts: list[str] = []
        self._gap = ""
        self._aside = aside
        self._starts = [start for start, _ in aside]

    @property
    def text(self) -> str:
        return "".join(self._texts)

    @property
    def ended(self) -> bool:
        """Whether a space would begin a line, or follow another one."""
        return bool(self._gap) or not self.length or self._texts[-1][-1:] in " \n"

    def add(self, text: str, at: int, size: int, *, closed: str = "", part: Any = None) -> None:
        """Add text that a reader sees: its index in the source, and the length of what is written for it there."""
        if not text:
            return
        if "\xad" in text:  # soft hyphens are seen at the end of a line alone
            if size != len(text):
                self.add(text.replace("\xad", ""), at, size, closed=closed, part=part)
                return
            done = 0
            for part_of in text.split("\xad"):
                self.add(part_of, at + done, len(part_of), closed=closed, part=part)
                done += len(part_of) + 1
            return
        if self._aside and self._is_aside(at):
            self.leave_out(text, IGNORED, at)
            return
        if self._gap and self.length and not (self._gap == " " and (self.ended_in_space or text[0] == " ")):
            self._put(self._gap, -1, 0, "list or table", None)
        self._gap = ""
        self._put(text, at, size, closed, part)

    def gap(self, gap: str) -> None:
        """What the layout puts before the next text: "" | " " | " | " | "\\n" | "\\n\\n"."""
        self._gap = max(self._gap, gap, key=_GAPS.index)

    def leave_out(self, text: str, reason: str, at: int) -> None:
        """What is not read; the texts around it are apart."""
        if text.strip():
            self.left_out.append(LeftOut(text, reason, at))
        if reason != NOTE_MARK:
            self.gap(" ")

    def table(self) -> None:
        """A table begins, within another one if that is open."""
        self._tables.append(Table())

    def end_table(self) -> None:
        if self._tables:
            self._tables.pop()

    def row(self) -> None:
        if self._tables:
            self._tables[-1].row()

    def begin_cell(self) -> None:
        """A cell of the table that is open begins."""
        self._cell = len(self.pieces)

    def end_cell(self, *, heading: bool, columns: int = 1, rows: int = 1) -> None:
        """The cell ends; it takes so many columns and rows, and a heading is one of the cells below it."""
        if not self._tables:
            return
        own = [piece for piece in self.pieces[self._cell :] if piece.at >= 0]
        start, end = (own[0].start, own[-1].start + own[-1].length) if own else (0, 0)
        text = " ".join("".join(self._texts[self._cell :]).strip(" |\n").split())
        column, row = self._tables[-1].cell(text, heading=heading, columns=columns, rows=rows)
        if own:
            self.cells.append(Cell(start, end, column, row))

    def cut(self, start: int) -> tuple[str, int]:
        """Take back the text from an index on: what it was, and where it stands in the source."""
        taken, at = "", -1
        while self.pieces and self.length > start:
            piece, text = self.pieces.pop(), self._texts.pop()
            keep = max(start - piece.start, 0)
            taken = text[keep:] + taken
            at = piece.at + (keep if piece.size == piece.length else 0) if piece.at >= 0 else at
            self.length = piece.start
            if keep:
                self._put(text[:keep], piece.at, keep, piece.closed, piece.part)
        self.outline.cut(self.length)
        return taken, at

    def end(self, length: int) -> str:
        """The last characters of the text."""
        found = ""
        for text in reversed(self._texts):
            found = text + found
            if len(found) >= length:
                break
        return found[-length:]

    @property
    def ended_in_space(self) -> bool:
        return self._texts[-1][-1:].isspace()

    def _put(self, text: str, at: int, size: int, closed: str, part: Any) -> None:
        self.pieces.append(Piece(self.length, len(text), at, size, closed, part))
        self._texts.append(text)
        self.length += len(text)

    def _is_aside(self, at: int) -> bool:
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self._aside[number][1]


class Document:
    """What a reader of a document sees. Every line end of the text ends a block."""

    line_name = "line"  # what a reader calls one
    is_page = False  # of HTML: with navigation around the text
    crowded = False  # its comments are seen beside the text
    signed = False  # with a signature that a copy with comments has not
    not_read = ""  # what cannot be read: "2 pictures, 1 chart"
    path = ""  # as messages name it
    threads: Sequence[Thread] = ()
    links: Sequence[Link] = ()  # in the order of the text
    anchors: Mapping[str, int] = {}  # what a link to `#name` leads to
    regions: Sequence[Region] = ()
    annotations: Sequence[Annotation] = ()  # comments of others
    begin = 0  # where its text begins in the source, after front matter

    def __init__(
        self,
        text: str,
        pieces: Sequence[Piece],
        left_out: Sequence[LeftOut],
        lines: Sequence[int],
        write: "Write",
        source: str = "",
        cells: Sequence[Cell] = (),
        comments: Sequence[SourceComment] = (),
    ) -> None:
        """`lines` are the indexes of the source at which its lines begin; `write` makes it with comments."""
        self.text = text
        self.cells = cells
        self.comments = comments
        self.left_out = tuple(left_out)
        self.source = source
        self.write = write
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._lines = lines

    def piece_at(self, index: int) -> Piece:
        """The piece of a character of the text."""
        return self._pieces[bisect_right(self._starts, index) - 1]

    def cell_at(self, index: int) -> Cell | None:
        """The cell of a table that a character of the text is in; None if it is in none."""
        number = bisect_right(self.cells, index, key=lambda cell: cell.start) - 1
        return self.cells[number] if number >= 0 and index < self.cells[number].end else None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text begins and ends in the source."""
        first, last = self.piece_at(start), self.piece_at(end - 1)
        begin = first.at + (start - first.start if first.size == first.length else 0)
        stop = last.at + (end - last.start if last.size == last.length else last.size)
        return begin, stop

    def index_before(self, at: int) -> int:
        """The index in the text behind what stands before an index of the source."""
        number = bisect_right(self._by_source, (at, len(self.source) + len(self.text))) - 1
        if number < 0:
            return 0
        piece = self._pieces[self._by_source[number][1]]
        return piece.start + min(piece.length, at - piece.at)

    @cached_property
    def _by_source(self) -> list[tuple[int, int]]:
        """Where in the source each piece stands, and its number."""
        return sorted((piece.at, number) for number, piece in enumerate(self._pieces) if piece.at >= 0)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the text."""
        return self.position_in_source(self.span(index, index + 1)[0])

    def position_in_source(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, of an index of the source."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def commented(self, comments: Sequence[Comment], overview: Overview) -> bytes:
        """The document with comments, in the order of the text, and one on the whole; those of an earlier audit go.

        Raises LedgerError if they cannot be written without changing what a reader sees.
        """
        return self.write(self, comments, overview)


Write = Callable[[Document, Sequence[Comment], Overview], bytes]
