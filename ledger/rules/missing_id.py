"""A claim without an id.

An id is what a draft, a footnote and a later claim refer to. The proposal is made of company, metric and
time, and is free in this ledger.

Mend it: copy the proposed line into the claim, or write one of your own: lower-case letters, digits, `.`, `_`, `-`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Claim, Ledger, Place
from ledger.naming import Names

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    names = Names(ledger)
    set_aside = {problem.place for problem in ledger.problems}  # invalid-record says so already
    for claim in ledger.claims:
        if not claim.id and not _is_set_aside(claim, set_aside):
            yield Found.at(claim, "id", "no id", f"add `id: {names.claim(claim)}`")


def _is_set_aside(claim: Claim, places: set[Place]) -> bool:
    return "id" in claim.place.names and claim.place.of("id") in places
