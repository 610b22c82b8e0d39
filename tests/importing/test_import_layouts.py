"""`ledger import`: tables as people make them, with titles, headings of two rows, totals and other encodings."""

from pathlib import Path

import openpyxl
import pytest
from conftest import Run

from ledger.loading import load

COMMAND = ("--file", "facts.yaml", "--set", "claim={Company} cut jobs.", "--map", "figure=Jobs")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figures() -> list[tuple[str, str]]:
    return [(claim.company[0], claim.figure) for claim in load(["facts.yaml"]).claims]


def test_titles_above_the_headings_are_passed_over_and_that_is_said(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("Layoffs in 2026,,\n\nSource: the desk\nCompany,Jobs\nAcme,10\nBolt,20\n")
    done = run("import", "t.csv", *COMMAND)
    assert done.returncode == 0
    assert "note: t.csv: headings taken from row 4; --header-row N takes another\n" in done.stderr
    assert figures() == [("Acme", "10"), ("Bolt", "20")]


def test_headings_of_two_rows_are_joined(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Cuts"],
        ["Company", "2025", "", "2026", ""],
        ["", "Jobs", "Sites", "Jobs", "Sites"],
        ["Acme", 1, 2, 3, 4],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("D2:E2")
    book.save("t.xlsx")
    done = run("import", "t.xlsx", *COMMAND[:-1], "figure=2026 Jobs")
    assert done.returncode == 0, done.stderr
    assert "headings taken from rows 2 and 3, such as '2025 Jobs'; --header-row N takes another" in done.stderr
    assert figures() == [("Acme", "3")]


def test_a_first_row_of_data_is_no_second_row_of_headings(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("Company,,Jobs\nAcme,seen,many\nBolt,read,20\n")
    assert run("import", "t.csv", *COMMAND).returncode == 0
    assert figures() == [("Acme", "many"), ("Bolt", "20")]


def test_the_row_of_the_headings_can_be_named(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("A,B\nx,y\nCompany,Jobs\nAcme,10\n")
    assert run("import", "t.csv", *COMMAND, "--header-row", "3").returncode == 0
    assert figures() == [("Acme", "10")]
    done = run("import", "t.csv", *COMMAND, "--header-row", "9")
    assert (done.returncode, done.stderr) == (2, "error: --header-row: row 9 is empty, or not there\n")


@pytest.mark.parametrize("total", ["Total,60", "GRAND TOTAL:,60", "Summe,60", "合計,60", "All of them,60", ",60"])
def test_a_total_at_the_end_is_a_fault_and_no_company(folder: Path, run: Run, total: str) -> None:
    (folder / "t.csv").write_text(f"Company,Jobs\nAcme,10\nBolt,20\nCargo,30\n{total}\n")
    done = run("import", "t.csv", *COMMAND)
    assert done.returncode == 2
    assert "row 5: this looks like a total" in done.stderr
    assert run("import", "t.csv", *COMMAND, "--partial").returncode == 1
    assert [company for company, _ in figures()] == ["Acme", "Bolt", "Cargo"]


@pytest.mark.parametrize("row", ["Total Energies,40", "Sum Ltd,61", "Dune,40"])
def test_a_company_at_the_end_is_none(folder: Path, run: Run, row: str) -> None:
    (folder / "t.csv").write_text(f"Company,Jobs\nTotal,10\nBolt,20\nCargo,30\n{row}\n")
    assert run("import", "t.csv", *COMMAND).returncode == 0
    assert len(figures()) == 4


def test_another_encoding_is_named(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_bytes("Company,Jobs\nŁódź Steel,10\n".encode("latin2"))
    assert "--encoding chooses another" in run("import", "t.csv", *COMMAND, "--dry-run").stderr
    done = run("import", "t.csv", *COMMAND, "--encoding", "latin2")
    assert "note: t.csv: read as latin2\n" in done.stderr
    assert figures() == [("Łódź Steel", "10")]
    assert run("import", "t.csv", *COMMAND, "--encoding", "latin9000").returncode == 2
