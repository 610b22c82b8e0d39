"""A ledger that goes green: what a file turns off, what `check --fix` writes, and waivers in one go."""

import csv
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

SETTINGS = """\
check:
  ignore: {undated: not known here, missing-title: the sheet has none}
  strict: true
claims:
  - {id: a, company: A, claim: A., publisher: P, url: https://p.org/a}
  - {id: b, company: A, claim: B.}
"""
PLAIN = "claims:\n  - {id: c, company: A, claim: C., publisher: Q, url: https://q.org/a}\n"


def rules(text: str) -> list[str]:
    return sorted({line.partition("[")[2].partition("]")[0] for line in text.splitlines() if "[" in line})


def test_a_file_says_which_rules_run_on_its_records(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(SETTINGS, "facts/a.yaml")
    ledger_at(PLAIN, "facts/b.yaml")
    done = run("check", "-f", "facts")
    assert done.returncode == 1
    of_a, of_b = ([line for line in done.stdout.splitlines() if f"facts/{name}.yaml" in line] for name in "ab")
    assert rules("\n".join(of_a)) == ["missing-source", "single-origin", "unarchived", "unchecked"]
    assert rules("\n".join(of_b)) == ["missing-title", "undated"]
    assert "; 2 ignored by `check:` in facts/a.yaml (shown with --no-waivers); strict by `check:` in facts/a.yaml" in (
        done.stderr
    )
    assert "undated" in run("check", "facts/a.yaml", "-f", "facts", "--no-waivers").stdout


def test_the_command_line_wins(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(SETTINGS)
    done = run("check", "--select", "undated")
    assert rules(done.stdout) == ["undated"]
    assert "check:" not in done.stderr
    assert "single-origin" not in run("check", "--ignore", "single-origin").stdout


def test_only_selected_rules_run_and_those_that_always_run(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("check: {select: [undated]}\n" + PLAIN.replace("company: A, ", "").replace("publisher: Q, ", ""))
    assert rules(run("check").stdout) == ["incomplete-source", "undated"]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("{ignore: undatd}", "claims.yaml:1:9: warning[unused-waiver]: `check: ignore`: no rule is named 'undatd'"),
        ("{select: [undatd]}", "`check: select`: no rule is named 'undatd'; did you mean undated?"),
        ("{ignore: [missing-source]}", "`check: ignore`: `missing-source` cannot be ignored"),
        ("{strict: maybe}", "error[invalid-record]: `strict`: 'maybe' is neither true nor false"),
        ("{strickt: true}", "unknown field `strickt`; did you mean strict?"),
        ("{colour: red}", "`check` has no setting `colour`; use `select`, `ignore` or `strict`"),
        ("[undated]", "`check` must be a mapping; write its settings below it"),
        ("{select: {a: b}}", "`select`: expected a name or a list of names, not a mapping"),
    ],
)
def test_what_is_wrong_in_the_section_is_a_finding(run: Run, ledger_at: LedgerAt, section: str, message: str) -> None:
    ledger_at(f"check: {section}\n{PLAIN}")
    done = run("check")
    assert done.returncode == 1
    assert message in done.stdout


def test_an_empty_section_says_nothing(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(f"check:\n{PLAIN}")
    assert rules(run("check").stdout) == ["missing-title", "undated"]


WRITTEN = """\
sources:
  report:
    title: X
    url: https://www.reuters.com/business/x-2026-03-02/
  other: {publisher: Reuters, title: Y, url: https://www.reuters.com/y, date: 2026-03-01}

claims:
  - claim: A.
    company: A
    publisher: P
    title: T
    url: https://p.org/2026/03/05/a  # read
  - {claim: B., company: A, source: [report, other]}
"""


def test_fix_writes_what_urls_prove_and_shows_it_first(run: Run, ledger_at: LedgerAt) -> None:
    path = ledger_at(WRITTEN)
    done = run("check", "--fix", "--dry-run")
    assert path.read_text() == WRITTEN
    assert "\n+    publisher: Reuters\n" in done.stdout
    assert "\n+    date: 2026-03-05\n" in done.stdout
    assert done.returncode == 1
    done = run("check", "--fix")
    assert "claims.yaml: wrote 2 ids, 2 dates and 1 publisher\n" in done.stderr
    assert done.returncode == 0
    assert (
        path.read_text()
        == """\
sources:
  report:
    publisher: Reuters
    title: X
    url: https://www.reuters.com/business/x-2026-03-02/
    date: 2026-03-02
  other: {publisher: Reuters, title: Y, url: https://www.reuters.com/y, date: 2026-03-01}

claims:
  - id: a
    claim: A.
    company: A
    publisher: P
    title: T
    url: https://p.org/2026/03/05/a  # read
    date: 2026-03-05
  - {id: a-b-2026-03, claim: B., company: A, source: [report, other]}
"""
    )


def test_a_publisher_is_not_proved_by_a_site_with_two(run: Run, ledger_at: LedgerAt) -> None:
    second = "  third: {publisher: Breakingviews, title: Z, url: https://www.reuters.com/z, date: 2026-03-01}\n"
    path = ledger_at(WRITTEN.replace("\nclaims:", f"{second}\nclaims:").replace("other]", "other, third]"))
    run("check", "--fix")
    assert "  report:\n    title: X\n" in path.read_text()


def test_waivers_are_written_for_all_findings_but_those_of_sourcing(run: Run, ledger_at: LedgerAt) -> None:
    path = ledger_at(
        "claims:\n"
        "  - {id: a, company: A, claim: A., publisher: P, url: https://p.org/a, waive: [undated]}\n"
        "  - id: b\n    company: A\n    claim: B.\n    publisher: P\n    url: https://p.org/b\n"
        "  - {id: c, company: A, claim: C.}\n"
    )
    before = path.read_text()
    done = run("check", "--add-waivers", "an old sheet", "--dry-run")
    assert (done.returncode, path.read_text()) == (1, before)
    assert "+    waive: {missing-title: an old sheet, undated: an old sheet}\n" in done.stdout
    done = run("check", "--add-waivers", "an old sheet", "--select", "missing-title", "--match", "B.")
    assert "wrote 1 waiver\n" in done.stderr
    done = run("check", "--add-waivers", "an old sheet")
    assert "claims.yaml: wrote 2 waivers\n" in done.stderr
    assert rules(run("check").stdout) == ["missing-source"]
    assert "    waive: {missing-title: an old sheet, undated: an old sheet}\n" in path.read_text()


@pytest.mark.parametrize("options", [["--fix", "--add-waivers", "x"], ["--dry-run"], ["--add-waivers", " "]])
def test_what_is_asked_for_must_be_clear(run: Run, ledger_at: LedgerAt, options: list[str]) -> None:
    ledger_at(PLAIN)
    assert run("check", *options).returncode == 2


def test_an_imported_ledger_goes_green_in_three_commands_and_red_for_one_new_gap(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "sheet.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["company", "claim", "metric", "figure", "publisher", "url"])
        for n in range(439):
            row = [
                f"Firm {n}",
                f"Firm {n} cut {n + 3} jobs.",
                "jobs cut",
                f"{n + 3} jobs",
                "Desk",
                f"https://desk.org/{n}",
            ]
            writer.writerow(row)
    assert run("import", "sheet.csv", "--file", "claims.yaml").returncode == 0
    assert run("check").returncode == 1
    assert run("check", "--fix").returncode == 1
    assert run("check", "--add-waivers", "from the sheet, which has neither titles nor dates").returncode == 0
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "All 439 claims have a source.\n")
    assert run("add", "--company", "New", "--claim", "New cut 9 jobs.", "--figure", "9 jobs").returncode == 0
    assert run("check").returncode == 1
