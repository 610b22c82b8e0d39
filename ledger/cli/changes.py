"""`ledger changes`: what changed in the ledger since a revision of git, claim by claim."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from msgspec.structs import replace

from ledger import dates, terminal
from ledger.changes import ClaimChange, Kind, changes, name_of, sentence
from ledger.cli.options import Color, Scope, one_of, scoped
from ledger.cli.output import emit, emit_data
from ledger.cli.release import Private, Today, held_back, to_publish
from ledger.cli.summary import summarize
from ledger.errors import InvalidValueError, LedgerError
from ledger.files.history import commit_before, commit_named, texts_at
from ledger.files.reading import STDIN, decoded
from ledger.loading import load_texts
from ledger.model import Claim, Ledger
from ledger.query import select
from ledger.terminal.layout import indented
from ledger.text import clean, counted, listed

_FORMATS = ("text", "json")


@scoped
def changes_since(
    scope: Scope,
    revision: Annotated[
        str,
        typer.Argument(metavar="REV", help="A commit or tag of git, or a day: the last commit before it."),
    ] = "HEAD",
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = "text",
    private: Private = False,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Say what was corrected, superseded, retracted, added and removed since a revision of git."""
    paths = scope.paths()
    if STDIN in paths:
        raise LedgerError("standard input has no earlier revision; name a file with --file PATH")
    ledger = scope.load()
    before = _at(revision, paths)
    selection = select(ledger, scope.filters)
    result = to_publish(selection.claims, private=private, today=today)
    old = to_publish(_confidential_since(select(before, scope.filters).claims, ledger), private=private, today=today)
    hidden = set(map(name_of, ledger.claims)) - set(map(name_of, result.claims))  # not selected, or under an embargo
    earlier = tuple(claim for claim in old.claims if name_of(claim) not in hidden)
    found = list(changes(replace(before, claims=earlier), replace(ledger, claims=tuple(result.claims))))
    if format == "json":
        emit_data(json.dumps([_row(change) for change in found], ensure_ascii=False, indent=1) + "\n")
    else:
        emit(terminal.rendered(_lines(found), styled=terminal.use_color(color)))
    summarize(scope, ledger, selection, _count(found), *held_back(result))
    return 0


def _at(revision: str, paths: list[str]) -> Ledger:
    """The ledger in a revision. Raises LedgerError if there is none."""
    day = _day(revision)
    commit = commit_before(day, paths[0]) if day else commit_named(revision, paths[0])
    texts = texts_at(commit, paths)
    if not texts:
        raise LedgerError(f"the ledger is not in {clean(revision)}; git has no earlier version of it there")
    return load_texts({path: decoded(data, clean(path)) for path, data in texts.items()})


def _confidential_since(claims: Sequence[Claim], now: Ledger) -> list[Claim]:
    """Earlier claims, with their sources as confidential as they are now: who was open once may need protection today.

    Of a claim that cites a confidential source now, this holds for all but the sources that are still declared as open:
    the same one may have another key by now.
    """
    keys = {key for key, source in now.sources.items() if source.confidential}
    still_open = now.sources.keys() - keys
    names = {name_of(claim) for claim in now.claims if any(cited.source.confidential for cited in claim.citations)}
    marked = []
    for claim in claims:
        doubtful = name_of(claim) in names
        citations = tuple(
            replace(cited, source=replace(cited.source, confidential=True))
            if cited.source.key in keys or (doubtful and cited.source.key not in still_open)
            else cited
            for cited in claim.citations
        )
        marked.append(replace(claim, citations=citations))
    return marked


def _day(revision: str) -> str:
    """The day that a revision is, or begins with; "" if it is no date."""
    try:
        return str(dates.parse(dates.entered(revision)).first)
    except InvalidValueError:
        return ""


def _lines(found: list[ClaimChange]) -> list[terminal.Line]:
    lines: list[terminal.Line] = []
    for kind in Kind:
        alike = [change for change in found if change.kind is kind]
        if not alike:
            continue
        head = [terminal.Run(f"{kind} ({len(alike):,})", "bold")]
        lines += [[], head] if lines else [head]
        for change in alike:
            name = change.claim.id or str(change.claim.place)
            lines += indented([terminal.Run(clean(name), "dim")], 2, terminal.width())
            lines += indented([terminal.Run(clean(sentence(change)))], 4, terminal.width(), fold=True)
    return lines


def _row(change: ClaimChange) -> dict[str, object]:
    return {
        "change": change.kind,
        "id": change.claim.id,
        "claim": change.claim.claim,
        "before": change.before.claim if change.before else "",
        "figure": change.claim.figure,
        "figure_before": change.before.figure if change.before else "",
        "fields": [{"field": name, "before": was, "now": now} for name, was, now in change.fields],
        "sentence": sentence(change),
    }


def _count(found: list[ClaimChange]) -> str:
    counts = [(sum(change.kind is kind for change in found), kind) for kind in Kind]
    if not found:
        return "no changes"
    return f"{counted(len(found), 'change')}: {listed([f'{number:,} {kind}' for number, kind in counts if number])}"
