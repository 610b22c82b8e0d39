"""The forms that claims leave the ledger in, each a function from claims to text."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from ledger.model import Claim


class Exporter(Protocol):
    """Claims and the ledger's heading to the text of one document, with a line end at its end."""

    def __call__(self, claims: Sequence[Claim], heading: str, /) -> str: ...


def _in(module: str, name: str = "export") -> Exporter:
    """The exporter of this name in a module, which is imported only when it is used."""

    def export(claims: Sequence[Claim], heading: str, /) -> str:
        return cast(Exporter, getattr(import_module(f"ledger.exporters.{module}"), name))(claims, heading)

    return export


# What `ledger show --format` writes besides its table: every field, for other programs.
ROWS = {"csv": _in("csv"), "json": _in("json"), "jsonl": _in("jsonl")}

# What `ledger export --format` writes, each with its layouts, the first of them by default.
DOCUMENTS = {
    "markdown": {
        "footnotes": _in("markdown", "footnotes"),
        "list": _in("markdown", "bibliography"),
        "table": _in("markdown", "table"),
    },
}
