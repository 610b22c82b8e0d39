"""A date that has not come yet.

A report dated after today was mistyped, most often in the year. The time that a claim speaks of may lie ahead
only where `status` says that it is a forecast, a plan or an estimate.

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
                yield RULE.finding(record, field, f"`{field}` {stated} is still to come", "correct the date")
    for claim in ledger.claims:
        if claim.as_of and claim.status == "reported" and dates.parse(claim.as_of).first > today:
            yield RULE.finding(
                claim,
                "as_of",
                f"speaks of {claim.as_of}, which is still to come, as reported",
                "correct `as_of`, or add `status: forecast` or `plan`",
            )


RULE = Rule("future-date", Level.WARNING, __doc__, check)
