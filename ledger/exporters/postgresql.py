"""All that a ledger holds as a script that makes a PostgreSQL database of it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ledger.exporters.format import Format
from ledger.exporters.rows import UNSOURCED
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> Callable[[str], None]:
    """What writes the script into an empty file."""
    from ledger.database.postgresql import write  # rarely needed

    return partial(write, claims=claims, heading=heading)


FORMAT = Format("sql", (".sql",), {}, UNSOURCED, file=export)
