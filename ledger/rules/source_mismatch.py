"""One document with two descriptions.

Two sources with the same URL are the same document, which has one publisher, one headline and one date. Addresses for
telephones and AMP (`m.`, `/amp`), archived copies (web.archive.org, archive.today's long form), http and https, a
trailing slash, tracking parameters such as `utm_source` and the fragment do not count, nor does another spelling of the
same URL (`%7E` and `~`). `?ref=`, `?si=` and `#!/…` can name different pages; an archive's short address names none.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31
      - claim: OpenAI is worth $852 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai
        date: 2026-03-13

Passes:

    sources:
      openai-raise:
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31
    claims:
      - claim: OpenAI raised $122 billion.
        source: openai-raise
      - claim: OpenAI is worth $852 billion.
        source: openai-raise

Fix: check the page, and correct the wrong one; better, declare the document once under `sources:`.
"""

import datetime
from collections.abc import Iterator

from ledger import dates, urls
from ledger.linter import Rule
from ledger.model import THERE, Finding, Ledger, Level, Source
from ledger.text import fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    first: dict[tuple[str, str], Source] = {}
    for source, record in ledger.documents():
        if not source.url:
            continue
        page = urls.document(source.url)
        for field in ("publisher", "title", "date"):
            value = getattr(source, field)
            if not value:
                continue
            earlier = first.setdefault((page, field), source)
            if earlier is source:
                continue
            theirs = getattr(earlier, field)
            if _differ(field, value, theirs):
                yield RULE.finding(
                    record,
                    field,
                    f"{field} '{value}', but '{theirs}' at {THERE}, for the same page",
                    "correct one, or declare the page once under `sources:`",
                    earlier.place.of(field),
                )
            elif field == "date" and len(value) > len(theirs):
                first[page, field] = source  # compare further dates with the more precise one


def _differ(field: str, one: str, other: str) -> bool:
    if field == "date":
        return not dates.parse(one).overlaps(dates.parse(other))
    return fold(one).replace(" ", "") != fold(other).replace(" ", "")


RULE = Rule("source-mismatch", Level.WARNING, __doc__, check)
