"""Rows as CSV (RFC 4180, with LF line ends); several names in a cell are separated by `; `.

Text is carried unchanged, so a spreadsheet may take a cell that begins with = + - or @ for a formula; the safe form has
an apostrophe before such a text (OWASP, "CSV Injection").
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.exporters.format import Format
from ledger.exporters.rows import TABLE_COLUMNS, UNSOURCED, Value, as_cell, table_rows
from ledger.model import Claim

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """A header and a row for each claim and source."""
    return written(TABLE_COLUMNS, (row for _, row in table_rows(claims)))


def export_safe(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """Like `export`, for a spreadsheet: no text is a formula."""
    return written(TABLE_COLUMNS, (row for _, row in table_rows(claims)), safe=True)


def written(columns: Sequence[str], rows: Iterable[Mapping[str, Value]], *, safe: bool = False) -> str:
    """A header and the rows, whose values are in the order of the columns; if `safe`, no text is a formula."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(columns)
    for row in rows:
        cells = list(map(as_cell, row.values()))
        if safe:
            cells = [
                f"'{cell}" if cell.startswith(_FORMULA) and not isinstance(value, int | Decimal) else cell
                for cell, value in zip(cells, row.values(), strict=True)
            ]  # fmt: skip
        writer.writerow(cells)
    return "".join(lines)


def without_mark(cell: str) -> str:
    """A cell without the apostrophe that the safe form has before a text that could be a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


class _Lines(list[str]):
    """Rows with LF line ends; Python 3.11's writer would leave a carriage return unquoted with those."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


FORMAT = Format("csv", (".csv",), {"": export}, UNSOURCED, safe=export_safe)
