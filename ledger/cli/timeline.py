"""`ledger timeline`: how the figures of each company and metric changed over time."""

from ledger import terminal
from ledger.citation import number
from ledger.cli.options import Color, Scope, Words, scoped
from ledger.cli.output import emit
from ledger.cli.summary import summarize
from ledger.comparison import histories
from ledger.model import superseded
from ledger.terminal.comparison import histories_and_sources
from ledger.text import counted


@scoped
def timeline(scope: Scope, words: Words = None, color: Color = "auto") -> int:
    """Show how figures changed over time."""
    ledger, selection = scope.select(words)
    found = histories(selection.claims, superseded(ledger.claims))
    claims = [step.claim for history in found for step in history.steps]
    lines = histories_and_sources(found, number(claims), terminal.width())
    emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    left_out = len(selection.claims) - len(claims)
    count = f"{counted(len(claims), 'claim')} of {ledger.total:,}"
    if left_out:
        count += f"; {left_out:,} without a metric, a company or a date left out"
    summarize(scope, ledger, selection, count)
    return 0
