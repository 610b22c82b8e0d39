"""Change a ledger file's text without losing a byte.

One law holds for all writers: a change is the edits of the text, and the ledger that is expected afterwards. The new
text is read back, and written only if it makes that ledger.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ledger.editing.changes import field_edits, removal, span_of
from ledger.editing.insertion import Addition, Edit, applied, edits, position
from ledger.editing.records import Value
from ledger.errors import LedgerError
from ledger.files.locking import locked, replace_text
from ledger.loading import load
from ledger.model import Ledger
from ledger.text import clean

__all__ = [
    "Addition",
    "Change",
    "Edit",
    "Value",
    "addition_of",
    "applied",
    "field_edits",
    "read_back",
    "removal",
    "span_of",
    "write",
]


class Change(NamedTuple):
    """The edits of a file's text, and the ledger expected afterwards, but for what the loader finds wrong in it."""

    edits: Sequence[Edit]
    expected: Ledger


def addition_of(text: str, file: str, before: Ledger, addition: Addition) -> Change:
    """The change that adds claims and sources to the text of a ledger file.

    Raises LedgerError if the file has no place for them.
    """
    at = position(file, before, addition.claims)
    claims = (*before.claims[:at], *addition.claims, *before.claims[at:])
    sources = {**before.sources, **{source.key: source for source in addition.sources}}
    return Change(edits(text, file, before, addition), replace(before, claims=claims, sources=sources))


def read_back(paths: Sequence[str], file: str, text: str, before: Ledger, change: Change) -> tuple[str, Ledger]:
    """The text of a file after a change, and the ledger that it then makes; nothing is written.

    `before` is the ledger of `paths`, `text` the file's text. Raises LedgerError if something that was valid is not
    valid any more, or if the ledger is another one than expected.
    """
    new = applied(text, change.edits)
    after = load(paths, {file: new})
    known = Counter(before.findings)
    for finding in after.findings:
        if not known[finding]:
            raise LedgerError(finding.sentence, clean(str(finding.place)))
        known[finding] -= 1
    if after != replace(change.expected, findings=after.findings):
        lines = "".join(edit.text for edit in change.edits)
        raise LedgerError(
            f"{clean(file)}: the change would alter how other parts of the ledger are read, or be read differently"
            f" itself; nothing was written. Make it by hand:\n\n{lines}"
        )
    return new, after


def write(
    paths: Sequence[str], file: str, change_to: Callable[[Ledger, str], Change], say: Callable[[str], None]
) -> Ledger:
    """Make the change that `change_to` returns for the ledger and the text of one of its files; return the ledger then.

    Other writers are locked out; `say` tells the user what they should know about that. Without edits nothing is
    written. Raises LedgerError if it fails; the file is then unchanged.
    """
    with locked(file, say) as held:
        before = load(paths, {file: held.text})
        change = change_to(before, held.text)
        if not change.edits:
            return before
        new, after = read_back(paths, file, held.text, before, change)
        replace_text(held, new)
        return after
