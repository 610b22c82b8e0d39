"""Figures compared: the latest of each company on one metric, and how figures changed over time."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple, TypeVar

from ledger import dates
from ledger.errors import LedgerError
from ledger.figures import (
    TEMPERATURES,
    Bound,
    Figure,
    Measure,
    are_comparable,
    based,
    in_common,
    joined,
    measure_of,
    read,
)
from ledger.metrics import metric_key
from ledger.model import FIRM, Claim, Ledger, superseded
from ledger.query import known_names
from ledger.text import did_you_mean, fold, listed, name_matcher, shortened

T = TypeVar("T")
LIMITS = {Bound.over, Bound.under}
UNCERTAIN = "another date overlaps"  # said of a figure that may not be the latest
_POINTS = ("%", "pp")  # dimensions that change by points
_NARROW = Decimal("0.05")  # a range of up to a twentieth of its value is like a rounding
WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # for any ratio of two figures, which have 40 digits and a scale


class LatestFigure(NamedTuple):
    """A company's latest figure on a metric.

    `multiple` is its ratio to the next smaller one; None for the last one, for bounds, ranges, percentages and
    temperatures, and across zero.
    """

    claim: Claim
    figure: Figure
    value: Decimal  # in the base unit of its dimension; the middle of a range
    multiple: Decimal | None
    uncertain: bool  # another claim may be later: their dates overlap


class Change(NamedTuple):
    """The change from one figure to another."""

    value: Decimal
    points: str = ""  # what it is counted in, where it is no fraction of the first one: "points", "degrees"


class Step(NamedTuple):
    """One claim in a history, with the change from the previous value, if that means something."""

    claim: Claim
    figure: Figure | None
    change: Change | None
    superseded: bool
    crosses_zero: bool = False  # from a negative figure or to one, which has no meaningful percentage


class History(NamedTuple):
    """The claims with the same company and metric, in order of time."""

    company: tuple[str, ...]
    metric: str
    steps: tuple[Step, ...]


def rounded(value: Decimal, place: str) -> Decimal:
    """A number rounded to a place ("0.1"), however large it is."""
    return value.quantize(Decimal(place), context=WIDE)


def value_of(figure: Figure) -> Decimal:
    """The value to draw a figure with: the middle of a range."""
    return figure.low if figure.low == figure.high else (figure.low + figure.high) / 2


def known_by(claims: Iterable[Claim], day: datetime.date) -> list[Claim]:
    """The claims with a source that was surely published by the end of a day."""
    return [
        claim
        for claim in claims
        if any(citation.source.date and dates.parse(citation.source.date).last <= day for citation in claim.citations)
    ]


def metric_named(ledger: Ledger, name: str) -> str:
    """The metric with this name, else the only one that contains its words.

    Raises LedgerError if there is none or more than one: figures of two metrics are never compared.
    """
    known: Sequence[str] = list(known_names(ledger, "metric"))
    exact = [metric for metric in known if metric_key(metric) == metric_key(name)]
    meant = exact[:1] or list({metric_key(metric): metric for metric in filter(name_matcher(name), known)}.values())
    if not meant:
        raise LedgerError(f"no claim has the metric '{shortened(name)}'{did_you_mean(name, known)}")
    if len(meant) > 1:
        raise LedgerError(f"'{shortened(name)}' matches several metrics; use {shortened(listed(sorted(meant), 'or'))}")
    return meant[0]


class Comparable(NamedTuple):
    """The claims on one metric that can be compared, and how many cannot."""

    claims: list[Claim]
    total: int  # claims on the metric
    undated: int  # left out because it is not known when their sources were published
    replaced: frozenset[str]  # the ids of superseded claims

    @property
    def unread(self) -> int:
        """How many have no company or no readable figure."""
        return sum(not claim.company or read(claim.figure, claim.metric) is None for claim in self.claims)


def comparable(
    ledger: Ledger, claims: Iterable[Claim], metric: str, *, as_of: str, firm: bool, current: bool
) -> Comparable:
    """Those of some claims of a ledger that can be compared on a metric.

    With a date, claims published later are left out; if `firm`, forecasts and plans are; if
    `current`, retracted claims and those that were superseded by then are.
    """
    of_metric = [claim for claim in claims if metric_key(claim.metric) == metric_key(metric)]
    known = known_by(ledger.claims, dates.parse(as_of).last) if as_of else ledger.claims
    at_hand = set(map(id, known))
    replaced = superseded(known)
    chosen = [
        claim
        for claim in of_metric
        if id(claim) in at_hand
        and (not firm or claim.status in FIRM)
        and not (current and (claim.withdrawn or (claim.id and claim.id in replaced)))
    ]
    undated = sum(not claim.published for claim in of_metric) if as_of else 0
    return Comparable(chosen, len(of_metric), undated, replaced)


def latest_figures(claims: Sequence[Claim]) -> dict[Measure, list[LatestFigure]]:
    """Each company's latest readable figure, by measure, largest first; the commonest measure comes first.

    A measure has the unit of its figures, if they have one. Of two claims about the same time, the later one in the
    ledger counts.
    """
    companies: dict[tuple[str, ...], dict[Measure, list[tuple[Claim, Figure]]]] = {}
    for claim in claims:
        figure = read(claim.figure, claim.metric)
        if figure is None or not claim.company:
            continue
        of_company = companies.setdefault(tuple(sorted(map(fold, claim.companies))), {})
        of_company.setdefault(measure_of(figure), []).append((claim, figure))
    measures: dict[Measure, list[tuple[Claim, Figure, bool]]] = {}
    for groups in companies.values():
        for measure, pairs in merged(groups).items():
            claim, figure = max(reversed(pairs), key=lambda pair: time_of(pair[0]))
            measures.setdefault(measure, []).append((claim, figure, _uncertain(claim, [other for other, _ in pairs])))
    ordered = sorted(measures, key=lambda one: -len(measures[one]))
    return {
        shown_measure(measure, (figure for _, figure, _ in measures[measure])): _ranked(measures[measure], measure[0])
        for measure in ordered
    }


def merged(groups: Mapping[Measure, list[T]]) -> dict[Measure, list[T]]:
    """The figures of a company by their measures; those that may be of exactly one of the others are of it."""
    found: dict[Measure, list[T]] = {}
    for measure, members in groups.items():
        homes = joined(measure, groups)
        found.setdefault(homes[0] if len(homes) == 1 else measure, []).extend(members)
    return found


def shown_measure(measure: Measure, figures: Iterable[Figure]) -> Measure:
    """A measure with the unit of its figures, if they have one."""
    units = {figure.unit for figure in figures}
    return (units.pop() if len(units) == 1 else measure[0]), measure[1]


def _uncertain(latest: Claim, claims: Iterable[Claim]) -> bool:
    """Whether another claim may be later than the latest one, because their dates are not precise enough to tell."""
    if not latest.time:
        return False
    span = dates.parse(latest.time)
    times = {claim.time for claim in claims if claim.time} - {latest.time}
    return not latest.as_of and any(dates.parse(time).overlaps(span) for time in times)


def _ranked(group: list[tuple[Claim, Figure, bool]], dimension: str) -> list[LatestFigure]:
    valued = [(value_of(based(member[1], dimension)), *member) for member in group]
    ordered = sorted(valued, key=lambda one: -one[0])
    ranked = []
    for at, (value, claim, figure, uncertain) in enumerate(ordered):
        multiple = None
        if at + 1 < len(ordered):
            following, _, other, _ = ordered[at + 1]
            multiple = value / following if following > 0 and _have_ratio(figure, other) else None
        ranked.append(LatestFigure(claim, figure, value, multiple, uncertain))
    return ranked


def _have_ratio(one: Figure, other: Figure) -> bool:
    """Whether one figure can be a multiple of another: not for bounds, wide ranges, percentages and temperatures."""
    apart = measure_of(one)[0] in _POINTS or one.unit in TEMPERATURES
    return not (apart or {one.bound, other.bound} & LIMITS or is_wide(one) or is_wide(other))


def is_wide(figure: Figure) -> bool:
    """Whether a figure is a range that is wider than a rounding: its middle is nobody's figure."""
    return figure.high - figure.low > _NARROW * abs(figure.high)


def histories(claims: Sequence[Claim], replaced: frozenset[str]) -> list[History]:
    """The claims that have a metric and a time, grouped by company and metric, in order of time.

    A change is counted from the previous valid figure with the same unit; that of a report or an estimate from the
    report or estimate before it, not from a forecast between them.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Claim]] = {}
    for claim in claims:
        if claim.metric and claim.company and claim.time:
            key = (tuple(sorted(map(fold, claim.companies))), metric_key(claim.metric))
            groups.setdefault(key, []).append(claim)
    return [_history(group, replaced) for group in groups.values()]


def _history(claims: list[Claim], replaced: frozenset[str]) -> History:
    steps = []
    last: Figure | None = None
    firm: Figure | None = None  # the last one that is no forecast or plan
    for claim in sorted(claims, key=time_of):
        figure = read(claim.figure, claim.metric)
        gone = bool(claim.withdrawn) or (bool(claim.id) and claim.id in replaced)
        before = firm if claim.status in FIRM else last
        change, crosses = None, False
        if before and figure and not gone:
            change = change_between(before, figure)
            crosses = change is None and are_comparable(before, figure) and min(before.low, figure.low) < 0
        steps.append(Step(claim, figure, change, gone, crosses))
        if figure and not gone:
            last = figure
            firm = figure if claim.status in FIRM else firm
    return History(claims[0].company, claims[0].metric, tuple(steps))


def change_between(before: Figure, after: Figure) -> Change | None:
    """The change between two figures as a fraction of the first; for percentages and temperatures, in points.

    None if they cannot be compared, after zero or a negative figure, and between bounds or wide ranges.
    """
    if not are_comparable(before, after) or {before.bound, after.bound} & LIMITS or is_wide(before) or is_wide(after):
        return None
    if measure_of(after)[0] in _POINTS or after.unit in TEMPERATURES:
        same = before.unit == after.unit
        one, other = (before, after) if same and after.unit else (based(before), based(after))
        points = (
            "degrees" if after.unit in TEMPERATURES else "basis points" if same and after.unit == "bp" else "points"
        )
        return Change(value_of(other) - value_of(one), points)
    one, other = in_common(before, after)
    first, second = value_of(one), value_of(other)
    return Change(second / first - 1) if first > 0 else None


def time_of(claim: Claim) -> tuple[bool, datetime.date, datetime.timedelta]:
    """A sort key: when a claim's figure was true; claims without a time come first.

    A time that the claim speaks of (`as_of`) counts by its last day, a date of publication by its
    first: "2026" is not later than a day in 2026 for being vague. Of two that are equal, the more
    precise one is later.
    """
    if not claim.time:
        return False, dates.FIRST, datetime.timedelta()
    span = dates.parse(claim.time)
    return True, span.last if claim.as_of else span.first, span.first - span.last
