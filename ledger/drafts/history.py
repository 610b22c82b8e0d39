"""Which claims are overtaken by later ones."""

from collections.abc import Mapping, Sequence

from ledger.comparison import time_of
from ledger.figures import Figure, Relation, are_comparable, read, relate
from ledger.model import FIRM, Claim, Ledger, superseded
from ledger.text import fold

Histories = Mapping[object, Sequence[tuple[Claim, Figure]]]  # by company and metric, as `history_key` has it


def history_key(claim: Claim) -> object:
    """What the claims of one company and metric have in common."""
    return frozenset(map(fold, claim.companies)), fold(claim.metric)


def histories(ledger: Ledger) -> Histories:
    """The claims of each company and metric that state what was at some time, with their figures."""
    groups: dict[object, list[tuple[Claim, Figure]]] = {}
    for claim in ledger.claims:
        figure = read(claim.figure, claim.metric) if claim.company and claim.metric else None
        if figure and claim.time and not claim.withdrawn and claim.status in FIRM:
            groups.setdefault(history_key(claim), []).append((claim, figure))
    return groups


def overtaken(ledger: Ledger, groups: Histories | None = None) -> dict[int, str]:
    """For each claim that is superseded, or has a later figure of its company, metric and measure: that figure.

    By the identity of the claim; the figure has its time with it. It is "another one" if the later claim has none.
    """
    by_id = {claim.id: claim for claim in ledger.claims if claim.id}
    found: dict[int, str] = {}
    for members in (histories(ledger) if groups is None else groups).values():
        if len(members) > 1:
            found |= _later(sorted(members, key=lambda member: time_of(member[0])))
    replaced = superseded(ledger.claims)
    for claim in ledger.claims:
        if claim.supersedes and not claim.withdrawn and (old := by_id.get(claim.supersedes)) and old.id in replaced:
            found[id(old)] = _named(claim)
    return found


def _later(members: Sequence[tuple[Claim, Figure]]) -> dict[int, str]:
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
