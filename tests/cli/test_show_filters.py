"""`ledger show`: superseded claims are marked, and filters that nothing can match are refused."""

import pytest
from conftest import LedgerAt, Run

# Superseded claims, and filters that nothing can match

REPLACED = """\
claims:
  - {id: old, company: A, claim: Old., metric: m, figure: $1, as_of: 2025, publisher: P, url: https://p.org/1}
  - {id: new, company: A, claim: New., metric: m, figure: $2, as_of: 2025, supersedes: old, publisher: P,
     url: https://p.org/2}
"""


def test_a_superseded_claim_is_marked_in_tables_and_left_out_of_documents(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(REPLACED)
    assert "old · as of 2025 · superseded" in run("show").stdout
    assert "superseded" in run("compare", "m", "--all", "--max", "$1").stdout
    for form in ("markdown", "html", "wikitext", "csl-json", "bibtex"):
        done = run("export", "--format", form)
        assert "https://p.org/1" not in done.stdout
        assert "1 superseded claim left out; include with --superseded" in done.stderr
        assert "https://p.org/1" in run("export", "--format", form, "--superseded").stdout
    for form in ("csv", "json", "jsonl"):
        assert "https://p.org/1" in run("show", "--format", form).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "2027", "--until", "2025"), "--since 2027 is after --until 2025, so nothing can match"),
        (("--min", "$1bn", "--max", "€2tn"), "--min $1bn and --max €2tn have different units, so nothing can match"),
        (("--min", "$2bn", "--max", "$1bn"), "--min $2bn is more than --max $1bn, so nothing can match"),
    ],
)
@pytest.mark.parametrize("command", ["show", "check", "export", "timeline"])
def test_filters_that_nothing_can_match_are_a_usage_error(
    run: Run, ledger_at: LedgerAt, command: str, arguments: tuple[str, ...], message: str
) -> None:
    ledger_at(REPLACED)
    done = run(command, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_word_that_is_in_no_claim_is_answered_with_the_nearest(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{claim: The valuation rose., company: A}]")
    for arguments in (("valuatoin",), ("--match", "valuatoin")):
        done = run("show", *arguments)
        assert "no claim contains 'valuatoin'; did you mean valuation?" in done.stderr
    assert "did you mean" not in run("show", "zzz").stderr
