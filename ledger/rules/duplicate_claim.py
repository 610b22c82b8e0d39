"""The same figure, claimed twice.

Two claims with the same company, metric, figure and time say the same thing; when one is corrected, the other is
forgotten. Figures are compared by value: `$5m` is `$5 million`. Retracted and superseded claims do not count.

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
from functools import lru_cache

from ledger import dates
from ledger.figures import based, measure_of, read
from ledger.linter import Rule
from ledger.metrics import metric_key
from ledger.model import THERE, Claim, Finding, Ledger, Level, superseded
from ledger.text import fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    replaced = superseded(ledger.claims)
    things: dict[tuple[object, ...], list[Claim]] = {}
    for claim in ledger.claims:
        if claim.company and claim.figure and not claim.withdrawn and not (claim.id and claim.id in replaced):
            about = metric_key(claim.metric) or fold(claim.claim)
            thing = (frozenset(map(fold, claim.companies)), about, dates.canonical(claim.time), claim.status)
            things.setdefault(thing, []).append(claim)
    for claims in things.values():
        first: dict[object, Claim] = {}
        for claim in claims if len(claims) > 1 else ():
            earlier = first.setdefault(_value(claim.figure, claim.metric), claim)
            if earlier is not claim:
                name = f"'{earlier.id}'" if earlier.id else "the claim"
                yield RULE.finding(
                    claim,
                    "figure",
                    f"the same as {name} at {THERE}",
                    "keep one, and list both sources in it",
                    earlier.place,
                )


@lru_cache(maxsize=65536)
def _value(figure: str, metric: str) -> object:
    """What is equal for two figures that say the same; for one that cannot be read, its text."""
    found = read(figure, metric)
    if found is None:
        return " ".join(figure.casefold().split())
    value = based(found)
    return measure_of(found), value.low, value.high, value.bound


RULE = Rule("duplicate-claim", Level.WARNING, __doc__, check)
