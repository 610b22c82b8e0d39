"""What claims and drafts state: figures in their sentences, and how two of them relate."""

import datetime
import math
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from ledger.documents.document import Document
from ledger.drafts.matching import Surroundings
from ledger.drafts.sentences import sentences
from ledger.drafts.words import stems, words_of
from ledger.figures import (
    MONEY,
    WITH_CENTS,
    Bound,
    Figure,
    Relation,
    are_comparable,
    find,
    in_common,
    is_count,
    measure_of,
    read,
    relate,
    size_of,
    speaks_of_loss,
    unsigned,
)
from ledger.model import Claim

_LINE_END = re.compile(r"(?<![\s])[ \t]*+\n[ \t]*+(?!\n)")  # within a paragraph
Value = tuple[Decimal, Decimal, str]  # the ends and the unit of a figure


_CLOSEST = 20  # "more than $30 million" is no $39 million: what is rounded off is at most so small a part
_FRACTION = 20  # a fraction in words is rounded by as much: "a third" is 34%, but not 36%
_STRICT = re.compile(
    r"(?:well |far |just |slightly |a little )?(?:more than|over|above|less than|fewer than|under|below)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(r"(?:nearly|almost|not quite|close to|approaching|just short of)\b", re.IGNORECASE)


class StatedFigure(NamedTuple):
    """A figure that a claim states."""

    figure: Figure
    claim: Claim
    sentence: str  # in which it stands; "" for all of the claim


class Passage(NamedTuple):
    """A sentence of a draft with its figures, and what it is about."""

    draft: Document
    start: int
    text: str
    figures: tuple[Figure, ...]
    place: Surroundings
    headline: bool  # it opens the draft
    beside: Counter[Value]  # all that its paragraph states, and how often
    before: tuple[str, ...]  # the companies that were named before it, the last one first
    day: datetime.date | None = None  # of the draft


def stated_by(claim: Claim) -> Iterator[tuple[Figure, str, bool]]:
    """The figures of a claim, each with its sentence, and whether the claim is about it.

    Its own comes first, then those of its text and of its quotes.
    """
    own = read(claim.figure, claim.metric) if claim.figure else None
    if own:
        yield own, "", True
    for text in (claim.claim, claim.loose_quote, *(citation.quote for citation in claim.citations)):
        joined = _LINE_END.sub(" ", text) if "\n" in text else text
        for sentence in sentences(joined):
            part = joined[sentence.start : sentence.end]
            for figure in find(part):
                if own is None or (figure.low, figure.high, figure.bound) != (own.low, own.high, own.bound):
                    yield figure, part, own is None and text is claim.claim


def value_of(figure: Figure) -> Value:
    """What two figures have in common that state the same number in the same unit."""
    return figure.low, figure.high, figure.unit


@lru_cache(maxsize=4096)
def values_of(claim: Claim) -> Counter[Value]:
    """All that a claim states, and how often."""
    return Counter(value_of(figure) for figure, _, _ in stated_by(claim))


def based_on(figure: Figure, value: Decimal) -> tuple[str, float]:
    """The kind and the size by which an end of a figure is looked up.

    All counts are of one kind, because nouns differ, and so is all money that has cents.
    """
    dimension = measure_of(figure)[0]
    if is_count(dimension):
        return "", float(value)
    if dimension == "cent" or dimension in WITH_CENTS:
        return "cents", float(value / 100 if dimension == "cent" else value)
    return dimension, float(value * size_of(figure))


def bucket_of(value: float) -> int:
    """A number that is the same or the next for values that round to one another."""
    return math.floor(math.log(abs(value), 1.35)) if value else -10_000


def relation_of(figure: Figure, text: str, stated: StatedFigure) -> Relation | None:
    """How a figure of a draft, in its sentence, relates to one of the ledger; None if they cannot be compared.

    A sign is no difference where the sentence without one speaks of a loss.
    """
    if figure.per and stated.figure.per and figure.per != stated.figure.per:
        return None
    other = in_units_of(stated.figure, figure)
    if _is_counted(figure) and _is_counted(other):
        if figure.unit and stated.figure.unit and not _share_noun(figure, stated.figure):
            return None
    elif not are_comparable(figure, other):
        return None
    if other.high < 0 <= figure.low and speaks_of_loss(text):
        other = unsigned(other)
    if figure.high < 0 <= other.low and speaks_of_loss(stated.sentence or stated.claim.claim):
        figure = unsigned(figure)
    relation = relate(figure, other)
    figure, other = in_common(figure, other)
    if relation is Relation.rounded and _BELOW.match(figure.text) and abs(other.low) > abs(figure.high):
        relation = Relation.compatible  # "nearly 61,000" is no 61,318
    if relation in (Relation.compatible, Relation.conflicting) and _rounds_as_worded(figure, other):
        return Relation.rounded
    if relation is Relation.compatible and (figure.low, figure.high) == (other.low, other.high):
        return Relation.rounded  # the same number, bounded otherwise: "in six weeks", "in no more than six weeks"
    return relation


def is_beyond(figure: Figure, stated: StatedFigure) -> bool:
    """Whether a figure of a draft excludes the number that it names, and that the ledger has: "more than 61,318"."""
    other = in_units_of(stated.figure, figure)
    if not _STRICT.match(figure.text) or figure.bound is other.bound or not are_comparable(figure, other):
        return False
    figure, other = in_common(figure, other)
    return (figure.low, figure.high) == (other.low, other.high)


def _rounds_as_worded(figure: Figure, exact: Figure) -> bool:
    """Whether a round figure of a draft is, by its word of rounding, one of the ledger: "more than 61,000" is 61,318.

    Its trailing zeros are rounded ones: up to one of them for "more than" and "nearly", half of one for "about" and for
    no word.
    """
    if figure.low != figure.high or exact.low != exact.high or exact.bound is not Bound.exact or not figure.low:
        return False
    value, other = abs(figure.low), abs(exact.low)
    digits = value.normalize().as_tuple()
    step = Decimal(1).scaleb(int(digits.exponent))
    if (figure.low < 0) != (exact.low < 0) or abs(other - value) * _CLOSEST > value:
        return False
    if not any(map(str.isdigit, figure.text)):  # "a third", "nearly half"
        above = figure.bound is not Bound.over or other >= value
        below = not _BELOW.match(figure.text) or other <= value
        return above and below and abs(other - value) * _FRACTION <= value
    if figure.bound is Bound.over:
        return value <= other < value + step
    if figure.bound is Bound.under or _BELOW.match(figure.text):
        return value - step < other <= value
    return abs(value - other) * 2 <= step


def _is_counted(figure: Figure) -> bool:
    return is_count(measure_of(figure)[0])


def in_units_of(stated: Figure, figure: Figure) -> Figure:
    """A figure of the ledger with the rate of one in a draft, and its noun if both are counted."""
    unit = figure.unit if _is_counted(stated) and _is_counted(figure) else stated.unit
    return replace(stated, unit=unit, per=figure.per, annualised=figure.annualised)


def with_unit(stated: StatedFigure) -> Figure:
    """A figure of the ledger with the unit that its claim's sentence gives it, if it has none itself."""
    figure = stated.figure
    if figure.unit:
        return figure
    unit = _unit_said(stated.sentence or stated.claim.claim, figure.low, figure.high)
    return replace(figure, unit=unit) if unit else figure


@lru_cache(maxsize=4096)
def _unit_said(text: str, low: Decimal, high: Decimal) -> str:
    return next((other.unit for other in find(text) if (other.low, other.high) == (low, high)), "")


def digits_of(figure: Figure) -> str:
    """The significant digits of a figure in order of size, which swapped digits and another scale leave as they are."""
    return "".join(sorted(f"{figure.low.copy_abs():f}".replace(".", "").strip("0")))


def may_be_same(figure: Figure, other: Figure) -> Relation | None:
    """How two figures relate whose bounds and nouns are set aside, or of which only one has a unit; else None.

    For what a person has to look at: "112" and "112 days", "just under $32,000" and "$31,990".
    """
    if not are_comparable(*(replace(one, per="", annualised=False) for one in (figure, other))):
        counts = _is_counted(figure), _is_counted(other)
        named = {figure.unit, other.unit} == {"pound", "GBP"}
        if not (all(counts) or named or (any(counts) and not (figure.unit and other.unit))):
            return None
        other = replace(other, unit=figure.unit)
    loose = [replace(one, per="", annualised=False, bound=Bound.exact) for one in (figure, other)]
    if not are_comparable(*loose):
        return None
    relation = relate(loose[0], loose[1])
    if relation in (Relation.same, Relation.rounded):
        return relation
    one, another = in_common(loose[0], loose[1])
    bounded = Bound.exact not in (figure.bound, other.bound) or figure.bound is not other.bound
    near = bounded and abs(one.low - another.low) * 100 <= abs(another.low)
    return Relation.rounded if near and one.low == one.high and another.low == another.high else None


def differing_unit(figure: Figure, other: Figure) -> str:
    """What tells two figures of one number and two kinds of money, or of percent and points, apart; "" for others."""
    if (figure.low, figure.high) != (other.low, other.high) or figure.unit == other.unit:
        return ""
    for units in (MONEY, ("%", "pp", "point")):
        if figure.unit in units and other.unit in units:
            names = [
                {"%": "percent", "pp": "points", "point": "points"}.get(one.unit, one.unit) for one in (other, figure)
            ]
            return f"the claim has {names[0]}, the draft {names[1]}"
    return ""


def _share_noun(one: Figure, other: Figure) -> bool:
    words = [{word.removesuffix("s") for word in words_of(f"{figure.text} {figure.unit}")} for figure in (one, other)]
    return not words[0].isdisjoint(words[1])


def is_repeated(figure: Figure, passage: Passage, stated: StatedFigure) -> bool:
    """Whether a sentence says a number more often than the claim does, and this is not the one that is meant.

    "59% approve and 39% disapprove" does not back the first figure of "39% approve and 39% disapprove".
    """
    figures, text = passage.figures, passage.text
    alike = [
        other for other in figures if (other.low, other.high, other.unit) == (figure.low, figure.high, figure.unit)
    ]
    if len(alike) < 2:
        return False
    said = stated.sentence or stated.claim.claim
    of_claim = [other for other in find(said) if other.unit == stated.figure.unit]
    meant = [other for other in of_claim if (other.low, other.high) == (stated.figure.low, stated.figure.high)]
    missing = {other.low for other in of_claim} - {other.low for other in figures}
    if not (meant and missing) or len(meant) >= len(alike):
        return False
    around = _around(said, meant[0])
    best = max(alike, key=lambda other: len(around & _around(text, other)))
    return best is not figure


def _around(text: str, figure: Figure) -> frozenset[str]:
    """The stems of the words beside a figure."""
    return stems(words_of(text[max(0, figure.start - 30) : figure.start] + " " + text[figure.end : figure.end + 40]))
