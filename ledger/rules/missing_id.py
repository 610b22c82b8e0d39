"""A claim without an id.

An id is what a draft, a footnote and a later claim refer to. The proposal is made of company, metric and
time, and is free in this ledger.

Mend it: copy the proposed line into the claim, or write one of your own: lower-case letters, digits, `.`, `_`, `-`.
"""

import datetime
import itertools
import re
from collections.abc import Iterator

from ledger.linter import Found, Level
from ledger.model import Claim, Ledger
from ledger.text import slug

LEVEL = Level.WARNING
_WORDS = 4  # of the sentence, where there is no metric
_POSSESSIVE = re.compile(r"^['’]s?\b")


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    taken = {claim.id for claim in ledger.claims} | ledger.sources.keys()
    set_aside = {problem.place for problem in ledger.problems}  # invalid-record says so already
    variants: dict[str, Iterator[str]] = {}
    for claim in ledger.claims:
        if not claim.id and not ("id" in claim.place.names and claim.place.of("id") in set_aside):
            name = _name(claim)
            proposal = next(one for one in variants.setdefault(name, _numbered(name)) if one not in taken)
            taken.add(proposal)
            yield Found.at(claim, "id", "no id", f"add `id: {proposal}`")


def _name(claim: Claim) -> str:
    """Company, metric (else the sentence's first words) and month."""
    company = claim.company[0] if claim.company else ""
    sentence = _POSSESSIVE.sub("", claim.claim.removeprefix(company))
    about = slug(claim.metric) or "-".join(slug(sentence).split("-")[:_WORDS])
    time = claim.time[:7] if len(claim.time) == len("2026-03-31") else claim.time.replace("/", "-").lower()
    return "-".join(part for part in (slug(company), about, time) if part) or "claim"


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))
