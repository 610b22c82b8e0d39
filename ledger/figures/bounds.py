"""The words that bound a figure: "more than", "about", "or less"."""

from ledger.figures.figure import Bound
from ledger.figures.tokens import Token
from ledger.figures.words import vocabulary

DASHES = frozenset("-‑")

_BEFORE = {
    Bound.over: """
        more than | over | above | at least | exceeding | exceed | exceeds | exceeded | in excess of |
        greater than | higher than | larger than | bigger than | longer than | better than | upwards of |
        upward of | no less than | not less than | no fewer than | well over | just over |
        a little over | slightly over | a bit over | just above | well above | slightly more than |
        just more than | little more than | far more than | north of | beyond | a minimum of |
        minimum of | minimum | as little as | as few as | surpass | surpasses | surpassed | surpassing |
        topped | topping | older than | well in excess of | not fewer than | > | ≥ | ⩾ | ＞
    """,
    Bound.under: """
        less than | fewer than | under | below | up to | at most | no more than | not more than |
        as many as | as much as | as high as | a maximum of | maximum of | maximum | lower than |
        smaller than | shorter than | younger than | just under | well under | slightly under |
        just below | well below | slightly less than | just less than | shy of | just shy of | short of |
        just short of | south of | no greater than | no higher than | no longer than | a little under |
        a little less than | far less than | a cap of | < | ≤ | ⩽ | ＜
    """,
    Bound.about: """
        about | around | approximately | approx | approx . | roughly | some | nearly | almost |
        close to | an estimated | estimated | estimated at | estimated to be | circa | c . | ca . | ca |
        near | nearing | approaching | in the region of | in the order of | on the order of |
        in the neighbourhood of | in the neighborhood of | something like | more or less | not quite |
        virtually | practically | close on | around about | as close to | ~ | ≈ | ∼ | ≃ | ～
    """,
}
_AFTER = {
    Bound.over: """
        or more | or above | or higher | or over | or older | or longer | or greater | or better |
        or upwards | and above | and over | and up | and older | plus | +
    """,
    Bound.under: """
        or less | or fewer | or under | or below | or lower | or younger | or shorter | and under |
        and below
    """,
    Bound.about: """
        or so | ish | odd | or thereabouts | give or take
    """,
}


def _phrases(table: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound, row in table.items() for phrase in row.split("|")}


BEFORE = _phrases(_BEFORE)
AFTER = _phrases(_AFTER)
LAST = {phrase[-1]: max(len(p) for p in BEFORE if p[-1] == phrase[-1]) for phrase in BEFORE}
FIRST = frozenset(phrase[0] for phrase in AFTER)
BETWEEN = frozenset({"a", "an", "the", "record", "another", "whopping", "further", "additional"})
DURING = vocabulary("day week month year decade hour quarter")
STRICT = vocabulary("just well for of after is was took lasting lasted takes little by")


def before(toks: list[Token], i: int) -> tuple[Bound, int]:
    """The bound given by the words before token i, and the token where they begin."""
    j = i - 1
    if toks[j].key in BETWEEN and toks[j - 1].key in LAST:
        j -= 1
    last = toks[j].key
    for length in range(min(LAST.get(last, 0), j), 0, -1):
        start = j - length + 1
        bound = BEFORE.get(tuple([tok.key for tok in toks[start : j + 1]]))
        if bound is None:
            continue
        if bound is Bound.about and length == 1 and toks[start - 1].key in LAST:
            outer, begin = before(toks, start)
            if outer in (Bound.over, Bound.under):
                return outer, begin  # "up to about 30"
        return bound, start
    return Bound.exact, i


def during(toks: list[Token], start: int, unit: str) -> bool:
    """Whether "over" at token `start` means "during": "over six months"."""
    return unit in DURING and toks[start].key == "over" and toks[start - 1].key not in STRICT


def after(toks: list[Token], i: int) -> tuple[Bound, int]:
    """The bound that the words from token i give ("or more", "-plus", "+"), and the token after them."""
    j = i
    if toks[j].key not in FIRST and toks[j].text not in DASHES:
        return Bound.exact, i
    if toks[j].text in DASHES and toks[j].start == toks[j - 1].end and toks[j + 1].key in ("plus", "ish", "odd"):
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
