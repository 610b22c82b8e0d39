"""`ledger edit` of several records: those that are named, or the claims that filters select."""

from pathlib import Path

import pytest
from conftest import LedgerAt, Run

FIRST = """\
sources:
  report: {publisher: Acme, title: Report, url: https://acme.com/r}  # read
  other:
    publisher: Acme
    title: Other
    url: https://acme.com/o

claims:
  - {id: a, company: Acme, claim: A., source: report}
  - id: b
    company: Acme
    claim: B.
    source: [report, other]
    note: old
"""
SECOND = """\
claims:
  - id: c
    company: [Acme, Bolt]
    claim: C.
    note: old
  - {id: d, company: Bolt, claim: D.}
"""


@pytest.fixture
def facts(ledger_at: LedgerAt) -> tuple[Path, Path]:
    return ledger_at(FIRST, "facts/a.yaml"), ledger_at(SECOND, "facts/b.yaml")


def test_claims_are_chosen_by_filters_and_shown_first(run: Run, facts: tuple[Path, Path]) -> None:
    command = ("edit", "-f", "facts", "--company", "acme", "--set", "status=estimate", "--unset", "note")
    done = run(*command, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "3 records would change\n")
    assert done.stdout.count("+    status: estimate\n") == 2
    assert "-    note: old\n" in done.stdout
    assert facts[0].read_text() == FIRST
    done = run(*command)
    assert done.stderr == "facts/a.yaml: changed 2 records\nfacts/b.yaml: changed 1 record\n"
    assert facts[0].read_text() == FIRST.replace("claim: A., source", "claim: A., status: estimate, source").replace(
        "    source: [report, other]\n    note: old\n", "    status: estimate\n    source: [report, other]\n"
    )
    assert facts[1].read_text() == SECOND.replace("    note: old\n", "    status: estimate\n")


def test_named_records_may_be_claims_and_sources(run: Run, facts: tuple[Path, Path]) -> None:
    done = run("edit", "a", "c", "report", "other", "-f", "facts", "--retract", "It was withdrawn.")
    assert done.returncode == 0
    text = facts[0].read_text()
    assert "url: https://acme.com/r, retracted: It was withdrawn.}  # read\n" in text
    assert "    url: https://acme.com/o\n    retracted: It was withdrawn.\n" in text
    assert "source: report, retracted: It was withdrawn.}\n" in text
    assert "    claim: C.\n    retracted: It was withdrawn.\n" in facts[1].read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to edit: name a record, or choose claims with filters such as --company"),
        (["a", "b"], "several records at once need --set, --unset or --retract"),
        (["a", "b", "--set", "id=x"], "--set id: an id is of one record"),
        (["a", "nobody", "--set", "note=x"], "no claim or source is named 'nobody'"),
        (["a", "--company", "acme", "--set", "note=x"], "records are named, and filters are given, too"),
        (["--company", "nobody", "--set", "note=x"], "no claim passes the filters"),
        (["a", "b", "--supersede", "--set", "claim=x"], "--supersede replaces one claim; name it alone"),
        (["a", "d", "--unset", "note"], "--unset: none of the 2 records has that field"),
        (["a", "b", "--set", "publisher=x"], "`publisher` belongs to the source that the claim cites"),
        (["b", "c", "--set", "source=nobody"], "undeclared source 'nobody'"),
        (["b", "c", "--set", "note=x", "--unset", "note"], "both --set and --unset give `note`"),
    ],
)
def test_what_cannot_be_changed_is_refused_and_nothing_written(
    run: Run, facts: tuple[Path, Path], arguments: list[str], message: str
) -> None:
    done = run("edit", "-f", "facts", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert (facts[0].read_text(), facts[1].read_text()) == (FIRST, SECOND)
