"""The value of a figure: an amount, its unit, and its bound."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """Whether a figure is exact, approximate, a lower or an upper bound."""

    exact = "exact"
    about = "about"
    over = "over"
    under = "under"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text.

    `low` and `high` are equal unless the text gives a range. `unit` is an ISO 4217 code
    for money, `%`, `pp` (percentage points), `bp` (basis points), `x` (times), a measure
    or duration in the singular, or the noun counted; empty if there is none. `step`
    is the place value of the last digit as written: 1e9 for "$852 billion", 1e8 for
    "$851.6bn"; trailing zeros do not count after "about". `text` is the slice
    `start:end` of the text.
    """

    text: str
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound
    start: int
    end: int
    step: Decimal
