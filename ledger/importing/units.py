"""What the formats of a spreadsheet's cells say: 0.15 is 15% to whoever looks at it, and 1 August 2024 perhaps a month.

An .xlsx file is a ZIP file of XML (ECMA-376, part 1, sections 18.2, 18.3 and 18.8), an .ods file too
(OpenDocument 1.3, part 3, chapters 9 and 19). Only the formats are read here; calamine reads the values.
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from ledger.errors import LedgerError

PERCENT = "%"
MONTH, YEAR = "month", "year"  # what a date shows, that is held as the first day of it
MOST_CELLS = 50_000_000  # calamine holds a sheet with all its empty cells: these take 1.6 GB
_BUILT_IN = {5: "$", 6: "$", 7: "$", 8: "$", 9: PERCENT, 10: PERCENT, 17: MONTH, 42: "$", 44: "$"}  # section 18.8.30
_CURRENCY = re.compile(r"\[\$([^\]-]+)")
_SYMBOL = re.compile("([$€£¥₹])")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

# By row and column, from 0: "%", a currency's symbol or code; of dates MONTH or YEAR if they show no day.
Units = Mapping[tuple[int, int], str]


class _Cell(NamedTuple):
    row: int
    column: int
    unit: str


def check(data: bytes, ending: str) -> None:
    """Raise LedgerError, without a place, for an .ods file that is damaged: calamine may never end with one."""
    if ending == ".ods":
        with _reading(), ZipFile(io.BytesIO(data)) as file, file.open("content.xml") as stream:
            for _ in _elements(stream, "table-row"):
                pass


def units(data: bytes, ending: str, sheet: str) -> Units:
    """The units of the cells of a sheet that have one.

    Raises LedgerError, without a place, if the file is damaged, or if the sheet reaches so far that it
    cannot be held in memory.
    """
    found: dict[tuple[int, int], str] = {}
    last_row = last_column = 0
    with _reading(), ZipFile(io.BytesIO(data)) as file:
        for row, column, unit in _ods_cells(file, sheet) if ending == ".ods" else _xlsx_cells(file, sheet):
            last_row, last_column = max(last_row, row), max(last_column, column)
            if unit:
                found[row, column] = unit
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise LedgerError(
            f"the sheet '{sheet}' reaches to row {last_row + 1:,} and column {last_column + 1:,}; delete what stands"
            " far from the table, or save the sheet as .csv"
        )
    return found


@contextmanager
def _reading() -> Iterator[None]:
    """Raise LedgerError for whatever a damaged file makes the libraries raise."""
    try:
        yield
    except (BadZipFile, ParseError, zlib.error, LookupError, ValueError, EOFError, RuntimeError) as error:
        raise LedgerError(f"not a spreadsheet that can be read: {error}") from None


def with_unit(number: float, unit: str) -> str:
    """A number as a figure with its unit: `15%` for 0.15, `$1200`, `CHF 1200`."""
    exact = Decimal(repr(number)) * (100 if unit == PERCENT else 1)
    text = f"{exact.normalize():f}"
    if unit == PERCENT:
        return f"{text}%"
    sign = "-" if exact < 0 else ""
    return f"{sign}{unit}{' ' if unit[-1:].isalpha() else ''}{text.lstrip('-')}"


def _elements(stream: IO[bytes], *tags: str) -> Iterator[Element]:
    """The elements with these names, without namespace, at their ends; each is emptied afterwards."""
    for _, element in iterparse(stream):
        if element.tag.rpartition("}")[2] in tags:
            yield element
            element.clear()


# Excel


def _xlsx_cells(file: ZipFile, sheet: str) -> Iterator[_Cell]:
    units = _style_units(file)
    with file.open(_sheet_path(file, sheet)) as stream:
        row = column = -1
        for event, element in iterparse(stream, ("start", "end")):
            name = element.tag.rpartition("}")[2]
            if name == "row" and event == "start":
                row = int(element.get("r", row + 2)) - 1
                column = -1
            elif name == "row":
                element.clear()
            elif name == "c" and event == "end":
                place = element.get("r", "")
                column = _column(place) if place else column + 1
                style = int(element.get("s", 0))
                if len(element):  # it has a value
                    yield _Cell(row, column, units[style] if style < len(units) else "")


def _column(place: str) -> int:
    """The column, from 0, of a cell: 27 for AB12."""
    number = 0
    for char in place.upper():
        if not "A" <= char <= "Z":
            break
        number = 26 * number + ord(char) - ord("A") + 1
    return number - 1


def _sheet_path(file: ZipFile, sheet: str) -> str:
    """The part of the file that holds a sheet. Raises KeyError if there is none."""
    with file.open("xl/_rels/workbook.xml.rels") as stream:
        targets = {found.get("Id"): found.get("Target", "") for found in _elements(stream, "Relationship")}
    with file.open("xl/workbook.xml") as stream:
        for found in _elements(stream, "sheet"):
            if found.get("name") == sheet:
                reference = next((value for name, value in found.items() if name.endswith("}id")), "")
                target = targets[reference]
                return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(f"no sheet '{sheet}'")


def _style_units(file: ZipFile) -> list[str]:
    """The unit of each cell style."""
    if "xl/styles.xml" not in file.namelist():
        return []
    formats = dict(_BUILT_IN)
    styles: list[str] = []
    with file.open("xl/styles.xml") as stream:
        for found in _elements(stream, "numFmt", "cellXfs"):
            if found.tag.endswith("numFmt"):
                formats[int(found.get("numFmtId", 0))] = _unit_of(found.get("formatCode", ""))
            else:
                styles = [formats.get(int(style.get("numFmtId", 0)), "") for style in found]
    return styles


def _unit_of(code: str) -> str:
    """The unit in the part of a number format that is for positive numbers (section 18.8.31)."""
    first = code.partition(";")[0]
    letters = _BRACKETED.sub("", _LITERAL.sub("", first)).lower()
    if PERCENT in letters:
        return PERCENT
    if "y" in letters and not set("d0#?") & set(letters):
        return MONTH if "m" in letters else YEAR
    found = _CURRENCY.search(first) or _SYMBOL.search(_BRACKETED.sub("", first))
    return found[1].strip() if found else ""


# OpenDocument


def _ods_cells(file: ZipFile, sheet: str) -> Iterator[_Cell]:
    row = column = times = 0
    inside = False
    with file.open("content.xml") as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if element.tag == f"{_TABLE}table":
                inside = event == "start" and element.get(f"{_TABLE}name") == sheet
            elif inside and element.tag == f"{_TABLE}table-row":
                if event == "start":  # rows that are alike are written once
                    row, times, column = row + times, int(element.get(f"{_TABLE}number-rows-repeated", 1)), 0
                else:
                    element.clear()
            elif inside and event == "start" and element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                repeated = int(element.get(f"{_TABLE}number-columns-repeated", 1))
                if kind := element.get(f"{_OFFICE}value-type", ""):
                    yield _Cell(row + times - 1, column + repeated - 1, "")
                    unit = {"percentage": PERCENT, "currency": element.get(f"{_OFFICE}currency", "")}.get(kind, "")
                    if unit and times * repeated <= MOST_CELLS:
                        for place in range(times * repeated):
                            yield _Cell(row + place // repeated, column + place % repeated, unit)
                column += repeated
