"""A claim without an id.

An id is what a draft, a footnote and a later claim refer to. The proposal is made of company, metric and
time, and is free in this ledger.

Mend it: copy the proposed line into the claim, or write one of your own: lower-case letters, digits, `.`, `_`, `-`.
"""

import datetime
from collections.abc import Collection, Iterator

from ledger.linter import Found, Level
from ledger.model import Claim, Ledger
from ledger.text import slug

LEVEL = Level.WARNING
_WORDS = 4  # of the sentence, where there is no metric


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    taken = {claim.id for claim in ledger.claims} | ledger.sources.keys()
    for claim in ledger.claims:
        if not claim.id and "id" not in claim.place.names:
            proposal = propose(claim, taken)
            taken.add(proposal)
            yield Found.at(claim, "id", "no id", f"add `id: {proposal}`")


def propose(claim: Claim, taken: Collection[str]) -> str:
    """An id of company, metric (else the sentence's first words) and month, with a number where it is taken."""
    company = claim.company[0] if claim.company else ""
    about = slug(claim.metric) or "-".join(slug(claim.claim.removeprefix(company)).split("-")[:_WORDS])
    time = claim.time[:7] if len(claim.time) == len("2026-03-31") else claim.time.replace("/", "-").lower()
    name = "-".join(part for part in (slug(company), about, time) if part) or "claim"
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free
