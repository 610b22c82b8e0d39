"""The only word for it is the company's own.

A company's figures on itself may well be right, but nobody else has seen them. A report that only passes on
what the company said is the company's word too, and so is a press release on a wire service or a filing: say
so with `attributed_to`.

Fix: find somebody who is not the company and says so, or tell the reader "according to the company".
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing
from ledger.origins import is_self_sourced


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is Sourcing.FULL and not claim.retracted and is_self_sourced(claim):
            names = ", ".join(claim.company)
            yield RULE.finding(claim, "source", f"rests on the word of {names} alone", "add a source of somebody else")


RULE = Rule("self-sourced", Level.STRICT, __doc__, check)
