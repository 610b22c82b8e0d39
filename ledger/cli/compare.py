"""`ledger compare`: the companies' latest figures on one metric, largest first."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from ledger import dates, terminal
from ledger.cli.completion import complete_metrics
from ledger.cli.options import Color, Scope, date_option, one_of, scoped
from ledger.cli.output import emit, note
from ledger.comparison import known_by, latest_figures
from ledger.errors import LedgerError
from ledger.exporters import COMPARISONS
from ledger.figures import read
from ledger.model import FIRM, Ledger, superseded
from ledger.query import names, number, select
from ledger.terminal.comparison import latest_and_sources
from ledger.text import counted, did_you_mean, fold, listed, name_matcher, shortened

_FORMATS = ("table", *COMPARISONS)


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
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = "table",
    color: Color = "auto",
) -> int:
    """Compare companies by their latest figure on a metric."""
    ledger = scope.load()
    metric = _metric(ledger, measure)
    selection = select(ledger, scope.filters)
    of_metric = [claim for claim in selection.claims if fold(claim.metric) == fold(metric)]
    known = known_by(ledger.claims, dates.parse(as_of).last) if as_of else ledger.claims
    at_hand = set(map(id, known))
    replaced = superseded(known)
    claims = [
        claim
        for claim in of_metric
        if id(claim) in at_hand
        and (
            everything
            or (
                (scope.filters.status or claim.status in FIRM)
                and not claim.retracted
                and not (claim.id and claim.id in replaced)
            )
        )
    ]
    ranked = latest_figures(claims)
    shown = [latest for ranks in ranked.values() for latest in ranks]
    if format == "table":
        lines = latest_and_sources(ranked, number(latest.claim for latest in shown), terminal.width(), replaced)
        emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    else:
        emit(terminal.escape_for_terminal(COMPARISONS[format](shown)), encoding="utf-8")
    for unknown in selection.unknown:
        note(f"note: {unknown}")
    unread = sum(not claim.company or read(claim.figure, claim.metric) is None for claim in claims)
    undated = sum(not claim.published for claim in of_metric) if as_of else 0
    missing = [
        (undated, "without a date of publication"),
        (unread, "without a company or a readable figure"),
        (sum(bool(claim.figure) and not claim.metric for claim in selection.claims), "with a figure but no metric"),
    ]
    note(_summary(len(shown), len(claims), len(of_metric) - undated, missing) + selection.left_out)
    scope.note_unread(ledger)
    return 0


def _metric(ledger: Ledger, measure: str) -> str:
    """The metric with this name, else the only one that contains its words.

    Raises LedgerError if there is none or more than one: figures of two metrics are never compared.
    """
    known: Sequence[str] = list(names(ledger.claims, "metric"))
    exact = [name for name in known if fold(name).replace(" ", "") == fold(measure).replace(" ", "")]
    meant = exact[:1] or list({fold(name): name for name in filter(name_matcher(measure), known)}.values())
    if not meant:
        raise LedgerError(f"no claim has the metric '{shortened(measure)}'{did_you_mean(measure, known)}")
    if len(meant) > 1:
        raise LedgerError(
            f"'{shortened(measure)}' matches several metrics; use {shortened(listed(sorted(meant), 'or'))}"
        )
    return meant[0]


def _summary(companies: int, taken: int, total: int, missing: Iterable[tuple[int, str]]) -> str:
    """How many figures are shown, and how many claims are left out for what they are or for what they lack."""
    said = f"{counted(companies, 'figure')} of {counted(total, 'claim')}, the latest of each company"
    if total > taken:
        said += f"; {total - taken:,} left out: forecast, plan, retracted, superseded or later (--all)"
    return said + "".join(f"; {number:,} {what} left out" for number, what in missing if number)
