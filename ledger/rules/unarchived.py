"""A page without an archived copy.

Pages move, change and go behind a wall; a figure outlives its link only where a copy was kept.

Mend it: save the page at an archive, and add `archive_url` and `archive_date`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Ledger

LEVEL = Level.STRICT


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    for source, record in ledger.documents():
        if source.url and not source.archive_url:
            yield Found.at(record, "url", "the page has no archived copy", "add `archive_url` and `archive_date`")
