"""The date in a URL differs from the source's date.

Many publishers put the day of publication into the URL: `/2026/03/31/`, `/2026/mar/31/`, `-2026-03-31`, `31-03-2026`,
`?date=2026-03-31`. If it differs from `date`, one of the two was copied wrongly, the page was updated, or the day was
taken in another time zone; a difference of one day is marked as such. `05-03-2026` is not read: it may be March or May.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: Reuters
        url: https://www.reuters.com/openai-raises-122-billion-2026-03-31/
        date: 2026-04-30

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: Reuters
        url: https://www.reuters.com/openai-raises-122-billion-2026-03-31/
        date: 2026-03-31

Fix: check the page, and correct `date`.
"""

import datetime
from collections.abc import Iterator

from ledger import dates, urls
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.text import counted


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        stated = urls.stated_date(source.url) if source.url and source.date else ""
        if not stated:
            continue
        ours, theirs = dates.parse(source.date), dates.parse(stated)
        if ours.overlaps(theirs):
            continue
        days = (theirs.first - ours.last).days if theirs.first > ours.last else (ours.first - theirs.last).days
        apart = "a day apart (time zone or update?)" if days == 1 else f"{counted(days, 'day')} apart"
        yield RULE.finding(
            record,
            "date",
            f"dated {source.date}, but its URL says {stated}: {apart}",
            "check the page, and correct `date`",
        )


RULE = Rule("url-date", Level.WARNING, __doc__, check)
