"""How the cells of an .ods file look.

It is a ZIP file of XML (OpenDocument 1.3, part 3, chapters 9, 16, 19 and 20). calamine reads the values of its cells;
only what calamine leaves out is read here.
"""

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from ledger.errors import LedgerError
from ledger.importing.cells import MOST_CELLS, MOST_ROWS, Cell, Looks, elements, letters, local_name
from ledger.importing.units import PERCENT, PLAIN, Unit

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{_NAMES}{name}:1.0}}" for name in ("table", "text", "office", "style"))
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_READ = ("table", "table-row", "table-cell", "covered-table-cell", "s")
_FORMULA = "the formula has no stored value: open the file in LibreOffice, and save it"


def is_protected(file: ZipFile) -> bool:
    """Whether a password protects the file (part 2, section 4.8)."""
    if "META-INF/manifest.xml" not in file.namelist():
        return False
    with file.open("META-INF/manifest.xml") as stream:
        return any(True for _ in elements(stream, "encryption-data"))


def cells_of(file: ZipFile, sheet: str, looks: Looks) -> Iterator[Cell]:
    """The cells of a sheet, else of all, one by one; what is known of their looks is added to `looks`."""
    struck = _struck_styles(file)
    reader = _Reader(looks, struck)
    inside = False
    with file.open("content.xml") as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if not element.tag.startswith(_NAMES) and local_name(element.tag) in _READ:  # calamine knows prefixes only
                raise LedgerError("the file is damaged: its names are not those of OpenDocument; save it again")
            if element.tag == f"{_TABLE}table":
                inside = event == "start" and sheet in ("", element.get(f"{_TABLE}name"))
                reader = _Reader(looks, struck)
            elif not inside:
                continue
            elif element.tag == f"{_TABLE}table-column" and event == "start":
                reader.add_column(element)
            elif element.tag == f"{_TABLE}table-row":
                if event == "start":
                    reader.begin_row(element)
                else:
                    element.clear()
            elif element.tag in _CELLS:
                yield from reader.begin_cell(element) if event == "start" else reader.end_cell(element)


class _Reader:
    """Where in a sheet the reading is."""

    def __init__(self, looks: Looks, struck: Collection[str]) -> None:
        self._looks = looks
        self._struck = struck
        self._row = self._column = self._times = 0
        self._row_style = ""
        self._columns: list[tuple[int, str]] = []  # the column after the last one of this style

    def add_column(self, element: Element) -> None:
        first = self._columns[-1][0] if self._columns else 0
        after = first + int(element.get(f"{_TABLE}number-columns-repeated", 1))
        self._columns.append((after, element.get(f"{_TABLE}default-cell-style-name", "")))

    def begin_row(self, element: Element) -> None:
        """Rows that are alike are written once."""
        self._row += self._times
        self._times = int(element.get(f"{_TABLE}number-rows-repeated", 1))
        self._column = 0
        self._row_style = element.get(f"{_TABLE}default-cell-style-name", "")
        if element.get(f"{_TABLE}visibility", "visible") != "visible" and self._times <= MOST_ROWS:
            self._looks.hidden.update(range(self._row, self._row + self._times))

    def begin_cell(self, element: Element) -> Iterator[Cell]:
        """What a cell's own attributes say."""
        row, column = self._row, self._column
        repeated = _repeated(element)
        self._column += repeated
        if (spanned := int(element.get(f"{_TABLE}number-rows-spanned", 1))) > 1:
            self._looks.merged.append((row, column, row + spanned - 1))
        kind = element.get(f"{_OFFICE}value-type", "")
        fault = "the cell has an error" if element.get(f"{_CALCEXT}value-type") == "error" else ""
        if element.get(f"{_TABLE}formula") and not kind:
            fault = fault or _FORMULA
        if fault:
            yield Cell(row, column)
            self._looks.wrong[row, column] = f"{letters(column)}{row + 1}: {fault}"
        if not kind:
            return
        times = self._times * repeated
        yield Cell(row + self._times - 1, column + repeated - 1, filled=times)
        currency = element.get(f"{_OFFICE}currency", "")
        money = Unit(before=f"{currency} ") if currency else PLAIN
        unit = {"percentage": PERCENT, "currency": money}.get(kind, PLAIN)
        if times <= MOST_CELLS:
            struck = self._style(element, column) in self._struck
            for place in range(times) if unit != PLAIN or struck else ():
                at = row + place // repeated, column + place % repeated
                if unit != PLAIN:
                    self._looks.units[at] = unit
                if struck:
                    self._looks.struck[at] = ""

    def end_cell(self, element: Element) -> Iterator[Cell]:
        """What the text of a cell says."""
        repeated = _repeated(element)
        spaces = sum(int(space.get(f"{_TEXT}c", 1)) for space in element.iter(f"{_TEXT}s"))
        length = (spaces + sum(map(len, element.itertext()))) * self._times * repeated
        at = self._row, max(0, self._column - repeated)
        yield Cell(*at, text=length, filled=0)
        if any(span.get(f"{_TEXT}style-name") in self._struck for span in element.iter(f"{_TEXT}span")):
            self._looks.struck.setdefault(at, "\n".join(map(self._left, element.iter(f"{_TEXT}p"))))

    def _style(self, cell: Element, column: int) -> str:
        """The name of a cell's style: its own, its row's, or its column's (section 19.615)."""
        if own := cell.get(f"{_TABLE}style-name", self._row_style):
            return own
        return next((style for after, style in self._columns if column < after), "")

    def _left(self, element: Element) -> str:
        """The text of an element that is not struck out."""
        if element.get(f"{_TEXT}style-name") in self._struck:
            return ""
        if element.tag == f"{_TEXT}s":
            return " " * int(element.get(f"{_TEXT}c", 1))
        return (element.text or "") + "".join(self._left(child) + (child.tail or "") for child in element)


def _repeated(cell: Element) -> int:
    return int(cell.get(f"{_TABLE}number-columns-repeated", 1))


def _struck_styles(file: ZipFile) -> set[str]:
    """The names of styles whose text is struck out; one that says nothing of its own looks like its parent."""
    parents: dict[str, str] = {}
    struck: dict[str, bool] = {}
    for part in ("styles.xml", "content.xml"):
        if part not in file.namelist():
            continue
        with file.open(part) as stream:
            for style in elements(stream, "style"):
                name = style.get(f"{_STYLE}name", "")
                parents[name] = style.get(f"{_STYLE}parent-style-name", "")
                for properties in style:
                    line = properties.get(
                        f"{_STYLE}text-line-through-style", properties.get(f"{_STYLE}text-line-through-type")
                    )
                    if line is not None:
                        struck[name] = line != "none"
    for name in parents:
        above, seen = name, {""}
        while above not in seen and above not in struck:
            seen.add(above)
            above = parents.get(above, "")
        struck.setdefault(name, struck.get(above, False))
    return {name for name, is_struck in struck.items() if is_struck}
