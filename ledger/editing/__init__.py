"""Add records to a ledger file and change them, without changing any other byte of it."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from msgspec import structs

from ledger.editing.changes import Value, field_edits, span_of
from ledger.editing.insertion import Addition, Edit, applied, edits, position
from ledger.errors import LedgerError
from ledger.files.locking import locked, replace_text
from ledger.loading import load
from ledger.model import Claim, Ledger
from ledger.places import Place
from ledger.text import clean

__all__ = [
    "Addition",
    "Change",
    "Edit",
    "Value",
    "Written",
    "added",
    "changed",
    "field_edits",
    "rewrite",
    "same_but",
    "span_of",
    "write",
]


class Written(NamedTuple):
    """The result of an addition."""

    claims: tuple[Claim, ...]  # with their new places
    lines: str  # the added lines
    text: str  # the whole file's text


def added(paths: Sequence[str], file: str, before: Ledger, addition: Addition, text: str) -> Written:
    """The text of a ledger file after an addition, read back; nothing is written.

    `before` is the ledger of `paths`, `text` the file's text. Raises LedgerError if the file has no
    place for the addition, or if anything else would read differently afterwards.
    """
    changes: list[Edit] = edits(text, file, before, addition)
    new = applied(text, changes)
    lines = "".join(edit.text for edit in changes)
    after = load(paths, {file: new})
    at = position(file, before, addition.claims)
    count = len(addition.claims)
    inserted = after.claims[at : at + count]
    if not (
        after.claims[:at] + after.claims[at + count :] == before.claims
        and list(map(_whole, inserted)) == list(map(_whole, addition.claims))
        and dict(after.sources) == {**before.sources, **{source.key: source for source in addition.sources}}
        and (after.repeated, after.heading) == (before.repeated, before.heading)
        and len(after.findings) == len(before.findings)
    ):
        raise LedgerError(
            f"{clean(file)}: the addition would change how other parts of the ledger are read; nothing was"
            f" written. Add it by hand:\n\n{lines}"
        )
    return Written(inserted, lines, new)


def write(
    paths: Sequence[str], file: str, addition_to: Callable[[Ledger], Addition], say: Callable[[str], None]
) -> Written:
    """Add what `addition_to` returns for the ledger to one of its files.

    Other writers are locked out; `say` tells the user what they should know about that. An empty addition writes
    nothing. Raises LedgerError if it fails; the file is then unchanged.
    """
    with locked(file, say) as held:
        text = held.text
        before = load(paths, {file: text})
        addition = addition_to(before)
        if not (addition.claims or addition.sources):
            return Written((), "", text)
        written = added(paths, file, before, addition, text)
        replace_text(held, written.text)
        return written


class Change(NamedTuple):
    """A change of records: the edits, and a test whether a ledger reads as intended afterwards."""

    edits: Sequence[Edit]
    intended: Callable[[Ledger], bool]


def changed(paths: Sequence[str], file: str, text: str, change: Change) -> str:
    """The text of a file after a change, read back; nothing is written.

    Raises LedgerError if the ledger would not read as intended.
    """
    new = applied(text, change.edits)
    if not change.intended(load(paths, {file: new})):
        raise LedgerError(
            f"{clean(file)}: the change would alter how other parts of the ledger are read, or be read differently"
            " itself; nothing was written. Make it by hand"
        )
    return new


def rewrite(
    paths: Sequence[str], file: str, change_to: Callable[[Ledger, str], Change], say: Callable[[str], None]
) -> None:
    """Make the change that `change_to` returns for the ledger and the text of one of its files.

    Other writers are locked out, as in `write`. Raises LedgerError if it fails; the file is then unchanged.
    """
    with locked(file, say) as held:
        text = held.text
        change = change_to(load(paths, {file: text}), text)
        if change.edits:
            replace_text(held, changed(paths, file, text, change))


def same_but(before: Ledger, after: Ledger, places: Collection[Place]) -> bool:
    """Whether two readings of a ledger are the same but for the records that were at some places in the first.

    The records come in the same order. What is found in other records must be the same too.
    """
    if len(before.claims) != len(after.claims) or list(before.sources) != list(after.sources):
        return False
    pairs = [(old, new) for old, new in zip(before.claims, after.claims, strict=True) if old.place not in places]
    sources = [(old, after.sources[key]) for key, old in before.sources.items() if old.place not in places]
    elsewhere = sum(finding.record not in places for finding in before.findings)
    changed_ones = {new.place for old, new in zip(before.claims, after.claims, strict=True) if old.place in places}
    changed_ones |= {after.sources[key].place for key, old in before.sources.items() if old.place in places}
    return (
        all(_signature(old) == _signature(new) for old, new in pairs)
        and all(old == new for old, new in sources)
        and (before.heading, before.companies, before.repeated) == (after.heading, after.companies, after.repeated)
        and elsewhere == sum(finding.record not in changed_ones for finding in after.findings)
        and len(before.dropped) == len(after.dropped)
    )


def _signature(claim: Claim) -> tuple[Claim, tuple[object, ...]]:
    """A claim without the content of the declared sources that it cites."""
    cited = tuple(
        (citation.source.key or citation.source, citation.quote, citation.locator) for citation in claim.citations
    )
    return structs.replace(claim, citations=()), cited


def _whole(claim: Claim) -> tuple[Claim, tuple[str, ...]]:
    """A claim, with the keys that it cites."""
    return claim, tuple(citation.source.key for citation in claim.citations)
