"""Two records with one id.

An id names one claim or one source, in all files of the ledger: it is what drafts, footnotes and
`supersedes` refer to.

Fix: give one of the two another id; if they are the same record, delete one.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Source


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    first: dict[str, Claim | Source] = {}
    records: list[tuple[str, Claim | Source]] = [
        (source.key, source) for source in (*ledger.sources.values(), *ledger.repeated)
    ]
    records += [(claim.id, claim) for claim in ledger.claims if claim.id]
    for name, record in records:
        earlier = first.setdefault(name, record)
        if earlier is not record:
            what = "a claim" if isinstance(earlier, Claim) else "a source"
            yield RULE.finding(
                record,
                "id",
                f"'{name}' is also the id of {what} at {earlier.place}",
                "give one of them another id",
            )


RULE = Rule("duplicate-id", Level.ERROR, __doc__, check)
