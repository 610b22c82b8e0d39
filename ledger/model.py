"""What a ledger holds: claims, sources, citations and what was wrong with them; the fields declared once."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from ledger import dates


class Kind(StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    NAMES = "a name or a list of names"
    ID = "a cite key: lower-case letters, digits, '.', '_' and '-'"
    DATE = "a day, month or year: 2026-03-31, 2026-03, 2026"
    TIME = "a day, month, quarter, year or interval: 2026-03-31, 2026-03, 2026-Q1, 2026, 2026-01/2026-03"
    URL = "an http or https URL"
    CHOICE = "one of a few words"
    CITATION = "a source's key, {key, quote, locator}, or a list of these"


class Field(NamedTuple):
    """One field of a claim or a source, as it is named in a ledger file."""

    name: str
    kind: Kind
    meaning: str
    csl: str = ""  # the variable of the Citation Style Language 1.0.2 that carries it
    choices: tuple[str, ...] = ()  # the first one is the default


def _field(kind: Kind, meaning: str, *, csl: str = "", choices: tuple[str, ...] = (), name: str = "") -> Any:
    default: object = choices[0] if choices else () if kind in (Kind.NAMES, Kind.CITATION) else ""
    spec = {"name": name, "kind": kind, "meaning": meaning, "csl": csl, "choices": choices}
    return dataclasses.field(default=default, metadata={"ledger": spec})


def _fields(record: type) -> tuple[Field, ...]:
    declared = [(field.name, field.metadata.get("ledger")) for field in dataclasses.fields(record)]
    return tuple(Field(**{**spec, "name": spec["name"] or name}) for name, spec in declared if spec)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: its file, the line and column (from 1) of its first field, and those of its fields.

    The lines of its fields are counted from its own, so that records of one shape share `spots`.
    """

    path: str
    line: int
    column: int
    names: tuple[str, ...] = dataclasses.field(default=(), compare=False)
    spots: Sequence[int] = dataclasses.field(default=(), compare=False)  # line, column, line, column …

    def of(self, name: str) -> "Place":
        """The place of one field's value; the record's own where the field is not written there."""
        if name not in self.names:
            return self
        at = 2 * self.names.index(name)
        return Place(self.path, self.line + self.spots[at], self.spots[at + 1])

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)


class Sourcing(IntEnum):
    """How far the reader of a claim is told who said it and where."""

    NONE = 0
    PART = 1  # only one of the two
    FULL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document. Two sources are one document where all their fields agree, whatever they are keyed by."""

    type: str = _field(
        Kind.CHOICE,
        "what it is",
        csl="type, genre",
        choices=("article", "press-release", "report", "filing", "interview", "broadcast", "post", "book"),
    )
    publisher: str = _field(Kind.TEXT, "the outlet that published it", csl="container-title")
    title: str = _field(Kind.TEXT, "headline", csl="title")
    url: str = _field(Kind.URL, "where it can be read", csl="URL")
    date: str = _field(Kind.DATE, "when it was published", csl="issued")
    author: tuple[str, ...] = _field(Kind.NAMES, "who wrote it", csl="author")
    attributed_to: tuple[str, ...] = _field(
        Kind.NAMES, 'on whose word the outlet itself reports: "Reuters, citing CNBC"'
    )
    accessed: str = _field(Kind.DATE, "the day the page was last seen to say so", csl="accessed")
    archive_url: str = _field(Kind.URL, "an archived copy", csl="archive")
    archive_date: str = _field(Kind.DATE, "when it was archived")
    language: str = _field(Kind.TEXT, "its language, where it is not English", csl="language")

    key: str = dataclasses.field(default="", compare=False)  # "" where it is written in place
    place: Place = dataclasses.field(default=NOWHERE, compare=False)

    @property
    def who(self) -> tuple[str, ...]:
        """Who says it: the outlet, else its authors."""
        return (self.publisher,) if self.publisher else self.author


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as one claim cites it, with the words and the page that back the claim."""

    source: Source
    quote: str = _field(Kind.TEXT, "the words that back the claim, verbatim")
    locator: str = _field(Kind.TEXT, "the page or minute", csl="locator")

    @property
    def sourcing(self) -> Sourcing:
        """Who is a publisher or an author; where is a URL, or for what is not on the web a title or a locator."""
        source = self.source
        offline = source.type in ("interview", "filing", "broadcast", "report", "book")
        where = bool(source.url or (offline and (source.title or self.locator)))
        return Sourcing(bool(source.who) + where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement that somebody publishes."""

    id: str = _field(Kind.ID, "cite key, unique in the ledger, source keys included; `check` proposes one")
    company: tuple[str, ...] = _field(
        Kind.NAMES, "whose figure it is: a company, or the country, market or person where there is none"
    )
    claim: str = _field(Kind.TEXT, "the statement, one sentence, in your own words; the one field that must be there")
    metric: str = _field(Kind.TEXT, "what the figure measures: valuation, funding, annualised revenue")
    figure: str = _field(Kind.TEXT, "the figure as reported, verbatim")
    as_of: str = _field(Kind.TIME, "the time it speaks of; default: its earliest source's date")
    status: str = _field(Kind.CHOICE, "how firm it is", choices=("reported", "estimate", "forecast", "plan"))
    mentions: tuple[str, ...] = _field(Kind.NAMES, "others named in it; found by --company too, never charted")
    citations: tuple[Citation, ...] = _field(
        Kind.CITATION,
        "the document it rests on: a key, {key, quote, locator}, or a list of these",
        name="source",
    )
    supersedes: str = _field(Kind.ID, "the id of the claim that this one replaces")
    retracted: str = _field(Kind.TEXT, "why it no longer stands; the claim is kept")
    note: str = _field(Kind.TEXT, "for the editor")
    tags: tuple[str, ...] = _field(Kind.NAMES, "for the editor")

    # A quote and a locator that stand in the claim beside no source or beside several: whose are they?
    loose_quote: str = ""
    loose_locator: str = ""
    place: Place = dataclasses.field(default=NOWHERE, compare=False)
    faulty: bool = dataclasses.field(default=False, compare=False)  # something in its record was set aside

    @property
    def sourcing(self) -> Sourcing:
        """As good as its best citation; a claim is sourced where one source says both who and where."""
        return max((citation.sourcing for citation in self.citations), default=Sourcing.NONE)

    @property
    def time(self) -> str:
        """The time it speaks of: `as_of`, else its earliest source's date, else ""."""
        if self.as_of or not self.citations:
            return self.as_of
        stated = [citation.source.date for citation in self.citations if citation.source.date]
        return min(stated, key=dates.parse, default="")

    @property
    def published(self) -> str:
        """The date to print beside it: its earliest source's, else the time it speaks of, else ""."""
        stated = [citation.source.date for citation in self.citations if citation.source.date]
        return min(stated, key=dates.parse, default=self.as_of)


CLAIM_FIELDS = _fields(Claim)
SOURCE_FIELDS = _fields(Source)
CITATION_FIELDS = _fields(Citation)


class Problem(NamedTuple):
    """What was wrong in one record, where, and how to mend it; the faulty field, or the record, is set aside."""

    place: Place
    message: str
    mend: str
    record: Place  # of the claim or source that it stands in
    id: str = ""
    dropped_claim: bool = False  # the whole claim is set aside, not a field of it


@dataclass(frozen=True, slots=True)
class Ledger:
    """One or more files, read."""

    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, Source] = dataclasses.field(default_factory=dict)  # the declared ones, by key
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    heading: str = ""
    repeated: tuple[Source, ...] = ()  # declared under a key that another file declares too

    @property
    def dropped(self) -> int:
        """How many claims could not be read at all; they count as unsourced."""
        return sum(problem.dropped_claim for problem in self.problems)

    def documents(self) -> Iterator[tuple[Source, "Claim | Source"]]:
        """Each source once for each place where it is written, with the record that it stands in.

        Declared ones stand for themselves; one written in place stands in its claim.
        """
        for source in (*self.sources.values(), *self.repeated):
            yield source, source
        for claim in self.claims:
            for citation in claim.citations:
                if not citation.source.key:
                    yield citation.source, claim
