"""What the user is told on standard error once a command has printed its data."""

from ledger.cli.options import Scope
from ledger.cli.output import note
from ledger.model import Ledger
from ledger.query import Selection


def summarize(scope: Scope, ledger: Ledger, selection: Selection, count: str, *more: str) -> None:
    """Print what matched nothing, the count of what is shown, what was left out and why, and the files not read."""
    for unknown in selection.unknown:
        note(f"note: {unknown}")
    note(f"{count}{selection.left_out}")
    for line in more:
        note(line)
    scope.note_unread(ledger)
