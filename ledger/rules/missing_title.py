"""A source without a title.

A headline finds a document again when its address has gone. Interviews and posts often have none, and need none.

Fix: add `title`, as it stands above the document.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        if not source.title and source.type not in ("interview", "post") and (source.who or source.url):
            yield RULE.finding(record, "url", "the source has no title", "add `title` with its headline")


RULE = Rule("missing-title", Level.WARNING, __doc__, check)
