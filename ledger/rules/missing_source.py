"""A claim without a source.

A claim is sourced if one of its sources says both who and where: who is a publisher or an author; where is the URL of
a page, or, for an interview, filing, broadcast, report or book, a title or a locator. A claim that could not be read
counts as unsourced (see invalid-record); a retracted claim needs no source.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: add `publisher` and `url`, or cite a declared source with `source: KEY`; or do not publish the claim.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is Sourcing.NONE and not claim.withdrawn:
            message = "its source says neither who nor where" if claim.citations else "no source"
            yield RULE.finding(claim, "claim", message, "add `publisher` and `url`, or `source: KEY`")


RULE = Rule("missing-source", Level.ERROR, __doc__, check)
