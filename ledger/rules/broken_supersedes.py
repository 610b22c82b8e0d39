"""`supersedes` does not name a claim that this one can replace.

It must name a claim of the ledger with the same company and metric, and not one that replaces this claim in turn. A
retracted claim replaces nothing, a forecast or plan does not replace a report, and an older claim does not replace a
newer one: what it speaks of (`as_of`) counts first, then when it was published.

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

from ledger import dates
from ledger.linter import Rule
from ledger.metrics import metric_key
from ledger.model import Claim, Finding, Ledger, Level, can_supersede
from ledger.text import Guesses, fold, listed


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    claims = {claim.id: claim for claim in reversed(ledger.claims) if claim.id}
    guesses = Guesses(claims)
    circles = _circles(claims)
    for claim in ledger.claims:
        if not claim.supersedes:
            continue
        other = claims.get(claim.supersedes)
        if other is None:
            message = f"unknown claim '{claim.supersedes}'{guesses(claim.supersedes)}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or remove `supersedes`")
        elif claim.id and circles.get(claim.id) == circles.get(claim.supersedes, -1):
            members = [f"'{member}'" for member, number in circles.items() if number == circles[claim.id]]
            message = f"{listed(members)} supersede each other" if members[1:] else "the claim supersedes itself"
            fix = "remove `supersedes` from one of them" if members[1:] else "remove `supersedes`"
            yield RULE.finding(claim, "supersedes", message, fix)
        elif not ({*map(fold, claim.companies)} & {*map(fold, other.companies)}) and (claim.company or other.company):
            message = f"'{other.id}' is about another company: {', '.join(other.company) or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id, or remove `supersedes`")
        elif metric_key(claim.metric) != metric_key(other.metric):
            message = f"'{other.id}' is about another metric: {other.metric or 'none'}"
            yield RULE.finding(claim, "supersedes", message, "correct the id or the metric, or remove `supersedes`")
        elif claim.withdrawn:
            message = f"a retracted claim cannot replace '{other.id}', which counts again"
            yield RULE.finding(claim, "supersedes", message, "remove `supersedes`")
        elif not can_supersede(claim, other.status):
            message = f"a {claim.status} cannot replace the {other.status} claim '{other.id}', which still counts"
            yield RULE.finding(claim, "supersedes", message, "remove `supersedes`, or correct `status`")
        elif older := _older(claim, other):
            message = f"{older}, so it is older than '{other.id}', which it replaces"
            yield RULE.finding(claim, "supersedes", message, "turn it round: `supersedes` belongs to the newer claim")


def _older(claim: Claim, other: Claim) -> str:
    """Why a claim is older than another one; "" if it is not, or if that is not sure."""
    if claim.as_of and other.as_of and claim.as_of != other.as_of:
        if dates.parse(claim.as_of).last < dates.parse(other.as_of).first:
            return f"the claim is as of {claim.as_of}, the other one as of {other.as_of}"
        return ""
    if claim.published and other.published and dates.parse(claim.published).last < dates.parse(other.published).first:
        return f"the claim was published {claim.published}, the other one {other.published}"
    return ""


def _circles(claims: Mapping[str, Claim]) -> dict[str, int]:
    """The ids of the claims that replace one another in a circle, each with the number of its circle."""
    circles: dict[str, int] = {}
    seen: set[str] = set()
    for number, start in enumerate(claims):
        path: dict[str, int] = {}  # the ids from here on, with their positions
        at = start
        while at in claims and at not in seen:
            seen.add(at)
            path[at] = len(path)
            at = claims[at].supersedes
        if at in path:
            circles |= dict.fromkeys(list(path)[path[at] :], number)
    return circles


RULE = Rule("broken-supersedes", Level.ERROR, __doc__, check)
