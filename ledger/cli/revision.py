"""Change a record of the ledger, and say what came of it."""

import difflib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.cli.output import emit_data, note
from ledger.editing import Change, read_back, write
from ledger.files.reading import read_text
from ledger.loading import load
from ledger.model import Claim, Ledger, Source
from ledger.recording.notices import new_findings
from ledger.text import clean, counted


class Task(NamedTuple):
    """A record to change, and the files of its ledger."""

    paths: Sequence[str]
    file: str
    name: str  # its id or key
    dry_run: bool


def apply_change(task: Task, change_to: Callable[[Ledger, str], Change]) -> int:
    """Make the change that `change_to` returns for the ledger and the file's text, or print it if that is asked for.

    Raises LedgerError if it would change anything else; the file is then unchanged.
    """
    before = load(task.paths)
    if task.dry_run:
        text = read_text(task.file)
        new, _ = read_back(task.paths, task.file, text, before, change_to(before, text))
        emit_data("".join(difference(task.file, text, new)))
        return 0
    after = write(task.paths, task.file, change_to, note)
    for finding in new_findings(before, after):
        note(f"note: {finding.rule}{f' {finding.id}' if finding.id else ''}: {finding.sentence}")
    named: list[Claim | Source] = [claim for claim in after.claims if claim.id == task.name]
    named += [source for source in after.sources.values() if source.key == task.name]
    if fallen := [claim for claim in after.claims if claim.unfounded and _cites(claim, task.name)]:
        said = counted(len(fallen), "claim stands", "claims stand")
        note(f"{said} no longer, because only {clean(task.name)} backs {'it' if len(fallen) == 1 else 'them'}")
    note(f"changed {clean(task.name)}" + (f" at {clean(str(named[0].place))}" if named else ""))
    return 0


def _cites(claim: Claim, key: str) -> bool:
    return any(cited.source.key == key for cited in claim.citations)


def difference(file: str, old: str, new: str) -> list[str]:
    """The lines in which two texts of a file differ, as `diff -u` prints them."""
    before, after = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (old, new))
    lines = difflib.unified_diff(before, after, clean(file), clean(file), n=1)
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
