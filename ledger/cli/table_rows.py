"""What is said about the rows of a table that is read."""

from collections.abc import Sequence

from ledger.cli.output import note
from ledger.editing import Addition
from ledger.errors import LedgerError
from ledger.importing.claims import Fault
from ledger.importing.layout import spans
from ledger.model import Ledger
from ledger.recording.notices import findings_in
from ledger.text import clean, counted, shortened

_FEW = 3  # faults of one kind; of the others, the rows are listed
_MOST = 8  # kinds of faults, so that a report fits on a screen
_NOTICED = ("duplicate-claim", "conflicting-figures", "similar-name")


def report(notes: Sequence[str], faults: Sequence[Fault], rows: int, *, partial: bool) -> None:
    """Print the notes, and the faults by their kind.

    Raises LedgerError if there are faults, unless the good rows are wanted.
    """
    for line in notes:
        note(f"note: {line}")
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.field, fault.what), []).append(fault)
    for alike in list(kinds.values())[:_MOST]:
        for fault in alike[:_FEW]:
            place = f"{clean(fault.field)}: " if fault.field else ""
            note(f"row {fault.row}: {place}{shortened(fault.message)}")
        if further := [fault.row for fault in alike[_FEW:]]:
            note(f"  and {len(further):,} more like this, in rows {shortened(spans(further), 100)}")
    if len(kinds) > _MOST:
        note(f"and {counted(len(kinds) - _MOST, 'other kind')} of faults")
    wrong = len({fault.row for fault in faults})
    if wrong and not partial:
        verb = "has" if wrong == 1 else "have"
        raise LedgerError(
            f"nothing was imported: {wrong:,} of {counted(rows, 'row')} {verb} faults; correct them, or import the"
            " others with --partial"
        )


def say_noticed(ledger: Ledger, addition: Addition) -> None:
    """Print what `check` would find in new claims that has to do with others: the rest it finds by itself."""
    found = findings_in(ledger, addition, _NOTICED)
    for rule in _NOTICED:
        alike = [finding for finding in found if finding.rule == rule]
        if alike and rule == "duplicate-claim":
            rows = [finding.record.line for finding in alike]
            look = "looks like a claim that is" if len(rows) == 1 else "look like claims that are"
            which = "row" if len(rows) == 1 else "rows"
            note(f"note: {counted(len(rows), 'row')} {look} there already ({which} {shortened(spans(rows), 100)})")
        for finding in alike[:_FEW]:
            note(f"note: row {finding.record.line}: {rule}: {finding.sentence}")
        if len(alike) > _FEW:
            note(f"  and {len(alike) - _FEW:,} more of {rule}; see ledger check --select {rule}")
