"""A source without a date.

A figure holds for its day: without a date the reader cannot tell whether it still stands, nor which of two
figures is the newer one.

Mend it: add `date`: a day, or as much as is known of it (2026-03, 2026).
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Ledger

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    set_aside = {problem.place for problem in ledger.problems}  # invalid-record says so already
    for source, record in ledger.documents():
        faulty = "date" in source.place.names and source.place.of("date") in set_aside
        if not source.date and (source.who or source.url) and not faulty:
            yield Found.at(record, "url", "the source has no date", "add `date`: a day, a month or a year")
