"""Figures in a ledger's field, and amounts that a user types."""

import re
from decimal import Decimal
from functools import lru_cache

from ledger.figures.figure import Bound, Figure
from ledger.figures.prose.numerals import ONE
from ledger.figures.prose.scan import scan
from ledger.figures.vocabulary.numbers import BILLION, MILLION, TRILLION

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((TRILLION, " trillion"), (BILLION, " billion"), (MILLION, " million"))
# The commonest figures in a ledger: "$852 billion", "€1.2 million", "45%".
_COMMON = re.compile(r"([$€£])([1-9]\d{0,2})(\.\d{1,4})? (million|billion|trillion)|([1-9]\d?)(\.\d{1,4})?%", re.ASCII)
_COMMON_UNITS = {sign: unit for unit, sign in _SIGNS.items()}
_COMMON_SCALES = {word.strip(): factor for factor, word in _SCALES}


@lru_cache(maxsize=16_384)
def read(text: str) -> Figure | None:
    """The figure in a field, or None.

    It is the first figure that prose would give, else the first number of any kind: "2026" and
    "three" are figures in a field.
    """
    if common := _COMMON.fullmatch(text):
        return _common(text, *common.groups(""))
    return _first(text)


def _common(text: str, sign: str, whole: str, part: str, scale: str, percent: str, percent_part: str) -> Figure:
    """The figure of a text in one of the commonest forms; `_first` takes six times as long to read it."""
    unit, factor = (_COMMON_UNITS[sign], _COMMON_SCALES[scale]) if sign else ("%", ONE)
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
