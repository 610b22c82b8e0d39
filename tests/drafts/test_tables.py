"""Figures in tables: the first cell of their row and the heading of their column say what they are of."""

import json
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from word_documents import table, word

LEDGER = """
claims:
  - {id: acme-25, company: Acme, claim: "Acme's revenue was $857 million in 2025.", metric: revenue,
     figure: $857 million, as_of: 2025, publisher: P, url: "https://p.org/1"}
  - {id: acme-24, company: Acme, claim: "Acme's revenue was $700 million in 2024.", metric: revenue,
     figure: $700 million, as_of: 2024, publisher: P, url: "https://p.org/2"}
  - {id: bolt-25, company: Bolt, claim: "Bolt's revenue was €1.2 billion in 2025.", metric: revenue,
     figure: €1.2 billion, as_of: 2025, publisher: P, url: "https://p.org/3"}
  - {id: staff, company: Acme, claim: "Acme employed 3,400 people in 2025.", metric: employees,
     figure: "3,400 people", as_of: 2025, publisher: P, url: "https://p.org/4"}
  - {id: margin, company: Acme, claim: "Acme's margin was 12% in 2025.", metric: margin, figure: 12%,
     as_of: 2025, publisher: P, url: "https://p.org/5"}
"""
Rows = list[list[str]]
# A table, and what is said of its figures, row by row.
TABLES: list[tuple[Rows, list[str]]] = [
    ([["Company", "Revenue 2025"], ["Acme", "$857 million"], ["Bolt", "€1.2 billion"]], ["acme-25", "bolt-25"]),
    ([["Company", "Revenue 2025 ($m)"], ["Acme", "857"], ["Crane", "900"]], ["acme-25", "unbacked"]),
    ([["", "Acme"], ["Revenue 2025, $ million", "857"], ["Revenue 2024, $ million", "700"]], ["acme-25", "acme-24"]),
    ([["Company", "2024", "2025"], ["Acme revenue ($m)", "700", "857"]], ["acme-24", "acme-25"]),
    ([["Company", "Revenue 2025 (€bn)"], ["Bolt", "1.2"]], ["bolt-25"]),
    ([["Company", "Revenue 2025 in $ million"], ["Acme", "875"]], ["contradicted"]),
    ([["Company", "Employees 2025", "Margin 2025 (%)"], ["Acme", "3,400", "12"]], ["staff", "margin"]),
    ([["Company", "Margin 2025, %", "Staff 2025"], ["Acme", "11", "3,400 people"]], ["contradicted", "staff"]),
    ([["Company", "Revenue 2025 (USD million)"], ["Acme", "857"], ["Bolt", "857"]], ["acme-25", "unclear"]),
    ([["Company", "Revenue 2025 ($'000)"], ["Acme", "857,000"]], ["acme-25"]),
    ([["Company", "Number of shops"], ["Acme", "857"]], ["unbacked"]),
]


def in_markdown(rows: Rows) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:], ""]).encode()


def in_html(rows: Rows) -> bytes:
    head, *body = rows
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<table><tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


@pytest.mark.parametrize("name", ["t.md", "t.html", "t.docx"])
@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_a_cell_is_backed_by_the_claim_that_its_row_and_column_name(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, rows: Rows, expected: list[str], name: str
) -> None:
    ledger_at(LEDGER)
    made = in_markdown(rows) if name == "t.md" else in_html(rows) if name == "t.html" else word(table(*rows))
    (tmp_path / name).write_bytes(made)
    found = [
        one["claims"][0] if one["verdict"] in ("backed", "rounded") else one["verdict"]
        for one in json.loads(run("audit", name, "--format", "json").stdout)
        if one["verdict"] != "not checked"
    ]
    assert found == expected


def test_comments_stand_at_the_cells_figure(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(LEDGER)
    (tmp_path / "t.md").write_bytes(in_markdown([["Company", "Revenue 2025 ($m)"], ["Acme", "875"]]))
    shown = run("audit", "t.md", "--format", "text").stdout
    assert "Acme, Revenue 2025 ($m): ▸875◂" in shown
    run("audit", "t.md", "--output", "out.md")
    assert "| Acme | 875<!-- ledger audit: " in (tmp_path / "out.md").read_text()
