"""A page without an archived copy.

Pages move, change and go behind a wall; a figure outlives its link only where a copy was kept.

Fix: save the page at an archive, and add `archive_url` and `archive_date`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        if source.url and not source.archive_url:
            yield RULE.finding(record, "url", "the page has no archived copy", "add `archive_url` and `archive_date`")


RULE = Rule("unarchived", Level.STRICT, __doc__, check)
