"""`ledger timeline`: what a figure is measured against."""

from conftest import LedgerAt, Run

REPORTS = """
claims:
  - {id: y2024, company: Oak, claim: C, metric: sales, figure: $5bn, as_of: 2024}
  - {id: guess, company: Oak, claim: C, metric: Sales, figure: $8bn, as_of: 2025, status: forecast}
  - {id: y2025, company: Oak, claim: C, metric: sale, figure: $6bn, as_of: 2025-12-31}
  - {id: hope, company: Oak, claim: C, metric: sales, figure: $9bn, as_of: 2026, status: plan}
"""


def test_a_report_is_measured_against_the_report_before_it(run: Run, ledger_at: LedgerAt) -> None:
    done = run("timeline", "-f", ledger_at(REPORTS), env={"COLUMNS": "120"})
    lines = {line.split()[-1]: line for line in done.stdout.splitlines() if line.startswith("  ")}
    assert "+60%" in lines["guess"]
    assert "+20%" in lines["y2025"]
    assert "+50%" in lines["hope"]
