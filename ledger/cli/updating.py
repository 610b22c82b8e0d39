"""`ledger import --update`: bring back a table that a colleague corrected."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ledger import terminal
from ledger.cli.bulk import change_of
from ledger.cli.output import emit_data, note
from ledger.cli.prompts import agreed
from ledger.cli.revision import difference
from ledger.cli.table_rows import report, say_noticed
from ledger.editing import Change, addition_of, read_back, write
from ledger.errors import ExitCode, LedgerError
from ledger.files.reading import STDIN, display_path, read_text
from ledger.importing.claims import ImportResult, Plan, claims_of
from ledger.importing.layout import Row
from ledger.importing.tables import Table
from ledger.importing.updates import Update, update_of
from ledger.loading import load
from ledger.model import FIELDS, Claim, Ledger
from ledger.places import Place
from ledger.recording.fields import Revision
from ledger.recording.targets import file_to_write
from ledger.text import clean, counted


class Options(NamedTuple):
    """How a table is brought back."""

    paths: Sequence[str]
    into: str
    date_order: str
    dry_run: bool
    yes: bool
    force: bool
    partial: bool


def update(table: Table, options: Options) -> int:
    """Show what a table changes in its ledger, and if the user agrees, write it."""
    paths = options.paths
    ledger = load(paths)
    found = update_of(table, ledger, options.date_order, force=options.force, each=_tracked)
    if _wanted(found, display_path(STDIN)):
        raise LedgerError("cannot edit standard input; name a file with --file PATH")
    target = file_to_write(paths, options.into) if found.new else ""
    before = {file: read_text(file) for file in ledger.files if file == target or _wanted(found, file)}
    after = {}
    for file, text in before.items():
        after[file], _ = read_back(paths, file, text, ledger, change_of(_wanted(found, file), ledger, text))
    made = load(paths, {target: after[target]}) if target else ledger
    new = _new_claims(found, made, options.date_order)
    if new.addition.claims:
        text = after[target]
        after[target], _ = read_back(paths, target, text, made, addition_of(text, target, made, new.addition))
    emit_data("".join("".join(difference(file, text, after[file])) for file, text in before.items()), paged=True)
    faults = sorted((*found.faults, *new.faults))
    report([*found.notes, *new.notes], faults, len(table.rows), partial=options.partial or options.dry_run)
    say_noticed(made, new.addition)
    changes = f"{counted(found.cells, 'cell')} changed, {counted(len(new.addition.claims), 'new claim')}"
    note(changes + (f"; {counted(len({fault.row for fault in faults}), 'row')} left out" if faults else ""))
    if after != before and not options.dry_run and (options.yes or _agreed()):
        _write(found, options, before, target)
    return ExitCode.FINDINGS if faults else ExitCode.DONE


def _tracked(groups: Sequence[list[Row]]) -> Iterable[list[Row]]:
    return terminal.tracked(groups, "Comparing")


def _wanted(found: Update, file: str) -> Mapping[Place, Revision]:
    """What becomes of the records in a file."""
    return {place: revised for place, revised in found.revised.items() if place.path == file}


def _new_claims(found: Update, ledger: Ledger, order: str) -> ImportResult:
    """The claims of the rows that are new."""
    names = {name: name for row in found.new[:1] for name in row.cells if name in FIELDS}
    return claims_of(found.new, Plan(names, {}, (), own=True, order=order), ledger)


def _agreed() -> bool:
    """Whether a change is wanted: whoever sits at a terminal is asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or agreed("Write this? [Y/n] "):
        return True
    note("nothing was written")
    return False


def _write(found: Update, options: Options, before: Mapping[str, str], target: str) -> None:
    """Write the changes, file by file. Raises LedgerError if a file is not as it was shown any more."""
    for file in before:
        if wanted := _wanted(found, file):

            def change_to(
                ledger: Ledger, text: str, file: str = file, wanted: Mapping[Place, Revision] = wanted
            ) -> Change:
                if text != before[file]:
                    raise LedgerError(f"{clean(file)} was changed in the meantime, and is left as it is; try again")
                return change_of(wanted, ledger, text)

            write(options.paths, file, change_to, note)
            note(f"{clean(file)}: changed {counted(len(wanted), 'record')}")
    if found.new:
        added: list[Claim] = []

        def add(ledger: Ledger, text: str) -> Change:
            addition = _new_claims(found, ledger, options.date_order).addition
            added[:] = addition.claims
            return addition_of(text, target, ledger, addition)

        write(options.paths, target, add, note)
        note(f"{clean(target)}: added {counted(len(added), 'claim')}")
