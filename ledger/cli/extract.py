"""`ledger extract`: an article's figures and citations as drafted claims."""

import datetime
import os
from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.cli.capture import lines_of, record
from ledger.cli.init import STARTED
from ledger.cli.options import Scope, date_option
from ledger.cli.output import emit_data, note
from ledger.documents.document import Document
from ledger.editing import Addition
from ledger.errors import LedgerError
from ledger.extracting.articles import read_article, source_that_is
from ledger.extracting.drafting import DraftedClaims, draft
from ledger.files.reading import read_text
from ledger.loading import load
from ledger.loading.files import is_yaml
from ledger.model import Ledger, Source
from ledger.query import Filters
from ledger.recording.targets import file_to_write
from ledger.text import clean, counted, did_you_mean

_SHOWN = 3  # addresses in a note


_Date = Annotated[
    str,
    typer.Option(
        "--date",
        metavar="DAY",
        help='The day of the article, which "last year" counts from: 2026-03-31.',
        callback=date_option,
    ),
]


def extract(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="A .txt, .md, .docx, .html, .mhtml or .pdf file; - for Markdown on stdin."
        ),
    ],
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", metavar="PATH", help="The ledger; a .yaml file that does not exist is started."),
    ] = None,
    into: Annotated[
        str, typer.Option("--into", metavar="FILE", help="The file to add to; the ledger, if there is no other.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="KEY", help="The source that the article itself is: declared, or new.")
    ] = "",
    date: _Date = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be added instead of adding it.")] = False,
) -> int:
    """Draft a claim for each figure of an article that the ledger does not have, with the sources that it cites.

    All of it is unreviewed, and counts as sourced nowhere, until ledger review.
    """
    document, metadata = read_article(article)
    day = date or metadata.date
    today = datetime.date.fromisoformat(day) if len(day) == len("2026-03-31") else None
    paths, target, new = _target(file or (), into)
    made: list[DraftedClaims] = []

    def addition(ledger: Ledger) -> Addition:
        itself = _itself(ledger, source, source_that_is(metadata))
        made[:] = [draft(document, ledger, itself, today)]
        return made[0].addition

    if dry_run:
        text = STARTED if new else read_text(target)
        ledger = load(paths, {target: text})
        lines = lines_of(paths, target, text, ledger, addition(ledger)) if addition(ledger).claims else ""
        emit_data(lines, paged=True)
    elif not new or addition(load(paths, {target: STARTED})).claims:  # no ledger is started for nothing
        record(paths, target, addition, new=new)
    _say(made[0], document, paths if file or into else (), dry_run=dry_run)
    return 0


def _target(files: Sequence[str], into: str) -> tuple[list[str], str, bool]:
    """The files of the ledger, the one to add to, and whether that is new. Raises LedgerError."""
    try:
        paths = Scope(tuple(files), Filters()).paths()
    except LedgerError:
        if not into:
            raise
        paths = [into]
    new = len(paths) == 1 and is_yaml(os.path.basename(paths[0])) and not os.path.lexists(paths[0])
    return paths, paths[0] if new else file_to_write(paths, into), new


def _itself(ledger: Ledger, key: str, stated: Source | None) -> Source | None:
    """The source that the article itself is; None if nothing says so. Raises LedgerError for a key that names none."""
    if not key:
        return stated
    if key in ledger.sources:
        return ledger.sources[key]
    if stated is None:
        guess = did_you_mean(key, ledger.sources)
        raise LedgerError(
            f"--source: undeclared source '{clean(key)}'{guess}; the article does not say who published it and where:"
            " declare it under `sources:`"
        )
    from msgspec.structs import replace

    return replace(stated, key=key)


def _say(made: DraftedClaims, document: Document, paths: Sequence[str], *, dry_run: bool) -> None:
    """Say what was drafted, what was not, and what is next."""
    claims = made.addition.claims
    if not claims:
        held = f"; the ledger has {counted(made.held, 'figure')} of it already" if made.held else ""
        note(f"nothing drafted from {clean(document.path) or 'standard input'}{held}")
        return
    parts = [
        f"{counted(len(made.addition.sources), 'source')} and {counted(made.figures, 'figure')}"
        f" {'would be ' if dry_run else ''}drafted, all `unreviewed`"
    ]
    others = len(claims) - made.figures
    if others:
        parts.append(f"{counted(others, 'more claim')} for sources without a figure")
    for count, what in (
        (sum(not claim.company for claim in claims), "without a company"),
        (sum(not claim.citations for claim in claims), "without a source"),
        (made.held, "in the ledger already"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    if made.left_out:
        shown = ", ".join(map(clean, made.left_out[:_SHOWN])) + (", …" if len(made.left_out) > _SHOWN else "")
        note(f"note: not drafted, because nothing is said of them: {shown}")
    if document.not_read:
        note(f"note: not read: {document.not_read}")
    named = "".join(f" --file {clean(path)}" for path in paths)
    note("; ".join([*parts, f"next: ledger review{named}"]))
