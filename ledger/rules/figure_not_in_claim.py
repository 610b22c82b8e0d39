"""The sentence states another figure than the figure.

`figure` and `claim` say the same thing twice, and one of the two was mistyped or corrected alone. A sentence that
states no figure of that unit, or one that rounds to it, is in order.

Fix: look at the source, and correct the one that is wrong.
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
        if figure and (other := states_otherwise(figure, list(find(claim.claim)))):
            message = f"the figure is '{claim.figure}', but the sentence says '{other}'"
            yield RULE.finding(claim, "figure", message, "look at the source, and correct one")


RULE = Rule("figure-not-in-claim", Level.WARNING, __doc__, check)
