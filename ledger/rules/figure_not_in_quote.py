"""The quote states a different figure.

The words that back a claim must contain its figure. A quote without a figure in that unit is not reported, nor is
one whose source has a `language`: only English is read.

Fails:

    claims:
      - claim: OpenAI is worth $852 billion.
        figure: $852 billion
        publisher: OpenAI
        quote: a post-money valuation of $825 billion

Passes:

    claims:
      - claim: OpenAI is worth $852 billion.
        figure: $852 billion
        publisher: OpenAI
        quote: a post-money valuation of $852 billion

Fix: check the source, and correct the figure or the quote.
"""

import datetime
from collections.abc import Iterator

from ledger.figures import read
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.rules._stated import states_otherwise


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        figure = read(claim.figure, claim.metric)
        if figure is None:
            continue
        for citation in claim.citations:
            if not citation.quote or citation.source.language:
                continue
            if other := states_otherwise(figure, citation.quote):
                message = f"the figure is '{claim.figure}', but the quote states '{other}'"
                field = "quote" if claim.place.has("quote") else "source"
                yield RULE.finding(claim, field, message, "check the source, and correct the wrong one")


RULE = Rule("figure-not-in-quote", Level.WARNING, __doc__, check)
