"""`supersedes` does not name a claim that this one can replace.

It must name a claim of the ledger with the same company and metric, and not one that replaces this claim in turn. A
retracted claim replaces nothing, and a forecast or plan does not replace a report.

Fails:

    claims:
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        supersedes: openai-valuaton-2025

Passes:

    claims:
      - id: openai-valuation-2025
        company: OpenAI
        claim: OpenAI is worth $300 billion.
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        supersedes: openai-valuation-2025

Fix: correct the id; if the claims are about different things, remove `supersedes`.
"""

import datetime
from collections.abc import Iterator, Mapping

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, can_supersede
from ledger.text import did_you_mean, fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    claims = {claim.id: claim for claim in reversed(ledger.claims) if claim.id}
    for claim in ledger.claims:
        if not claim.supersedes:
            continue
        other = claims.get(claim.supersedes)
        if other is None:
            message = f"unknown claim '{claim.supersedes}'{did_you_mean(claim.supersedes, claims)}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or remove `supersedes`")
        elif _comes_back(claim, claims):
            message = "the claim is itself replaced by the claim that it replaces"
            yield RULE.finding(claim, "supersedes", message, "remove `supersedes` from one of them")
        elif not ({*map(fold, claim.companies)} & {*map(fold, other.companies)}) and (claim.company or other.company):
            message = f"'{other.id}' is about another company: {', '.join(other.company) or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or remove `supersedes`")
        elif fold(claim.metric) != fold(other.metric):
            message = f"'{other.id}' is about another metric: {other.metric or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id or the metric, or remove `supersedes`")
        elif claim.retracted:
            message = f"a retracted claim cannot replace '{other.id}', which counts again"
            yield RULE.finding(claim, "supersedes", message, "remove `supersedes`")
        elif not can_supersede(claim, other.status):
            message = f"a {claim.status} cannot replace the {other.status} claim '{other.id}', which still counts"
            yield RULE.finding(claim, "supersedes", message, "remove `supersedes`, or correct `status`")


def _comes_back(claim: Claim, claims: Mapping[str, Claim]) -> bool:
    seen: set[str] = set()
    at: Claim | None = claim
    while at is not None and at.supersedes and at.supersedes not in seen:
        seen.add(at.supersedes)
        if at.supersedes == claim.id:
            return True
        at = claims.get(at.supersedes)
    return False


RULE = Rule("broken-supersedes", Level.ERROR, __doc__, check)
