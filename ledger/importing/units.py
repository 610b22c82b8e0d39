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

MOST_CELLS = 50_000_000  # calamine holds a sheet with all its empty cells: these take 1.6 GB


class Unit(NamedTuple):
    """What the format of a cell adds to a number, or leaves out of a date."""

    before: str = ""
    after: str = ""
    times: int = 1  # 100 for a percentage
    digits: int = 10  # of a date in ISO 8601: 7 for a month, 4 for a year


PLAIN, PERCENT, MONTH, YEAR = Unit(), Unit(after="%", times=100), Unit(digits=7), Unit(digits=4)
_DOLLARS = Unit(before="$")
_BUILT_IN = {**dict.fromkeys((5, 6, 7, 8, 42, 44), _DOLLARS), 9: PERCENT, 10: PERCENT, 17: MONTH}  # section 18.8.30
# The parts of a number format: text in quotes or after a backslash, a currency, what takes no place on the screen,
# the digits, and any other character.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<code>[^\]]*)\]|[_*].'
    r"|(?P<digits>[0#?][0#?.,]*)|(?P<other>.)",
    re.DOTALL,
)
_SYMBOLS = ("$", "€", "£", "¥", "₹")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Units = Mapping[tuple[int, int], Unit]  # by row and column, from 0; without the plain ones


class _Cell(NamedTuple):
    row: int
    column: int
    unit: Unit


def check(data: bytes, ending: str) -> None:
    """Raise LedgerError, without a place, for a damaged .ods file, which calamine might never finish reading."""
    if ending == ".ods":
        with _reading(), ZipFile(io.BytesIO(data)) as file, file.open("content.xml") as stream:
            for _ in _elements(stream, "table-row"):
                pass


def units(data: bytes, ending: str, sheet: str) -> Units:
    """The units of the cells of a sheet that have one.

    Raises LedgerError, without a place, if the file is damaged, or if the sheet reaches so far that it
    cannot be held in memory.
    """
    found: dict[tuple[int, int], Unit] = {}
    last_row = last_column = 0
    with _reading(), ZipFile(io.BytesIO(data)) as file:
        for row, column, unit in _ods_cells(file, sheet) if ending == ".ods" else _xlsx_cells(file, sheet):
            last_row, last_column = max(last_row, row), max(last_column, column)
            if unit != PLAIN:
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


def with_unit(number: float, unit: Unit) -> str:
    """A number as a figure with its unit: `15%` for 0.15, `-$1200`, `CHF 1200`."""
    exact = Decimal(repr(number)) * unit.times
    sign = "-" if exact < 0 else ""
    return f"{sign}{unit.before}{abs(exact).normalize():f}{unit.after}"


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
                    yield _Cell(row, column, units[style] if style < len(units) else PLAIN)


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


def _style_units(file: ZipFile) -> list[Unit]:
    """The unit of each cell style."""
    if "xl/styles.xml" not in file.namelist():
        return []
    formats = dict(_BUILT_IN)
    styles: list[Unit] = []
    with file.open("xl/styles.xml") as stream:
        for found in _elements(stream, "numFmt", "cellXfs"):
            if found.tag.endswith("numFmt"):
                formats[int(found.get("numFmtId", 0))] = _unit_of(found.get("formatCode", ""))
            else:
                styles = [formats.get(int(style.get("numFmtId", 0)), PLAIN) for style in found]
    return styles


def _unit_of(code: str) -> Unit:
    """The unit in a number format (section 18.8.31), of which the first section is that of positive numbers."""
    sections = code.split(";")
    if any(re.search(r"\[[<>=]", section) for section in sections):  # a section for certain numbers only
        return next(iter(found)) if len(found := {_unit_of_section(section) for section in sections}) == 1 else PLAIN
    return _unit_of_section(sections[0])


def _unit_of_section(section: str) -> Unit:
    before = after = letters = digits = ""
    for part in _PART.finditer(section):
        if part["digits"]:
            digits, after = part["digits"], ""
            continue
        letters += (part["other"] or "").lower()
        shown = part["quoted"] or part["escaped"] or part["currency"] or part["other"] or ""
        if digits:
            after += shown
        else:
            before += shown
    if "%" in letters:
        return PERCENT
    if not digits:
        return (MONTH if "m" in letters else YEAR) if "y" in letters and "d" not in letters else PLAIN
    if digits.endswith(",") and after.strip() not in _SYMBOLS:  # thousands or millions, whose name would be wrong here
        after = ""
    before, after = before.strip(" ()+-"), after.rstrip(" ()+-")
    return Unit(f"{before} " if before[-1:].isalpha() else before, after)


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
                    yield _Cell(row + times - 1, column + repeated - 1, PLAIN)
                    currency = element.get(f"{_OFFICE}currency", "")
                    money = Unit(before=f"{currency} ") if currency else PLAIN
                    unit = {"percentage": PERCENT, "currency": money}.get(kind, PLAIN)
                    if unit != PLAIN and times * repeated <= MOST_CELLS:
                        for place in range(times * repeated):
                            yield _Cell(row + place // repeated, column + place % repeated, unit)
                column += repeated
