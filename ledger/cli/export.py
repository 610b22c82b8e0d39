"""`ledger export`: the citations of the selected claims, as a document to publish."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.cli.destination import chosen_format, deliver, safe_exporter
from ledger.cli.options import Force, Output, Safe, Scope, Words, one_of, scoped
from ledger.cli.summary import summarize
from ledger.errors import LedgerError
from ledger.exporters import FORMATS
from ledger.exporters.format import Exporter, Format
from ledger.model import Claim, Sourcing, superseded
from ledger.query import select
from ledger.text import counted, did_you_mean, listed

_LAYOUTS = list(dict.fromkeys(layout for format in FORMATS.values() for layout in format.layouts if layout))


@scoped
def export(
    scope: Scope,
    words: Words = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(FORMATS)}.", callback=one_of(FORMATS))
    ] = None,
    layout: Annotated[str, typer.Option(metavar="LAYOUT", help=f"{', '.join(_LAYOUTS)}.")] = "",
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    retracted: Annotated[bool, typer.Option("--retracted", help="Include retracted claims.")] = False,
    replaced: Annotated[bool, typer.Option("--superseded", help="Include superseded claims.")] = False,
) -> int:
    """Export citations for publication."""
    chosen = FORMATS[chosen_format(format, output, tuple(FORMATS))]
    write = safe_exporter(chosen, chosen.name) if safe else _layout(chosen, layout)
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    old = frozenset() if replaced else superseded(ledger.claims)
    current = [claim for claim in selection.claims if claim.id not in old]
    claims = [claim for claim in current if retracted or not claim.retracted]
    deliver(write(claims, ledger.heading, ledger.sources), output, ledger, force=force, data=True)
    more = []
    if number := len(selection.claims) - len(current):
        more.append(f"{counted(number, 'superseded claim')} left out; include with --superseded")
    if number := len(current) - len(claims):
        more.append(f"{counted(number, 'retracted claim')} left out; include with --retracted")
    count = f"{len(claims):,} of {counted(len(ledger.claims), 'claim')}"
    summarize(scope, ledger, selection, count, *more, *_lacking(claims, chosen))
    return 0


def _layout(format: Format, name: str) -> Exporter:
    """The layout with this name, or the default one. Raises LedgerError."""
    if not name or name in format.layouts:
        return format.layouts[name] if name else format.export
    if "" in format.layouts:
        raise LedgerError(f"{format.name} has no layouts; remove --layout")
    known = listed(format.layouts, "or")
    raise LedgerError(f"'{name}' is not a layout of {format.name}{did_you_mean(name, format.layouts)}; use {known}")


def _lacking(claims: Sequence[Claim], format: Format) -> list[str]:
    """How many of the exported claims lack a source, and where those are."""
    kinds = ((Sourcing.NONE, f"no source: {format.unsourced}"), (Sourcing.PART, "only part of one"))
    counts = [(sum(claim.sourcing is level for claim in claims), what) for level, what in kinds]
    return [f"{counted(count, 'claim has', 'claims have')} {what}" for count, what in counts if count]
