"""`ledger review`: walk through the claims that nobody has checked yet."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

import typer

from ledger import terminal
from ledger.cli.completion import complete_ids
from ledger.cli.edit import edit_claim
from ledger.cli.keys import QUIT, pressed
from ledger.cli.options import Color, Scope, scoped
from ledger.cli.output import emit, note
from ledger.cli.person import can_be_asked, person_named
from ledger.cli.revision import change_claim, remove_claim
from ledger.cli.signatures import why_not_signed, with_signature
from ledger.errors import LedgerError
from ledger.evidence.comparing import Verdict
from ledger.evidence.verifying import Verifier
from ledger.extracting.names import candidates_in
from ledger.extracting.publishers import is_publisher
from ledger.files.reading import STDIN
from ledger.files.replacing import check_writable
from ledger.model import Claim, Ledger
from ledger.query import select
from ledger.recording.targets import file_of
from ledger.terminal.review import claim_to_review
from ledger.text import clean, counted, fold

_MOST = 9  # candidates, each with a key
_SKIP = ("s", "\r", "\n", " ")
_READ = (Verdict.found, Verdict.figure_found)


class _Walk(NamedTuple):
    """Who reviews which ledger, and how."""

    scope: Scope
    paths: Sequence[str]
    by: str
    verifier: Verifier
    color: str
    read: dict[tuple[str, ...], str]  # where the documents of some addresses were read, as said in this walk


@scoped
def review(
    scope: Scope,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="The ids of claims; default: all unreviewed.", autocompletion=complete_ids
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who checks; default: git's user.name.")] = "",
    saved: Annotated[
        str, typer.Option("--saved", metavar="FOLDER", help="The folder of copies; default: evidence/ beside the file.")
    ] = "",
    color: Color = "auto",
) -> int:
    """Review unreviewed claims one by one: accept, edit, skip or delete each. Every answer is written at once.

    Accepting says that you have read the source: it removes `unreviewed`, and writes who checked the claim, and when.
    """
    if STDIN in scope.files:
        raise LedgerError("cannot edit standard input; name a file with --file PATH")
    if saved and not os.path.isdir(saved):
        raise LedgerError(f"--saved {clean(saved)}: no such folder")
    paths = scope.paths()
    ledger = scope.load(paths)
    claims = _chosen(ledger, scope, names or ())
    if not claims:
        note("no claim is left to review")
        return 0
    if not can_be_asked():
        raise LedgerError(
            f"{counted(len(claims), 'claim')} to review; ledger review asks on a terminal, without a pipe"
        )
    walk = _Walk(scope, paths, person_named(by), Verifier(saved), color, {})
    for file in dict.fromkeys(file_of(paths, claim) for claim in claims):
        check_writable(file)
    done = _walked(walk, claims)
    said = [f"{done[word]:,} {word}" for word in ("accepted", "deleted", "skipped") if done[word]]
    left = len(_chosen(scope.load(paths, warn=False), scope, ()))
    rest = f"{counted(left, 'claim')} left to review" if left else "no claim is left to review"
    note("; ".join(filter(None, (", ".join(said), rest))))
    return 0


def _chosen(ledger: Ledger, scope: Scope, names: Sequence[str]) -> list[Claim]:
    """The claims to review, in the order of the files. Raises LedgerError for a name that is none of them."""
    claims = [claim for claim in select(ledger, scope.filters).claims if claim.unreviewed and not claim.withdrawn]
    order = {claim.place: number for number, claim in enumerate(ledger.claims)}
    claims.sort(key=lambda claim: order[claim.place])
    if not names:
        return claims
    by_id = {claim.id: claim for claim in claims}
    for name in names:
        if name not in by_id:
            known = any(claim.id == name for claim in ledger.claims)
            why = "is not unreviewed; sign it with ledger sign" if known else "is not the id of a claim"
            raise LedgerError(f"{clean(name)} {why}")
    return [by_id[name] for name in dict.fromkeys(names)]


def _walked(walk: _Walk, claims: Sequence[Claim]) -> Counter[str]:
    """Ask about one claim after the other; what was done how often."""
    done: Counter[str] = Counter()
    known = {
        fold(name): name for claim in walk.scope.load(list(walk.paths), warn=False).claims for name in claim.company
    }
    for number, claim in enumerate(claims, 1):
        word = _asked(walk, claim, f"{number:,} of {len(claims):,}", known)
        if word == QUIT:
            break
        done[word] += 1
    return done


def _asked(walk: _Walk, claim: Claim, lead: str, known: dict[str, str]) -> str:
    """Ask about a claim until it is accepted, deleted or skipped; QUIT to stop."""
    while True:
        candidates = _candidates(claim, known)
        checked = walk.verifier.check(claim)
        lines = claim_to_review(claim, lead, candidates, checked, terminal.width())
        emit(terminal.rendered(lines, styled=terminal.use_color(walk.color)))
        numbers = [str(number) for number in range(1, len(candidates) + 1)]
        shown = f"[1{f'-{len(numbers)}' if len(numbers) > 1 else ''}] company  " if numbers else ""
        answer = pressed(f"{shown}[a]ccept  [e]dit  [s]kip  [d]elete  [q]uit: ", (*numbers, *"aed", *_SKIP))
        if answer == QUIT:
            return QUIT
        try:
            if answer in _SKIP:
                return "skipped"
            if answer == "d" and pressed("  delete it from the file? [y]es  [n]o: ", "yn") != "y":
                continue
            if answer == "d":
                remove_claim(walk.paths, claim)
                _note_unused(walk, claim)
                return "deleted"
            if answer == "a":
                if _accepted(walk, claim, passage=checked.result.verdict in _READ):
                    return "accepted"
            elif answer == "e":
                claim = _edited(walk, claim)
            else:
                company = (candidates[int(answer) - 1],)
                claim = change_claim(walk.paths, claim, {"company": company})
                known.setdefault(fold(company[0]), company[0])
        except LedgerError as error:
            note(f"  {error}")


def _candidates(claim: Claim, known: Mapping[str, str]) -> list[str]:
    """The companies that a claim may be of, besides its own: names of the ledger in its words, then others."""
    sources = [cited.source for cited in claim.citations]
    named = {
        fold(name): name
        for text in (claim.claim, *(source.title for source in sources))
        for name in candidates_in(text)
    }
    named |= {
        fold(source.publisher): source.publisher
        for source in sources
        if source.publisher and not is_publisher(source.publisher)
    }
    ordered = [known[key] for key in named if key in known] + [name for key, name in named.items() if key not in known]
    own = {fold(name) for name in claim.company}
    whole = [
        name for name in ordered if not any(fold(other).startswith(f"{fold(name)} ") for other in (*ordered, *own))
    ]
    return [name for name in whole if fold(name) not in own][:_MOST]


def _accepted(walk: _Walk, claim: Claim, *, passage: bool) -> bool:
    """Take `unreviewed` from a claim, and sign it if it has a source; whether that was done."""
    if reason := why_not_signed(claim):
        change_claim(walk.paths, claim, {}, ["unreviewed"])
        note(f"  accepted, and not signed: it {clean(reason)}")
        return True
    documents = tuple(cited.source.url or cited.source.title for cited in claim.citations)
    before = walk.read.get(documents, "")
    known = f" [{clean(before)}]" if before else ""
    read = "" if passage else _line(f"  no saved copy says so; read elsewhere? where{known}: ") or before
    if not passage and not read:
        note("  not accepted: say where you read it, such as 'the page, 30 November' or 'print edition'")
        return False
    if read:
        walk.read[documents] = read
    with_signature(walk.paths, claim, walk.by, read)
    return True


def _edited(walk: _Walk, claim: Claim) -> Claim:
    """Change a field, or the whole record in the editor."""
    given = _line("  FIELD=VALUE; Enter opens the editor: ")
    return edit_claim(walk.paths, claim, given)


def _note_unused(walk: _Walk, claim: Claim) -> None:
    ledger = walk.scope.load(list(walk.paths), warn=False)
    cited = {citation.source.key for other in ledger.claims for citation in other.citations}
    for citation in claim.citations:
        if citation.source.key and citation.source.key not in cited:
            note(f"  no other claim cites the source {clean(citation.source.key)}")


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        return ""
