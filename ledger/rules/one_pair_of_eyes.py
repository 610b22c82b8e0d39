"""A claim that was checked by the person who added it.

Four eyes see more than two: whoever copied a figure wrongly reads it wrongly again. Who added a claim is, by git, the
author of the line on which it begins; a claim that is not committed yet, or is in no repository, is not reported. The
example is one that Anna Lind has committed.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        checked: {by: Anna Lind, on: 2026-04-02, of: 0123456789abcdef}

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/

Fix: let somebody else check the claim, and sign it: `ledger sign ID --by NAME`.
"""

import datetime
from collections.abc import Iterator

from ledger.files.history import authors_of
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level
from ledger.text import folded_name


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    authors: dict[str, list[str]] = {}
    for claim in ledger.claims:
        if not claim.checked or claim.withdrawn:
            continue
        path, line = claim.place.path, claim.place.line
        if path not in authors:
            authors[path] = authors_of(path)
        by = authors[path][line - 1] if 0 < line <= len(authors[path]) else ""
        if by and folded_name(by) == folded_name(claim.checked.by):
            fix = "let somebody else check it, and sign it with ledger sign"
            yield RULE.finding(claim, "checked", f"checked by {claim.checked.by}, who added it", fix)


RULE = Rule("one-pair-of-eyes", Level.STRICT, __doc__, check)
