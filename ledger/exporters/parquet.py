"""All claims as a Parquet file, or as a folder with one for each year, for engines that query many."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ledger.exporters.format import Format
from ledger.exporters.rows import UNSOURCED
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> Callable[[str], None]:
    """What writes the file, which is empty. That raises LedgerError if it cannot be written."""
    from ledger.database.parquet import write  # rarely needed

    return partial(write, claims=claims, heading=heading)


def export_years(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> Callable[[str], None]:
    """What writes a folder for each year into an empty one. That raises LedgerError if it cannot be written."""
    from ledger.database.parquet import write_years  # rarely needed

    return partial(write_years, claims=claims, heading=heading)


FORMAT = Format("parquet", (".parquet",), {}, UNSOURCED, file=export, folder=export_years)
