"""What `check` finds in new and changed records."""

import datetime
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from ledger.editing import Addition
from ledger.linter import chosen, lint
from ledger.model import Finding, Ledger
from ledger.rules import RULES


def findings_in(ledger: Ledger, addition: Addition, rules: Collection[str] = ()) -> list[Finding]:
    """What these rules, else all that are not strict, would find in the new claims if they were in the ledger."""
    sources = {**ledger.sources, **{source.key: source for source in addition.sources}}
    with_them = replace(ledger, claims=(*ledger.claims, *addition.claims), sources=sources)
    new = {claim.place for claim in addition.claims}
    running = chosen(RULES, rules, ("unused-source",), strict=False)
    return [finding for finding in lint(with_them, running, datetime.date.today()).findings if finding.record in new]


def new_findings(before: Ledger, after: Ledger) -> Sequence[Finding]:
    """What is found in a ledger after a change and was not before it."""
    running = chosen(RULES, (), (), strict=False)
    old, new = (lint(ledger, running, datetime.date.today()).findings for ledger in (before, after))
    known = set(old)
    return [finding for finding in new if finding not in known]
