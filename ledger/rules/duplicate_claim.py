"""The same figure, claimed twice.

Two claims with the same company, metric, figure and time say the same thing; when one is corrected, the other is
forgotten. Retracted and superseded claims do not count.

Fails:

    claims:
      - company: OpenAI
        claim: The round values OpenAI at $852 billion.
        metric: valuation
        figure: $852 billion
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        metric: valuation
        figure: $852 billion

Passes:

    sources:
      openai-raise: {publisher: OpenAI}
      reuters-openai: {publisher: Reuters}
    claims:
      - company: OpenAI
        claim: The round values OpenAI at $852 billion.
        metric: valuation
        figure: $852 billion
        source: [openai-raise, reuters-openai]

Fix: keep one of them, and list both sources in it.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import THERE, Claim, Finding, Ledger, Level, superseded
from ledger.text import fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    replaced = superseded(ledger.claims)
    first: dict[tuple[object, ...], Claim] = {}
    for claim in ledger.claims:
        if not (claim.company and claim.figure) or claim.retracted or (claim.id and claim.id in replaced):
            continue
        figure = " ".join(claim.figure.casefold().split())
        about = fold(claim.metric or claim.claim)
        same = (frozenset(map(fold, claim.companies)), about, figure, claim.time, claim.status)
        earlier = first.setdefault(same, claim)
        if earlier is not claim:
            name = f"'{earlier.id}'" if earlier.id else "the claim"
            yield RULE.finding(
                claim,
                "figure",
                f"the same as {name} at {THERE}",
                "keep one, and list both sources in it",
                earlier.place,
            )


RULE = Rule("duplicate-claim", Level.WARNING, __doc__, check)
