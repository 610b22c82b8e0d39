"""A claim that nobody backs.

Whoever publishes a figure must be able to say who said so and where. A claim is sourced when one of its
sources says both: who is a publisher or an author; where is a URL, or, for an interview, filing, broadcast,
report or book, a title or a locator. A claim that could not be read counts as unsourced (invalid-record
says why); a retracted one needs no source any more.

Fix: add `publisher` and `url` to the claim, or cite a document declared under `sources:` with `source: KEY`;
or take the claim out of what you publish.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is Sourcing.NONE and not claim.retracted:
            message = "its source says neither who nor where" if claim.citations else "no source"
            yield RULE.finding(claim, "claim", message, "add `publisher` and `url`, or `source: KEY`")


RULE = Rule("missing-source", Level.ERROR, __doc__, check)
