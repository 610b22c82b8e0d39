"""From filters to SQL that narrows: it may leave in what they do not select, but leaves out nothing that they do.

The SQL is read by SQLite and by PostgreSQL alike; a value stands for each `?`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger import dates
from ledger.metrics import metric_key
from ledger.query import Filters
from ledger.text import fold, folded_name, name_matcher

# The kinds in the table `name` that a filter looks at.
KINDS: Mapping[str, tuple[str, ...]] = {
    "company": ("company", "other name", "mention"),
    "publisher": ("publisher",),
    "metric": ("metric",),
    "tag": ("tag",),
}
_MOST_NAMES = 5_000  # in one condition; that more of them match narrows little
_ROUNDING = 1e-9  # numbers in a database may be rounded


class Condition(NamedTuple):
    """A condition in SQL, and the values for its question marks."""

    sql: str
    values: tuple[object, ...] = ()


def condition(filters: Filters, names: Mapping[str, Sequence[str]], metric: str = "") -> Condition:
    """What holds for all claims that the filters select; `names` has all names of the database by their kind.

    With a `metric` of `ledger compare`, claims on others are left out, too, but none without a metric.
    """
    every = list(_conditions(filters, names, metric))
    where = Condition(" AND ".join(part.sql for part in every) or "1 = 1", _values(every))
    if len(filters.words) != 1:
        return where
    # A word that is an id means that claim, even where a later filter leaves it out.
    return _any([Condition("id = ?", filters.words), where])


def _conditions(filters: Filters, names: Mapping[str, Sequence[str]], metric: str) -> Iterator[Condition]:
    for kind in KINDS:
        patterns: tuple[str, ...] = getattr(filters, kind)
        if patterns:
            tests = [name_matcher(pattern) for pattern in patterns]
            hits = [name for name in names[kind] if any(test(name) for test in tests)]
            if len(hits) <= _MOST_NAMES:
                kinds, wanted = _marks(KINDS[kind]), _marks(hits)
                inner = f"SELECT claim FROM name WHERE kind IN ({kinds}) AND name IN ({wanted})"
                yield Condition(f"number IN ({inner})", (*KINDS[kind], *hits))
    if metric:
        contains = name_matcher(metric)
        hits = [name for name in names["metric"] if metric_key(name) == metric_key(metric) or contains(name)]
        if len(hits) <= _MOST_NAMES:
            yield Condition(f"(metric = '' OR metric IN ({_marks(hits)}))", tuple(hits))
    if filters.status:
        gone = " OR retracted <> ''" * ("retracted" in filters.status)
        gone += " OR superseded = 1" * ("superseded" in filters.status)
        yield Condition(f"(status IN ({_marks(filters.status)}){gone})", filters.status)
    if filters.match:
        yield _any([contains_words(pattern) for pattern in filters.match])
    yield from map(contains_words, filters.words)
    if filters.sourced is not None:
        yield Condition("sourced = 'full'" if filters.sourced else "sourced <> 'full'")
    if filters.since:
        yield Condition("(last_day >= ? OR last_day IS NULL)", (dates.parse(filters.since).first.isoformat(),))
    if filters.until:
        yield Condition("(first_day <= ? OR first_day IS NULL)", (dates.parse(filters.until).last.isoformat(),))
    for text, lowest in ((filters.minimum, True), (filters.maximum, False)):
        if text:
            limit = _limit(text, lowest=lowest)
            dated = filters.since or filters.until  # which count what has no date, whatever its figure
            yield _any([limit, Condition("first_day IS NULL")]) if dated else limit


def contains_words(pattern: str) -> Condition:
    """That a claim or its sources may contain the pattern's words."""
    words = fold(pattern)
    if not words:  # it is searched for literally
        return Condition("1 = 1")
    return Condition("(folded LIKE ? OR folded LIKE ?)", (f"%{words}%", f"%{folded_name(pattern)}%"))


def _any(options: Sequence[Condition]) -> Condition:
    return Condition(f"({' OR '.join(option.sql for option in options)})", _values(options))


def _values(every: Sequence[Condition]) -> tuple[object, ...]:
    return tuple(value for part in every for value in part.values)


def _limit(stated: str, *, lowest: bool) -> Condition:
    """That a figure may be at least, or at most, an amount. Claims without a readable one are counted: they stay in."""
    from ledger.figures import amount, based, is_count, measure_of, size_of  # slow to import, and rarely needed

    limit = amount(stated)
    if measure_of(limit)[0] == "cent" or (limit.unit and is_count(limit.unit) and size_of(limit) != 1):
        return Condition("1 = 1")
    sign = -1 if lowest else 1
    compared, column = (">=", "high") if lowest else ("<=", "low")
    if not limit.unit or is_count(limit.unit):
        edge = float(limit.low if lowest else limit.high)
        return Condition(f"(low IS NULL OR {column} {compared} CAST(? AS NUMERIC))", (_widened(edge, sign),))
    dimension, base = measure_of(limit)[0], based(limit)
    edge = float(base.low if lowest else base.high)
    sql = f"dimension = ? AND base_{column} {compared} CAST(? AS NUMERIC)"
    return Condition(f"(low IS NULL OR dimension = 'cent' OR {sql})", (dimension, _widened(edge, sign)))


def _widened(edge: float, sign: int) -> float:
    return edge + sign * abs(edge) * _ROUNDING


def _marks(values: Sequence[object]) -> str:
    """A question mark for each value; for none, what nothing is equal to."""
    return ", ".join("?" * len(values)) or "NULL"
