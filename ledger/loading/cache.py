"""A cache of parsed files, in the user's cache folder: large files take seconds to parse.

It only ever saves time. An entry counts if the file at its path has the same size, times and inode as when it was
parsed by this very program, and if its checksum is right; in any other case the file is parsed, without a word. A file
that was modified less than two seconds before it is read is not kept, because a further change may not show in its
times ("racily clean" in git's documentation, Documentation/technical/racy-git.txt).

What another user could have put there is not trusted: the folder and the entry must belong to this user, and nobody
else may write to them; an entry is a regular file of a limited size, and is opened through no link.
"""

import contextlib
import os
import re
import stat
import sys
import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct

import ledger
from ledger.files.reading import MAX_BYTES, read_own
from ledger.loading.parsed import ParsedFile
from ledger.places import FieldPositions

SMALLEST = 256 * 2**10  # bytes of a file; smaller ones are parsed as fast
LARGEST_FOLDER = 1 * 2**30  # bytes of all entries together
LARGEST = 2 * MAX_BYTES  # bytes of an entry
_SETTLED = 2 * 10**9  # nanoseconds
_NUMBER = 4  # bytes of the two numbers in front of an entry: its checksum, and the length of its head
_VARIABLE = "LEDGER_CACHE"
_OFF = ("off", "0", "no", "false")
_SUFFIX = ".parsed"
_KEPT = ".kept"
# An entry, or what a killed writer left.
_ENTRY = re.compile(r"\.?[0-9a-f]{8}(?:\.parsed|[0-9a-f]{32}\.kept)(?:\.[0-9a-f]{16}\.new)?")


class State(Struct, frozen=True, array_like=True):
    """What tells whether a file is still the one that was parsed, by the same program."""

    path: str  # resolved
    size: int
    modified: int  # in nanoseconds
    changed: int
    inode: int
    device: int
    program: str


class _Head(Struct, frozen=True, array_like=True):
    """What stands before a parsed file; the positions of fields are stored once for records that look alike."""

    state: State
    positions: list[tuple[tuple[str, ...], tuple[int, ...]]]


def state_of(path: str) -> State | None:
    """The state of a file that may be in the cache, or be kept in it once it is read.

    None if it is small, not a regular file, or has just been modified, and if the cache is off.
    """
    try:
        found = os.stat(path)
        if found.st_size < SMALLEST or not stat.S_ISREG(found.st_mode) or _folder() is None:
            return None
        if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _SETTLED:
            return None
        resolved = os.path.realpath(path)
        resolved.encode()  # the name of an entry is made of it
    except (OSError, ValueError):
        return None
    return State(
        resolved,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
        found.st_dev,
        _program(),
    )


def read(state: State, shown: str) -> ParsedFile | None:
    """The file in this state, with `shown` as its path in messages; None if it is not in the cache."""
    try:
        data = memoryview(read_own(str(_file(state)), LARGEST) or b"")
        content = data[_NUMBER:]
        if data[:_NUMBER] != _checksum(content):
            return None
        begin = _NUMBER + int.from_bytes(content[:_NUMBER], "big")
        head = msgspec.msgpack.decode(content[_NUMBER:begin], type=_Head)
        if head.state != state:
            return None
        layouts = [FieldPositions(shown, names, positions) for names, positions in head.positions]
        decoder = msgspec.msgpack.Decoder(ParsedFile, dec_hook=lambda _, number: layouts[number])
        return msgspec.structs.replace(decoder.decode(content[begin:]), path=shown)
    except (OSError, msgspec.MsgspecError, ValueError, IndexError, TypeError):
        return None


def write(state: State, parsed: ParsedFile) -> None:
    """Keep a file that was parsed in this state, unless it has changed since."""
    if state_of(state.path) != state:
        return
    layouts: dict[int, int] = {}
    kept: list[FieldPositions] = []

    def number_of(layout: Any) -> int:
        """The number of a layout, which is stored only once."""
        number = layouts.setdefault(id(layout), len(kept))
        if number == len(kept):
            kept.append(layout)
        return number

    encoder = msgspec.msgpack.Encoder(enc_hook=number_of)
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError, TypeError, OverflowError):
        body = encoder.encode(parsed)
        positions = [(layout.names, tuple(layout.positions)) for layout in kept]
        head = encoder.encode(_Head(state, positions))
        data = b"".join((len(head).to_bytes(_NUMBER, "big"), head, body))
        from ledger.files.replacing import write_own  # not needed to read

        write_own(str(_file(state)), _checksum(data) + data)
        _make_room()


def kept(key: str) -> bytes | None:
    """What this program has kept under a key; None if that is nothing."""
    path = _kept_at(key)
    data = read_own(path, LARGEST) if path else None
    return data[_NUMBER:] if data and data[:_NUMBER] == _checksum(data[_NUMBER:]) else None


def keep(key: str, data: bytes) -> None:
    """Keep data under a key, to be found by `kept` until the program changes; nothing happens if the cache is off."""
    if path := _kept_at(key):
        from ledger.files.replacing import write_own  # not needed to read

        with contextlib.suppress(OSError):
            write_own(path, _checksum(data) + data)
            _make_room()


def _kept_at(key: str) -> str:
    """The path of what is kept under a key; "" if the cache is off."""
    folder = _folder()
    return str(folder / (sha256(f"{_program()} {key}".encode()).hexdigest()[:40] + _KEPT)) if folder else ""


def _make_room() -> None:
    """Remove the oldest entries, so that the folder stays below its limit."""
    folder = _folder()
    assert folder is not None
    entries = []
    for file in folder.iterdir():
        if _ENTRY.fullmatch(file.name):
            with contextlib.suppress(OSError):
                found = file.stat()
                entries.append((found.st_mtime_ns, found.st_size, file))
    total = sum(size for _, size, _ in entries)
    for _, size, file in sorted(entries)[:-1]:
        if total <= LARGEST_FOLDER:
            break
        with contextlib.suppress(OSError):
            file.unlink()
            total -= size


def _file(state: State) -> Path:
    folder = _folder()
    assert folder is not None
    return folder / (_checksum(state.path.encode()).hex() + _SUFFIX)


def _folder() -> Path | None:
    """Where the entries are: what $LEDGER_CACHE names, else the user's cache folder; None if the cache is off."""
    stated = os.environ.get(_VARIABLE, "")
    if stated.strip().casefold() in _OFF:
        return None
    if stated:
        return Path(os.path.expanduser(stated))
    from platformdirs import user_cache_path  # not needed by small ledgers

    return user_cache_path("fact-ledger")


def _checksum(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_NUMBER, "big")


@lru_cache
def _program() -> str:
    """What parses: Python, msgspec, and the time of the last change of this package's files.

    A version would not do: that of an installation in development stays the same.
    """
    newest = 0
    for folder, _, names in os.walk(os.path.dirname(ledger.__file__)):
        for name in names:
            if name.endswith(".py"):
                with contextlib.suppress(OSError):
                    newest = max(newest, os.stat(os.path.join(folder, name)).st_mtime_ns)
    return f"{sys.version} msgspec {msgspec.__version__} {newest}"
