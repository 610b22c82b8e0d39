"""A claim without an id.

An id is what a draft, a footnote and a later claim refer to. The proposal is made of company, metric and
time, and is free in this ledger.

Fix: copy the proposed line into the claim, or write one of your own: lower-case letters, digits, `.`, `_`, `-`.
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
    return "id" in claim.place.names and claim.place.of("id") in places


RULE = Rule("missing-id", Level.WARNING, __doc__, check)
