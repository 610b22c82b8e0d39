"""Rows as a workbook that a colleague corrects, and `ledger import --update` brings back."""

from collections.abc import Iterable, Sequence

from ledger.exporters.format import Format
from ledger.exporters.rows import COMPUTED, TABLE_COLUMNS, UNSOURCED, as_cell, table_rows
from ledger.exporters.text_book import Column, text_book
from ledger.model import CLAIM_FIELDS, SOURCE_FIELDS, Claim
from ledger.text import clean

_WIDTHS = {"claim": 60, "title": 40, "url": 40, "quote": 40, "id": 34, "note": 30, "figure": 20, "company": 18}
_CHOICES = {field.name: field.choices for field in (*CLAIM_FIELDS, *SOURCE_FIELDS)}
_COLUMNS = [Column(name, _WIDTHS.get(name, 12), _CHOICES.get(name, ()), name in COMPUTED) for name in TABLE_COLUMNS]


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> bytes:
    """A workbook with a sheet that has a header and a row for each claim and source.

    Raises LedgerError if there is more than a sheet or a cell can hold.
    """
    rows = (
        (clean(f"{claim.place.path}:{claim.place.line}"), list(map(as_cell, row.values())))
        for claim, row in table_rows(claims)
    )
    return text_book("Claims", _COLUMNS, rows)


FORMAT = Format("xlsx", (".xlsx",), {}, UNSOURCED, binary=export)
