"""A claim without an id.

Drafts, footnotes and later claims refer to a claim by its id. The proposed id is made of company, metric and time,
and is not used elsewhere in the ledger.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.

Passes:

    claims:
      - id: openai-funding-2026
        claim: OpenAI raised $122 billion.

Fix: add the proposed line, or an id of your own: lower-case letters, digits, `.`, `_` and `-`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Place
from ledger.naming import Names


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    names = Names(ledger)
    set_aside = {finding.place for finding in ledger.findings}  # invalid-record says so already
    for claim in ledger.claims:
        if not claim.id and not _is_set_aside(claim, set_aside):
            yield RULE.finding(claim, "id", "no id", f"add `id: {names.claim(claim)}`")


def _is_set_aside(claim: Claim, places: set[Place]) -> bool:
    return claim.place.has("id") and claim.place.of("id") in places


RULE = Rule("missing-id", Level.WARNING, __doc__, check)
