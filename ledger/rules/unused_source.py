"""A declared source that no claim cites.

Its claim may have been forgotten, or may cite the source by a mistyped key, and so lack its source.

Fails:

    sources:
      openai-raise:
        publisher: OpenAI
    claims:
      - claim: OpenAI raised $122 billion.

Passes:

    sources:
      openai-raise:
        publisher: OpenAI
    claims:
      - claim: OpenAI raised $122 billion.
        source: openai-raise

Fix: cite it with `source: KEY`, or remove it.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    cited = {citation.source.place for claim in ledger.claims for citation in claim.citations}
    for source in (*ledger.sources.values(), *ledger.repeated):
        if source.place not in cited:
            yield RULE.finding(
                source, "", "no claim cites this source", f"cite it with `source: {source.key}`, or remove it"
            )


RULE = Rule("unused-source", Level.WARNING, __doc__, check)
