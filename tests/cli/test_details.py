"""`ledger show --details`, a claim by its id, and `ledger help`."""

import pytest
from conftest import LedgerAt, Run

DETAILED = """\
sources:
  raise: {type: press-release, publisher: OpenAI, title: A round, url: https://openai.org/raise}
claims:
  - id: now
    company: OpenAI
    claim: It is worth $852 billion.
    metric: valuation
    figure: $852 billion
    as_of: 2026-03
    supersedes: then
    note: Ask again.
    tags: [round, money]
    source: {key: raise, quote: We are worth $852 billion., locator: p. 3}
    waive: {missing-title: not needed}
  - {id: then, company: OpenAI, claim: It was worth $500 billion., metric: valuation, figure: $500 billion}
"""


def test_details_are_every_field_of_a_claim_and_what_check_finds(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(DETAILED)
    done = run("show", "now", "--details", env={"COLUMNS": "80"})
    assert done.stderr == "1 of 2 claims\n"
    assert (
        done.stdout
        == """\
now
  company        OpenAI
  claim          It is worth $852 billion.
  metric         valuation
  figure         $852 billion
  read as        852,000,000,000 USD
  as of          2026-03
  status         reported
  source         OpenAI, “A round”, press release (raise)
                 https://openai.org/raise
  quote          We are worth $852 billion.
  locator        p. 3
  supersedes     then
  note           Ask again.
  tags           round, money
  waived         missing-title: not needed
  warning        unused-waiver  `missing-title` finds nothing here that could be
                 waived; remove it from `waive`
  warning        undated  the source has no date; add `date`: a day, a month or
                 a year; or `accessed`
  written at     claims.yaml:4:5
"""
    )
    other = run("show", "then", "--details").stdout
    assert "  superseded by  now\n" in other
    assert "  source         none\n" in other
    assert run("show", "--details", "--format", "csv").returncode == 2


def test_a_word_that_is_an_id_selects_that_claim_alone(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - {id: round, claim: A round.}\n  - {id: b, claim: The round of round}\n")
    assert run("show", "round").stderr == "1 of 2 claims\n"
    assert run("show", "round", "of").stderr == "1 of 2 claims\n"
    assert run("show", "the", "round").stderr == "1 of 2 claims\n"
    assert run("show", "Round").stderr == "2 of 2 claims\n"


@pytest.mark.parametrize("command", [[], ["show"], ["check"], ["export"], ["compare"], ["timeline"], ["add"]])
def test_help_is_a_command_too_and_ends_with_examples(run: Run, command: list[str]) -> None:
    done = run("help", *command)
    assert (done.returncode, done.stdout) == (0, run(*command, "--help").stdout)
    if command:
        assert done.stdout.count(f"$ ledger {command[0]}") == 2
