"""The arithmetic of a sentence's own figures: levels and their change, parts and their share, sums and conversions.

Only structures that leave no doubt are looked at, such as "from $4m to $5m, a rise of 20%"; all else is silent. What
may round to what the sentence says is right. For the forms its figures are marks, `‹0L›`, by number and kind.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from ledger.drafts.arithmetic import Result, agrees, difference, growth, middle, ratio, share
from ledger.drafts.deriving import in_words, rounded
from ledger.drafts.statements import Passage
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.figures import MONEY, Bound, Figure, are_comparable, find, in_common, is_count, measure_of, size_of

# Kinds of marks: levels, percentages, points, multiples, parts in words.
_LEVEL, _PERCENT, _POINT, _TIMES, _PART = "LPDXF"
_L, _ANY = r"‹(?P<{}>\d+)[LP]›", r"‹\d+[A-Z]›"
_GAP = r"[^‹.;:]{0,40}?"
_PAIRS = tuple(
    re.compile(form.format(a=_L.format("earlier"), b=_L.format("later"), gap=_GAP), re.IGNORECASE)
    for form in (
        r"\bfrom {a}{gap} to {b}",
        r"\bto {b}{gap},? from {a}",
        r"{b},? (?:up |down )?from {a}",
        r"{b}{gap}, (?:compared (?:with|to)|against|versus) {a}",
    )
)
_CHANGE = re.compile(
    r"(?:\b(?:rise|increase|jump|gain|growth|drop|fall|decline|decrease|reduction|cut|swing|raise|up|down|losing|gaining|or"
    r"|by)\b(?: of| by)?|\(|[,–—]\s*(?:an?)?)"
    r"(?: about| some| nearly| almost| roughly| around| more than| over| just)*\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:\)|percentage|points?|more|less|fewer|higher|lower|increase|rise|jump|drop|decline|decrease|gain|growth"
    r"|of its value|[.,;]|$)",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\b(?:while|whereas|but|which|who|as|than|and|with|including|after|before|because)\b", re.IGNORECASE
)
_COMPARED = re.compile(r"\bcompared (?:with|to)\b", re.IGNORECASE)
_BEFORE = re.compile(rf"‹(\d+)(?:[A-Z]›|{_TIMES}›(?: (?!(?:and|but|while|as|after|when|with)\b)[a-z'’-]+){{1,4}}),? ?$")
_TWO = re.compile(
    r"(?P<one>\S+(?: (?:million|billion|thousand|trillion))?)(?P<to> to | out of )"
    r"(?P<other>\S.*)"
)
_OTHERWISE = re.compile(
    r"\b(?:constant[- ]currency|like[- ]for[- ]like|organic(?:ally)?|adjusted|annuali[sz]ed|excluding|real terms"
    r"|comparable|compound|on average|each year|annually|per share|same[- ]store|underlying|seasonally)\b",
    re.IGNORECASE,
)
_SHARES = tuple(
    re.compile(
        form.format(
            a=_L.format("part"),
            b=_L.format("whole"),
            c=r"‹(?P<share>\d+)[PF]›",
            the="(?:the |its |their |all |all of the )?",
        ),
        re.IGNORECASE,
    )
    for form in (
        r"{a} (?:out )?of {the}{b}(?: [a-z-]+){{0,3}}(?:,? or |,? \(|, )(?:about |some |nearly )?{c}",
        r"{c} \({a} (?:out )?of {the}{b}\)",
        r"\bof {the}{b}(?: [a-z-]+){{0,4}}, {a}(?:,? or | \(){c}",
        r"{a},? or {c},? of {the}{b}",
    )
)
_TOTAL = re.compile(
    r"\b(?:a total of|totalling|adding up to|making) ‹(?P<after>\d+)L›"
    r"|‹(?P<before>\d+)L› (?:in all|in total|altogether)\b(?! of)"
)
_UNDECIDED = re.compile(
    r"\b(?:undecided|unsure|not sure|do(?:n['’]t| not) know|no opinion|had no answer)\b", re.IGNORECASE
)
_SUBGROUPS = re.compile(
    r"\b(?:among|including|of (?:the )?[A-Z]\w+s|compared|while|whereas|from|than|up|down|last|men|women|aged"
    r"|percentage|points?|approve|either|both)\b"
)
_CONVERTED = re.compile(r"‹(?P<one>\d+)L› \((?:about |around |roughly |some )?‹(?P<other>\d+)L›\)")
_OFF = Decimal("0.05")  # by how much a conversion may be off
_MOST = Decimal("101.5")  # percent that shares may add up to


class Inconsistent(NamedTuple):
    """A figure of a sentence that its other figures contradict, and what they give."""

    figure: Figure
    gives: str


def with_own_arithmetic(
    found: Sequence[Judgement],
    wrong: Sequence[tuple[Passage, Inconsistent]],
    judge: Callable[[Passage, Figure], Judgement],
) -> Iterator[Judgement]:
    """The figures of a draft, those that its own arithmetic contradicts called so, unless the ledger backs them.

    `judge` judges a word such as "tripled", which is no figure by itself.
    """
    by_start = {passage.start + finding.figure.start: (passage, finding) for passage, finding in wrong}
    for judged in found:
        own = by_start.pop(judged.start)[1] if judged.end and judged.start in by_start else None
        if own and judged.verdict not in (Verdict.BACKED, Verdict.ROUNDED, Verdict.WITHDRAWN):
            judged = _called(judged, own)
        yield judged
    for passage, own in by_start.values():
        yield _called(judge(passage, own.figure), own)


def _called(judged: Judgement, own: Inconsistent) -> Judgement:
    ground = f"the draft's own figures give {own.gives}"
    return replace(judged, verdict=Verdict.INCONSISTENT, claims=(), ground=ground, against=(), caveat="")


def inconsistent(text: str, figures: Sequence[Figure]) -> Iterator[Inconsistent]:
    """The figures of a sentence that do not follow from its others, each once."""
    figures = [part for figure in figures for part in _apart(text, figure)]
    words = [
        word
        for word in in_words(text)
        if not any(other.start < word.end and word.start < other.end for other in figures)
    ]
    ordered = sorted((*figures, *words), key=lambda figure: figure.start)
    if len(ordered) < 2:
        return
    sentence = _Sentence(text, ordered)
    seen: set[int] = set()
    for number, gives in (*sentence.changes(), *sentence.shares(), *sentence.sums(), *sentence.conversions()):
        if number not in seen:
            seen.add(number)
            yield Inconsistent(ordered[number], gives)


class _Sentence:
    def __init__(self, text: str, figures: Sequence[Figure]) -> None:
        self._figures = figures
        parts: list[str] = []
        done = 0
        for number, figure in enumerate(figures):
            parts += [text[done : figure.start], f"‹{number}{_kind(figure)}›"]
            done = figure.end
        self._marked = " ".join("".join([*parts, text[done:]]).replace("‹ ", "‹").split())

    def changes(self) -> Iterator[tuple[int, str]]:
        """Changes that two levels contradict."""
        if _OTHERWISE.search(self._marked):
            return
        for form in _PAIRS:
            for pair in form.finditer(self._marked):
                numbers = int(pair["later"]), int(pair["earlier"])
                later, earlier = (replace(self._figures[number], per="", annualised=False) for number in numbers)
                if not _are_levels(later, earlier) or _PARTED.search(_COMPARED.sub("", pair[0])):
                    continue
                for number in self._beside(pair.start(), pair.end()):
                    if number not in numbers and (gives := _against(self._figures[number], later, earlier)):
                        yield number, gives

    def _beside(self, start: int, end: int) -> Iterator[int]:
        """The changes that stand right before and behind two levels."""
        before = _BEFORE.search(self._marked[:start])
        if before:
            yield int(before[1])
        after = re.match(r"(?P<gap>[^‹.;:]{0,60})‹(?P<number>\d+)[A-Z]›", self._marked[end:])
        while after:
            gap = after["gap"]
            behind = self._marked[end + after.end() :]
            if _PARTED.search(gap.replace(" or ", " ")) or not _CHANGE.search(gap) or not _BEHIND.match(behind):
                return
            yield int(after["number"])
            end += after.end()
            after = re.match(r"(?P<gap>[^‹.;:]{0,20})‹(?P<number>\d+)[A-Z]›", self._marked[end:])

    def shares(self) -> Iterator[tuple[int, str]]:
        """Shares that a part and its whole contradict."""
        for form in _SHARES:
            for match in form.finditer(self._marked):
                part, whole, stated = (self._figures[int(match[name])] for name in ("part", "whole", "share"))
                if not _are_parts(part, whole) or part.low >= whole.low:
                    continue
                found = share(part, whole)
                if found and not agrees(_as_percent(stated), found):
                    yield int(match["share"]), like(stated, found.value, "%")

    def sums(self) -> Iterator[tuple[int, str]]:
        """Totals that differ from the sum of their parts, and shares of all answers that do not add up to 100%."""
        for match in _TOTAL.finditer(self._marked):
            total = int(match["after"] or match["before"])
            parts = self._figures[:total]
            if len(parts) < 2 or any(_kind(part) != _LEVEL or part.low != part.high for part in parts):
                continue
            between = re.sub(_ANY, "", self._marked[: match.start()])
            same = {figure.unit for figure in (*parts, self._figures[total])}
            if len(same - {""}) < 2 and not _PARTED.search(between.replace(" and ", " ")):
                found = _sum(parts)
                if not agrees(self._figures[total], found):
                    yield total, like(self._figures[total], found.value)
        percent = [number for number, figure in enumerate(self._figures) if _kind(figure) == _PERCENT]
        if len(percent) > 2 and len(percent) == len(self._figures) and _UNDECIDED.search(self._marked):
            total_share = sum((middle(self._figures[number]) for number in percent), Decimal(0))
            if total_share > _MOST + len(percent) / Decimal(2) and not _SUBGROUPS.search(
                re.sub(_ANY, "", self._marked)
            ):
                yield percent[-1], f"{rounded(total_share)}% in all"

    def conversions(self) -> Iterator[tuple[int, str]]:
        """Figures in brackets that are not what stands before them in another unit."""
        rates: dict[tuple[str, str], Decimal] = {}
        for match in _CONVERTED.finditer(self._marked):
            number = int(match["other"])
            one, other = self._figures[int(match["one"])], self._figures[number]
            if one.unit == other.unit or one.low != one.high or other.low != other.high or not one.low:
                continue
            if one.unit in MONEY and other.unit in MONEY:
                rate = other.low / one.low
                known = rates.setdefault((one.unit, other.unit), rate)
                if abs(rate / known - 1) > _OFF:
                    yield number, like(other, one.low * known)
            elif measure_of(one)[0] == measure_of(other)[0] and not is_count(measure_of(one)[0]):
                right = one.low * size_of(one) / size_of(other)
                slack = max(_OFF * abs(right), other.step)
                if abs(other.low - right) > slack and right:
                    yield number, like(other, right)


def _apart(text: str, figure: Figure) -> list[Figure]:
    """The two numbers of what was read as one figure, "from 400 to 500" or "45 out of 60"; any other as it is."""
    found = _TWO.fullmatch(figure.text)
    if not found or (found["to"] == " to " and not re.search(r"\bfrom $", text[: figure.start], re.IGNORECASE)):
        return [figure]
    ends = [next(find(found[name]), None) for name in ("one", "other")]
    if not ends[0] or not ends[1] or "%" in figure.text:
        return [figure]
    start = figure.start + found.start("other")
    unit = figure.unit if found["to"] == " to " else ""
    return [
        replace(
            figure, text=found["one"], low=ends[0].low, high=ends[0].low, unit=unit, end=figure.start + found.end("one")
        ),
        replace(figure, text=found["other"], low=ends[1].low, high=ends[1].low, unit=unit, start=start),
    ]


def _kind(figure: Figure) -> str:
    if figure.unit == "%":
        return _PERCENT
    if figure.unit in ("pp", "bp", "point"):
        return _POINT
    if figure.unit in ("x", "time"):
        return _TIMES
    in_digits = any(map(str.isdigit, figure.text))
    return _PART if not figure.unit and 0 < figure.low < 1 and not in_digits else _LEVEL


def _are_levels(later: Figure, earlier: Figure) -> bool:
    """Whether two figures are exact levels of one thing."""
    exact = all(figure.low == figure.high and figure.bound in (Bound.exact, Bound.about) for figure in (later, earlier))
    same = not later.unit or not earlier.unit or are_comparable(later, earlier)
    money = (later.unit in MONEY) == (earlier.unit in MONEY)
    return exact and same and money and (later.unit == "%") == (earlier.unit == "%") and later.low != earlier.low


def _are_parts(part: Figure, whole: Figure) -> bool:
    exact = all(figure.low == figure.high and figure.bound in (Bound.exact, Bound.about) for figure in (part, whole))
    return (
        exact and (part.unit == whole.unit or (part.unit not in MONEY and whole.unit not in MONEY)) and part.unit != "%"
    )


def _as_percent(figure: Figure) -> Figure:
    if _kind(figure) != _PART:
        return figure
    return replace(figure, low=figure.low * 100, high=figure.high * 100, unit="%", step=Decimal(1), bound=Bound.about)


def _against(figure: Figure, later: Figure, earlier: Figure) -> str:
    """What two levels give instead of a change; "" if it may be theirs, or is none."""
    if later.unit and earlier.unit:
        later, earlier = in_common(later, earlier)
    kind = _kind(figure)
    grown = growth(later, earlier)
    moved = difference(later, earlier)
    if later.unit == "%":
        points = f"{rounded(abs(moved.value))} points"
        if kind == _POINT:
            scale = 100 if figure.unit == "bp" else 1
            return "" if agrees(figure, Result(*(value * scale for value in moved))) else points
        if kind == _PERCENT and grown and not agrees(figure, grown):
            return f"{points}, or {rounded(abs(grown.value))}%"
        return ""
    if kind in (_PERCENT, _PART):
        return like(figure, abs(grown.value), "%") if grown and not agrees(_as_percent(figure), grown) else ""
    if kind == _TIMES:
        high, low = sorted((later, earlier), key=middle, reverse=True)
        times = ratio(high, low)
        return f"{rounded(times.value)} times" if times and not agrees(figure, times, times=True) else ""
    if kind == _LEVEL and (figure.unit == later.unit or not figure.unit) and not agrees(figure, moved):
        return like(figure, abs(moved.value))
    return ""


def like(figure: Figure, value: Decimal, unit: str = "") -> str:
    """A value as a figure is written: "$150" for "$250", "3.5 million" for "5.3 million"."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    if not number:
        return f"{rounded(value)}{unit}"
    scale = figure.low / Decimal(number[0].replace(",", "")) if figure.low else Decimal(1)
    return f"{figure.text[: number.start()]}{rounded(value / scale)}{figure.text[number.end() :]}"


def _sum(parts: Sequence[Figure]) -> Result:
    half = sum((abs(part.step) for part in parts), Decimal(0)) / 2
    value = sum((middle(part) for part in parts), Decimal(0))
    return Result(value, value - half, value + half)
