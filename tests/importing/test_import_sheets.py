"""`ledger import`: what a spreadsheet shows becomes a claim, or a fault of its row; nothing is lost in silence."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Run
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from ledger.loading import load

COMMAND = ("--file", "facts.yaml", "--set", "claim={Company} cut jobs.", "--map", "figure=Jobs")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def book(*rows: list[Any]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    return made


def figures() -> list[tuple[str, str]]:
    return [(claim.company[0], claim.figure) for claim in load(["facts.yaml"]).claims]


def test_a_merged_cell_fills_the_rows_that_it_spans(folder: Path, run: Run) -> None:
    made = book(["Company", "Jobs"], ["Acme", "10 jobs"], ["", "20 jobs"], ["", "30 jobs"], ["Bolt", "5 jobs"])
    made.worksheets[0].merge_cells("A2:A4")
    made.save("t.xlsx")
    assert run("import", "t.xlsx", *COMMAND).returncode == 0
    assert figures() == [("Acme", "10 jobs"), ("Acme", "20 jobs"), ("Acme", "30 jobs"), ("Bolt", "5 jobs")]


def test_an_error_and_a_formula_without_a_value_are_faults_of_their_rows_by_cell(folder: Path, run: Run) -> None:
    made = book(["Company", "Jobs"], ["Acme", "=1+1"], ["Bolt", "5 jobs"], ["Cargo", "#DIV/0!"])
    made.worksheets[0]["B4"].data_type = "e"
    made.save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND)
    assert done.returncode == 2
    assert "row 2: Jobs: B2: the formula has no stored value: open the file in Excel or LibreOffice" in done.stderr
    assert "row 4: Jobs: B4: the cell has the error #DIV/0!" in done.stderr
    assert run("import", "t.xlsx", *COMMAND, "--partial").returncode == 1
    assert figures() == [("Bolt", "5 jobs")]
    done = run("import", "t.xlsx", "--file", "facts.yaml", "--set", "claim={Company} cut {Jobs}.", "--dry-run")
    assert "row 4: claim: B4: the cell has the error #DIV/0!" in done.stderr


def test_hidden_rows_and_sheets_are_named_and_left_out_only_if_asked(folder: Path, run: Run) -> None:
    made = book(["Company", "Jobs"], ["Acme", "1 job"], ["Bolt", "2 jobs"], ["Cargo", "3 jobs"], ["Dune", "4 jobs"])
    for row in (3, 4):
        made.worksheets[0].row_dimensions[row].hidden = True
    made.save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND, "--dry-run")
    assert "t.xlsx: rows 3–4 are hidden, and imported all the same; --visible-only leaves out what" in done.stderr
    assert "4 rows: 4 claims to add" in done.stderr
    assert run("import", "t.xlsx", *COMMAND, "--visible-only").returncode == 0
    assert [company for company, _ in figures()] == ["Acme", "Dune"]
    made = book(["Company", "Jobs"], ["Hidden", "1 job"])
    made.worksheets[0].sheet_state = "hidden"
    shown = made.create_sheet("Shown")
    for cells in (["Company", "Jobs"], ["Elm", "9 jobs"]):
        shown.append(cells)
    made.active = 1
    made.save("u.xlsx")
    assert run("import", "u.xlsx", *COMMAND).returncode == 0
    assert figures()[-1] == ("Elm", "9 jobs")


@pytest.mark.parametrize(
    ("value", "format", "figure"),
    [
        (5, "\\-0", "-5"),
        (5, '"−"0', "−5"),
        (5, '"("0"m)"', "(5m)"),
        (-5, '0;"minus "0', "minus 5"),
        (-5, "0;[Red]0", "-5"),
        (-0.05, "0%;[Red]-0%", "-5%"),
        (-1234, "_($* #,##0.00_);_($* (#,##0.00)", "($1,234.00)"),
        (5, "+0;-0", "5"),
    ],
)
def test_a_format_that_shows_or_hides_a_minus_keeps_it(
    folder: Path, run: Run, value: float, format: str, figure: str
) -> None:
    made = book(["Company", "Jobs"], ["Acme", value])
    made.worksheets[0]["B2"].number_format = format
    made.save("t.xlsx")
    assert run("import", "t.xlsx", *COMMAND).returncode == 0
    assert figures() == [("Acme", figure)]


def test_what_is_shown_is_taken_and_a_note_says_where_more_is_held(folder: Path, run: Run) -> None:
    made = book(["Company", "Jobs"], ["Acme", 0.12345678], ["Bolt", 1234567.891], ["Cargo", 0.5], ["Dune", 3.0])
    for row, format in enumerate(("0.0%", "$#,##0", "0%", "0.0#"), 2):
        made.worksheets[0].cell(row, 2).number_format = format
    made.save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND)
    assert [figure for _, figure in figures()] == ["12.3%", "$1,234,568", "50%", "3.0"]
    said = (
        "note: t.xlsx: 2 cells show fewer digits than they hold, and what is shown is taken: B2: 12.3% for 12.345678%"
    )
    assert said in done.stderr


def test_a_key_given_twice_is_a_fault_of_its_object(folder: Path, run: Run) -> None:
    (folder / "t.json").write_text('[{"company": "A", "claim": "A.", "figure": "1", "figure": "2"}]')
    done = run("import", "t.json", "--file", "facts.yaml")
    assert done.returncode == 2
    assert "row 1: figure: the key is given twice" in done.stderr


def test_html_entities_are_decoded_and_a_bar_parts_cells(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text(
        "Company|Jobs|url\nAT&amp;T|9 jobs|https://a.org/?x=1&amp;y=2\nAT&T|8 jobs|https://a.org/\n"
    )
    assert run("import", "t.csv", *COMMAND).returncode == 0
    assert figures() == [("AT&T", "9 jobs"), ("AT&T", "8 jobs")]
    assert load(["facts.yaml"]).claims[0].citations[0].source.url == "https://a.org/?x=1&y=2"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
        '<row><c r="XFD1048576"><v>1</v></c></row>',
        '<c r="XFD1048576"><v>1</v></c>',
        '<row r="2"><x><c r="XFD1048576"><v>1</v></c></x></row>',
        '<row r="2"><row r="3"><c r="XFD1048576"><v>1</v></c></row></row>',
        '<row xmlns="" r="2"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_that_says_it_is_elsewhere_than_its_row_does_not_fill_the_memory(
    folder: Path, run: Run, cells: str
) -> None:
    book(["Company", "Jobs"], ["Acme", "1 job"]).save("t.xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile("t.xlsx") as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", cells.encode() + b"</sheetData>")
            new.writestr(name, data)
    Path("t.xlsx").write_bytes(made.getvalue())
    done = run("import", "t.xlsx", *COMMAND)
    assert done.returncode == 2
    assert "reaches to row 1,048,576 and column 16,384" in done.stderr


_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS = (
    f'<office:document-content xmlns:office="{_SPACE}office:1.0" xmlns:table="{_SPACE}table:1.0"'
    f' xmlns:text="{_SPACE}text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{{}}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_CELL = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}"'
    ' office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>'
)


@pytest.mark.parametrize(
    ("rows", "columns", "text"),
    [(7000, 7000, "x"), (1, 1, '<text:s text:c="900000000"/>'), (200_000, 1, "y" * 30_000)],
    ids=["many cells", "many spaces", "one long text in many cells"],
)
def test_a_small_file_that_unfolds_to_much_is_refused(
    folder: Path, run: Run, rows: int, columns: int, text: str
) -> None:
    with zipfile.ZipFile("t.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", _ODS.format(_CELL.format(rows, columns, text)))
    done = run("import", "t.ods", *COMMAND)
    assert done.returncode == 2
    assert done.stderr == "error: t.ods: the sheet holds too much to be a table; save its rows as .csv\n"


@pytest.mark.slow
def test_rows_that_share_a_sentence_take_time_in_proportion(folder: Path, run: Run) -> None:
    rows = "".join(f"Acme,{n} jobs,2026-01-{n % 28 + 1:02}\n" for n in range(4000))
    (folder / "same.csv").write_text(f"Company,Jobs,Date\n{rows}")
    done = run("import", "same.csv", *COMMAND)
    assert done.returncode == 0
    assert "added 4,000 claims to facts.yaml" in done.stderr


def test_struck_out_text_is_named_and_left_out_only_if_asked(folder: Path, run: Run) -> None:
    made = book(["Company", "Jobs"], ["Acme", "10 jobs"], ["Bolt", "20 jobs"], ["Cargo", ""], ["Dune", "40 jobs"])
    sheet = made.worksheets[0]
    for cell in ("B3", "A5", "B5"):
        sheet[cell].font = Font(strike=True)
    sheet["B4"] = CellRichText("7 jobs ", TextBlock(InlineFont(strike=True), "9 jobs"))
    made.save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND, "--dry-run")
    said = "4 cells have text that is struck out (B3, B4, A5 and B5), imported all the same; --visible-only leaves out"
    assert said in done.stderr
    assert "4 rows: 4 claims to add" in done.stderr
    done = run("import", "t.xlsx", *COMMAND, "--visible-only")
    assert "4 cells have text that is struck out (B3, B4, A5 and B5), left out" in done.stderr
    assert figures() == [("Acme", "10 jobs"), ("Bolt", ""), ("Cargo", "7 jobs")]


NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
STYLES = """
<style:style style:name="gone" style:family="table-cell">
  <style:text-properties style:text-line-through-style="solid"/>
</style:style>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="gone"/>
<style:style style:name="back" style:family="table-cell" style:parent-style-name="gone">
  <style:text-properties style:text-line-through-type="none"/>
</style:style>"""
ROWS = """
<table:table-column/><table:table-column table:default-cell-style-name="child"/>
<table:table-row>
  <table:table-cell office:value-type="string"><text:p>Company</text:p></table:table-cell>
  <table:table-cell office:value-type="string" table:style-name="back"><text:p>Jobs</text:p></table:table-cell>
</table:table-row><table:table-row><table:table-cell office:value-type="string">
<text:p>Ac<text:span text:style-name="gone">id</text:span>me</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>1 job</text:p></table:table-cell>
</table:table-row>"""


def test_struck_out_text_of_an_ods_file_is_found_by_the_styles_of_columns_cells_and_words(
    folder: Path, run: Run
) -> None:
    rows = "".join(line.strip() for line in ROWS.splitlines())  # calamine refuses spaces between cells
    with zipfile.ZipFile("t.ods", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content{NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:spreadsheet><table:table table:name='T'>{rows}</table:table></office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    done = run("import", "t.ods", *COMMAND, "--visible-only")
    assert done.returncode == 0, done.stderr
    assert "t.ods: 2 cells have text that is struck out (A2 and B2), left out" in done.stderr
    assert figures() == [("Acme", "")]


def zipped(name: str, text: str, *, path: str) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, text)


def test_a_workbook_that_cannot_be_read_says_why_and_what_to_do(folder: Path, run: Run) -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    encrypted = "EncryptedPackage".encode("utf-16-le")
    (folder / "password.xlsx").write_bytes(compound + bytes(512) + encrypted)
    (folder / "old.xlsx").write_bytes(compound + bytes(512))
    manifest = '<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    zipped("META-INF/manifest.xml", manifest, path="password.ods")
    zipped("xl/macrosheets/sheet1.xml", "<macrosheet/>", path="macros.xlsm")
    book(["Company", "Jobs"]).save("cut.xlsx")
    (folder / "cut.xlsx").write_bytes((folder / "cut.xlsx").read_bytes()[:2000])
    for name, said in {
        "password.xlsx": "the file is protected by a password; open it, save a copy without the password",
        "password.ods": "the file is protected by a password; open it, save a copy without the password",
        "old.xlsx": "an old .xls file, whatever its name says; open it, and save it as .xlsx",
        "macros.xlsm": "the file has a sheet of macros; save the sheet with the table as a file of its own",
        "cut.xlsx": "the file is damaged",
    }.items():
        done = run("import", name, *COMMAND)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"error: {name}: {said}" in done.stderr


def test_the_dry_run_shows_every_row_that_would_be_added_with_its_sentence(folder: Path, run: Run) -> None:
    names = [f"Company {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    book(["Company", "Jobs"], *([name, "5 jobs"] for name in names)).save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND, "--dry-run")
    assert [line for line in done.stdout.splitlines() if "claim:" in line] == [
        f"    claim: {name} cut jobs." for name in names
    ]


def test_a_file_whose_names_are_not_those_of_opendocument_is_not_read_without_bounds(folder: Path, run: Run) -> None:
    row = '<table:table-row><table:table-cell office:value-type="string"/></table:table-row>'
    names = NAMES.replace("xmlns:table:1.0", "xmlns:another:1.0").replace("urn:oasis:names:tc:opendocument", "urn:x")
    with zipfile.ZipFile("t.ods", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='T'>{row}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    done = run("import", "t.ods", *COMMAND)
    assert done.stderr == (
        "error: t.ods: the file is damaged: its names are not those of OpenDocument; save it again\n"
    )
