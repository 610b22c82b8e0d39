"""A source without a date.

A figure holds for its day: without a date the reader cannot tell whether it still stands, nor which of two
figures is the newer one.

Fix: add `date`: a day, or as much as is known of it (2026-03, 2026).
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    set_aside = {finding.place for finding in ledger.findings}  # invalid-record says so already
    for source, record in ledger.documents():
        faulty = "date" in source.place.names and source.place.of("date") in set_aside
        if not source.date and (source.who or source.url) and not faulty:
            yield RULE.finding(record, "url", "the source has no date", "add `date`: a day, a month or a year")


RULE = Rule("undated", Level.WARNING, __doc__, check)
