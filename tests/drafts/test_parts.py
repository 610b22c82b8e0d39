"""What a claim says of all backs nothing that a sentence says of a part, of another kind, or of somebody else."""

import json

import pytest

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.loading import load_text

CLAIM = {"company": "Acme", "as_of": "2025", "publisher": "FT", "url": "https://ft.com/acme"}
CLAIMS = [
    CLAIM | {"id": "staff", "claim": "Acme employed 9,300 people in 2025.", "metric": "headcount", "figure": "9,300"},
    CLAIM
    | {"id": "revenue", "claim": "It had revenue of $2.4 billion.", "metric": "revenue", "figure": "$2.4 billion"},
    CLAIM | {"id": "users", "claim": "Acme has 310 million users.", "metric": "users", "figure": "310 million"},
    CLAIM | {"id": "value", "claim": "Acme is worth $852 billion.", "metric": "valuation", "figure": "$852 billion"},
    CLAIM | {"id": "profit", "claim": "Acme made a profit of $7 million.", "metric": "profit", "figure": "$7 million"},
    CLAIM | {"id": "share", "claim": "Acme holds 20% of the market.", "metric": "market share", "figure": "20%"},
    CLAIM | {"id": "cuts", "claim": "Acme made 620 layoffs in 2025.", "metric": "layoffs", "figure": "620"},
    CLAIM
    | {"id": "jobless", "company": "France", "as_of": "2026-Q1", "metric": "unemployment rate", "figure": "7.1%"}
    | {"claim": "Unemployment in France was 7.1% in the first quarter of 2026."},
]
AUDITOR = Auditor(load_text(f"claims: {json.dumps(CLAIMS)}", "claims.yaml"))


def verdict(sentence: str) -> str:
    return next(AUDITOR.judge(document_of(sentence, "draft.md", "markdown"))).verdict.value


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme employed 9,300 people in 2025.",
        "Acme employs 9,300 people worldwide.",
        "Acme had 9,300 employees in 2025.",
        "Acme has 9,300 staff, including 4,000 in Leeds.",
        "Acme had revenue of $2.4 billion in 2025.",
        "Acme had total revenue of $2.4 billion in 2025.",
        "Acme's net revenue was $2.4 billion in 2025.",
        "Acme's revenue rose from $2.4 billion in 2025.",
        "Acme's founder said that its revenue was $2.4 billion in 2025.",
        "Acme says it has 310 million users.",
        "Acme has just 310 million users, more than Bolt.",
        "Acme's investors value it at $852 billion.",
        "Acme raised money at a valuation of $852 billion.",
        "Acme laid off 620 people in 2025.",
        "Acme made a net profit of $7 million in 2025.",
        "Acme holds 20% of the global market.",
        "French unemployment was 7.1% in the first quarter.",
        "The maker of anvils, Acme, which had revenue of $2.4 billion in 2025, is hiring.",
    ],
)
def test_the_whole_is_backed(sentence: str) -> None:
    assert verdict(sentence) == "backed"


@pytest.mark.parametrize(
    "sentence",
    [
        # some of the staff
        "Acme employed 9,300 women in 2025.",
        "Acme employed 9,300 engineers in 2025.",
        "Acme employed 9,300 full-time people in 2025.",
        "Acme employed 9,300 contractors in 2025.",
        "Acme employed 9,300 people in its factories in 2025.",
        "Acme employed 9,300 people at its plant in Leeds in 2025.",
        "Acme has 9,300 staff in its AI team.",
        "Acme employed 9,300 people, not counting contractors.",
        "Acme laid off 620 engineers in 2025.",
        "Acme laid off 620 people in Leeds in 2025.",
        # some of the users, or something else of them
        "Acme has 310 million paying users.",
        "Acme has 310 million weekly users.",
        "Acme has 310 million new users.",
        "Acme has 310 million subscribers.",
        "Acme has 310 million downloads.",
        "Acme users sent 310 million messages.",
        "Acme lost 310 million users.",
        # some of a country
        "Youth unemployment in France was 7.1%.",
        "Unemployment in the north of France was 7.1%.",
        "Long-term unemployment in France was 7.1%.",
        # another time, or not at all
        "Unemployment in France was 7.1% in April 2026.",
        "Unemployment in France peaked at 7.1%.",
        "Acme avoided 620 layoffs in 2025.",
        "Acme cut another 620 jobs in 2025.",
        "Acme once employed 9,300 people.",
        "Acme employed 9,300 people before the merger.",
        "Acme’s former 9,300 employees sued.",
        "Acme employed 9,300 people, a union claimed, which Acme denies.",
        "Acme overstated its revenue of $2.4 billion in 2025.",
        "Acme missed revenue of $2.4 billion in 2025.",
        "Acme's revenue was nowhere near $2.4 billion in 2025.",
        "Acme's revenue was $2.4 billion over two years to 2025.",
        # a part of the revenue, or what comes of it
        "Acme had advertising revenue of $2.4 billion in 2025.",
        "Acme had revenue from chips of $2.4 billion in 2025.",
        "Acme had revenue of $2.4 billion from chips in 2025.",
        "Acme had revenue of $2.4 billion abroad in 2025.",
        "Acme had deferred revenue of $2.4 billion in 2025.",
        "Acme had revenue growth of $2.4 billion in 2025.",
        "Acme’s $2.4 billion revenue hole in 2025 is large.",
        "Acme had revenue of $2.4 billion excluding Bolt in 2025.",
        "Acme's revenue per user was $2.4 billion in 2025.",
        "Acme's pre-money valuation was $852 billion.",
        "Acme holds 20% of the smartphone market.",
        "Acme made a profit of $7 million on the sale of Bolt in 2025.",
        "Acme's profit on cars was $7 million in 2025.",
        # of somebody else
        "Acme's app has 310 million users.",
        "Acme's founder is worth $852 billion.",
        "Acme's chips are worth $852 billion.",
        "France's neighbours have unemployment of 7.1%.",
        "Acme's rival had revenue of $2.4 billion in 2025.",
        "Acme's parent had revenue of $2.4 billion in 2025.",
        "Acme, whose parent had revenue of $2.4 billion in 2025, is small.",
        "The industry had revenue of $2.4 billion in 2025, Acme said.",
        "Acme bought Bolt, which had revenue of $2.4 billion in 2025.",
    ],
)
def test_a_part_another_kind_or_somebody_else_is_not(sentence: str) -> None:
    assert verdict(sentence) in ("unclear", "unbacked")
