"""From a database to a ledger: the claims that filters may select, and what the whole database holds."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ledger.database.connecting import Query, connected
from ledger.database.narrowing import KINDS, Condition, condition, contains_words
from ledger.database.tables import VERSION
from ledger.errors import LedgerError
from ledger.model import Claim, Ledger, Source, Whole
from ledger.places import place_in
from ledger.query import Filters, contains

_COLUMNS = "number, path, line, record"
_FEW = 200  # claims that are looked at to see whether a word is in the database
# Each name once: from one to the next by the index, without the many rows of a name in between.
_NAMES = """
    WITH RECURSIVE each(name) AS (
        SELECT min(name) FROM name WHERE kind = ?
        UNION ALL
        SELECT (SELECT min(n.name) FROM name n WHERE n.kind = ? AND n.name > each.name) FROM each
        WHERE each.name IS NOT NULL
    )
    SELECT name FROM each WHERE name IS NOT NULL
"""


def read(address: str, filters: Filters, metric: str = "") -> Ledger:
    """The claims of a database that the filters may select, in its order, with those that supersede them.

    The ledger's `whole` says what else there is. `address` is the path of an SQLite file or the URI of a PostgreSQL
    database; `metric` is that of `ledger compare`. Raises LedgerError if the database cannot be read, or was made by
    another version.
    """
    with connected(address) as query:
        total, heading = _head(query)
        asked = [kind for kind in KINDS if kind == "metric" or getattr(filters, kind)]  # compare wants all metrics
        names = {kind: tuple(_names(query, KINDS[kind])) for kind in asked}
        where = condition(filters, names, metric)
        claims = dict(_claims(query, where))
        words = (*filters.match, *filters.words)
        missing = frozenset(word for word in words if not _holds(query, word, claims.values()))
        if len(claims) < total:
            replaced = f"SELECT id FROM claim WHERE superseded = 1 AND {where.sql}"
            replacing = f"supersedes <> '' AND supersedes IN ({replaced})"  # the first part has an index
            claims |= dict(_claims(query, Condition(replacing, where.values)))
    kept = tuple(claim for _, claim in sorted(claims.items(), key=lambda pair: pair[0]))
    return Ledger(
        claims=kept,
        sources=_declared(kept),
        files=() if "://" in address else (address,),
        heading=heading,
        whole=Whole(total, names, missing),
    )


def _head(query: Query) -> tuple[int, str]:
    """The number of claims, and the heading. Raises LedgerError for another layout than this version's."""
    (version, claims, heading), *_ = query("SELECT version, claims, heading FROM _ledger", ())
    if version != VERSION:
        raise LedgerError(
            f"the database has layout {version}, and this version of ledger reads {VERSION}: "
            + ("update ledger" if int(str(version)) > VERSION else "export it again")
        )
    return int(str(claims)), str(heading)


def _names(query: Query, kinds: Sequence[str]) -> Collection[str]:
    return dict.fromkeys(str(name) for kind in kinds for (name,) in query(_NAMES, (kind, kind)))


def _claims(query: Query, condition: Condition, limit: int | None = None) -> Iterator[tuple[int, Claim]]:
    """Claims with their numbers, in order."""
    decode = msgspec.json.Decoder(Claim).decode
    most = f" LIMIT {limit}" if limit else ""
    sql = f"SELECT {_COLUMNS} FROM claim WHERE {condition.sql} ORDER BY number{most}"
    for number, path, line, record in query(sql, condition.values):
        try:
            claim = decode(str(record))
        except (msgspec.MsgspecError, ValueError) as error:
            raise LedgerError(f"claim {number} of the database is damaged: {error}; export it again") from None
        yield int(str(number)), replace(claim, place=place_in(str(path), int(str(line)), 1))


def _holds(query: Query, word: str, claims: Iterable[Claim]) -> bool:
    """Whether a word is in claims, else in one of the first few of the database that may have it."""
    found = contains(word)
    return any(map(found, claims)) or any(found(claim) for _, claim in _claims(query, contains_words(word), _FEW))


def _declared(claims: Iterable[Claim]) -> dict[str, Source]:
    sources = (cited.source for claim in claims for cited in claim.citations)
    return {source.key: source for source in sources if source.key}
