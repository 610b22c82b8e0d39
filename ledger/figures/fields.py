"""Figures in a ledger's field, and amounts that a user types."""

import re
from decimal import Decimal
from functools import lru_cache

from ledger.figures.figure import Bound, Figure
from ledger.figures.grammar import scan
from ledger.figures.money import CODES
from ledger.figures.numerals import DIGITS, EXACT, ONE
from ledger.figures.units import KNOWN, PLURALS, plural, singular
from ledger.figures.words import BILLION, MILLION, TRILLION

BOUNDS = {Bound.exact: "", Bound.about: "about ", Bound.over: "more than ", Bound.under: "up to "}
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "TRY": "₺"}
SCALES = ((TRILLION, " trillion"), (BILLION, " billion"), (MILLION, " million"))
# The commonest figures in a ledger: "$852 billion", "€1.2 million", "45%".
COMMON = re.compile(r"([$€£])([1-9]\d{0,2})(\.\d{1,4})? (million|billion|trillion)|([1-9]\d?)(\.\d{1,4})?%", re.ASCII)
COMMON_UNITS = {sign: unit for unit, sign in SIGNS.items()}
COMMON_SCALES = {word.strip(): factor for factor, word in SCALES}
WORDS = {
    "%": "%",
    "pp": " percentage points",
    "bp": " basis points",
    "x": " times",
    "pound": " lb",
    "MAD": " Moroccan dirhams",
}
MANY = {singular: many for many, singular in PLURALS.items()}


@lru_cache(maxsize=16_384)
def read(text: str) -> Figure | None:
    """The figure in a field, or None.

    It is the first figure that prose would give, else the first number of any kind: "2026" and
    "three" are figures in a field.
    """
    if common := COMMON.fullmatch(text):
        return _common(text, *common.groups(""))
    return _first(text)


def _common(text: str, sign: str, whole: str, part: str, scale: str, percent: str, percent_part: str) -> Figure:
    """The figure of a text in one of the commonest forms; `_first` takes six times as long to read it."""
    unit, factor = (COMMON_UNITS[sign], COMMON_SCALES[scale]) if sign else ("%", ONE)
    digits, decimals = whole + percent, part + percent_part
    value = Decimal(digits + decimals) * factor
    step = factor.scaleb(1 - len(decimals)) if decimals else factor
    value, step = (number.quantize(ONE) if number == number.to_integral_value() else number for number in (value, step))
    return Figure(text, value, value, unit, Bound.exact, 0, len(text), step)


def _first(text: str) -> Figure | None:
    for lenient in (False, True):
        for figure in scan(text, field=True, lenient=lenient):
            return figure
    return None


def amount(text: str) -> Figure:
    """The amount that a user types: "100m", "$1bn", "45%", "1,000", "€20 million".

    Raises ValueError if it is not one exact figure.
    """
    figure = read(text.strip())
    if figure is None or figure.text != text.strip():
        raise ValueError(f'"{text}" is not an amount; write it like 100m, $1bn, €20 million, 45% or 1,000')
    if figure.bound is not Bound.exact or figure.low != figure.high:
        raise ValueError(f'"{text}" is more than one value; write a single amount like 100m, $1bn or 45%')
    return figure


def written(figure: Figure) -> str:
    """A canonical text that `read` takes back to the same low, high, unit and bound.

    Raises ValueError for a figure that no text gives: one with a unit that is not a unit's name,
    or with more than 40 digits.
    """
    if not (figure.low.is_finite() and figure.high.is_finite()):
        raise ValueError("no text gives a figure without a value")
    text = _written(figure)
    back = read(text)
    if back is None or (back.low, back.high, back.unit, back.bound) != (
        figure.low,
        figure.high,
        figure.unit,
        figure.bound,
    ):
        raise ValueError(f"no text gives the figure {figure.low} to {figure.high} {figure.unit}")
    return text


def _written(figure: Figure) -> str:
    ends = [figure.low] if figure.low == figure.high else [figure.low, figure.high]
    scales = [_scale(end) for end in ends]
    if len(set(scales)) > 1:
        scales = [(ONE, "")] * len(ends)
    money = figure.unit in CODES or figure.unit in SIGNS
    sign = (SIGNS.get(figure.unit) or f"{figure.unit} ") if money else ""
    amounts = [_amount(end, scale, sign) for end, scale in zip(ends, scales, strict=True)]
    return BOUNDS[figure.bound] + " to ".join(amounts) + ("" if money else _unit(figure.unit))


def _scale(value: Decimal) -> tuple[Decimal, str]:
    for scale, word in SCALES:
        part = EXACT.divide(value, scale).copy_abs()
        if part >= 1 and part == EXACT.quantize(part, Decimal("0.001")):
            return scale, word
    return ONE, ""


def _amount(value: Decimal, scale: tuple[Decimal, str], sign: str) -> str:
    factor, word = scale
    part = EXACT.divide(value, factor).normalize(EXACT)
    digits = format(part.copy_abs(), "f")
    if len(digits) > DIGITS + 1:
        raise ValueError(f"a figure of more than {DIGITS} digits")
    whole, point, decimals = digits.partition(".")
    if 3 < len(whole) <= 15:
        whole = f"{int(whole):,}"
    return ("-" if part < 0 else "") + sign + whole + point + decimals + word


def _unit(unit: str) -> str:
    if unit in WORDS or not unit:
        return WORDS.get(unit, "")
    known = unit in KNOWN
    for many in (MANY.get(unit, ""), unit + "s", unit[:-1] + "ies"):
        if KNOWN.get(many) == unit or (not known and plural(many) and singular(many) == unit):
            return " " + many
    return " " + unit
