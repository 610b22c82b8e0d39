"""Sheets of spreadsheets as rows of text, as a person sees them."""

import datetime
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZipFile

from ledger.errors import LedgerError
from ledger.importing import excel, opendocument
from ledger.importing.cells import Looks, bounded, letters, no_looks, reading
from ledger.importing.layout import Numbered, spans
from ledger.importing.units import MONTH, PLAIN, YEAR, Unit, hides_digits, with_unit
from ledger.text import clean, counted, did_you_mean, listed, shortened

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST_BYTES = 500 * 10**6  # of all parts of the file, unpacked
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a Compound File (MS-CFB, section 2.2)
_ENCRYPTED = "EncryptedPackage".encode(
    "utf-16-le"
)  # where Excel puts a file with a password (MS-OFFCRYPTO, section 2.3)
_PROTECTED = "the file is protected by a password; open it, save a copy without the password, and import that"
_NO_TABLE = {"ChartSheet": "is a chart", "DialogSheet": "is a dialog"}


class Sheet(NamedTuple):
    """A sheet as it is shown."""

    rows: Sequence[Numbered]
    wrong: Mapping[tuple[int, int], str]  # why a cell has no value, by row and column from 0
    notes: Sequence[str]  # what the user should know


def read_sheet(data: bytes, ending: str, wanted: str, *, visible_only: bool) -> Sheet:
    """A sheet of a spreadsheet: the named one, else the first one that is not empty, visible ones first.

    With `visible_only`, rows that are hidden and text that is struck out are left out. Raises LedgerError, without a
    place, for a file that cannot be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # only spreadsheets need it

    _check(data, ending)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names, unseen = _names(book, wanted)
        for name in [wanted] if wanted else sorted(names, key=lambda name: name in unseen):
            looks = _looks_of(data, ending, name)
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = _texts(cells, looks)
            if wanted or any(any(row) for row in rows):
                break
        else:
            raise LedgerError("the table is empty")
    except (CalamineError, OSError) as error:
        raise LedgerError(f"not a spreadsheet that can be read: {error}; open it, and save it again") from None
    notes = _notes_on_hidden(rows, looks, visible_only=visible_only)
    if others := [other for other in names if other != name and not wanted]:
        named = listed([f"'{clean(other)}'{' (hidden)' if other in unseen else ''}" for other in others])
        notes.append(f"read the sheet '{clean(name)}'; --sheet chooses another: {shortened(named)}")
    notes += _note_on_rounded(cells, looks)
    if name in unseen:
        notes.append(f"the sheet '{clean(name)}' is hidden")
    return Sheet(_seen(rows, looks) if visible_only else list(enumerate(rows, 1)), looks.wrong, notes)


def read_sheets(data: bytes, ending: str) -> Iterator[tuple[str, list[Numbered]]]:
    """All sheets of a spreadsheet with their names, hidden ones too. Raises LedgerError as `read_sheet` does."""
    from python_calamine import CalamineError, CalamineWorkbook  # only spreadsheets need it

    _check(data, ending)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in _names(book, "")[0]:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, list(enumerate(_texts(cells, _looks_of(data, ending, name)), 1))
    except (CalamineError, OSError) as error:
        raise LedgerError(f"not a spreadsheet that can be read: {error}; open it, and save it again") from None


def _check(data: bytes, ending: str) -> None:
    """Raise LedgerError for what is no spreadsheet, or one that calamine might not read, or only in much memory."""
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise LedgerError(_PROTECTED)
    if not data.startswith(b"PK"):  # what ZIP files begin with; calamine can crash on damaged .xls files
        what = "an old .xls file" if data.startswith(_COMPOUND) else "not an .xlsx or .ods file"
        raise LedgerError(f"{what}, whatever its name says; open it, and save it as .xlsx")
    with reading(), ZipFile(io.BytesIO(data)) as file:
        if any(part.flag_bits & 1 for part in file.infolist()) or opendocument.is_protected(file):
            raise LedgerError(_PROTECTED)
        if any(part.filename.startswith("xl/macrosheets/") for part in file.infolist()):  # calamine refuses these
            raise LedgerError("the file has a sheet of macros; save the sheet with the table as a file of its own")
        if sum(part.file_size for part in file.infolist()) > _MOST_BYTES:
            raise LedgerError(f"the file unfolds to more than {_MOST_BYTES // 10**6} MB; save the sheet as .csv")
        if ending == ".ods":  # calamine reads all sheets of it at once
            for _ in bounded(opendocument.cells_of(file, "", no_looks())):
                pass


def _names(book: "CalamineWorkbook", wanted: str) -> tuple[list[str], set[str]]:
    """The names of the sheets that may be tables, and of those that are hidden. Raises LedgerError."""
    known = {sheet.name: sheet for sheet in book.sheets_metadata}
    kinds = {name: str(sheet.typ).rpartition(".")[2] for name, sheet in known.items()}
    others = [f"'{name}' {_NO_TABLE[kind]}" for name, kind in kinds.items() if kind in _NO_TABLE]
    names = [name for name, kind in kinds.items() if kind not in _NO_TABLE]
    if not names:
        raise LedgerError(f"the file has no sheet with a table{f': {listed(others)}' if others else ''}")
    if wanted in kinds and wanted not in names:
        raise LedgerError(f"the sheet '{wanted}' {_NO_TABLE[kinds[wanted]]}; choose another: {listed(names)}")
    if wanted and wanted not in names:
        raise LedgerError(f"no sheet is called '{wanted}'{did_you_mean(wanted, names)}; there are {listed(names)}")
    return names, {name for name in names if not str(known[name].visible).endswith(".Visible")}


def _looks_of(data: bytes, ending: str, sheet: str) -> Looks:
    """How the cells of a sheet look. Raises LedgerError if the file is damaged, or if the sheet is too large."""
    looks = no_looks()
    read = opendocument.cells_of if ending == ".ods" else excel.cells_of
    with reading(), ZipFile(io.BytesIO(data)) as file:
        for _ in bounded(read(file, sheet, looks)):
            pass
    return looks


def _texts(cells: Iterable[Sequence[Any]], looks: Looks) -> list[list[str]]:
    """The cells as text. A merged cell fills all rows that it spans."""
    rows = [
        [_cell(value, looks.units.get((row, column), PLAIN)) for column, value in enumerate(line)]
        for row, line in enumerate(cells)
    ]
    for row, column, last in looks.merged:
        for below in range(row + 1, min(last + 1, len(rows))):
            if row < len(rows) and column < len(rows[row]) and column < len(rows[below]):
                rows[below][column] = rows[below][column] or rows[row][column]
                if (row, column) in looks.struck:
                    looks.struck[below, column] = looks.struck[row, column]
    for row, column in looks.wrong:  # so that the row is not taken for an empty one
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = rows[row][column] or "?"
    return rows


def _seen(rows: Sequence[Sequence[str]], looks: Looks) -> list[Numbered]:
    """The rows that are not hidden, without text that is struck out."""
    made: list[Numbered] = []
    for row, line in enumerate(rows):
        if row not in looks.hidden:
            cells = [looks.struck.get((row, column), cell) for column, cell in enumerate(line)]
            made.append((row + 1, cells))
    return made


def _notes_on_hidden(rows: Sequence[Sequence[str]], looks: Looks, *, visible_only: bool) -> list[str]:
    """Which rows are hidden, and which cells are struck out."""
    notes = []
    then = "left out" if visible_only else "imported all the same; --visible-only leaves out what is {}"
    hidden = sorted(row + 1 for row in looks.hidden if row < len(rows) and any(cell.strip() for cell in rows[row]))
    if hidden:
        which = f"{'row' if len(hidden) == 1 else 'rows'} {shortened(spans(hidden), 100)}"
        notes.append(f"{which} {'is' if len(hidden) == 1 else 'are'} hidden, and {then.format('hidden')}")
    struck = sorted(
        (row, column)
        for row, column in looks.struck
        if row < len(rows) and column < len(rows[row]) and rows[row][column].strip()
    )
    if struck:
        places = shortened(listed([f"{letters(column)}{row + 1}" for row, column in struck[:20]]), 100)
        has = counted(len(struck), "cell has", "cells have")
        notes.append(f"{has} text that is struck out ({places}), {then.format('struck out')}")
    return notes


def _note_on_rounded(cells: Sequence[Sequence[Any]], looks: Looks) -> list[str]:
    """How many cells show fewer digits than they hold, with an example."""
    found = [
        (row, column, unit)
        for (row, column), unit in looks.units.items()
        if row < len(cells)
        and column < len(cells[row])
        and _is_number(cells[row][column])
        and hides_digits(cells[row][column], unit)
    ]
    if not found:
        return []
    row, column, unit = min(found)
    value = cells[row][column]
    whole = with_unit(value, unit._replace(decimals=-1))
    example = f"{letters(column)}{row + 1}: {with_unit(value, unit)} for {whole}"
    shows = "cell shows fewer digits than it holds" if len(found) == 1 else "cells show fewer digits than they hold"
    return [f"{len(found):,} {shows}, and what is shown is taken: {example}"]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _cell(value: Any, unit: Unit = PLAIN) -> str:
    """A cell of a spreadsheet as text: dates as Excel holds them, whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float) and unit != PLAIN and math.isfinite(value):
        return with_unit(value, unit)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.date) and unit in (MONTH, YEAR):
        return str(value)[: unit.digits]
    if isinstance(value, datetime.datetime):
        return str(value.date()) if value.time() == datetime.time() else value.isoformat(sep=" ")
    return str(value)
