"""`ledger show`: the selected claims, as a table with their sources, or as rows for other programs."""

from typing import Annotated

import typer

from ledger import terminal
from ledger.citation import number
from ledger.cli.destination import chosen_format, deliver, safe_exporter
from ledger.cli.options import Color, Force, Output, Safe, Scope, Words, one_of, scoped
from ledger.cli.output import note
from ledger.cli.summary import summarize
from ledger.exporters import ROWS
from ledger.model import superseded
from ledger.query import ORDERS, order, select
from ledger.text import counted

_FORMATS = ("table", *ROWS)


@scoped
def show(
    scope: Scope,
    words: Words = None,
    sort: Annotated[
        str, typer.Option(metavar="ORDER", help=f"{', '.join(ORDERS)}.", callback=one_of(ORDERS))
    ] = "ledger",
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="Show only the first N.")] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = None,
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    color: Color = "auto",
) -> int:
    """Show claims with their sources."""
    format = chosen_format(format, output, _FORMATS)
    export = safe_exporter(ROWS.get(format), format) if safe else None
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    claims = order(selection.claims, sort, reverse=reverse)
    if sort == "figure":
        from ledger.figures import read  # slow to import, and rarely needed

        if unread := sum(read(claim.figure, claim.metric) is None for claim in claims):
            note(f"note: {unread:,} without a readable figure sorted last")
    claims = claims[:limit]
    if format in ROWS:
        text = (export or ROWS[format].export)(claims, ledger.heading)
    else:
        lines = terminal.claims_and_sources(claims, number(claims), terminal.width(), superseded(ledger.claims))
        text = terminal.rendered(lines, styled=terminal.use_color(color, to_file=bool(output)))
    deliver(text, output, ledger, force=force, data=format in ROWS)
    summarize(scope, ledger, selection, f"{len(claims):,} of {counted(len(ledger.claims), 'claim')}")
    return 0
