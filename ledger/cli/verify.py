"""`ledger verify`: hold claims against the saved copies of their sources."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.bulk import carry_out
from ledger.cli.destination import deliver
from ledger.cli.options import Color, Scope, Words, one_of, scoped
from ledger.cli.output import note
from ledger.cli.release import Private, published
from ledger.cli.summary import summarize
from ledger.errors import ExitCode, LedgerError
from ledger.evidence.comparing import Verdict
from ledger.evidence.recording import records_of, to_ignore
from ledger.evidence.verifying import ClaimCheck, SourceCopy, Verifier
from ledger.exporters.json_rows import array
from ledger.exporters.rows import Value
from ledger.files.reading import STDIN, read_text
from ledger.model import Claim, Ledger
from ledger.query import select
from ledger.recording.fields import Revision
from ledger.terminal.verdicts import by_verdict
from ledger.text import clean, counted

_FORMATS = ("text", "json")
_GOOD = (Verdict.found, Verdict.figure_found)
_FEW = 5  # copies that are named
_COUNTED = {Verdict.no_copy: "without a copy"}


@scoped
def verify(
    scope: Scope,
    words: Words = None,
    saved: Annotated[
        str, typer.Option("--saved", metavar="FOLDER", help="The folder of copies; default: evidence/ beside the file.")
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 unless all claims are found.")] = False,
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = "text",
    record: Annotated[
        bool, typer.Option("--record", help="Write into each source which copy it has: its day, name and SHA-256.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --record: print what would be written.")] = False,
    private: Private = False,
    color: Color = "auto",
) -> int:
    """Compare claims with saved copies of their sources: whether quote and figure stand in them."""
    if saved and not os.path.isdir(saved):
        raise LedgerError(f"--saved {clean(saved)}: no such folder")
    if dry_run and not record:
        raise LedgerError("--dry-run is for --record: nothing else is written")
    if record and STDIN in scope.files:
        raise LedgerError("cannot edit standard input; name a file with --file PATH")
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    standing = [claim for claim in selection.claims if not claim.withdrawn]
    claims = published(standing, private=private or format == "text", today=None)  # data may leave the desk
    verifier = Verifier(saved)
    checked = [verifier.check(claim) for claim in _tracked(claims)]
    if format == "json":
        text = array(_row(check, private=private) for check in checked)
    else:
        lines = by_verdict(checked, terminal.width())
        text = terminal.rendered(lines, styled=terminal.use_color(color))
    deliver(text, "", ledger, force=False, data=format == "json")
    for evidence in verifier.evidence.values():
        for problem in evidence.problems:
            note(f"warning: {problem}")
    if not scope.filters and not words:
        _note_unmatched(verifier)
    withdrawn, embargoed = len(selection.claims) - len(standing), len(standing) - len(claims)
    left = [f"{counted(withdrawn, 'retracted claim')} left out"] if withdrawn else []
    left += [f"{counted(embargoed, 'claim')} under an embargo left out; include with --private"] if embargoed else []
    summarize(scope, ledger, selection, _counts(checked), *left)
    if record:
        _record(ledger, verifier.copies(claims), dry_run=dry_run)
    return _exit_code(checked, strict=strict)


def _note_unmatched(verifier: Verifier) -> None:
    """Say which copies are of no source: an address may be wrong, or a name."""
    alone = [saved for evidence in verifier.evidence.values() for saved in evidence.unmatched()]
    if not alone:
        return
    note(f"note: {counted(len(alone), 'copy is', 'copies are')} of no source that a claim cites:")
    for saved in alone[:_FEW]:
        addresses = saved.copy.addresses if saved.copy else ()
        nameless = "without an address; give it the key of its source as its name"
        unread = "" if saved.copy or saved.is_picture else saved.problem
        note(f"  {clean(saved.path)}: {clean(addresses[0] if addresses else unread or nameless)}")
    if len(alone) > _FEW:
        note(f"  and {len(alone) - _FEW:,} more")


def _tracked(claims: Sequence[Claim]) -> Iterable[Claim]:
    return terminal.tracked(claims, "Comparing")


def _record(ledger: Ledger, copies: Sequence[SourceCopy], *, dry_run: bool) -> None:
    """Write which copies the sources have, and propose to keep those of confidential ones out of git."""
    found = records_of(copies)
    for line in found.notes:
        note(f"note: {line}")
    plan = {place: Revision(values) for place, values in found.values.items()}
    for file, revised in carry_out(ledger, plan, dry_run=dry_run):
        note(f"{clean(file)}: recorded {counted(len(revised), 'copy', 'copies')}")
    if not plan:
        note("no new copy to record")
    for folder, lines in to_ignore(copies).items():
        path = os.path.join(folder, ".gitignore")
        known = read_text(path).splitlines() if os.path.isfile(path) else []
        if wanted := [line for line in lines if line not in known]:
            note(f"note: git should not keep copies of confidential sources; add to {clean(path)}:")
            for line in wanted:
                note(f"  {clean(line)}")


def _counts(checked: Sequence[ClaimCheck]) -> str:
    """`8 claims: 1 found, 1 differs, 1 not found, 5 without a copy`."""
    counts = Counter(check.result.verdict for check in checked)
    order = (*_GOOD, *(verdict for verdict in Verdict if verdict not in _GOOD))
    parts = [f"{counts[verdict]:,} {_COUNTED.get(verdict, verdict)}" for verdict in order if counts[verdict]]
    return f"{counted(len(checked), 'claim')}{': ' if parts else ''}{', '.join(parts)}"


def _exit_code(checked: Sequence[ClaimCheck], *, strict: bool) -> ExitCode:
    verdicts = [check.result.verdict for check in checked]
    with_copies = [verdict for verdict in verdicts if verdict is not Verdict.no_copy]
    pictures = any(check.copy and check.copy.is_picture for check in checked)
    if with_copies and not pictures and all(verdict is Verdict.not_read for verdict in with_copies):
        return ExitCode.FAILED
    failed = Verdict.differs in verdicts or (strict and any(verdict not in _GOOD for verdict in verdicts))
    return ExitCode.FINDINGS if failed else ExitCode.DONE


def _row(check: ClaimCheck, *, private: bool) -> dict[str, Value]:
    """A claim for other programs; what a confidential source says stays at the desk."""
    masked = bool(check.citation and check.citation.source.confidential) and not private
    copy = check.copy if not masked else None
    return {
        "id": check.claim.id,
        "verdict": check.result.verdict.value,
        "reason": "" if masked else check.result.reason,
        "copy": copy.path if copy else "",
        "saved": check.saved if copy else "",
        "passage": "" if masked else check.result.passage,
        "path": check.claim.place.path,
        "line": check.claim.place.line,
    }
