"""Compare two figures."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from ledger.figures.figure import Bound, Figure
from ledger.figures.measures import are_comparable, in_common
from ledger.figures.prose.numerals import EXACT

# A rounding by more than a quarter of the value, such as 1.4 to 1, is not the same figure.
_FURTHEST = Decimal("0.25")
_UP = Context(prec=EXACT.prec, rounding=ROUND_HALF_UP, traps=[])
_EVEN = Context(prec=EXACT.prec, rounding=ROUND_HALF_EVEN, traps=[])
_POWERS = ((3, "a thousandfold"), (6, "a millionfold"), (1, "tenfold: a zero too few or too many"))
_SCALES = [
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
    (Decimal(10) ** 3, "thousand"),
]


class Relation(StrEnum):
    """How two comparable figures relate."""

    same = "same"
    rounded = "rounded"
    compatible = "compatible"
    conflicting = "conflicting"


def relate(a: Figure, b: Figure) -> Relation:
    """How two comparable figures relate, in one unit.

    same: equal value, unit and bound. rounded: one rounds to the other as it is written, by no
    more than a quarter of its value. compatible: bounds or ranges that allow both. conflicting:
    anything else. Raises ValueError if they cannot be compared.
    """
    if not are_comparable(a, b):
        raise ValueError(f"cannot compare figures in {_named(a)!r} and {_named(b)!r}")
    return _relation(*in_common(a, b))


def conflict(a: Figure, b: Figure) -> bool:
    """Whether two figures can be compared and conflict, as `relate` says."""
    return are_comparable(a, b) and _relation(*in_common(a, b)) is Relation.conflicting


def _relation(a: Figure, b: Figure) -> Relation:
    if (a.low, a.high, a.bound) == (b.low, b.high, b.bound):
        return Relation.same
    limits = {Bound.over, Bound.under}
    if (a.bound == b.bound or not limits & {a.bound, b.bound}) and (_rounds(a, b) or _rounds(b, a)):
        return Relation.rounded
    open_ended = a.bound is not Bound.exact or b.bound is not Bound.exact or a.low != a.high or b.low != b.high
    return Relation.compatible if open_ended and _overlap(a, b) else Relation.conflicting


def _named(figure: Figure) -> str:
    return " per ".join(part for part in (figure.unit or "no unit", figure.per) if part)


def _rounds(fine: Figure, coarse: Figure) -> bool:
    """Whether both ends of `fine` round to those of `coarse` at the last digit of `coarse`."""
    if fine.step > coarse.step or not _near(fine.low, coarse.low, coarse.step):
        return False
    if fine.low == fine.high and coarse.low == coarse.high:
        return True
    return _near(fine.high, coarse.high, coarse.step)


def _near(value: Decimal, target: Decimal, step: Decimal) -> bool:
    if value == target:
        return True
    moved = EXACT.subtract(value, target).copy_abs()
    if moved > step:
        return False
    if moved > EXACT.multiply(_FURTHEST, value.copy_abs()):
        return False
    steps = EXACT.divide(value, step)
    return any(EXACT.multiply(context.to_integral_value(steps), step) == target for context in (_UP, _EVEN))


def _reach(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value that a figure allows; None if unlimited."""
    if figure.bound is Bound.over:
        return figure.low, None
    if figure.bound is Bound.under:
        return None, figure.high
    slack = Decimal(0)
    if figure.bound is Bound.about:
        slack = min(EXACT.divide(figure.step, Decimal(2)), EXACT.multiply(_FURTHEST, figure.low.copy_abs()))
    return EXACT.subtract(figure.low, slack), EXACT.add(figure.high, slack)


def _overlap(a: Figure, b: Figure) -> bool:
    (low_a, high_a), (low_b, high_b) = _reach(a), _reach(b)
    loose = Bound.about in (a.bound, b.bound)

    def reaches(low: Decimal | None, high: Decimal | None) -> bool:
        return low is None or high is None or low < high or (low == high and not loose)

    return reaches(low_a, high_b) and reaches(low_b, high_a)


def likely_typo(a: Figure, b: Figure) -> str:
    """The typing error that two conflicting figures look like, in words for an editor; "" for none.

    Figures that do not conflict, or that give a range, get "".
    """
    if a.low != a.high or b.low != b.high or not conflict(a, b):
        return ""
    return _typo(*in_common(a, b))


def typo_in_conflict(a: Figure, b: Figure) -> str:
    """The same for two figures that are known to conflict."""
    return "" if a.low != a.high or b.low != b.high else _typo(*in_common(a, b))


def _typo(a: Figure, b: Figure) -> str:
    if a.low == b.low.copy_negate():
        return "the sign differs"
    less, more = sorted((a, b), key=lambda figure: figure.low.copy_abs())
    if not less.low or (less.low < 0) != (more.low < 0):
        return ""
    apart = more.low.adjusted() - less.low.adjusted()  # in powers of ten
    for power, name in _POWERS:
        if not power - 1 <= apart <= power + 1:
            continue
        factor = Decimal(10) ** power
        if _near(EXACT.multiply(less.low, factor), more.low, more.step) or _near(
            more.low, EXACT.multiply(less.low, factor), EXACT.multiply(less.step, factor)
        ):
            return name + (_scales(less.low, more.low) if power > 1 else "")
    if 1 <= apart <= 3 and _near(EXACT.multiply(less.low, Decimal(100)), more.low, more.step):
        return "a hundredfold"
    return _digits(a, b)


def _scales(less: Decimal, more: Decimal) -> str:
    def name(value: Decimal) -> str:
        return next((word for scale, word in _SCALES if value.copy_abs() >= scale), "")

    return f": {name(less)} for {name(more)}?" if name(less) and name(more) else ""


def _digits(a: Figure, b: Figure) -> str:
    """Swapped digits, or one different digit, if both have the same number of digits."""
    step = min(a.step, b.step)
    left, right = (_significant(figure.low, step) for figure in (a, b))
    if len(left) != len(right) or len(left.replace(".", "")) < 2:
        return ""
    differ = [n for n, (x, y) in enumerate(zip(left, right, strict=True)) if x != y]
    written = max(len(digits.replace(".", "").rstrip("0")) for digits in (left, right))
    if len(differ) == 1 and written > 2:
        return f"one digit differs: {left} and {right}"
    if len(differ) == 2 and left[differ[0]] == right[differ[1]] and left[differ[1]] == right[differ[0]]:
        return f"swapped digits: {left} and {right}"
    return ""


@lru_cache(maxsize=131_072)
def _significant(value: Decimal, step: Decimal) -> str:
    """The digits without the scale: 852 for 852 billion."""
    magnitude = value.copy_abs()
    scale = next(
        (scale for scale, _ in _SCALES if magnitude >= scale and step >= max(scale / 1000, Decimal(1000))),
        Decimal(1),
    )
    return format(EXACT.divide(magnitude, scale).normalize(EXACT), "f")
