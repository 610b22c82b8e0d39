"""Fewer than two publishers that do not rest on one another.

Two reports of one agency message are one origin; so are a report and the outlet that it credits
(`attributed_to`). The two-source rule of most newsrooms asks for two that know it independently.

Fix: list a second source, from somebody who does not rest on the first.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level, Sourcing
from ledger.origins import origins


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.sourcing is not Sourcing.FULL or claim.retracted:
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


RULE = Rule("single-origin", Level.STRICT, __doc__, check)
