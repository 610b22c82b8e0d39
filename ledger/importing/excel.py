"""How the cells of an .xlsx file look.

It is a ZIP file of XML (ECMA-376, part 1, sections 18.2, 18.3, 18.4 and 18.8). calamine reads the values of its cells;
only what calamine leaves out is read here.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from ledger.importing.cells import Cell, Looks, elements, letters
from ledger.importing.units import BUILT_IN, PLAIN, Unit, unit_of

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_OFF = ("0", "false")


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
        row = column = -1
        for event, element in iterparse(stream, ("start", "end")):
            name = element.tag.rpartition("}")[2]
            if name == "row" and event == "start":
                row = int(element.get("r", row + 2)) - 1
                column = -1
                if element.get("hidden") in ("1", "true"):
                    looks.hidden.add(row)
            elif name == "mergeCell" and event == "end":
                first, _, last = element.get("ref", "").partition(":")
                if last:
                    looks.merged.append((_row(first), _column(first), _row(last)))
            elif name == "row":
                element.clear()
            elif name == "c" and event == "end":
                place = element.get("r", "")
                column = _column(place) if place else column + 1
                if place and (number := place.lstrip(_LETTERS)).isdigit():  # calamine takes the cell's word for its row
                    row = int(number) - 1
                if len(element):  # it has a value
                    yield _cell(element, row, column, styles, shared, looks)


def _cell(element: Element, row: int, column: int, styles: list[_Style], shared: list[_Shared], looks: Looks) -> Cell:
    number = int(element.get("s", 0))
    style = styles[number] if number < len(styles) else _Style()
    text = _text(element, shared)
    left = "" if style.struck else text.left
    if left is not None:
        looks.struck[row, column] = left
    if style.unit != PLAIN:
        looks.units[row, column] = style.unit
    if fault := _fault(element):
        looks.wrong[row, column] = f"{letters(column)}{row + 1}: {fault}"
    return Cell(row, column, text=text.length)


def _shared_strings(file: ZipFile) -> list[_Shared]:
    if "xl/sharedStrings.xml" not in file.namelist():
        return []
    with file.open("xl/sharedStrings.xml") as stream:
        return [_string(one) for one in elements(stream, "si")]


def _string(element: Element) -> _Shared:
    """A string, which may have parts in several fonts (sections 18.4.4 and 18.4.8)."""
    left: list[str] = []
    length = 0
    struck = False
    for part in element:
        name = part.tag.rpartition("}")[2]
        text = "".join(one.text or "" for one in part.iter() if one.tag.endswith("}t")) if name in ("r", "t") else ""
        length += len(text)
        if name == "r" and any(one.tag.endswith("}strike") and one.get("val") not in _OFF for one in part.iter()):
            struck = True
        else:
            left.append(text)
    return _Shared(length, "".join(left) if struck else None)


def _text(cell: Element, shared: list[_Shared]) -> _Shared:
    """How much text a cell holds."""
    parts = {part.tag.rpartition("}")[2]: part for part in cell}
    if "is" in parts:
        return _string(parts["is"])
    value = (parts["v"].text if "v" in parts else "") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    return _Shared(len(value), None)


def _row(place: str) -> int:
    """The row, from 0, of a cell: 11 for AB12."""
    return int(place.lstrip(_LETTERS)) - 1


def _fault(cell: Element) -> str:
    """Why a cell of a spreadsheet has no value; "" if it has one."""
    parts = {part.tag.rpartition("}")[2]: part.text or "" for part in cell}
    if cell.get("t") == "e":
        return f"the cell has the error {parts.get('v', '')}".rstrip()
    if "f" in parts and not parts.get("v") and "is" not in parts and cell.get("t") != "str":
        return "the formula has no stored value: open the file in Excel or LibreOffice, and save it"
    return ""


def _column(place: str) -> int:
    """The column, from 0, of a cell: 27 for AB12."""
    number = 0
    for char in place.upper():
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
                    any(one.tag.endswith("}strike") and one.get("val") not in _OFF for one in font) for font in found
                ]
            else:
                styles = [_style(one, formats, struck) for one in found]
    return styles


def _style(element: Element, formats: dict[int, Unit], struck: list[bool]) -> _Style:
    font = int(element.get("fontId", 0))
    unit = formats.get(int(element.get("numFmtId", 0)), PLAIN)
    return _Style(unit, font < len(struck) and struck[font])
