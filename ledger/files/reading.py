"""Read files, and tell which of them belong to this user alone."""

import codecs
import os
import re
import stat
import sys

from ledger.errors import LedgerError
from ledger.text import clean

STDIN = "-"
_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat2.html#magic_header_string
_SQLITE_ENDINGS = (".sqlite", ".sqlite3", ".db")
_SERVERS = ("postgresql://", "postgres://")
MAX_BYTES = 200 * 2**20  # some 600,000 claims

_BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}

# How to open a file that may not be what it seems: through no link, without waiting for the other end of a pipe. Not
# all systems have all of these.
SAFELY = 0
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    SAFELY |= getattr(os, _name, 0)


def display_path(path: str) -> str:
    """A file as messages name it."""
    return "<stdin>" if path == STDIN else path


def is_address(path: str) -> bool:
    """Whether a path is the URI of a PostgreSQL database."""
    return path.startswith(_SERVERS)


def is_database(path: str) -> bool:
    """Whether a path names a database: one on a server, or an SQLite file, by its name or its first bytes."""
    if is_address(path):
        return True
    if not os.path.isfile(path):  # opening a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as file:
            return path.lower().endswith(_SQLITE_ENDINGS) or file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def display_address(address: str) -> str:
    """The URI of a database as messages name it: without a password, and without options."""
    scheme, _, rest = address.partition("://")
    user, at, place = re.split("[?#]", rest, maxsplit=1)[0].rpartition("@")
    return clean(f"{scheme}://{user.partition(':')[0]}{at}{place}")


def read_bytes(path: str, too_large: str = "") -> bytes:
    """The bytes of one file, or of standard input.

    Raises LedgerError if it cannot be read or is larger than MAX_BYTES; `too_large` says what to do then.
    """
    shown = clean(display_path(path))
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
        else:
            with open(path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise LedgerError(f"{shown}: no such file") from None
    except OSError as error:
        raise LedgerError(f"{shown}: cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise LedgerError(f"{shown}: larger than {MAX_BYTES // 2**20} MB{too_large}")
    return data


def beside(file: str, name: str) -> str:
    """The path of a file that another one names, relative to its own folder; "" if that is outside of the folder."""
    folder = os.path.realpath(os.path.dirname(file))
    path = os.path.join(os.path.dirname(file), name)
    return path if os.path.realpath(path).startswith(folder + os.sep) else ""


def read_regular(path: str, largest: int) -> bytes:
    """The bytes of a regular file. Raises LedgerError for anything else, such as a pipe, and for a larger file."""
    shown = clean(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | (SAFELY & ~getattr(os, "O_NOFOLLOW", 0)))
    except OSError as error:
        raise LedgerError(f"{shown}: cannot be read: {error.strerror}") from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise LedgerError(f"{shown}: not a regular file")
    with open(descriptor, "rb") as file:
        if found.st_size > largest:
            raise LedgerError(f"{shown}: larger than {largest // 10**6} MB")
        return file.read(largest + 1)


def read_text(path: str) -> str:
    """The text of one file, or of standard input. Raises LedgerError if it cannot be read or is not UTF-8."""
    return decoded(read_bytes(path, "; split the ledger into several files"), clean(display_path(path)))


def mark_of(data: bytes) -> bytes:
    """The byte order mark at the beginning of a text in UTF-8, if it has one."""
    return codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""


def decoded(data: bytes, shown: str) -> str:
    """A text in UTF-8, without a byte order mark. Raises LedgerError, with `shown` as its name, if it is not one."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if data[:2] in _BYTE_ORDER_MARKS:
        raise LedgerError(f"the file is in {_BYTE_ORDER_MARKS[data[:2]]}; save it as UTF-8", f"{shown}:1:1")
    if b"\0" in data:
        line, column = _position(data, data.index(b"\0"))
        what = "NUL byte: this is not a text file; a ledger is text in UTF-8"
        raise LedgerError(what, f"{shown}:{line}:{column}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        guess = data[error.start : error.start + 1].decode("windows-1252", "replace")
        raise LedgerError(
            f"byte 0x{data[error.start]:02X} is not UTF-8 ('{clean(guess)}' in Windows-1252); save the file as UTF-8",
            f"{shown}:{line}:{column}",
        ) from None


def _position(data: bytes, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte; columns are counted in characters."""
    before = data[:index]
    return before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1


def read_own(path: str, largest: int) -> bytes | None:
    """The bytes of a file in a folder that only this user may change.

    None if it is not there, not a regular file of this user's, or larger than `largest`.
    """
    try:
        if not is_own(os.stat(os.path.dirname(path))):
            return None
        descriptor = os.open(path, os.O_RDONLY | SAFELY)
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and is_own(found) and found.st_size <= largest:
            return file.read(largest + 1)
    return None


def is_own(found: os.stat_result) -> bool:
    """Whether something belongs to this user, and nobody else may write to it."""
    if not hasattr(os, "geteuid"):  # Windows, whose folders of a user are for that user alone
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022
