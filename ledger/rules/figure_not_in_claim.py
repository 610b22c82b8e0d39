"""The sentence states a different figure.

`figure` and `claim` state the same figure, and one of the two was mistyped or corrected alone. A sentence without a
figure in that unit, or with one that rounds to it, is not reported. A sum in another currency is; and for a count, so
is another number of the same thing, or of anything if the figure does not say what it counts.

Fails:

    claims:
      - claim: The round values OpenAI at $825 billion.
        figure: $852 billion

Passes:

    claims:
      - claim: The round values OpenAI at some $850 billion.
        figure: $852 billion

Fix: check the source, and correct the wrong one.
"""

import datetime
import re
from collections.abc import Iterator

from ledger.figures import read
from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level
from ledger.rules._stated import states_otherwise

_DIGIT = re.compile(r"\d")


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        figure = read(claim.figure, claim.metric)
        if figure and (other := states_otherwise(figure, _without_names(claim))):
            message = f"the figure is '{claim.figure}', but the sentence states '{other}'"
            yield RULE.finding(claim, "figure", message, "check the source, and correct the wrong one")


def _without_names(claim: Claim) -> str:
    """A claim's sentence without names of its companies that have digits: 3M is no figure."""
    text = claim.claim
    for name in claim.company:
        if _DIGIT.search(name):
            text = text.replace(name, "it")
    return text


RULE = Rule("figure-not-in-claim", Level.WARNING, __doc__, check)
