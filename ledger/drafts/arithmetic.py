"""Results of figures that are rounded as written: each is an interval, and a result agrees if it may be one of it."""

import re
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import NamedTuple

from ledger.figures import Bound, Figure

_HALF = Decimal("0.5")
_SLACK = {1: Decimal(0), 2: Decimal("0.25")}  # of the last digit, by how many there are
_SCALED = 10_000  # from which on a number with a word may be one of thousands or millions
_ABOUT = Decimal("0.05")  # by how much "about" may be off, as a share
_TIMES = Decimal("0.1")  # and a whole multiple: "three times"
_BEYOND = Decimal("0.3")  # by how much "more than" may fall short of it


class Result(NamedTuple):
    """What some figures give: the value of these as written, and the ends between which rounding leaves it."""

    value: Decimal
    low: Decimal
    high: Decimal


def ends(figure: Figure) -> tuple[Decimal, Decimal]:
    """Between which values a figure lies, as its last digit tells.

    A number without a scale is exact, and one of a single digit is taken at its word: "from $4m to $5m" is a quarter.
    """
    digits = len(f"{abs(figure.low).normalize():f}".strip("0.").replace(".", ""))
    scaled = re.search(r"[^\W\d_]", figure.text) and abs(figure.low) >= _SCALED
    if "." not in figure.text and not scaled:
        return figure.low, figure.high
    slack = abs(figure.step) * _SLACK.get(digits, _HALF)
    return figure.low - slack, figure.high + slack


def middle(figure: Figure) -> Decimal:
    return (figure.low + figure.high) / 2


def growth(later: Figure, earlier: Figure) -> Result | None:
    """By how many percent a figure has grown; None across zero."""
    if earlier.low <= 0 or later.low < 0:
        return None
    (low, high), (before_low, before_high) = ends(later), ends(earlier)
    if before_low <= 0:
        return None
    value = (middle(later) / middle(earlier) - 1) * 100
    return Result(value, (low / before_high - 1) * 100, (high / before_low - 1) * 100)


def difference(later: Figure, earlier: Figure) -> Result:
    (low, high), (before_low, before_high) = ends(later), ends(earlier)
    return Result(middle(later) - middle(earlier), low - before_high, high - before_low)


def ratio(one: Figure, other: Figure) -> Result | None:
    """How many times another figure one is; None for those that are not above zero."""
    (low, high), (other_low, other_high) = ends(one), ends(other)
    if other_low <= 0 or low <= 0:
        return None
    try:
        return Result(middle(one) / middle(other), low / other_high, high / other_low)
    except (DivisionByZero, InvalidOperation):
        return None


def share(part: Figure, whole: Figure) -> Result | None:
    """How many percent of a whole a part is."""
    found = ratio(part, whole)
    return Result(*(100 * value for value in found)) if found else None


def agrees(figure: Figure, result: Result, *, times: bool = False) -> bool:
    """Whether a result, whatever its sign, may be the figure that a text gives; `times` is for multiples."""
    low, high = sorted((abs(result.low), abs(result.high)))
    if result.low < 0 < result.high:
        low = Decimal(0)
    stated = abs(middle(figure))
    half = abs(figure.step) / 2
    if times:
        half = min(half, _TIMES * stated)
    if figure.bound is Bound.about:
        half = max(half, _ABOUT * stated)
    if figure.bound is Bound.over:
        return high > stated and low <= stated * (1 + _BEYOND)
    if figure.bound is Bound.under:
        return low < stated and high >= stated * (1 - _BEYOND)
    first, last = sorted((abs(figure.low), abs(figure.high)))
    return low <= last + half and high >= first - half
