"""Styled text in lines and columns.

A rich Table takes 0.8 ms a row; these functions lay out a thousand claims in the time that it takes
for fifty. They also let an id, which is never broken, continue below the cells to its right.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

GAP = 2


class Run(NamedTuple):
    """Text in one style, as named by rich, with an optional link."""

    text: str
    style: str = ""
    link: str = ""
    whole: bool = False  # never broken, not even at spaces


Line = list[Run]


class Column(NamedTuple):
    """A column of a grid; its width is in terminal cells."""

    header: str
    width: int
    right: bool = False  # aligned


class Row(NamedTuple):
    """Cells, each a list of paragraphs; the foot begins below the cell at `foot_at` and may continue to the right."""

    cells: Sequence[Sequence[Run]]
    foot: Sequence[Run] = ()
    foot_at: int = 0


def cells_of(text: str) -> int:
    """The width of a text without control characters, in terminal cells."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int) -> str:
    """The text if it fits into a width in cells; else its first words that do, and an ellipsis."""
    if cells_of(text) <= width:
        return text
    first = wrap([Run(text)], max(1, width - 1))[0]
    return "".join(run.text for run in first).rstrip(" ,;:") + "…"


def wrap(runs: Sequence[Run], width: int, *, fold: bool = True) -> list[Line]:
    """Break runs at spaces into lines of `width` cells; a longer word is folded, or overflows if not `fold`."""
    if len(runs) == 1 and "\n" not in runs[0].text:
        text = runs[0].text
        if cells_of(text) <= width:
            return [[runs[0]]]
        if text.isascii() and not runs[0].whole and (plain := _wrapped(text, width)):
            return [[Run(line, runs[0].style, runs[0].link)] for line in plain]
    lines: list[Line] = [[]]
    used = 0
    for run in runs:
        for number, paragraph in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
                used = 0
            for word in [paragraph] if run.whole else _words(paragraph, width if fold else 0):
                size = cells_of(word)
                if used and used + size - (len(word) - len(word.rstrip(" "))) > width:
                    lines.append([])
                    used = 0
                    word = word.lstrip(" ")
                    size = cells_of(word)
                if lines[-1] and lines[-1][-1].style == run.style and lines[-1][-1].link == run.link:
                    lines[-1][-1] = Run(lines[-1][-1].text + word, run.style, run.link)
                else:
                    lines[-1].append(Run(word, run.style, run.link))
                used += size
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text in which each character is a cell wide; none if a word or a gap is too long for this."""
    if "  " in text:
        return []
    lines = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end <= start:
            return []
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


def _words(text: str, fold_at: int) -> Iterator[str]:
    """The words of a text, each with the spaces after it; one wider than `fold_at` cells in pieces."""
    start = 0
    while start < len(text):
        space = text.find(" ", start)
        end = len(text) if space < 0 else space + 1
        while end < len(text) and text[end] == " ":
            end += 1
        word = text[start:end]
        if fold_at and cells_of(word.rstrip(" ")) > fold_at:
            *pieces, last = chop_cells(word.rstrip(" "), fold_at)
            yield from pieces
            yield last + word[len(word.rstrip(" ")) :]
        else:
            yield word
        start = end


def size(line: Sequence[Run]) -> int:
    """The width of a line in terminal cells."""
    return sum(cells_of(run.text) for run in line)


def padded(line: Line, width: int, *, right: bool = False) -> Line:
    """The line filled with spaces to a width in cells."""
    missing = Run(" " * max(0, width - size(line)))
    return [missing, *line] if right else [*line, missing]


def indented(runs: Sequence[Run], indent: int, width: int, *, fold: bool = False) -> list[Line]:
    """Runs wrapped to a width, each line after `indent` spaces; longer words are broken only if `fold`."""
    return [[Run(" " * indent), *line] for line in wrap(runs, max(1, width - indent), fold=fold)]


def grid(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Line]:
    """A header, a rule under it, and the rows; a row of several lines is set apart from the others by an empty line."""
    yield _joined([[[Run(column.header, "bold")]] for column in columns], columns, 0)
    yield [Run("─" * (sum(column.width for column in columns) + GAP * (len(columns) - 1)), "dim")]
    starts = [sum(column.width + GAP for column in columns[:number]) for number in range(len(columns))]
    total = starts[-1] + columns[-1].width
    tall = False
    for at, row in enumerate(rows):
        lines = list(_lines_of(row, columns, total - starts[row.foot_at]))
        if at and (tall or len(lines) > 1):
            yield []
        yield from lines
        tall = len(lines) > 1


def _lines_of(row: Row, columns: Sequence[Column], room: int) -> Iterator[Line]:
    """The lines of a row; `room` is the width from the beginning of its foot to the end of the grid."""
    cells = [
        [line for paragraph in cell for line in wrap([paragraph], column.width)]
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    foot = wrap(row.foot, room, fold=False) if row.foot else []
    overhangs = any(size(line) > columns[row.foot_at].width for line in foot)
    if foot and not overhangs:
        cells[row.foot_at] += foot
        foot = []
    height = max(map(len, cells))
    if overhangs:  # the foot begins where there is nothing to its right
        height = max(map(len, cells[row.foot_at :]))
    for number in range(height):
        yield _joined(cells, columns, number)
    for number, line in enumerate(foot, height):
        before = _joined(cells[: row.foot_at], columns[: row.foot_at], number, to_end=True)
        yield [*before, *line]
    for number in range(height + len(foot), max(map(len, cells))):  # the rest of the cells before it
        yield _joined(cells, columns, number)


def _joined(cells: Sequence[Sequence[Line]], columns: Sequence[Column], number: int, *, to_end: bool = False) -> Line:
    """The n-th lines of the cells, side by side; padded to the full width only with `to_end`."""
    line: Line = []
    pending = 0  # spaces, added only if something follows
    for cell, column in zip(cells, columns, strict=True):
        if number < len(cell) and cell[number]:
            content = cell[number]
            lead = column.width - size(content) if column.right else 0
            if pending + lead > 0:
                line.append(Run(" " * (pending + lead)))
            line += content
            pending = column.width - size(content) - max(lead, 0) + GAP
        else:
            pending += column.width + GAP
    if to_end and pending:
        line.append(Run(" " * pending))
    return line
