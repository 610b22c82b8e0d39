"""What a ledger has: its companies, publishers, metrics, tags and sources, with the number of claims for each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger import dates
from ledger.metrics import metric_key
from ledger.model import Claim, Ledger, Source
from ledger.text import fold, folded_name


class Entry(NamedTuple):
    """A name, as most claims write it, and its other spellings and names."""

    name: str
    claims: int
    latest: str  # the latest time of its claims; of a publisher, the latest date of publication
    others: tuple[str, ...] = ()


class CitedSource(NamedTuple):
    """A source, and the number of claims that cite it."""

    source: Source
    claims: int


_Naming = tuple[str, str, str]  # a key that spellings of one name have in common, the name as written, and a time


def _companies(claim: Claim) -> Iterator[_Naming]:
    pairs = zip(claim.companies, claim.company, strict=True) if len(claim.companies) == len(claim.company) else ()
    for main, written in pairs or ((name, name) for name in claim.companies):
        yield folded_name(main), main, claim.time
        if written != main:
            yield folded_name(main), written, claim.time


def _publishers(claim: Claim) -> Iterator[_Naming]:
    for citation in claim.citations:
        if citation.source.publisher:
            yield folded_name(citation.source.publisher), citation.source.publisher, citation.source.date


def _metrics(claim: Claim) -> Iterator[_Naming]:
    if claim.metric:
        yield metric_key(claim.metric) or claim.metric, claim.metric, claim.time


def _tags(claim: Claim) -> Iterator[_Naming]:
    for tag in claim.tags:
        yield folded_name(tag), tag, claim.time


KINDS: dict[str, Callable[[Claim], Iterator[_Naming]]] = {
    "companies": _companies,
    "publishers": _publishers,
    "metrics": _metrics,
    "tags": _tags,
}


class _Counted:
    """What is known of a name while claims are counted."""

    def __init__(self) -> None:
        self.spellings: dict[str, int] = {}
        self.claims = 0
        self.latest = ""


def entries(ledger: Ledger, claims: Iterable[Claim], kind: str) -> list[Entry]:
    """The names of one of KINDS in some claims of a ledger, the commonest first, then by name."""
    found: dict[str, _Counted] = {}
    for claim in claims:
        namings = list(KINDS[kind](claim))
        for key in dict.fromkeys(key for key, _, _ in namings):
            found.setdefault(key, _Counted()).claims += 1
        for key, name, time in namings:
            counted = found[key]
            counted.spellings[name] = counted.spellings.get(name, 0) + 1
            counted.latest = max(counted.latest, time, key=_end)
    known = {folded_name(main): others for main, others in ledger.companies.items()} if kind == "companies" else {}
    made = []
    for key, counted in found.items():
        main, *spellings = sorted(counted.spellings, key=lambda name: -counted.spellings[name])
        others = dict.fromkeys([*spellings, *known.get(key, ())])
        made.append(Entry(main, counted.claims, counted.latest, tuple(name for name in others if name != main)))
    return sorted(made, key=lambda entry: (-entry.claims, fold(entry.name)))


def _end(time: str) -> tuple[bool, object]:
    return (True, dates.parse(time).last) if time else (False, dates.FIRST)


def cited_sources(ledger: Ledger, claims: Iterable[Claim], *, unused: bool) -> Sequence[CitedSource]:
    """The sources of some claims, the most cited first; with `unused`, declared ones that no claim cites, too."""
    counts: dict[Source, int] = dict.fromkeys(ledger.sources.values(), 0) if unused else {}
    for claim in claims:
        for source in dict.fromkeys(citation.source for citation in claim.citations):
            counts[source] = counts.get(source, 0) + 1
    return [CitedSource(source, number) for source, number in sorted(counts.items(), key=lambda pair: -pair[1])]
