"""Two figures that cannot both be right.

Two claims with the same company, metric and time conflict if their figures differ by more than rounding or a bound
("more than") allows. Two reports without `as_of`, at most a week apart, may speak of one time or of two; of these, only
a figure that looks like a typing error of the other one is found. Superseded and retracted claims, and claims with
another status (a forecast and a report), are not compared.

Fails:

    claims:
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        metric: valuation
        figure: $852 billion
        as_of: 2026-03
      - company: OpenAI
        claim: OpenAI is worth $730 billion.
        metric: valuation
        figure: $730 billion
        as_of: 2026-03

Passes:

    claims:
      - id: openai-valuation-rumour
        company: OpenAI
        claim: OpenAI is worth $730 billion.
        metric: valuation
        figure: $730 billion
        as_of: 2026-03
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        metric: valuation
        figure: $852 billion
        as_of: 2026-03
        supersedes: openai-valuation-rumour

Fix: find out which is right; then add `supersedes` to the later claim, or `retracted` to the wrong one.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from ledger import dates
from ledger.dates import Span
from ledger.figures import (
    Figure,
    Measure,
    based,
    conflict,
    in_common,
    joined,
    likely_typo,
    measure_of,
    read,
    typo_in_conflict,
)
from ledger.linter import Rule
from ledger.metrics import metric_key
from ledger.model import THERE, Claim, Finding, Ledger, Level, superseded
from ledger.text import counted, fold

# Up to so many different figures for one thing each is compared with each; of more, each with a few of them.
_ALL = 64
_FEW = 8
_WEEK = datetime.timedelta(days=7)


class _Stated(NamedTuple):
    """A figure, and the claims that state it."""

    figure: Figure
    claims: list[Claim]


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    replaced = superseded(ledger.claims)
    things: dict[tuple[object, ...], list[Claim]] = {}
    undated: dict[tuple[object, ...], list[Claim]] = {}  # without `as_of`
    for claim in ledger.claims:
        valid = not claim.withdrawn and not (claim.id and claim.id in replaced)
        if valid and claim.figure and claim.company and claim.metric and claim.time:
            thing = (frozenset(map(fold, claim.companies)), metric_key(claim.metric), claim.status)
            things.setdefault((*thing, dates.canonical(claim.time)), []).append(claim)
            if not claim.as_of and claim.status == "reported":
                undated.setdefault(thing, []).append(claim)
    for claims in things.values():
        if len({claim.figure for claim in claims}) > 1:
            reported: set[int] = set()  # claims whose count may be of several nouns
            for values in _by_measure(claims):
                for finding, claim in _conflicts(sorted(values, key=_size)):
                    if id(claim) not in reported:
                        reported.add(id(claim))
                        yield finding
    for claims in undated.values():
        if len({claim.figure for claim in claims}) > 1:
            yield from _typos_within_a_week(claims)


def _typos_within_a_week(claims: Iterable[Claim]) -> Iterator[Finding]:
    """A finding for each report whose figure looks like a typing error of one that was published shortly before."""
    recent: list[tuple[Span, Claim, Figure]] = []  # one of each figure
    for span, claim in sorted(((dates.parse(claim.time), claim) for claim in claims), key=itemgetter(0)):
        figure = read(claim.figure, claim.metric)
        if figure is None:
            continue
        recent = [one for one in recent[-_FEW:] if span.first - one[0].last <= _WEEK]
        for earlier, other, its in recent:
            typo = likely_typo(its, figure) if earlier != span else ""
            if typo and not set(claim.citations) & set(other.citations):
                days = counted((span.first - earlier.first).days, "day")
                message = f"'{claim.figure}' ({_publishers(claim)}), but '{other.figure}' ({_publishers(other)}) at"
                message += f" {THERE}, {days} before; {typo}. Is one of them mistyped?"
                fix = "correct it; if both are right, add `as_of` to say when"
                yield RULE.finding(claim, "figure", message, fix, other.place.of("figure"))
                break
        if all(its != figure for _, _, its in recent):
            recent.append((span, claim, figure))


def _by_measure(claims: Sequence[Claim]) -> Iterator[Sequence[_Stated]]:
    """The different figures of claims, those together that can be compared; at least two."""
    groups: dict[Measure, dict[tuple[object, ...], _Stated]] = {}
    for claim in claims:
        if figure := read(claim.figure, claim.metric):
            value = (figure.low, figure.high, figure.bound, figure.step, figure.unit)
            groups.setdefault(measure_of(figure), {}).setdefault(value, _Stated(figure, [])).claims.append(claim)
    homes = {measure: joined(measure, groups) for measure in groups} if len(groups) > 1 else {}
    for measure, values in groups.items():
        if not homes.get(measure):
            loose = [other for other, found in homes.items() if measure in found]
            together = [*values.values(), *(stated for other in loose for stated in groups[other].values())]
            if len(together) > 1:
                yield together


def _size(stated: _Stated) -> tuple[Decimal, Decimal]:
    figure = based(stated.figure)
    return figure.low, figure.high


def _conflicts(ordered: Sequence[_Stated]) -> Iterator[tuple[Finding, Claim]]:
    """A finding for each claim whose figure conflicts with another one, smallest first."""
    compared, at_least = ordered, ""
    if len(ordered) > _ALL:
        compared = [ordered[at * (len(ordered) - 1) // (_FEW - 1)] for at in range(_FEW)]
        at_least = "at least "
    for stated in ordered:
        against = [other for other in compared if other is not stated and conflict(stated.figure, other.figure)]
        if not against:
            continue
        other, typo = _most_telling(stated.figure, against, typos=not at_least)
        others = sum(len(candidate.claims) for candidate in against) - 1
        for claim in stated.claims:
            message = f"'{claim.figure}' ({_publishers(claim)}), but '{other.claims[0].figure}'"
            message += f" ({_publishers(other.claims[0])}) at {THERE}"
            message += f" and {at_least}{counted(others, 'other')}" if others else ""
            message += f"; {typo}" if typo else ""
            fix = "add `supersedes` to the right claim, or `retracted` to the wrong one"
            yield RULE.finding(claim, "figure", message, fix, other.claims[0].place.of("figure")), claim


def _most_telling(figure: Figure, against: Sequence[_Stated], *, typos: bool) -> tuple[_Stated, str]:
    """The one of several conflicting figures that tells most, with the typo that it looks like, if any.

    That is one that looks like a typo, else the one furthest apart.
    """
    if len(against) == 1:
        return against[0], typo_in_conflict(figure, against[0].figure)
    told = []
    for other in against:
        one, another = in_common(figure, other.figure)
        told.append((typo_in_conflict(figure, other.figure), abs(another.low - one.low), other))
    typo, _, other = max(told, key=lambda one: (typos and bool(one[0]), one[1]))
    return other, typo


def _publishers(claim: Claim) -> str:
    who = [name for citation in claim.citations for name in citation.source.who]
    return ", ".join(dict.fromkeys(who)) or "no source"


RULE = Rule("conflicting-figures", Level.WARNING, __doc__, check)
