"""Something in a record is not valid and was ignored.

An unknown field, an invalid date, a key given twice, an undeclared source: only the faulty field is ignored, and the
claim is shown, marked. A claim without the field `claim`, or that is not a mapping, is left out and counts as
unsourced.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        date: last Tuesday

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        date: 2026-03-31

Fix: see the message; it names the line.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    return (finding for finding in ledger.findings if finding.rule == RULE.name)


RULE = Rule("invalid-record", Level.ERROR, __doc__, check)
