"""The forms that claims leave the ledger in, each a function from claims to text."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ledger.model import Claim, Sourcing

if TYPE_CHECKING:
    from ledger.comparison import LatestFigure


class Exporter(Protocol):
    """Claims and the ledger's heading to the text of one document, with a line end at its end."""

    def __call__(self, claims: Sequence[Claim], heading: str, /) -> str: ...


def _in(module: str, name: str = "export") -> Callable[..., str]:
    """The exporter of this name in a module, which is imported only when it is used."""

    def export(*arguments: Any) -> str:
        written: str = getattr(import_module(f"ledger.exporters.{module}"), name)(*arguments)
        return written

    return export


# What `ledger show --format` writes besides its table: every field, for other programs.
ROWS: dict[str, Exporter] = {"csv": _in("csv"), "json": _in("json"), "jsonl": _in("jsonl")}

# What `ledger export --format` writes, each with its layouts, the first of them by default; "" where there is but one.
DOCUMENTS: dict[str, dict[str, Exporter]] = {
    "markdown": {
        "footnotes": _in("markdown", "footnotes"),
        "list": _in("markdown", "bibliography"),
        "table": _in("markdown", "table"),
    },
    "html": {"": _in("html")},
    "wikitext": {"": _in("wikitext")},
    "csl-json": {"": _in("csl_json")},
    "bibtex": {"": _in("bibtex")},
}

# How a document marks a claim without a source, and one with part of one; the others hold sources only.
NEEDED = {
    "markdown": {Sourcing.NONE: "**source needed**", Sourcing.PART: "**source incomplete**"},
    "html": {Sourcing.NONE: "source needed", Sourcing.PART: "source incomplete"},
    "wikitext": {Sourcing.NONE: "{{citation needed}}", Sourcing.PART: "{{full citation needed}}"},
}

# What `ledger compare --format` writes besides its bars.
COMPARISONS: dict[str, Callable[["Sequence[LatestFigure]"], str]] = {
    "csv": _in("comparison", "as_csv"),
    "json": _in("comparison", "as_json"),
}
