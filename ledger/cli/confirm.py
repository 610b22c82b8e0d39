"""`ledger audit --confirm`: ask a person which claim is meant, and keep the answer beside the draft."""

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger import terminal
from ledger.cli.keys import QUIT, pressed
from ledger.cli.output import emit, note
from ledger.documents import kind_of, reader_of
from ledger.documents.document import Document
from ledger.documents.source import with_insertions
from ledger.drafts.confirmations import (
    Confirmation,
    Key,
    as_line,
    fingerprint,
    keys_of,
    name_of,
    path_of,
    read_lines,
)
from ledger.drafts.confirming import Confirmer
from ledger.drafts.marks import IGNORE, mark_for, marks_of
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.errors import LedgerError
from ledger.exporters.audit import cited
from ledger.files.locking import append_line, locked, replace_text
from ledger.files.reading import STDIN, read_text
from ledger.terminal.audit import question
from ledger.text import clean, counted


class Asked(NamedTuple):
    """Who is asked, and how."""

    by: str
    color: str
    marks: bool  # whether to mark the figures in the draft, too


_SKIP = ("s", "\r", "\n", " ")


def kept(draft: str, confirmer: Confirmer) -> list[Confirmation]:
    """The confirmations beside a draft; what is wrong with a line is said, and it does not count."""
    path = path_of(draft)
    if draft == STDIN or not os.path.exists(path):
        return []
    found, faults = read_lines(read_text(path), path, confirmer.claims)
    for fault in faults:
        note(f"warning: {fault}")
    return found


def with_what_is_kept(
    document: Document, judged: Sequence[Judgement], held: list[Confirmation], confirmer: Confirmer, *, say: bool
) -> list[Judgement]:
    """The figures of a draft, judged by its marks, by answers to its comments, and by what was confirmed before.

    Answers that are new are kept, too; what belongs to no figure is said.
    """
    marked, alone = confirmer.marked(judged, document)
    answered, given = confirmer.answered(marked, document)
    new = [confirmation for confirmation in given if confirmation not in held]
    _keep(document.path, new)
    held += new
    found, left = confirmer.confirmed(answered, held)
    path = clean(document.path)
    for mark in alone if say else ():
        note(f"warning: {path}:{mark.line}:{mark.column}: no figure before this mark; put it after one")
    for confirmation in left if say else ():
        sentence = clean(" ".join(confirmation.sentence.split()))
        note(f"note: {path_of(path)}: not in this draft any more: {clean(confirmation.figure)} in “{sentence}”")
    return found


def _keep(draft: str, answers: Sequence[Confirmation]) -> None:
    """Write answers beside the draft, so that they outlast its comments."""
    try:
        for answer in answers:
            append_line(path_of(draft), as_line(answer), note)
    except LedgerError as error:
        note(f"warning: {error}; the answers in {clean(draft)} are not kept")
    else:
        if answers:
            note(f"{counted(len(answers), 'answer')} kept in {clean(path_of(draft))}")


def check_terminal(drafts: Sequence[str]) -> None:
    """Raise LedgerError if nobody can be asked."""
    if STDIN in drafts:
        raise LedgerError("--confirm keeps its answers beside the draft; standard input has no such place")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LedgerError("--confirm asks on a terminal, and this is none; run it without a pipe")


def check_marks(drafts: Sequence[str], *, asked: bool) -> None:
    """Raise LedgerError if no marks can be written."""
    if not asked:
        raise LedgerError("--marks is for --confirm: it marks what is confirmed")
    for draft in drafts:
        if kind_of(draft) not in ("markdown", "html"):
            raise LedgerError(f"{clean(draft)}: --marks is for Markdown and HTML, which have comments")


def confirm(draft: str, judged: Sequence[Judgement], asked: Asked) -> Iterator[Confirmation]:
    """Ask about each figure that is to be read; each answer is kept at once."""
    questions: dict[Key, Judgement] = {}
    for judgement, key in keys_of(judged):
        if judgement.verdict is Verdict.UNCLEAR and judgement.claims:
            questions.setdefault(key, judgement)
    for number, (key, judgement) in enumerate(questions.items(), 1):
        chosen = _choice(judgement, f"{number:,} of {len(questions):,}", asked.color)
        if chosen is None:
            return
        if chosen < 0:
            continue
        made = Confirmation(
            " ".join(judgement.sentence.split()),
            judgement.text,
            name_of(judgement.claims[chosen]),
            asked.by,
            datetime.date.today().isoformat(),
            judgement.company,
            key.number,
        )
        append_line(path_of(draft), as_line(made), note)
        yield made


def write_marks(document: Document, judged: Sequence[Judgement]) -> bool:
    """Mark the figures in a draft that are confirmed, changing no other byte; return whether any mark was written.

    A figure that is marked already, or has a claim without an id, gets no mark; nor one where a comment would be seen.
    Raises LedgerError if the draft has been changed since it was read.
    """
    marked = {mark.figure for mark in marks_of(document, judged)}
    wanted = [
        (judgement.end, mark_for(judgement.claims[0].id, fingerprint(judgement.sentence, judgement.text)))
        for number, judgement in enumerate(judged)
        if judgement.verdict is Verdict.CONFIRMED
        and number not in marked
        and judgement.claims[0].id not in ("", IGNORE)
    ]
    read = reader_of(kind_of(document.path))
    made, left_out = with_insertions(document, read, wanted)
    if left_out:
        note(f"{counted(len(left_out), 'figure')} without a mark, where a comment would be seen")
    if made == document.source:
        return False
    with locked(document.path, note) as held_file:
        if held_file.text != document.source:
            raise LedgerError(
                f"{clean(document.path)}: changed while you answered; the answers are kept, but nothing is marked"
            )
        replace_text(held_file, made)
    return True


def _choice(judgement: Judgement, lead: str, color: str) -> int | None:
    """The index of the claim that a person chooses; -1 to skip the figure, None to stop."""
    lines = question(judgement, cited, terminal.width(), lead)
    emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    count = len(judgement.claims)
    shown = "1" if count == 1 else f"1-{count}"
    numbers = [str(number) for number in range(1, count + 1)]
    answer = pressed(f"  [{shown}] this claim  [s]kip  [q]uit: ", (*numbers, *_SKIP))
    if answer == QUIT:
        return None
    return -1 if answer in _SKIP else int(answer) - 1
