"""`ledger export`: the citations of the selected claims, as a document to publish."""

import os
from typing import Annotated

import typer

from ledger.cli.options import Scope, Words, one_of, scoped
from ledger.cli.output import emit, note, write_file
from ledger.cli.show import say_selection
from ledger.errors import LedgerError
from ledger.exporters import DOCUMENTS, NEEDED
from ledger.model import Sourcing, superseded
from ledger.query import select
from ledger.text import clean, counted, did_you_mean, listed

_LAYOUTS = list(dict.fromkeys(layout for layouts in DOCUMENTS.values() for layout in layouts if layout))


@scoped
def export(
    scope: Scope,
    words: Words = None,
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(DOCUMENTS)}.", callback=one_of(DOCUMENTS))
    ] = "markdown",
    layout: Annotated[str, typer.Option(metavar="LAYOUT", help=f"{', '.join(_LAYOUTS)}.")] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    retracted: Annotated[bool, typer.Option("--retracted", help="Include retracted claims.")] = False,
    replaced: Annotated[bool, typer.Option("--superseded", help="Include superseded claims.")] = False,
) -> int:
    """Export citations for publication."""
    layouts = DOCUMENTS[format]
    if layout and layout not in layouts:
        if "" in layouts:
            raise LedgerError(f"{format} has no layouts; remove --layout")
        known = listed(layouts, "or")
        raise LedgerError(f"'{layout}' is not a layout of {format}{did_you_mean(layout, layouts)}; use {known}")
    ledger = scope.load()
    selection = select(ledger, scope.filters._replace(words=tuple(words or ())))
    old = frozenset() if replaced else superseded(ledger.claims)
    current = [claim for claim in selection.claims if claim.id not in old]
    claims = [claim for claim in current if retracted or not claim.retracted]
    text = layouts[layout or next(iter(layouts))](claims, ledger.heading, ledger.sources)
    if output:
        if os.path.realpath(output) in map(os.path.realpath, ledger.files):
            raise LedgerError(f"{clean(output)} is part of the ledger; choose another name")
        write_file(output, text, force=force)
    else:
        emit(text, encoding="utf-8")
    say_selection(selection, len(claims), len(ledger.claims))
    if number := len(selection.claims) - len(current):
        note(f"{counted(number, 'superseded claim')} left out; include with --superseded")
    if number := len(current) - len(claims):
        note(f"{counted(number, 'retracted claim')} left out; include with --retracted")
    needed = f"marked {NEEDED[format][Sourcing.NONE]}" if format in NEEDED else "not included in this format"
    for level, what in (
        (Sourcing.NONE, f"no source: {needed}"),
        (Sourcing.PART, "only part of one"),
    ):
        if count := sum(claim.sourcing is level for claim in claims):
            note(f"{counted(count, 'claim has', 'claims have')} {what}")
    scope.note_unread(ledger)
    return 0
