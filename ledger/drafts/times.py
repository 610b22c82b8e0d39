"""The time of which a figure speaks: that of its own clause, not of another figure in the sentence."""

import re

from ledger.drafts.matching import Place
from ledger.drafts.statements import Passage
from ledger.drafts.words import months, quarters, years
from ledger.figures import Figure

# Where another statement begins. What follows the second kind is a former level, with a time of its own.
_BREAK = re.compile(
    r"[,;:(]\s|\)|\s[–—-]\s|\s(?:but|while|whereas|although|though|and)\s"
    r"|\s(?P<former>(?:up|down) from|from|against|compared (?:with|to)|versus|vs\.?|than)\s",
    re.IGNORECASE,
)

_SINCE = re.compile(r"\b[Ss]ince (?:19|20)\d\d\b")  # as in "the largest since 2019", which is no time of a figure


def at_its_time(passage: Passage, figure: Figure) -> Place:
    """What the sentence is about, with the time of one of its figures.

    Its clause says when; else the clauses without a figure do, as in "In 2025, revenue was $5 million"; of a former
    level, "up from $4 million", its own clause alone.
    """
    place = passage.place
    if not (place.years or place.months or place.quarters):
        return place
    text = _SINCE.sub(lambda since: "-" * len(since[0]), passage.text)
    clauses = _clauses(text)
    own = next((one for one in clauses if one[0] <= figure.start < one[1]), (0, len(text), False))
    if time := _time(text[own[0] : own[1]]):
        return _at(place, time)
    if own[2]:
        return _at(place, "")
    free = [
        text[start:end]
        for start, end, _ in clauses
        if not any(start <= other.start < end for other in passage.figures if not _is_year(text, other))
    ]
    return _at(place, " ; ".join(free))


def _clauses(text: str) -> list[tuple[int, int, bool]]:
    """The clauses of a sentence: where each begins and ends, and whether it is of a former level."""
    found = []
    start, former = 0, False
    for match in _BREAK.finditer(text):
        found.append((start, match.start(), former))
        start, former = match.start(), bool(match["former"])
    return [*found, (start, len(text), former)]


def _time(text: str) -> str:
    return text if years(text) or months(text) or quarters(text) else ""


def _at(place: Place, text: str) -> Place:
    return place._replace(years=years(text), months=months(text), quarters=quarters(text))


def _is_year(text: str, figure: Figure) -> bool:
    return bool(years(text[figure.start : figure.end]))
