"""A source without a title.

A headline finds a document again when its address has gone. Interviews and posts often have none, and need none.

Mend it: add `title`, as it stands above the document.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Ledger

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    for source, record in ledger.documents():
        if not source.title and source.type not in ("interview", "post") and (source.who or source.url):
            yield Found.at(record, "url", "the source has no title", "add `title` with its headline")
