"""A claim that supersedes nothing, itself, or something else.

`supersedes` names the claim that this one replaces: a claim of the ledger, on the same company and metric, and
not one that replaces this one in turn.

Fix: correct the id; where the claims are about different things, take `supersedes` out.
"""

import datetime
from collections.abc import Iterator, Mapping

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level
from ledger.text import did_you_mean, fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    claims = {claim.id: claim for claim in reversed(ledger.claims) if claim.id}
    for claim in ledger.claims:
        if not claim.supersedes:
            continue
        other = claims.get(claim.supersedes)
        if other is None:
            message = f"there is no claim '{claim.supersedes}'{did_you_mean(claim.supersedes, claims)}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or take `supersedes` out")
        elif _comes_back(claim, claims):
            message = "it is replaced, in turn, by what it replaces"
            yield RULE.finding(claim, "supersedes", message, "take `supersedes` out of one of them")
        elif not ({*map(fold, claim.company)} & {*map(fold, other.company)}) and (claim.company or other.company):
            message = f"'{other.id}' is about another company: {', '.join(other.company) or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or take `supersedes` out")
        elif fold(claim.metric) != fold(other.metric):
            message = f"'{other.id}' is about another metric: {other.metric or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id or the metric, or take `supersedes` out")


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
