"""The only word for it is the company's own.

A company's figures on itself may well be right, but nobody else has seen them. A report that only passes on
what the company said (`attributed_to` the company) is the company's word too.

Mend it: find somebody who is not the company and says so, or tell the reader "according to the company".
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Claim, Ledger, Sourcing
from ledger.rules._origins import is_own_word, word_of

LEVEL = Level.STRICT


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    for claim in ledger.claims:
        if claim.sourcing is Sourcing.FULL and not claim.retracted and is_self_sourced(claim):
            names = ", ".join(claim.company)
            yield Found.at(claim, "source", f"rests on the word of {names} alone", "add a source of somebody else")


def is_self_sourced(claim: Claim) -> bool:
    """Whether every source of a claim rests on the word of the company that the claim is about."""
    words = [name for citation in claim.citations for name in word_of(citation)]
    return bool(words) and all(any(is_own_word(name, company) for company in claim.company) for name in words)
