"""Files replaced whole: one writer at a time, and at any moment the old text or the new one."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator

from ledger.errors import LedgerError
from ledger.text import clean

_SOON = 1.0  # seconds, after which it is said that somebody else is writing
_AT_LAST = 30.0  # seconds, after which it is given up


@contextlib.contextmanager
def locked(path: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other writers away from a file; `waiting` is called once where another one is at it.

    The lock is a file beside the resolved one, which is itself replaced; it is gone when nobody
    writes, and one that a killed writer left behind binds nobody. Raises LedgerError where it
    cannot be had.
    """
    from filelock import FileLock, Timeout  # a tenth of a second to load, and only writers need it

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
            f"{clean(path)}: somebody else has been writing to it for {_AT_LAST:.0f} seconds; nothing was written,"
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
            os.unlink(beside)  # whoever waits for this one sees that it has gone, and takes a new one
        lock.release()


def replace(path: str, data: bytes, temporary: str = "") -> None:
    """Put data in the place of a file, or make it: whole or not at all; mode kept, a link followed.

    The file beside it that holds the data until then is named `temporary`, where what an interrupted
    writer left may be overwritten. Raises LedgerError where it cannot be written; the old file is there then.
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
    with contextlib.suppress(OSError):  # no folder can be opened on Windows, where a rename lasts without that
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
