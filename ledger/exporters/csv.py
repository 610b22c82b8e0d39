"""Rows as CSV (RFC 4180, with LF line ends); several names in a cell are separated by `; `."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.exporters.rows import COLUMNS, Value, rows
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "") -> str:
    """A header and a row for each claim and source."""
    return written(COLUMNS, rows(claims))


def written(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """A header and the rows, whose values are in the order of the columns."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return "".join(lines)


class _Lines(list[str]):
    """Rows with LF line ends; Python 3.11's writer would leave a carriage return unquoted with those."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


def _cell(value: Value) -> str | int:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool):
        return "true" if value else ""
    if not isinstance(value, tuple):
        return value
    return "; ".join(name.replace("\\", "\\\\").replace(";", "\\;") for name in value)
