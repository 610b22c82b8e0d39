"""Records added to a ledger's file, whose every other byte stays as it is; refused where that cannot be."""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.editing.files import locked, replace
from ledger.editing.insertion import Addition, Edit, applied, edits, position
from ledger.errors import LedgerError
from ledger.loading import load
from ledger.loading.files import read_text
from ledger.model import Claim, Ledger
from ledger.text import clean

__all__ = ["Addition", "Written", "added", "write"]

_MARK = b"\xef\xbb\xbf"  # UTF-8's, which Windows' editors write at the beginning of a file


class Written(NamedTuple):
    """What was added to a file, or what would be."""

    claims: tuple[Claim, ...]  # with the places that they have now
    lines: str  # the lines put in
    text: str  # the whole file's text


def added(paths: Sequence[str], file: str, before: Ledger, addition: Addition, text: str) -> Written:
    """What a ledger's file holds after the addition, read back; nothing is written.

    `before` is the ledger that `paths` make, `text` the file's. Raises LedgerError where it has no
    place for the addition, or where anything but the addition would read differently afterwards.
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
            f"{clean(file)}: with this added, something else in the ledger would read differently; nothing was"
            f" written. Put it in by hand:\n\n{lines}"
        )
    return Written(inserted, lines, new)


def write(
    paths: Sequence[str], file: str, addition_to: Callable[[Ledger], Addition], waiting: Callable[[], None]
) -> Written:
    """Add what `addition_to` makes of the ledger to one of its files, and to nothing else.

    No other writer comes between; `waiting` is called where one has to be waited for. An addition of
    nothing writes nothing. Raises LedgerError, with the file as it was, where it cannot be done.
    """
    with locked(file, waiting):
        text = read_text(file)
        before = load(paths, {file: text})
        addition = addition_to(before)
        if not (addition.claims or addition.sources):
            return Written((), "", text)
        written = added(paths, file, before, addition, text)
        with open(file, "rb") as stream:
            old = stream.read()
        mark = _MARK if old.startswith(_MARK) else b""
        if old != mark + text.encode():
            raise LedgerError(f"{clean(file)}: it was changed meanwhile; nothing was written, try again")
        replace(file, mark + written.text.encode(), f".{os.path.basename(os.path.realpath(file))}.new")
        return written


def _whole(claim: Claim) -> tuple[Claim, tuple[str, ...]]:
    """A claim, with the keys that it cites."""
    return claim, tuple(citation.source.key for citation in claim.citations)
