"""A page without an archived copy.

Pages move, change and disappear behind paywalls; then only an archived copy shows what they said.

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
        archive_url: https://web.archive.org/web/2026/https://openai.com/index/accelerating-the-next-phase-ai/

Fix: save the page at a web archive, and add `archive_url` and `archive_date`.
"""

import datetime
from collections.abc import Iterator

from ledger import urls
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        if source.url and not source.archive_url and not urls.is_archived(source.url):
            yield RULE.finding(record, "url", "the page has no archived copy", "add `archive_url` and `archive_date`")


RULE = Rule("unarchived", Level.STRICT, __doc__, check)
