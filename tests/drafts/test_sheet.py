"""`ledger audit --sheet`: what each figure of a draft rests on, for the lawyer and the archive."""

from pathlib import Path

import openpyxl
import pytest
from conftest import LedgerAt, Run

LEDGER = """
sources:
  ft: {publisher: FT, title: Bolt sheds jobs, url: https://www.ft.com/bolt, date: 2026-02-28,
       copy: evidence/ft.html, copy_sha256: abc123}
  secret: {publisher: Canary, title: Whisper, confidential: true}
claims:
  - id: cuts
    company: Bolt
    claim: Bolt cut 3,400 jobs.
    metric: jobs
    figure: 3,400 jobs
    source: {key: ft, quote: sheds 3400 jobs, locator: p. 2}
  - {id: sales, company: Bolt, claim: Bolt sold 612 cars., metric: cars, figure: 612 cars, source: secret}
  - {id: bare, company: Bolt, claim: Bolt closed 19 sites., metric: sites, figure: 19 sites}
"""
DRAFT = "Bolt cut 3,400 jobs. Bolt sold 612 cars.\n\nBolt closed 19 sites. =1+1 costs $77 million.\n"


@pytest.fixture
def desk(tmp_path: Path, ledger_at: LedgerAt) -> Path:
    ledger_at(LEDGER)
    (tmp_path / "draft.md").write_text(DRAFT)
    return tmp_path


def rows_of(path: Path) -> list[dict[str, str]]:
    header, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [{str(name): str(cell or "") for name, cell in zip(header, row, strict=True)} for row in rows]


def test_each_figure_has_a_numbered_row_with_what_it_rests_on_and_what_is_open(desk: Path, run: Run) -> None:
    done = run("audit", "draft.md", "--sheet", "checked.xlsx")
    assert (done.returncode, done.stdout) == (1, "")
    first, second, third, fourth = rows_of(desk / "checked.xlsx")
    assert [row["no"] for row in (first, second, third, fourth)] == ["1", "2", "3", "4"]
    assert (first["figure"], first["sentence"], first["line"]) == ("3,400 jobs", "Bolt cut 3,400 jobs.", "1")
    assert (first["verdict"], first["id"], first["claim"]) == ("in the ledger", "cuts", "Bolt cut 3,400 jobs.")
    assert (first["source"], first["url"]) == ("FT, “Bolt sheds jobs”, 28 February 2026", "https://www.ft.com/bolt")
    assert (first["quote"], first["locator"]) == ("sheds 3400 jobs", "p. 2")
    assert (first["copy"], first["copy_sha256"], first["open"]) == ("evidence/ft.html", "abc123", "")
    assert (third["id"], third["open"]) == ("bare", "no source")
    assert (fourth["figure"], fourth["verdict"], fourth["id"]) == ("$77 million", "not in the ledger", "")
    assert fourth["open"] == "not in the ledger"


def test_a_confidential_source_is_masked_unless_it_is_asked_for(desk: Path, run: Run) -> None:
    run("audit", "draft.md", "--sheet", "checked.xlsx")
    row = rows_of(desk / "checked.xlsx")[1]
    assert (row["id"], row["source"]) == ("sales", "a source known to the desk")
    assert "Canary" not in str(rows_of(desk / "checked.xlsx"))
    done = run("audit", "draft.md", "--sheet", "checked.xlsx")
    assert "checked.xlsx already exists" in done.stderr
    run("audit", "draft.md", "--sheet", "checked.xlsx", "--force", "--private")
    assert rows_of(desk / "checked.xlsx")[1]["source"] == "Canary, “Whisper”"


def test_who_confirmed_a_figure_and_when_is_in_its_row(desk: Path, run: Run) -> None:
    (desk / "draft.md").write_text("It cut 3,400 jobs <!-- ledger: cuts --> then.\n")
    run("audit", "draft.md", "--sheet", "checked.xlsx")
    [row] = rows_of(desk / "checked.xlsx")
    assert (row["verdict"], row["id"]) == ("in the ledger, confirmed", "cuts")


def test_a_sheet_is_a_workbook(desk: Path, run: Run) -> None:
    done = run("audit", "draft.md", "--sheet", "checked.csv")
    assert done.stderr == "error: --sheet checked.csv: it is a workbook; choose a name that ends in .xlsx\n"
    assert done.returncode == 2
