"""Read numerals: grouping, scales and fractions."""

from decimal import Context, Decimal
from typing import Literal, NamedTuple

from ledger.figures.prose.tokens import EDGE, NUMERAL, WORD, Token
from ledger.figures.vocabulary.currencies import CODES, CURRENCY_WORDS, SYMBOLS
from ledger.figures.vocabulary.numbers import (
    DOTTED,
    GLUED,
    MAGNITUDES,
    MILLION,
    MULTIPLE,
    PLURAL_MAGNITUDES,
    SHORT,
    VULGAR,
)
from ledger.figures.vocabulary.phrases import AFTER_K, LENGTHS
from ledger.figures.vocabulary.units import plural

# A numeral with more digits is an identifier. The contexts trap nothing; the first computes exactly
# with shorter numbers, the second rounds what no decimal can express, such as a third.
DIGITS = 40
EXACT = Context(prec=3 * DIGITS, traps=[])
ROUNDED = Context(prec=28, traps=[])

ONE = Decimal(1)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
PLACES = [Decimal(1).scaleb(-n) for n in range(DIGITS + 1)]
DASHES = frozenset("-‐‑–—−")
TIMES = frozenset("×x")
SLASHES = frozenset("/⁄")
PERCENT_SIGNS = frozenset("%％")
DENOMINATORS = frozenset({"2", "3", "4", "5", "6", "8", "10", "12", "16", "20", "32", "64", "100", "128"})

# Groups of which a part is counted: "8 in 10 voters", but not "2 in 15 games".
SAMPLES = frozenset(map(Decimal, (3, 4, 5, 10, 20, 100)))

# One mark for each kind of separator.
_SEPARATORS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "·": "."})


Kind = Literal["plain", "numeral", "words", "part", "vague"]


class Number(NamedTuple):
    """A number from token `start` up to token `stop`.

    `step` is the place value of its last digit, `scale` its magnitude (1 where none is written).
    `kind` is "plain" for digits alone, "numeral" for digits with more, "words", "part" (a fraction)
    or "vague" ("thousands", of which `value` is the least).
    """

    start: int
    stop: int
    value: Decimal
    step: Decimal
    scale: Decimal
    kind: Kind

    def times(self, scale: Decimal) -> "Number":
        """The number with a scale that is written apart from it."""
        if scale is ONE:
            return self
        value, step = EXACT.multiply(self.value, scale), EXACT.multiply(self.step, scale)
        return self._replace(value=value, step=step, scale=scale, kind="numeral")


def glued(tokens: list[Token], i: int) -> bool:
    """Whether there is no space between token i and token i + 1."""
    return tokens[i].end == tokens[i + 1].start


def hyphened(tokens: list[Token], i: int) -> bool:
    """Whether token i is a dash that joins its neighbours."""
    return tokens[i].text in DASHES and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def numeral(tokens: list[Token], i: int, money: bool, field: bool = False) -> Number | None:
    """The number that begins with the numeral at token i. `money` means that a currency precedes it."""
    text = tokens[i].text
    comma = False
    if text.isdecimal():
        digits = text
    else:
        digits, comma = plain_digits(text)
    if not 0 < len(digits) <= DIGITS + 1:
        return None
    value = Decimal(digits)
    point = digits.find(".")
    step = PLACES[len(digits) - point - 1] if point >= 0 else ONE
    kind: Kind = "plain" if digits == text and point < 0 else "numeral"
    stop = i + 1
    if kind == "plain" and len(digits) < 4 and (money or field) and _group_of_three(tokens, i):
        value, kind, stop = Decimal(digits + tokens[stop].text), "numeral", stop + 1
    if kind == "plain":
        part = _ratio(tokens, i, value) or _fraction(tokens, stop)
        if part:
            over, under, stop, whole = part
            if not whole and over >= under:
                return None
            value = EXACT.add(value if whole else Decimal(0), ROUNDED.divide(over, under))
            step, kind = HUNDREDTH, "part"
    scale, stop = magnitude(tokens, stop, money, field)
    if scale is ONE and tokens[stop].text in TIMES:
        scale, stop = _power(tokens, stop)
    if (
        comma
        and scale is ONE
        and not (field or money or tokens[stop].text in PERCENT_SIGNS or tokens[stop].text in SYMBOLS)
    ):
        return None  # "sections 3,5"
    if scale is ONE:
        return Number(i, stop, value, step, ONE, kind)
    return Number(i, stop, EXACT.multiply(value, scale), EXACT.multiply(step, scale), scale, "numeral")


def plain_digits(text: str) -> tuple[str, bool]:
    """The digits of a numeral with a decimal point, and whether it has a decimal comma; "" if it is not one number.

    1,234,567 and 12,34,567 (India), 1.234.567, 1 234 567 and 1'234'567 are grouped. A single comma
    is decimal unless three digits follow it and none of the digits before it is a leading zero. Of
    two kinds of separators, the last one is decimal.
    """
    text = text.translate(_SEPARATORS)
    marks = [char for char in text if not char.isdecimal()]
    kinds = set(marks)
    last = marks[-1]
    if len(kinds) > 2 or not text.isascii():
        return "", False
    if len(kinds) == 2:
        group = next(mark for mark in marks if mark != last)
        whole, _, part = text.rpartition(last)
        if last not in ".," or marks.count(last) > 1 or not _grouped(whole.split(group)):
            return "", False
        return f"{whole.replace(group, '')}.{part}", last == ","
    groups = text.split(last)
    if last == "." and len(groups) == 2:
        return text, False
    if last == "." and len(groups) == 4 and all(int(group) < 256 for group in groups):
        return "", False  # an address
    if _grouped(groups) and not (last == "," and len(groups) == 2 and groups[0].startswith("0")):
        return "".join(groups), False
    return (f"{groups[0]}.{groups[1]}", True) if last == "," and len(groups) == 2 else ("", False)


def _grouped(groups: list[str]) -> bool:
    """Whether digits are grouped by three or, as in India, by two with three at the end."""
    first, *middle, last = groups
    if len(last) != 3 or not 1 <= len(first) <= 3:
        return False
    return all(len(group) == 3 for group in middle) or (len(first) <= 2 and all(len(group) == 2 for group in middle))


def _group_of_three(tokens: list[Token], i: int) -> bool:
    """Whether three digits follow the numeral at token i after a space, and no more: "€12 345"."""
    after = tokens[i + 1]
    return (
        after.kind == NUMERAL
        and len(after.text) == 3
        and after.text.isdecimal()
        and after.start == tokens[i].end + 1
        and not tokens[i].text.startswith("0")
        and tokens[i + 2].kind != NUMERAL
    )


def _ratio(tokens: list[Token], i: int, count: Decimal) -> tuple[Decimal, Decimal, int, bool] | None:
    """ "1/16", "1 in 5", "7 out of 10"."""
    link = tokens[i + 1]
    if link.text in SLASHES and glued(tokens, i) and glued(tokens, i + 1) and tokens[i + 2].text in DENOMINATORS:
        return count, Decimal(tokens[i + 2].text), i + 3, False
    return sample(tokens, i + 1, count)


def sample(tokens: list[Token], i: int, count: Decimal) -> tuple[Decimal, Decimal, int, bool] | None:
    """What "in five" or "out of 12" makes of the count before it: (count, whole, next token, False)."""
    if tokens[i].key not in ("in", "out") or tokens[i - 1].end + 1 != tokens[i].start:
        return None
    out = tokens[i].key == "out"
    if out and tokens[i + 1].key != "of":
        return None
    token = tokens[i + 1 + out]
    whole = MULTIPLE.get(token.key)
    if token.kind == NUMERAL and token.text.isascii() and token.text.isdigit() and len(token.text) < 5:
        whole = Decimal(token.text)
    if whole is None or not 0 < count < whole:
        return None
    if tokens[i + 2 + out].key in MAGNITUDES or tokens[i + 2 + out].text in DASHES or tokens[i + 2 + out].text == "%":
        return None
    if not out and not (whole in SAMPLES or (count == 1 and whole <= 1000)):
        return None
    return count, whole, i + 2 + out, False


def _fraction(tokens: list[Token], i: int) -> tuple[Decimal, Decimal, int, bool] | None:
    """The half of "2½" and "2 1/2": (over, under, next token, added to the whole)."""
    token = tokens[i]
    if token.key in VULGAR:
        over, under = VULGAR[token.key]
        return Decimal(over), Decimal(under), i + 1, True
    if token.text in ("1", "2", "3", "5", "7") and tokens[i + 1].text in SLASHES and glued(tokens, i):
        under_text = tokens[i + 2].text
        if under_text in ("2", "3", "4", "8") and token.text < under_text:
            return Decimal(token.text), Decimal(under_text), i + 3, True
    return None


def magnitude(tokens: list[Token], i: int, money: bool, field: bool = False) -> tuple[Decimal, int]:
    """The scale at token i, and the token after it; ONE and i if there is none."""
    token = tokens[i]
    if token.kind != WORD:
        if hyphened(tokens, i):
            joined = MAGNITUDES.get(tokens[i + 1].key) or SHORT.get(tokens[i + 1].key)
            if joined:
                return _with_bigger(tokens, i + 1, joined)
        return ONE, i
    key = token.key
    scale = MAGNITUDES.get(key) or SHORT.get(key)
    if scale is None and tokens[i - 1].kind == NUMERAL:
        scale = PLURAL_MAGNITUDES.get(key) or (MILLION if token.text == "MM" else None)
    if scale is None and key in GLUED and not _unit(tokens, i, money, field):
        against = glued(tokens, i - 1)
        apart = token.text in ("M", "B") and tokens[i + 1].text.islower()
        apart = apart or (field and token.text in ("k", "K", "M", "B", "T"))
        if against or apart or (money and key in "mb" and tokens[i + 1].text != "."):
            scale = GLUED[key]
    if scale is None:
        return ONE, i
    if key in DOTTED and tokens[i + 1].text == "." and glued(tokens, i) and _is_currency(tokens[i + 2]):
        return scale, i + 2
    return _with_bigger(tokens, i, scale)


def _with_bigger(tokens: list[Token], i: int, scale: Decimal) -> tuple[Decimal, int]:
    """The scale at token i, times one that follows it: "hundred million", "hundred-million"."""
    at = i + 1 + hyphened(tokens, i + 1)
    bigger = MAGNITUDES.get(tokens[at].key) or PLURAL_MAGNITUDES.get(tokens[at].key, ONE)
    if scale <= bigger and tokens[i].key in ("hundred", "thousand", "lakh", "lac", "lakhs"):
        bigger, stop = _with_bigger(tokens, at, bigger)  # "hundred thousand million"
        return EXACT.multiply(scale, bigger), stop
    return scale, i + 1


def _power(tokens: list[Token], i: int) -> tuple[Decimal, int]:
    """The power of ten at token i, "× 10^8" or "×10−8", and the token after it."""
    sign, power = tokens[i + 2], tokens[i + 3]
    if tokens[i + 1].text != "10" or sign.text not in "^−-" or not (glued(tokens, i + 1) and glued(tokens, i + 2)):
        return ONE, i
    if not (power.text.isascii() and power.text.isdigit() and len(power.text) == 1):
        return ONE, i
    return ONE.scaleb(int(power.text) * (1 if sign.text == "^" else -1)), i + 4


def _unit(tokens: list[Token], i: int, money: bool, field: bool) -> bool:
    """Whether the letter after a numeral is a unit or a name (100m sprint, 5t, 4K TV), not a scale."""
    letter, after = tokens[i].text, tokens[i + 1]
    if money:
        return False
    if letter == "m" and after.text in ("2", "3") and glued(tokens, i):
        return True
    if letter == "m":
        if after.text == "(":  # a conversion: "42m (138ft) yacht"
            return any(token.key in ("ft", "feet", "foot") for token in tokens[i + 2 : i + 6])
        if after.key == "per":
            return tokens[i + 2].key in ("second", "minute", "hour")
        return (tokens[i + 2] if hyphened(tokens, i + 1) else after).key in LENGTHS
    if letter == "K":
        return len(tokens[i - 1].text) < 3 and after.key in AFTER_K
    if letter == "T":
        return not (plural(after.text) or (field and after.kind == EDGE))
    return letter == "t"


def _is_currency(token: Token) -> bool:
    return token.text in SYMBOLS or token.text in CODES or token.key in CURRENCY_WORDS
