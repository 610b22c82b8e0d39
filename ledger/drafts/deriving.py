"""Figures that follow from two claims of the same company and metric at two times: growth, difference and ratio.

Only a figure beside one that the ledger backs is looked at: of any two claims, too many give any number by chance.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.comparison import time_of
from ledger.drafts.arithmetic import Result, agrees, difference, growth, middle, ratio
from ledger.drafts.history import Histories, history_key
from ledger.drafts.statements import Passage
from ledger.figures import Bound, Figure, are_comparable, in_common
from ledger.model import Claim

_AFTER = re.compile(
    r"\s*(?:(?:of a )?(?:percentage )?points?\s)?(?:(?:in|on|from) )?(?:a )?(?:more|less|fewer|higher|lower|hotter"
    r"|colder|warmer|cooler|above|below|better|worse|increase|rise|jump|drop|fall|decline|growth|gain|swing|year|y/y|yoy|q/q|qoq"
    r"|sequentially)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:by|up|down|rose|fell|grew|climbed|dropped|jumped|gained|lost|added|increased|decreased|declined|expanded"
    r"|shrank|slipped|surged|soared|slumped|net|another|extra|additional"
    r"|(?:swing|jump|rise|fall|drop|increase|decrease|decline|growth|gain|loss|difference|gap) of)"
    r"(?: (?:a|an|some|about|around|nearly|almost|just|over|net|roughly))*\s*$",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:or|and)(?: (?:a|about|around|some|nearly|almost))?\s*$", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:down|fell|fewer|less|lower|drop(?:ped|s)?|decline[ds]?|decrease[ds]?|shrank|slipped|slumped|fall)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:up|rose|more|higher|grew|jump(?:ed|s)?|climbed|increase[ds]?|gain(?:ed)?|added|expanded|rise|surged|soared)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:y/y|yoy|year[- ]on[- ]year|year[- ]over[- ]year|(?:than|from|on) (?:a|the) year)\b", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\b(?:q/q|qoq|sequential(?:ly)?|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter"
    r"|(?:than|from) the previous quarter)\b",
    re.IGNORECASE,
)
# What makes a growth another one, or one of something else.
_OTHERWISE = re.compile(
    r"\b(?:constant[- ]currency|like[- ]for[- ]like|organic(?:ally)?|adjusted|excluding|underlying|comparable)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\b(?:while|whereas|but|which|with|including)\b", re.IGNORECASE)
_TIMES = ("x", "time")
_POINTS = {"pp": Decimal(1), "point": Decimal(1), "bp": Decimal("0.01")}
_SCALES = {Decimal(10) ** 12: " trillion", Decimal(10) ** 9: " billion", Decimal(10) ** 6: " million"}
_SLACK = 46  # days by which the distance of two times may differ from a year or a quarter
_AROUND = 60  # characters of a clause that are looked at for a direction and a time


class Derivation(NamedTuple):
    """What a figure follows from."""

    claims: tuple[Claim, Claim]  # the later one first
    said: str  # "(4.86 − 3.88) / 3.88 = 25%"


class Deriver:
    """Looks for what follows from the claims of one company and metric."""

    def __init__(self, groups: Histories) -> None:
        self._groups = groups

    def derived(self, passage: Passage, figure: Figure, backed: Iterable[Claim]) -> Derivation | None:
        """The claims that a figure follows from; `backed` are those that back figures beside it, the nearest first."""
        kind = _kind(passage.text, figure)
        if not kind:
            return None
        for claim in dict.fromkeys(backed):
            found = list(self._of(passage.text, figure, claim, kind))
            if len(found) == 1:
                return found[0]
        return None

    def otherwise(self, text: str, figure: Figure, backed: Sequence[Claim]) -> Derivation | None:
        """What two claims give instead of a growth over a year or quarter that a sentence states behind a level.

        `backed` are the claims that back figures before it in the sentence: it must be one, and the other one there is.
        """
        days = _distance(text, figure)
        if (
            _kind(text, figure) != "growth"
            or not days
            or len(set(map(history_key, backed))) != 1
            or _OTHERWISE.search(text)
        ):
            return None
        claim = backed[0]
        if len(set(backed)) > 1 or _PARTED.search(text[: figure.start]):
            return None
        members = self._groups.get(history_key(claim), ())
        own = next((read for other, read in members if other is claim), None)
        before = [
            (other, value)
            for other, value in members
            if own and are_comparable(own, value) and abs((_day(claim) - _day(other)).days - days) <= _SLACK
        ]
        if own is None or len(before) != 1:
            return None
        other, value = before[0]
        a, b = in_common(own, value)
        found = growth(a, b)
        if found is None or abs(abs(found.value) - abs(figure.low)) < 1 or agrees(figure, found):
            return None
        scale = _scale(a, b)
        said = f"({_n(a, scale)} − {_n(b, scale)}) / {_n(b, scale)} = {rounded(found.value)}%"
        names = " and ".join(one.id or str(one.place) for one in (claim, other))
        return Derivation((claim, other), f"{names} give {said}")

    def _of(self, text: str, figure: Figure, claim: Claim, kind: str) -> Iterator[Derivation]:
        members = self._groups.get(history_key(claim), ())
        own = next((read for other, read in members if other is claim), None)
        if own is None:
            return
        near = text[max(0, figure.start - _AROUND) : figure.end + _AROUND]
        days = _distance(text, figure)
        for other, value in members:
            if other is claim or not are_comparable(own, value) or time_of(other) == time_of(claim):
                continue
            if days and abs(abs((_day(claim) - _day(other)).days) - days) > _SLACK:
                continue
            later, earlier = (
                ((claim, own), (other, value)) if time_of(claim) > time_of(other) else ((other, value), (claim, own))
            )
            if said := _said(kind, near, figure, later[1], earlier[1]):
                yield Derivation((later[0], earlier[0]), said)


def _distance(text: str, figure: Figure) -> int:
    """The days to the time with which the words behind a figure compare it; 0 if they name none."""
    behind = re.split(r",| and | but |;", text[figure.end : figure.end + _AROUND])[0]
    return 365 if _YEAR.search(behind) else 91 if _QUARTER.search(behind) else 0


def _day(claim: Claim) -> datetime.date:
    return dates.parse(claim.time).first


# Words for a ratio or a growth that are no figures by themselves.
_RATIOS = {
    **dict.fromkeys(("doubled", "doubles", "doubling"), 2),
    **dict.fromkeys(("tripled", "triples", "trebled", "tripling"), 3),
    **dict.fromkeys(("quadrupled", "quadruples"), 4),
    **dict.fromkeys(("halved", "halves"), 2),
}
_PARTS = {"a quarter": 25, "half": 50, "a half": 50}
_RATIO_WORD = re.compile(
    rf"(?P<bound>\b(?:nearly|almost|roughly|about|more than|over) )?(?:\b(?P<ratio>{'|'.join(_RATIOS)})\b"
    rf"|\bby (?:(?P<near>nearly|almost|roughly|about|more than|over) )?(?P<part>{'|'.join(_PARTS)})\b)",
    re.IGNORECASE,
)


def in_words(text: str) -> Iterator[Figure]:
    """What a sentence says of a change in words alone: "doubled", "halved", "by a quarter"."""
    for match in _RATIO_WORD.finditer(text):
        over = (match["bound"] or match["near"] or "").strip().lower() in ("more than", "over")
        bound = Bound.over if over else Bound.about
        name = "ratio" if match["ratio"] else "part"
        value, unit = (_RATIOS[match[name].lower()], "x") if match["ratio"] else (_PARTS[match[name].lower()], "%")
        at = Decimal(value), Decimal(value), unit, bound, match.start(name), match.end(name), Decimal(1)
        yield Figure(match[name], *at)


def may_follow(text: str, figure: Figure) -> bool:
    """Whether a figure of a sentence may be a growth, a difference or a ratio."""
    return bool(_kind(text, figure))


def _kind(text: str, figure: Figure) -> str:
    """Whether a figure may be a growth, a difference or a ratio, by its unit and the words beside it."""
    if figure.unit in _TIMES:
        return "ratio"
    if not figure.unit and 0 < figure.low < 1 and not any(map(str.isdigit, figure.text)):
        return "growth" if re.search(r"\bby\s*$", text[: figure.start]) else ""  # "rose by a third"
    after, before = text[figure.end :], text[: figure.start]
    beside = bool(_AFTER.match(after) or _BEFORE.search(before))
    if not beside and _OR.search(before):  # "230,000 fewer, or 3%"
        beside = bool(_DOWN.search(before[-_AROUND:]) or _UP.search(before[-_AROUND:]))
    if not beside:
        return ""
    return "growth" if figure.unit == "%" else "difference"


def _said(kind: str, near: str, figure: Figure, later: Figure, earlier: Figure) -> str:
    """The calculation by which a figure follows from two others; "" if it does not."""
    a, b = in_common(later, earlier)
    scale = _scale(a, b)
    if kind == "growth" and not figure.unit:
        figure = replace(figure, low=figure.low * 100, high=figure.high * 100, step=Decimal(1), bound=Bound.about)
    if kind == "growth":
        found = growth(a, b)
        if found and _same_way(found, near) and agrees(figure, found):
            return f"({_n(a, scale)} − {_n(b, scale)}) / {_n(b, scale)} = {rounded(found.value)}%"
        return ""
    if kind == "ratio":
        for one, other in ((a, b), (b, a)):
            times = ratio(one, other)
            if times and times.value > 1 and agrees(figure, times, times=True):
                return f"{_n(one, scale)} / {_n(other, scale)} = {rounded(times.value)}"
        return ""
    found = difference(a, b)
    if figure.unit in _POINTS:
        if a.unit != "%":
            return ""
        scale = 1 / _POINTS[figure.unit]
        found = Result(*(scale * value for value in found))
    elif not _alike(figure, a):
        return ""
    if found.value and _same_way(found, near) and agrees(figure, found):
        name = _SCALES.get(scale, "")
        value = found.value / scale if figure.unit not in _POINTS else found.value
        return f"{_n(a, scale, name)} − {_n(b, scale, name)} = {rounded(value)}{name}"
    return ""


def _alike(figure: Figure, level: Figure) -> bool:
    """Whether a difference may be one of two such levels; a bare number may be one of counts."""
    if not figure.unit or not level.unit:
        return True
    return are_comparable(figure, level)


def _same_way(found: Result, near: str) -> bool:
    """Whether a result goes the way that the words beside a figure say."""
    down, up = _DOWN.search(near), _UP.search(near)
    if bool(down) == bool(up):
        return True
    return found.value < 0 if down else found.value > 0


def _n(figure: Figure, scale: Decimal, name: str = "") -> str:
    return f"{(middle(figure) / scale).normalize():,f}{name}"


def _scale(*figures: Figure) -> Decimal:
    """A thousand, a million and so on, in which the smallest of some figures is above one."""
    least = min(abs(middle(figure)) for figure in figures)
    return next((scale for scale in _SCALES if least >= scale), Decimal(1))


def rounded(value: Decimal) -> str:
    """A result as it is read: with three digits, and a minus sign."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value.quantize(Decimal(1).scaleb(-digits)).normalize():,f}".replace("-", "−")
