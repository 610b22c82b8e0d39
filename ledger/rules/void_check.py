"""A claim that has been changed since it was checked.

A signature holds for what was checked: company, sentence, metric, figure, time, status, quotes, locators, and of each
source publisher, author, title, URL and date. After a change of any of these, nobody has checked what stands there now.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        figure: $122 billion
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        checked: {by: Anna Lind, on: 2026-04-02, of: 0123456789abcdef}

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        figure: $122 billion
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: check the claim against its sources again, and sign it: `ledger sign ID`.
"""

import datetime
from collections.abc import Iterator

from ledger import dates
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.signing import is_void


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        if claim.checked and not claim.withdrawn and is_void(claim):
            day = dates.in_words(claim.checked.on)
            fix = f"check it again, then ledger sign {claim.id or 'ID'}"
            yield RULE.finding(claim, "checked", f"changed since {claim.checked.by} checked it on {day}", fix)


RULE = Rule("void-check", Level.WARNING, __doc__, check)
