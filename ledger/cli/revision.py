"""Change a record of the ledger, and say what came of it."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.cli.output import emit_data, note
from ledger.editing import Change, Value, field_edits, read_back, removal, write
from ledger.errors import LedgerError
from ledger.files.reading import read_text
from ledger.loading import load
from ledger.model import Claim, Ledger, Source
from ledger.recording.fields import changed, with_record
from ledger.recording.notices import new_findings
from ledger.recording.targets import file_of
from ledger.signing import is_void
from ledger.text import clean, counted

_PLACE = re.compile(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")
_FEW = 5  # checks that are named
_ALIKE = 3  # lines
_NEAR = (10, 100, 2_000)  # lines; most changes are small
_FIRST = re.compile(r" *- |  ?\S[^:]*:\s*(#.*)?$")  # of a claim, or the key of a source


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
    note_voided(before, after)
    for finding in new_findings(before, after):
        if finding.rule == "void-check":  # said above
            continue
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


def change_claim(paths: Sequence[str], seen: Claim, values: Mapping[str, Value], removed: Sequence[str] = ()) -> Claim:
    """Give fields of a claim new values and remove others; return it as it is then.

    Raises LedgerError if it is not the claim any more that was seen.
    """

    def change_to(before: Ledger, text: str) -> Change:
        record = same_claim(before, seen)
        new = changed(record, values, removed, before.sources)
        assert isinstance(new, Claim)
        after[:] = [new]
        return Change(field_edits(text, record, values, removed), with_record(before, record, new))

    after: list[Claim] = []
    ledger = write(paths, file_of(paths, seen), change_to, note)
    return same_claim(ledger, after[0])


def remove_claim(paths: Sequence[str], seen: Claim) -> None:
    """Remove a claim with its lines. Raises LedgerError if it is not the claim any more that was seen."""

    def change_to(before: Ledger, text: str) -> Change:
        record = same_claim(before, seen)
        left = tuple(claim for claim in before.claims if claim is not record)
        return Change([removal(text, record)], replace(before, claims=left))

    write(paths, file_of(paths, seen), change_to, note)


def same_claim(ledger: Ledger, seen: Claim) -> Claim:
    """The claim that was seen in an earlier reading of a ledger. Raises LedgerError if it is not there any more."""
    alike = [claim for claim in ledger.claims if claim == seen and claim.place.path == seen.place.path]
    here = [claim for claim in alike if claim.place.line == seen.place.line]
    found = alike if len(alike) == 1 else here
    if not found:
        raise LedgerError(f"{clean(seen.id or str(seen.place))} was changed in the meantime; nothing was written")
    return found[0]


def note_voided(before: Ledger, after: Ledger) -> None:
    """Say whose checks of claims do not hold any more after a change."""
    held = {claim.id or str(claim.place) for claim in before.claims if claim.checked and not is_void(claim)}
    voided = [claim for claim in after.claims if is_void(claim) and (claim.id or str(claim.place)) in held]
    for claim in voided[:_FEW]:
        assert claim.checked
        name, by, day = claim.id or str(claim.place), claim.checked.by, dates.in_words(claim.checked.on)
        note(f"the check of {clean(name)} by {clean(by)}, {day}, does not hold any more; sign it again: ledger sign")
    if len(voided) > _FEW:
        others = counted(len(voided) - _FEW, "other check does", "other checks do")
        note(f"and {others} not hold any more: see ledger check")


def difference(file: str, old: str, new: str) -> list[str]:
    """The lines in which two texts of a file differ, as `diff -u` prints them; each part names its record."""
    before, after = (text.replace("\r\n", "\n").splitlines() for text in (old, new))
    lines = [f"--- {clean(file)}\n", f"+++ {clean(file)}\n"]
    for part in _parts(before, after):
        old_lines, new_lines = before[part.first : part.last], after[part.new_first : part.new_last]
        for line in list(difflib.unified_diff(old_lines, new_lines, n=1, lineterm=""))[2:]:
            if place := _PLACE.match(line):
                line = _moved(place, part) + _record(before, part.first + int(place[1]))
            lines.append(f"{line}\n")
    return lines if len(lines) > 2 else []


class _Part(NamedTuple):
    """Lines that differ, with one around them: from the first one to before the last one, in both texts."""

    first: int
    last: int
    new_first: int
    new_last: int


def _parts(before: Sequence[str], after: Sequence[str]) -> list[_Part]:
    """Where two texts differ: difflib alone compares all lines with one another, for a minute if there are 70,000."""
    parts: list[_Part] = []
    old = new = 0
    while old < len(before) or new < len(after):
        if old < len(before) and new < len(after) and before[old] == after[new]:
            old, new = old + 1, new + 1
            continue
        first, new_first = max(0, old - 1), max(0, new - 1)
        old, new = _alike_again(before, after, old, new)
        if parts and first <= parts[-1].last:
            first, new_first = parts[-1].first, parts[-1].new_first
            parts.pop()
        parts.append(_Part(first, min(old + 1, len(before)), new_first, min(new + 1, len(after))))
    return parts


def _alike_again(before: Sequence[str], after: Sequence[str], old: int, new: int) -> tuple[int, int]:
    """The next indexes from which some lines are the same in both texts; their ends if there are none nearby."""
    for near in _NEAR:
        seen: dict[tuple[str, ...], int] = {}
        for at in range(new, min(new + near, len(after) - _ALIKE + 1)):
            seen.setdefault(tuple(after[at : at + _ALIKE]), at)
        for at in range(old, min(old + near, len(before) - _ALIKE + 1)):
            if (found := seen.get(tuple(before[at : at + _ALIKE]))) is not None:
                return at, found
    return len(before), len(after)


def _moved(place: re.Match[str], part: _Part) -> str:
    """The line with the numbers of a part, as they are in the whole text."""
    numbers = (part.first + int(place[1]), place[2] or "", part.new_first + int(place[3]), place[4] or "")
    return "@@ -{}{} +{}{} @@".format(*numbers)


def _record(lines: Sequence[str], number: int) -> str:
    """The first line of the record that a line is in, or belongs to."""
    for at in range(min(number, len(lines)) - 1, -1, -1):
        if _FIRST.match(lines[at]):
            return f" {lines[at].strip()}" if at < number - 1 else ""  # else it is shown anyway
    return ""
