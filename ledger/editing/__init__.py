"""Add records to a ledger file without changing any other byte of it."""

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

_MARK = b"\xef\xbb\xbf"  # the byte order mark, which Windows editors write


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
    paths: Sequence[str], file: str, addition_to: Callable[[Ledger], Addition], waiting: Callable[[], None]
) -> Written:
    """Add what `addition_to` returns for the ledger to one of its files.

    Other writers are locked out; `waiting` is called while another one holds the lock. An empty
    addition writes nothing. Raises LedgerError if it fails; the file is then unchanged.
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
            raise LedgerError(f"{clean(file)}: the file was changed by another program; nothing was written, try again")
        replace(file, mark + written.text.encode(), f".{os.path.basename(os.path.realpath(file))}.new")
        return written


def _whole(claim: Claim) -> tuple[Claim, tuple[str, ...]]:
    """A claim, with the keys that it cites."""
    return claim, tuple(citation.source.key for citation in claim.citations)
