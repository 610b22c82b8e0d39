"""Where the result of a command goes, and in which format: `--format`, `--output`, `--force`, `--safe`."""

import os
import re
import sys
from collections.abc import Callable, Sequence

from ledger.cli.output import emit, emit_bytes, emit_data
from ledger.errors import LedgerError
from ledger.exporters import format_of
from ledger.exporters.format import Exporter, Format
from ledger.model import Ledger
from ledger.text import clean, listed

STDOUT = "-"
_TABLE_ENDINGS = ("", ".txt", ".text")


def chosen_format(stated: str | None, output: str, formats: Sequence[str]) -> str:
    """The format to write: the stated one, else the one that the ending of `output` means, else the first.

    Raises LedgerError if the ending means none of these formats.
    """
    if stated or not output or output == STDOUT:
        return stated or formats[0]
    ending = os.path.splitext(output)[1].lower()
    if formats[0] == "table" and ending in _TABLE_ENDINGS:
        return "table"
    if found := format_of(output, formats):
        return found
    other = format_of(output)
    hint = f"; {other} is written by ledger export" if other else ""
    raise LedgerError(
        f"{clean(output)}: no format of this command has the ending {clean(ending)}{hint};"
        f" choose one with --format: {listed(formats, 'or')}"
    )


def safe_exporter(format: Format | None, name: str) -> Exporter:
    """What writes a format so that no spreadsheet runs a cell. Raises LedgerError if the format has no cells."""
    if format is None or format.safe is None:
        raise LedgerError(f"--safe is for csv, not for {name}")
    return format.safe


def deliver(
    made: str | bytes | Callable[[str], None],
    output: str,
    ledger: Ledger,
    *,
    force: bool,
    data: bool,
    folder_of: re.Pattern[str] | None = None,
) -> None:
    """Write what a command made from a ledger to a file or folder, or to standard output if none is named.

    Data is UTF-8 everywhere, and steers no terminal. `folder_of` matches the paths in a folder that this command
    writes; a folder with others is not replaced. Raises LedgerError for a file of the ledger itself, a file or folder
    that exists (without `force`), one that cannot be written, and for bytes on a terminal.
    """
    if folder_of and callable(made):
        _write_folder(output, made, folder_of, force=force)
    elif output and output != STDOUT:
        content = made.encode("utf-8", "surrogateescape") if isinstance(made, str) else made
        write_file(output, content, ledger, force=force)
    elif isinstance(made, str):
        (emit_data if data else emit)(made)
    elif not isinstance(made, bytes):
        raise LedgerError("a database is written to a file; name it with --output")
    elif sys.stdout is not None and sys.stdout.isatty():
        raise LedgerError("a workbook cannot be shown on a terminal; write it to a file with --output claims.xlsx")
    else:
        emit_bytes(made)


def _same(path: str, other: str) -> bool:
    """Whether both are names of one file, as hard links are."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def write_file(path: str, data: bytes | Callable[[str], None], ledger: Ledger, *, force: bool) -> None:
    """Write a file atomically.

    Raises LedgerError for a file of the ledger itself, a file that exists (without `force`), and one
    that cannot be written.
    """
    from ledger.files.replacing import create, overwrite  # not needed by most commands

    shown = clean(path)
    if any(os.path.realpath(path) == os.path.realpath(file) or _same(path, file) for file in ledger.files):
        raise LedgerError(f"{shown} is part of the ledger; choose another name")
    if force and os.path.isdir(path):
        raise LedgerError(f"{shown} is not a file; choose another name")
    try:
        (overwrite if force else create)(path, data)
    except FileExistsError:
        raise LedgerError(f"{shown} already exists; choose another name, or replace it with --force") from None


def _write_folder(path: str, fill: Callable[[str], None], own: re.Pattern[str], *, force: bool) -> None:
    from ledger.files.replacing import create_folder  # not needed by most commands

    try:
        create_folder(path, fill, own, force=force)
    except FileExistsError:
        raise LedgerError(f"{clean(path)} has files; choose another folder, or replace it with --force") from None
