"""What figures measure: which of them can be compared, and their values in one unit."""

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from ledger.figures.figure import Bound, Figure
from ledger.figures.prose.numerals import EXACT
from ledger.figures.vocabulary.currencies import MONEY
from ledger.figures.vocabulary.dimensions import FACTORS, JOBS, PERSONS, WITH_CENTS
from ledger.figures.vocabulary.units import KNOWN

Measure = tuple[str, str]  # a dimension and a rate

_MEASURED = frozenset(KNOWN.values())
_CENT = Decimal("0.01")
_ONE = Decimal(1)
_DECIMAL = re.compile(r"\d[.,]\d")


def is_count(unit: str) -> bool:
    """Whether a unit is a counted noun or missing: not money, a percentage or a measure."""
    return unit not in MONEY and (unit not in _MEASURED or unit == "people")


def measure_of(figure: Figure) -> Measure:
    """What a figure measures: figures of one measure can be compared.

    The dimension is the base unit of the figure's unit, a currency, or the noun that is counted: `job` for all words
    for jobs and those who hold them, `%` for a fraction in words, `cent` where it is not known whose cent it is.
    """
    rate = f"{figure.per}, annualised" if figure.annualised else figure.per
    unit = _unit(figure)
    if unit in FACTORS:
        return FACTORS[unit][0], rate
    return ("job" if unit in JOBS else unit), rate


def joined(measure: Measure, others: Iterable[Measure]) -> list[Measure]:
    """The measures that figures of a measure can be compared with, too: those of others.

    A count that does not say what it counts may be of any noun, "people" of any persons, and cents of any money that
    has them.
    """
    dimension, rate = measure
    same_rate = [other for other in others if other != measure and other[1] == rate]
    if dimension == "":
        return [other for other in same_rate if is_count(other[0])]
    if dimension == "people":
        return [other for other in same_rate if other[0] in PERSONS]
    return [other for other in same_rate if other[0] in WITH_CENTS] if dimension == "cent" else []


def are_comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures can be compared: they have a measure in common, or one may be of the other's."""
    if one.unit and one.unit == other.unit and one.per == other.per and one.annualised == other.annualised:
        return True
    measure, other_measure = measure_of(one), measure_of(other)
    return measure == other_measure or bool(joined(measure, [other_measure])) or bool(joined(other_measure, [measure]))


def based(figure: Figure, dimension: str = "") -> Figure:
    """A figure in the base unit of its dimension, or in the dimension that it is compared in: cents as dollars."""
    unit = _unit(figure)
    if unit == "cent" and dimension in WITH_CENTS:
        return _times(figure, _CENT, dimension)
    if unit not in FACTORS:
        return figure
    base, factor = FACTORS[unit]
    return figure if factor == _ONE else _times(figure, factor, base)


def size_of(figure: Figure) -> Decimal:
    """The size of a figure's unit in the base unit of its dimension; 1 for what is not converted."""
    return FACTORS.get(_unit(figure), ("", _ONE))[1]


def in_common(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two comparable figures in one unit.

    Where one unit is not a power of ten of the other, both are read as "about": 100 miles are 160 km.
    """
    if _unit(one) == _unit(other):
        return one, other
    if is_count(one.unit) and is_count(other.unit):
        return replace(one, unit=""), replace(other, unit="")
    if EXACT.divide(size_of(one), size_of(other)).normalize().as_tuple().digits != (1,):
        one, other = _about(one), _about(other)
    return based(one, other.unit), based(other, one.unit)


def within(figure: Figure, floor: Figure | None, ceiling: Figure | None) -> bool:
    """Whether a figure or a part of its range lies between two amounts, which apply to all units if they have none."""
    for limit, lower in ((floor, True), (ceiling, False)):
        if limit is None:
            continue
        if limit.unit:
            value = figure if limit.per else replace(figure, per="", annualised=False)
            if not are_comparable(value, limit):
                return False
            value, limit = in_common(value, limit)
        else:
            if limit.per and limit.per != figure.per:
                return False
            value = figure
        if (value.high < limit.low) if lower else (value.low > limit.high):
            return False
    return True


def _unit(figure: Figure) -> str:
    return "fraction" if not figure.unit and _is_fraction(figure) else figure.unit


def _is_fraction(figure: Figure) -> bool:
    """Whether a number is a part of a whole: "half", "one in five", "1/3", but not 0.5."""
    return 0 < figure.high < 1 and figure.low > 0 and not _DECIMAL.search(figure.text)


def _times(figure: Figure, factor: Decimal, unit: str) -> Figure:
    low, high, step = (EXACT.multiply(number, factor) for number in (figure.low, figure.high, figure.step))
    return replace(figure, low=low, high=high, step=step, unit=unit)


def _about(figure: Figure) -> Figure:
    """The figure with "about", after which trailing zeros do not count."""
    if figure.bound is not Bound.exact:
        return figure
    places = [int(value.normalize(EXACT).as_tuple().exponent) for value in (figure.low, figure.high)]
    return replace(figure, bound=Bound.about, step=max(figure.step, Decimal(1).scaleb(min(places))))
