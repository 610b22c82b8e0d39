"""`ledger import`: tables of other programs become claims."""

import datetime
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import LedgerAt, Run

from ledger.loading import load
from ledger.model import Claim, Ledger

ROOT = Path(__file__).parents[2]
EXCEL = (
    "Company name;Count;Day;Link\r\n"
    "Müller AG;1200;31.03.2026;https://a.org/x\r\n"
    '"Bolt ""B"" Ltd";300;2026-02-01;https://b.org/y\r\n'
)
SENTENCE = ("--map", "company=Company name", "--set", "claim={Company name} cut {Count} jobs.")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(path: str = "facts.yaml") -> Ledger:
    ledger = load([path])
    assert not ledger.findings
    return ledger


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_saved_by_excel_becomes_a_ledger_in_one_command(folder: Path, run: Run, encoding: str) -> None:
    (folder / "jobs.csv").write_bytes(EXCEL.encode(encoding))
    more = ("--map", "date=Day", "--map", "url=Link", "--map", "figure=Count", "--set", "publisher=Reuters")
    done = run("import", "jobs.csv", "--file", "facts.yaml", *SENTENCE, *more)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("added 2 claims to facts.yaml\n")
    first, second = held().claims
    assert (first.company, first.claim, first.figure) == (("Müller AG",), "Müller AG cut 1200 jobs.", "1200")
    assert (first.published, first.citations[0].source.publisher) == ("2026-03-31", "Reuters")
    assert second.company == ('Bolt "B" Ltd',)
    assert run("check", "--file", "facts.yaml").returncode in (0, 1)


def test_a_workbook_with_two_sheets_becomes_a_ledger_in_one_command(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Claims")
    rows = [
        [None, None],
        ["Claim", "Company", "Figure", "Date", "URL", "Publisher"],
        ["Acme made $2.", "Acme", "$2", datetime.date(2026, 3, 4), "https://a.org/x", "FT"],
        ["Acme has 7 shops.", "Acme", 7, datetime.datetime(2026, 3, 5), "https://a.org/y", "FT"],
    ]
    for row in rows:
        sheet.append(row)
    book.save("book.xlsx")
    done = run("import", "book.xlsx", "--file", "facts.yaml")
    assert done.returncode == 0
    assert "note: book.xlsx: read the sheet 'Claims'; --sheet chooses another: 'Notes'\n" in done.stderr
    assert [(claim.figure, claim.published) for claim in held().claims] == [("$2", "2026-03-04"), ("7", "2026-03-05")]
    done = run("import", "book.xlsx", "--file", "facts.yaml", "--sheet", "Claim")
    assert "no sheet is called 'Claim'; did you mean Claims?; there are Notes and Claims" in done.stderr


def test_a_workbook_with_one_sheet_needs_no_name_for_it(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(["claim", "figure", "unreviewed"])
    book.active.append(["So.", 0.15, True])
    book.save("book.xlsx")
    done = run("import", "book.xlsx", "--file", "facts.yaml")
    started = "started facts.yaml, with ledger.schema.json for text editors\n"
    assert (done.returncode, done.stderr) == (0, f"{started}added 1 claim to facts.yaml\n")
    assert [(claim.figure, claim.unreviewed) for claim in held().claims] == [("0.15", True)]


def test_a_percentage_and_an_amount_keep_the_unit_that_excel_shows(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["claim", "figure"])
    cells = {
        "0%": (0.15, "15%"),
        "0.0%": (0.07, "7.0%"),
        "0.00%;[Red]-0.00%": (-0.1234, "-12.34%"),
        "$#,##0": (1200000, "$1,200,000"),
        '"$"#,##0.00': (-2.5, "-$2.50"),
        "#,##0 [$€-407]": (1200, "1,200 €"),
        "[$CHF-807] #,##0": (1200, "CHF 1,200"),
        '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)': (3, "$3.00"),
        '"$"0.0"bn"': (122, "$122.0bn"),
        '"$"#,##0.0,,"M"': (852000000, "$852.0M"),
        '"$" 0.00,,," bn"': (9440000000, "$ 9.44 bn"),
        "#,##0,": (5000, "5000"),  # nothing says that they are thousands
        "0.0,,\\ [$€-407]": (2500000, "2500000 €"),
        '[>=1000000]"$"0.0,,"M";"$"0': (2500000, "$2500000"),
        "[<1]0%;0.0": (0.15, "0.15"),  # which of the two holds is not looked at
        '#,##0" jobs"': (1200, "1,200 jobs"),
        '0.0"%"': (15, "15.0%"),
        "0.00E+00": (1500, "1500"),
        "# ?/?": (0.5, "0.5"),
        "[$-409]0.00": (0.15, "0.15"),
        "General": (0.15, "0.15"),
        "0.0": (7, "7.0"),
    }
    for row, (code, (value, _)) in enumerate(cells.items(), 2):
        sheet.append([f"So {code}", value])
        sheet.cell(row, 2).number_format = code
    book.save("book.xlsx")
    assert run("import", "book.xlsx", "--file", "facts.yaml").returncode == 0
    assert [claim.figure for claim in held().claims] == [figure for _, figure in cells.values()]


def test_a_date_is_as_precise_as_excel_shows_it(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["claim", "date", "publisher"])
    codes = {
        "mmm-yy": "2024-08",
        "yyyy": "2024",
        "mmmm yyyy": "2024-08",
        "d-mmm-yy": "2024-08-01",
        "yyyy-mm-dd": "2024-08-01",
        "[$-409]mmmm\\ yyyy;@": "2024-08",
        'd" day of "mmmm yyyy': "2024-08-01",
    }
    for row, code in enumerate(codes, 2):
        sheet.append([f"So {row}.", datetime.date(2024, 8, 1), "FT"])
        sheet.cell(row, 2).number_format = code
    book.save("book.xlsx")
    assert run("import", "book.xlsx", "--file", "facts.yaml").returncode == 0
    assert [claim.published for claim in held().claims] == list(codes.values())


def test_a_sheet_with_a_cell_far_out_is_refused_instead_of_filling_the_memory(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.append(["claim"])
    book.active.cell(1_048_576, 16_384, "x")
    book.save("book.xlsx")
    done = run("import", "book.xlsx", "--file", "facts.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("error: book.xlsx: the sheet reaches to row 1,048,576 and column 16,384; ")
    assert not Path("facts.yaml").exists()


def test_an_opendocument_spreadsheet_is_read(folder: Path, run: Run) -> None:
    kinds = {"string": "", "date": 'office:date-value="2026-03-04"', "float": 'office:value="7"'}
    kinds |= {"percentage": 'office:value="0.15"', "currency": 'office:value="1200" office:currency="USD"'}

    def row(*cells: tuple[str, str], times: int = 1) -> str:
        made = (
            f'<table:table-cell office:value-type="{kind}" {kinds[kind]}><text:p>{text}</text:p></table:table-cell>'
            for kind, text in cells
        )
        return f'<table:table-row table:number-rows-repeated="{times}">{"".join(made)}</table:table-row>'

    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = row(("string", "claim"), ("string", "date"), ("string", "figure"))
    rows += row(("string", "So."), ("date", "04/03/26"), ("float", "7,0"))
    rows += row(("string", "So."), ("date", "04/03/26"), ("percentage", "15%"), times=2)  # the second is held already
    rows += row(("string", "So."), ("date", "04/03/26"), ("currency", "$1,200.00"))
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='A'>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile("book.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    assert run("import", "book.ods", "--file", "facts.yaml").returncode == 0
    assert {claim.published for claim in held().claims} == {"2026-03-04"}
    assert [claim.figure for claim in held().claims] == ["7", "15%", "USD 1200"]


@pytest.mark.parametrize("format", ["csv", "jsonl", "json"])
def test_what_show_writes_is_read_back_whole(folder: Path, run: Run, format: str) -> None:
    original = load([str(ROOT / "data" / "claims.yaml")])
    run("show", "--file", str(ROOT / "data" / "claims.yaml"), "--format", format, "-o", f"all.{format}")
    assert run("import", f"all.{format}", "--file", "facts.yaml").returncode == 0
    again = held()
    assert again.claims == original.claims
    cited = {citation.source.key for claim in original.claims for citation in claim.citations}
    assert {key: original.sources[key] for key in cited if key} == dict(again.sources)
    done = run("import", f"all.{format}", "--file", "facts.yaml")
    assert done.stderr.startswith("added 0 claims to facts.yaml; ")
    assert held() == again


HARD = """\
sources:
  a: {publisher: Ann & Co; more, url: https://a.org/1, date: 2026-01, author: [A; B, 'C\\D']}
  b: {publisher: ' B ', title: "two\\nlines, \\"quoted\\"", type: report}
claims:
  - {id: x, claim: 'One, "two"; three.', company: [A; B, C], source: [{key: a, quote: q}, {key: b, locator: p. 2}]}
  - {id: y, claim: Both., source: [a, b], quote: of one, status: plan, unreviewed: true, tags: [t]}
  - {id: z, claim: ' =1+1', figure: '1.10', waive: {missing-source: 'known; old'}, retracted: wrong, supersedes: x}
"""


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_hard_texts_are_read_back_whole(folder: Path, ledger_at: LedgerAt, run: Run, format: str) -> None:
    ledger_at(HARD)
    original = load(["claims.yaml"])
    run("show", "--format", format, "-o", f"all.{format}")
    assert run("import", f"all.{format}", "--file", "facts.yaml").returncode == 0
    assert load(["facts.yaml"]).claims == original.claims
    assert dict(load(["facts.yaml"]).sources) == dict(original.sources)


def test_all_faults_are_reported_and_nothing_is_written_unless_the_good_rows_are_wanted(
    folder: Path, ledger_at: LedgerAt, run: Run
) -> None:
    before = ledger_at("claims: [{id: old, claim: Old.}]\nsources:\n")
    text = ledger_at("claims:\n  - {id: old, claim: Old.}\n  - {id: same, claim: Same., company: Acme}\n")
    assert before == text
    (folder / "t.csv").write_text(
        "id,claim,company,date,url\n"
        "a,Good.,Acme,2026-01-02,https://a.org/1\n"
        "b,,Acme,,\n"
        "c,Bad day.,Acme,03/04/2026,https://a.org/1\n"
        "old,New.,,,\n"
        "same,Same.,Acme,,\n"
        "d,Bad link.,,,ftp://a\n"
        "e,Twice.,Acme,,\n"
        "e,Twice!,Acme,,\n"
        "f,Long.,,,,,more\n",
        encoding="utf-8",
    )
    done = run("import", "t.csv")
    assert done.returncode == 2
    for said in (
        "row 3: claim: the claim is missing\n",
        "row 4: date: '03/04/2026' is ambiguous; --date-order dmy reads 2026-04-03, mdy 2026-03-04\n",
        "row 5: id: 'old' is in the ledger, but `claim` differs\n",
        "row 9: id: the id 'e' is that of row 8, but `claim` differs\n",
        "row 10: 1 cell to the right of the last heading\n",
        "error: nothing was imported: 6 of 9 rows have faults; correct them, or import the others with --partial\n",
    ):
        assert said in done.stderr, done.stderr
    assert "row 7: url: " in done.stderr
    assert len(load(["claims.yaml"]).claims) == 2
    done = run("import", "t.csv", "--partial")
    assert done.returncode == 1
    assert done.stderr.endswith("added 1 claim to claims.yaml; 1 row already there; 6 rows left out\n")
    assert [claim.id for claim in load(["claims.yaml"]).claims] == ["old", "same", "a"]


def test_many_faults_of_one_kind_take_a_few_lines(folder: Path, run: Run) -> None:
    rows = "".join(f"{'So.' if number % 5 else ''},{number}/4/2026\n" for number in range(1, 13))
    (folder / "t.csv").write_text("claim,date\n" + rows, encoding="utf-8")
    done = run("import", "t.csv", "--file", "facts.yaml")
    assert done.stderr.splitlines()[3] == "  and 8 more like this, in rows 6–13"
    assert done.stderr.splitlines()[4:6] == [
        "row 6: claim: the claim is missing",
        "row 11: claim: the claim is missing",
    ]
    assert not (folder / "facts.yaml").exists()


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("3/4/2026", "dmy", "2026-04-03"),
        ("3/4/2026", "mdy", "2026-03-04"),
        ("25.04.2026", "", "2026-04-25"),
        ("25/04/2026", "mdy", "'25/04/2026' does not fit --date-order mdy"),
        ("4 March 2026", "", "2026-03-04"),
        ("Mar 2026", "", "2026-03"),
        ("2026-03-04 00:00:00", "", "2026-03-04"),
        ("20260304", "", "2026-03-04"),
        ("2026", "", "2026"),
        ("last week", "", "'last week' is not a valid date"),
        ("3/4/26", "", "'3/4/26' is ambiguous; --date-order dmy reads 2026-04-03, mdy 2026-03-04"),
        ("15/4/26", "", "'15/4/26' is ambiguous; --date-order dmy reads 2026-04-15"),
        ("4/15/26", "", "'4/15/26' is ambiguous; --date-order mdy reads 2026-04-15"),
        ("3/4/26", "dmy", "2026-04-03"),
        ("3.4.98", "mdy", "1998-03-04"),
        ("15/4/26", "mdy", "'15/4/26' does not fit --date-order mdy"),
        ("5-Aug-24", "", "2024-08-05"),
        ("Mon 5 Aug 2024", "", "2024-08-05"),
        ("08/2024", "", "2024-08"),
        ("Aug-24", "", "'Aug-24' is not a valid date"),  # August 2024, or 24 August
    ],
)
def test_dates_are_read_in_all_usual_forms_and_never_guessed(
    folder: Path, run: Run, cell: str, order: str, expected: str
) -> None:
    (folder / "t.csv").write_text(f"claim,date,publisher\nSo.,{cell},FT\n", encoding="utf-8")
    done = run("import", "t.csv", "--file", "facts.yaml", *(["--date-order", order] if order else []))
    assert expected in (done.stderr if done.returncode else held().claims[0].published)
    assert (folder / "facts.yaml").exists() == (done.returncode == 0)


def test_rows_of_one_id_and_several_urls_in_a_cell_are_several_sources_of_one_claim(folder: Path, run: Run) -> None:
    rows = "id,claim,publisher,url\nx,So.,FT,https://a.org/1\nx,So.,BBC,https://b.org/1\n"
    rows += 'y,Thus.,FT,"https://a.org/1, https://c.org/2"\n'
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    done = run("import", "t.csv", "--file", "facts.yaml")
    assert "note: 1 row with several URLs: each is a source of its own, with the row's other fields\n" in done.stderr
    first, second = held().claims
    cited = [[one.source.url for one in claim.citations] for claim in (first, second)]
    assert cited == [["https://a.org/1", "https://b.org/1"], ["https://a.org/1", "https://c.org/2"]]
    assert len(held().sources) == 3


def test_a_dry_run_shows_the_columns_and_the_first_claims_and_writes_nothing(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("Who,claim,Extra\nAcme,One.,x\nBolt,n/a,y\n", encoding="utf-8")
    done = run("import", "t.csv", "--file", "facts.yaml", "--map", "company=Who", "--dry-run")
    assert done.returncode == 1
    assert done.stdout == "  - id: acme-one\n    company: Acme\n    claim: One.\n"
    assert done.stderr == (
        "note: not imported: 'Extra'; --map FIELD=HEADING imports a column\n"
        "claim: the column 'claim'\ncompany: the column 'Who'\n"
        "note: 1 placeholder such as 'n/a' left out\nrow 3: claim: the claim is missing\n"
        "2 rows: 1 claim to add, 1 row with faults\n"
    )
    assert not (folder / "facts.yaml").exists()


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("claim\nx\n", ["--map", "company=Who"], "no column is called 'Who'; the table has 'claim'"),
        ("Count\n1\n", [], "no column holds the claim; the table has 'Count'"),
        ("claim\nx\n", ["--map", "clam=claim"], "'clam' is not a field; did you mean claim?"),
        ("claim\nx\n", ["--map", "claim"], "--map claim: write FIELD=…"),
        ("claim\nx\n", ["--set", "claim={x}"], "no column is called 'x'"),
        ("claim\nx\n", ["--set", "claim=y", "--map", "claim=claim"], "both --map and --set give `claim`"),
        ("claim,claim\nx,y\n", [], "two columns are called 'claim'"),
        ("\n\n", [], "the table is empty"),
        ('claim\n"x', [], "t.csv:2: error: the row that begins here cannot be read"),
        ("claim\nx\n", ["--sheet", "A"], "--sheet is for spreadsheets"),
    ],
)
def test_a_table_that_cannot_be_imported_gets_one_clear_message(
    folder: Path, run: Run, text: str, options: list[str], said: str
) -> None:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    done = run("import", "t.csv", "--file", "facts.yaml", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (folder / "facts.yaml").exists()


@pytest.mark.parametrize("name", ["t.xlsx", "t.ods", "t.jsonl", "t.json", "t.doc", "t.xls"])
def test_files_of_other_kinds_get_a_message(folder: Path, run: Run, name: str) -> None:
    (folder / name).write_bytes(b"\x00\x01no table")
    done = run("import", name, "--file", "facts.yaml")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", ["<a><b></a>", '<?xml version="1.0" encoding="UTF-9"?><a/>', "", None])
def test_a_damaged_spreadsheet_gets_a_message_and_comes_to_an_end(folder: Path, run: Run, content: str | None) -> None:
    with zipfile.ZipFile("book.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if content is not None:
            archive.writestr("content.xml", content)
    done = run("import", "book.ods", "--file", "facts.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("error: book.ods: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_cell_with_only_invisible_characters_is_empty(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("claim,unreviewed,figure\nSo.,\x1b,\u200b\n", encoding="utf-8")
    assert run("import", "t.csv", "--file", "facts.yaml").returncode == 0
    (claim,) = held().claims
    assert (claim.unreviewed, claim.figure) == (False, "")


def test_cells_may_hold_newlines_braces_and_numbers_as_written(folder: Path, run: Run) -> None:
    rows = [{"claim": "Line one.\nLine two.", "figure": 1.10, "n": 3, "company": ["A; B", "C"]}]
    text = json.dumps(rows[0]).replace("1.1,", "1.10,")
    (folder / "t.jsonl").write_text(text + "\n", encoding="utf-8")
    assert run("import", "t.jsonl", "--file", "facts.yaml", "--set", "note={{{n}}}").returncode == 0
    (claim,) = held().claims
    assert isinstance(claim, Claim)
    assert (claim.claim, claim.figure, claim.note) == ("Line one.\nLine two.", "1.10", "{3}")
    assert claim.company == ("A; B", "C")


@pytest.mark.parametrize("between", [" ", "\n", ", ", ",", "; ", " | ", " and ", " & ", " / ", " • ", "> <"])
def test_urls_in_a_cell_are_parted_however_they_are_listed(folder: Path, run: Run, between: str) -> None:
    around = ("<", ">") if between == "> <" else ("", "")
    cell = f"{around[0]}https://a.org/1,2.html{between}https://b.org/x?a=1;b=2{around[1]}"
    (folder / "t.csv").write_text(f'claim,url\nSo.,"{cell}"\n', encoding="utf-8")
    assert run("import", "t.csv", "--file", "facts.yaml").returncode == 0
    (claim,) = held().claims
    urls = [citation.source.url for citation in claim.citations]
    assert urls == ["https://a.org/1,2.html", "https://b.org/x?a=1;b=2"]
