"""Lock a file that others may change too, and replace its text.

The lock is on the file itself (flock(2)), not on one beside it: it ends with the process that holds it, so nothing is
left behind. Text editors take no lock; what they save in between is noticed by comparison.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.files.reading import MAX_BYTES, decoded, mark_of
from ledger.files.replacing import create, lock, opened, remove_leftovers, replace
from ledger.text import clean

_SOON = 1.0  # seconds before the user is told about the wait
_AT_LAST = 10.0  # seconds before giving up
_PAUSE = 0.005


class Held(NamedTuple):
    """A file that other writers are locked out of, as it was when the lock was taken."""

    path: str  # as the user names it
    target: str  # the same with links resolved
    descriptor: int
    data: bytes

    @property
    def text(self) -> str:
        """The text, without a byte order mark. Raises LedgerError if it is not UTF-8."""
        return decoded(self.data, clean(self.path))


@contextlib.contextmanager
def locked(path: str, say: Callable[[str], None]) -> Iterator[Held]:
    """Lock a file against other writers of this kind.

    `say` gets a line for the user about a wait, a file system without locks, or a hard link. Raises LedgerError if the
    file is not a regular one, may not be written, or stays locked for 10 seconds.
    """
    target, descriptor, sure = _acquired(path, say)
    try:
        if sure:
            remove_leftovers(target)
        else:
            say(f"note: {clean(path)}: this file system has no locks; let only one program write to it at a time")
        if os.fstat(descriptor).st_nlink > 1:
            say(f"note: {clean(path)} has another name, a hard link; under that name the old content stays")
        yield Held(path, target, descriptor, _content(path, descriptor))
    finally:
        os.close(descriptor)  # which ends the lock


def replace_text(held: Held, text: str) -> None:
    """Replace the text of a locked file, keeping its byte order mark, owner, mode, ACL and extended attributes.

    Raises LedgerError if one of these cannot be kept, if a program that takes no lock has changed the file in the
    meantime, or if it cannot be written; the file is then unchanged. The old file is compared once more after the new
    one has taken its place, so that nothing that is saved by renaming is lost. Where the system cannot exchange two
    files (all but Linux), what is renamed within some 50 microseconds after the last comparison is lost; and
    everywhere, what a program writes later into the file that it had opened before.
    """

    def check(path: str) -> None:
        before = os.fstat(held.descriptor)
        same = _content(held.path, held.descriptor) == held.data
        now = _found(path)
        if not same or not now or not os.path.samestat(now, before) or now.st_mtime_ns != before.st_mtime_ns:
            raise LedgerError(
                f"{clean(held.path)}: the file was changed by another program; nothing was written, try again"
            )

    replace(held.path, held.target, held.descriptor, mark_of(held.data) + text.encode(), check)


def append_line(path: str, line: str, say: Callable[[str], None]) -> None:
    """Add a line to a text file, which is made if it is not there; a last line that was cut is ended first.

    Raises LedgerError if it cannot be written.
    """
    with contextlib.suppress(FileExistsError):
        create(path, line.encode())
        return
    with locked(path, say) as held:
        before = held.text
        replace_text(held, f"{before}\n{line}" if before and not before.endswith("\n") else before + line)


def _acquired(path: str, say: Callable[[str], None]) -> tuple[str, int, bool]:
    """A file, opened and locked: its resolved path, its descriptor, and whether there are locks.

    The one who held the lock before has probably replaced the file: the name then stands for another one, which is
    opened in its turn.
    """
    began = time.monotonic()
    told = False
    while True:
        target, descriptor = opened(path)
        while (taken := lock(descriptor)) is False and time.monotonic() - began < _AT_LAST:
            if not told and time.monotonic() - began > _SOON:
                told = True
                say(f"{clean(path)}: another program is writing to it; waiting …")
            time.sleep(_PAUSE)
        found = _found(target)
        if taken is not False and found and os.path.samestat(found, os.fstat(descriptor)):
            return target, descriptor, bool(taken)
        os.close(descriptor)
        if time.monotonic() - began >= _AT_LAST:
            raise LedgerError(
                f"{clean(path)}: another program has been writing to it for {_AT_LAST:.0f} seconds; nothing was"
                " written, try again"
            )


def _found(path: str) -> os.stat_result | None:
    """What is at a path, if anything."""
    try:
        return os.lstat(path)
    except OSError:
        return None


def _content(path: str, descriptor: int) -> bytes:
    """The bytes of an open file. Raises LedgerError if they are too many."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise LedgerError(f"{clean(path)}: larger than {MAX_BYTES // 2**20} MB; split the ledger into several files")
    return data
