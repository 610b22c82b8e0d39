"""The arithmetic of a draft's own figures, which needs no ledger."""

import json
from pathlib import Path

import pytest
import yaml
from conftest import LedgerAt, Run

from ledger.documents import document_of
from ledger.drafts.consistency import inconsistent
from ledger.drafts.matching import Companies
from ledger.drafts.passages import passages_of
from ledger.model import Ledger

PAIRS = yaml.safe_load((Path(__file__).parent / "arithmetic.yaml").read_text(encoding="utf-8"))
NOBODY = Companies(Ledger())


def found(text: str) -> list[str]:
    """What the figures of a text give instead of others."""
    passages = passages_of(document_of(text, kind="text"), NOBODY)
    return [one.gives for passage in passages for one in inconsistent(passage.text, passage.figures)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["right"])
def test_what_adds_up_is_silent_and_a_slip_is_told_with_the_result(pair: dict[str, str]) -> None:
    assert found(pair["right"]) == []
    assert found(pair["wrong"]) == [str(pair["gives"])]


@pytest.mark.parametrize(
    "text",
    [
        # what may round to what is said
        "Revenue rose 33% to $1.2 billion from $0.9 billion.",
        "Deliveries rose 22% to 412,300 from 336,700, or 22.5%.",
        "About 40% (384 of 1,012) said yes.",
        # what is measured otherwise
        "Revenue rose 20% at constant currency, to $5 million from $4 million.",
        "Like-for-like sales rose 20% to $5 million from $4 million.",
        "Prices rose 2% a year on average, from $4 to $5.",
        # other things in the sentence
        "Profit rose 20%, while revenue went from $4 million to $5 million.",
        "Profit rose 20% and revenue went to $5 million from $4 million.",
        "Revenue went from $4 million to $5 million, which analysts had put at 20%.",
        "Revenue went from $4 million to more than $5 million, a rise of 20%.",
        "The margin was 20%, from sales of $4 million to $5 million.",
        "It doubled its profit and cut staff from 1,000 to 400.",
        "It moved from 4 offices to 5 shops, 20% of them new.",
        "Some 45% said yes, including 60% of women, 40% no and 15% were undecided.",
        "Of the 80 clinics, 20 treat 40% of all patients.",
        "It has 12 shops in France, 8 in Spain and 5 in Italy, and 250 in all of Europe.",
        "The 5 km (3 miles) and the 10 km (about 6 miles) are run in May.",
        "It paid €10 million ($10.8 million) in 2025 and £20 million ($26 million) in 2026.",
        "",
    ],
)
def test_whatever_is_not_sure_is_silent(text: str) -> None:
    assert found(text) == []


def test_an_audit_tells_it_without_a_ledgers_help(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at("claims: []\n")
    (tmp_path / "d.md").write_text("Revenue rose 20% to $5 million from $4 million. Its debt tripled from $4m to $8m.")
    done = run("audit", "d.md", "--format", "json")
    verdicts = {one["text"]: (one["verdict"], one["reason"]) for one in json.loads(done.stdout)}
    assert verdicts["20%"] == ("inconsistent", "the draft's own figures give 25%")
    assert verdicts["tripled"] == ("inconsistent", "the draft's own figures give 2 times")
    assert done.returncode == 1
    assert "2 inconsistent" in done.stderr
    shown = run("audit", "d.md", "--format", "text").stdout
    assert (
        "Revenue rose ▸20%◂ to $5 million from $4 million.\n     inconsistent: the draft's own figures give 25%"
        in shown
    )
    run("audit", "d.md", "-o", "out.md")
    assert (
        "20%<!-- ledger audit: Does not add up: the draft's own figures give 25%" in (tmp_path / "out.md").read_text()
    )


def test_what_the_ledger_backs_is_not_called_wrong(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(
        'claims:\n  - {company: Acme, claim: "Acme\'s revenue rose 20% in 2025.", metric: revenue growth, figure: 20%,'
        ' as_of: 2025, publisher: P, url: "https://p.org/x"}\n'
    )
    (tmp_path / "d.md").write_text("Acme's revenue rose 20% to $5 million from $4 million in 2025.")
    verdicts = {one["text"]: one["verdict"] for one in json.loads(run("audit", "d.md", "--format", "json").stdout)}
    assert verdicts["20%"] == "backed"


def verdicts(run: Run, tmp_path: Path, text: str) -> list[tuple[str, str]]:
    (tmp_path / "d.md").write_text(text)
    rows = json.loads(run("audit", "d.md", "--format", "json").stdout)
    return [(one["text"], one["reason"]) for one in rows if one["verdict"] == "inconsistent"]


def test_a_row_of_a_table_is_checked_by_the_years_of_its_columns(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at("claims: []\n")
    table = "| | 2025 | 2024 | Change |\n|--|--|--|--|\n| Sales ($m) | 500 | 400 | {} |\n| Staff | 90 | 100 | {} |\n"
    assert verdicts(run, tmp_path, table.format("25%", "-10%")) == []
    said = "the draft's own figures give "
    assert verdicts(run, tmp_path, table.format("20%", "-11%")) == [("20%", f"{said}25%"), ("-11%", f"{said}-10%")]


@pytest.mark.parametrize(
    ("headline", "body", "wrong"),
    [
        ("# Acme cuts 5,400 jobs", "Acme cut 4,500 jobs.", [("5,400 jobs", "the draft's own figures give 4,500 jobs")]),
        ("# Acme cuts 4,500 jobs", "Acme cut 4,500 jobs.", []),
        ("# Acme cuts 4,500 jobs", "Acme cut 4,512 jobs.", []),
        ("# Acme cuts 4,500 jobs", "Acme cut 300 jobs in May and 5,400 jobs in June.", []),
        ("# Acme cuts 5,400 jobs", "Acme cut jobs at 4,500 shops.", []),
        ("Acme cut 5,400 jobs.", "Bolt cut 4,500 jobs.", []),
    ],
)
def test_a_headline_with_a_slip_is_told(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, headline: str, body: str, wrong: list[tuple[str, str]]
) -> None:
    ledger_at("claims: []\n")
    assert verdicts(run, tmp_path, f"{headline}\n\n{body}\n") == wrong
