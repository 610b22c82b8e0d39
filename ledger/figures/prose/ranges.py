"""Read ranges: "10 to 12 million", "$3-5 billion", "between 1 and 2"."""

from decimal import Decimal

from ledger.figures.prose.numerals import DASHES, EXACT, ONE, glued, hyphened
from ledger.figures.prose.quantities import Quantity, quantity, scaled
from ledger.figures.prose.tokens import EDGE, Token
from ledger.figures.vocabulary.phrases import APPROXIMATELY, CHANGES

SEPARATORS = DASHES | {"to", "or", "and", "up"}
_CLAUSE = 9  # tokens before a range in which a word of change counts


def range_from(toks: list[Token], low: Quantity, start: int, lenient: bool) -> tuple[Quantity, Quantity | None]:
    """Both ends of a range that begins with `low`, in the order of the text.

    Without a range, only the first; it gets its scale and unit from the other figure in
    "from 3 to 5 million".
    """
    lead = toks[start - 1].key
    link = _link(toks, low, lead)
    if link is None:
        return low, None
    word, i = link
    high = quantity(toks, i, False)
    if high is None or (word == "-" and high.value < 0):
        return low, None
    if (low.unit and high.unit and low.unit != high.unit) or (high.place == "before" != low.place):
        return low, None
    given = low
    scale = high.number.scale
    alone = low.number.scale == ONE < scale and low.place in ("", "before") and low.value < 1000
    if alone and low.value < EXACT.divide(high.value, scale):
        low = scaled(low, scale)
    if low.unit and not high.unit and lead != "between" and (low.place != "before" or (low is given and word == "to")):
        return given, None
    if word == "-":
        spaced = not glued(toks, given.stop - 1)
        bare = not (low.unit or high.unit) and low.number.scale == ONE and not lenient
        if (spaced and (bare or low.value >= high.value)) or (low.value >= high.value and low.place):
            return given, None
        return (high if bare else low), high
    if low.value >= high.value:
        return given, None
    if word == "or":
        near = EXACT.subtract(high.value, low.value) == high.number.scale and not given.unit
        return (low, high) if near else (given, None)
    if word == "to" and _changes(toks, start):
        if lead == "from":
            if not low.unit and high.place == "after":
                low = low._replace(unit=high.unit, place="shared")
            return low, None
        if (
            (given.unit and low is given)
            or not (high.unit or low is not given)
            or high.value > EXACT.multiply(low.value, Decimal(10))
        ):
            return given, None
    return low, high


def _link(toks: list[Token], low: Quantity, lead: str) -> tuple[str, int] | None:
    """The separator in a range ("-", "to", "and", "or"), and the token after it."""
    i = low.stop
    word = toks[i].key
    if toks[i].text in DASHES:
        against = glued(toks, i - 1)
        if against != glued(toks, i) or (not against and toks[i].text == "—"):
            return None
        if toks[i + 1].key == "to" and hyphened(toks, i + 2):
            return "to", i + 3
        return "-", i + 1
    if word == "up" and toks[i + 1].key == "to" and lead == "from":
        return "to", i + 2
    if word not in ("to", "or") and (word != "and" or lead != "between"):
        return None
    i += 1
    if toks[i].text == "-" and glued(toks, i) and glued(toks, i - 1):
        i += 1  # "200,000 to-260,000"
    elif toks[i].key in APPROXIMATELY:
        i += 1  # "from about 5 to about 7"
    return word, i


def _changes(toks: list[Token], start: int) -> bool:
    """Whether a word of change stands before token `start`, in the same clause."""
    for tok in reversed(toks[max(start - _CLAUSE, 0) : start]):
        if tok.kind == EDGE or tok.text in ".;:!?":
            return False
        if tok.key in CHANGES:
            return True
    return False
