"""What the formats of a spreadsheet's cells say: 0.15 is 15% to whoever looks at it, and 1 August 2024 perhaps a month.

An .xlsx file is a ZIP file of XML (ECMA-376, part 1, sections 18.2, 18.3 and 18.8), an .ods file too
(OpenDocument 1.3, part 3, chapters 9 and 19). Only the formats are read here; calamine reads the values.
"""

import io
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from ledger.errors import LedgerError

_EXACT = Decimal(10) ** 18
MOST_ROWS = 1_048_576  # of a sheet
MOST_FILLED = 5_000_000  # cells with a value
MOST_TEXT = 300_000_000  # characters of all cells together
MOST_BYTES = 500 * 10**6  # of all parts of the file, unpacked
MOST_CELLS = 50_000_000  # calamine holds a sheet with all its empty cells: these take 1.6 GB


class Unit(NamedTuple):
    """What the format of a cell adds to a number, or leaves out of a date."""

    before: str = ""
    after: str = ""
    times: int = 1  # 100 for a percentage
    digits: int = 10  # of a date in ISO 8601: 7 for a month, 4 for a year
    negative: tuple[str, str] | None = None  # what stands before and after a negative number, with its sign
    decimals: int = -1  # as many are shown at most; -1: all
    least: int = 0  # and as many at least
    grouped: bool = False  # with a comma for thousands


PLAIN, MONTH, YEAR = Unit(), Unit(digits=7), Unit(digits=4)
PERCENT = Unit(after="%", times=100)
_DOLLARS = Unit(before="$")
_BUILT_IN = {  # section 18.8.30
    **dict.fromkeys((5, 6, 7, 8, 42, 44), _DOLLARS),
    **{1: Unit(decimals=0), 2: Unit(decimals=2, least=2)},
    **dict.fromkeys((3, 37, 38), Unit(decimals=0, grouped=True)),
    **dict.fromkeys((4, 39, 40), Unit(decimals=2, least=2, grouped=True)),
    **{9: PERCENT._replace(decimals=0), 10: PERCENT._replace(decimals=2, least=2), 17: MONTH},
}
# The parts of a number format: text in quotes or after a backslash, a currency, what takes no place on the screen,
# the digits, and any other character.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]{0,40})[^\]]{0,40}\]|\[(?P<code>[^\]]{0,80})\]|[_*].'
    r"|(?P<digits>[0#?][0#?.,]*)|(?P<other>.)",
    re.DOTALL,
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SYMBOLS = ("$", "€", "£", "¥", "₹")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Units = Mapping[tuple[int, int], Unit]  # by row and column, from 0; without the plain ones


class Looks(NamedTuple):
    """What a sheet says about its cells besides their values, by row and column from 0."""

    units: Units
    wrong: Mapping[tuple[int, int], str]  # why a cell has no value: an error, or a formula that was not computed
    hidden: Collection[int] = ()  # rows that a filter or a person hides
    merged: Sequence[tuple[int, int, int]] = ()  # row and column of a cell, and the last row that it spans


class _Cell(NamedTuple):
    row: int
    column: int
    unit: Unit
    wrong: str = ""
    text: int = 0  # characters that it holds, in all its repetitions
    filled: int = 1  # cells that it stands for


def check(data: bytes, ending: str) -> None:
    """Raise LedgerError, without a place, for a file that calamine might not finish reading, or only in much memory."""
    with _reading(), ZipFile(io.BytesIO(data)) as file:
        if sum(part.file_size for part in file.infolist()) > MOST_BYTES:
            raise LedgerError(f"the file unfolds to more than {MOST_BYTES // 10**6} MB; save the sheet as .csv")
        if ending == ".ods":  # calamine reads all sheets of it at once
            for _ in _bounded(_ods_cells(file, "", set(), [])):
                pass


def _bounded(cells: Iterable["_Cell"]) -> Iterator["_Cell"]:
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


def looks_of(data: bytes, ending: str, sheet: str) -> Looks:
    """The units of the cells of a sheet that have one, and what is wrong with cells.

    Raises LedgerError, without a place, if the file is damaged, or if the sheet reaches so far that it
    cannot be held in memory.
    """
    found: dict[tuple[int, int], Unit] = {}
    wrong: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    merged: list[tuple[int, int, int]] = []
    read = _ods_cells if ending == ".ods" else _xlsx_cells
    with _reading(), ZipFile(io.BytesIO(data)) as file:
        for cell in _bounded(read(file, sheet, hidden, merged)):
            if cell.unit != PLAIN:
                found[cell.row, cell.column] = cell.unit
            if cell.wrong:
                wrong[cell.row, cell.column] = f"{_letters(cell.column)}{cell.row + 1}: {cell.wrong}"
    return Looks(found, wrong, hidden, merged)


def hidden_sheets(data: bytes, ending: str) -> list[str]:
    """The names of the sheets of an .xlsx file that are hidden; of an .ods file, none. Raises LedgerError."""
    if ending == ".ods":
        return []
    with _reading(), ZipFile(io.BytesIO(data)) as file, file.open("xl/workbook.xml") as stream:
        return [one.get("name", "") for one in _elements(stream, "sheet") if one.get("state", "visible") != "visible"]


@contextmanager
def _reading() -> Iterator[None]:
    """Raise LedgerError for whatever a damaged file makes the libraries raise."""
    try:
        yield
    except (BadZipFile, ParseError, zlib.error, LookupError, ValueError, EOFError, RuntimeError) as error:
        raise LedgerError(f"not a spreadsheet that can be read: {error}") from None


def with_unit(number: float, unit: Unit) -> str:
    """A number as a figure with its unit, as it is shown: `15%` for 0.15, `-$1,200`, `CHF 1200`."""
    exact = Decimal(repr(number)) * unit.times
    shown = _shown(abs(exact), unit)
    if exact < 0 and unit.negative:
        before, after = unit.negative
        return f"{before}{shown}{after}"
    sign = "-" if exact < 0 else ""
    return f"{sign}{unit.before}{shown}{unit.after}"


def hides_digits(number: float, unit: Unit) -> bool:
    """Whether a number has more digits than its format shows."""
    exact = Decimal(repr(number)) * unit.times
    return unit.decimals >= 0 and exact != _rounded(exact, unit.decimals)


def _rounded(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if abs(exact) < _EXACT else exact


def _shown(exact: Decimal, unit: Unit) -> str:
    if unit.decimals < 0:
        return f"{exact.normalize():,f}" if unit.grouped else f"{exact.normalize():f}"
    number = _rounded(exact, unit.decimals)
    text = f"{number:,f}" if unit.grouped else f"{number:f}"
    whole, point, part = text.partition(".")
    part = part.rstrip("0").ljust(unit.least, "0")
    return f"{whole}{point}{part}" if part else whole


def _elements(stream: IO[bytes], *tags: str) -> Iterator[Element]:
    """The elements with these names, without namespace, at their ends; each is emptied afterwards."""
    for _, element in iterparse(stream):
        if element.tag.rpartition("}")[2] in tags:
            yield element
            element.clear()


# Excel


def _xlsx_cells(file: ZipFile, sheet: str, hidden: set[int], merged: list[tuple[int, int, int]]) -> Iterator[_Cell]:
    units = _style_units(file)
    lengths = _string_lengths(file)
    with file.open(_sheet_path(file, sheet)) as stream:
        row = column = -1
        for event, element in iterparse(stream, ("start", "end")):
            name = element.tag.rpartition("}")[2]
            if name == "row" and event == "start":
                row = int(element.get("r", row + 2)) - 1
                column = -1
                if element.get("hidden") in ("1", "true"):
                    hidden.add(row)
            elif name == "mergeCell" and event == "end":
                first, _, last = element.get("ref", "").partition(":")
                if last:
                    merged.append((_row(first), _column(first), _row(last)))
            elif name == "row":
                element.clear()
            elif name == "c" and event == "end":
                place = element.get("r", "")
                column = _column(place) if place else column + 1
                style = int(element.get("s", 0))
                if place and (number := place.lstrip(_LETTERS)).isdigit():  # calamine takes the cell's word for its row
                    row = int(number) - 1
                if len(element):  # it has a value
                    unit = units[style] if style < len(units) else PLAIN
                    yield _Cell(row, column, unit, _fault(element), _length(element, lengths))


def _string_lengths(file: ZipFile) -> list[int]:
    """The lengths of the strings that cells share."""
    lengths: list[int] = []
    if "xl/sharedStrings.xml" in file.namelist():
        with file.open("xl/sharedStrings.xml") as stream:
            lengths.extend(sum(map(len, one.itertext())) for one in _elements(stream, "si"))
    return lengths


def _length(cell: Element, lengths: list[int]) -> int:
    """How many characters a cell holds."""
    value = next((part.text or "" for part in cell if part.tag.endswith("}v")), "")
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(lengths):
        return lengths[int(value)]
    return len(value)


def _row(place: str) -> int:
    """The row, from 0, of a cell: 11 for AB12."""
    return int(place.lstrip(_LETTERS)) - 1


def _fault(cell: Element) -> str:
    """Why a cell of a spreadsheet has no value; "" if it has one."""
    parts = {part.tag.rpartition("}")[2]: part.text or "" for part in cell}
    if cell.get("t") == "e":
        return f"the cell has the error {parts.get('v', '')}".rstrip()
    if "f" in parts and not parts.get("v") and "is" not in parts and cell.get("t") != "str":
        return "the formula has no stored value: open the file in Excel or LibreOffice, and save it"
    return ""


def _letters(column: int) -> str:
    """The name of a column, from 0: A … Z, AA …"""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


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
        found = {_unit_of_section(section)._replace(decimals=-1, least=0, grouped=False) for section in sections}
        return next(iter(found)) if len(found) == 1 else PLAIN
    unit = _unit_of_section(sections[0])
    if len(sections) > 1 and sections[1].strip() and (below := _unit_of_section(sections[1])) != PLAIN:
        shown = f"{below.before}{below.after}".casefold()
        sign = "" if any(mark in shown for mark in ("-", "−", "(", "minus", "negative")) else "-"
        return unit._replace(negative=(f"{sign}{below.before}", below.after))
    return unit


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
    decimals, least, grouped = _digits(section, digits)
    if "%" in letters and not (before + after).strip(" +%"):
        return PERCENT._replace(decimals=decimals, least=least, grouped=grouped)
    if not digits:
        return (MONTH if "m" in letters else YEAR) if "y" in letters and "d" not in letters else PLAIN
    if digits.endswith(",") and after.strip() not in _SYMBOLS:  # thousands or millions, whose name would be wrong here
        after = ""
    before, after = before.lstrip(" +"), after.rstrip(" +")
    if "(" in before and after[-1:] == ")":
        before = "(" + before.replace("(", "", 1).strip()
    else:  # a bracket alone only lines numbers up
        before, after = before.replace("(", "").lstrip(), after.rstrip("() ")
    made = Unit(f"{before} " if before[-1:].isalpha() else before, after, 100 if "%" in letters else 1)
    return made._replace(decimals=decimals, least=least, grouped=grouped)


def _digits(section: str, digits: str) -> tuple[int, int, bool]:
    """How many decimals a section shows at most and at least, and whether it groups thousands; -1 where it is not sure.

    Fractions (`# ?/?`), powers (`0.0E+00`) and thousands that are left out (`0,`) show another number.
    """
    if "/" in section or "E" in re.sub(r'"[^"]*"|\\\\.', "", section) or digits.endswith(","):
        return -1, 0, False
    whole, _, part = digits.partition(".")
    return len(part), part.count("0"), "," in whole


# OpenDocument


def _ods_cells(file: ZipFile, sheet: str, hidden: set[int], merged: list[tuple[int, int, int]]) -> Iterator[_Cell]:
    row = column = times = 0
    inside = False
    with file.open("content.xml") as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if element.tag == f"{_TABLE}table":
                inside = event == "start" and sheet in ("", element.get(f"{_TABLE}name"))
                row = times = 0
            elif inside and element.tag == f"{_TABLE}table-row":
                if event == "start":  # rows that are alike are written once
                    row, times, column = row + times, int(element.get(f"{_TABLE}number-rows-repeated", 1)), 0
                    if element.get(f"{_TABLE}visibility", "visible") != "visible" and times <= MOST_ROWS:
                        hidden.update(range(row, row + times))
                else:
                    element.clear()
            elif inside and event == "start" and element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                repeated = int(element.get(f"{_TABLE}number-columns-repeated", 1))
                if (spanned := int(element.get(f"{_TABLE}number-rows-spanned", 1))) > 1:
                    merged.append((row, column, row + spanned - 1))
                fault = ""
                if element.get(f"{_CALCEXT}value-type") == "error":
                    fault = "the cell has an error"
                elif element.get(f"{_TABLE}formula") and not element.get(f"{_OFFICE}value-type"):
                    fault = "the formula has no stored value: open the file in LibreOffice, and save it"
                if fault:
                    yield _Cell(row, column, PLAIN, fault)
                if kind := element.get(f"{_OFFICE}value-type", ""):
                    yield _Cell(row + times - 1, column + repeated - 1, PLAIN, filled=times * repeated)
                    currency = element.get(f"{_OFFICE}currency", "")
                    money = Unit(before=f"{currency} ") if currency else PLAIN
                    unit = {"percentage": PERCENT, "currency": money}.get(kind, PLAIN)
                    if unit != PLAIN and times * repeated <= MOST_CELLS:
                        for place in range(times * repeated):
                            yield _Cell(row + place // repeated, column + place % repeated, unit)
                column += repeated
            elif inside and event == "end" and element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                repeated = int(element.get(f"{_TABLE}number-columns-repeated", 1))
                spaces = sum(int(one.get(f"{_TEXT}c", 1)) for one in element.iter(f"{_TEXT}s"))
                length = (spaces + sum(map(len, element.itertext()))) * times * repeated
                yield _Cell(row, max(0, column - repeated), PLAIN, text=length, filled=0)
