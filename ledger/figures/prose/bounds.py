"""The words that bound a figure: "more than", "about", "or less"."""

from ledger.figures.figure import Bound
from ledger.figures.prose.tokens import Token
from ledger.figures.vocabulary.phrases import AFTER, BEFORE, BETWEEN, DURING, FIRST, HANDED, LAST, MOVED_UP, STRICT

HYPHENS = frozenset("-‑")
_NESTED = 3  # phrases before a number of which the outer one counts


def before(toks: list[Token], i: int) -> tuple[Bound, int]:
    """The bound given by the words before token i, and the token where they begin."""
    bound, start = _phrase(toks, i)
    outer, begin = bound, start
    for _ in range(_NESTED):
        if outer is not Bound.about or toks[begin - 1].key not in LAST:
            break
        outer, begin = _phrase(toks, begin)
        if outer in (Bound.over, Bound.under):
            return outer, begin  # "up to about 30"
    return bound, start


def _phrase(toks: list[Token], i: int) -> tuple[Bound, int]:
    j = i - 1
    if toks[j].key in BETWEEN and toks[j - 1].key in LAST:
        j -= 1
    for length in range(min(LAST.get(toks[j].key, 0), j), 0, -1):
        start = j - length + 1
        bound = BEFORE.get(tuple([tok.key for tok in toks[start : j + 1]]))
        if bound is not None:
            if toks[start].key == "up" and toks[j].key == "to" and toks[start - 1].key in MOVED_UP:
                return Bound.exact, i
            if toks[j].key == "over" and length == 1 and toks[start - 1].key in HANDED:
                return Bound.exact, i
            return bound, start
    return Bound.exact, i


def during(toks: list[Token], start: int, unit: str) -> bool:
    """Whether "over" at token `start` means "during": "over six months"."""
    return unit in DURING and toks[start].key == "over" and toks[start - 1].key not in STRICT


def after(toks: list[Token], i: int) -> tuple[Bound, int]:
    """The bound that the words from token i give ("or more", "-plus", "+"), and the token after them."""
    j = i
    if toks[j].key not in FIRST and toks[j].text not in HYPHENS:
        return Bound.exact, i
    if toks[j].text in HYPHENS and toks[j].start == toks[j - 1].end and toks[j + 1].key in ("plus", "ish", "odd"):
        j += 1
    elif toks[j].key in ("+", "ish", "odd", "plus") and toks[j].start != toks[j - 1].end:
        return Bound.exact, i
    if toks[j].key not in FIRST:
        return Bound.exact, i
    for length in (2, 1, 3):
        bound = AFTER.get(tuple(tok.key for tok in toks[j : j + length]))
        if bound is not None:
            if toks[j].key == "+" and toks[j + 1].start == toks[j].end and toks[j + 1].text.isalnum():
                return Bound.exact, i
            return bound, j + length
    return Bound.exact, i
