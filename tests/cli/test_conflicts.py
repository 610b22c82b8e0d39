"""Figures that cannot both be right, and which of them is the latest."""

import pytest
from conftest import LedgerAt, Load, Run
from findings import conflicts

from ledger.comparison import known_by, latest_figures
from ledger.dates import parse
from ledger.model import superseded

# Conflicts, and which figure is the latest


def worth(*figures: str) -> str:
    rows = (
        f"  - {{id: c{at}, company: A, claim: C, metric: valuation, as_of: 2026, figure: {figure}}}\n"
        for at, figure in enumerate(figures)
    )
    return "claims:\n" + "".join(rows)


def test_each_claim_in_a_conflict_gets_one_finding_with_the_most_telling_other(load: Load) -> None:
    assert conflicts(load(worth("$100 million", "more than $100 million", "$500 million"))) == [
        "c0: '$100 million' (no source), but '$500 million' (no source) at claims.yaml:4:76",
        "c2: '$500 million' (no source), but '$100 million' (no source) at claims.yaml:2:76",
    ]
    assert [message[:2] for message in conflicts(load(worth("$800 million", "$1 billion", "$1.3 billion")))] == [
        "c0",
        "c2",
    ]
    several = conflicts(load(worth("$5 billion", "$5 million", "$7 billion", "$7 billion")))
    assert "'$5 million' (no source) at claims.yaml:3:76 and 2 others; a thousandfold" in several[0]
    assert len(several) == 4


def test_of_many_figures_each_is_still_found_to_conflict(load: Load) -> None:
    found = conflicts(load(worth(*(f"${number} billion" for number in range(1, 200)))))
    assert len(found) == 199
    assert "and at least" in found[0]


def test_a_retracted_claim_or_a_forecast_supersedes_no_report(load: Load) -> None:
    for line in ("retracted: Wrong.", "status: forecast", "status: plan"):
        ledger = load(worth("$5 billion") + f"  - {{id: d, company: A, claim: C, supersedes: c0, {line}}}\n")
        assert superseded(ledger.claims) == frozenset()
    ledger = load(
        "claims: [{id: a, claim: C, status: plan}, {claim: D, status: forecast, supersedes: a},"
        " {id: b, claim: C}, {claim: D, status: estimate, supersedes: b}]"
    )
    assert superseded(ledger.claims) == {"a", "b"}


def dated(*dates: str) -> str:
    rows = (
        f"  - {{id: c{at}, company: A, claim: C, metric: m, figure: {at + 1}, {date}}}\n"
        for at, date in enumerate(dates)
    )
    return "claims:\n" + "".join(rows)


@pytest.mark.parametrize(
    ("dates", "latest", "uncertain"),
    [
        (("date: 2026-11-20", "date: 2026"), "c0", True),
        (("date: 2026-01-01", "date: 2026"), "c0", True),
        (("date: 2026-11-20", "date: 2026-11"), "c0", True),
        (("date: 2026-11-20", "date: 2025"), "c0", False),
        (("date: 2026-11-20", "date: 2026-11-21"), "c1", False),
        (("as_of: 2026-Q1", "as_of: 2026-03"), "c1", False),
        (("as_of: 2026", "as_of: 2026-06"), "c0", False),
    ],
)
def test_a_vague_date_of_publication_is_not_later_than_a_precise_one(
    load: Load, dates: tuple[str, ...], latest: str, uncertain: bool
) -> None:
    for order in (dates, dates[::-1]):
        expected = latest if order == dates else {"c0": "c1", "c1": "c0"}[latest]
        ((first,),) = latest_figures(load(dated(*order)).claims).values()
        assert (first.claim.id, first.uncertain) == (expected, uncertain)


def test_a_row_says_that_dates_overlap_without_the_other_figure(run: Run, ledger_at: LedgerAt) -> None:
    ledger = ledger_at(dated("date: 2026-11-20", "date: 2026").replace("figure: 1", "figure: 77"))
    for form in ("table", "csv"):
        done = run("compare", "m", "--format", form, "-f", ledger)
        assert "another date overlaps" in done.stdout
        assert "77" in done.stdout
        assert " 2 " not in done.stdout


def test_a_claim_is_known_when_its_date_of_publication_is_surely_past(load: Load) -> None:
    claims = load(dated("date: 2026", "date: 2026-03", "date: 2026-03-31", "as_of: 2025")).claims
    assert [claim.id for claim in known_by(claims, parse("2026-03-31").last)] == ["c1", "c2"]
    assert [claim.id for claim in known_by(claims, parse("2026").last)] == ["c0", "c1", "c2"]


def reports(*dated: tuple[str, str]) -> str:
    rows = (
        f"  - {{id: c{at}, company: A, claim: C, metric: staff, figure: '{figure}', publisher: P{at}, date: {day}}}\n"
        for at, (day, figure) in enumerate(dated)
    )
    return "claims:\n" + "".join(rows)


def test_a_figure_that_looks_like_a_slip_of_one_in_the_week_before_is_asked_about(load: Load) -> None:
    (said,) = conflicts(load(reports(("2026-03-02", "11,230 people"), ("2026-03-09", "12,130 people"))))
    assert said.startswith("c1: '12,130 people' (P1), but '11,230 people' (P0) at ")
    assert said.endswith("7 days before; swapped digits: 11230 and 12130. Is one of them mistyped?")
    assert not conflicts(load(reports(("2026-03-02", "11,230 people"), ("2026-03-10", "12,130 people"))))
    assert not conflicts(load(reports(("2026-03-02", "11,230 people"), ("2026-03-03", "15,000 people"))))
