"""Read numbers in words: "twenty-two", "two and a half million", "a third", "one in five"."""

from decimal import Decimal

from ledger.figures.prose.numerals import (
    DASHES,
    EXACT,
    HUNDREDTH,
    ONE,
    ROUNDED,
    TENTH,
    Number,
    hyphened,
    magnitude,
    sample,
)
from ledger.figures.prose.tokens import BEFORE, EDGE, WORD, Token
from ledger.figures.vocabulary.numbers import (
    MAGNITUDES,
    MULTIPLE,
    ONES,
    PARTS,
    PLURAL_MAGNITUDES,
    TENS,
    VULGAR,
)
from ledger.figures.vocabulary.phrases import FUNCTION
from ledger.figures.vocabulary.units import KNOWN

VAGUE = PLURAL_MAGNITUDES | {"tens": Decimal(10)}
STARTS = frozenset(MULTIPLE) | VAGUE.keys() | {"a", "an", "half", "quarter", "zero"} | frozenset(VULGAR)
HALF, HUNDRED = Decimal("0.5"), Decimal(100)


def spelled(tokens: list[Token], i: int) -> Number | None:
    """The number in words that begins at token i, if one does."""
    if tokens[i].key in VAGUE:
        return _vague(tokens, i)
    return _part(tokens, i) or _cardinal(tokens, i)


def _vague(tokens: list[Token], i: int) -> Number | None:
    """The minimum of "thousands of" or "tens of millions of"; the maximum is ten times that."""
    scale, stop = VAGUE[tokens[i].key], i + 1
    bigger = PLURAL_MAGNITUDES.get(tokens[i + 2].key)
    if tokens[stop].key == "of" and bigger is not None and bigger > scale:
        scale, stop = EXACT.multiply(scale, bigger), i + 3
    elif tokens[i].key == "tens":
        return None
    if tokens[stop].key != "of" and not (i <= BEFORE and tokens[stop].kind == EDGE):
        return None
    return Number(i, stop, scale, scale, scale, "vague")


def _cardinal(tokens: list[Token], i: int) -> Number | None:
    if tokens[i].key in ("a", "an"):
        scale = MAGNITUDES.get(tokens[i + 1].key)
        if scale is None:
            return None
        bigger, stop = magnitude(tokens, i + 1, False)
        return Number(i, stop, bigger, bigger, bigger, "words")
    total, step, ceiling, stop = Decimal(0), ONE, None, i
    while True:
        group, last = _below_thousand(tokens, stop, opening=stop == i)
        if last == stop:
            break
        half = _and_a_half(tokens, last) if not total else 0
        decimals = "" if total or half else _decimals(tokens, last)
        if half:
            group, last = EXACT.add(group, HALF), last + half
        elif decimals:
            group, last = EXACT.add(group, Decimal(f"0.{decimals}")), last + 1 + len(decimals)
        scale, after = magnitude(tokens, last, False)
        if ceiling is not None and scale >= ceiling:
            break
        total = EXACT.add(total, EXACT.multiply(group, scale))
        step = EXACT.multiply(scale, TENTH) if half else scale
        if decimals:
            step = scale.scaleb(-len(decimals))
        elif scale is ONE and group >= HUNDRED and group % HUNDRED == 0:
            step = HUNDRED
        stop, ceiling = after, scale
        if scale <= HUNDRED or half or decimals:
            break
    if stop == i:
        return None
    return Number(i, stop, total, step, ceiling or ONE, "words")


def _below_thousand(tokens: list[Token], i: int, opening: bool) -> tuple[Decimal, int]:
    """The number below a thousand at token i, and the token after it (i if there is none)."""
    value, stop = Decimal(0), i
    if not opening and tokens[i].key == "and":
        i += 1
    if tokens[i].kind != WORD or (not opening and tokens[i].text[:1].isupper() and tokens[i - 1].text.islower()):
        return value, stop
    if tokens[i].key in ONES:
        value, stop = ONES[tokens[i].key], i + 1
    elif tokens[i].key in TENS:
        value, stop = _tens(tokens, i)
    else:
        return value, stop
    if tokens[stop].key != "hundred" or not value or tokens[stop + 1].key in MAGNITUDES:
        return value, stop
    value, stop = value * 100, stop + 1
    j = stop + (tokens[stop].key == "and")
    if tokens[j].key in TENS:
        rest, stop = _tens(tokens, j)
        return value + rest, stop
    if tokens[j].key in ONES:
        return value + ONES[tokens[j].key], j + 1
    return value, stop


def _tens(tokens: list[Token], i: int) -> tuple[Decimal, int]:
    j = i + 1 + hyphened(tokens, i + 1)
    one = ONES.get(tokens[j].key)
    if one is not None and 0 < one < 10:
        return TENS[tokens[i].key] + one, j + 1
    return TENS[tokens[i].key], i + 1


def _and_a_half(tokens: list[Token], i: int) -> int:
    """The number of tokens of "and a half" or "-and-a-half" at token i."""
    j = i
    for word in ("and", "a", "half"):
        j += hyphened(tokens, j)
        if tokens[j].key != word:
            return 0
        j += 1
    return j - i


def _decimals(tokens: list[Token], i: int) -> str:
    """The digits of "point two five" at token i; "" if there are none."""
    digits = ""
    while tokens[i].key == "point" and (digit := ONES.get(tokens[i + 1 + len(digits)].key)) is not None and digit < 10:
        digits += str(digit)
    return digits


def _part(tokens: list[Token], i: int) -> Number | None:
    """A fraction: "two-thirds", "half a million", "half an hour", "one in five"."""
    first = tokens[i].key
    whole = i + 1 + (first in ("a", "an") and tokens[i + 1].key in ("half", "quarter"))
    at = whole + hyphened(tokens, whole)
    if tokens[whole - 1].key in ("half", "quarter") and tokens[at].key == "point":  # "a quarter-point cut"
        value = ROUNDED.divide(ONE, Decimal(PARTS[tokens[whole - 1].key]))
        return Number(i, whole, value, HUNDREDTH, ONE, "words")
    if first in VULGAR:
        over, under = VULGAR[first]
        scale, stop = magnitude(tokens, i + 1, False)
        if scale is not ONE:  # "½ billion"
            value = EXACT.multiply(ROUNDED.divide(Decimal(over), Decimal(under)), scale)
            return Number(i, stop, value, EXACT.multiply(TENTH, scale), scale, "words")
        return _of(tokens, i, i + 1, Decimal(over), Decimal(under), True)
    if first in ("half", "quarter"):
        return _of(tokens, i, i + 1, ONE, Decimal(PARTS[first]), first == "half" and _halved(tokens, i))
    count = ONE if first in ("a", "an") else MULTIPLE.get(first)
    if count is None:
        return None
    joined = hyphened(tokens, i + 1)
    j = i + 1 + joined
    part = tokens[j].key
    if part in PARTS and count < PARTS[part] and (count == 1) == (not part.endswith("s")):
        quarter = part in ("half", "quarter", "quarters") and not joined
        return _of(tokens, i, j + 1, count, Decimal(PARTS[part]), joined or (quarter and tokens[j + 1].key == "of"))
    share = sample(tokens, i + 1, count) if first not in ("a", "an") else None
    if share is None:
        return None
    return Number(i, share[2], ROUNDED.divide(share[0], share[1]), HUNDREDTH, ONE, "part")


def _halved(tokens: list[Token], i: int) -> bool:
    """Whether "half" at token i is followed by what it is half of: "half the shops", "half of them"."""
    return tokens[i + 1].key in ("of", "the", "all", "its", "their", "our", "his", "her", "these", "those")


def _of(tokens: list[Token], i: int, stop: int, over: Decimal, under: Decimal, certain: bool) -> Number | None:
    """A part, and what it is a part of: a magnitude, or the unit that follows (half an hour)."""
    value = ROUNDED.divide(over, under)
    step = TENTH if under in (2, 5, 10) else HUNDREDTH
    j = stop
    j += tokens[j].key == "of"
    article = tokens[j].key in ("a", "an") or hyphened(tokens, j)
    j += article
    j += hyphened(tokens, j) or (article and tokens[j - 1].text in "-‑" and tokens[j].key == "a") * 2
    scale = MAGNITUDES.get(tokens[j].key)
    beside = j == stop and (i < stop - 1 or (tokens[i].key == "half" and tokens[i - 1].key not in ("first", "second")))
    if scale and (article or beside):  # "half a million", "a quarter million", "half million"
        return Number(i, j + 1, EXACT.multiply(value, scale), EXACT.multiply(step, scale), scale, "words")
    unit = tokens[j].key in KNOWN or f"{tokens[j].key} {tokens[j + 1].key}" in KNOWN
    if article and unit and tokens[stop].text not in DASHES and tokens[j].key not in ("p", "x"):
        return Number(i, j, value, step, ONE, "words")
    after = tokens[stop]
    if not certain and not (after.kind == EDGE and i <= BEFORE):
        named = tokens[stop - 1].key in ("half", "quarter", "quarters")
        if named or (after.kind == WORD and after.key not in FUNCTION):
            return None
    return Number(i, stop, value, step, ONE, "part")
