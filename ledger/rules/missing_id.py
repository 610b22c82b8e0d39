"""A claim without an id.

Drafts, footnotes and later claims refer to a claim by its id. The proposed id is made of company, metric and time,
and is not used elsewhere in the ledger.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.

Passes:

    claims:
      - id: openai-funding-2026
        claim: OpenAI raised $122 billion.

Fix: add the proposed line (`ledger check --fix` does), or an id of your own: lower-case letters, digits, `.`, `_` and
`-`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.naming import proposed_ids


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    proposed = proposed_ids(ledger)
    for claim in ledger.claims:
        if claim.place in proposed and not claim.id:
            yield RULE.finding(claim, "id", "no id", f"add `id: {proposed[claim.place]}`")


RULE = Rule("missing-id", Level.WARNING, __doc__, check)
