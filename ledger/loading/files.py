"""Which files a ledger consists of, and their text."""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ledger.errors import LedgerError
from ledger.text import clean

STDIN = "-"
MAX_BYTES = 200 * 2**20  # some 600,000 claims
NAMES = ("claims.yaml", "claims.yml", "data/claims.yaml", "data/claims.yml")

_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def nearest_ledger(folder: Path) -> str:
    """The nearest claims.yaml or data/claims.yaml in this folder or one above it, as a path relative to it.

    Raises LedgerError, with how to start one, if there is none.
    """
    for place in (folder, *folder.parents):
        for name in NAMES:
            if os.path.isfile(place / name):
                return os.path.relpath(place / name, folder)
    raise LedgerError(
        "no ledger found: there is no claims.yaml or data/claims.yaml in this folder or any folder above it\n"
        "  start one with ledger init, or name one with --file PATH"
    )


def ledger_files(paths: Sequence[str]) -> list[str]:
    """The files that the paths name, each once; a folder means the *.yaml and *.yml directly in it.

    `-` is standard input.
    """
    found: dict[str, str] = {}
    for path in paths:
        if path == STDIN:
            found[STDIN] = STDIN
            continue
        for file in _in_folder(path) if os.path.isdir(path) else [path]:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def display_path(path: str) -> str:
    """A file as messages name it."""
    return "<stdin>" if path == STDIN else path


def _in_folder(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise LedgerError(f"{clean(folder)}: cannot be read: {error.strerror}") from None
    files = [os.path.join(folder, name) for name in names if is_yaml(name)]
    files = [file for file in files if os.path.isfile(file) or not os.path.exists(file)]  # no device, no pipe
    if not files:
        raise LedgerError(
            f"{clean(folder)}: no *.yaml or *.yml file in this folder; start one with ledger init {clean(folder)}"
        )
    return files


def is_yaml(name: str) -> bool:
    """Whether a file of this name in a ledger's folder belongs to the ledger."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def unread_neighbours(files: Sequence[str]) -> list[str]:
    """The other YAML files with claims in the same folders."""
    read = {os.path.realpath(file) for file in files}
    beside: list[str] = []
    for folder in dict.fromkeys(os.path.dirname(file) for file in files):
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue  # a readable file in an unreadable folder
        paths = [os.path.join(folder, name) for name in names if is_yaml(name)]
        beside += [path for path in paths if os.path.realpath(path) not in read and _holds_claims(path)]
    return beside


def _holds_claims(path: str) -> bool:
    if not os.path.isfile(path):  # opening a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as file:
            return re.search(rb"^claims[ \t]*:", file.read(), re.MULTILINE) is not None
    except OSError:
        return False


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


def read_text(path: str) -> str:
    """The text of one file, or of standard input. Raises LedgerError if it cannot be read or is not UTF-8."""
    shown = clean(display_path(path))
    data = read_bytes(path, "; split the ledger into several files")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in _BYTE_ORDER_MARKS:
        raise LedgerError(f"{shown}:1:1: error: the file is in {_BYTE_ORDER_MARKS[data[:2]]}; save it as UTF-8")
    if b"\0" in data:
        line, column = _position(data, data.index(b"\0"))
        raise LedgerError(
            f"{shown}:{line}:{column}: error: NUL byte: this is not a text file; a ledger is text in UTF-8"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        guess = data[error.start : error.start + 1].decode("windows-1252", "replace")
        raise LedgerError(
            f"{shown}:{line}:{column}: error: byte 0x{data[error.start]:02X} is not UTF-8"
            f" ('{clean(guess)}' in Windows-1252); save the file as UTF-8"
        ) from None


def _position(data: bytes, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte; columns are counted in characters."""
    before = data[:index]
    return before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
