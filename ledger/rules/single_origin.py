"""No two independent sources.

Two reports of one agency message have one origin; so do a report and the publisher that it credits (`attributed_to`,
also by its initials: AP and Associated Press), and a page and its archived copy. The two-source rule of most newsrooms
asks for two sources that know it independently.

Fails:

    sources:
      cnbc-xai: {publisher: CNBC, url: https://www.cnbc.com/xai}
      reuters-xai: {publisher: Reuters, url: https://www.reuters.com/xai, attributed_to: CNBC}
    claims:
      - claim: xAI raised $10 billion.
        source: [cnbc-xai, reuters-xai]

Passes:

    sources:
      cnbc-xai: {publisher: CNBC, url: https://www.cnbc.com/xai}
      reuters-xai: {publisher: Reuters, url: https://www.reuters.com/xai}
    claims:
      - claim: xAI raised $10 billion.
        source: [cnbc-xai, reuters-xai]

Fix: add a source that does not depend on the first.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing
from ledger.origins import origins


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is not Sourcing.FULL or claim.withdrawn:
            continue
        full = [citation for citation in claim.citations if citation.sourcing is Sourcing.FULL]
        if len(origins(full)) < 2:
            source = full[0].source
            credited = f", which credits {', '.join(source.attributed_to)}" if source.attributed_to else ""
            many = f"{len(full)} sources, one origin: " if len(full) > 1 else "one origin: "
            yield RULE.finding(
                claim,
                "source",
                f"{many}{', '.join(source.who)}{credited}",
                "add a second, independent source",
            )


RULE = Rule("single-origin", Level.STRICT, __doc__, check, yields_to="self-sourced")
