"""Something in a record could not be read as it stands, and was set aside.

An unknown field, a date that is no date, a key given twice, a source that nobody declared: only the faulty
field is set aside, and the claim is shown, marked. A claim that is no mapping, or says nothing, is left out
and counts as unsourced.

Fix: as the message says; each one names the line.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    return iter(ledger.findings)


RULE = Rule("invalid-record", Level.ERROR, __doc__, check)
