"""A declared source that no claim cites.

Either its claim was forgotten, or a claim cites it under a mistyped key, and then lacks its source.

Mend it: cite it with `source: KEY`, or take it out.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Ledger

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    cited = {citation.source.place for claim in ledger.claims for citation in claim.citations}
    for source in (*ledger.sources.values(), *ledger.repeated):
        if source.place not in cited:
            yield Found.at(source, "", "no claim cites it", f"cite it with `source: {source.key}`, or take it out")
