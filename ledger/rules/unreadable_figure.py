"""A figure that cannot be read as a number.

`$852 billion` can be compared, sorted and checked against a draft; "a lot" or "$5 milion" cannot. All of a figure must
be read: a word that is not known and could change what it says ("$5m adjacent", "5 gazillion") makes it unreadable,
and is named. After the amount there may be what it is of ("of GDP", "in six weeks"), an aside in brackets whose meaning
is known, and what it is compared with ("8 of 10", "from $4m"), but no other number ("$1 or $2 billion"). An unreadable
figure is left out of comparisons, filters and sorting.

Fails:

    claims:
      - claim: OpenAI raised a lot.
        figure: a lot

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        figure: $122 billion

Fix: write the figure as reported, with its number and its unit; or remove `figure`, and keep the words in `note`.
"""

import datetime
from collections.abc import Iterator

from ledger.figures import ambiguity, read, unexplained
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.figure and read(claim.figure, claim.metric) is None and not ambiguity(claim.figure):
            word = unexplained(claim.figure, claim.metric)
            what = f"'{claim.figure}' cannot be read as a number"
            what += f": cannot tell what '{word}' means here" if word else ""
            fix = "write it as reported, with its number and unit, or remove `figure`"
            yield RULE.finding(claim, "figure", what, fix)


RULE = Rule("unreadable-figure", Level.WARNING, __doc__, check)
