"""The figure of a month, a quarter or a half is not that of the year."""

import json

import pytest

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.verdicts import Judgement
from ledger.loading import load_text

CLAIM = {"id": "c", "company": "Acme", "publisher": "FT", "url": "https://ft.com/acme"}
REVENUE = CLAIM | {"claim": "Acme had revenue of $5 million.", "metric": "revenue", "figure": "$5 million"}
STAFF = CLAIM | {"claim": "Acme employs 500 people.", "metric": "headcount", "figure": "500 people"}


def judged(claim: dict[str, str], draft: str) -> Judgement:
    ledger = load_text(f"claims: [{json.dumps(claim)}]", "claims.yaml")
    return next(Auditor(ledger).judge(document_of(draft, "draft.md", "markdown")))


@pytest.mark.parametrize(
    ("as_of", "time"),
    [
        ("2025", "in 2025"),
        ("2025", "in fiscal 2025"),
        ("2025", "from January to December 2025"),
        ("2025-07/2025-12", "in the second half of 2025"),
        ("2025-07/2025-12", "between July and December"),
        ("2025-Q1", "in the first quarter of 2025"),
        ("2025-Q1", "in Q1"),
        ("2025-Q1", "in the quarter"),
        ("2025-Q1", "between January and March 2025"),
        ("2025-Q1", "in the same months of 2025"),
        ("2025-03", "in March 2025"),
        ("2025-12-31", "in 2025"),
    ],
)
def test_a_flow_is_backed_by_the_claim_of_its_period(as_of: str, time: str) -> None:
    judgement = judged(REVENUE | {"as_of": as_of}, f"Acme had revenue of $5 million {time}.")
    assert judgement.verdict.value == "backed", judgement.reason


@pytest.mark.parametrize(
    ("as_of", "time"),
    [
        ("2025", "in the first quarter of 2025"),
        ("2025", "in March 2025"),
        ("2025", "in the quarter"),
        ("2025", "between January and March 2025"),
        ("2025-07/2025-12", "in 2025"),
        ("2025-07/2025-12", "in the first half of 2025"),
        ("2025-07/2025-12", "in the fourth quarter of 2025"),
        ("2025-07/2025-12", "in December 2025"),
        ("2025-Q1", "in 2025"),
        ("2025-Q1", "in the year to March 2025"),
        ("2025-Q1", "in March 2025"),
        ("2025-Q1", "in the month"),
        ("2025-Q1", "from January to June 2025"),
        ("2025-03", "in 2025"),
        ("2025-03", "in the first quarter of 2025"),
        ("2025-03", "in the quarter"),
        ("2025-03", "in the year to March 2025"),
        ("2025-12-31", "in December 2025"),
        ("2025-12-31", "in the fourth quarter of 2025"),
    ],
)
def test_a_flow_is_not_backed_by_the_claim_of_another_period(as_of: str, time: str) -> None:
    judgement = judged(REVENUE | {"as_of": as_of}, f"Acme had revenue of $5 million {time}.")
    assert (judgement.verdict.value, judgement.reason) == ("unclear", f"the claim is about {as_of}")


def test_what_the_claim_says_of_its_period_counts_too() -> None:
    claim = REVENUE | {"claim": "Acme had revenue of $5 million in 2025.", "as_of": "2026-02"}
    assert judged(claim, "Acme had revenue of $5 million in 2025.").verdict.value == "backed"
    claim = REVENUE | {"claim": "Acme had revenue of $5 million in the second half of 2025.", "as_of": "2025"}
    assert judged(claim, "Acme had revenue of $5 million in the first half of 2025.").verdict.value == "unclear"


@pytest.mark.parametrize("time", ["in 2025", "in March 2025", "at the end of March 2025"])
def test_a_level_is_backed_by_a_claim_of_a_time_within(time: str) -> None:
    judgement = judged(STAFF | {"as_of": "2025-03"}, f"Acme employed 500 people {time}.")
    assert judgement.verdict.value == "backed", judgement.reason
