"""Read the figures in a text: join quantities into ranges, and read their bounds."""

from collections.abc import Iterator
from decimal import Decimal

from ledger.figures import bounds
from ledger.figures.figure import Bound, Figure
from ledger.figures.names import no_figure
from ledger.figures.numerals import DASHES, EXACT, ONE, glued, hyphened
from ledger.figures.quantities import Quantity, begins, quantity, scaled
from ledger.figures.tokens import EDGE, Token, pieces, tokens
from ledger.figures.words import vocabulary

# Words of change: after them, "from" and "to" give two figures, not a range.
CHANGES = vocabulary(
    """
    rose rise rises risen rising fell fall falls fallen falling jumped jump jumps jumping climbed
    climb climbs climbing grew grow grows grown growing increased increase increases increasing
    decreased decrease decreases decreasing dropped drop drops dropping cut cuts cutting raised
    raise raises raising slipped slip slips slid slide slides gained gain gains gaining lost lose
    loses soared soar surged surge surges surging plunged plunge plunges tumbled tumble tumbles up
    down moved shrank shrunk shrink narrowed narrow widened widen expanded expand edged eased ease
    declined decline declines declining doubled tripled went gone advanced slashed boosted boost
    boosts lifted lowered reduced reduce trimmed trim improved improve swelled ballooned dipped
    halved quadrupled leapt leaped rallied retreated sank change changed
    """
)
WORDS_BACK = 9
LINKS = DASHES | {"to", "or", "and", "up"}
VAGUE = vocabulary("about around roughly approximately nearly almost")


def scan(text: str, field: bool = False, lenient: bool = False) -> Iterator[Figure]:
    """Every figure in a text, in order.

    In a `field`, the last word may be the counted noun in the singular. With `lenient`, every
    number is a figure, including dates and names.
    """
    for start, end in pieces(text):
        toks = tokens(text, start, end)
        following = taken = 4  # the token to continue from; the token after the last figure
        last = Bound.exact
        for i in range(4, len(toks) - 6):
            if i < following or not begins(toks, i):
                continue
            found = quantity(toks, i, field)
            if found is None:
                continue
            figure, following = _figure(text, toks, found, taken, last, lenient)
            if figure is not None:
                taken, last = following, figure.bound
                yield figure


def _figure(
    text: str, toks: list[Token], low: Quantity, taken: int, last: Bound, lenient: bool
) -> tuple[Figure | None, int]:
    """The figure that begins with a quantity, and the token to continue from.

    `taken` is the token after the previous figure, and `last` its bound.
    """
    bound, start = bounds.before(toks, low.start)
    lead = toks[start - 1].key
    other = None
    if low.number.kind == "vague":
        other = low._replace(value=EXACT.multiply(low.value, Decimal(10)))
    elif toks[low.stop].key in LINKS:
        low, other = _range(toks, low, start, lenient)
    high = other or low
    if other is not None and low.value >= high.value:
        return None, high.number.stop
    stop, unit = high.stop, low.unit or high.unit
    if start < taken or bounds.during(toks, start, unit):
        bound, start = Bound.exact, low.start
    if toks[low.start - 1].text == "-" and toks[low.start - 2].key == "sub" and hyphened(toks, low.start - 1):
        bound, start = Bound.under, low.start - 2
    if high.bound is not Bound.exact:
        bound = high.bound
    elif bound is Bound.exact and start - 1 == taken and toks[taken].text == "(" and toks[stop].text == ")":
        bound = last  # a conversion: "more than 100 km (60 miles)"
    judged = low._replace(bound=bound, unit=unit, place=low.place or high.place) if other else low
    if not lenient and no_figure(text, toks, judged, stop, other is not None):
        return None, max(high.number.stop, low.start + 1)
    if lead == "between" and other is not None and start > taken:
        start -= 1
    step = _step(low, bound) if other is None else min(_step(low, bound), _step(high, bound))
    least = _plain(low.value)
    most = least if other is None else _plain(high.value)
    begin, end = toks[start].start, toks[stop - 1].end
    return Figure(text[begin:end], least, most, unit, bound, begin, end, _plain(step)), stop


def _plain(value: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros: 1500000 for 1500000.0, 10000000000 for 1E+10."""
    whole = value.to_integral_value()
    return whole.quantize(ONE, context=EXACT) if whole == value else value


def _step(found: Quantity, bound: Bound) -> Decimal:
    """The place value of the last digit as written; after "about", of the last that is not zero."""
    step = found.number.step
    if bound is not Bound.about or found.number.kind == "part" or not found.value:
        return step
    exponent = EXACT.create_decimal(found.value).normalize(EXACT).as_tuple().exponent
    return max(step, Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else step


def _range(toks: list[Token], low: Quantity, start: int, lenient: bool) -> tuple[Quantity, Quantity | None]:
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
    elif toks[i].key in VAGUE:
        i += 1  # "from about 5 to about 7"
    return word, i


def _changes(toks: list[Token], start: int) -> bool:
    """Whether a word of change stands before token `start`, in the same clause."""
    for tok in reversed(toks[max(start - WORDS_BACK, 0) : start]):
        if tok.kind == EDGE or tok.text in ".;:!?":
            return False
        if tok.key in CHANGES:
            return True
    return False
