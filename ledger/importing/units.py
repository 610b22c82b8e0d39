"""Number formats of spreadsheets: 0.15 is 15% to whoever looks at it, and 1 August 2024 perhaps a month.

The codes are those of ECMA-376, part 1, section 18.8.31.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_EXACT = Decimal(10) ** 18


class Unit(NamedTuple):
    """What the format of a cell adds to a number, or leaves out of a date."""

    before: str = ""
    after: str = ""
    times: int = 1  # 100 for a percentage
    thousands: int = 0  # how many times it is divided by a thousand: 3 for billions
    digits: int = 10  # of a date in ISO 8601: 7 for a month, 4 for a year
    negative: tuple[str, str] | None = None  # what stands before and after a negative number, with its sign
    decimals: int = -1  # as many are shown at most; -1: all
    least: int = 0  # and as many at least
    grouped: bool = False  # with a comma for thousands


PLAIN, MONTH, YEAR = Unit(), Unit(digits=7), Unit(digits=4)
PERCENT = Unit(after="%", times=100)
_DOLLARS = Unit(before="$")
BUILT_IN = {  # section 18.8.30
    **dict.fromkeys((5, 6, 7, 8, 42, 44), _DOLLARS),
    **{1: Unit(decimals=0), 2: Unit(decimals=2, least=2)},
    **dict.fromkeys((3, 37, 38), Unit(decimals=0, grouped=True)),
    **dict.fromkeys((4, 39, 40), Unit(decimals=2, least=2, grouped=True)),
    **{9: PERCENT._replace(decimals=0), 10: PERCENT._replace(decimals=2, least=2), 17: MONTH},
}
# The parts of a number format: text in quotes or after a backslash, a currency, what takes no place on the screen,
# the digits, and any other character.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]{0,40})[^\]]{0,40}\]|\[(?P<code>[^\]]{0,80})\]|[_*].'
    r"|(?P<digits>[0#?][0#?.,]*)|(?P<other>.)",
    re.DOTALL,
)
_SYMBOLS = ("$", "€", "£", "¥", "₹")


def with_unit(number: float, unit: Unit) -> str:
    """A number as a figure with its unit, as it is shown: `15%` for 0.15, `-$1,200`, `CHF 1200`."""
    exact = _exact(number, unit)
    shown = _shown(abs(exact), unit)
    if exact < 0 and unit.negative:
        before, after = unit.negative
        return f"{before}{shown}{after}"
    sign = "-" if exact < 0 else ""
    return f"{sign}{unit.before}{shown}{unit.after}"


def hides_digits(number: float, unit: Unit) -> bool:
    """Whether a number has more digits than its format shows."""
    exact = _exact(number, unit)
    return unit.decimals >= 0 and exact != _rounded(exact, unit.decimals)


def _exact(number: float, unit: Unit) -> Decimal:
    return (Decimal(repr(number)) * unit.times).scaleb(-3 * unit.thousands)


def _rounded(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if abs(exact) < _EXACT else exact


def _shown(exact: Decimal, unit: Unit) -> str:
    if unit.decimals < 0:
        return f"{exact.normalize():,f}" if unit.grouped else f"{exact.normalize():f}"
    number = _rounded(exact, unit.decimals)
    text = f"{number:,f}" if unit.grouped else f"{number:f}"
    whole, point, part = text.partition(".")
    part = part.rstrip("0").ljust(unit.least, "0")
    return f"{whole}{point}{part}" if part else whole


def unit_of(code: str) -> Unit:
    """The unit in a number format (section 18.8.31), of which the first section is that of positive numbers."""
    sections = code.split(";")
    if any(re.search(r"\[[<>=]", section) for section in sections):  # a section for certain numbers only
        found = {_in_full(_unit_of_section(section)) for section in sections}
        return next(iter(found)) if len(found) == 1 else PLAIN
    unit = _unit_of_section(sections[0])
    if len(sections) > 1 and sections[1].strip() and (below := _unit_of_section(sections[1])) != PLAIN:
        shown = f"{below.before}{below.after}".casefold()
        sign = "" if any(mark in shown for mark in ("-", "−", "(", "minus", "negative")) else "-"
        return unit._replace(negative=(f"{sign}{below.before}", below.after))
    return unit


def _in_full(unit: Unit) -> Unit:
    """A unit that shows all digits; the name of a scale does not fit them."""
    after = "" if unit.thousands else unit.after
    return unit._replace(after=after, thousands=0, decimals=-1, least=0, grouped=False)


def _unit_of_section(section: str) -> Unit:
    before = after = letters = digits = ""
    for part in _PART.finditer(section):
        if part["digits"]:
            digits, after = part["digits"], ""
            continue
        letters += (part["other"] or "").lower()
        shown = part["quoted"] or part["escaped"] or part["currency"] or part["other"] or ""
        if digits:
            after += shown
        else:
            before += shown
    thousands = len(digits) - len(digits.rstrip(","))
    if thousands and not any(map(str.isalpha, after)):  # nothing says that these are thousands or millions
        after = after if after.strip() in _SYMBOLS else ""
        thousands, decimals, least, grouped = 0, -1, 0, False
    else:
        decimals, least, grouped = _digits(section, digits.rstrip(","))
    if "%" in letters and not (before + after).strip(" +%"):
        return PERCENT._replace(decimals=decimals, least=least, grouped=grouped)
    if not digits:
        return (MONTH if "m" in letters else YEAR) if "y" in letters and "d" not in letters else PLAIN
    before, after = before.lstrip(" +"), after.rstrip(" +")
    if "(" in before and after[-1:] == ")":
        before = "(" + before.replace("(", "", 1).strip()
    else:  # a bracket alone only lines numbers up
        before, after = before.replace("(", "").lstrip(), after.rstrip("() ")
    made = Unit(f"{before} " if before[-1:].isalpha() else before, after, 100 if "%" in letters else 1)
    return made._replace(thousands=thousands, decimals=decimals, least=least, grouped=grouped)


def _digits(section: str, digits: str) -> tuple[int, int, bool]:
    """How many decimals a section shows at most and at least, and whether it groups thousands; -1 where it is not sure.

    Fractions (`# ?/?`) and powers (`0.0E+00`) show another number.
    """
    if "/" in section or "E" in re.sub(r'"[^"]*"|\\\\.', "", section):
        return -1, 0, False
    whole, _, part = digits.partition(".")
    return len(part), part.count("0"), "," in whole
