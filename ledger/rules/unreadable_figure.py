"""A figure that cannot be read as a number.

`$852 billion` can be compared, sorted and checked against a draft; "a lot" or "see table" cannot.

Fix: write the figure as it was reported, with its number and its unit; or leave `figure` out, and put the
words into `claim` or `note`.
"""

import datetime
from collections.abc import Iterator

from ledger.figures import read
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.figure and read(claim.figure) is None:
            message = f"no number can be read in '{claim.figure}'"
            yield RULE.finding(claim, "figure", message, "write it as reported, with its number, or leave `figure` out")


RULE = Rule("unreadable-figure", Level.WARNING, __doc__, check)
