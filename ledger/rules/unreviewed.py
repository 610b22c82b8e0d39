"""A claim that nobody has checked against its source.

Claims that a program has drafted carry `unreviewed: true`. Until somebody has read the source, such a claim is only
partly sourced.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        unreviewed: true

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: read the source, and accept the claim with `ledger review`, or remove `unreviewed`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.unreviewed and not claim.withdrawn:
            fix = f"compare it with its source: ledger review {claim.id}".rstrip()
            yield RULE.finding(claim, "unreviewed", "nobody has reviewed this claim", fix)


RULE = Rule("unreviewed", Level.WARNING, __doc__, check)
