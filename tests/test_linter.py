"""Which rules run, in what order their findings come, and what a finding says."""

import datetime
from collections.abc import Iterator

import pytest
from conftest import LedgerAt, Load

from ledger.linter import Rule, chosen, lint
from ledger.loading import load as load_files
from ledger.model import Claim, Finding, Ledger, Level, Source

TODAY = datetime.date(2026, 4, 15)


def rule(name: str, level: Level = Level.WARNING) -> Rule:
    """A rule that finds something in each claim, the last one first."""

    def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
        for claim in reversed(ledger.claims):
            yield made.finding(claim, "claim", f"seen on {today}", "look again")

    made = Rule(name, level, f"What {name} is.\n\nWhy.\n\nFix: somehow.", check)
    return made


RULES = (rule("one", Level.ERROR), rule("two"), rule("three", Level.STRICT))


def names(select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), strict: bool = False) -> list[str]:
    return [one.name for one in chosen(RULES, select, ignore, strict=strict)]


def test_all_rules_run_but_the_strict_ones() -> None:
    assert names() == ["one", "two"]


def test_strict_rules_run_when_asked_for() -> None:
    assert names(strict=True) == ["one", "two", "three"]


def test_selected_rules_run_alone_and_in_their_own_order() -> None:
    assert names(select=("two", "one")) == ["one", "two"]
    assert names(select=("two",), strict=True) == ["two"]


def test_a_strict_rule_runs_when_it_is_selected_by_name() -> None:
    assert names(select=("three",)) == ["three"]


def test_an_ignored_rule_does_not_run_even_where_it_is_selected() -> None:
    assert names(ignore=("one",), strict=True) == ["two", "three"]
    assert names(select=("one", "two"), ignore=("one",)) == ["two"]


def test_findings_come_rule_by_rule_and_in_the_order_of_the_files(ledger_at: LedgerAt) -> None:
    later = str(ledger_at("claims:\n- {id: a, claim: x}\n- {id: b, claim: y}\n", "z.yaml"))
    earlier = str(ledger_at("claims:\n- {id: c, claim: z}\n", "a.yaml"))
    found = lint(load_files([later, earlier]), RULES[:2], TODAY).findings
    assert [(one.rule, one.id) for one in found] == [
        *[("one", "a"), ("one", "b"), ("one", "c")],
        *[("two", "a"), ("two", "b"), ("two", "c")],
    ]


def test_findings_on_one_line_come_from_left_to_right(load: Load) -> None:
    ledger = load("claims: [{id: a, claim: x}, {id: b, claim: y}]\n")
    assert [one.id for one in lint(ledger, RULES[:1], TODAY).findings] == ["a", "b"]


def test_today_is_the_day_that_was_passed_in(load: Load) -> None:
    (finding,) = lint(load("claims: [{claim: x}]\n"), RULES[:1], TODAY).findings
    assert finding.message == "seen on 2026-04-15"


def test_a_finding_has_the_place_of_its_field_or_else_of_its_record(load: Load) -> None:
    (claim,) = load("claims:\n  - id: a\n    claim: x\n").claims
    at_the_field = RULES[0].finding(claim, "claim", "wrong", "fix it")
    at_the_record = RULES[0].finding(claim, "figure", "wrong", "fix it")
    assert (at_the_field.place.line, at_the_field.place.column) == (3, 12)
    assert (at_the_record.place.line, at_the_record.place.column) == (2, 5)
    assert at_the_field.record == at_the_record.record == claim.place


def test_a_finding_bears_the_id_of_its_claim_or_the_key_of_its_source(load: Load) -> None:
    ledger = load("sources: {k: {publisher: A}}\nclaims: [{id: a, claim: x}, {claim: y}]\n")
    records: list[Claim | Source] = [ledger.sources["k"], *ledger.claims]
    assert [RULES[0].finding(record, "", "wrong", "fix it").id for record in records] == ["k", "a", ""]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [("no source", "no source; add `url`"), ("whose is it?", "whose is it? Add `url`")],
)
def test_a_finding_says_what_is_wrong_and_how_to_fix_it(message: str, sentence: str, load: Load) -> None:
    (claim,) = load("claims: [{claim: x}]\n").claims
    assert RULES[0].finding(claim, "claim", message, "add `url`").sentence == sentence
