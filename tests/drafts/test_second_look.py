"""`audit --strict`: figures that want a second look, as notes without a verdict."""

from pathlib import Path

import pytest
from conftest import LedgerAt, Run

LEDGER = (
    'claims:\n  - {id: a, company: Acme, claim: "Acme\'s revenue was $857 million in 2025.", metric: revenue,'
    ' figure: $857 million, as_of: 2025, publisher: P, url: "https://p.org/x"}\n'
)
POLL = "A Harbour poll of 1,012 adults, taken from 3 to 5 May with a margin of error of 3 points"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Workers earn $52,000 on average.", "$52,000: an average; say whether it is the mean or the median"),
        ("Workers earn a median of $52,000; the average worker has 2 jobs.", ""),
        ("The Dow Jones Industrial Average closed at 41,000 points.", ""),
        (
            "Spending was $5 billion in 2025, up from $3 billion in 2015.",
            "$3 billion: money of other years; say whether",
        ),
        ("A house costs $300,000, against $90,000 thirty years ago.", ""),
        ("A house costs $300,000, against $90,000 ten years ago.", "$90,000: money of other years"),
        ("Spending was $5 billion in 2025, from $3 billion in 2015, adjusted for inflation.", ""),
        ("Spending was $5 billion in 2025, up from $3 billion in 2024.", ""),
        ("In a poll 38% said yes.", "38%: a poll; say who asked, the number of people asked, its dates and the margin"),
        (f"{POLL}, found that 38% said yes.", ""),
        (f"Some 38% said yes in the poll.\n\n{POLL}.", ""),
        (
            f"{POLL}, has Ash leading Birch by 2 points, 47% to 45%.",
            "the lead of 2 points is within the margin of error",
        ),
        (f"{POLL}, has Ash leading Birch by 9 points, 52% to 43%.", ""),
        (
            "Acme's revenue was $9 billion in 2025.",
            "$9 billion: more than ten times what the ledger has ($857 million, a)",
        ),
        ("Acme's revenue was $8.6 million in 2025.", "$8.6 million: less than a tenth of what the ledger has"),
        ("Acme's debt was $9 billion in 2025.", ""),
        ("Acme's revenue was $800 million in 2025.", ""),
    ],
)
def test_what_wants_a_second_look_is_noted_and_changes_no_verdict(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, text: str, what: str
) -> None:
    ledger_at(LEDGER)
    (tmp_path / "d.md").write_text(text)
    plain, strict = run("audit", "d.md"), run("audit", "d.md", "--strict")
    notes = [line for line in strict.stderr.splitlines() if line.startswith("note: ")]
    assert (plain.stdout, plain.returncode) == (strict.stdout, strict.returncode)
    assert [line for line in plain.stderr.splitlines() if line.startswith("note: ")] == []
    assert bool(notes) is bool(what)
    assert what in "".join(notes)
