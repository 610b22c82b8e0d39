"""Claims that are in the ledger already, in other words, are said at entry."""

from pathlib import Path

import pytest
from conftest import LedgerAt, Run

LEDGER = """\
claims:
  - {id: oak-sales, company: Oak, claim: Oak sold for $5m., metric: programme sales, figure: $5m, as_of: 2026-Q1,
     publisher: Reuters, title: T, url: https://r.org/1}
"""
TABLE = """\
company,claim,metric,figure,as_of
Oak,Sales were $5 million.,program sales,$5.0 million,2026-01/2026-03
Oak,Sales were $6 million.,programme sales,$6 million,2026-Q2
Oak,Sales were $5m again.,programme sale,"$5,000,000",Q1 2026
"""


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_import_counts_the_rows_whose_figure_is_there_by_value(
    tmp_path: Path, ledger_at: LedgerAt, run: Run, options: list[str]
) -> None:
    ledger_at(LEDGER)
    (tmp_path / "sales.csv").write_text(TABLE)
    done = run("import", "sales.csv", *options)
    assert done.returncode == 0
    assert "note: 2 rows look like claims that are there already (rows 2, 4)\n" in done.stderr
    assert "note: row 2: duplicate-claim: the same as 'oak-sales' at claims.yaml:2:6; keep one" in done.stderr


def test_add_says_it_too(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    claim = ["--company", "Oak", "--claim", "C.", "--metric", "program sales", "--as-of", "March 2026"]
    assert "duplicate" not in run("add", *claim, "--figure", "$5 million").stderr
    quarter = [*claim[:-1], "2026-01/2026-03", "--figure", "$5,000,000"]
    assert "note: duplicate-claim: the same as 'oak-sales'" in run("add", *quarter).stderr


def test_add_cites_the_page_behind_the_address_of_a_copy(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("sources:\n  oak: {publisher: Oak, title: T, url: https://oak.org/report}\nclaims: []\n")
    for url in ("https://web.archive.org/web/2026/https://oak.org/report", "https://amp.oak.org/report/amp"):
        done = run("add", "--claim", "C.", "--url", url)
        assert "note: the URL is that of the source 'oak', which is cited" in done.stderr
    assert path.read_text().count("source: oak\n") == 2
