"""Change a record of the ledger, and say what came of it."""

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.cli.output import emit_data, note
from ledger.editing import Change, changed, rewrite, same_but
from ledger.errors import LedgerError
from ledger.files.reading import STDIN, display_path, read_text
from ledger.linter import chosen, lint
from ledger.loading import load
from ledger.loading.files import ledger_files
from ledger.model import Claim, Finding, Ledger, Source
from ledger.rules import RULES
from ledger.text import clean, did_you_mean


class Task(NamedTuple):
    """A record to change, and the files of its ledger."""

    paths: Sequence[str]
    file: str
    name: str  # its id or key
    dry_run: bool


def record_named(ledger: Ledger, name: str) -> Claim | Source:
    """The claim or the declared source of this name. Raises LedgerError if there is not exactly one."""
    found: list[Claim | Source] = [claim for claim in ledger.claims if claim.id == name]
    found += [source for source in (*ledger.sources.values(), *ledger.repeated) if source.key == name]
    if not found:
        known = [claim.id for claim in ledger.claims if claim.id] + list(ledger.sources)
        raise LedgerError(f"no claim or source is named '{clean(name)}'{did_you_mean(name, known)}")
    if len(found) > 1:
        places = "".join(f"\n  {clean(str(record.place))}" for record in found)
        raise LedgerError(f"{len(found)} records are named '{clean(name)}'; change one of them by hand{places}")
    return found[0]


def file_of(paths: Sequence[str], record: Claim | Source) -> str:
    """The file that a record is in, as the ledger names it. Raises LedgerError for standard input."""
    for file in ledger_files(paths):
        if file != STDIN and display_path(file) == record.place.path:
            return file
    raise LedgerError("cannot edit standard input; name a file with --file PATH")


def apply_change(task: Task, change_to: Callable[[Ledger, str], Change]) -> int:
    """Make the change that `change_to` returns for the ledger and the file's text, or print it if that is asked for.

    Raises LedgerError if it would change anything else; the file is then unchanged.
    """
    before = load(task.paths)
    text = read_text(task.file)
    if task.dry_run:
        new = changed(task.paths, task.file, text, change_to(before, text))
        emit_data("".join(_difference(task.file, text, new)))
        return 0
    rewrite(task.paths, task.file, change_to, note)
    _say_changed(before, load(task.paths), task.name)
    return 0


def _say_changed(before: Ledger, after: Ledger, name: str) -> None:
    """Print where the changed record is, and what `check` finds in it now that it did not find before."""
    for line in _new_findings(before, after):
        note(f"note: {line}")
    named: list[Claim | Source] = [claim for claim in after.claims if claim.id == name]
    named += [source for source in after.sources.values() if source.key == name]
    place = str(named[0].place) if named else ""
    note(f"changed {clean(name)}" + (f" at {clean(place)}" if place else ""))


def is_valid(before: Ledger, after: Ledger, record: Claim | Source) -> bool:
    """Whether a record, and nothing else, has changed. Raises LedgerError if it is not valid."""
    known = Counter(map(_without_lines, before.findings))
    for finding in after.findings:
        if not known[_without_lines(finding)]:
            raise LedgerError(finding.sentence, clean(str(finding.place)))
        known[_without_lines(finding)] -= 1
    return same_but(before, after, {record.place})


def changed_record(before: Ledger, after: Ledger, record: Claim | Source) -> Claim | Source:
    """A record as it is after a change."""
    if isinstance(record, Source):
        return after.sources[record.key]
    return after.claims[next(at for at, claim in enumerate(before.claims) if claim.place == record.place)]


def _new_findings(before: Ledger, after: Ledger) -> list[str]:
    """What `check` finds after a change and did not find before it."""
    running = chosen(RULES, (), (), strict=False)
    old, new = (lint(ledger, running, datetime.date.today()).findings for ledger in (before, after))
    known = set(map(_without_lines, old))
    fresh = [finding for finding in new if _without_lines(finding) not in known]
    return [f"{finding.rule}{f' {finding.id}' if finding.id else ''}: {finding.sentence}" for finding in fresh]


def _without_lines(finding: Finding) -> tuple[str, str, str]:
    """What a finding says, without the lines that it names: those below a change have moved."""
    return finding.rule, finding.id, re.sub(r":\d+:\d+|\bline \d+", "", finding.message)


def _difference(file: str, old: str, new: str) -> list[str]:
    before, after = (text.replace("\r\n", "\n").splitlines(keepends=True) for text in (old, new))
    lines = difflib.unified_diff(before, after, clean(file), clean(file), n=1)
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
