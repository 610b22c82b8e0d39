"""All that a ledger holds as an SQLite database, with tables, views and the meaning of each column."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ledger.exporters.format import Format
from ledger.exporters.rows import UNSOURCED
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> Callable[[str], None]:
    """What writes the database into an empty file. That raises LedgerError if it cannot be written."""
    from ledger.database.sqlite import write  # rarely needed

    return partial(write, claims=claims, heading=heading)


FORMAT = Format("sqlite", (".sqlite", ".sqlite3", ".db"), {}, UNSOURCED, file=export)
