"""A ledger as an SQLite database: for colleagues, Datasette, and programs that speak SQL."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ledger import dates, urls
from ledger.database.tables import APPLICATION, INDEXES, TABLES, VERSION, VIEWS
from ledger.errors import LedgerError
from ledger.figures import measure_of as measured
from ledger.figures import read, size_of
from ledger.model import Citation, Claim, Source, superseded
from ledger.places import NOWHERE
from ledger.text import fold, folded_name

_NO_FIGURE = (None, None, "", "", "", "", None, None)
_BETWEEN = "; "


def write(path: str, claims: Sequence[Claim], heading: str) -> None:
    """Write a database into an empty file: a table for each of TABLES, the views, and what they mean in `_columns`.

    Raises LedgerError if it cannot be written.
    """
    try:
        connection = sqlite3.connect(path)
        try:
            _fill(connection, claims, heading)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise LedgerError(f"the database cannot be written: {error}") from None


def _fill(connection: sqlite3.Connection, claims: Sequence[Claim], heading: str) -> None:
    # The file is new, and gets its name only when it is whole: no journal is needed.
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        f"application_id = {APPLICATION}",
        f"user_version = {VERSION}",
    ):
        connection.execute(f"PRAGMA {setting}")
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{one.name} {one.type}' for one in columns)})")
    numbers: dict[tuple[str, Source], int] = {}
    old = superseded(claims)
    _insert(connection, "claim", (_claim(number, claim, old) for number, claim in enumerate(claims, 1)))
    _insert(connection, "citation", _citations(claims, numbers))
    _insert(connection, "source", (_source(number, source) for (_, source), number in numbers.items()))
    _insert(connection, "name", _names(claims))
    for index in INDEXES:
        connection.execute(index)
    connection.execute("CREATE TABLE _columns (table_name TEXT, column_name TEXT, meaning TEXT)")
    said = [(table, column.name, column.said) for table, columns in TABLES.items() for column in columns]
    said += [(name, "", meaning) for name, (meaning, _) in VIEWS.items()]
    connection.executemany("INSERT INTO _columns VALUES (?, ?, ?)", said)
    connection.execute("CREATE TABLE _ledger (heading TEXT)")
    connection.execute("INSERT INTO _ledger VALUES (?)", (heading,))
    for name, (_, query) in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join("?" * len(TABLES[table]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _claim(number: int, claim: Claim, replaced: frozenset[str]) -> tuple[object, ...]:
    first, last = _days(claim.time)
    quotes = (claim.loose_quote, *(cited.quote for cited in claim.citations))
    words = " ".join(filter(None, map(fold, (claim.claim, *claim.company, claim.metric, *quotes))))
    checked = claim.checked
    return (
        *(number, claim.id, _BETWEEN.join(claim.company), claim.claim, claim.metric, claim.figure),
        *_figure(claim),
        *(claim.as_of, first, last, claim.status, _BETWEEN.join(claim.mentions), claim.supersedes),
        *(int(bool(claim.id) and claim.id in replaced), claim.withdrawn, int(claim.unreviewed)),
        *(checked.by if checked else "", checked.on if checked else "", claim.embargo, claim.note),
        *(_BETWEEN.join(claim.tags), claim.sourcing.name.lower(), claim.place.path, claim.place.line, words),
        _record(claim),
    )


def _record(claim: Claim) -> str:
    """A claim with its sources as JSON, without the places where they are written."""
    cited = tuple(replace(one, source=replace(one.source, place=NOWHERE)) for one in claim.citations)
    return msgspec.json.encode(replace(claim, place=NOWHERE, citations=cited)).decode()


def _figure(claim: Claim) -> Sequence[object]:
    """The figure of a claim as numbers: in its own unit, and in the base unit of its dimension."""
    figure = read(claim.figure, claim.metric) if claim.figure else None
    if figure is None:
        return _NO_FIGURE
    dimension, size = measured(figure)[0], size_of(figure)
    low, high = float(figure.low), float(figure.high)
    base = float(figure.low * size), float(figure.high * size)
    return low, high, figure.unit, figure.per, figure.bound.value, dimension, *base


def _days(time: str) -> tuple[str, str]:
    """The first and the last day of a time, as ISO 8601 writes them; "" for none."""
    if not time:
        return "", ""
    span = dates.parse(time)
    return span.first.isoformat(), span.last.isoformat()


def _source(number: int, source: Source) -> tuple[object, ...]:
    document = urls.document(source.url) if source.url else ""
    return (
        *(number, source.key, source.type, source.publisher, source.title, source.url, document, source.date),
        *_days(source.date),
        *(_BETWEEN.join(source.author), _BETWEEN.join(source.attributed_to), source.accessed, source.archive_url),
        *(source.archive_date, source.copy, source.copy_sha256, source.language, int(source.confidential)),
        source.retracted,
    )


def _citations(claims: Iterable[Claim], numbers: dict[tuple[str, Source], int]) -> Iterator[tuple[object, ...]]:
    """The citations of claims; their sources are numbered, each once."""
    for number, claim in enumerate(claims, 1):
        for position, cited in enumerate(claim.citations, 1):
            source = numbers.setdefault((cited.source.key, cited.source), len(numbers) + 1)
            yield number, source, position, cited.quote, cited.locator


def _names(claims: Iterable[Claim]) -> Iterator[tuple[object, ...]]:
    for number, claim in enumerate(claims, 1):
        named: Mapping[str, Iterable[str]] = {
            "company": claim.company,
            "other name": (name for name in claim.aliases if name not in claim.company),
            "publisher": _publishers(claim.citations),
            "metric": filter(None, (claim.metric,)),
            "mention": claim.mentions,
            "tag": claim.tags,
        }
        for kind, names in named.items():
            for name in dict.fromkeys(names):
                yield number, kind, name, folded_name(name)


def _publishers(citations: Iterable[Citation]) -> Iterator[str]:
    return (name for cited in citations for name in cited.source.who)
