"""Workbooks (.xlsx, ECMA-376) in which every cell is text, also what is typed into one later.

So no spreadsheet makes 1.1 of 1.10, or a date of 03/04/2026, and none runs a cell.
"""

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger.errors import LedgerError

_LONGEST = 32_767  # characters of a cell, and
_MOST_ROWS = 1_048_576  # rows of a sheet ("Excel specifications and limits")
_TEXT = {"num_format": "@", "valign": "top"}
_CREATED = datetime.datetime(1980, 1, 1)  # the same rows are the same file
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2; control characters can be escaped


class Column(NamedTuple):
    """A column of a sheet."""

    name: str
    width: int = 12  # characters
    choices: Sequence[str] = ()  # words that are offered
    faint: bool = False  # what nobody is to change
    wrapped: bool = False


def text_book(title: str, columns: Sequence[Column], rows: Iterable[tuple[str, Sequence[str]]]) -> bytes:
    """A workbook with one sheet: a header that stays in sight, and the rows, each with its place for messages.

    Raises LedgerError if there is more than a sheet or a cell can hold.
    """
    from xlsxwriter.workbook import Workbook  # slow to import

    file = io.BytesIO()
    book = Workbook(file, {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(title)
    head = book.add_format(_TEXT | {"bold": True, "bottom": 1})
    styles = []
    for at, column in enumerate(columns):
        color = {"font_color": "#767676"} if column.faint else {}
        styles.append(book.add_format(_TEXT | color | {"text_wrap": column.wrapped}))
        sheet.set_column(at, at, column.width, styles[-1])
        sheet.write_string(0, at, column.name, head)
        if column.choices:
            sheet.data_validation(1, at, _MOST_ROWS - 1, at, {"validate": "list", "source": list(column.choices)})
    last = 0
    for last, (place, row) in enumerate(rows, 1):
        if last >= _MOST_ROWS:
            raise LedgerError(f"a sheet holds {_MOST_ROWS:,} rows; choose fewer claims with filters, or --format csv")
        for at, text in enumerate(row):
            if text:
                sheet.write_string(last, at, _checked(text, columns[at].name, place), styles[at])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})
    book.close()
    return file.getvalue()


def _checked(text: str, name: str, place: str) -> str:
    if len(text) > _LONGEST:
        what = f"`{name}` has {len(text):,} characters, and a cell of a workbook {_LONGEST:,}; use --format csv"
        raise LedgerError(what, place)
    return _NOT_IN_XML.sub("\ufffd", text)
