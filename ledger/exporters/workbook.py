"""Rows as a workbook (.xlsx, ECMA-376) that a colleague corrects, and `ledger import --update` brings back.

Every cell is text, also what is typed into one later, so that no spreadsheet makes 1.1 of 1.10 or a date of
03/04/2026.
"""

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ledger.errors import LedgerError
from ledger.exporters.format import Format
from ledger.exporters.rows import COMPUTED, TABLE_COLUMNS, UNSOURCED, as_cell, table_rows
from ledger.model import CLAIM_FIELDS, SOURCE_FIELDS, Claim
from ledger.places import Place
from ledger.text import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Style
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767  # characters of a cell, and
_MOST_ROWS = 1_048_576  # rows of a sheet ("Excel specifications and limits")
_TEXT = {"num_format": "@", "valign": "top"}
_CREATED = datetime.datetime(1980, 1, 1)  # the same claims are the same file
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2; control characters can be escaped
_WIDTHS = {"claim": 60, "title": 40, "url": 40, "quote": 40, "id": 34, "note": 30, "figure": 20, "company": 18}
_CHOICES = {field.name: field.choices for field in (*CLAIM_FIELDS, *SOURCE_FIELDS) if field.choices}


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> bytes:
    """A workbook with a sheet that has a header and a row for each claim and source.

    Raises LedgerError if there is more than a sheet or a cell can hold.
    """
    from xlsxwriter.workbook import Workbook  # slow to import

    file = io.BytesIO()
    book = Workbook(file, {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Claims")
    last = _fill(sheet, claims, book.add_format(_TEXT))
    _arrange(book, sheet, last)
    book.close()
    return file.getvalue()


def _fill(sheet: "Worksheet", claims: Sequence[Claim], style: "Style") -> int:
    """Write the rows; return the last one."""
    number = 0
    for number, (claim, row) in enumerate(table_rows(claims), 1):
        if number >= _MOST_ROWS:
            raise LedgerError(f"a sheet holds {_MOST_ROWS:,} rows; choose fewer claims with filters, or --format csv")
        for column, (name, value) in enumerate(row.items()):
            if text := _NOT_IN_XML.sub("\ufffd", as_cell(value)):
                if len(text) > _LONGEST:
                    raise LedgerError(_too_long(name, text), _place(claim.place))
                sheet.write_string(number, column, text, style)
    return number


def _place(place: Place) -> str:
    return clean(f"{place.path}:{place.line}")


def _too_long(name: str, text: str) -> str:
    return f"`{name}` has {len(text):,} characters, and a cell of a workbook {_LONGEST:,}; use --format csv"


def _arrange(book: "Workbook", sheet: "Worksheet", last: int) -> None:
    """Keep the header in sight, offer the words for status and type, and say which columns are computed."""
    head = book.add_format(_TEXT | {"bold": True, "bottom": 1})
    text, computed = book.add_format(_TEXT), book.add_format(_TEXT | {"font_color": "#767676"})
    for column, name in enumerate(TABLE_COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 12), computed if name in COMPUTED else text)
        sheet.write_string(0, column, name, head)
        if name in _CHOICES:
            sheet.data_validation(
                1, column, _MOST_ROWS - 1, column, {"validate": "list", "source": list(_CHOICES[name])}
            )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(TABLE_COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})


FORMAT = Format("xlsx", (".xlsx",), {}, UNSOURCED, binary=export)
