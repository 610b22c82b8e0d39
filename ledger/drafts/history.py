"""Which claims are overtaken by later ones."""

from ledger.comparison import time_of
from ledger.figures import Figure, Relation, are_comparable, read, relate
from ledger.model import FIRM, Claim, Ledger, superseded
from ledger.text import fold


def overtaken(ledger: Ledger) -> dict[int, str]:
    """For each claim that is superseded, or has a later figure of its company, metric and measure: that figure.

    By the identity of the claim; the figure has its time with it. It is "another one" if the later claim has none.
    """
    groups: dict[object, list[tuple[Claim, Figure]]] = {}
    by_id = {claim.id: claim for claim in ledger.claims if claim.id}
    for claim in ledger.claims:
        figure = read(claim.figure, claim.metric) if claim.company and claim.metric else None
        if figure and claim.time and not claim.withdrawn and claim.status in FIRM:
            key = (frozenset(map(fold, claim.companies)), fold(claim.metric))
            groups.setdefault(key, []).append((claim, figure))
    found: dict[int, str] = {}
    for members in groups.values():
        if len(members) > 1:
            found |= _later(sorted(members, key=lambda member: time_of(member[0])))
    replaced = superseded(ledger.claims)
    for claim in ledger.claims:
        if claim.supersedes and not claim.withdrawn and (old := by_id.get(claim.supersedes)) and old.id in replaced:
            found[id(old)] = _named(claim)
    return found


def _later(members: list[tuple[Claim, Figure]]) -> dict[int, str]:
    """For each claim the last one after it, if its figure is another one."""
    found = {}
    last, figure = members[-1]
    for claim, own in members[:-1]:
        later = time_of(last) > time_of(claim) and are_comparable(own, figure)
        if later and relate(own, figure) not in (Relation.same, Relation.rounded):
            found[id(claim)] = _named(last)
    return found


def _named(claim: Claim) -> str:
    return f"{claim.figure or 'another one'}, {claim.time}" if claim.time else claim.figure or "another one"
