"""Rows as JSON Lines: one object on each line."""

from collections.abc import Sequence

from ledger.exporters.json import dumped
from ledger.exporters.rows import rows
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "") -> str:
    """One object a line for each claim and source."""
    return "".join(f"{dumped(row)}\n" for row in rows(claims))
