"""The quote states another figure than the figure.

The words that back a claim must hold its figure. A quote that states no figure of that unit is in order, and so is
one in another language, which is not read.

Fix: look at the source, and correct the figure or the quote.
"""

import datetime
from collections.abc import Iterator

from ledger.figures import find, read
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.rules._stated import states_otherwise


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        figure = read(claim.figure) if claim.figure else None
        if figure is None:
            continue
        for citation in claim.citations:
            if not citation.quote or citation.source.language:
                continue
            if other := states_otherwise(figure, list(find(citation.quote))):
                message = f"the figure is '{claim.figure}', but the quote says '{other}'"
                field = "quote" if "quote" in claim.place.names else "source"
                yield RULE.finding(claim, field, message, "look at the source, and correct one")


RULE = Rule("figure-not-in-quote", Level.WARNING, __doc__, check)
