"""Two figures for one thing, and they cannot both be right.

One company, one metric, one time: figures that differ by more than rounding or a bound ("more than") contradict one
another. Superseded and retracted claims, and claims of another status (a forecast against a report), do not count.

Fix: find out who is right; then give the later claim `supersedes`, or the wrong one `retracted`.
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
        figure = read(claim.figure) if claim.figure else None
        stands = not claim.retracted and not (claim.id and claim.id in replaced)
        if figure and stands and claim.company and claim.metric and claim.time:
            thing = (frozenset(map(fold, claim.company)), fold(claim.metric), claim.time, claim.status, figure.unit)
            same.setdefault(thing, []).append((claim, figure))
    for claims in same.values():
        # In order of size each is compared with the next: as many comparisons as claims, not their square.
        ordered = sorted(claims, key=lambda pair: (pair[1].low, pair[1].high))
        for (one, low), (other, high) in pairwise(ordered):
            if relate(low, high) is Relation.conflicting:
                earlier, later = sorted((one, other), key=lambda claim: (claim.place.path, claim.place.line))
                guess = likely_typo(low, high)
                message = f"'{later.figure}' ({_word(later)}), but '{earlier.figure}' ({_word(earlier)})"
                message += f" at {earlier.place.of('figure')}"
                message += f"; {guess}" if guess else ""
                yield RULE.finding(
                    later, "figure", message, "give the right one `supersedes`, or the wrong one `retracted`"
                )


def _word(claim: Claim) -> str:
    """Who says so."""
    who = [name for citation in claim.citations for name in citation.source.who]
    return ", ".join(dict.fromkeys(who)) or "nobody"


RULE = Rule("conflicting-figures", Level.WARNING, __doc__, check)
