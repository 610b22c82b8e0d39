"""Tables as people make them: titles above the headings, headings of two rows, and totals below."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.text import clean, fold

_FEW = 10  # rows above the headings at most
_LEAST = 3  # rows whose sum is no accident
_IN_LANGUAGES = """
total; totals; grand total; subtotal; sum; overall; total général; totaux; somme; Summe; Gesamt; Gesamtsumme; insgesamt
zusammen; suma; total general; totale; totale generale; somma; totaal; som; soma; razem; celkem; összesen; yhteensä
i alt; totalt; toplam; итого; всего; разом; σύνολο; 合计; 总计; 合計; 総計; 계; 합계
"""
_TOTALS = frozenset(map(fold, _IN_LANGUAGES.strip().replace("\n", "; ").split("; ")))
_NUMBER = re.compile(r"[^\d.-]")
Numbered = tuple[int, Sequence[str]]


class Row(NamedTuple):
    """A row of a table: its number, as a spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]
    extra: int = 0  # cells to the right of the last heading
    wrong: Mapping[str, str] = {}  # what is wrong with cells, by their headings; with the row, by ""


def headings_of(rows: Sequence[Numbered], wanted: int) -> tuple[Sequence[str], list[Numbered], str]:
    """The headings of a table, the rows below them, and a note if they are not simply in the first row.

    Above them there may be titles, which fill one cell of a row. Two rows are headings if the second one names what is
    empty in the first, has nothing new in its first cell, and numbers follow.

    Raises LedgerError if the wanted row is empty, or not there.
    """
    if wanted:
        for at, (number, cells) in enumerate(rows):
            if number == wanted:
                return cells, list(rows[at + 1 :]), ""
        raise LedgerError(f"--header-row: row {wanted} is empty, or not there")
    wide = next((at for at, (_, cells) in enumerate(rows[: _FEW + 1]) if _filled(cells) > 1), 0)
    number, first = rows[wide]
    if wide + 2 < len(rows) and (both := _of_two_rows(first, rows[wide + 1][1], rows[wide + 2][1])):
        below = rows[wide + 1][0]
        example = next(name for name, top in zip(both, first, strict=False) if name != top)
        note = f"headings taken from rows {number} and {below}, such as '{clean(example)}'"
        return both, list(rows[wide + 2 :]), f"{note}; --header-row N takes another"
    note = f"headings taken from row {number}; --header-row N takes another" if wide else ""
    return first, list(rows[wide + 1 :]), note


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _of_two_rows(top: Sequence[str], below: Sequence[str], data: Sequence[str]) -> list[str]:
    """The headings of two rows as one; none if the second row is not one of headings."""
    width = max(len(top), len(below))
    upper, lower, values = ([*row, *[""] * width][:width] for row in (top, below, data))
    gaps = [at for at in range(width) if not upper[at].strip()]
    named = bool(gaps) and all(lower[at].strip() for at in gaps)
    begins = upper[0].strip() and lower[0].strip() in ("", upper[0].strip())  # else it is the first row of the data
    if not (named and begins) or any(map(_number, lower)) or not any(map(_number, values)):
        return []
    made, group = [], ""
    for over, under in zip(upper, lower, strict=True):
        group = over.strip() or group
        own = under.strip() if under.strip() != group else ""
        made.append(" ".join(f"{group} {own}".split()))
    return made


def _number(cell: str) -> Decimal | None:
    """The number in a cell, without currency and separators of thousands; None if there is none."""
    if not any(map(str.isdigit, cell)) or sum(map(str.isalpha, cell)) > 3:
        return None
    try:
        return Decimal(_NUMBER.sub("", cell.replace(",", "")))
    except InvalidOperation:
        return None


def with_totals_marked(rows: Sequence[Row]) -> list[Row]:
    """The rows, of which those at the end that are totals are marked as wrong: they are nobody's figure."""
    made = list(rows)
    for at in range(len(made) - 1, 0, -1):
        row = made[at]
        named = next((cell for cell in row.cells.values() if cell.strip()), "")
        if fold(named) in _TOTALS:
            what = f"this looks like a total, '{clean(named.strip())}'"
        elif at == len(made) - 1 and (heading := _summed(made)):
            what = f"this looks like a total: '{clean(heading)}' is the sum of the rows above"
        else:
            break
        made[at] = row._replace(wrong={**row.wrong, "": f"{what}; leave it out, or import the others with --partial"})
    return made


def _summed(rows: Sequence[Row]) -> str:
    """The heading of a column whose last cell is the sum of all others; "" if there is none."""
    *others, last = rows
    if len(others) < _LEAST:
        return ""
    for heading, cell in last.cells.items():
        total = _number(cell)
        parts = [_number(row.cells.get(heading, "")) for row in others] if total else [None]
        if all(part is not None for part in parts) and sum(part or 0 for part in parts) == total:
            return heading
    return ""


def spans(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow one another as a range: `3, 7–9`."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
