"""`ledger compare`: the companies' latest figures on one metric, largest first."""

from typing import Annotated

import typer
from msgspec.structs import replace

from ledger import terminal
from ledger.citation import number
from ledger.cli.completion import complete_metrics
from ledger.cli.destination import chosen_format, deliver
from ledger.cli.options import Color, Force, Output, Safe, Scope, date_option, one_of, scoped
from ledger.cli.output import emit
from ledger.cli.release import Private, Today, held_back, published, to_publish
from ledger.cli.summary import summarize
from ledger.comparison import Comparable, comparable, latest_figures, metric_named
from ledger.errors import LedgerError
from ledger.exporters.comparison import FORMATS, as_safe_csv
from ledger.model import Ledger
from ledger.query import GONE, Selection, names
from ledger.terminal.comparison import latest_and_sources
from ledger.text import clean, counted

_FORMATS = ("table", *FORMATS)
_Format = Annotated[
    str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
]
_Metric = Annotated[
    str,
    typer.Argument(
        metavar="[METRIC]",
        help="The metric to compare; without one, the metrics are listed.",
        autocompletion=complete_metrics,
    ),
]


@scoped
def compare(
    scope: Scope,
    measure: _Metric = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="Ignore everything published later.", callback=date_option)
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Include forecasts, plans, retracted and superseded claims.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="Show only the first N.")] = None,
    format: _Format = None,
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    private: Private = False,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Compare companies by their latest figure on a metric."""
    format = chosen_format(format, output, _FORMATS)
    if safe and format != "csv":
        raise LedgerError("--safe is for csv only")
    ledger, selection = scope.select(None, metric=measure)
    if not measure:
        return _list_metrics(scope, ledger, selection)
    metric = metric_named(ledger, measure)
    leaves = format != "table" or bool(output)
    public = published(ledger.claims, private=private or not leaves, today=today)
    found = comparable(
        replace(ledger, claims=tuple(public)),
        selection.claims,
        metric,
        as_of=as_of,
        firm=not everything and not scope.filters.status,
        current=not everything and not set(GONE) & set(scope.filters.status),
    )
    result = to_publish(found.claims, private=private or not leaves, today=today)
    ranked = {unit: group[:limit] for unit, group in latest_figures(result.claims).items()}
    shown = [latest for ranks in ranked.values() for latest in ranks]
    if format == "table":
        lines = latest_and_sources(ranked, number(latest.claim for latest in shown), terminal.width(), found.replaced)
        text = terminal.rendered(lines, styled=terminal.use_color(color, to_file=bool(output)))
    else:
        text = (as_safe_csv if safe else FORMATS[format])(shown)
    deliver(text, output, ledger, force=force, data=format != "table")
    untold = sum(bool(claim.figure) and not claim.metric for claim in selection.claims)
    count = _count(found, len(shown), untold)
    summarize(scope, ledger, selection, count, *held_back(result))
    return 0


def _list_metrics(scope: Scope, ledger: Ledger, selection: Selection) -> int:
    """Print the metrics of the selected claims with the number of claims, the commonest first."""
    counts = sorted(names(selection.claims, "metric").items(), key=lambda pair: -pair[1])
    width = max((len(f"{count:,}") for _, count in counts), default=0)
    emit("".join(f"{count:>{width},}  {clean(name)}\n" for name, count in counts))
    summarize(scope, ledger, selection, f"{counted(len(counts), 'metric')}; compare one with ledger compare METRIC")
    return 0


def _count(found: Comparable, shown: int, untold: int) -> str:
    """How many figures are shown, and how many claims are left out for what they are or for what they lack.

    `untold` have a figure but no metric.
    """
    total = found.total - found.undated
    said = f"{counted(shown, 'figure')} of {counted(total, 'claim')}, the latest of each company"
    if total > len(found.claims):
        said += f"; {total - len(found.claims):,} left out: forecast, plan, retracted, superseded or later (--all)"
    missing = [
        (found.undated, "without a date of publication"),
        (found.unread, "without a company or a readable figure"),
        (untold, "with a figure but no metric"),
    ]
    return said + "".join(f"; {number:,} {what} left out" for number, what in missing if number)
