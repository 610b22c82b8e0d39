"""Figures compared: the latest of each company on one metric, and how figures changed over time."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from ledger import dates
from ledger.errors import LedgerError
from ledger.figures import Bound, Figure, read
from ledger.model import FIRM, Claim, Ledger, superseded
from ledger.query import names
from ledger.text import did_you_mean, fold, listed, name_matcher, shortened

LIMITS = {Bound.over, Bound.under}
UNCERTAIN = "another date overlaps"  # said of a figure that may not be the latest
Measure = tuple[str, str]  # unit and rate
WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # for any ratio of two figures, which have 40 digits and a scale


class LatestFigure(NamedTuple):
    """A company's latest figure on a metric.

    `multiple` is its ratio to the next smaller one; None for the last one, for bounds, and across zero.
    """

    claim: Claim
    figure: Figure
    value: Decimal  # the middle of a range
    multiple: Decimal | None
    uncertain: bool  # another claim may be later: their dates overlap


class Step(NamedTuple):
    """One claim in a history; `change` from the previous value is a fraction, or None."""

    claim: Claim
    figure: Figure | None
    change: Decimal | None  # for percentages and percentage points: the difference, in points
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
    known: Sequence[str] = list(names(ledger.claims, "metric"))
    exact = [metric for metric in known if fold(metric).replace(" ", "") == fold(name).replace(" ", "")]
    meant = exact[:1] or list({fold(metric): metric for metric in filter(name_matcher(name), known)}.values())
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
    of_metric = [claim for claim in claims if fold(claim.metric) == fold(metric)]
    known = known_by(ledger.claims, dates.parse(as_of).last) if as_of else ledger.claims
    at_hand = set(map(id, known))
    replaced = superseded(known)
    chosen = [
        claim
        for claim in of_metric
        if id(claim) in at_hand
        and (not firm or claim.status in FIRM)
        and not (current and (claim.retracted or (claim.id and claim.id in replaced)))
    ]
    undated = sum(not claim.published for claim in of_metric) if as_of else 0
    return Comparable(chosen, len(of_metric), undated, replaced)


def latest_figures(claims: Sequence[Claim]) -> dict[Measure, list[LatestFigure]]:
    """Each company's latest readable figure, by unit and rate, largest first; the commonest unit comes first.

    Of two claims about the same time, the later one in the ledger counts.
    """
    groups: dict[tuple[tuple[str, ...], Measure], list[tuple[Claim, Figure]]] = {}
    for claim in claims:
        figure = read(claim.figure, claim.metric)
        if figure is None or not claim.company:
            continue
        groups.setdefault((tuple(sorted(map(fold, claim.companies))), figure.measure), []).append((claim, figure))
    measures: dict[Measure, list[tuple[Claim, Figure, bool]]] = {}
    for (_, measure), pairs in groups.items():
        claim, figure = max(reversed(pairs), key=lambda pair: _time(pair[0]))
        measures.setdefault(measure, []).append((claim, figure, _uncertain(claim, [other for other, _ in pairs])))
    return {measure: _ranked(measures[measure]) for measure in sorted(measures, key=lambda one: -len(measures[one]))}


def _uncertain(latest: Claim, claims: Iterable[Claim]) -> bool:
    """Whether another claim may be later than the latest one, because their dates are not precise enough to tell."""
    if not latest.time:
        return False
    span = dates.parse(latest.time)
    times = {claim.time for claim in claims if claim.time} - {latest.time}
    return not latest.as_of and any(dates.parse(time).overlaps(span) for time in times)


def _ranked(group: list[tuple[Claim, Figure, bool]]) -> list[LatestFigure]:
    ordered = sorted(group, key=lambda member: -value_of(member[1]))
    values = [value_of(figure) for _, figure, _ in ordered]
    ranked = []
    for at, (claim, figure, uncertain) in enumerate(ordered):
        multiple = None
        if at + 1 < len(ordered) and values[at + 1] > 0 and not {figure.bound, ordered[at + 1][1].bound} & LIMITS:
            multiple = values[at] / values[at + 1]
        ranked.append(LatestFigure(claim, figure, values[at], multiple, uncertain))
    return ranked


def histories(claims: Sequence[Claim], replaced: frozenset[str]) -> list[History]:
    """The claims that have a metric and a time, grouped by company and metric, in order of time.

    A change is counted from the previous valid figure with the same unit.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Claim]] = {}
    for claim in claims:
        if claim.metric and claim.company and claim.time:
            key = (tuple(sorted(map(fold, claim.companies))), fold(claim.metric))
            groups.setdefault(key, []).append(claim)
    return [_history(group, replaced) for group in groups.values()]


def _history(claims: list[Claim], replaced: frozenset[str]) -> History:
    steps = []
    before: Figure | None = None
    for claim in sorted(claims, key=_time):
        figure = read(claim.figure, claim.metric)
        gone = bool(claim.retracted) or (bool(claim.id) and claim.id in replaced)
        change, crosses = None, False
        if before and figure and not gone:
            change = change_between(before, figure)
            crosses = change is None and before.measure == figure.measure and min(before.low, figure.low) < 0
        steps.append(Step(claim, figure, change, gone, crosses))
        if figure and not gone:
            before = figure
    return History(claims[0].company, claims[0].metric, tuple(steps))


def change_between(before: Figure, after: Figure) -> Decimal | None:
    """The change between two figures as a fraction of the first, or in points for percentages.

    None if the units or rates differ, after zero or a negative figure, and between bounds.
    """
    if before.measure != after.measure or {before.bound, after.bound} & LIMITS:
        return None
    first, second = value_of(before), value_of(after)
    if after.unit in ("%", "pp"):
        return second - first
    return second / first - 1 if first > 0 else None


def _time(claim: Claim) -> tuple[bool, datetime.date, datetime.timedelta]:
    """A sort key: when a claim's figure was true; claims without a time come first.

    A time that the claim speaks of (`as_of`) counts by its last day, a date of publication by its
    first: "2026" is not later than a day in 2026 for being vague. Of two that are equal, the more
    precise one is later.
    """
    if not claim.time:
        return False, dates.FIRST, datetime.timedelta()
    span = dates.parse(claim.time)
    return True, span.last if claim.as_of else span.first, span.first - span.last
