"""A source that says who or where, and not both.

A reader who wants to look it up needs the publisher (or author) and the place: a URL, or, for an interview,
filing, broadcast, report or book, a title or a locator. A claim that rests on such sources alone is partly
sourced, and is not counted as sourced.

Mend it: add the field that is missing.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Citation, Claim, Ledger, Source, Sourcing
from ledger.text import counted

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    partly: dict[Source, list[tuple[Claim, Citation]]] = {}
    for claim in ledger.claims:
        for citation in claim.citations:
            if citation.sourcing is not Sourcing.FULL and not claim.retracted and claim.sourcing is not Sourcing.NONE:
                partly.setdefault(citation.source, []).append((claim, citation))
    for source, cited in partly.items():
        claim, citation = cited[0]
        lacking = "where it can be read" if source.who else "who says so"
        if citation.sourcing is Sourcing.NONE:
            lacking = "who says so, or where"
        only = sum(claim.sourcing is not Sourcing.FULL for claim, _ in cited)
        effect = f"; {counted(only, 'claim rests', 'claims rest')} on no better one" if only else ""
        record = source if source.key else claim
        mend = f"add {'`url`' if source.who else '`publisher`'}"
        yield Found.at(record, "publisher" if source.who else "url", f"the source does not say {lacking}{effect}", mend)
