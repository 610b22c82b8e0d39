"""Change many records at once, file by file: each file is written once, or not at all."""

from collections.abc import Iterator, Mapping, Sequence

from ledger.cli.output import emit_data, note
from ledger.cli.revision import difference, note_voided
from ledger.editing import Change, Edit, field_edits, read_back, write
from ledger.files.reading import STDIN, display_path, read_text
from ledger.model import Claim, Ledger, Source
from ledger.places import Place
from ledger.recording.fields import Revision, with_values

Plan = Mapping[Place, Revision]  # by the place of the claim or declared source


def carry_out(ledger: Ledger, plan: Plan, *, dry_run: bool) -> Iterator[tuple[str, Sequence[Revision]]]:
    """Write a plan, or print what would change; yields each file that was written, with what was done there.

    Raises LedgerError if a file cannot be written.
    """
    for file in ledger.files:
        wanted = {place: revised for place, revised in plan.items() if place.path == file}
        if not wanted or file == display_path(STDIN):
            continue
        if dry_run:
            text = read_text(file)
            new, _ = read_back(ledger.files, file, text, ledger, change_of(wanted, ledger, text))
            emit_data("".join(difference(file, text, new)))
            continue

        def change_to(before: Ledger, text: str, wanted: Plan = wanted) -> Change:
            return change_of(wanted, before, text)

        note_voided(ledger, write(ledger.files, file, change_to, note))
        yield file, list(wanted.values())


def change_of(wanted: Plan, before: Ledger, text: str) -> Change:
    """The change of a file's text that a plan for its records is. Raises LedgerError."""
    edits: list[Edit] = []
    for record in records_of(before):
        if revised := wanted.get(record.place):
            edits += field_edits(text, record, revised.values, revised.removed)
    return Change(sorted(edits), with_values(before, wanted))


def records_of(ledger: Ledger) -> Iterator[Claim | Source]:
    """The declared sources and the claims of a ledger."""
    yield from ledger.sources.values()
    yield from ledger.claims
