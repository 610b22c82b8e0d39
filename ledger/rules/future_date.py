"""A date in the future.

A source dated after today was mistyped, most often in the year. The time that a claim speaks of may be in the future
only if `status` is forecast, plan or estimate.

Fails:

    claims:
      - claim: OpenAI will spend $500 billion.
        as_of: 2999

Passes:

    claims:
      - claim: OpenAI will spend $500 billion.
        as_of: 2999
        status: plan

Fix: correct the date, or add `status: forecast` or `status: plan`.
"""

import datetime
from collections.abc import Iterator

from ledger import dates
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        for field in ("date", "accessed", "archive_date"):
            stated = getattr(source, field)
            if stated and dates.parse(stated).first > today:
                yield RULE.finding(record, field, f"`{field}` {stated} is in the future", "correct the date")
    for claim in ledger.claims:
        if claim.as_of and claim.status == "reported" and dates.parse(claim.as_of).first > today:
            yield RULE.finding(
                claim,
                "as_of",
                f"`as_of` {claim.as_of} is in the future, but the status is reported",
                "correct `as_of`, or add `status: forecast` or `plan`",
            )


RULE = Rule("future-date", Level.WARNING, __doc__, check)
