"""Results of figures that are rounded as written: each is an interval, and a result agrees if it may be one of it."""

import re
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import NamedTuple

from ledger.figures import Bound, Figure

_SCALED = 10_000  # from which on a number with a word may be one of thousands or millions
_ABOUT = Decimal("0.05")  # by how much "about" may be off, as a share
_TIMES = Decimal("0.1")  # and a whole multiple: "three times"
_BEYOND = Decimal("0.3")  # by how much "more than" may fall short of it


class Result(NamedTuple):
    """What some figures give: the value of these as written, and the ends between which rounding leaves it."""

    value: Decimal
    low: Decimal
    high: Decimal


def ends(figure: Figure, other: Figure) -> tuple[Decimal, Decimal]:
    """Between which values a figure lies beside another one, as its last digit tells.

    A number without a scale is exact, and so are two of a single digit: "from $4m to $5m" is a quarter. A single digit
    beside a longer number is rounded: "to $4.2 billion from $4 billion".
    """
    digits = _digits(figure)
    if not digits or (digits == 1 and _digits(other) < 2):
        return figure.low, figure.high
    half = abs(figure.step) / 2
    return figure.low - half, figure.high + half


def _digits(figure: Figure) -> int:
    """How many digits of a rounded number there are; 0 for one that is exact."""
    scaled = re.search(r"[^\W\d_]", figure.text) and abs(figure.low) >= _SCALED
    if "." not in figure.text and not scaled:
        return 0
    digits = len(f"{abs(figure.low).normalize():f}".strip("0.").replace(".", ""))
    return digits + (digits == 1 and "." in figure.text)


def middle(figure: Figure) -> Decimal:
    return (figure.low + figure.high) / 2


def growth(later: Figure, earlier: Figure) -> Result | None:
    """By how many percent a figure has grown; None across zero."""
    if earlier.low <= 0 or later.low < 0:
        return None
    (low, high), (before_low, before_high) = ends(later, earlier), ends(earlier, later)
    if before_low <= 0:
        return None
    value = (middle(later) / middle(earlier) - 1) * 100
    return Result(value, (low / before_high - 1) * 100, (high / before_low - 1) * 100)


def difference(later: Figure, earlier: Figure) -> Result:
    (low, high), (before_low, before_high) = ends(later, earlier), ends(earlier, later)
    return Result(middle(later) - middle(earlier), low - before_high, high - before_low)


def ratio(one: Figure, other: Figure) -> Result | None:
    """How many times another figure one is; None for those that are not above zero."""
    (low, high), (other_low, other_high) = ends(one, other), ends(other, one)
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
