"""`ledger timeline`: how the figures of each company and metric changed over time."""

from ledger import terminal
from ledger.cli.options import Color, Scope, Words, scoped
from ledger.cli.output import emit, note
from ledger.comparison import histories
from ledger.model import superseded
from ledger.query import number, select
from ledger.terminal.comparison import histories_and_sources
from ledger.text import counted


@scoped
def timeline(scope: Scope, words: Words = None, color: Color = "auto") -> int:
    """Show how figures changed over time."""
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    found = histories(selection.claims, superseded(ledger.claims))
    claims = [step.claim for history in found for step in history.steps]
    emit(
        terminal.rendered(
            histories_and_sources(found, number(claims), terminal.width()), styled=terminal.use_color(color)
        )
    )
    for unknown in selection.unknown:
        note(f"note: {unknown}")
    left_out = len(selection.claims) - len(claims)
    note(
        f"{counted(len(claims), 'claim')} of {len(ledger.claims):,}"
        + (f"; {left_out:,} without a metric, a company or a date left out" if left_out else "")
        + selection.left_out
    )
    scope.note_unread(ledger)
    return 0
