"""Rows as CSV (RFC 4180, with plain line ends); several names in a cell are parted by `; `."""

import csv
import io
from collections.abc import Sequence

from ledger.exporters.rows import COLUMNS, Value, rows
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "") -> str:
    """A header and a row for each claim and source."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row.values()] for row in rows(claims))
    return file.getvalue()


def _cell(value: Value) -> str | int:
    if not isinstance(value, tuple):
        return value
    return "; ".join(name.replace("\\", "\\\\").replace(";", "\\;") for name in value)
