"""A quote that could be anybody's.

A `quote` or `locator` in the claim itself belongs to its one source. Beside several sources, or beside none,
nobody can tell whose words they are, so they back nothing.

Fix: move it to its source: `source: {key: KEY, quote: …}`, in the list where there are several.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        name = "quote" if claim.loose_quote else "locator" if claim.loose_locator else ""
        if name and len(claim.citations) != 1:
            beside = f"{len(claim.citations)} sources: whose is it?" if claim.citations else "no source: whose is it?"
            yield RULE.finding(
                claim,
                name,
                f"a `{name}` beside {beside}",
                f"move it to its source: {{key: KEY, {name}: …}}",
            )
        elif name:
            citation = claim.citations[0]
            if citation.quote if name == "quote" else citation.locator:
                yield RULE.finding(claim, name, f"a second `{name}`, beside that of its source", "keep one")
            else:
                yield RULE.finding(
                    claim, name, f"a `{name}` apart from its source", "move it to its source, into the braces"
                )


RULE = Rule("quote-without-source", Level.WARNING, __doc__, check)
