"""Two records with the same id.

An id names one claim or one source in all files of the ledger: drafts, footnotes and `supersedes` refer to it.

Fails:

    claims:
      - id: openai-funding
        claim: OpenAI raised $122 billion.
      - id: openai-funding
        claim: OpenAI raised $40 billion.

Passes:

    claims:
      - id: openai-funding-2026
        claim: OpenAI raised $122 billion.
      - id: openai-funding-2025
        claim: OpenAI raised $40 billion.

Fix: change one of them; if they are the same record, delete one.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import THERE, Claim, Finding, Ledger, Level, Source


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
                f"'{name}' is also the id of {what} at {THERE}",
                "change one of them",
                earlier.place,
            )


RULE = Rule("duplicate-id", Level.ERROR, __doc__, check)
