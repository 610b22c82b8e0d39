"""A sourced claim that nobody has signed.

A newsroom in which a second person reads every figure against its source asks for a signature on each claim.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        checked: {by: Anna Lind, on: 2026-04-02, of: d693e42f2566ea2e}

Fix: check the claim against its sources, and sign it: `ledger sign ID`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if not claim.checked and not claim.withdrawn and claim.sourcing is Sourcing.FULL:
            fix = f"compare it with its sources, then ledger sign {claim.id or 'ID'}"
            yield RULE.finding(claim, "claim", "nobody has signed this claim", fix)


RULE = Rule("unchecked", Level.STRICT, __doc__, check)
