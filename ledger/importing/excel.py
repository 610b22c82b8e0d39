"""How the cells of an .xlsx file look.

It is a ZIP file of XML (ECMA-376, part 1, sections 18.2, 18.3, 18.4 and 18.8). calamine reads the values of its cells;
only what calamine leaves out is read here.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from ledger.errors import LedgerError
from ledger.importing.cells import Cell, Looks, elements, letters, local_name
from ledger.importing.units import BUILT_IN, PLAIN, Unit, unit_of

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_OFF = ("0", "false")
_MOST_COLUMNS = 16_384


class _Shared(NamedTuple):
    """A string that cells share."""

    length: int
    left: str | None  # what is left of it without its struck-out part; None if it has none


class _Style(NamedTuple):
    unit: Unit = PLAIN
    struck: bool = False


def cells_of(file: ZipFile, sheet: str, looks: Looks) -> Iterator[Cell]:
    """The cells of a sheet, one by one; what is known of their looks is added to `looks`."""
    styles = _styles(file)
    shared = _shared_strings(file)
    with file.open(_sheet_path(file, sheet)) as stream:
        row = -1  # of the last cell or row
        held = 0  # cells of a row that has not ended, and how many of them say where they are
        placed = 0
        for _, element in iterparse(stream):
            name = local_name(element.tag)
            if name == "c":  # wherever it stands: calamine takes the cell's word for its place
                held += 1
                if held > _MOST_COLUMNS:
                    raise LedgerError("a row of the sheet has more cells than there are columns; open it, and save it")
                if place := element.get("r", ""):
                    placed += 1
                    number = place.lstrip(_LETTERS)
                    row = int(number) - 1 if number.isdigit() else row
                    if len(element):  # it has a value
                        yield _cell(element, row, _column(place), styles, shared, looks)
            elif name == "row":
                stated = element.get("r", "")
                at = int(stated) - 1 if stated else row + (not placed)
                if element.get("hidden") in ("1", "true"):
                    looks.hidden.add(at)
                for column, cell in _unplaced(element) if placed < held else ():
                    yield _cell(cell, at, column, styles, shared, looks)
                row = row if placed else at
                element.clear()
                held = placed = 0
            elif name == "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                if last:
                    looks.merged.append((_row(first), _column(first), _row(last)))


def _unplaced(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row that do not say where they are: each stands to the right of the one before it."""
    column = -1
    for cell in row:
        place = cell.get("r", "")
        column = _column(place) if place else column + 1
        if not place and len(cell):
            yield column, cell


def _cell(element: Element, row: int, column: int, styles: list[_Style], shared: list[_Shared], looks: Looks) -> Cell:
    number = int(element.get("s", 0))
    style = styles[number] if number < len(styles) else _Style()
    value, has_formula, text = "", False, None
    for part in element:
        name = local_name(part.tag)
        if name == "v":
            value = part.text or ""
        elif name == "f":
            has_formula = True
        elif name == "is":
            text = _string(part)
    kind = element.get("t", "")
    fault = ""
    if kind == "e":
        fault = f"the cell has the error {value}".rstrip()
    elif has_formula and not value and not text and kind != "str":
        fault = "the formula has no stored value: open the file in Excel or LibreOffice, and save it"
    if text is None:
        is_shared = kind == "s" and value.isdigit() and int(value) < len(shared)
        text = shared[int(value)] if is_shared else _Shared(len(value), None)
    left = "" if style.struck else text.left
    if left is not None:
        looks.struck[row, column] = left
    if style.unit != PLAIN:
        looks.units[row, column] = style.unit
    if fault:
        looks.wrong[row, column] = f"{letters(column)}{row + 1}: {fault}"
    return Cell(row, column, text=text.length)


def _shared_strings(file: ZipFile) -> list[_Shared]:
    if "xl/sharedStrings.xml" not in file.namelist():
        return []
    with file.open("xl/sharedStrings.xml") as stream:
        return [_string(string) for string in elements(stream, "si")]


def _string(element: Element) -> _Shared:
    """A string, which may have parts in several fonts (sections 18.4.4 and 18.4.8)."""
    left: list[str] = []
    length = 0
    struck = False
    for part in element:
        name = local_name(part.tag)
        text = (
            "".join(node.text or "" for node in part.iter() if local_name(node.tag) == "t")
            if name in ("r", "t")
            else ""
        )
        length += len(text)
        if name == "r" and any(
            local_name(node.tag) == "strike" and node.get("val") not in _OFF for node in part.iter()
        ):
            struck = True
        else:
            left.append(text)
    return _Shared(length, "".join(left) if struck else None)


def _row(place: str) -> int:
    """The row, from 0, of a cell: 11 for AB12."""
    return int(place.lstrip(_LETTERS)) - 1


def _column(place: str) -> int:
    """The column, from 0, of a cell: 27 for AB12."""
    return _column_named(place.rstrip("0123456789"))


@lru_cache
def _column_named(name: str) -> int:
    number = 0
    for char in name.upper():
        if not "A" <= char <= "Z":
            break
        number = 26 * number + ord(char) - ord("A") + 1
    return number - 1


def _sheet_path(file: ZipFile, sheet: str) -> str:
    """The part of the file that holds a sheet. Raises KeyError if there is none."""
    with file.open("xl/_rels/workbook.xml.rels") as stream:
        targets = {found.get("Id"): found.get("Target", "") for found in elements(stream, "Relationship")}
    with file.open("xl/workbook.xml") as stream:
        for found in elements(stream, "sheet"):
            if found.get("name") == sheet:
                reference = next((value for name, value in found.items() if name.endswith("}id")), "")
                target = targets[reference]
                return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(f"no sheet '{sheet}'")


def _styles(file: ZipFile) -> list[_Style]:
    """The styles of cells."""
    if "xl/styles.xml" not in file.namelist():
        return []
    formats = dict(BUILT_IN)
    struck: list[bool] = []
    styles: list[_Style] = []
    with file.open("xl/styles.xml") as stream:
        for found in elements(stream, "numFmt", "fonts", "cellXfs"):
            if found.tag.endswith("numFmt"):
                formats[int(found.get("numFmtId", 0))] = unit_of(found.get("formatCode", ""))
            elif found.tag.endswith("fonts"):
                struck = [
                    any(local_name(one.tag) == "strike" and one.get("val") not in _OFF for one in font)
                    for font in found
                ]
            else:
                styles = [_style(one, formats, struck) for one in found]
    return styles


def _style(element: Element, formats: dict[int, Unit], struck: list[bool]) -> _Style:
    font = int(element.get("fontId", 0))
    unit = formats.get(int(element.get("numFmtId", 0)), PLAIN)
    return _Style(unit, font < len(struck) and struck[font])
