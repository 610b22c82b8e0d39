"""Open a record in the user's editor, and take it back only if the ledger can still be read as before."""

import os
import shlex
import subprocess
import sys
from textwrap import dedent

from ledger.cli.output import note
from ledger.cli.revision import Task, apply_change
from ledger.editing import Change, Edit, applied, span_of
from ledger.errors import LedgerError
from ledger.files.reading import read_text
from ledger.files.replacing import check_writable, scratch_file
from ledger.loading import load
from ledger.model import Claim, Ledger, Source
from ledger.recording.fields import with_record
from ledger.recording.targets import record_named
from ledger.text import clean


def edit_in_editor(task: Task) -> int:
    """Let the user change a record in $VISUAL or $EDITOR, again if the result is not valid.

    Raises LedgerError if the editor fails, or if the result is not valid and nobody can be asked; what
    was written is then kept in a file, and the ledger is unchanged.
    """
    if not task.dry_run:
        check_writable(task.file)
    ledger = load(task.paths)
    text = read_text(task.file)
    extent = span_of(text, record_named(ledger, task.name)).extent
    original = text[extent.start : extent.end]
    shown = dedent(original.replace("\r\n", "\n"))
    indent = len(original) - len(original.lstrip(" "))
    path = scratch_file(shown, ".yaml")
    kept = f"nothing was changed; what you wrote is in {clean(path)}"
    while True:
        failed = _run_editor(path)
        edited = _read(path)
        if edited == shown:
            os.unlink(path)
            if failed:
                raise LedgerError(failed)
            note("nothing was changed")
            return 0
        if failed or edited is None:
            raise LedgerError(f"{failed or 'the text is not UTF-8'}\n  {kept}")
        new = "".join(" " * indent + line if line.strip() else line for line in edited.splitlines(keepends=True))

        def change_to(before: Ledger, now: str, new: str = new) -> Change:
            record = record_named(before, task.name)
            span = span_of(now, record).extent
            if now[span.start : span.end] != original:
                raise LedgerError("another program has changed this record in the meantime")
            edits = [Edit(span.start, span.end, new)]
            after = load(task.paths, {task.file: applied(now, edits)})
            return Change(edits, with_record(before, record, _at(before, after, record)))

        try:
            code = apply_change(task, change_to)
        except LedgerError as error:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise LedgerError(f"{error.message}\n  {kept}", error.place) from None
            note(str(error))
            if not _edit_again():
                raise LedgerError(kept) from None
        else:
            os.unlink(path)
            return code


def _at(before: Ledger, after: Ledger, record: Claim | Source) -> Claim | Source:
    """What stands after a change where a record stood; the record itself if nothing does."""
    if isinstance(record, Source):
        return after.sources.get(record.key, record)
    at = next(number for number, claim in enumerate(before.claims) if claim.place == record.place)
    return after.claims[at] if at < len(after.claims) else record


def _run_editor(path: str) -> str:
    """Let the user edit a file; return why that failed, "" if it did not."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(editor), path], check=False)
    except (OSError, ValueError):
        return f"cannot run the editor '{clean(editor)}'; set $EDITOR, or use --set FIELD=VALUE"
    return f"the editor '{clean(editor)}' failed; nothing was changed" if done.returncode else ""


def _read(path: str) -> str | None:
    """The text that the editor left, with a line end at its end; None if it is not UTF-8."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    except OSError:
        return ""  # the editor removed the file
    return text if text.endswith("\n") or not text else text + "\n"


def _edit_again() -> bool:
    try:
        return input("Edit it again? [Y/n] ").strip().casefold() in ("", "y", "yes")
    except (EOFError, KeyboardInterrupt):
        return False
