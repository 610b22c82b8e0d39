"""Which files a ledger consists of."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from ledger.errors import LedgerError
from ledger.files.reading import STDIN, display_address, is_address, is_database
from ledger.text import clean

NAMES = ("claims.yaml", "claims.yml", "data/claims.yaml", "data/claims.yml")


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
        if is_database(path):
            shown = display_address(path) if is_address(path) else clean(path)
            raise LedgerError(
                f"{shown}: a database is a copy, which only show, compare, timeline and export read;"
                " use the YAML files that it was exported from"
            )
        if path == STDIN:
            found[STDIN] = STDIN
            continue
        for file in _in_folder(path) if os.path.isdir(path) else [path]:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


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
