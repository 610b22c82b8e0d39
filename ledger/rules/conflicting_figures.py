"""Two figures that cannot both be right.

Two claims with the same company, metric and time conflict if their figures differ by more than rounding or a bound
("more than") allows. Superseded and retracted claims, and claims with another status (a forecast and a report), are
not compared.

Fails:

    claims:
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        metric: valuation
        figure: $852 billion
        as_of: 2026-03
      - company: OpenAI
        claim: OpenAI is worth $730 billion.
        metric: valuation
        figure: $730 billion
        as_of: 2026-03

Passes:

    claims:
      - id: openai-valuation-rumour
        company: OpenAI
        claim: OpenAI is worth $730 billion.
        metric: valuation
        figure: $730 billion
        as_of: 2026-03
      - company: OpenAI
        claim: OpenAI is worth $852 billion.
        metric: valuation
        figure: $852 billion
        as_of: 2026-03
        supersedes: openai-valuation-rumour

Fix: find out which is right; then add `supersedes` to the later claim, or `retracted` to the wrong one.
"""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from ledger.comparison import superseded
from ledger.figures import Figure, Relation, likely_typo, read, relate
from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level
from ledger.text import fold


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    replaced = superseded(ledger.claims)
    same: dict[tuple[object, ...], list[tuple[Claim, Figure]]] = {}
    for claim in ledger.claims:
        figure = read(claim.figure, claim.metric)
        valid = not claim.retracted and not (claim.id and claim.id in replaced)
        if figure and valid and claim.company and claim.metric and claim.time:
            thing = (frozenset(map(fold, claim.company)), fold(claim.metric), claim.time, claim.status, figure.measure)
            same.setdefault(thing, []).append((claim, figure))
    for claims in same.values():
        # In order of size each is compared with the next: as many comparisons as claims, not their square.
        ordered = sorted(claims, key=lambda pair: (pair[1].low, pair[1].high))
        for (smaller, low), (other, high) in pairwise(ordered):
            if relate(low, high) is Relation.conflicting:
                earlier, later = sorted((smaller, other), key=lambda claim: (claim.place.path, claim.place.line))
                guess = likely_typo(low, high)
                message = f"'{later.figure}' ({_word(later)}), but '{earlier.figure}' ({_word(earlier)})"
                message += f" at {earlier.place.of('figure')}"
                message += f"; {guess}" if guess else ""
                yield RULE.finding(
                    later, "figure", message, "add `supersedes` to the right claim, or `retracted` to the wrong one"
                )


def _word(claim: Claim) -> str:
    """The publishers of a claim."""
    who = [name for citation in claim.citations for name in citation.source.who]
    return ", ".join(dict.fromkeys(who)) or "no source"


RULE = Rule("conflicting-figures", Level.WARNING, __doc__, check)
