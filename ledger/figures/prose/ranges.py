"""Read ranges: "10 to 12 million", "$3-5 billion", "between 1 and 2"."""

from decimal import Decimal

from ledger.figures.prose.numerals import DASHES, EXACT, ONE, glued, hyphened
from ledger.figures.prose.quantities import Quantity, quantity, scaled
from ledger.figures.prose.tokens import EDGE, Token
from ledger.figures.vocabulary.phrases import AGES, APPROXIMATELY, CHANGES, LOSS_NOUNS, OUTLOOK, RANGE_NOUNS

SEPARATORS = DASHES | {"to", "or", "and", "up"}
_CLAUSE = 9  # tokens before a range in which a word of change counts


def range_from(tokens: list[Token], low: Quantity, start: int, lenient: bool) -> tuple[Quantity, Quantity | None]:
    """Both ends of a range that begins with `low`, in the order of the text.

    Without a range, only the first; it gets its scale and unit from the other figure in
    "from 3 to 5 million".
    """
    lead = tokens[start - 1].key
    link = _link(tokens, low, lead)
    if link is None:
        return low, None
    word, i = link
    high = quantity(tokens, i, False)
    if high is None or (word == "-" and high.value < 0):
        return low, None
    if word == "to" and (further := _range_after(tokens, high)):  # "from 2 to 3-4 billion" is two figures
        scale = further.number.scale
        return (scaled(low, scale) if low.number.scale == ONE and not low.place and scale != ONE else low), None
    of_loss = word == "to" and lead == "of" and tokens[start - 2].key in LOSS_NOUNS
    if of_loss and low.number.scale == ONE and low.value * high.number.scale < 10 * high.value:
        low = scaled(low, high.number.scale)  # "a loss of $7 to $5 million"
    if _descends(low, high, of_loss=of_loss, between=lead == "between" and word == "and"):
        low, high = low._replace(value=high.value), high._replace(value=low.value)
    if (low.unit and high.unit and low.unit != high.unit) or (high.place == "before" != low.place):
        return low, None
    given = low
    scale = high.number.scale
    alone = low.number.scale == ONE < scale and low.place in ("", "before") and low.value < 1000
    if alone and low.value < EXACT.divide(high.value, scale):
        low = scaled(low, scale)
    if low.unit and not high.unit and lead != "between" and (low.place != "before" or (low is given and word == "to")):
        return given, None
    if word == "to" and lead == "from" and low.value >= high.value and not low.unit:
        return low._replace(unit=high.unit, place="shared") if high.unit and not low.place else low, None
    if word == "-":
        spaced = not glued(tokens, given.stop - 1)
        bare = not (low.unit or high.unit) and low.number.scale == ONE and not lenient and lead not in AGES
        if (spaced and (bare or low.value >= high.value)) or (low.value >= high.value and low.place):
            return given, None
        return (high if bare else low), high
    if low.value >= high.value:
        return given, None
    if word == "or":
        near = EXACT.subtract(high.value, low.value) == high.number.scale and not given.unit
        return (low, high) if near else (given, None)
    if word == "to" and _of_a_range(tokens, start):
        return low, high
    if word == "to" and _changes(tokens, start):
        return _changed(tokens, given, low, high, start)
    return low, high


def _changed(
    tokens: list[Token], given: Quantity, low: Quantity, high: Quantity, start: int
) -> tuple[Quantity, Quantity | None]:
    """Both ends if "to" after a word of change joins a range; else the first: it changed from there, or by that.

    `given` is the first as written, `low` the same with the scale of the second.
    """
    if tokens[start - 1].key == "from":
        if not low.unit and high.place in ("after", "noun"):
            low = low._replace(unit=high.unit, place="shared")
        return low, None
    if low.unit == high.unit == "%" and _in_clause(tokens, start, OUTLOOK):
        return low, high
    scaled_or_bare = (given.unit and low is given) or not (high.unit or low is not given)
    if scaled_or_bare or high.value > EXACT.multiply(low.value, Decimal(10)):
        return given, None
    return low, high


def _link(tokens: list[Token], low: Quantity, lead: str) -> tuple[str, int] | None:
    """The separator in a range ("-", "to", "and", "or"), and the token after it."""
    i = low.stop
    word = tokens[i].key
    if tokens[i].text in DASHES:
        against = glued(tokens, i - 1)
        if against and not glued(tokens, i) and tokens[i + 1].key == "to":  # "20- to 29-year-olds"
            return "to", i + 2
        if against != glued(tokens, i) or (not against and tokens[i].text == "—"):
            return None
        if tokens[i + 1].key == "to" and hyphened(tokens, i + 2):
            return "to", i + 3
        return "-", i + 1
    if word == "up" and tokens[i + 1].key == "to" and lead == "from":
        return "to", i + 2
    if word not in ("to", "or") and (word != "and" or lead != "between"):
        return None
    i += 1
    if tokens[i].text == "-" and glued(tokens, i) and glued(tokens, i - 1):
        i += 1  # "200,000 to-260,000"
    elif tokens[i].key in APPROXIMATELY:
        i += 1  # "from about 5 to about 7"
    return word, i


def _range_after(tokens: list[Token], low: Quantity) -> Quantity | None:
    """The other end of a range with a dash that begins with a quantity: "3-4 billion"."""
    i = low.stop
    if tokens[i].text not in DASHES or not (glued(tokens, i - 1) and glued(tokens, i)):
        return None
    high = quantity(tokens, i + 1, False)
    return (
        high if high is not None and high.value > low.value and high.number.scale != ONE == low.number.scale else None
    )


def _descends(low: Quantity, high: Quantity, *, of_loss: bool, between: bool) -> bool:
    """Whether the ends of a range are given from the larger to the smaller: negative ones, and those of a loss."""
    if (
        low.value <= high.value
        or (low.unit and high.unit and low.unit != high.unit)
        or low.number.scale != high.number.scale
    ):
        return False
    return of_loss or (between and low.value < 0 and high.value < 0)


def _of_a_range(tokens: list[Token], start: int) -> bool:
    """Whether "range of" or the like stands before token `start`."""
    return tokens[start - 1].key in ("of", "between") and tokens[start - 2].key in RANGE_NOUNS


def _changes(tokens: list[Token], start: int) -> bool:
    """Whether a word of change stands before token `start`, in the same clause."""
    return _in_clause(tokens, start, CHANGES)


def _in_clause(tokens: list[Token], start: int, words: frozenset[str]) -> bool:
    """Whether one of these words stands before token `start`, in the same clause."""
    for token in reversed(tokens[max(start - _CLAUSE, 0) : start]):
        if token.kind == EDGE or token.text in ".;:!?":
            return False
        if token.key in words:
            return True
    return False
