"""Something in a record could not be read as it stands, and was set aside.

An unknown field, a date that is no date, a key given twice, a source that nobody declared: only the faulty
field is set aside, and the claim is shown, marked. A claim that is no mapping, or says nothing, is left out
and counts as unsourced.

Mend it: as the message says; each one names the line.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Ledger

LEVEL = Level.ERROR


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    for problem in ledger.problems:
        yield Found(problem.place, problem.record, problem.id, problem.message, problem.mend)
