"""`ledger compare`: the companies' latest figures on one metric, largest first."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ledger import terminal
from ledger.citation import number
from ledger.cli.completion import complete_metrics
from ledger.cli.destination import chosen_format, deliver
from ledger.cli.options import Color, Force, Output, Safe, Scope, date_option, one_of, scoped
from ledger.cli.summary import summarize
from ledger.comparison import comparable, latest_figures, metric_named
from ledger.errors import LedgerError
from ledger.exporters.comparison import FORMATS, as_safe_csv
from ledger.query import select
from ledger.terminal.comparison import latest_and_sources
from ledger.text import counted

_FORMATS = ("table", *FORMATS)


@scoped
def compare(
    scope: Scope,
    measure: Annotated[
        str, typer.Argument(metavar="METRIC", help="The metric to compare.", autocompletion=complete_metrics)
    ],
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Ignore everything published later.", callback=date_option)
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Include forecasts, plans, retracted and superseded claims.")
    ] = False,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = None,
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    color: Color = "auto",
) -> int:
    """Compare companies by their latest figure on a metric."""
    format = chosen_format(format, output, _FORMATS)
    if safe and format != "csv":
        raise LedgerError("--safe is for csv only")
    ledger = scope.load()
    metric = metric_named(ledger, measure)
    selection = select(ledger, scope.filters)
    found = comparable(
        ledger,
        selection.claims,
        metric,
        as_of=as_of,
        firm=not everything and not scope.filters.status,
        current=not everything,
    )
    ranked = latest_figures(found.claims)
    shown = [latest for ranks in ranked.values() for latest in ranks]
    if format == "table":
        lines = latest_and_sources(ranked, number(latest.claim for latest in shown), terminal.width(), found.replaced)
        text = terminal.rendered(lines, styled=terminal.use_color(color, to_file=bool(output)))
    else:
        text = (as_safe_csv if safe else FORMATS[format])(shown)
    deliver(text, output, ledger, force=force, data=format != "table")
    missing = [
        (found.undated, "without a date of publication"),
        (found.unread, "without a company or a readable figure"),
        (sum(bool(claim.figure) and not claim.metric for claim in selection.claims), "with a figure but no metric"),
    ]
    count = _count(len(shown), len(found.claims), found.total - found.undated, missing)
    summarize(scope, ledger, selection, count)
    return 0


def _count(companies: int, taken: int, total: int, missing: Iterable[tuple[int, str]]) -> str:
    """How many figures are shown, and how many claims are left out for what they are or for what they lack."""
    said = f"{counted(companies, 'figure')} of {counted(total, 'claim')}, the latest of each company"
    if total > taken:
        said += f"; {total - taken:,} left out: forecast, plan, retracted, superseded or later (--all)"
    return said + "".join(f"; {number:,} {what} left out" for number, what in missing if number)
