"""`ledger audit`: which figures in a draft the ledger backs."""

import datetime
from collections.abc import Sequence
from typing import Annotated

import typer
from msgspec.structs import replace

from ledger import terminal
from ledger.cli.confirm import (
    Asked,
    check_marks,
    check_terminal,
    confirm,
    kept,
    with_what_is_kept,
    write_marks,
)
from ledger.cli.destination import STDOUT, write_file
from ledger.cli.options import Color, File, Force, Scope, one_of
from ledger.cli.output import emit, emit_data, note
from ledger.cli.person import person_named
from ledger.cli.release import Private, held_back, to_publish
from ledger.documents import TEXT, kind_of, read_document
from ledger.documents.document import Document
from ledger.drafts.audit import Auditor
from ledger.drafts.confirming import Confirmer
from ledger.drafts.second_look import second_looks
from ledger.drafts.verdicts import FAILING, Judgement, Verdict
from ledger.errors import ExitCode, LedgerError
from ledger.exporters.audit import URGENT, as_github, as_json, as_lines, cited, summary, urgent, with_comments
from ledger.exporters.checked_figures import as_workbook
from ledger.files.reading import STDIN
from ledger.model import Ledger
from ledger.query import Filters
from ledger.terminal.audit import by_claim, by_verdict
from ledger.text import clean

_FORMATS = ("text", "concise", "json", "github")


_Drafts = Annotated[
    list[str], typer.Argument(metavar="DRAFT...", help="Word (.docx), Markdown, text or HTML files; - for stdin.")
]
_Format = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)}; default: text on a terminal, else concise.",
        callback=one_of(_FORMATS),
    ),
]
_Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the draft with a comment on each figure: Word's own, or HTML comments in Markdown and HTML.",
    ),
]
_FailOn = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES",
        help=f"Verdicts that make the exit code 1, separated by commas; default: {', '.join(FAILING)}.",
    ),
]

_Sheet = Annotated[
    str,
    typer.Option(metavar="FILE", help="Write a workbook (.xlsx): what each figure rests on, and what is open."),
]

_All = Annotated[bool, typer.Option("--all", help="Check numbers in words alone too: three, a dozen.")]

_CommentAll = Annotated[
    bool, typer.Option("--comment-all", help="In Word, comment on the figures that are in the ledger too.")
]

_Date = Annotated[
    str, typer.Option(metavar="DAY", help='The day of the draft, which "last year" counts from: 2026-03-31.')
]

_Ask = Annotated[
    bool, typer.Option("--confirm", help="Ask about each figure that is to be read, and keep the answers.")
]

_Marks = Annotated[
    bool, typer.Option("--marks", help="With --confirm: mark the figures in the draft, too (Markdown, HTML).")
]

_Strict = Annotated[
    bool,
    typer.Option("--strict", help="Note averages, money of other years, polls and sizes that want a second look, too."),
]

_By = Annotated[str, typer.Option(metavar="NAME", help="Who confirms; default: git's user.name.")]


def audit(
    drafts: _Drafts,
    format: _Format = None,
    everything: _All = False,
    output: _Output = "",
    sheet: _Sheet = "",
    comment_all: _CommentAll = False,
    fail_on: _FailOn = None,
    date: _Date = "",
    ask: _Ask = False,
    marks: _Marks = False,
    by: _By = "",
    strict: _Strict = False,
    force: Force = False,
    private: Private = False,
    file: File = None,
    color: Color = "auto",
) -> int:
    """Report which figures in a draft the ledger backs. Exit 1 if any is wrong, to be read, or not in the ledger."""
    failing = _failing(fail_on)
    scope = Scope(tuple(file or ()), Filters())
    _check(drafts, scope, output, sheet)
    if marks:
        check_marks(drafts, asked=ask)
    if ask:
        check_terminal(drafts)
    asked = Asked(person_named(by), color, marks) if ask else None
    day = _day(date)
    ledger = scope.load()
    if (output or sheet or format in ("json", "github")) and not private:
        ledger = _released(ledger)
    auditor, confirmer = Auditor(ledger), Confirmer(ledger)
    judged: list[Judgement] = []
    for path in terminal.tracked(drafts, "Auditing"):
        document, found = _audited(path, auditor, confirmer, asked, everything=everything, day=day)
        _note(document, commented=bool(output))
        judged += found
        for look in second_looks(document, found, ledger) if strict else ():
            note(f"note: {clean(look.path)}:{look.line}:{look.column}: {clean(look.what)}")
        if output:
            write_file(output, with_comments(document, found, everything=comment_all), ledger, force=force)
    if sheet:
        write_file(sheet, as_workbook(judged), ledger, force=force)
    if format or not (output or sheet):
        _print(judged, format or ("text" if terminal.is_terminal() else "concise"), color)
    _summarize(judged)
    doubtful = any(judgement.verdict in failing for judgement in judged)
    return ExitCode.FINDINGS if doubtful else ExitCode.DONE


def _summarize(judged: Sequence[Judgement]) -> None:
    note(summary(judged))
    only_urgent = all(judgement.verdict in (*URGENT, Verdict.NOT_CHECKED) for judgement in judged)
    if not only_urgent and (first := urgent(judged)):
        note(f"first: {first}")


def _released(ledger: Ledger) -> Ledger:
    """A ledger with the claims that may leave the desk; says what is held back."""
    result = to_publish(ledger.claims, private=False, today=None)
    for line in held_back(result):
        note(f"note: {line}")
    return replace(ledger, claims=tuple(result.claims))


def _check(drafts: Sequence[str], scope: Scope, output: str, sheet: str) -> None:
    """Raise LedgerError for what cannot be read or written together."""
    if STDIN in drafts and STDIN in (scope.files or ()):
        raise LedgerError("the ledger and a draft cannot both be standard input")
    if output:
        _check_output(drafts, output)
    if sheet and not sheet.lower().endswith(".xlsx"):
        raise LedgerError(f"--sheet {clean(sheet)}: it is a workbook; choose a name that ends in .xlsx")


def _audited(
    path: str,
    auditor: Auditor,
    confirmer: Confirmer,
    asked: Asked | None,
    *,
    everything: bool,
    day: datetime.date | None,
) -> tuple[Document, list[Judgement]]:
    """A draft and its figures, with what was confirmed of them before, and what is confirmed now."""
    document = read_document(path)
    plain = list(auditor.judge(document, everything=everything, day=day))
    held = kept(path, confirmer)
    found = with_what_is_kept(document, plain, held, confirmer, say=asked is None)
    if asked is None:
        return document, found
    held += confirm(path, found, asked)
    found = with_what_is_kept(document, plain, held, confirmer, say=True)
    if asked.marks and write_marks(document, found):
        document = read_document(path)
        plain = list(auditor.judge(document, everything=everything, day=day))
        found = with_what_is_kept(document, plain, held, confirmer, say=False)
    return document, found


def _day(given: str) -> datetime.date | None:
    """The day that is given. Raises LedgerError if it is none."""
    try:
        return datetime.date.fromisoformat(given) if given else None
    except ValueError:
        raise LedgerError(f"--date: {clean(given)!r} is not a day; write it as 2026-03-31") from None


def _failing(given: list[str] | None) -> tuple[Verdict, ...]:
    """The verdicts with which an audit fails."""
    words = [word.strip() for text in given or () for word in text.split(",") if word.strip()]
    check = one_of([*map(str, Verdict)])
    check(words)
    return tuple(map(Verdict, words)) if given else FAILING


def _note(document: Document, *, commented: bool) -> None:
    """Say what of a document is not read, or does not outlast comments."""
    if document.not_read:
        note(f"note: {clean(document.path)}: not read: {document.not_read}")
    if document.signed and commented:
        note(f"note: {clean(document.path)}: signed; the copy with comments carries no valid signature")


def _print(judged: Sequence[Judgement], format: str, color: str) -> None:
    if format == "json":
        emit_data(as_json(judged))
    elif format == "github":
        emit_data(as_github(judged))
    elif format == "text":
        styled = terminal.use_color(color)
        emit(terminal.rendered(by_verdict(judged, cited, terminal.width()), styled=styled))
        if lines := list(by_claim(judged)):
            emit(terminal.rendered([[], *lines], styled=styled))
    else:
        emit(as_lines(judged))


def _check_output(drafts: Sequence[str], output: str) -> None:
    """Raise LedgerError if the drafts cannot be written to one file of this name with comments."""
    if len(drafts) > 1:
        raise LedgerError("--output takes one draft at a time")
    if output == STDOUT:
        raise LedgerError("a draft with comments goes to a file: name one with --output")
    kind = kind_of(drafts[0])
    if kind == TEXT:
        raise LedgerError("plain text has no comments; save the draft as .md, .html or .docx to write them into it")
    if kind != kind_of(output):
        raise LedgerError(f"{clean(output)}: a draft with comments keeps its format; choose a name with its ending")
