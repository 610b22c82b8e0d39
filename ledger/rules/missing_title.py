"""A source without a title.

By its headline a document can be found again when its URL no longer works. Interviews and posts need no title.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        title: OpenAI raises $122 billion to accelerate the next phase of AI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: add `title`, the headline of the document.
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
