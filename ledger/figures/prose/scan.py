"""Read the figures in a text: join quantities into ranges, and read their bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from ledger.figures.figure import Bound, Figure
from ledger.figures.prose import bounds
from ledger.figures.prose.exclusions import no_figure
from ledger.figures.prose.numerals import EXACT, ONE, hyphened
from ledger.figures.prose.quantities import Quantity, begins, quantity
from ledger.figures.prose.ranges import SEPARATORS, range_from
from ledger.figures.prose.tokens import AFTER, BEFORE, Token, pieces, tokenize
from ledger.figures.vocabulary.currencies import MONEY
from ledger.figures.vocabulary.phrases import GROWN, MULTIPLIED

_FORMER = ("from", "vs", "versus", "against")  # words before a former level
_NEAR = 60  # characters between an amount and the former one
_ENDS = re.compile(r"[.;!?]\s|\n")
_WEIGHT = re.compile(r"\b(?:weigh|heav|overweight|kilo|kg|lbs?|ounce|stone)", re.IGNORECASE)


def scan(text: str, field: bool = False, lenient: bool = False) -> Iterator[Figure]:
    """Every figure in a text, in order.

    In a `field`, the last word may be the counted noun in the singular. With `lenient`, every
    number is a figure, including dates and names.
    """
    for start, end in pieces(text):
        tokens = tokenize(text, start, end)
        following = taken = BEFORE  # the token to continue from; the token after the last figure
        last = Bound.exact
        earlier: Figure | None = None
        for i in range(BEFORE, len(tokens) - AFTER):
            if i < following or not begins(tokens, i):
                continue
            found = quantity(tokens, i, field)
            if found is None:
                continue
            figure, following = _figure(text, tokens, found, taken, last, lenient)
            if figure is not None:
                if not field and not figure.unit and earlier and _is_level_before(text, tokens, found, earlier):
                    figure = replace(figure, unit=earlier.unit)
                taken, last, earlier = following, figure.bound, figure
                yield figure


def _figure(
    text: str, tokens: list[Token], low: Quantity, taken: int, last: Bound, lenient: bool
) -> tuple[Figure | None, int]:
    """The figure that begins with a quantity, and the token to continue from.

    `taken` is the token after the previous figure, and `last` its bound.
    """
    bound, start = bounds.before(tokens, low.start)
    lead = tokens[start - 1].key
    other = None
    if low.number.kind == "vague":
        other = low._replace(value=EXACT.multiply(low.value, Decimal(10)))
    elif tokens[low.stop].key in SEPARATORS:
        low, other = range_from(tokens, low, start, lenient)
    high = other or low
    if other is not None and low.value >= high.value:
        return None, high.number.stop
    stop, unit, per = high.stop, low.unit or high.unit, high.per or low.per
    if start < taken or bounds.during(tokens, start, unit):
        bound, start = Bound.exact, low.start
    if tokens[low.start - 1].text == "-" and tokens[low.start - 2].key == "sub" and hyphened(tokens, low.start - 1):
        bound, start = Bound.under, low.start - 2
    if tokens[low.start - 1].key == "the" and hyphened(tokens, low.number.stop) and start < low.start:
        bound, start = Bound.exact, low.start  # "around the 40-foot mast"
    if high.bound is not Bound.exact:
        bound = high.bound
    elif bound is Bound.exact and start - 1 == taken and tokens[taken].text == "(" and tokens[stop].text == ")":
        bound = last  # a conversion: "more than 100 km (60 miles)"
    if unit in ("x", "pound") and not lenient and tokens[high.number.stop].key in ("times", "pounds"):
        unit = "time" if unit == "x" and per else _counted(text, tokens, high, unit)
    judged = low._replace(bound=bound, unit=unit, place=low.place or high.place) if other else low
    if not lenient and no_figure(text, tokens, judged, stop, other is not None):
        return None, max(high.number.stop, low.start + 1)
    if lead == "between" and other is not None and start > taken:
        start -= 1
    step = _step(low, bound) if other is None else min(_step(low, bound), _step(high, bound))
    least = _plain(low.value)
    most = least if other is None else _plain(high.value)
    begin, end = tokens[start].start, tokens[stop - 1].end
    return Figure(text[begin:end], least, most, unit, bound, begin, end, _plain(step), per), stop


def _is_level_before(text: str, tokens: list[Token], found: Quantity, earlier: Figure) -> bool:
    """Whether an amount without a unit is in that of the one before it: "603.0 mln dlrs … from 813.0 mln"."""
    between = text[earlier.end : tokens[found.start].start]
    return (
        earlier.unit in MONEY
        and found.number.scale > 100
        and tokens[found.start - 1].key in _FORMER
        and len(between) < _NEAR
        and not _ENDS.search(between)
    )


def _counted(text: str, tokens: list[Token], found: Quantity, unit: str) -> str:
    """The unit of "times" that something happened, and of pounds in a text that writes of sterling."""
    if unit == "pound":
        sterling = "£" in text or "sterling" in text
        return "GBP" if sterling and not _WEIGHT.search(text) else unit
    following = tokens[found.number.stop + 1]
    after = following.key
    multiple = after in MULTIPLIED or after.endswith("er") or tokens[found.start - 1].key in GROWN
    return unit if multiple or found.number.step < 1 or following.text in "-‑" else "time"


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
