"""Claims as one HTML page to publish: a table to search, charts and sources, in a file that needs nothing else."""

from collections.abc import Iterable, Sequence

from ledger.exporters.format import Format
from ledger.model import Claim


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """The page, without what only the ledger's file knows: see `document.Context`."""
    from ledger.exporters.page.document import Context, document  # not needed by other formats

    return document(claims, Context(heading=heading))


FORMAT = Format("page", (".html", ".htm"), {"": export}, "marked unsourced")
