"""What `ledger check` shows on a screen: findings by rule, with their lines, ids and sentences."""

import shlex

import pytest
from conftest import LedgerAt, Run
from findings import rules_in
from rich.cells import cell_len

# On a screen


def claims(text: str) -> str:
    return f"claims:\n{text}"


def many(count: int) -> str:
    return "claims:\n" + "".join(
        f"  - {{id: claim-{n}, claim: Number {n} of all the things that nobody has ever said.}}\n" for n in range(count)
    )


def test_on_a_screen_findings_are_grouped_with_one_piece_of_advice(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(many(2))
    assert run("check", "--format", "text", env={"COLUMNS": "60"}).stdout == (
        "2 of 2 claims lack a source.\n"
        "\n"
        "missing-source (2)  A claim without a source. Add\n"
        "`publisher` and `url`, or `source: KEY`.\n"
        "  2  claim-0  Number 0 of all the things that nobody has…\n"
        "  3  claim-1  Number 1 of all the things that nobody has…\n"
    )


def test_of_many_findings_the_first_are_shown_with_the_command_for_all(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(many(10))
    assert "more:" not in run("check", "--format", "text").stdout
    path = ledger_at(many(11))
    done = run("check", "--format", "text", "--file", path, "--match", "all the")
    *_, last = done.stdout.splitlines()
    assert len(done.stdout.splitlines()) == 9
    command = f"ledger check '--match=all the' --file={path} --select missing-source"
    assert last == f"   … 6 more: {command}".replace("   ", "  ")
    every = run(*shlex.split(command)[1:], "--format", "text")
    assert len(every.stdout.splitlines()) == 14


def test_several_files_are_headed_by_their_names(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(many(1), "a/one.yaml")
    ledger_at(many(1).replace("claim-0", "other"), "a/two.yaml")
    lines = run("check", "--file", "a", "--format", "text", env={"COLUMNS": "120"}).stdout.splitlines()
    assert lines[3:] == [
        "  a/one.yaml",
        "  2  claim-0  Number 0 of all the things that nobody has ever said.",
        "  a/two.yaml",
        "  2  other    Number 0 of all the things that nobody has ever said.",
    ]


def test_a_finding_without_an_id_shows_the_first_words_of_its_claim(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - claim: Number one of all the things that nobody has ever said.\n")
    assert " “Number one of all the things that…”: no source; add" in run("check").stdout


def test_statistics_count_the_findings_of_each_rule(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(many(12) + "  - claim: Another.\n")
    done = run("check", "--statistics")
    assert done.returncode == 1
    assert done.stdout == "13  missing-source  A claim without a source.\n 1  missing-id      A claim without an id.\n"


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen_and_no_word_is_broken(ledger_at: LedgerAt, run: Run, columns: int) -> None:
    longest = "Donaudampfschifffahrtsgesellschaft"
    ledger_at(
        "claims:\n"
        f"  - {{id: a-rather-long-id-{'x' * 30}, claim: The {longest} has said nothing at all about it., figure: $5}}\n"
        "  - {claim: It is worth $6 billion., company: A, figure: $7 billion, publisher: P, url: https://p.com/x}\n"
        "  - {id: b, claim: 東京電力は何も言わなかった。, as_of: tomorrow, date: TBD}\n"
    )
    text = run("check", "--format", "text", "--strict", env={"COLUMNS": str(columns)}).stdout
    assert max(map(cell_len, text.splitlines())) <= columns
    assert {word for word in text.split() if word.startswith("Donau")} <= {longest, f"{longest}…"}
    assert "x" * 30 in text


def test_a_claim_that_could_not_be_read_counts_and_comes_with_its_finding(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(claims("- {id: a, claim: A., publisher: P, url: https://p.com/a, title: T, date: 2026}\n-\n"))
    done = run("check", "--select", "missing-source")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "1 of 2 claims lacks a source.")
    assert rules_in(done.stdout) == ["invalid-record"]
