"""A quote that belongs to no particular source.

A `quote` or `locator` in a claim belongs to the claim's one source. With several sources, or none, it is not known
whose words they are, so they back nothing.

Fails:

    sources:
      openai-raise: {publisher: OpenAI}
      reuters-openai: {publisher: Reuters}
    claims:
      - claim: OpenAI raised $122 billion.
        source: [openai-raise, reuters-openai]
        quote: $122 billion in committed capital

Passes:

    sources:
      openai-raise: {publisher: OpenAI}
      reuters-openai: {publisher: Reuters}
    claims:
      - claim: OpenAI raised $122 billion.
        source:
          - {key: openai-raise, quote: $122 billion in committed capital}
          - reuters-openai

Fix: move it to its source: `source: {key: KEY, quote: …}`.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for claim in ledger.claims:
        name = "quote" if claim.loose_quote else "locator" if claim.loose_locator else ""
        if name and len(claim.citations) != 1:
            beside = (
                f"{len(claim.citations)} sources: which one is it from?"
                if claim.citations
                else "no source: where is it from?"
            )
            yield RULE.finding(
                claim,
                name,
                f"a `{name}` with {beside}",
                f"move it to its source: {{key: KEY, {name}: …}}",
            )
        elif name:
            citation = claim.citations[0]
            if citation.quote if name == "quote" else citation.locator:
                yield RULE.finding(claim, name, f"a second `{name}`, in addition to that of the source", "keep one")
            else:
                yield RULE.finding(
                    claim, name, f"a `{name}` apart from its source", "move it into the braces of the source"
                )


RULE = Rule("quote-without-source", Level.WARNING, __doc__, check)
