"""Read quantities: sign, currency, number and unit, in any order that English uses."""

from decimal import Decimal
from typing import NamedTuple

from ledger.figures.figure import Bound
from ledger.figures.prose import bounds
from ledger.figures.prose.numerals import DASHES, EXACT, ONE, Number, glued, magnitude, numeral
from ledger.figures.prose.rates import rate
from ledger.figures.prose.spelled import STARTS, spelled
from ledger.figures.prose.suffixes import suffix
from ledger.figures.prose.tokens import NUMERAL, SYMBOL, WORD, Token
from ledger.figures.vocabulary.currencies import (
    ADJECTIVES,
    AMBIGUOUS,
    CODES,
    DOLLARS,
    MARKED,
    PREFIXES,
    SCALED_CODES,
    SYMBOLS,
)
from ledger.figures.vocabulary.numbers import MAGNITUDES, MULTIPLE, PARTS
from ledger.figures.vocabulary.phrases import LOSS_WORDS

MINUS = frozenset("-−–‑")
MARKS = frozenset(mark for mark, _ in MARKED)
PREFIXED = CODES | PREFIXES.keys() | SCALED_CODES.keys()
FOLDS = {f"{word}fold": value for word, value in MULTIPLE.items() if value > 1}

# What a quantity can begin with: characters and words.
LEADS = SYMBOLS.keys() | MARKS | PREFIXED | MINUS | {"+", "("}
BEGINS = STARTS | FOLDS.keys() | {"minus", "negative"}

# What can follow "a" in a number.
COUNTED = MAGNITUDES.keys() | PARTS.keys()


class Quantity(NamedTuple):
    """A number with its sign, currency and unit, from token `start` up to token `stop`."""

    start: int
    stop: int
    number: Number
    value: Decimal
    unit: str
    place: str  # where the unit is: "before", "after" (a known one), "noun", or "" for none
    bound: Bound
    per: str = ""


def begins(tokens: list[Token], i: int) -> bool:
    """Whether a quantity can begin at token i: a quick test, because at most of them none does."""
    kind, text, key, _, end = tokens[i]
    if kind == NUMERAL:
        return True
    if key in BEGINS and (key not in ("a", "an") or tokens[i + 1].key in COUNTED):
        return True
    if text not in LEADS:
        return False
    after = tokens[i + 1]
    if text == "(":
        return (after.kind == NUMERAL or after.text in LEADS) and after.start == end
    if text == "+":
        return after.kind == NUMERAL and after.start == end
    return after.kind == NUMERAL or after.kind == SYMBOL or after.text in LEADS


def quantity(tokens: list[Token], i: int, field: bool) -> Quantity | None:
    """The quantity that begins at token i, if one does."""
    sign = _sign(tokens, i)
    if sign is None:
        return None
    negative, j = sign
    unit, j = prefix(tokens, j)
    scale = ONE
    if not unit and tokens[j].text in SCALED_CODES and tokens[j + 1].kind == NUMERAL:
        (unit, scale), j = SCALED_CODES[tokens[j].text], j + 1
    if unit and tokens[j].text in MINUS and glued(tokens, j):
        negative, j = True, j + 1
    if tokens[j - 1].text in SYMBOLS and j - 1 == i and _unknown_mark(tokens, i):
        return None
    if tokens[j].text == "(" and glued(tokens, j):
        if unit:
            return None if negative else _accounts(tokens, i, j, unit, field)
        return _bracketed_loss(tokens, i, field) if i == j else None
    if tokens[j].key in FOLDS:
        value = FOLDS[tokens[j].key]
        return Quantity(i, j + 1, Number(j, j + 1, value, ONE, ONE, "words"), value, "x", "after", Bound.exact)
    if tokens[j].kind == NUMERAL:
        found = numeral(tokens, j, bool(unit), field)
    else:
        found = spelled(tokens, j) if tokens[j].key in STARTS and not unit else None
    if found is None or (unit in AMBIGUOUS and found.kind == "plain"):
        return None
    if scale is not ONE and found.scale is ONE:
        found = found.times(scale)
    bound, stop = bounds.after(tokens, found.stop)
    if unit:
        unit, stop = _country_after(tokens, stop, PREFIXES.get(unit, unit))
        place = "before"
    else:
        found, unit, place, stop = _unit_after(tokens, stop, found, field)
    if bound is Bound.exact:
        bound, stop = bounds.after(tokens, stop)
    per, stop = rate(tokens, stop)
    if per and bound is Bound.exact:
        bound, stop = bounds.after(tokens, stop)
    value = found.value.copy_negate() if negative else found.value
    return Quantity(i, stop, found, value, unit, place, bound, per)


def _sign(tokens: list[Token], i: int) -> tuple[bool, int] | None:
    """Whether the sign at token i, if there is one, is negative, and the token after it; None for a dash."""
    token = tokens[i]
    if token.text in MINUS and token.kind == SYMBOL:
        if not glued(tokens, i) or (glued(tokens, i - 1) and tokens[i - 1].text not in ("(", "[", "~")):
            return None
        return True, i + 1
    if token.key in ("minus", "negative"):
        return True, i + 1 + (tokens[i + 1].text in DASHES)
    return False, i + (token.text == "+" and glued(tokens, i))


def _country_after(tokens: list[Token], stop: int, unit: str) -> tuple[str, int]:
    """The currency of an amount whose country follows it, "$5 million Canadian", and the token after that."""
    unit, stop = _country_in_brackets(tokens, stop, unit)
    country = ADJECTIVES.get((unit, tokens[stop].key)) if tokens[stop].text[:1].isupper() else None
    if country and (tokens[stop + 1].kind != WORD or tokens[stop + 1].key in ("dollars", "pounds")):
        return country, stop + 1 + (tokens[stop + 1].kind == WORD)
    if tokens[stop].text in ("US", unit) and tokens[stop + 1].text != "$":
        return unit, stop + 1
    if unit == "USD" and tokens[stop].text in DOLLARS and tokens[stop + 1].kind != NUMERAL:
        return tokens[stop].text, stop + 1
    return unit, stop


def _unit_after(tokens: list[Token], stop: int, found: Number, field: bool) -> tuple[Number, str, str, int]:
    """The unit that follows a number: the number with the unit's scale, the unit, its place, the token after it."""
    of = found.kind == "vague" and tokens[stop].key == "of"
    if tokens[stop].text in SCALED_CODES and found.scale is ONE:  # "7 MUSD"
        unit, scale = SCALED_CODES[tokens[stop].text]
        found, place, after = found.times(scale), "after", stop + 1
    else:
        unit, place, after = suffix(tokens, stop + of, found, field)
    stop = after if unit else stop
    if unit in CODES and found.scale is ONE and tokens[stop - 1].text == unit:  # "75 USD million"
        scale, stop = magnitude(tokens, stop, True)
        found = found.times(scale)
    return found, unit, place, stop


def _country_in_brackets(tokens: list[Token], i: int, unit: str) -> tuple[str, int]:
    """The currency that the brackets at token i name after an amount in dollars or pounds: "$5 million (Canadian)"."""
    if tokens[i].text != "(":
        return unit, i
    stop = i + 2 + (tokens[i + 2].key in ("dollars", "pounds"))
    inside = tokens[i + 1]
    code = ADJECTIVES.get((unit, inside.key)) or (inside.text if unit == "USD" and inside.text in DOLLARS else None)
    return (code, stop + 1) if code and tokens[stop].text == ")" else (unit, i)


def _unknown_mark(tokens: list[Token], i: int) -> bool:
    """Whether letters of an unknown country stand against the currency symbol at token i: "Q$5"."""
    mark = tokens[i - 1]
    return mark.kind == WORD and glued(tokens, i - 1) and len(mark.text) <= 4 and not mark.text.islower()


def _accounts(tokens: list[Token], i: int, j: int, unit: str, field: bool) -> Quantity | None:
    """A negative amount with its currency before the parenthesis at token j: $(5.2) million."""
    found = numeral(tokens, j + 1, True, field) if tokens[j + 1].kind == NUMERAL else None
    if found is None or tokens[found.stop].text != ")" or found.scale != ONE:
        return None
    scale, stop = magnitude(tokens, found.stop + 1, True)
    found = found._replace(start=j + 1, stop=stop)
    unit = PREFIXES.get(unit, unit)
    quantity = Quantity(i, stop, found, found.value.copy_negate(), unit, "before", Bound.exact)
    return quantity if scale is ONE else scaled(quantity, scale)


def _bracketed_loss(tokens: list[Token], i: int, field: bool) -> Quantity | None:
    """A negative amount in the parentheses at token i, directly after a word of loss: "a loss of ($0.31)"."""
    before = tokens[i - 2] if tokens[i - 1].key == "of" else tokens[i - 1]
    if before.key not in LOSS_WORDS:
        return None
    found = quantity(tokens, i + 1, field)
    if found is None or found.value < 0 or tokens[found.stop].text != ")":
        return None
    stop = found.stop + 1
    per, stop = rate(tokens, stop)
    value = found.value.copy_negate()
    return found._replace(start=i, stop=stop, value=value, per=per or found.per)


def prefix(tokens: list[Token], i: int) -> tuple[str, int]:
    """The currency before a number, as ISO code or as a key of AMBIGUOUS, and the token after it."""
    token, after = tokens[i], tokens[i + 1]
    if token.text in SYMBOLS:
        mine = MARKED.get((after.text, token.text))
        if mine and glued(tokens, i) and tokens[i + 2].kind == NUMERAL:
            return mine, i + 2
        return SYMBOLS[token.text], i + 1
    if token.kind != WORD:
        return "", i
    mine = MARKED.get((token.text, after.text))
    if mine and (glued(tokens, i) or token.text not in ("A", "R", "E")):
        return mine, i + 2
    if token.text in PREFIXED and token.text not in SCALED_CODES:
        j = i + 1
        if tokens[j].text == "." and glued(tokens, i):
            j += 1
        if tokens[j].text in MINUS and glued(tokens, j) and not glued(tokens, j - 1):
            return token.text, j
        if tokens[j].kind == NUMERAL and (token.text not in AMBIGUOUS or glued(tokens, j - 1)):
            return token.text, j
        if tokens[j].text in SYMBOLS and token.text in CODES:
            return token.text, j + 1
    return "", i


def scaled(quantity: Quantity, scale: Decimal) -> Quantity:
    """The same quantity with the scale of the other end of its range."""
    num = quantity.number
    num = num._replace(step=EXACT.multiply(num.step, scale), scale=scale)
    return quantity._replace(number=num, value=EXACT.multiply(quantity.value, scale))
