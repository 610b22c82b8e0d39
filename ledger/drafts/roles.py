"""The role that a figure has in its clause: a level, or a change, a rate, a part, a total, a figure of another kind.

A level neither backs nor contradicts any of the others.
"""

import re
from collections.abc import Collection

from ledger.drafts.quantities import quantities
from ledger.drafts.words import DEMONYMS, stems, words_of
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
_PART = re.compile(
    r"\b(?:unit|division|segment|arm|subsidiary|affiliate|branch|regions?|part of|share of)\b"
    r"|\bhalf of\b(?! (?:the year|\d{4}))",
    re.I,
)
_OF_PLACE = re.compile(
    r"\b([A-Z]\w+) (?:markets?|business|operations|sales|revenues?|customers|users|output|exports)\b"
)
_IN = re.compile(r"\bin (?:the )?((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?)")
_LEAD = re.compile(r"^\W*(?:In|Across|Throughout) (?:the )?((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?),")
_REGIONS = frozenset(DEMONYMS.values()) | vocabulary(
    "america asia africa europe scandinavia americas emea apac us uk eu california texas london berlin paris tokyo"
)
_TOTAL = re.compile(r"\b(?:together|combined|between them|jointly|collectively|both companies|the two of them)\b", re.I)
_AVERAGE = re.compile(r"\b(average|median|mean)(?: [a-z]+){0,3} $")
# Words that make a metric another one.
_KINDS = vocabulary(
    """
    gross operating adjusted underlying pretax pre-tax annualised annualized recurring organic diluted core domestic
    overseas online cumulative estimated consensus pro-forma comparable northern southern eastern western
    regional
    """
)
# A quantity behind a word that belongs to it, and words there that do not make it one of a part.
_QUALIFIED = re.compile(
    r"(?:['’]s?|\b(?:its|their|his|her|our)) ([\w-]+) (revenues?|sales|turnover|profits?|loss(?:es)?|income|earnings"
    r"|costs?|spending|expenses|margins?|debts?|deliveries|exports|imports|production|output|emissions|investments?|capex|orders"
    r"|bookings|backlog|headcount|staff|workforce|users|customers|subscribers|visitors)\b",
    re.I,
)
_WHOLE = vocabulary(
    """
    total annual yearly full-year whole overall entire net own group company consolidated reported published official
    actual latest last current recent new previous fiscal record global worldwide planned expected quarterly monthly
    """
)


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
    if part := _part_in(text, clause, said):
        return f"the claim does not say “{part}”"
    known = {_british(word) for word in words_of(said)}
    kinds = [word for word in words_of(clause) if word in _KINDS and _british(word) not in known]
    kinds += _qualifiers(clause, said, quantities(words_of(claim.metric)))
    return f"the claim does not say “{kinds[0]}”" if kinds else ""


def _qualifiers(clause: str, said: str, measured: Collection[str]) -> list[str]:
    """The words that make a quantity one of a part, and that a claim does not have: "its cloud revenue"."""
    known = stems(words_of(said))
    return [
        match[1]
        for match in _QUALIFIED.finditer(clause)
        if not quantities([match[2].lower()]).isdisjoint(measured)
        and not match[1][0].isdigit()
        and match[1].lower() not in _WHOLE
        and not stems(words_of(match[1])) <= known
    ]


def result(spoken: Collection[str], figure: Figure) -> str:
    """Whether a figure is a "loss" or a "profit": by its sign, else by the quantities spoken of; "" if unsure."""
    if figure.high < 0:
        return "loss"
    called = {"loss", "profit"} & set(spoken)
    return called.pop() if len(called) == 1 else ""


def _british(word: str) -> str:
    """A word as the British spell it, as far as its verb goes: "annualized" is "annualised"."""
    return word.replace("iz", "is")


def _part_in(text: str, clause: str, said: str) -> str:
    """The part of a company, or the place, of which a clause or the beginning of its text speaks, a claim does not."""
    known = said.casefold()
    part = _PART.search(clause)
    if part and part[0].casefold() not in known:
        return part[0]
    for match in _OF_PLACE.finditer(clause):
        country = DEMONYMS.get(match[1].lower())
        if country and match[1].lower() not in known and country not in known:
            return match[1]
    for place in (*_IN.finditer(clause), *_LEAD.finditer(text)):
        name = place[1].casefold().replace(".", "")
        if name in _REGIONS and name not in known.replace(".", ""):
            return place[0].rstrip(",")
    return ""
