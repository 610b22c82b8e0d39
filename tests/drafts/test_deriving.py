"""Figures that follow from two claims of the same company and metric at two times."""

import json
from pathlib import Path

import pytest
from conftest import LedgerAt, Run


def claim(name: str, company: str, metric: str, figure: str, time: str, more: str = "") -> str:
    return (
        f'  - {{id: {name}, company: {company}, claim: "{company} had a {metric} of {figure} in {time}.",'
        f" metric: {metric},"
        f' figure: "{figure}", as_of: {time}, publisher: P, url: "https://p.org/{name}"{more}}}\n'
    )


LEDGER = "claims:\n" + "".join(
    [
        claim("new", "Acme", "revenue", "$4.86 billion", "2026-Q2"),
        claim("before", "Acme", "revenue", "$4.5 billion", "2026-Q1"),
        claim("old", "Acme", "revenue", "$3.88 billion", "2025-Q2"),
        claim("wrong", "Acme", "revenue", "$2 billion", "2024-Q2", ", retracted: Wrong."),
        claim("hoped", "Acme", "revenue", "$9.72 billion", "2027-Q2", ", status: forecast"),
        claim("margin", "Acme", "margin", "58.3%", "2026-Q2"),
        claim("margin-old", "Acme", "margin", "55.1%", "2025-Q2"),
        claim("staff", "Acme", "employees", "3,000 people", "2026"),
        claim("staff-old", "Acme", "employees", "2,400 people", "2025"),
        claim("bolt", "Bolt", "revenue", "$2.43 billion", "2026-Q2"),
    ]
)
START = "Acme's revenue was $4.86 billion in the second quarter of 2026"


def verdicts(run: Run, tmp_path: Path, text: str) -> dict[str, tuple[str, str]]:
    (tmp_path / "d.md").write_text(text)
    return {
        one["text"]: (one["verdict"], one["reason"])
        for one in json.loads(run("audit", "d.md", "--format", "json").stdout)
    }


@pytest.mark.parametrize(
    ("rest", "figure", "said"),
    [
        (", up 25% from a year earlier.", "25%", "follows from new and old: (4.86 − 3.88) / 3.88 = 25.3%"),
        (". It rose 25% Y/Y and 8% sequentially.", "25%", "follows from new and old: (4.86 − 3.88) / 3.88 = 25.3%"),
        (". It rose 25% Y/Y and 8% sequentially.", "8%", "follows from new and before: (4.86 − 4.5) / 4.5 = 8%"),
        (", $0.98 billion more than a year earlier.", "$0.98 billion",
         "follows from new and old: 4.86 billion − 3.88 billion = 0.98 billion"),
        (", about 1.25 times that of 2025.", "about 1.25 times", "follows from new and old: 4.86 / 3.88 = 1.25"),
    ],
)  # fmt: skip
def test_growth_difference_and_ratio_follow(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, rest: str, figure: str, said: str
) -> None:
    ledger_at(LEDGER)
    assert verdicts(run, tmp_path, START + rest)[figure] == ("derived", said)
    assert run("audit", "d.md").returncode == 0


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (f"{START}, up 26.5% from a year earlier.", "26.5%"),
        (f"{START}, down 25% from a year earlier.", "25%"),
        (f"{START}, up 25% sequentially.", "25%"),
        (f"{START}. Its market share is 25%.", "25%"),
        (f"{START}, or 143% more than in 2024.", "143%"),  # of a claim that is retracted
        (f"{START}, half of what it hopes for: growth of 100%.", "100%"),  # of a forecast
        (f"{START}, twice Bolt's, or 100% more.", "100%"),  # of another company
        ("Something rose by 25%, they said.", "25%"),  # beside nothing that the ledger backs
        (f"{START}. Hawk's rose 25%.", "25%"),  # of somebody whom the ledger does not know
        (f"{START}.\n\nElsewhere, sales rose 25%.", "25%"),  # in another paragraph
    ],
)
def test_nothing_else_follows(ledger_at: LedgerAt, run: Run, tmp_path: Path, text: str, figure: str) -> None:
    ledger_at(LEDGER)
    assert verdicts(run, tmp_path, text)[figure][0] != "derived"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Acme's margin expanded 320bps from a year ago to 58.3% in the second quarter of 2026.", "320bps"),
        ("Acme's margin was 58.3% in the second quarter of 2026, up 3.2 percentage points.", "3.2 percentage points"),
        ("Acme has 3,000 employees in 2026, 600 more than in 2025.", "600"),
        (f"{START}. It is more than double Bolt's, and has risen by a quarter from $3.88 billion.", "a quarter"),
    ],
)
def test_points_and_counts_and_words_follow_too(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, text: str, figure: str
) -> None:
    ledger_at(LEDGER)
    assert verdicts(run, tmp_path, text)[figure][0] == "derived"


@pytest.mark.parametrize(
    ("rest", "verdict"),
    [
        (", up 52% from a year earlier.", "contradicted"),
        (", up 18% sequentially.", "contradicted"),
        (", up 26.1% from a year earlier.", "unbacked"),  # too near to be called wrong
        (", up 52%.", "unbacked"),
        (", while profit was up 52% from a year earlier.", "unbacked"),
        (", up 52% organically from a year earlier.", "unbacked"),
    ],
)
def test_another_growth_than_that_of_the_two_claims_is_contradicted_with_the_right_one(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, rest: str, verdict: str
) -> None:
    ledger_at(LEDGER)
    found = verdicts(run, tmp_path, START + rest)
    growth = next(found[text] for text in found if "%" in text)
    assert growth[0] == verdict
    if "52" in rest and verdict == "contradicted":
        assert growth[1] == "new and old give (4.86 − 3.88) / 3.88 = 25.3%"
