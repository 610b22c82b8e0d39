"""The export formats, each a function from claims to text."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ledger.model import Claim, Sourcing

if TYPE_CHECKING:
    from ledger.comparison import LatestFigure


class Exporter(Protocol):
    """A function from claims, and the ledger's heading and source keys, to the text of a document."""

    def __call__(self, claims: Sequence[Claim], heading: str, keys: Iterable[str] = (), /) -> str: ...


def _in(module: str, name: str = "export") -> Callable[..., str]:
    """An exporter that imports its module on first use."""

    def export(*arguments: Any) -> str:
        written: str = getattr(import_module(f"ledger.exporters.{module}"), name)(*arguments)
        return written

    return export


# The data formats of `ledger show`, with every field.
ROWS: dict[str, Exporter] = {"csv": _in("csv"), "json": _in("json"), "jsonl": _in("jsonl")}

# The document formats of `ledger export`, each with its layouts (the first is the default; "" is the only one).
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

# How documents mark a claim without a source, or with an incomplete one; other formats contain only sources.
NEEDED = {
    "markdown": {Sourcing.NONE: "**source needed**", Sourcing.PART: "**source incomplete**"},
    "html": {Sourcing.NONE: "source needed", Sourcing.PART: "source incomplete"},
    "wikitext": {Sourcing.NONE: "{{citation needed}}", Sourcing.PART: "{{full citation needed}}"},
}

# How documents mark a claim with `unreviewed: true`, whatever its sources.
UNREVIEWED = {"markdown": "**unreviewed**", "html": "unreviewed", "wikitext": "{{verify source}}"}


def needed(format: str, claim: Claim) -> str:
    """How a document in this format marks what a claim's sourcing lacks; "" for nothing."""
    if claim.unreviewed and claim.sourcing is Sourcing.PART:
        return UNREVIEWED.get(format, "")
    return NEEDED.get(format, {}).get(claim.sourcing, "")


# The data formats of `ledger compare`.
COMPARISONS: dict[str, Callable[["Sequence[LatestFigure]"], str]] = {
    "csv": _in("comparison", "as_csv"),
    "json": _in("comparison", "as_json"),
}
