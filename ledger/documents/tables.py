"""The cells of tables, and what their columns and rows are called."""

from typing import NamedTuple

_MOST = 1000  # columns and rows of one cell, as in HTML (section 4.9.11)


class Cell(NamedTuple):
    """A cell of a table: its place in the text, and what its column and its row are called."""

    start: int
    end: int
    column: str  # the headings above it, from the top: "2025 Jobs"
    row: str  # the first cell of its row; "" in the first one


class Table:
    """A table that is being read, row by row."""

    def __init__(self) -> None:
        self._headings: dict[int, list[str]] = {}  # by column
        self._taken: dict[int, int] = {}  # rows that a cell above still takes, by column
        self._head = ""  # of the row
        self._first = ""  # the text of the cell that the first column holds
        self._column = 0

    def row(self) -> None:
        """A row begins."""
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}
        self._column = 0
        self._head = self._first if 0 in self._taken else ""

    def above(self) -> str:
        """The text of the cell above, in the first column: a cell of several rows names each of them."""
        return self._first if not self._column else ""

    def cell(self, text: str, *, heading: bool, columns: int = 1, rows: int = 1) -> tuple[str, str]:
        """A cell of the row ends: what its column and its row are called. It takes so many columns and rows."""
        while self._column in self._taken:
            self._column += 1
        columns, rows = min(max(columns, 1), _MOST), min(max(rows, 1), _MOST)
        called = " ".join(self._headings.get(self._column, ())), self._head
        if not self._column:
            self._first = text
        self._head = self._head or text
        for column in range(self._column, self._column + columns):
            if heading and text:
                self._headings.setdefault(column, []).append(text)
            if rows > 1:
                self._taken[column] = rows
        self._column += columns
        return called
