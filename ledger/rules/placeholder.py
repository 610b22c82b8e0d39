"""A placeholder where a value should be.

`TBD`, `TK`, `TODO`, `n/a`, `?`, `unknown`, `xxx`, `https://example.com/`: such a value counts as absent, so it
does not make a claim sourced.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: TBD

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI

Fix: write the real value, or remove the field.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    return (finding for finding in ledger.findings if finding.rule == RULE.name)


RULE = Rule("placeholder", Level.ERROR, __doc__, check)
