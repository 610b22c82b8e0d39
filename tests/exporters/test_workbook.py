"""Workbooks for colleagues: every cell is text, before and after a spreadsheet had it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import LedgerAt, Run

from ledger.exporters.rows import TABLE_COLUMNS, revision
from ledger.importing.tables import read_table

NOTES = {
    "formula": "=1+1",
    "decimal": "1.10",
    "zero": "012",
    "date": "03/04/2026",
    "escaped": "_x0041_ and _x005F_",
    "spaces": " two  spaces ",
    "lines": "two\nlines",
    "word": "TRUE",
    "quoted": "'quoted",
    "power": "1e5",
    "percent": "100%",
    "letters": "😀 日本 é\u0301",
    "function": "@SUM(A1)",
    "quarter": "2026-Q1",
}
CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


@pytest.fixture
def odd(ledger_at: LedgerAt, tmp_path: Path, run: Run) -> Path:
    """A workbook of claims with these notes."""
    records = "".join(
        f"  - {{id: {key}, claim: So., note: {json.dumps(text, ensure_ascii=False)}}}\n" for key, text in NOTES.items()
    )
    ledger_at(f"claims:\n{records}")
    assert run("export", "-o", "odd.xlsx").returncode == 0
    return tmp_path / "odd.xlsx"


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def check_notes(path: Path) -> None:
    rows = read_table(str(path)).rows
    assert {row.cells["id"]: row.cells["note"] for row in rows} == NOTES
    assert [row.cells["revision"] for row in rows] == [revision(row.cells) for row in rows]


def test_every_cell_is_text_and_so_is_what_is_typed_into_one_later(odd: Path) -> None:
    sheet = sheet_of(odd)
    assert {
        (cell.data_type, cell.number_format) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value
    } == {("s", "@")}
    groups = {letter: group for letter, group in sheet.column_dimensions.items() if group.min}
    assert {group.number_format for group in groups.values()} == {"@"}
    assert sum(group.max - group.min + 1 for group in groups.values()) == len(TABLE_COLUMNS)
    check_notes(odd)


def test_the_header_stays_in_sight_and_the_words_for_status_and_type_are_offered(odd: Path) -> None:
    sheet = sheet_of(odd)
    assert [cell.value for cell in sheet[1]] == list(TABLE_COLUMNS)
    assert sheet.freeze_panes == "B2"
    offered = {str(one.sqref).rstrip("0123456789"): one.formula1 for one in sheet.data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    assert offered[f"{letters['status']}2:{letters['status']}"] == '"reported,estimate,forecast,plan"'
    assert f"{letters['type']}2:{letters['type']}" in offered


@pytest.mark.slow
@pytest.mark.skipif(not CALC.exists() or not shutil.which("soffice"), reason="LibreOffice Calc is not installed")
def test_a_text_is_the_same_after_libreoffice_saved_it_as_ods_and_back(odd: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind, path in (("ods", odd), ("xlsx", tmp_path / "saved" / "odd.ods")):
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path / "saved"),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        check_notes(tmp_path / "saved" / f"odd.{kind}")


def test_the_same_claims_are_the_same_file(odd: Path, run: Run) -> None:
    assert run("export", "-o", "again.xlsx").returncode == 0
    assert (odd.parent / "again.xlsx").read_bytes() == odd.read_bytes()


def test_what_a_cell_cannot_hold_is_said_and_nothing_is_written(ledger_at: LedgerAt, tmp_path: Path, run: Run) -> None:
    ledger_at(f"claims:\n  - claim: So.\n  - claim: So.\n    note: {'x' * 32_768}\n")
    done = run("export", "-o", "long.xlsx")
    said = "claims.yaml:3: error: `note` has 32,768 characters, and a cell of a workbook 32,767; use --format csv\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert not (tmp_path / "long.xlsx").exists()


def test_a_workbook_has_no_layouts(odd: Path, run: Run) -> None:
    done = run("export", "--format", "xlsx", "--layout", "table")
    assert (done.returncode, done.stderr) == (2, "error: xlsx has no layouts; remove --layout\n")


@pytest.mark.slow
def test_a_workbook_goes_to_a_pipe_whole_and_not_to_a_terminal(odd: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ledger", "export", "--format", "xlsx"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    assert piped.stdout == odd.read_bytes()
    ours, its = os.openpty()
    done = subprocess.run(command, cwd=tmp_path, stdout=its, stderr=subprocess.PIPE, timeout=60, check=False, text=True)
    os.close(its)
    os.close(ours)
    assert done.returncode == 2
    assert (
        "error: a workbook cannot be shown on a terminal; write it to a file with --output claims.xlsx" in done.stderr
    )
