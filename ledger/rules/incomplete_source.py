"""A source that says who or where, but not both.

To look it up, a reader needs the publisher or author, and the place: the URL of a page, or, for an interview, filing,
broadcast, report or book, a title or a locator. The URL of a site (https://www.reuters.com/) or of a search is not a
place, nor is one that nobody else can open: http://localhost/a, http://192.168.1.20/a, http://wiki.corp.local/a. A
claim with incomplete sources only is partly sourced, not sourced.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: add the missing field.
"""

import datetime
from collections.abc import Iterator

from msgspec.structs import replace

from ledger import urls
from ledger.linter import Rule
from ledger.model import Citation, Claim, Finding, Ledger, Level, Sourcing
from ledger.places import Place
from ledger.text import counted


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    partly: dict[Place, list[tuple[Claim, Citation, Sourcing]]] = {}
    for claim in ledger.claims:
        sourcing = claim.sourcing
        if claim.withdrawn or sourcing is Sourcing.NONE:
            continue
        for citation in claim.citations:
            if citation.sourcing is not Sourcing.FULL:
                partly.setdefault(citation.source.place, []).append((claim, citation, sourcing))
    for cited in partly.values():
        claim, citation, _ = cited[0]
        source = citation.source
        offline = replace(citation, locator="1").sourcing > citation.sourcing
        where = "a `title` or a `locator`" if offline else "its `url`"
        if source.url and not offline:
            where = f"the `url` of the page: this one {urls.why_no_page(source.url)}"
        if citation.sourcing is Sourcing.NONE:
            lacking, fix = "who says so, or where", f"add its `publisher` and {where.removeprefix('its ')}"
        elif source.who:
            lacking, fix = "where it can be read", f"add {where}"
        else:
            lacking, fix = "who says so", "add its `publisher`"
        only = sum(sourcing is not Sourcing.FULL for _, _, sourcing in cited)
        effect = f"; {counted(only, 'claim has', 'claims have')} no better source" if only else ""
        record = source if source.key else claim
        yield RULE.finding(
            record, "publisher" if source.who else "url", f"the source does not say {lacking}{effect}", fix
        )


RULE = Rule("incomplete-source", Level.WARNING, __doc__, check)
