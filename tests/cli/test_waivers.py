"""What an editor has looked at and accepts: `waive`, and `ledger check` with it."""

import pytest
from conftest import LedgerAt, Run
from findings import rules_in

TODAY = ("--today", "2026-11-23")


# Waivers


def claims(text: str) -> str:
    return f"claims:\n{text}"


DOUBTFUL = """
  - id: doubtful
    company: OpenAI
    claim: It has published this somewhere.
    publisher: OpenAI
    title: A page
    url: https://openai.com/page
    waive: {undated: the page carries no date}
"""


def test_a_waiver_hides_a_finding_and_is_counted(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(claims(DOUBTFUL))
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "no problems found; 1 waived (shown with --no-waivers)\n")
    shown = run("check", "--no-waivers")
    assert (shown.returncode, shown.stderr) == (1, "1 finding: 1 warning\n")
    assert rules_in(shown.stdout) == ["undated"]


@pytest.mark.parametrize(
    "waive",
    ["undated", "[undated]", "{undated: no date}", "{undated: }", '"undated: no date"', "[{undated: no date}]"],
)
def test_a_waiver_is_written_as_a_name_a_list_or_a_mapping(ledger_at: LedgerAt, run: Run, waive: str) -> None:
    ledger_at(claims(DOUBTFUL.replace("{undated: the page carries no date}", waive)))
    assert run("check").returncode == 0


def test_a_waiver_never_makes_a_claim_sourced(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(claims("\n  - {id: a, claim: It is known., waive: {missing-source: common knowledge}}\n"))
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "1 of 1 claim lacks a source.\n")
    assert "1 of 1 claim" in run("show", "--unsourced").stderr
    assert "**source needed**" in run("export").stdout


def test_a_waiver_without_effect_is_a_finding(ledger_at: LedgerAt, run: Run) -> None:
    waive = "{undated: no date, url-date: ., undatd: ., invalid-record: ., missing-source: }"
    ledger_at(claims(DOUBTFUL.replace("{undated: the page carries no date}", waive)))
    said = [line.partition(" doubtful: ")[2] for line in run("check").stdout.splitlines() if " doubtful: " in line]
    assert said == [
        "`url-date` finds nothing here that could be waived; remove it from `waive`",
        "no rule is named 'undatd'; did you mean undated? Correct the name, or remove it",
        "`invalid-record` cannot be waived; correct what it finds",
        "`missing-source` is waived only with a reason; write `waive: {missing-source: the reason}`",
    ]
    assert len(run("check", "--ignore", "url-date").stdout.splitlines()) == 4  # a rule that did not run is not judged


def test_a_source_waives_what_is_reported_on_it(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("sources:\n  report: {publisher: OECD, title: T, waive: [unused-source, undated]}\nclaims: []\n")
    assert run("check").returncode == 0


def test_a_page_with_the_day_it_was_seen_needs_no_date(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(claims(DOUBTFUL.replace("waive: {undated: the page carries no date}", "accessed: 2026-04-01")))
    assert run("check", *TODAY).returncode == 0


def test_a_claim_that_only_the_company_backs_is_reported_once(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(claims(DOUBTFUL))
    assert rules_in(run("check", "--strict").stdout) == ["self-sourced", "unarchived", "unchecked"]
    assert rules_in(run("check", "--select", "single-origin").stdout) == ["single-origin"]
