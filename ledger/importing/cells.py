"""What a sheet says about its cells besides their values, and how much of it can be held."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile

from ledger.errors import LedgerError
from ledger.importing.units import PLAIN, Unit

MOST_ROWS = 1_048_576  # of a sheet
MOST_FILLED = 5_000_000  # cells with a value
MOST_TEXT = 300_000_000  # characters of all cells together
MOST_CELLS = 50_000_000  # calamine holds a sheet with all its empty cells: these take 1.6 GB


class Looks(NamedTuple):
    """How the cells of a sheet look, by row and column from 0."""

    units: dict[tuple[int, int], Unit]  # without the plain ones
    wrong: dict[tuple[int, int], str]  # why a cell has no value: an error, or a formula that was not computed
    struck: dict[tuple[int, int], str]  # what is left of a text of which all or a part is struck out
    hidden: set[int]  # rows that a filter or a person hides
    merged: list[tuple[int, int, int]]  # row and column of a cell, and the last row that it spans


def no_looks() -> Looks:
    """The looks of a sheet of which nothing is known."""
    return Looks({}, {}, {}, set(), [])


class Cell(NamedTuple):
    """A cell, or several that are alike, of which the last one has this place."""

    row: int
    column: int
    unit: Unit = PLAIN
    wrong: str = ""
    text: int = 0  # characters that it holds, in all its repetitions
    filled: int = 1  # cells that it stands for


def bounded(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells. Raises LedgerError if there are too many to be held, or if they hold too much."""
    last_row = last_column = held = filled = 0
    for cell in cells:
        last_row, last_column = max(last_row, cell.row), max(last_column, cell.column)
        held += cell.text
        filled += cell.filled
        if held > MOST_TEXT or filled > MOST_FILLED:
            raise LedgerError("the sheet holds too much to be a table; save its rows as .csv")
        if (last_row + 1) * (last_column + 1) > MOST_CELLS:
            raise LedgerError(
                f"the sheet reaches to row {last_row + 1:,} and column {last_column + 1:,}; delete what stands far from"
                " the table, or save the sheet as .csv"
            )
        yield cell


@contextmanager
def reading() -> Iterator[None]:
    """Raise LedgerError, without a place, for whatever a damaged file makes the libraries raise."""
    try:
        yield
    except (BadZipFile, ParseError, zlib.error, LookupError, ValueError, EOFError, RuntimeError) as error:
        raise LedgerError(f"the file is damaged: {error}; open it, and save it again") from None


def elements(stream: IO[bytes], *tags: str) -> Iterator[Element]:
    """The elements with these names, without namespace, at their ends; each is emptied afterwards."""
    for _, element in iterparse(stream):
        if local_name(element.tag) in tags:
            yield element
            element.clear()


def local_name(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def letters(column: int) -> str:
    """The name of a column, from 0: A … Z, AA …"""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
