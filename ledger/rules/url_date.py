"""The date in a URL is not the source's date.

Many outlets put the day of publication into the address. Where it disagrees with `date`, one of the two was
copied wrongly, the page was updated, or the day was taken in another time zone: a day's difference is said as such.

Fix: look at the page, and correct `date`; where the date is right as it is, `--ignore url-date`.
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
        apart = "a day apart (a time zone, or an update?)" if days == 1 else f"{counted(days, 'day')} apart"
        yield RULE.finding(
            record,
            "date",
            f"dated {source.date}, but its URL says {stated}: {apart}",
            "look at the page, and correct `date`",
        )


RULE = Rule("url-date", Level.WARNING, __doc__, check)
