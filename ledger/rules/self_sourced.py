"""The only source is the company itself.

A company's figures on itself may be right, but nobody else has confirmed them. A report that only repeats what the
company said is the company's word too, and so is a press release on a wire service, or a filing: use `attributed_to`.
Other names of the company, listed under `companies:`, count as the company.

Fails:

    claims:
      - company: OpenAI
        claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Passes:

    claims:
      - company: OpenAI
        claim: OpenAI raised $122 billion.
        publisher: Reuters
        url: https://www.reuters.com/openai-raises-122-billion-2026-03-31/

Fix: add a source other than the company, or write "according to the company".
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing
from ledger.origins import is_self_sourced
from ledger.text import listed


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is Sourcing.FULL and not claim.withdrawn and is_self_sourced(claim):
            says = "say" if len(claim.company) > 1 else "says"
            yield RULE.finding(claim, "source", f"only {listed(claim.company)} {says} so", "add an independent source")


RULE = Rule("self-sourced", Level.STRICT, __doc__, check)
