"""Proposed ids for claims and keys for sources, unique in the ledger."""

import itertools
import re
from collections.abc import Iterator

from ledger import dates
from ledger.model import Claim, Ledger, Source
from ledger.places import Place
from ledger.text import slug
from ledger.urls import host

_WORDS = 4  # of a sentence or a title
_LONGEST = 24  # letters of such a word
_POSSESSIVE = re.compile(r"^['’]s?\b")


class Names:
    """Proposes ids that are not used in a ledger, each only once."""

    def __init__(self, ledger: Ledger) -> None:
        self._taken = {claim.id for claim in ledger.claims} | ledger.sources.keys()
        self._variants: dict[str, Iterator[str]] = {}

    def claim(self, claim: Claim) -> str:
        """An id of company, metric (else the sentence's first words) and month."""
        company = claim.company[0] if claim.company else ""
        sentence = _POSSESSIVE.sub("", claim.claim.removeprefix(company))
        about = slug(claim.metric) or _beginning(sentence)
        return self._free("-".join(part for part in (slug(company), about, _time(claim.time)) if part) or "claim")

    def source(self, source: Source) -> str:
        """A key of publisher (else author, else host) and date (else the title's first words)."""
        who = source.publisher or next(iter(source.author), "") or host(source.url)
        title = _POSSESSIVE.sub("", source.title.removeprefix(who))
        about = source.date or _beginning(title)
        return self._free("-".join(part for part in (slug(who), about) if part) or "source")

    def is_taken(self, name: str) -> bool:
        """Whether a claim or a source has this name."""
        return name in self._taken

    def take(self, name: str) -> None:
        """Never propose this name."""
        self._taken.add(name)

    def _free(self, name: str) -> str:
        name = name.lstrip("._-") or "claim"
        free = next(
            candidate for candidate in self._variants.setdefault(name, _numbered(name)) if candidate not in self._taken
        )
        self._taken.add(free)
        return free


def proposed_ids(ledger: Ledger) -> dict[Place, str]:
    """An id for each claim without one, by its place; none where an id is written that is not valid."""
    names = Names(ledger)
    set_aside = {finding.place for finding in ledger.findings}
    without = [claim for claim in ledger.claims if not claim.id]
    return {
        claim.place: names.claim(claim)
        for claim in without
        if not (claim.place.has("id") and claim.place.of("id") in set_aside)
    }


def _beginning(text: str) -> str:
    """The first words of a text; none of those that are written without spaces, which would be one long word."""
    return "-".join(word for word in slug(text).split("-")[:_WORDS] if len(word) <= _LONGEST)


def _time(time: str) -> str:
    return time[:7] if len(time) == len("2026-03-31") else dates.canonical(time).replace("/", "-").lower()


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in itertools.count(2))
