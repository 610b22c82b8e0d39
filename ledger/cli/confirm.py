"""`ledger audit --confirm`: ask a person which claim is meant, and keep the answer beside the draft."""

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import typer

from ledger import terminal
from ledger.cli.output import emit, note
from ledger.drafts.confirmations import Confirmation, Key, as_line, keys_of, name_of, path_of, read_lines
from ledger.drafts.confirming import Confirmer
from ledger.drafts.verdicts import Judged, Verdict
from ledger.errors import LedgerError
from ledger.exporters.audit import cited
from ledger.files.locking import append_line
from ledger.files.reading import STDIN, read_text
from ledger.terminal.audit import question
from ledger.text import clean

_QUIT, _SKIP = ("q", "\x04", "\x1b"), ("s", "\r", "\n", " ")


def kept(draft: str, confirmer: Confirmer) -> list[Confirmation]:
    """The confirmations beside a draft; what is wrong with a line is said, and it does not count."""
    path = path_of(draft)
    if draft == STDIN or not os.path.exists(path):
        return []
    found, faults = read_lines(read_text(path), path, confirmer.claims)
    for fault in faults:
        note(f"warning: {fault}")
    return found


def say_left(draft: str, left: Sequence[Confirmation]) -> None:
    """Name the confirmations that belong to no sentence of a draft."""
    for one in left:
        sentence = " ".join(one.sentence.split())
        note(f"note: {clean(path_of(draft))}: not in this draft any more: {clean(one.figure)} in “{clean(sentence)}”")


def confirmer_name(given: str) -> str:
    """Who confirms: the given name, else git's. Raises LedgerError if there is none."""
    if given.strip():
        return given.strip()
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=5, check=False)
        name = done.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    if not name:
        raise LedgerError("who confirms? git knows no user.name; give your name with --by")
    return name


def check_terminal(drafts: Sequence[str]) -> None:
    """Raise LedgerError if nobody can be asked."""
    if STDIN in drafts:
        raise LedgerError("--confirm keeps its answers beside the draft; standard input has no such place")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LedgerError("--confirm asks on a terminal, and this is none; run it without a pipe")


def confirm(draft: str, judged: Sequence[Judged], by: str, color: str) -> Iterator[Confirmation]:
    """Ask about each figure that is to be read; each answer is kept at once."""
    asked = [(one, key) for one, key in keys_of(judged) if one.verdict is Verdict.UNCLEAR and one.claims]
    questions: dict[Key, Judged] = {}
    for one, key in asked:
        questions.setdefault(key, one)
    for number, one in enumerate(questions.values(), 1):
        chosen = _choice(one, f"{number:,} of {len(questions):,}", color)
        if chosen is None:
            return
        if chosen < 0:
            continue
        key = next(key for key, other in questions.items() if other is one)
        made = Confirmation(
            " ".join(one.sentence.split()),
            one.text,
            name_of(one.claims[chosen]),
            by,
            datetime.date.today().isoformat(),
            one.company,
            key.number,
        )
        append_line(path_of(draft), as_line(made), note)
        yield made


def _choice(one: Judged, lead: str, color: str) -> int | None:
    """The index of the claim that a person chooses; -1 to skip the figure, None to stop."""
    lines = question(one, cited, terminal.width(), lead)
    emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    count = len(one.claims)
    keys = "1" if count == 1 else f"1-{count}"
    while True:
        emit(f"  [{keys}] this claim  [s]kip  [q]uit: ")
        try:
            typed = typer.getchar()
        except EOFError:
            typed = "q"
        answer = typed.lower()
        emit(f"{answer if answer.isprintable() else ''}\n")
        if answer in _QUIT:
            return None
        if answer in _SKIP:
            return -1
        if answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= count:
            return int(answer) - 1
