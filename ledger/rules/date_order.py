"""Two dates in an order that cannot be.

A page is read and archived after it was published, and a report of what was is published after it. One day does not
count: it may be later elsewhere on earth. A forecast, plan or estimate may speak of later times.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31
        accessed: 2026-01-04

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31
        accessed: 2026-04-01

Fix: correct the date that is wrong; `date` is when the page was published.
"""

import datetime
from collections.abc import Iterator

from ledger import dates
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level

_A_DAY = datetime.timedelta(days=1)


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        for field, done in (("accessed", "accessed"), ("archive_date", "archived")):
            stated = getattr(source, field)
            if stated and source.date and _before(stated, source.date):
                message = f"{done} {stated}, before it was published: {source.date}"
                yield RULE.finding(record, field, message, f"correct `{field}` or `date`")
    for claim in ledger.claims:
        if not claim.as_of or claim.status != "reported":
            continue
        published = [citation.source.date for citation in claim.citations if citation.source.date]
        if published and all(_before(date, claim.as_of) for date in published):
            message = f"`as_of` {claim.as_of} is after its source was published: {max(published, key=dates.parse)}"
            fix = "correct `as_of` or `date`, or add `status: forecast`, `plan` or `estimate`"
            yield RULE.finding(claim, "as_of", message, fix)


def _before(one: str, other: str) -> bool:
    """Whether all of a date is before all of another one, by more than a day."""
    return dates.parse(one).last < dates.parse(other).first - _A_DAY


RULE = Rule("date-order", Level.WARNING, __doc__, check, yields_to="future-date")
