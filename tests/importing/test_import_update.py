"""`ledger import --update`: a colleague's corrections come back, and nothing else changes."""

import csv
import io
import random
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import LedgerAt, Run

ONE = """\
# The desk's own
sources:
  # who says so
  raise: {type: press-release, publisher: OpenAI, title: "A: round", url: https://openai.org/raise}  # in braces
  'blog':
    publisher: "FT"   # quoted
    author: [Ann Lee, Bo Ek]
    title: >-
      A folded
      title
  secret:
    publisher: Hidden Hand
    confidential: true

claims:
  - id: two   # the id
    company: [OpenAI, "xAI"]
    claim: It raised money, says 'X'.
    figure: $122 billion
    source: [{key: raise, quote: Its words, locator: p. 3}, blog]
  - id: in-place
    claim: |-
      Said in place.
      Twice.
    publisher: Reuters
    quote: In place
  - claim: Nobody says so.
    quote: Whose?

  - {id: flow, claim: "In braces, yes", figure: 5 jobs, company: Acme, source: blog}
  - id: plain
    claim: Bolt sold 5 cars.   # a comment
    figure: '5'
    status: plan
    note: "tab\\tand \\u00e9"
    source: blog
  - id: both
    claim: Both say so.
    source: [raise, blog]
    quote: of one
  - id: hidden
    claim: It whispers.
    source: secret
    note: my note
"""
TWO = """\
claims:
- id: other
  claim: "In another file"   # odd indentation
  source: raise
-
  id: dash
  claim: On its own line.
  publisher: AP
"""
FILES = ("-f", "one.yaml", "-f", "two.yaml")


@pytest.fixture
def desk(tmp_path: Path, ledger_at: LedgerAt, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ledger_at(ONE, "one.yaml")
    ledger_at(TWO, "two.yaml")
    return tmp_path


def texts() -> tuple[str, str]:
    return Path("one.yaml").read_text(), Path("two.yaml").read_text()


class Book:
    """The workbook that was exported, as a colleague has it open."""

    def __init__(self, run: Run, *options: str) -> None:
        assert run("export", "-o", "desk.xlsx", "--force", *FILES, *options).returncode == 0
        self.book = openpyxl.load_workbook("desk.xlsx")
        self.sheet: Any = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def row(self, id: str, source: str = "") -> int:
        """The number of the row of a claim, and of its source with this key."""
        for number in range(2, self.sheet.max_row + 1):
            fits = self.cell(number, "id") == id and source in ("", self.cell(number, "source"))
            if fits:
                return number
        raise AssertionError(id)

    def cell(self, row: int, name: str) -> str:
        return self.sheet.cell(row, self.columns[name]).value or ""

    def put(self, row: int, **values: str) -> None:
        for name, value in values.items():
            self.sheet.cell(row, self.columns[name]).value = value or None
            if value:
                self.sheet.cell(row, self.columns[name]).data_type = "s"

    def update(self, run: Run, *options: str) -> subprocess.CompletedProcess[str]:
        self.book.save("desk.xlsx")
        return run("import", "--update", "desk.xlsx", *FILES, *options)


@pytest.mark.parametrize("options", [[], ["--private"]])
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "safe.csv"])
def test_a_table_that_nobody_changed_changes_no_byte(desk: Path, run: Run, name: str, options: list[str]) -> None:
    before = texts()
    safe = ["--safe"] if name == "safe.csv" else []
    assert run("export", "-o", name, *FILES, *options, *safe).returncode == 0
    done = run("import", "--update", name, *FILES)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 cells changed, 0 new claims\n")
    assert texts() == before


def test_each_changed_cell_becomes_an_edit_of_its_record_alone(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("plain"), figure="6 cars", status="", note="=1+1", tags="a; b")
    book.put(book.row("flow"), company="O'Neil & Co; Bolt", retracted="It was wrong.")
    book.put(book.row("dash"), publisher="AFP", url="https://afp.org/1", date="2026-03-04")
    done = book.update(run)
    assert done.returncode == 0, done.stderr
    one, two = texts()
    expected = ONE.replace("    figure: '5'\n    status: plan\n", "    figure: 6 cars\n")
    expected = expected.replace('note: "tab\\tand \\u00e9"\n', "note: =1+1\n")
    expected = expected.replace("Acme, source: blog}", "[O'Neil & Co, Bolt], source: blog, retracted: It was wrong.}")
    expected = expected.replace("=1+1\n    source: blog\n", "=1+1\n    source: blog\n    tags: [a, b]\n")
    assert one == expected
    assert two == TWO.replace("publisher: AP\n", "publisher: AFP\n  url: https://afp.org/1\n  date: 2026-03-04\n")
    assert "9 cells changed" in done.stderr
    assert "one.yaml: changed 2 records\ntwo.yaml: changed 1 record\n" in done.stderr


def test_a_field_of_a_declared_source_is_changed_where_it_is_declared_and_that_is_said(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("two", "raise"), url="https://openai.org/raise-2")
    done = book.update(run)
    assert "note: `url` of the source 'raise', which 3 claims cite\n" in done.stderr
    assert texts() == (ONE.replace("https://openai.org/raise}", "'https://openai.org/raise-2'}"), TWO)


def test_quotes_and_keys_of_one_source_among_several_are_changed_in_their_citation(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("two", "raise"), quote="Other words")
    book.put(book.row("two", "blog"), locator="p. 9")
    book.put(book.row("both", "blog"), quote="of both")
    book.put(book.row("other"), source="blog")
    assert book.update(run).returncode == 0
    one, two = texts()
    assert "      - {key: raise, quote: Other words, locator: p. 3}\n      - {key: blog, locator: p. 9}\n" in one
    assert "    source:\n      - {key: raise" in one
    assert "    source: [raise, blog]\n    quote: of both\n" in one
    assert two == TWO.replace("source: raise", "source: blog")


def test_sorting_hiding_leaving_out_rows_and_adding_columns_do_not_matter(desk: Path, run: Run) -> None:
    book = Book(run)
    rows = [[cell.value for cell in row] for row in book.sheet.iter_rows(min_row=2)]
    random.Random(1).shuffle(rows)
    rows = [row for row in rows if row[0] != "dash"]
    book.sheet.delete_rows(2, 100)
    for row in rows:
        book.sheet.append([*row, "a remark"])
    book.sheet.cell(1, len(rows[0]) + 1).value = "Remarks"
    book.sheet.row_dimensions[3].hidden = True
    book.put(book.row("in-place"), metric="words")
    done = book.update(run)
    assert done.returncode == 0, done.stderr
    assert texts() == (ONE.replace("      Twice.\n", "      Twice.\n    metric: words\n"), TWO)
    assert "note: not imported: 'Remarks'\n" in done.stderr
    assert "note: 1 claim of the ledger without a row kept as they are\n" in done.stderr


def test_a_row_whose_record_was_changed_since_is_refused_with_both_values(desk: Path, run: Run) -> None:
    book = Book(run)
    assert run("edit", "plain", "--set", "figure=7 cars", *FILES).returncode == 0
    assert run("edit", "dash", "--set", "claim=Changed.", *FILES).returncode == 0
    before = texts()
    book.put(book.row("plain"), figure="6 cars")
    done = book.update(run)
    assert done.returncode == 2
    said = "figure: changed in the ledger since the export: the table has '6 cars', the ledger '7 cars'; export"
    assert f"row {book.row('plain')}: {said}" in done.stderr
    assert "note: 1 row as exported, and changed in the ledger since: the ledger's values are kept\n" in done.stderr
    assert texts() == before
    book.put(book.row("plain"), figure="7 cars")  # the same change was made twice
    assert book.update(run).returncode == 0
    assert texts() == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan", "id: the revision is that of 'plain'; write that id back"),
        ("", "id: the revision is that of 'plain'; write that id back"),
        ("flow", "id: the id 'flow' is that of row "),
    ],
)
def test_an_edited_and_a_double_id_are_refused(desk: Path, run: Run, name: str, said: str) -> None:
    book = Book(run)
    book.put(book.row("plain"), id=name, figure="6 cars")
    done = book.update(run)
    assert done.returncode == 2
    assert said in done.stderr
    assert texts() == (ONE, TWO)


def test_a_row_without_id_and_revision_is_a_new_claim(desk: Path, run: Run) -> None:
    book = Book(run)
    last = book.sheet.max_row + 1
    book.put(last, company="Acme", claim="Acme cut 7 jobs.", figure="7", source="blog", quote="seven jobs")
    book.put(book.row("plain"), metric="sales")
    assert "the ledger has 2 files; choose one with --into FILE" in book.update(run).stderr
    done = book.update(run, "--into", "two.yaml")
    assert done.returncode == 0, done.stderr
    assert "1 cell changed, 1 new claim\n" in done.stderr
    assert texts()[1].endswith("  claim: Acme cut 7 jobs.\n  figure: 7\n  source: {key: blog, quote: seven jobs}\n")
    assert "    metric: sales\n" in texts()[0]


def test_what_is_masked_is_never_written_back_and_an_edit_in_it_is_refused(desk: Path, run: Run) -> None:
    book = Book(run)
    row = book.row("hidden")
    assert (book.cell(row, "publisher"), book.cell(row, "note")) == ("a source known to the desk", "")
    book.put(row, claim="It shouts.")
    assert book.update(run).returncode == 0
    assert texts() == (ONE.replace("It whispers.", "It shouts."), TWO)
    for name in ("publisher", "source", "note"):
        book = Book(run)
        book.put(row, **{name: "raise"})
        done = book.update(run)
        assert f"row {row}: {name}: masked, because a source is confidential; change it in the ledger" in done.stderr
        assert done.returncode == 2
    book = Book(run, "--private")
    book.put(row, publisher="Hidden Foot", note="another note")
    assert book.update(run).returncode == 0
    assert "Hidden Foot" in texts()[0]


def test_cells_that_are_computed_are_not_read_and_that_is_said(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("plain"), low="9", sourced="full")
    done = book.update(run)
    assert done.returncode == 0
    said = (
        f"changed cells left out, such as `low` in row {book.row('plain')}: computed from other fields; change `figure`"
    )
    assert said in done.stderr
    assert texts() == (ONE, TWO)


def test_a_value_that_is_not_valid_is_a_fault_of_its_row(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("plain"), status="maybe", as_of="last week", figure="n/a", claim="", source="blgo")
    book.put(book.row("flow"), metric="jobs")
    done = book.update(run)
    assert done.returncode == 2
    for said in (
        "status: 'maybe' is not a valid status",
        "as_of: 'last week' is not a valid",
        "figure: 'n/a' is a placeholder; write the real value, or empty the cell",
        "claim: the claim is missing",
        "source: undeclared source 'blgo'; declare it in the ledger first",
    ):
        assert f"row {book.row('plain')}: {said}" in done.stderr
    done = book.update(run, "--partial")
    assert done.returncode == 1
    assert texts() == (ONE.replace("company: Acme,", "company: Acme, metric: jobs,"), TWO)


def test_two_rows_of_one_record_that_say_different_things_are_refused(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("two", "raise"), figure="$1", title="B")
    book.put(book.row("two", "blog"), figure="$2")
    book.put(book.row("other"), title="C")
    done = book.update(run)
    assert done.returncode == 2
    assert "figure: row 2 has another value for the same record, '$1'; write the same in both" in done.stderr
    assert "title: row 2 has another value for the same record, 'B'; write the same in both" in done.stderr
    assert texts() == (ONE, TWO)


def test_the_dry_run_shows_the_difference_and_writes_nothing(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("plain"), figure="6 cars")
    done = book.update(run, "--dry-run")
    assert "-    figure: '5'\n+    figure: 6 cars\n" in done.stdout
    assert texts() == (ONE, TWO)
    assert book.update(run).stdout == done.stdout


def test_a_table_without_revisions_needs_force_and_then_every_difference_is_an_edit(desk: Path, run: Run) -> None:
    Path("own.csv").write_text("id,figure,Metric\nplain,6 cars,sales\nnew-one,5,x\n")
    done = run("import", "--update", "own.csv", *FILES)
    assert done.returncode == 2
    assert "the table has no column `revision`" in done.stderr
    done = run("import", "--update", "own.csv", "--force", "--partial", *FILES)
    assert "row 3: id: the ledger has no claim 'new-one'; a new claim has no id: empty the cell\n" in done.stderr
    assert texts()[0] == ONE.replace("    figure: '5'\n", "    metric: sales\n    figure: 6 cars\n")
    Path("nameless.csv").write_text("claim\nSo.\n")
    assert "the table has no column `id`" in run("import", "--update", "nameless.csv", *FILES).stderr


def test_a_claim_without_an_id_is_found_by_its_revision(desk: Path, run: Run) -> None:
    book = Book(run)
    row = next(number for number in range(2, 20) if book.cell(number, "claim") == "Nobody says so.")
    book.put(row, claim="Somebody says so.", publisher="FT")
    assert book.update(run).returncode == 0
    assert texts()[0] == ONE.replace("claim: Nobody says so.\n", "claim: Somebody says so.\n    publisher: FT\n")


def test_options_that_belong_to_the_other_way_are_refused(desk: Path, run: Run) -> None:
    Book(run)
    done = run("import", "--update", "desk.xlsx", "--set", "company=A", *FILES)
    assert "--map and --set are for new claims" in done.stderr
    assert "--yes is for --update" in run("import", "desk.xlsx", "--yes", "-f", "one.yaml").stderr


def test_csv_as_excel_saves_it_is_taken_for_what_was_exported(desk: Path, run: Run) -> None:
    """Excel writes dates its own way, and TRUE; what a number is in a text column is the colleague's to see."""
    Path("one.yaml").write_text(
        "claims:\n  - {id: a, claim: So., unreviewed: true, publisher: P, date: 2026-03-31, as_of: 2026-03-04}\n"
    )
    assert run("export", "-o", "t.csv", "-f", "one.yaml").returncode == 0
    rows = list(csv.DictReader(io.StringIO(Path("t.csv").read_text())))
    rows[0] |= {"unreviewed": "TRUE", "date": "31/03/2026", "as_of": "3/4/2026", "metric": "jobs"}
    with Path("t.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    assert run("import", "--update", "t.csv", "-f", "one.yaml").returncode == 0
    assert Path("one.yaml").read_text() == (
        "claims:\n  - {id: a, claim: So., metric: jobs, unreviewed: true, publisher: P, date: 2026-03-31,"
        " as_of: 2026-03-04}\n"
    )


def test_standard_input_cannot_be_changed(desk: Path, run: Run) -> None:
    book = Book(run)
    book.put(book.row("plain"), figure="6 cars")
    book.book.save("desk.xlsx")
    done = run("import", "--update", "desk.xlsx", "-f", "-", input=ONE)
    assert (done.returncode, done.stderr) == (2, "error: cannot edit standard input; name a file with --file PATH\n")


def test_the_claims_that_were_added_are_counted_and_not_the_rows(desk: Path, run: Run) -> None:
    book = Book(run)
    last = book.sheet.max_row
    book.put(last + 1, claim="Acme cut 7 jobs.", figure="7")
    book.put(last + 2, figure="8")  # without its claim
    done = book.update(run, "--partial", "--into", "two.yaml")
    assert done.returncode == 1
    assert "two.yaml: added 1 claim\n" in done.stderr
