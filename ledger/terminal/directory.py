"""Names and sources of a ledger, with the number of claims for each."""

from collections.abc import Iterator, Sequence

from ledger.citation import describe
from ledger.directory import CitedSource, Entry
from ledger.terminal.layout import GAP, Column, Line, Row, Run, cells_of, grid
from ledger.text import clean

_LEAST = 20  # the minimum width of a column of names


def names(entries: Sequence[Entry], heading: str, columns: int) -> Iterator[Line]:
    """A table of names; the column of other names is left out if there are none."""
    rows = [(entry.name, entry.claims, entry.latest, ", ".join(entry.others)) for entry in entries]
    return _table((heading, "Claims", "Latest", "Other names"), rows, columns)


def sources(cited: Sequence[CitedSource], columns: int) -> Iterator[Line]:
    """A table of sources by their keys; one that is written in a claim has none."""
    rows = [(source.key or "–", claims, source.date, describe(source) or source.url) for source, claims in cited]
    return _table(("Source", "Claims", "Date", "Which"), rows, columns)


def _table(headings: Sequence[str], rows: Sequence[tuple[str, int, str, str]], columns: int) -> Iterator[Line]:
    if not rows:
        return
    cells = [(clean(name), f"{claims:,}", time, clean(rest)) for name, claims, time, rest in rows]
    count, time = (max(cells_of(text) for text in (headings[at], *(row[at] for row in cells))) for at in (1, 2))
    names = max(cells_of(text) for text in (headings[0], *(row[0] for row in cells)))
    rest = max(cells_of(row[3]) for row in cells)
    room = max(2 * _LEAST, columns - count - time - 3 * GAP)
    if rest:
        names = min(names, max(_LEAST, room - min(rest, room // 2)))
        rest = max(len(headings[3]), min(rest, room - names))
    else:
        names = min(names, room)
    widths = (names, count, time, rest)
    shown = [at for at, width in enumerate(widths) if width]
    heads = [Column(headings[at], widths[at], right=at == 1) for at in shown]
    yield from grid(heads, [Row([[Run(row[at])] for at in shown]) for row in cells])
