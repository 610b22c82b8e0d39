"""Replace files atomically, one writer at a time."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator

from ledger.errors import LedgerError
from ledger.text import clean

_SOON = 1.0  # seconds before the user is told about the wait
_AT_LAST = 30.0  # seconds before giving up


@contextlib.contextmanager
def locked(path: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock a file against other writers; `waiting` is called once if another one holds the lock.

    The lock is a separate file beside the resolved one, because that one is replaced. It is removed
    afterwards; one that a killed writer left behind locks nobody out. Raises LedgerError on failure.
    """
    from filelock import FileLock, Timeout  # slow to import, and only writers need it

    beside = f"{os.path.realpath(path)}.lock"
    lock = FileLock(beside)
    try:
        try:
            lock.acquire(timeout=_SOON)
        except Timeout:
            waiting()
            lock.acquire(timeout=_AT_LAST)
    except Timeout:
        raise LedgerError(
            f"{clean(path)}: another program has been writing to it for {_AT_LAST:.0f} seconds; nothing was written,"
            " try again"
        ) from None
    except OSError as error:
        raise LedgerError(
            f"{clean(path)}: cannot be written: {clean(os.path.basename(beside))}: {error.strerror}"
        ) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # a waiting writer notices and makes a new one
        lock.release()


def replace(path: str, data: bytes, temporary: str = "") -> None:
    """Write a file atomically, keeping its mode and following a symbolic link.

    `temporary` names the temporary file beside it, if a leftover of that name may be overwritten.
    Raises LedgerError if it cannot be written; the old file is then unchanged.
    """
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    new = os.path.join(folder, temporary or f".{name}.{os.getpid()}.new")
    try:
        with open(new, "wb") as file:
            file.write(data)
            file.flush()
            if os.path.exists(target):
                os.chmod(new, stat.S_IMODE(os.stat(target).st_mode))
            os.fsync(file.fileno())
        os.replace(new, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise LedgerError(f"{clean(path)}: cannot be written: {error.strerror}") from None
    with contextlib.suppress(OSError):  # a folder cannot be opened on Windows
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
