"""What is confidential, or under an embargo, leaves the desk in no form unless it is asked for."""

import contextlib
import itertools
import sqlite3
import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pytest
from conftest import LedgerAt, Run
from word_documents import paragraph, word
from word_documents import run as text_run

from ledger.exporters import FORMATS
from ledger.fields import Kind
from ledger.model import CITATION_FIELDS, SOURCE_FIELDS

# A word in each field of a source, its key, what a claim says of it, and the claim's note and waivers.
NAMES = [field.name for field in SOURCE_FIELDS if field.kind in (Kind.TEXT, Kind.NAMES)]
TEXTS = {name: f"Canary {name}" for name in (*NAMES, *(field.name for field in CITATION_FIELDS))}
URLS = {name: f"https://canary-{name.replace('_', '-')}.org/a" for name in ("url", "archive_url")}
DATES = dict(zip(("date", "accessed", "archive_date"), ("1987-01-11", "1987-01-12", "1987-01-13"), strict=True))
FIELDS = {name: value for name, value in (TEXTS | URLS | DATES).items() if name not in ("quote", "locator")}
LEDGER = f"""
sources:
  canary-key:
    type: interview
    confidential: true
{"".join(f"    {name}: {value}{chr(10)}" for name, value in FIELDS.items())}
  canary-gone: {{publisher: Canary gone, title: Gone, type: interview, confidential: true, retracted: Canary reason}}
  open: {{publisher: Open Paper, title: Seen, url: https://open.org/a, date: 2026-03-02}}
claims:
  - id: acme-jobs
    company: Acme
    claim: Acme cut 850 jobs.
    metric: jobs cut
    figure: 850 jobs
    as_of: 2026-02
    source:
      - {{key: canary-key, quote: {TEXTS["quote"]}, locator: {TEXTS["locator"]}}}
      - open
    note: Canary note
    waive: {{unarchived: Canary waiver}}
  - id: acme-sales
    company: Acme
    claim: Acme sold for $3 million.
    metric: sales
    figure: $3 million
    confidential: true
    type: interview
{"".join(f"    {name}: {value} too{chr(10)}" for name, value in TEXTS.items())}
    note: Canary note too
  - id: acme-sales-other
    company: Acme
    claim: Acme sold for $4 million.
    metric: sales
    figure: $4 million
    source: open
  - {{id: acme-gone, company: Acme, claim: Acme lost 9 clients., source: canary-gone}}
  - {{id: acme-plan, company: Acme, claim: Embargoed words., figure: 70 jobs, metric: jobs cut, source: open,
     as_of: 2026-05, supersedes: acme-jobs, embargo: 2999-01-01}}
"""
DRAFT = "Acme cut 850 jobs. Acme sold for $3 million. Acme sold for $5 million in 2026. It cut 70 jobs.\n"
EXPORTS = [
    ["export", "--format", name, *(["--layout", layout] if layout else [])]
    for name, format in FORMATS.items()
    for layout in ("", *(layout for layout in format.layouts if layout))
]
DATA = [
    *(["show", "--format", form] for form in ("csv", "json", "jsonl")),
    *(["compare", metric, "--format", form] for metric in ("sales", "jobs cut") for form in ("csv", "json")),
    *(["list", what, "--format", "csv"] for what in ("companies", "publishers", "sources", "metrics", "tags")),
    *(["check", "--strict", "--no-waivers", "--format", form] for form in ("github", "json")),
    *(["audit", "draft.md", "--format", form] for form in ("github", "json")),
]


@pytest.fixture
def desk(tmp_path: Path, ledger_at: LedgerAt) -> Path:
    ledger_at(LEDGER)
    (tmp_path / "draft.md").write_text(DRAFT)
    (tmp_path / "draft.html").write_text(f"<p>{DRAFT}</p>")
    (tmp_path / "draft.docx").write_bytes(word(paragraph(text_run(DRAFT.strip()))))
    return tmp_path


def leaks(text: str) -> list[str]:
    words = ("canary", "1987", "embargoed words", "interview")
    return [line for line in text.splitlines() if any(word in line.casefold() for word in words)]


def printed(run: Run, desk: Path, command: list[str]) -> tuple[str, subprocess.CompletedProcess[str]]:
    """What a command writes, as text, and how it ended."""
    if command[-1] == "sqlite":
        done = run(*command, "-o", "out.sqlite", "--force")
        with contextlib.closing(sqlite3.connect(desk / "out.sqlite")) as database:
            return "\n".join(database.iterdump()), done
    if command[-1] == "sql":
        done = run(*command, "-o", "out.sql", "--force")
        return (desk / "out.sql").read_text(), done
    if command[-1] == "parquet":
        done = run(*command, "-o", "out.parquet", "--force")
        return str(duckdb.execute(f"SELECT * FROM '{desk / 'out.parquet'}'").fetchall()), done
    if command[-1] != "xlsx":
        done = run(*command)
        return done.stdout, done
    done = run(*command, "-o", "out.xlsx", "--force")
    rows = openpyxl.load_workbook(desk / "out.xlsx").worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell), done


@pytest.mark.parametrize("command", [*EXPORTS, *DATA], ids=" ".join)
def test_no_export_names_a_confidential_source(run: Run, desk: Path, command: list[str]) -> None:
    text, done = printed(run, desk, command)
    assert done.returncode in (0, 1), done.stderr
    assert leaks(text) == []
    assert leaks(done.stderr) == []


WHOLE = ("sqlite", "sql", "parquet")  # have superseded and retracted claims, too


@pytest.mark.parametrize("command", [one for one in EXPORTS if one[-1] not in WHOLE], ids=" ".join)
def test_exports_say_that_the_desk_knows_it_and_what_was_held_back(run: Run, desk: Path, command: list[str]) -> None:
    text, done = printed(run, desk, command)
    assert "a source known to the desk" in text.casefold().replace("{", "").replace("}", "")
    assert "1 claim under an embargo left out; include with --private\n" in done.stderr
    assert "2 claims have “a source known to the desk” for a confidential one; name it with --private" in done.stderr
    assert "claim has no source" not in done.stderr
    assert "superseded" not in done.stderr


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_draft_with_comments_does_not_name_it(run: Run, desk: Path, ending: str) -> None:
    done = run("audit", f"draft.{ending}", "-o", f"out.{ending}", "--comment-all" if ending == "docx" else "--all")
    assert done.returncode == 1, done.stderr
    data = (desk / f"out.{ending}").read_bytes()
    if ending == "docx":
        import io
        import zipfile

        parts = zipfile.ZipFile(io.BytesIO(data))
        data = b"\n".join(parts.read(name) for name in parts.namelist())
    assert leaks(data.decode("utf-8", "replace")) == []
    assert b"a source known to the desk" in data


@pytest.mark.parametrize("ending", ["txt", "csv"])
def test_a_table_in_a_file_does_not_name_it_and_the_screen_does(run: Run, desk: Path, ending: str) -> None:
    assert run("show", "-o", f"out.{ending}").returncode == 0
    assert leaks((desk / f"out.{ending}").read_text()) == []
    if ending == "txt":
        assert "superseded" not in (desk / "out.txt").read_text()
        assert run("show", "--details", "-o", "details.txt").returncode == 0
        assert leaks((desk / "details.txt").read_text()) == []
    assert "Canary publisher" in run("show").stdout
    assert "Embargoed words." in run("show").stdout


def test_notes_in_data_are_counted(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(
        "claims:\n  - {id: a, claim: A., publisher: P, url: https://p.org/a, note: Ask}\n  - {id: b, claim: B.}\n"
    )
    for command in ("show", "export"):
        done = run(command, "--format", "csv")
        assert "Ask" in done.stdout
        assert "1 note for editors in the data\n" in done.stderr
    assert "note for editors" not in run("export", "--format", "markdown").stderr


def test_asked_for_it_is_named(run: Run, desk: Path) -> None:
    for command in (["export", "--format", "markdown"], ["show", "--format", "csv"]):
        done = run(*command, "--private")
        assert "Canary publisher" in done.stdout
        assert "Embargoed words." in done.stdout
        assert "--private" not in done.stderr
    assert "acme-plan" in run("audit", "draft.md", "--format", "json", "--private").stdout


@pytest.mark.parametrize(
    ("embargo", "day", "free"),
    [
        ("2026-03-12", "2026-03-11", False),
        ("2026-03-12", "2026-03-12", True),
        ("2026-03-12T07:00Z", "2026-03-12", False),
        ("2026-03-12T07:00Z", "2026-03-13", True),
        ("2026-03-12T07:00+01:00", "2026-03-13", True),
        ("9999-12-31", "2026-03-13", False),
        ("9999-12-31T23:59-12:00", "2026-03-13", False),
        ("0001-01-01", "2026-03-13", True),
        ("0001-01-01T00:00+12:00", "2026-03-13", True),
    ],
)
@pytest.mark.parametrize("of", ["claim", "source"])
def test_an_embargo_ends_with_its_day_or_time(
    run: Run, ledger_at: LedgerAt, embargo: str, day: str, free: bool, of: str
) -> None:
    on = {"claim": "", "source": ""} | {of: f", embargo: {embargo}"}
    ledger_at(
        f"sources:\n  p: {{publisher: P, title: T, url: https://p.org/a{on['source']}}}\n"
        f"claims:\n  - {{id: a, claim: A thing., source: p{on['claim']}}}\n"
    )
    done = run("export", "--format", "csv", "--today", day)
    assert ("A thing." in done.stdout) is free
    assert ("1 claim under an embargo left out" in done.stderr) is not free


SLIPS = """
confidential: maybe; confidental: true; confidential: [yes]; confidential: '?'; embargo: TBD; embargo: 12 March
embargo: 2026-03-12T07:00; embargoed: true; embargo: “2026-03-12”
"""


@pytest.mark.parametrize("slip", SLIPS.strip().replace("\n", "; ").split("; "))
def test_a_slip_in_these_fields_is_reported_and_withholds(run: Run, ledger_at: LedgerAt, slip: str) -> None:
    source = "publisher: Jane\n    title: T\n    type: interview"
    ledger_at(f"claims:\n  - id: a\n    claim: A thing.\n    {source}\n    {slip}\n")
    assert run("check").returncode == 1
    assert "Jane" not in run("export", "--format", "csv").stdout


def test_it_is_added_edited_and_imported_again(run: Run, desk: Path, ledger_at: LedgerAt) -> None:
    path = ledger_at("claims:\n")
    done = run(
        "add", "--claim", "A.", "--source", "jane", "--publisher", "Jane", "--title", "Call", "--type", "interview",
        "--confidential", "--embargo", "2026-03-12T07:00Z",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "    confidential: true\n" in path.read_text()
    assert "    embargo: 2026-03-12T07:00Z\n" in path.read_text()
    assert run("edit", "jane", "--set", "embargo=2026-04-01").returncode == 0
    assert "    confidential: true\n    embargo: 2026-04-01\n" in path.read_text()
    assert run("edit", "jane", "--unset", "embargo").returncode == 0
    rows = run("export", "--format", "csv", "--private").stdout
    (desk / "rows.csv").write_text(rows)
    assert run("import", "rows.csv", "--file", "again.yaml").returncode == 0
    again = (desk / "again.yaml").read_text()
    assert "    confidential: true\n" in again


def test_every_field_has_its_canary() -> None:
    named = {field.name for field in (*SOURCE_FIELDS, *CITATION_FIELDS)} - {"type", "confidential"}
    assert named == set(itertools.chain(TEXTS, URLS, DATES))
