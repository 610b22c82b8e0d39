"""A figure with two readings.

`1.234` is one and a quarter to some readers and more than a thousand to others. It is not compared until it is clear.
With a scale ("1.234 million"), a percent sign or a rate the dot is decimal, and the figure is not reported.

Also reported: a comma that could group digits or begin decimals ("1,234 Mrd. €"), "1 Billion Euro" (German, or an
English headline), and money of two countries ("Bs 5m", "5 million dirhams").

Fails:

    claims:
      - claim: The fund has 1.234 members.
        figure: 1.234 members

Passes:

    claims:
      - claim: The fund has 1,234 members.
        figure: 1,234 members

Fix: write it with a comma (1,234), or with another decimal (1.2340).
"""

import datetime
from collections.abc import Iterator

from ledger.figures import ambiguity, read
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if read(claim.figure, claim.metric) is None and (readings := ambiguity(claim.figure)):
            thousands, decimals = readings
            message = f"'{claim.figure}' has two readings"
            yield RULE.finding(claim, "figure", message, f"write '{thousands}' or '{decimals}'")


RULE = Rule("ambiguous-figure", Level.WARNING, __doc__, check)
