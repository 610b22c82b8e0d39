"""`ledger audit`: which figures in a draft the ledger backs."""

from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.options import Color, File, Scope, one_of
from ledger.cli.output import emit, note
from ledger.drafts.audit import Auditor, Judged, Verdict
from ledger.drafts.reading import read_draft
from ledger.errors import ExitCode, LedgerError
from ledger.exporters.audit import as_github, as_json, as_lines, explanation, summary
from ledger.loading.files import STDIN
from ledger.query import Filters
from ledger.terminal.audit import by_verdict

_FORMATS = ("text", "concise", "json", "github")


def audit(
    drafts: Annotated[
        list[str], typer.Argument(metavar="DRAFT...", help="Word (.docx), Markdown, text or HTML files; - for stdin.")
    ],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help=f"{', '.join(_FORMATS)}; default: text on a terminal, else concise.",
            callback=one_of(_FORMATS),
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Check numbers in words alone too: three, a dozen.")
    ] = False,
    file: File = None,
    color: Color = "auto",
) -> int:
    """Report which figures in a draft the ledger backs. Exit 1 if any is contradicted or unbacked."""
    scope = Scope(tuple(file or ()), Filters())
    if STDIN in drafts and STDIN in (scope.files or ()):
        raise LedgerError("the ledger and a draft cannot both be standard input")
    auditor = Auditor(scope.load())
    judged: list[Judged] = []
    for path in terminal.tracked(drafts, "Auditing"):
        if path.lower().endswith(".docx"):
            from ledger.drafts.word import read_word  # needs lxml, which is not always installed

            document = read_word(path)
            if document.not_read:
                note(f"note: {path}: not read: {document.not_read}")
            draft = document.draft
        else:
            draft = read_draft(path)
        judged += auditor.judge(draft, everything=everything)
    if format == "json":
        emit(terminal.escape_for_terminal(as_json(judged)), encoding="utf-8")
    elif format == "github":
        emit(terminal.escape_for_terminal(as_github(judged)), encoding="utf-8")
    elif format == "text" or (format is None and terminal.is_terminal()):
        lines = by_verdict(judged, explanation, terminal.width())
        emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    else:
        emit(as_lines(judged))
    note(summary(judged))
    doubtful = any(one.verdict in (Verdict.CONTRADICTED, Verdict.UNBACKED) for one in judged)
    return ExitCode.FINDINGS if doubtful else ExitCode.DONE
