"""A declared source that no claim cites.

Either its claim was forgotten, or a claim cites it under a mistyped key, and then lacks its source.

Fix: cite it with `source: KEY`, or take it out.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    cited = {citation.source.place for claim in ledger.claims for citation in claim.citations}
    for source in (*ledger.sources.values(), *ledger.repeated):
        if source.place not in cited:
            yield RULE.finding(source, "", "no claim cites it", f"cite it with `source: {source.key}`, or take it out")


RULE = Rule("unused-source", Level.WARNING, __doc__, check)
