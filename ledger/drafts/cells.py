"""Figures in the cells of tables: what their row and column are called is their sentence.

"857" in the row of Acme under "Revenue 2025 ($m)" is $857 million: the heading gives the unit, if the cell has none.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ledger.documents.tables import Cell
from ledger.figures import MONEY, Figure, find

# Where a heading gives a unit: in brackets, behind "in" or a comma, or as its last word.
_PLACES = re.compile(
    r"[(\[](?P<bracket>[^()\[\]]{1,24})[)\]]|\bin (?P<stated>[^,;()]{1,24})$|,\s*(?P<tail>[^,]{1,16})$"
    r"|(?P<sign>(?:US|A|C|HK|S|NZ)?[$€£¥₹](?:\s?(?:bn|tn|mn?|k|millions?|billions?))?)(?!\w)|(?P<percent>%)"
)
_CURRENCY = re.compile(
    r"(?P<money>(?:US|A|C|HK|S|NZ)?[$€£¥₹]|[A-Z]{3}\b)\s*(?P<scale>[\w'’]*)|(?P<scale2>[\w'’]+)\s*(?P<money2>[$€£¥₹]|[A-Z]{3})"
)
_SCALES = {
    **dict.fromkeys(("m", "mn", "mln", "million", "millions", "mio"), "million"),
    **dict.fromkeys(("bn", "b", "billion", "billions", "mrd"), "billion"),
    **dict.fromkeys(("tn", "trillion", "trillions"), "trillion"),
    **dict.fromkeys(("k", "thousand", "thousands", "000", "000s", "'000", "'000s", "’000", "’000s"), "thousand"),
}
_NUMBER = re.compile("[-−–+]?[0-9][0-9.,\u00a0\u202f ]*")
_CELL = "{}: "


def in_cell(figure: Figure, cell: Cell) -> tuple[str, Figure]:
    """The sentence that a figure of a cell stands for, and the figure in it, with the unit that a heading gives."""
    head = ", ".join(filter(None, (cell.row, cell.column)))
    before = _CELL.format(head) if head else ""
    text = before + figure.text
    read = with_unit_of(figure, cell) if not figure.unit else None
    return text, replace(read or figure, text=figure.text, start=len(before), end=len(text))


def with_unit_of(figure: Figure, cell: Cell) -> Figure | None:
    """A bare number with the unit of its column, else of its row; None if they give none that is sure."""
    if not _NUMBER.fullmatch(figure.text.strip()):
        return None
    for heading in (cell.column, cell.row):
        for match in _PLACES.finditer(heading):
            unit = next(filter(None, match.groups())).strip()
            for written in _written(figure.text.strip(), unit):
                found = list(find(written))
                if len(found) == 1 and found[0].text == written and (found[0].unit or unit.lower() in _SCALES):
                    return found[0]
    return None


def _written(number: str, unit: str) -> Iterator[str]:
    """How a number with a unit of a heading may be written in a sentence."""
    if unit in ("%", "percent", "per cent", "pct"):
        yield f"{number}%"
    elif (money := _CURRENCY.fullmatch(unit)) and (money["money"] or money["money2"]):
        sign, scale = money["money"] or money["money2"], (money["scale"] or money["scale2"] or "").lower()
        if (not scale or scale in _SCALES) and (not sign.isalpha() or sign in MONEY):
            gap = " " if sign.isalpha() else ""
            yield f"{sign}{gap}{number}{f' {_SCALES[scale]}' if scale else ''}"
    elif unit.lower() in _SCALES:
        yield f"{number} {_SCALES[unit.lower()]}"
    else:
        first, _, rest = unit.partition(" ")
        scale = _SCALES.get(first.lower(), "")
        yield f"{number} {f'{scale} {rest}' if scale and rest else unit}"
