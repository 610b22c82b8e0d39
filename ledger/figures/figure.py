"""The value of a figure: an amount, its unit, and its bound."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Bound(StrEnum):
    """Whether a figure is exact, approximate, a lower or an upper bound."""

    exact = "exact"
    about = "about"
    over = "over"
    under = "under"


class Figure(Struct, frozen=True):
    """A figure in a text.

    `low` and `high` are equal unless the text gives a range. `unit` is an ISO 4217 code
    for money, `%`, `pp` (percentage points), `bp` (basis points), `x` (times), a measure
    or duration in the singular, or the noun counted; empty if there is none. `per` is
    what the amount is a rate of ("year", "share", "barrel"); empty if it is not a rate; if
    `annualised`, it is that of a shorter time, by the year.
    `step` is the place value of the last digit as written: 1e9 for "$852 billion", 1e8 for
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
    per: str = ""
    annualised: bool = False
