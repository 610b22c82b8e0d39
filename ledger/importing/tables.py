"""Tables as other programs write them: CSV, TSV, JSON, JSON Lines, and spreadsheets."""

import csv
import datetime
import io
import json
import math
import os
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ledger.errors import LedgerError
from ledger.files.reading import STDIN, display_path, read_bytes
from ledger.importing.units import MONTH, PLAIN, YEAR, Unit, check, units, with_unit
from ledger.text import clean, did_you_mean, listed

KINDS = (".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".xlsm", ".ods")
_SHEETS = (".xlsx", ".xlsm", ".ods")
_SEPARATORS = ",;\t"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_LONGEST_CELL = 10_000_000


class Row(NamedTuple):
    """A row of a table: its number, as a spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]
    extra: int = 0  # cells to the right of the last heading


class Table(NamedTuple):
    """The headings and rows of a table, and what the user should know about how it was read."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_table(path: str, sheet: str = "") -> Table:
    """Read a table; the first row that is not empty has the headings. Standard input (`-`) is CSV.

    Raises LedgerError if it cannot be read, or has no headings or two of the same name.
    """
    ending = ".csv" if path == STDIN else os.path.splitext(path)[1].lower()
    shown = clean(display_path(path))
    if ending not in KINDS:
        raise LedgerError(f"{shown}: not a table that can be read; save it as {listed(KINDS, 'or')}")
    if sheet and ending not in _SHEETS:
        raise LedgerError(f"{shown}: --sheet is for spreadsheets; this file has no sheets")
    data = read_bytes(path)
    if ending in _SHEETS:
        return _spreadsheet(data, ending, shown, sheet)
    text, notes = _decoded(data, shown)
    if ending in (".json", ".jsonl"):
        return _objects(text, shown, lines=ending == ".jsonl")._replace(notes=notes)
    return _table(enumerate(_separated(text, shown, tabs=ending == ".tsv"), 1), shown, notes)


def _decoded(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file as Excel and others write it: UTF-8, UTF-16 with a byte order mark, or Windows-1252."""
    for mark, coding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(coding), ()
            except UnicodeDecodeError:
                raise LedgerError(f"{shown}: damaged: the file begins like {coding[:6].upper()}, but is not") from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = f"{shown}: not UTF-8; read as Windows-1252, as Excel writes it"
        return data.decode("windows-1252", "replace"), (note,)


def _separated(text: str, shown: str, *, tabs: bool) -> list[list[str]]:
    """The rows of CSV (RFC 4180); the separator is the one that parts the most headings."""
    separator = "\t"
    if text[:4].lower() == "sep=" and text[4:5]:  # Excel's own line
        separator, text = text[4], text.partition("\n")[2]
    elif not tabs:
        first = next((line for line in text.splitlines() if line.strip()), "")
        outside = "".join(first.split('"')[::2])  # not within quotes
        separator = max(_SEPARATORS, key=outside.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    while True:
        begins = reader.line_num + 1
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows
        except csv.Error as error:
            raise LedgerError(
                f'the row that begins here cannot be read: {error}; write a quotation mark within a cell twice ("")',
                f"{shown}:{begins}",
            ) from None


def _table(rows: Iterable[tuple[int, Sequence[str]]], shown: str, notes: tuple[str, ...] = ()) -> Table:
    """A table from numbered rows of cells."""
    filled = ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))
    _, first = next(filled, (0, ()))
    headings = [" ".join(cell.split()) for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    headings = [heading or f"column {_letter(number)}" for number, heading in enumerate(headings)]
    if not headings:
        raise LedgerError(f"{shown}: the table is empty")
    twice = next((heading for heading in headings if headings.count(heading) > 1), "")
    if twice:
        raise LedgerError(f"{shown}: two columns are called '{clean(twice)}'; give each a name of its own")
    made = [
        Row(
            number, dict(zip(headings, cells, strict=False)), sum(bool(cell.strip()) for cell in cells[len(headings) :])
        )
        for number, cells in filled
    ]
    return Table(tuple(headings), tuple(made), notes)


def _letter(number: int) -> str:
    """The name of a column in a spreadsheet: A … Z, AA …"""
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _objects(text: str, shown: str, *, lines: bool) -> Table:
    """JSON Lines, or a JSON array of objects; numbers are kept as they are written."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    found: list[tuple[int, Any]] = []
    if lines:
        texts = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    else:
        texts = [(1, text)]
    for number, part in texts:
        try:
            value = decoder.decode(part)
        except (ValueError, RecursionError) as error:
            raise LedgerError(f"not JSON: {clean(str(error))}", f"{shown}:{number}") from None
        found += [(number, value)] if lines else list(enumerate(value if isinstance(value, list) else [value], 1))
    headings: dict[str, None] = {}
    rows = []
    for number, value in found:
        if not isinstance(value, dict):
            raise LedgerError('expected an object for each row, such as {"claim": "…"}', f"{shown}:{number}")
        rows.append(Row(number, {name: _json_cell(cell) for name, cell in value.items()}))
        headings |= dict.fromkeys(value)
    if not rows:
        raise LedgerError(f"{shown}: the table is empty")
    return Table(tuple(headings), tuple(rows))


def _json_cell(value: Any) -> str:
    """A value of JSON as a cell; a list as CSV has it."""
    if isinstance(value, list):
        return "; ".join(_json_cell(one).replace("\\", "\\\\").replace(";", "\\;") for one in value)
    if isinstance(value, bool):
        return "true" if value else ""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _spreadsheet(data: bytes, ending: str, shown: str, wanted: str) -> Table:
    """A sheet of a spreadsheet: the named one, else the first one that is not empty."""
    from python_calamine import CalamineError, CalamineWorkbook  # only spreadsheets need it

    if not data.startswith(b"PK"):  # what ZIP files begin with; calamine can crash on damaged .xls files
        raise LedgerError(f"{shown}: not an .xlsx or .ods file, whatever its name says; open it, and save it as .xlsx")
    try:
        check(data, ending)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if not names:
            raise LedgerError("the file has no sheets")
        if wanted and wanted not in names:
            guess = did_you_mean(wanted, names)
            raise LedgerError(f"no sheet is called '{wanted}'{guess}; there are {listed(names)}")
        for name in [wanted] if wanted else names:
            its = units(data, ending, name)
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = [
                [_cell(value, its.get((row, column), PLAIN)) for column, value in enumerate(line)]
                for row, line in enumerate(cells)
            ]
            if wanted or any(any(row) for row in rows):
                break
        else:
            raise LedgerError("the table is empty")
    except (CalamineError, OSError) as error:
        raise LedgerError(f"{shown}: not a spreadsheet that can be read: {clean(str(error))}") from None
    except LedgerError as error:
        raise LedgerError(f"{shown}: {clean(str(error))}") from None
    others = [other for other in names if other != name]
    notes = []
    if others and not wanted:
        notes.append(f"{shown}: read the sheet '{clean(name)}'; --sheet chooses another: {clean(listed(others))}")
    return _table(enumerate(rows, 1), shown, tuple(notes))


def _cell(value: Any, unit: Unit = PLAIN) -> str:
    """A cell of a spreadsheet as text: dates as Excel holds them, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, int | float) and unit != PLAIN and math.isfinite(value):
        return with_unit(value, unit)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.date) and unit in (MONTH, YEAR):
        return str(value)[: unit.digits]
    if isinstance(value, datetime.datetime):
        return str(value.date()) if value.time() == datetime.time() else value.isoformat(sep=" ")
    return str(value)
