"""Tables as other programs write them: CSV, TSV, JSON, JSON Lines, and spreadsheets."""

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.errors import LedgerError
from ledger.files.reading import STDIN, display_path, read_bytes
from ledger.importing.cells import letters
from ledger.importing.layout import Row, headings_of, with_totals_marked
from ledger.text import clean, listed

KINDS = (".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".xlsm", ".ods")
_SHEETS = (".xlsx", ".xlsm", ".ods")
_SEPARATORS = ",;\t|"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_LONGEST_CELL = 10_000_000


class Table(NamedTuple):
    """The headings and rows of a table, and what the user should know about how it was read."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_table(
    path: str, sheet: str = "", *, visible_only: bool = False, encoding: str = "", header_row: int = 0
) -> Table:
    """Read a table; standard input (`-`) is CSV.

    The headings are in the first row, below those that have a title only, or in `header_row`. With `visible_only`, rows
    of a spreadsheet that are hidden are left out. A text is in UTF-8, or as `encoding` says.

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
        if encoding:
            raise LedgerError(f"{shown}: --encoding is for text files; a spreadsheet needs none")
        from ledger.importing.sheets import read_sheet  # the text formats need nothing of it

        try:
            found = read_sheet(data, ending, sheet, visible_only=visible_only)
        except LedgerError as error:
            raise LedgerError(f"{shown}: {clean(str(error))}") from None
        said = tuple(f"{shown}: {note}" for note in found.notes)
        return _table(found.rows, shown, said, found.wrong, header_row)
    text, notes = _decoded(data, shown, encoding)
    if ending in (".json", ".jsonl"):
        return _objects(text, shown, lines=ending == ".jsonl")._replace(notes=notes)
    if header_row and ending in (".json", ".jsonl"):
        raise LedgerError(f"{shown}: --header-row is for rows and columns; JSON names each value")
    return _table(enumerate(separated(text, shown, tabs=ending == ".tsv"), 1), shown, notes, header_row=header_row)


def _decoded(data: bytes, shown: str, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file as Excel and others write it: UTF-8, UTF-16 with a byte order mark, or Windows-1252."""
    if encoding:
        try:
            return data.decode(encoding), (f"{shown}: read as {encoding}",)
        except LookupError:
            raise LedgerError(
                f"--encoding: no encoding is called '{clean(encoding)}'; write latin2 or cp1250"
            ) from None
        except (UnicodeDecodeError, ValueError):
            raise LedgerError(f"{shown}: not {clean(encoding)}; choose another with --encoding") from None
    for mark, coding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(coding), ()
            except UnicodeDecodeError:
                raise LedgerError(f"{shown}: damaged: the file begins like {coding[:6].upper()}, but is not") from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = f"{shown}: not UTF-8; read as Windows-1252, as Excel writes it; --encoding chooses another"
        return data.decode("windows-1252", "replace"), (note,)


def separated(text: str, shown: str, *, tabs: bool) -> list[list[str]]:
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


def _table(
    rows: Iterable[tuple[int, Sequence[str]]],
    shown: str,
    notes: tuple[str, ...] = (),
    wrong: Mapping[tuple[int, int], str] | None = None,
    header_row: int = 0,
) -> Table:
    """A table from numbered rows of cells; `wrong` says what is wrong with some, by row and column from 0."""
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise LedgerError(f"{shown}: the table is empty")
    first, filled, note = headings_of(filled, header_row)
    if note:
        notes = (*notes, f"{shown}: {note}")
    headings = [" ".join(cell.split()) for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    headings = [heading or f"column {letters(number)}" for number, heading in enumerate(headings)]
    if not headings:
        raise LedgerError(f"{shown}: the table is empty")
    twice = next((heading for heading, count in Counter(headings).items() if count > 1), "")
    if twice:
        raise LedgerError(f"{shown}: two columns are called '{clean(twice)}'; give each a name of its own")
    faults: dict[int, dict[str, str]] = {}
    for (row, column), what in (wrong or {}).items():
        if column < len(headings):
            faults.setdefault(row + 1, {})[headings[column]] = what
    made = [
        Row(
            number,
            dict(zip(headings, cells, strict=False)),
            sum(bool(cell.strip()) for cell in cells[len(headings) :]),
            faults.get(number, {}),
        )
        for number, cells in filled
    ]
    made = with_totals_marked(made)
    return Table(tuple(headings), tuple(made), notes)


def _objects(text: str, shown: str, *, lines: bool) -> Table:
    """JSON Lines, or a JSON array of objects; numbers are kept as they are written."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, object_pairs_hook=_object)
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
        twice = dict.fromkeys(getattr(value, "twice", ()), "the key is given twice")
        rows.append(Row(number, {name: _json_cell(cell) for name, cell in value.items()}, wrong=twice))
        headings |= dict.fromkeys(value)
    if not rows:
        raise LedgerError(f"{shown}: the table is empty")
    return Table(tuple(headings), tuple(rows))


class _Object(dict[str, Any]):
    """An object of JSON that knows which of its keys are given twice."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        made.twice = tuple(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return made


def _json_cell(value: Any) -> str:
    """A value of JSON as a cell; a list as CSV has it."""
    if isinstance(value, list):
        return "; ".join(_json_cell(item).replace("\\", "\\\\").replace(";", "\\;") for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
