"""Figures as Japanese, Chinese and Korean write them, brought to English.

    field  = [bound | change | loss] amount ["-" amount] [bound | change]
    amount = [currency sign] (number scale*)+ ["多"] [unit]

The numbers are in digits, with a comma between thousands; the scales go down from one part of a number to the next.
A field with anything else in it is not brought to English.
"""

import re
from decimal import Decimal

from ledger.figures.vocabulary.east_asian import AFTER, BEFORE, LARGE, SMALL, UNITS


def _any(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_SCALE = rf"(?:[{''.join(SMALL)}]?(?:[万萬][億亿]|[{''.join(LARGE)}])?)"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15})(?:\.\d{1,9})?"
_PART = rf"{_NUMBER}\s?{_SCALE}"
_AMOUNT = rf"[-−+]?(?:[¥￥$€£₩]\s?)?{_PART}(?:\s?{_PART}){{0,4}}多?"
_FIELD = re.compile(
    rf"(?:(?P<before>{_any(BEFORE)})\s?)?(?P<first>{_AMOUNT})(?:\s?[-–〜～~]\s?(?P<second>{_AMOUNT}))?"
    rf"\s?(?P<tenths>割)?(?P<unit>{_any(UNITS)})?\s?(?P<after>{_any(AFTER)})?"
)
_PARTS = re.compile(rf"([\d,]+(?:\.\d+)?)\s?({_SCALE})")
_SIGN = re.compile(r"[-−+]?(?:[¥￥$€£₩]\s?)?")
_WORDS = {0: "", 3: " thousand", 6: " million", 9: " billion", 12: " trillion"}


def east_asian_in_english(text: str) -> str:
    """A field in Japanese, Chinese or Korean in English; "" if it is not understood."""
    match = _FIELD.fullmatch(text.strip())
    if match is None:
        return ""
    first, second = match["first"], match["second"] or ""
    if second and not _scale_of(first):
        first += _scale_of(second)
    amounts = [_amount(amount.removesuffix("多")) for amount in (first, second) if amount]
    if not all(amounts):
        return ""
    unit = UNITS[match["unit"]] if match["unit"] else ""
    if match["tenths"]:  # 割, a tenth of a whole
        if unit or len(amounts) > 1 or not re.fullmatch(r"\d{1,2}", amounts[0]):
            return ""
        amounts, unit = [f"{amounts[0]}0"], "percent"
    words = [BEFORE[match["before"]]] if match["before"] else []
    words += ["more than"] if first.endswith("多") else []
    words += [AFTER[match["after"]]] if match["after"] else []
    words = [word for word in words if word != "plus"]
    if len(words) > 1:
        return ""
    lead = "".join(words)
    lead = "-" if lead == "minus" else f"{lead} " if lead else ""
    return f"{lead}{' to '.join(amounts)}{f' {unit}' if unit else ''}"


def _scale_of(amount: str) -> str:
    """The scale at the end of an amount."""
    return str(_PARTS.findall(amount)[-1][1])


def _amount(text: str) -> str:
    """An amount with an English scale, to the digit that was written; "" if its scales do not go down."""
    sign = _SIGN.match(text)
    lead = sign[0].strip() if sign else ""
    value, power, above = Decimal(0), 0, 100
    for digits, scales in _PARTS.findall(text):
        number = Decimal(digits.replace(",", ""))
        small = sum(SMALL[char] for char in scales if char in SMALL)
        power = small + sum(LARGE[char] for char in scales if char in LARGE)
        if number.adjusted() + power >= above:
            return ""
        value += number.scaleb(power)
        above = power
        power += int(number.as_tuple().exponent)
    size = min(max(-(-power // 3) * 3, 0), 12)  # the next English scale
    return f"{lead}{value.scaleb(-size):.{max(size - power, 0)}f}{_WORDS[size]}"
