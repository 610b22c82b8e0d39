"""New claims of a ledger with their ids and sources: a document that the ledger knows is cited, not written again."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from ledger import urls
from ledger.editing import Addition
from ledger.model import Claim, Ledger, Source
from ledger.naming import Names
from ledger.recording.fields import given_otherwise

_BLANK = Source()


class Found(NamedTuple):
    """What a ledger knows about the source of a new claim."""

    source: Source | None  # to cite; None if nothing is declared under the key, or something else
    known: Source | None = None  # declared under the key, or with a URL of the same document; else written in a claim
    differing: Sequence[str] = ()  # the fields, apart from the URL, in which the known one differs

    @property
    def again(self) -> bool:
        """Whether the page is written in a claim, and is to be declared, now that a second claim cites it."""
        return self.known is not None and not self.known.key and not self.differing


class Recorder:
    """Collects the new claims of a ledger, and the sources that are declared for them."""

    def __init__(self, ledger: Ledger) -> None:
        self._names = Names(ledger)
        self._declared = dict(ledger.sources)
        self._pages: dict[str, Source] = {}
        for source in ledger.sources.values():
            if source.url:
                self._pages.setdefault(urls.document(source.url), source)
        self._claims = ledger.claims
        self._new: dict[Source, Source] = {}  # by content
        self.claims: list[Claim] = []

    @cached_property
    def _written(self) -> Mapping[str, Source]:
        """The pages that are written in claims."""
        pages: dict[str, Source] = {}
        for claim in self._claims:
            for citation in claim.citations:
                if citation.source.url and not citation.source.key:
                    pages.setdefault(urls.document(citation.source.url), citation.source)
        return pages

    @property
    def addition(self) -> Addition:
        """The claims, and the sources that are new with them."""
        return Addition(self.claims, list(self._new.values()))

    def find(self, given: Source) -> Found:
        """The source to cite for a document with these fields, and with the key under which it is declared, if any."""
        if given.key:
            known = self._declared.get(given.key)
            other = replace(given, key="") != _BLANK
            if known is None:
                return Found(given if other else None)
            names = given_otherwise(given, known)
            if given.url and (not known.url or urls.document(given.url) != urls.document(known.url)):
                names.append("url")
            return Found(None if names else known, known, names)
        page = urls.document(given.url) if given.url else ""
        known = self._pages.get(page) or self._written.get(page)
        if known is None:
            return Found(given)
        names = given_otherwise(given, known)
        return Found(given if names else known, known, names)

    def declare(self, source: Source) -> Source:
        """The declared source of this key or content; a new one becomes one, under a proposed key if it has none."""
        known = self._declared.get(source.key) or self._new.get(source)
        if known:
            return known
        made = source if source.key else replace(source, key=self._names.source(source))
        self._names.take(made.key)
        self._declared[made.key] = self._new[made] = made
        return made

    def add(self, claim: Claim) -> Claim:
        """Add a claim, with a proposed id if it has none."""
        if claim.id:
            self._names.take(claim.id)
        else:
            claim = replace(claim, id=self._names.claim(claim))
        self.claims.append(claim)
        return claim

    def free_id(self, claim: Claim) -> str:
        """An id for a claim that nothing has yet."""
        return self._names.claim(replace(claim, id=""))

    def is_taken(self, name: str) -> bool:
        """Whether a claim or a source has this id or key."""
        return self._names.is_taken(name)
