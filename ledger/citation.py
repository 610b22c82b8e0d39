"""A source in words, and the number or the label by which it is cited."""

from collections.abc import Iterable

from ledger import dates
from ledger.model import Claim, Source

_TYPES = {
    "press-release": "press release",
    "article": "",
    "post": "",
    "book": "",
}  # these need no word, or get another


def describe(source: Source) -> str:
    """The source on one line, without its links: `Reuters, citing CNBC, “xAI raises …”, 19 September 2025`."""
    return ", ".join(phrases(source))


def phrases(source: Source, *, copies: bool = False) -> list[str]:
    """The phrases that `describe` joins."""
    parts = []
    outlet = source.publisher
    if source.attributed_to:
        outlet = f"{outlet}, citing {' and '.join(source.attributed_to)}".removeprefix(", ")
    title = f"“{source.title}”" if source.title else ""
    family_first = any("," in name for name in source.author)
    names = ("; " if family_first else ", ").join(source.author)
    parts += [names, title, outlet] if names else [outlet, title]
    parts += [_TYPES.get(source.type, source.type), dates.in_words(source.date)]
    if source.language:
        parts.append(f"in {source.language}")
    if source.accessed:
        seen = "copy saved" if copies and source.copy else "seen"
        parts.append(f"{seen} {dates.in_words(source.accessed)}")
    if source.retracted:
        parts.append("retracted")
    return [part for part in parts if part]


def links(source: Source) -> list[tuple[str, str]]:
    """The links of a source: pairs of a word before the link ("" for the page itself) and the URL."""
    found = [("", source.url)] if source.url else []
    if source.archive_url:
        found.append((f"archived {dates.in_words(source.archive_date)}".rstrip(), source.archive_url))
    return found


def organisations(claims: Iterable[Claim]) -> frozenset[str]:
    """The names that are known to be an organisation's: publishers, and the companies of the claims."""
    known: set[str] = set()
    for claim in claims:
        known.update(claim.company, claim.aliases, claim.mentions)
        for citation in claim.citations:
            known.update((citation.source.publisher, *citation.source.attributed_to))
    return frozenset(known)


def number(claims: Iterable[Claim]) -> dict[Source, int]:
    """The cited sources, numbered from 1 in the order of their first citation."""
    cited = dict.fromkeys(citation.source for claim in claims for citation in claim.citations)
    return {source: count for count, source in enumerate(cited, 1)}


def labels(claims: Iterable[Claim], keys: Iterable[str] = ()) -> dict[Source, str]:
    """A label for each cited source: its key, else the id of the first claim that cites it, else a number.

    `keys` are those of the ledger: they are never the label of another source, even if theirs is not
    cited here, so that `[@source-1]` means the same in every document.
    """
    claims = list(claims)
    given: dict[Source, str] = {}
    taken = {*keys, *(citation.source.key for claim in claims for citation in claim.citations)}
    used: set[str] = set()
    unused = UniqueLabels(taken)
    for claim in claims:
        for citation in claim.citations:
            source = citation.source
            if source in given:
                continue
            label = source.key if source.key not in used else ""
            if not label:
                label = claim.id if claim.id and claim.id not in taken | used else ""
            if not label:
                label = unused(source.key or claim.id or "source", 1)
            used.add(label)
            unused.take(label)
            given[source] = label
    return given


class UniqueLabels:
    """Makes labels unique by a number."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, label: str) -> None:
        """Remember that a label is used."""
        self._taken.add(label)

    def is_taken(self, label: str) -> bool:
        """Whether a label is used."""
        return label in self._taken

    def __call__(self, label: str, first: int) -> str:
        """The label followed by the next number, starting from the given one, that makes it unique."""
        number = self._last.get(label, first - 1) + 1
        while f"{label}-{number}" in self._taken:
            number += 1
        self._last[label] = number
        return f"{label}-{number}"
