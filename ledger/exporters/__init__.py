"""The forms that claims leave the ledger in, each a function from claims to text."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ledger.exporters import csv, json, jsonl, markdown
from ledger.model import Claim


class Exporter(Protocol):
    """Claims and the ledger's heading to the text of one document, with a line end at its end."""

    def __call__(self, claims: Sequence[Claim], heading: str, /) -> str: ...


# What `ledger show --format` writes besides its table: every field, for other programs.
ROWS: dict[str, Exporter] = {"csv": csv.export, "json": json.export, "jsonl": jsonl.export}

# What `ledger export --format` writes, each with its layouts, the first of them by default.
DOCUMENTS: dict[str, dict[str, Callable[[Sequence[Claim], str], str]]] = {
    "markdown": {
        "footnotes": markdown.footnotes,
        "list": markdown.bibliography,
        "table": markdown.table,
    },
}
