"""The period of a flow: the revenue of a month is not that of its quarter, nor that of its year."""

import calendar
import re

from ledger import dates
from ledger.drafts.matching import Surroundings
from ledger.drafts.quantities import quantities
from ledger.drafts.words import months, quarters, words_of, years
from ledger.model import Claim

_MONTHS = list(calendar.month_name)
_NAMES = "|".join(_MONTHS[1:])
_HALF = re.compile(r"\b(?:first|second|last) half\b|\bH[12]\b|\b(?:three|six|nine) months\b", re.I)
_SHORTER = re.compile(
    r"\b(?:quarterly|monthly|weekly|daily|nightly|hourly|(?:day|week|month|quarter) (?:to|ended|ending))\b", re.I
)
_LONGER = re.compile(
    r"\b(?:year|twelve months|12 months) (?:to|ended|ending|through)\b"
    r"|\b(?:over|in|within|during) (?:the (?:past|last) )?(?:two|three|four|five|several|\d+) (?:years|quarters)\b",
    re.I,
)
# A period that is not told: "in the quarter", "for the latest month".
_SOME = re.compile(r"\b(?:in|for|during|over) the (?:latest |past |same )?(?P<unit>quarter|month|week|day)\b", re.I)
# When something was said, not when it was so: "said in March that".
_SAID_IN = re.compile(
    r"\b(?:said|told \w+|announced|disclosed|wrote|published|filed|reported)(?: \w+)? in "
    rf"(?:{_NAMES})"
)
_FROM_TO = re.compile(rf"\b({_NAMES})(?: \d{{4}})?(?:[-–]| (?:to|and|until|through) )({_NAMES})\b")
_AS_BEFORE = re.compile(
    r"\bthe (?:same|corresponding|comparable|year-ago) (?:\w+ )?(?:period|months?|quarter|half|weeks?|time)\b"
)
_FLOWS = frozenset(
    (
        *("revenue", "profit", "loss", "eps", "deliveries", "exports", "imports", "production", "harvest", "launches"),
        *("emissions", "visitors", "cost", "investment", "capex", "margin", "hires", "rainfall", "tax", "share"),
    )
)
_YEAR = len("2026")


def is_of_other_period(text: str, clause: str, place: Surroundings, claim: Claim) -> bool:
    """Whether a clause of a text gives a figure for another period than a claim does.

    Of a flow, or a metric that is not known, any longer, shorter or other one counts; of a level or an event only the
    half of a year, a month outside the claim's time, and what is said to be daily, weekly, monthly or quarterly.
    """
    said = f"{claim.claim} {claim.metric}"
    of = dates.canonical(claim.as_of)
    if (spoken_halves := _halves(clause)) and spoken_halves.isdisjoint(_halves(said) | _half_of(of)):
        return True
    if len(of) == _YEAR and (part := _SHORTER.search(clause)) and part[0].lower() not in said.lower():
        return True
    spoken_months = months(_SAID_IN.sub("", clause))
    if len(of) > _YEAR and _is_outside(spoken_months, of):
        return True
    measured = quantities(words_of(claim.metric))
    if not (of and claim.metric and (not measured or measured & _FLOWS)):
        return False
    if stretch := _FROM_TO.search(text, max(text.find(clause), 0)):  # "and" ends a clause
        return stretch.groups() != tuple(_MONTHS[day.month] for day in dates.parse(of))
    if (some := _SOME.search(clause)) and some["unit"].lower() not in (_unit_of(of), *words_of(said)):
        return True
    if (longer := _LONGER.search(clause)) and longer[0].lower() not in said.lower():
        return True
    if len(of) == _YEAR:
        return bool(place.quarters or spoken_months)
    if place.quarters:
        return place.quarters.isdisjoint(quarters(f"{said} {of}"))
    if spoken_months:
        return spoken_months.isdisjoint(_months_of(of) | months(said))
    of_a_year = bool(place.years) and not (some or _HALF.search(clause) or _AS_BEFORE.search(clause))
    return of_a_year and not _is_day(of) and not _speaks_of_a_year(said)


def _halves(text: str) -> frozenset[str]:
    """The halves of a year, and the like, of which a text speaks."""
    names = {"h1": "first half", "h2": "second half", "last half": "second half"}
    return frozenset(names.get(name.lower(), name.lower()) for name in _HALF.findall(text))


def _half_of(date: str) -> frozenset[str]:
    """The half of a year that a range of months is."""
    if "/" not in date:
        return frozenset()
    span = dates.parse(date)
    return frozenset({(1, 6): ["first half"], (7, 12): ["second half"]}.get((span.first.month, span.last.month), []))


def _is_outside(spoken: frozenset[str], date: str) -> bool:
    """Whether months are spoken of, none of which lies in the days of a date."""
    span = dates.parse(date)
    held = {_MONTHS[month] for month in range(span.first.month, span.last.month + 1)}
    return bool(spoken) and span.first.year == span.last.year and spoken.isdisjoint(held)


def _unit_of(date: str) -> str:
    """The unit of a date that is a month or a quarter; "" for others."""
    return "quarter" if "Q" in date else "month" if len(date) == len("2026-03") else ""


def _is_day(date: str) -> bool:
    span = dates.parse(date)
    return span.first == span.last


def _months_of(date: str) -> frozenset[str]:
    """The month of a date that is one."""
    return frozenset([_MONTHS[dates.parse(date).first.month]] if _unit_of(date) == "month" else [])


def _speaks_of_a_year(text: str) -> bool:
    """Whether a text names a year, and no part of it."""
    return bool(years(text)) and not (months(text) or quarters(text) or _HALF.search(text))
