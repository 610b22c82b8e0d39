"""The role that a figure has in its clause: a level, or a change, a rate, a part, a total, a figure of another kind.

A level neither backs nor contradicts any of the others.
"""

import re
from collections.abc import Collection

from ledger.drafts.parts import narrower
from ledger.figures import Figure, find
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.model import Claim

_CHANGE_AFTER = re.compile(
    r"\s*(?!(?:for|in|on|at|with|to|and|or)\s)(?:[a-z]+\s){0,2}(?:less|more|fewer|higher|lower|better|worse|above|below|ahead|swing)\b"
)
_CHANGE_BEFORE = re.compile(r"\b(?:by|rose|fell|grew|up|down|climbed|dropped|swing of|jump of|gained|lost another)\s*$")
_TIMES = "hour|day|night|week|month|quarter|year"
_RATE = re.compile(rf"(?: (?:in|of) (?:\w+ )?\w+)? (?:an?|per|each|every) (?:{_TIMES})\b(?! ago)")
AGO = re.compile(rf"\b(?:an?|\w+) (?:{_TIMES}|decade)s? ago\b", re.I)  # nobody is sure which one that is
_NEVER = re.compile(r"(?!)")
_ADJECTIVES = {"day": "dai", "year": "annual|year", "month": "month", "week": "week", "hour": "hour", "night": "night"}
# How a claim says the same rate.
_RATES = {
    unit: re.compile(rf"\b(?:(?:an?|per|each|every) {unit}|(?:{adjective})ly)\b|\bannual\b" if unit == "year"
                     else rf"\b(?:(?:an?|per|each|every) {unit}|(?:{adjective})ly)\b", re.I)
    for unit, adjective in _ADJECTIVES.items()
}  # fmt: skip
_CONVERTED = re.compile(r"\d[\w\s%°]{0,24}\(\s*(?:about |or |around |some )?$")
_LEVELS = vocabulary("growth change rise fall increase decrease decline gain drop swing")
_TOTAL = re.compile(r"\b(?:together|combined|between them|jointly|collectively|both companies|the two of them)\b", re.I)
_AVERAGE = re.compile(r"\b(average|median|mean)(?: [a-z]+){0,3} $")


def is_change(text: str, figure: Figure) -> bool:
    """Whether a figure is a change, not a level: "rose by 5%", "6,200 tonnes less"."""
    return bool(_CHANGE_AFTER.match(text[figure.end :]) or _CHANGE_BEFORE.search(text[: figure.start].rstrip()))


def is_rate(text: str, figure: Figure) -> bool:
    """Whether the words after a figure make it one a day, a month or a year."""
    return not figure.per and _RATE.match(text, figure.end) is not None


def _rate_after(text: str, figure: Figure) -> str:
    """The unit of time of the rate that the words after a figure give."""
    found = _RATE.match(text, figure.end)
    return found[0].split()[-1] if found else ""


def is_conversion(text: str, figure: Figure) -> bool:
    """Whether a figure stands in brackets behind another one: "705 kilometres (438 miles)"."""
    return _CONVERTED.search(text[: figure.start]) is not None


def measures_change(metric: str) -> bool:
    return not _LEVELS.isdisjoint(metric.casefold().split())


def states_change(claim: Claim, figure: Figure, sentence: str) -> bool:
    """Whether a claim states a change, by its metric or by the sentence of this figure."""
    if measures_change(claim.metric):
        return True
    text = sentence or claim.claim
    value = figure.low, figure.high
    return any(is_change(text, other) for other in find(text) if (other.low, other.high) == value)


def other_role(text: str, clause: str, figure: Figure, claim: Claim, other: Figure, sentence: str) -> str:
    """What makes a figure of a sentence another than that of a claim, in words; "" for nothing."""
    said = f"{sentence or claim.claim} {claim.metric}"
    if is_change(text, figure) and not states_change(claim, other, sentence):
        return "the sentence gives a change"
    rated = is_rate(text, figure) or (figure.per and not other.per)
    if rated and not (_RATES.get(figure.per or _rate_after(text, figure)) or _NEVER).search(said):
        return "the sentence gives a rate"
    if is_conversion(text, figure) and figure.unit != other.unit:
        return f"converted from the claim's {other.text}"
    if (total := _TOTAL.search(text)) and not _TOTAL.search(said):
        return f"the sentence says “{total[0]}”"
    if (average := _AVERAGE.search(text[: figure.start])) and average[1] not in said.lower():
        return f"the claim does not say “{average[1]}”"
    if words := narrower(text, clause, figure, said, claim.metric):
        return f"the claim does not say “{words}”"
    return ""


def result(spoken: Collection[str], figure: Figure) -> str:
    """Whether a figure is a "loss" or a "profit": by its sign, else by the quantities spoken of; "" if unsure."""
    if figure.high < 0:
        return "loss"
    called = {"loss", "profit"} & set(spoken)
    return called.pop() if len(called) == 1 else ""
