"""Create and replace files as a whole.

The new content is written to a temporary file beside the old one, which then takes its name (rename(2)): nobody ever
sees half of it, and a full disk or a killed process leaves what was there. The temporary file has a name that nobody
can foresee, is created for this user alone, and never through a link.
"""

import contextlib
import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator

from ledger.errors import LedgerError
from ledger.files.reading import SAFELY, is_own
from ledger.text import clean

TEMPORARY = ".new"  # how the names of temporary files end
_NAME = 50  # characters of a file's name in that of its temporary file


Content = bytes | Callable[[str], None]  # what a file shall hold, or what writes that into an empty one, by its path


def create(path: str, data: Content) -> None:
    """Write a new file, which is whole as soon as it is there.

    Raises FileExistsError if something has that name, LedgerError if it cannot be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    folder = os.path.dirname(path)
    with _errors(path), _temporary(path) as (new, descriptor):
        _fill(new, descriptor, data)
        os.chmod(new, _usual_mode(descriptor))
        taken = not _take_name(new, path)
    if taken:
        raise FileExistsError(path)
    _sync_folder(folder)


def overwrite(path: str, data: Content) -> None:
    """Write a file as a whole in place of what is there, following links; to the null device, nothing.

    Raises LedgerError if it cannot be written, is not a regular file, or if its owner, mode, ACL and extended
    attributes cannot be kept; it is then unchanged.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and os.path.samefile(target, os.devnull):
        return
    try:
        create(target, data)
    except FileExistsError:
        target, descriptor = opened(path)
        try:
            replace(path, target, descriptor, data)
        finally:
            os.close(descriptor)


def opened(path: str) -> tuple[str, int]:
    """A regular file, opened for reading and writing: its path with links resolved, and its descriptor.

    Raises LedgerError if it is not one, or if it may not be written.
    """
    target = os.path.realpath(path)
    if not os.path.lexists(target):
        raise LedgerError(f"{clean(path)}: no such file")
    with _errors(path):
        mode = os.lstat(target).st_mode
        if not stat.S_ISREG(mode):  # to open a device may do something
            raise LedgerError(f"{clean(path)} is not a file; choose another name")
        if not mode & 0o222:  # root could
            raise LedgerError(f"{clean(path)}: is read-only; to change it, first allow that with chmod u+w")
        descriptor = os.open(target, os.O_RDWR | SAFELY)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return target, descriptor
        os.close(descriptor)
    raise LedgerError(f"{clean(path)} is not a file; choose another name")


def check_writable(path: str) -> None:
    """Raise LedgerError, before somebody types in vain, if a file is not a regular one or may not be written."""
    os.close(opened(path)[1])


def replace(path: str, target: str, old: int, data: Content, check: Callable[[str], None] | None = None) -> None:
    """Put a new file in the place of an open one, with its owner, mode, ACL and extended attributes.

    `path` names the file in messages. `check` raises LedgerError unless the old file, unchanged, is at a path that it
    gets: first just before the new file takes its place, and then, where two files can be exchanged, afterwards, for
    what was there until that moment; it is put back if it is something else. Raises LedgerError if the file cannot be
    written.
    """
    with _errors(path), _temporary(target) as (new, descriptor):
        _fill(new, descriptor, data)
        _keep_attributes(path, old, descriptor)
        os.chmod(new, stat.S_IMODE(os.fstat(old).st_mode))
        if check is not None:
            lock(descriptor)  # the next writer waits until the last look is over
            check(target)
        if check is None or not _exchange(new, target):
            os.replace(new, target)
        else:
            try:
                check(new)
            except LedgerError:
                os.replace(new, target)
                raise
    _sync_folder(os.path.dirname(target))


def lock(descriptor: int) -> bool | None:
    """Lock an open file; return whether that was done, or None where there are no locks."""
    try:
        import fcntl  # not on Windows, and only writers need it
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _exchange(one: str, other: str) -> bool:
    """Exchange what two names stand for, in one step (renameat2(2)); return False where that cannot be done."""
    try:
        import ctypes  # only writers need it

        rename = ctypes.CDLL(None).renameat2
    except (ImportError, OSError, TypeError, AttributeError):  # not Linux, or an old one
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def remove_leftovers(target: str) -> None:
    """Remove the temporary files of killed writers; only for one who holds the file's lock."""
    folder, name = os.path.split(target)
    leftover = re.compile(rf"\.{re.escape(name[:_NAME])}\.[0-9a-f]{{16}}{re.escape(TEMPORARY)}")
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if leftover.fullmatch(entry.name) and is_own(entry.stat(follow_symlinks=False)):
                os.unlink(entry.path)


def write_own(path: str, data: bytes) -> None:
    """Write a file for this user alone, in a folder that is made if needed.

    Nothing is written into a folder that others may change. Raises OSError.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if is_own(os.stat(folder)):
        with _temporary(path) as (new, descriptor):
            with open(descriptor, "wb", closefd=False) as file:
                file.write(data)
            os.replace(new, path)


def rename(old: str, new: str) -> None:
    """Rename a file within a folder that `create_folder` has handed out. Raises OSError."""
    os.rename(old, new)


def create_folder(path: str, fill: Callable[[str], None], own: re.Pattern[str], *, force: bool) -> None:
    """Make a folder, whole as soon as it has its name, with the folders above it.

    An empty folder is replaced. One with files is if `force` is given, and if all of them are of one's `own`, by their
    paths within it; else FileExistsError is raised. Raises LedgerError if something cannot be written.
    """
    target = os.path.realpath(path)
    above, name = os.path.split(target)
    if os.path.lexists(target) and not os.path.isdir(target):
        raise LedgerError(f"{clean(path)} is not a folder; choose another name")
    there = _entries(target)
    if there and not force:
        raise FileExistsError(path)
    _check_own(path, there, own)
    new = os.path.join(above, f".{name[:_NAME]}.{os.urandom(8).hex()}{TEMPORARY}")
    with _errors(path):
        os.makedirs(above, exist_ok=True)
        os.mkdir(new)
        try:
            fill(new)
            if not there:
                os.replace(new, target)
            else:
                _swap(new, target)
                try:
                    _check_own(path, _entries(new), own)  # what somebody has put there in the meantime
                except LedgerError:
                    _swap(new, target)
                    raise
        finally:
            shutil.rmtree(new, ignore_errors=True)
    _sync_folder(above)


def _entries(folder: str) -> list[str]:
    """The paths within a folder of all files and links in it, however deep."""
    return [
        os.path.relpath(path, folder)
        for at, folders, files in os.walk(folder)
        for path in (os.path.join(at, name) for name in (*folders, *files))
        if os.path.islink(path) or not os.path.isdir(path)
    ]


def _check_own(path: str, there: Iterable[str], own: re.Pattern[str]) -> None:
    if foreign := [file for file in there if not own.fullmatch(file)]:
        raise LedgerError(f"{clean(path)} has other files, such as {clean(foreign[0])}; choose another folder")


def _swap(one: str, other: str) -> None:
    """Exchange what two names of folders stand for; where that takes several steps, `other` is missing for a moment."""
    if not _exchange(one, other):
        aside = f"{one}.old"
        os.rename(other, aside)
        os.rename(one, other)
        os.rename(aside, one)


def write_lines(path: str, lines: Iterable[str]) -> None:
    """Write lines into a file that `create` or `overwrite` has handed out. Raises OSError."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


@contextlib.contextmanager
def scratch_lines(path: str, lines: Iterable[bytes]) -> Iterator[str]:
    """The path of a file with these lines, beside another one, for as long as it is needed. Raises OSError."""
    with _temporary(path) as (scratch, descriptor):
        with open(descriptor, "wb", closefd=False) as file:
            file.writelines(line + b"\n" for line in lines)
        yield scratch


def scratch_file(text: str, suffix: str) -> str:
    """Write a text to a temporary file that only this user can read, and return its path. Raises LedgerError."""
    import tempfile  # rarely needed

    with (
        _errors(tempfile.gettempdir()),
        tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="ledger-", suffix=suffix, delete=False) as file,
    ):
        file.write(text)
    return file.name


def discard_output(descriptor: int) -> None:
    """Let what a stream still holds go nowhere, because its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


@contextlib.contextmanager
def _errors(path: str) -> Iterator[None]:
    """Raise what the system says as a LedgerError that names the file."""
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{clean(path)}: cannot be written: {error.strerror}") from None


@contextlib.contextmanager
def _temporary(path: str) -> Iterator[tuple[str, int]]:
    """A new, empty file beside another one: its path and its descriptor. It is removed if it keeps that name."""
    folder, name = os.path.split(path)
    new = os.path.join(folder, f".{name[:_NAME]}.{os.urandom(8).hex()}{TEMPORARY}")
    descriptor = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | SAFELY, 0o600)
    try:
        yield new, descriptor
    finally:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            os.unlink(new)


def _fill(new: str, descriptor: int, data: Content) -> None:
    """Write all data to the disk."""
    if callable(data):
        data(new)
    else:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
    os.fsync(descriptor)


def _keep_attributes(path: str, old: int, new: int) -> None:
    """Give a new file the owner, the extended attributes and the ACL of an open one. Raises LedgerError if it cannot.

    On Linux an ACL is an extended attribute (acl(5)); elsewhere Python knows neither.
    """
    before, now = os.fstat(old), os.fstat(new)
    what = "owner"
    try:
        if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
            os.chown(new, before.st_uid, before.st_gid)
        what = "access control list or extended attributes"
        wanted, inherited = _attributes(old), _attributes(new)
        for name in inherited.keys() - wanted.keys():
            os.removexattr(new, name)
        for name in wanted:
            if inherited.get(name) != wanted[name]:
                os.setxattr(new, name, wanted[name])
    except OSError as error:
        raise LedgerError(
            f"{clean(path)}: nothing was written, because a new file would not keep its {what}: {error.strerror}."
            " Let its owner change it, or put a copy of your own in its place"
        ) from None


def _attributes(descriptor: int) -> dict[str, bytes]:
    """The extended attributes of an open file, but for those that the system sets by itself."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = [name for name in os.listxattr(descriptor) if not name.startswith("security.")]
        return {name: os.getxattr(descriptor, name) for name in names}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def _usual_mode(descriptor: int) -> int:
    """The mode of a new file. In a folder with a default ACL, which the file has by now, no umask counts (acl(5))."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 if "system.posix_acl_access" in _attributes(descriptor) else 0o666 & ~mask


def _take_name(new: str, path: str) -> bool:
    """Give a temporary file a name, unless something has it; return whether it got it. Raises OSError."""
    try:
        os.link(new, path)
        return True
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: reserve the name first
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFELY, 0o600))
        except FileExistsError:
            return False
        try:
            os.replace(new, path)
        except BaseException:
            os.unlink(path)
            raise
        return True


def _sync_folder(folder: str) -> None:
    """Let a new name outlast a power failure."""
    with contextlib.suppress(OSError):  # a folder cannot be opened on Windows
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
