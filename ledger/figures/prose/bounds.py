"""The words that bound a figure: "more than", "about", "or less"."""

from ledger.figures.figure import Bound
from ledger.figures.prose.tokens import Token
from ledger.figures.vocabulary.phrases import AFTER, BEFORE, BETWEEN, DURING, FIRST, HANDED, LAST, MOVED_UP, STRICT

HYPHENS = frozenset("-‑")
_NESTED = 3  # phrases before a number of which the outer one counts


def before(tokens: list[Token], i: int) -> tuple[Bound, int]:
    """The bound given by the words before token i, and the token where they begin."""
    bound, start = _phrase(tokens, i)
    outer, begin = bound, start
    for _ in range(_NESTED):
        if outer is not Bound.about or tokens[begin - 1].key not in LAST:
            break
        outer, begin = _phrase(tokens, begin)
        if outer in (Bound.over, Bound.under):
            return outer, begin  # "up to about 30"
    return bound, start


def _phrase(tokens: list[Token], i: int) -> tuple[Bound, int]:
    j = i - 1
    if tokens[j].key in BETWEEN and tokens[j - 1].key in LAST:
        j -= 1
    for length in range(min(LAST.get(tokens[j].key, 0), j), 0, -1):
        start = j - length + 1
        bound = BEFORE.get(tuple([token.key for token in tokens[start : j + 1]]))
        if bound is not None:
            if tokens[start].key == "up" and tokens[j].key == "to" and tokens[start - 1].key in MOVED_UP:
                return Bound.exact, i
            if tokens[j].key == "over" and length == 1 and tokens[start - 1].key in HANDED:
                return Bound.exact, i
            return bound, start
    return Bound.exact, i


def during(tokens: list[Token], start: int, unit: str) -> bool:
    """Whether "over" at token `start` means "during": "over six months"."""
    return unit in DURING and tokens[start].key == "over" and tokens[start - 1].key not in STRICT


def after(tokens: list[Token], i: int) -> tuple[Bound, int]:
    """The bound that the words from token i give ("or more", "-plus", "+"), and the token after them."""
    j = i
    if tokens[j].key not in FIRST and tokens[j].text not in HYPHENS:
        return Bound.exact, i
    if (
        tokens[j].text in HYPHENS
        and tokens[j].start == tokens[j - 1].end
        and tokens[j + 1].key in ("plus", "ish", "odd")
    ):
        j += 1
    elif tokens[j].key in ("+", "ish", "odd", "plus") and tokens[j].start != tokens[j - 1].end:
        return Bound.exact, i
    if tokens[j].key not in FIRST:
        return Bound.exact, i
    for length in (2, 1, 3):
        bound = AFTER.get(tuple(token.key for token in tokens[j : j + length]))
        if bound is not None:
            if tokens[j].key == "+" and tokens[j + 1].start == tokens[j].end and tokens[j + 1].text.isalnum():
                return Bound.exact, i
            return bound, j + length
    return Bound.exact, i
