"""A source without a date.

Without a date the reader cannot tell whether a figure is still current, or which of two figures is newer. A page that
carries no date is cited with the day on which it was seen, `accessed`, and is not reported.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03

Fix: add `date`: a day, or a month or year if no more is known; if the page carries none, add `accessed`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    set_aside = {finding.place for finding in ledger.findings}  # invalid-record says so already
    for source, record in ledger.documents():
        faulty = source.place.has("date") and source.place.of("date") in set_aside
        if not (source.date or source.accessed) and (source.who or source.url) and not faulty:
            yield RULE.finding(
                record, "url", "the source has no date", "add `date`: a day, a month or a year; or `accessed`"
            )


RULE = Rule("undated", Level.WARNING, __doc__, check)
