"""One figure, claimed twice.

Two claims of one company, metric, figure and time say the same thing; when one is corrected the other is
forgotten. Retracted and superseded claims do not count.

Fix: keep one, and list both sources in it.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level
from ledger.text import fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    superseded = {claim.supersedes for claim in ledger.claims if claim.supersedes}
    first: dict[tuple[object, ...], Claim] = {}
    for claim in ledger.claims:
        if not (claim.company and claim.figure) or claim.retracted or (claim.id and claim.id in superseded):
            continue
        figure = " ".join(claim.figure.casefold().split())
        about = fold(claim.metric or claim.claim)
        same = (frozenset(map(fold, claim.company)), about, figure, claim.time, claim.status)
        earlier = first.setdefault(same, claim)
        if earlier is not claim:
            what = f"'{earlier.id}' at {earlier.place}" if earlier.id else f"the claim at {earlier.place}"
            yield RULE.finding(claim, "figure", f"the same as {what}", "keep one, and list both sources in it")


RULE = Rule("duplicate-claim", Level.WARNING, __doc__, check)
