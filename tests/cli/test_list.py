"""`ledger list`: what a ledger has, and `--status` for what was withdrawn or replaced."""

import csv
import io
import json

import pytest
from conftest import LedgerAt, Run

LEDGER = """
companies: {Oak Holdings: [Oak, Eiche AG]}
sources:
  report: {publisher: Oak, title: Year, url: https://oak.org/report, date: 2026-03-02}
  unread: {publisher: Nobody, title: T, url: https://nobody.org/a}
claims:
  - {id: a, company: Oak, claim: A., metric: programme cost, figure: $1m, as_of: 2025, tags: [one, Two], source: report}
  - {id: b, company: Oak Holdings, claim: B., metric: program costs, figure: $2m, tags: two, source: report}
  - {id: c, company: [Élan, Oak], claim: C., metric: sales, publisher: Reuters, title: T, url: https://r.org/c,
     date: 2026-04, supersedes: d}
  - {id: d, company: Élan, claim: D., metric: sales, publisher: REUTERS, title: T, url: https://r.org/d, date: 2026-01}
  - {id: e, company: Elan, claim: E., metric: programme cost, retracted: It was wrong.}
"""


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("companies", [["Élan", "3", "2026-04", "Elan"], ["Oak Holdings", "3", "2026-04", "Oak; Eiche AG"]]),
        ("publishers", [["Oak", "2", "2026-03-02", ""], ["Reuters", "2", "2026-04", "REUTERS"]]),
        ("metrics", [["programme cost", "3", "2026-03-02", "program costs"], ["sales", "2", "2026-04", ""]]),
        ("tags", [["Two", "2", "2026-03-02", "two"], ["one", "1", "2025", ""]]),
    ],
)
def test_names_are_listed_with_counts_the_latest_date_and_other_names(
    run: Run, ledger_at: LedgerAt, what: str, rows: list[list[str]]
) -> None:
    ledger_at(LEDGER)
    done = run("list", what, "--format", "csv")
    head, *found = csv.reader(io.StringIO(done.stdout))
    assert (done.returncode, head) == (0, ["name", "claims", "latest", "other_names"])
    assert found == rows
    assert done.stderr == f"2 {what}\n"
    as_objects = json.loads(run("list", what, "--format", "json").stdout)
    assert [[row["name"], str(row["claims"])] for row in as_objects] == [row[:2] for row in rows]
    lines = run("list", what, "--format", "jsonl", "--limit", "1").stdout.splitlines()
    assert [json.loads(line) for line in lines] == as_objects[:1]


def test_sources_are_listed_the_most_cited_first_and_unused_ones_too(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(LEDGER)
    rows = json.loads(run("list", "sources", "--format", "json").stdout)
    assert [(row["source"], row["claims"], row["publisher"]) for row in rows] == [
        ("report", 2, "Oak"), ("", 1, "Reuters"), ("", 1, "REUTERS"), ("unread", 0, "Nobody"),
    ]  # fmt: skip
    done = run("list", "sources", "--company", "élan", env={"COLUMNS": "60"})
    assert "unread" not in done.stdout
    assert all(len(line) <= 60 for line in done.stdout.splitlines())
    assert "–            1  2026-04  Reuters, “T”, April 2026" in done.stdout


def test_a_table_fits_the_terminal_and_shows_no_empty_column(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(LEDGER)
    for width in ("50", "80", "200"):
        done = run("list", "companies", env={"COLUMNS": width})
        assert all(len(line) <= int(width) for line in done.stdout.splitlines())
        assert done.stdout.startswith("Company       Claims  Latest   Other names\n")
    assert run("list", "tags", "--tag", "one").stdout.startswith("Tag")
    assert "Other names" not in run("list", "companies", "-m", "sales", "--status", "superseded").stdout


def test_an_unknown_list_is_a_usage_error(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(LEDGER)
    done = run("list", "company")
    assert done.returncode == 2
    assert "'company' is not valid; did you mean companies?" in done.stderr


@pytest.mark.parametrize(
    ("status", "ids"),
    [(["retracted"], "e"), (["superseded"], "d"), (["retracted", "superseded"], "d e"), (["plan"], "")],
)
def test_what_was_withdrawn_or_replaced_is_found_by_status(
    run: Run, ledger_at: LedgerAt, status: list[str], ids: str
) -> None:
    ledger_at(LEDGER)
    options = [f"--status={one}" for one in status]
    shown = run("show", *options, "--format", "jsonl").stdout.splitlines()
    assert " ".join(json.loads(line)["id"] for line in shown) == ids
    exported = json.loads(run("export", *options, "--format", "json").stdout)
    assert " ".join(row["id"] for row in exported) == ids
    assert run("check", *options).stdout.count("b:") == 0


def test_compare_includes_them_if_they_are_asked_for(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(LEDGER.replace("figure: $1m", "figure: $1m, supersedes: b"))
    done = run("compare", "program cost", "--status", "superseded", "--format", "json")
    assert [row["id"] for row in json.loads(done.stdout)] == ["b"]
