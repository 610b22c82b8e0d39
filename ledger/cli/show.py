"""`ledger show`: the selected claims, as a table with their sources, or as rows for other programs."""

from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.options import Color, Scope, Words, one_of, scoped
from ledger.cli.output import emit, note
from ledger.exporters import ROWS
from ledger.model import superseded
from ledger.query import ORDERS, Selection, number, order, select
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
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = "table",
    color: Color = "auto",
) -> int:
    """Show claims with their sources."""
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    claims = order(selection.claims, sort, reverse=reverse)
    if sort == "figure":
        from ledger.figures import read  # slow to import, and rarely needed

        if unread := sum(read(claim.figure, claim.metric) is None for claim in claims):
            note(f"note: {unread:,} without a readable figure sorted last")
    claims = claims[:limit]
    if format in ROWS:
        emit(terminal.escape_for_terminal(ROWS[format](claims, ledger.heading)), encoding="utf-8")
    else:
        lines = terminal.claims_and_sources(claims, number(claims), terminal.width(), superseded(ledger.claims))
        emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    say_selection(selection, len(claims), len(ledger.claims))
    scope.note_unread(ledger)
    return 0


def say_selection(selection: Selection, shown: int, total: int) -> None:
    """Print how many claims are shown, and why others are not, on standard error."""
    for unknown in selection.unknown:
        note(f"note: {unknown}")
    note(f"{shown:,} of {counted(total, 'claim')}{selection.left_out}")
