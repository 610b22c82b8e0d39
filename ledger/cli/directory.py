"""`ledger list`: the companies, publishers, sources, metrics and tags of a ledger."""

from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.destination import chosen_format, deliver
from ledger.cli.options import Color, Force, Output, Safe, Scope, one_of, scoped
from ledger.cli.release import Private, Today, held_back, to_publish
from ledger.cli.summary import summarize
from ledger.directory import KINDS, cited_sources, entries
from ledger.errors import LedgerError
from ledger.exporters import directory as exporters
from ledger.query import select
from ledger.terminal import directory as tables
from ledger.text import counted

_WHAT = ("companies", "publishers", "sources", "metrics", "tags")
_FORMATS = ("table", *exporters.FORMATS)
_SINGULAR = {"companies": "company"}


@scoped
def list_names(
    scope: Scope,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help=f"{', '.join(_WHAT)}.",
            callback=one_of(_WHAT),
            autocompletion=lambda: list(_WHAT),
        ),
    ],
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="Show only the first N.")] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = None,
    output: Output = "",
    force: Force = False,
    safe: Safe = False,
    private: Private = False,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """List the companies, publishers, sources, metrics or tags, with the number of their claims."""
    format = chosen_format(format, output, _FORMATS)
    if safe and format != "csv":
        raise LedgerError("--safe is for csv only")
    ledger = scope.load()
    selection = select(ledger, scope.filters)
    leaves = format != "table" or bool(output)
    result = to_publish(selection.claims, private=private or not leaves, today=today)
    if what in KINDS:
        found = entries(ledger, result.claims, what)
        number, shown = len(found), found[:limit]
        lines = tables.names(shown, _name(what).capitalize(), terminal.width())
        data = exporters.names(shown, format, safe=safe) if format != "table" else ""
    else:
        cited = cited_sources(ledger, result.claims, unused=not scope.filters)
        if leaves and not private:
            cited = [citation for citation in cited if not citation.source.confidential]
        number, first = len(cited), cited[:limit]
        lines = tables.sources(first, terminal.width())
        data = exporters.sources(first, format, safe=safe) if format != "table" else ""
    text = data or terminal.rendered(lines, styled=terminal.use_color(color, to_file=bool(output)))
    deliver(text, output, ledger, force=force, data=format != "table")
    more = f"{min(limit, number):,} of " if limit is not None else ""
    summarize(scope, ledger, selection, f"{more}{counted(number, _name(what), what)}", *held_back(result))
    return 0


def _name(what: str) -> str:
    return _SINGULAR.get(what, what.removesuffix("s"))
