"""`ledger export`: the citations of the selected claims, as a document to publish."""

import datetime
import os
import re
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from ledger import urls
from ledger.cli.destination import STDOUT, chosen_format, deliver, safe_exporter
from ledger.cli.options import Force, Output, Safe, Scope, Words, one_of, scoped
from ledger.cli.release import Private, Today, held_back, published, to_publish
from ledger.cli.summary import summarize
from ledger.errors import InvalidValueError, LedgerError
from ledger.exporters import FORMATS, ROWS, page
from ledger.exporters.format import BinaryExporter, Exporter, FileExporter, Format
from ledger.model import Claim, Ledger, Sourcing, superseded
from ledger.text import counted, did_you_mean, listed, shortened

_MANY = 2_000  # claims of a page that takes a while to load
_MAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")
_OF_YEAR = re.compile(r"year=\w+[/\\]claims\.parquet")
_LAYOUTS = list(dict.fromkeys(layout for format in FORMATS.values() for layout in format.layouts if layout))


@scoped
def export(
    scope: Scope,
    words: Words = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(FORMATS)}.", callback=one_of(FORMATS))
    ] = None,
    layout: Annotated[str, typer.Option(metavar="LAYOUT", help=f"{', '.join(_LAYOUTS)}.")] = "",
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    retracted: Annotated[bool, typer.Option("--retracted", help="Include retracted claims.")] = False,
    replaced: Annotated[bool, typer.Option("--superseded", help="Include superseded claims.")] = False,
    contact: Annotated[
        str, typer.Option("--contact", metavar="ADDRESS", help="Where a page asks for corrections: mail or URL.")
    ] = "",
    notes: Annotated[bool, typer.Option("--notes", help="Show the notes for editors on a page.")] = False,
    private: Private = False,
    today: Today = None,
) -> int:
    """Export citations for publication."""
    chosen = FORMATS[chosen_format(format, output, tuple(FORMATS))]
    if chosen is not page.FORMAT and (contact or notes):
        raise LedgerError(f"--{'contact' if contact else 'notes'} is for page, not for {chosen.name}")
    in_folder = bool(chosen.folder and output not in ("", STDOUT) and not output.lower().endswith(chosen.endings))
    write = _writer(chosen, layout, safe=safe, in_folder=in_folder)
    ledger, selection = scope.select(words)
    statuses = scope.filters.status
    old = superseded(published(ledger.claims, private=private, today=today))
    # On a page, superseded claims are the history in its charts, and marked in its table; a database has all there is.
    replaced = replaced or "superseded" in statuses or chosen is page.FORMAT or bool(chosen.file)
    retracted = retracted or "retracted" in statuses or bool(chosen.file)
    current = [claim for claim in selection.claims if replaced or claim.id not in old]
    wanted = [claim for claim in current if retracted or not claim.withdrawn]
    claims = (result := to_publish(wanted, private=private, today=today)).claims
    made: str | bytes | Callable[[str], None]
    if chosen is page.FORMAT:
        made = _page(ledger, claims, old, contact, notes=notes)
    else:
        keys = [key for key, source in ledger.sources.items() if private or not source.confidential]
        made = write(claims, ledger.heading, keys)
    deliver(made, output, ledger, force=force, data=True, folder_of=_OF_YEAR if in_folder else None)
    more = _left_out(len(selection.claims) - len(current), len(current) - len(wanted)) + held_back(
        result, noted=chosen.name in ROWS or bool(chosen.binary or chosen.file)
    )
    if isinstance(made, str) and chosen is page.FORMAT:
        more += _of_page(claims, made, notes=notes)
    count = f"{len(claims):,} of {counted(ledger.total, 'claim')}"
    summarize(scope, ledger, selection, count, *more, *_lacking(claims, chosen))
    return 0


def _left_out(replaced: int, retracted: int) -> list[str]:
    kinds = ((replaced, "superseded"), (retracted, "retracted"))
    return [f"{counted(n, f'{kind} claim')} left out; include with --{kind}" for n, kind in kinds if n]


def _page(ledger: Ledger, claims: Sequence[Claim], replaced: frozenset[str], contact: str, *, notes: bool) -> str:
    """The page, with what only the files know. Raises LedgerError if the contact is no mail address and no URL."""
    from ledger.exporters.page.document import Context, document  # not needed by other formats

    if contact and not _MAIL.fullmatch(contact):
        try:
            urls.check(contact)
        except InvalidValueError as fault:
            raise LedgerError(f"--contact: {fault.message}; {fault.fix}, or a mail address") from None
    return document(claims, Context(ledger.heading, replaced, _last_change(ledger), contact, notes))


def _last_change(ledger: Ledger) -> str:
    """The day of the last change of a ledger's files; "" for standard input.

    A checkout dates all files anew: there, SOURCE_DATE_EPOCH says it (reproducible-builds.org), in seconds since 1970.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    times = [float(stated)] if stated.isascii() and stated.isdigit() else []
    times += [os.path.getmtime(path) for path in ledger.files if not times and os.path.exists(path)]
    try:
        return datetime.datetime.fromtimestamp(max(times), datetime.UTC).date().isoformat() if times else ""
    except (OverflowError, ValueError):
        raise LedgerError(f"SOURCE_DATE_EPOCH: {shortened(stated)} is not a time; write seconds since 1970") from None


def _of_page(claims: Sequence[Claim], text: str, *, notes: bool) -> list[str]:
    """What the user should know before a page is published."""
    more = []
    if noted := sum(bool(claim.note) for claim in claims) if notes else 0:
        more.append(f"{counted(noted, 'note')} for editors on the page")
    if len(claims) > _MANY:
        size = len(text.encode()) / 1e6
        more.append(f"the page has {size:.1f} MB; filters such as --company, --since or --tag make it smaller")
    return more


def _writer(format: Format, layout: str, *, safe: bool, in_folder: bool) -> Exporter | BinaryExporter | FileExporter:
    """What writes the format. Raises LedgerError if it has no such layout, or no safe form."""
    if written := (format.folder if in_folder else format.binary or format.file):
        if layout:
            raise LedgerError(f"{format.name} has no layouts; remove --layout")
        return written  # no cell of which is run
    return safe_exporter(format, format.name) if safe else _layout(format, layout)


def _layout(format: Format, name: str) -> Exporter:
    """The layout with this name, or the default one. Raises LedgerError."""
    if not name or name in format.layouts:
        return format.layouts[name] if name else format.export
    if "" in format.layouts:
        raise LedgerError(f"{format.name} has no layouts; remove --layout")
    known = listed(format.layouts, "or")
    raise LedgerError(f"'{name}' is not a layout of {format.name}{did_you_mean(name, format.layouts)}; use {known}")


def _lacking(claims: Sequence[Claim], format: Format) -> list[str]:
    """How many of the exported claims lack a source, and where those are."""
    kinds = ((Sourcing.NONE, f"no source: {format.unsourced}"), (Sourcing.PART, "only part of a source"))
    counts = [(sum(claim.sourcing is level for claim in claims), what) for level, what in kinds]
    return [f"{counted(count, 'claim has', 'claims have')} {what}" for count, what in counts if count]
