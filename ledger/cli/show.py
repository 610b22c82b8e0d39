"""`ledger show`: the selected claims, as a table with their sources, or as rows for other programs."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from ledger import terminal
from ledger.citation import number
from ledger.cli.destination import chosen_format, deliver, safe_exporter
from ledger.cli.options import Color, Force, Output, Safe, Scope, Words, one_of, scoped
from ledger.cli.output import note
from ledger.cli.release import Private, Today, held_back, public_ledger, to_publish
from ledger.cli.summary import summarize
from ledger.errors import LedgerError
from ledger.exporters import ROWS
from ledger.model import Claim, Finding, Ledger, superseded
from ledger.places import Place
from ledger.query import ORDERS, order
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
    details: Annotated[bool, typer.Option("--details", help="Show every field, and what check finds.")] = False,
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    private: Private = False,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Show claims with their sources."""
    format = chosen_format(format, output, _FORMATS)
    export = safe_exporter(ROWS.get(format), format) if safe else None
    if details and format in ROWS:
        raise LedgerError(f"--details is for the screen; {format} has every field")
    ledger, selection = scope.select(words)
    claims = order(selection.claims, sort, reverse=reverse)
    if sort == "figure":
        from ledger.figures import read  # slow to import, and rarely needed

        if unread := sum(read(claim.figure, claim.metric) is None for claim in claims):
            note(f"note: {unread:,} without a readable figure sorted last")
    claims = claims[:limit]
    leaves = format in ROWS or bool(output)  # the desk; the table on its screen does not
    result = to_publish(claims, private=private or not leaves, today=today)
    claims = list(result.claims)
    if format in ROWS:
        text = (export or ROWS[format].export)(claims, ledger.heading)
    else:
        public = public_ledger(ledger, private=private or not leaves, today=today)
        lines = _table(public, claims, details=details)
        text = terminal.rendered(lines, styled=terminal.use_color(color, to_file=bool(output)))
    deliver(text, output, ledger, force=force, data=format in ROWS)
    count = f"{len(claims):,} of {counted(ledger.total, 'claim')}"
    summarize(scope, ledger, selection, count, *held_back(result, noted=format in ROWS))
    return 0


def _table(ledger: Ledger, claims: Sequence[Claim], *, details: bool) -> Iterator[terminal.Line]:
    if details:
        return _details(ledger, claims)
    return terminal.claims_and_sources(claims, number(claims), terminal.width(), superseded(ledger.claims))


def _details(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[terminal.Line]:
    """The claims with all their fields, and what `check` finds in them and in their sources."""
    from ledger.linter import chosen, lint  # not needed for the table, and slow to import
    from ledger.rules import RULES
    from ledger.terminal.details import details

    replaced = superseded(ledger.claims)
    replacing = {claim.supersedes: claim for claim in ledger.claims if claim.supersedes in replaced}
    findings: dict[Place, list[Finding]] = {}
    if not ledger.whole:  # else what other claims say is not known
        for finding in lint(ledger, chosen(RULES, (), (), strict=False), datetime.date.today()).findings:
            findings.setdefault(finding.record, []).append(finding)
    return details(claims, replacing, findings, terminal.width())
