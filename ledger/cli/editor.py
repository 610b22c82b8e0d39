"""Open a record in the user's editor, and take it back only if the ledger can still be read as before."""

import contextlib
import os
import shlex
import subprocess
import sys
import tempfile
from textwrap import dedent

from ledger.cli.output import emit, note
from ledger.cli.revision import Task, is_valid, make, record_named
from ledger.editing import Change, Edit, span_of
from ledger.errors import LedgerError
from ledger.loading import load
from ledger.loading.files import read_text
from ledger.model import Ledger
from ledger.text import clean


def edit_in_editor(task: Task) -> int:
    """Let the user change a record in $VISUAL or $EDITOR, again if the result is not valid.

    Raises LedgerError if the editor fails, or if the result is not valid and nobody can be asked; what
    was written is then kept in a file, and the ledger is unchanged.
    """
    ledger = load(task.paths)
    text = read_text(task.file)
    extent = span_of(text, record_named(ledger, task.name)).extent
    original = text[extent.start : extent.end]
    shown = dedent(original.replace("\r\n", "\n"))
    indent = len(original) - len(original.lstrip(" "))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="ledger-", suffix=".yaml", delete=False) as file:
        file.write(shown)
    while True:
        _run_editor(file.name)
        edited = _read(file.name)
        if edited == shown:
            os.unlink(file.name)
            note("nothing was changed")
            return 0
        new = "".join(" " * indent + line if line.strip() else line for line in edited.splitlines(keepends=True))

        def change_to(before: Ledger, now: str, new: str = new) -> Change:
            record = record_named(before, task.name)
            span = span_of(now, record).extent
            if now[span.start : span.end] != original:
                raise LedgerError("another program has changed this record in the meantime")
            return Change([Edit(span.start, span.end, new)], lambda after: is_valid(before, after, record))

        try:
            code = make(task, change_to)
        except LedgerError as error:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise LedgerError(f"{error}\n  nothing was changed; what you wrote is in {clean(file.name)}") from None
            note(str(error))
            if not _again():
                raise LedgerError(f"nothing was changed; what you wrote is in {clean(file.name)}") from None
        else:
            os.unlink(file.name)
            return code


def _run_editor(path: str) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(editor), path], check=False)
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise LedgerError(f"cannot run the editor '{clean(editor)}'; set $EDITOR, or use --set FIELD=VALUE") from None
    if done.returncode:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise LedgerError(f"the editor '{clean(editor)}' failed; nothing was changed")


def _read(path: str) -> str:
    try:
        text = read_text(path)
    except LedgerError as error:
        raise LedgerError(f"{error}; nothing was changed") from None
    return text if text.endswith("\n") or not text else text + "\n"


def _again() -> bool:
    emit("")
    try:
        return input("Edit it again? [Y/n] ").strip().casefold() in ("", "y", "yes")
    except EOFError:
        return False
