"""The time of which a figure speaks: that of its own clause, not of another figure in the sentence."""

import calendar
import datetime
import re

from ledger.drafts.matching import Surroundings
from ledger.drafts.statements import Passage
from ledger.drafts.words import months, quarters, years
from ledger.figures import Figure

# Where another statement begins. What follows the second kind is a former level, with a time of its own.
_BREAK = re.compile(
    r"[,;:(]\s|\)|\s[–—-]\s|\s(?:but|while|whereas|although|though|and)\s"
    r"|\s(?P<former>(?:up|down) from|from|against|compared (?:with|to)|versus|vs\.?|than)\s",
    re.IGNORECASE,
)

_Time = tuple[frozenset[str], frozenset[str], frozenset[str]]  # years, months, quarters
_RELATIVE = re.compile(r"\b(last|this|next|the previous) (year|quarter|month)\b", re.IGNORECASE)
_DATE = re.compile(r"^date\s*[:=]\s*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
_SINCE = re.compile(
    r"\b[Ss]ince (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b"
)  # as in "the largest since 2019", which is no time of a figure


def at_its_time(passage: Passage, figure: Figure) -> Surroundings:
    """What the sentence is about, with the time of one of its figures.

    Its clause says when; else the clauses without a figure do, as in "In 2025, revenue was $5 million"; of a former
    level, "up from $4 million", its own clause alone. "Last year" counts by the date of the draft; if that is not
    known, it is a time that no claim is of.
    """
    place = passage.place
    if not (place.years or place.months or place.quarters or _RELATIVE.search(passage.text)):
        return place
    text = _SINCE.sub(lambda since: "-" * len(since[0]), passage.text)
    clauses = _clauses(text)
    day = passage.day
    own = next((clause for clause in clauses if clause[0] <= figure.start < clause[1]), (0, len(text), False))
    if any(time := _time(text[own[0] : own[1]], day)) or own[2]:
        return _at(place, time)
    free = [
        text[start:end]
        for start, end, _ in clauses
        if not any(start <= other.start < end for other in passage.figures if not _is_year(text, other))
    ]
    return _at(place, _time(" ; ".join(free), day))


def without_unknown_time(place: Surroundings) -> Surroundings:
    """The same without a "last year" of which nobody knows which one it is."""
    return place._replace(years=frozenset(filter(str.isdecimal, place.years)))


def date_of(front_matter: str) -> datetime.date | None:
    """The day that the front matter of a draft states: `date: 2026-03-31`."""
    found = _DATE.search(front_matter)
    try:
        return datetime.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _clauses(text: str) -> list[tuple[int, int, bool]]:
    """The clauses of a sentence: where each begins and ends, and whether it is of a former level."""
    found = []
    start, former = 0, False
    for match in _BREAK.finditer(text):
        found.append((start, match.start(), former))
        start, former = match.start(), bool(match["former"])
    return [*found, (start, len(text), former)]


def _time(text: str, day: datetime.date | None) -> _Time:
    """The years, months and quarters that a text states."""
    found = years(text), months(text), quarters(text)
    for match in _RELATIVE.finditer(text):
        if day is None:
            return found[0] | {match[0]}, found[1], found[2]
        found = tuple(map(frozenset.union, found, _relative(match, day)))  # type: ignore[assignment]
    return found


def _relative(match: re.Match[str], day: datetime.date) -> _Time:
    """The time that "last year", "this month" or "next quarter" is, as a day counts."""
    step = {"last": -1, "previous": -1, "next": 1}.get(match[1].lower().split()[-1], 0)
    none: frozenset[str] = frozenset()
    if match[2] == "year":
        return frozenset((str(day.year + step),)), none, none
    if match[2] == "quarter":
        number = day.year * 4 + (day.month - 1) // 3 + step
        return frozenset((str(number // 4),)), none, frozenset((str(number % 4 + 1),))
    number = day.year * 12 + day.month - 1 + step
    return frozenset((str(number // 12),)), frozenset((calendar.month_name[number % 12 + 1],)), none


def _at(place: Surroundings, time: _Time) -> Surroundings:
    return place._replace(years=time[0], months=time[1], quarters=time[2])


def _is_year(text: str, figure: Figure) -> bool:
    return bool(years(text[figure.start : figure.end]))
