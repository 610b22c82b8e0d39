"""What a ledger holds: claims, sources, citations and findings, as frozen values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from operator import attrgetter
from typing import Annotated

from msgspec import Struct

from ledger import dates, urls
from ledger.fields import Field, Kind, fields_of
from ledger.places import NOWHERE, Place
from ledger.text import shortened


def _differs(self: object, other: object) -> bool:
    """The `__ne__` of values with an `__eq__` of their own: msgspec's would compare identities."""
    return not self.__eq__(other)


class Sourcing(IntEnum):
    """Whether a claim says who said it and where."""

    NONE = 0
    PART = 1  # only one of the two
    FULL = 2


class Waiver(Struct, frozen=True, gc=False):
    """A rule of `ledger check` whose findings in a record an editor has looked at and accepts."""

    rule: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}" if self.reason else self.rule


class Signature(Struct, frozen=True, omit_defaults=True, gc=False):
    """Who has checked a claim against its sources, when, and a digest of what was checked."""

    by: str
    on: str  # a day: 2026-03-31
    of: str  # 16 hexadecimal digits; "" if it is withheld
    read: str = ""  # where, if not in a saved copy

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.by, self.on, self.read)))


# The field of a claim or a declared source that holds waivers.
WAIVE = Field(Kind.WAIVERS, "rules of `check` whose findings here were looked at and accepted, best with the reason")
# The fields of a declared source besides those that a source in a claim has, too.
OF_DECLARED = {
    "embargo": Field(Kind.EMBARGO, "not to be published before this day or time, nor what cites it"),
    "retracted": Field(Kind.REASON, "why it is no longer valid: what only it backs does not stand any more"),
    "waive": WAIVE,
}


class Source(Struct, frozen=True, kw_only=True, eq=False, omit_defaults=True, gc=False):
    """A document. Two sources are the same document if all their fields agree, whatever their keys and places."""

    type: Annotated[
        str,
        Field(
            Kind.CHOICE,
            "what it is",
            csl="type, genre",
            choices=("article", "press-release", "report", "filing", "interview", "broadcast", "post", "book"),
        ),
    ] = "article"
    publisher: Annotated[
        str, Field(Kind.TEXT, "the publication or organisation that published it", csl="container-title")
    ] = ""
    title: Annotated[str, Field(Kind.TEXT, "headline", csl="title")] = ""
    url: Annotated[str, Field(Kind.URL, "where it can be read", csl="URL")] = ""
    date: Annotated[str, Field(Kind.DATE, "when it was published", csl="issued")] = ""
    author: Annotated[tuple[str, ...], Field(Kind.NAMES, "who wrote it", csl="author")] = ()
    attributed_to: Annotated[
        tuple[str, ...], Field(Kind.NAMES, 'whom the publisher itself cites: "Reuters, citing CNBC"')
    ] = ()
    accessed: Annotated[str, Field(Kind.DATE, "when the page was last checked", csl="accessed")] = ""
    archive_url: Annotated[str, Field(Kind.URL, "an archived copy", csl="archive")] = ""
    archive_date: Annotated[str, Field(Kind.DATE, "when it was archived")] = ""
    copy: Annotated[
        str, Field(Kind.TEXT, "a copy that you saved: a file beside this one; `verify --record` writes it")
    ] = ""
    copy_sha256: Annotated[str, Field(Kind.TEXT, "the SHA-256 of that file, by which a change of it shows")] = ""
    language: Annotated[str, Field(Kind.TEXT, "its language, if not English", csl="language")] = ""
    confidential: Annotated[
        bool, Field(Kind.FLAG, "true if nobody outside may learn who it is: exports say “a source known to the desk”")
    ] = False

    # Of a declared one; those of a claim count for a source written in it.
    embargo: str = ""
    retracted: str = ""
    key: str = ""  # "" if it is written in a claim
    place: Place = NOWHERE
    waive: tuple[Waiver, ...] = ()  # of a declared one; that of a claim counts for a source written in it

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Source):
            return NotImplemented
        return self is other or _document(self) == _document(other)

    __ne__ = _differs

    def __hash__(self) -> int:
        return hash((self.url, self.title, self.publisher, self.date))

    @property
    def who(self) -> tuple[str, ...]:
        """Who says it: the publisher, else the authors."""
        return (self.publisher,) if self.publisher else self.author


class Citation(Struct, frozen=True, omit_defaults=True, gc=False):
    """A source as one claim cites it, with the words and the page that back the claim."""

    source: Source
    quote: Annotated[str, Field(Kind.TEXT, "the words that back the claim, verbatim")] = ""
    locator: Annotated[str, Field(Kind.TEXT, "the page or minute", csl="locator")] = ""

    withheld: Sourcing | None = None  # how well it says who and where, if the source is confidential and left out

    @property
    def sourcing(self) -> Sourcing:
        """Who is a publisher or an author; where is the URL of a page, or for what is offline a title or a locator."""
        if self.withheld is not None:
            return self.withheld
        source = self.source
        if source.retracted:
            return Sourcing.NONE
        offline = source.type in ("interview", "filing", "broadcast", "report", "book")
        where = bool((source.url and urls.names_page(source.url)) or (offline and (source.title or self.locator)))
        return Sourcing(bool(source.who) + where)


class Claim(Struct, frozen=True, kw_only=True, eq=False, omit_defaults=True, gc=False):
    """One statement that somebody publishes. Two claims are equal if all their fields are, wherever they are."""

    id: Annotated[str, Field(Kind.ID, "cite key, unique in the ledger, source keys included; `check` proposes one")] = (
        ""
    )
    company: Annotated[
        tuple[str, ...], Field(Kind.NAMES, "whose figure it is: a company, country, market or person")
    ] = ()
    claim: Annotated[str, Field(Kind.TEXT, "the statement, one sentence, in your own words; required")] = ""
    metric: Annotated[str, Field(Kind.TEXT, "what the figure measures: valuation, funding, annualised revenue")] = ""
    figure: Annotated[str, Field(Kind.TEXT, "the figure as reported, verbatim")] = ""
    as_of: Annotated[str, Field(Kind.TIME, "the time it speaks of; default: the earliest source's date")] = ""
    status: Annotated[
        str, Field(Kind.CHOICE, "how certain it is", choices=("reported", "estimate", "forecast", "plan"))
    ] = "reported"
    mentions: Annotated[
        tuple[str, ...], Field(Kind.NAMES, "other companies named in it; found by --company, never charted")
    ] = ()
    citations: Annotated[tuple[Citation, ...], Field(Kind.CITATION, "the sources that back it", name="source")] = ()
    supersedes: Annotated[str, Field(Kind.ID, "the id of the claim that this one replaces")] = ""
    retracted: Annotated[str, Field(Kind.REASON, "why it is no longer valid; the claim is kept")] = ""
    unreviewed: Annotated[
        bool, Field(Kind.FLAG, "true if nobody has checked it against its source yet; it is then only partly sourced")
    ] = False
    checked: Annotated[
        Signature | None, Field(Kind.SIGNATURE, "who has read its sources, and when; `review` and `sign` write it")
    ] = None
    embargo: Annotated[
        str, Field(Kind.EMBARGO, "not to be published before this day (00:00 here) or time; exports leave it out")
    ] = ""
    note: Annotated[str, Field(Kind.TEXT, "a note for the editor")] = ""
    tags: Annotated[tuple[str, ...], Field(Kind.NAMES, "the editor's own labels; found by --tag")] = ()
    waive: Annotated[tuple[Waiver, ...], WAIVE] = ()

    # A quote and a locator in a claim without a source or with several: it is not known whose they are.
    loose_quote: str = ""
    loose_locator: str = ""
    place: Place = NOWHERE
    faulty: bool = False  # something in its record was not valid
    canonical: tuple[str, ...] = ()  # its companies by their main names, if the ledger gives other names for them
    aliases: tuple[str, ...] = ()  # all names of its companies that the ledger gives
    unfounded: str = ""  # that all its sources were retracted, and why

    @property
    def companies(self) -> tuple[str, ...]:
        """Its companies, each by one name, whichever one is written."""
        return self.canonical or self.company

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Claim):
            return NotImplemented
        return self is other or _statement(self) == _statement(other)

    __ne__ = _differs

    def __hash__(self) -> int:
        return hash((self.id, self.claim, self.figure, self.company, self.as_of))

    @property
    def withdrawn(self) -> str:
        """Why it no longer stands: it was retracted, or all its sources were; "" if it stands."""
        return self.retracted or self.unfounded

    @property
    def sourcing(self) -> Sourcing:
        """As good as its best citation: sourced if one source says both who and where, and if it has been reviewed."""
        best = max((citation.sourcing for citation in self.citations), default=Sourcing.NONE)
        return min(best, Sourcing.PART) if self.unreviewed else best

    @property
    def time(self) -> str:
        """The time it speaks of: `as_of`, else the earliest source's date, else ""."""
        return self.as_of or self.published

    @property
    def published(self) -> str:
        """The date of publication: the earliest source's, else "". `as_of` is not one."""
        stated = [citation.source.date for citation in self.citations if citation.source.date]
        return stated[0] if len(stated) == 1 else min(stated, key=dates.parse, default="")


CLAIM_FIELDS = fields_of(Claim)
SOURCE_FIELDS = fields_of(Source)
CITATION_FIELDS = fields_of(Citation)
# All that can be given for a claim; `source` is the keys that it cites. Nobody gives a signature: it is made.
FIELDS = {one.name: one for one in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS) if one.kind is not Kind.SIGNATURE}
# What makes two of them equal.
_document = attrgetter(*(name for name in Source.__struct_fields__ if name not in ("key", "place", "waive")))
_statement = attrgetter(
    *(name for name in Claim.__struct_fields__ if name not in ("place", "faulty", "canonical", "aliases", "unfounded"))
)


# The statuses of claims about what is; the others are about what may come.
FIRM = ("reported", "estimate")


def superseded(claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of the claims that other claims replace."""
    claims = list(claims)
    replacing = [claim for claim in claims if claim.supersedes]
    if not replacing:
        return frozenset()
    status = {claim.id: claim.status for claim in claims}
    return frozenset(claim.supersedes for claim in replacing if can_supersede(claim, status.get(claim.supersedes, "")))


def can_supersede(claim: Claim, status: str) -> bool:
    """Whether a claim can replace one with that status: not if it is retracted, and a forecast replaces no report."""
    return not claim.withdrawn and (claim.status in FIRM or status not in FIRM)


class Level(StrEnum):
    """How much a finding matters: wrong, worth a look, or short of a newsroom's strict standard."""

    ERROR = "error"
    WARNING = "warning"
    STRICT = "strict"


# What stands in a finding for another place that it names: OBJECT REPLACEMENT CHARACTER.
THERE = "\ufffc"


class Finding(Struct, frozen=True, eq=False, omit_defaults=True):
    """What is wrong in a claim or a source, where, and how to fix it.

    Two findings are equal if they say the same, wherever they are.
    """

    rule: str
    level: Level
    place: Place  # of the field
    record: Place  # of the claim or source
    id: str
    what: str  # with THERE for the other place
    fix: str
    there: str = ""  # "claims.yaml:3:5" or "line 3"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        return (self.rule, self.id, self.what) == (other.rule, other.id, other.what)

    __ne__ = _differs

    def __hash__(self) -> int:
        return hash((self.rule, self.id, self.what))

    @property
    def message(self) -> str:
        """What is wrong, in words."""
        return self.what.replace(THERE, self.there, 1) if self.there else self.what

    @property
    def sentence(self) -> str:
        """The message and the fix as one text."""
        if self.message.endswith("?"):
            return f"{self.message} {self.fix[:1].upper()}{self.fix[1:]}"
        return f"{self.message}; {self.fix}"


def invalid_record(
    place: Place, record: Place, id: str, what: str, fix: str, *, there: str = "", rule: str = "invalid-record"
) -> Finding:
    """A finding of the loader: something in a record that is not valid, or a placeholder, was ignored."""
    return Finding(rule, Level.ERROR, place, record, id, shortened(what), shortened(fix), there)


class Settings(Struct, frozen=True):
    """What a ledger file says in `check:` about the records of this file."""

    select: Annotated[
        tuple[str, ...], Field(Kind.NAMES, "the rules to run, besides those that always run; default: all")
    ] = ()
    ignore: Annotated[tuple[Waiver, ...], Field(Kind.WAIVERS, "rules not to run, best with the reason")] = ()
    strict: Annotated[bool, Field(Kind.FLAG, "true to run the strict rules too")] = False
    place: Place = NOWHERE


SETTINGS_FIELDS = fields_of(Settings)


class Whole(Struct, frozen=True):
    """What a database holds, where a ledger has only those of its claims that were asked for."""

    claims: int
    names: Mapping[str, Collection[str]]  # as written, by kind: metric, and what a filter is for
    missing: frozenset[str] = frozenset()  # the words asked for that are in none of its claims


class Ledger(Struct, frozen=True, eq=False):
    """The content of one or more files. Two ledgers are equal if they say the same, wherever it stands."""

    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, Source] = {}  # the declared ones, by key
    findings: tuple[Finding, ...] = ()  # those of the loader: invalid-record and placeholder
    files: tuple[str, ...] = ()
    heading: str = ""
    repeated: tuple[Source, ...] = ()  # declared under a key that another file declares too
    companies: Mapping[str, tuple[str, ...]] = {}  # other names of the same company, by its main name
    dropped: tuple[Place, ...] = ()  # of claims that could not be read at all; they count as unsourced
    settings: Mapping[str, Settings] = {}  # of `check`, by the file that has them
    whole: Whole | None = None  # the database that the claims are from

    @property
    def total(self) -> int:
        """The number of claims, those of the database that were not asked for included."""
        return self.whole.claims if self.whole else len(self.claims)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ledger):
            return NotImplemented
        return self is other or _content(self) == _content(other)

    __ne__ = _differs

    def documents(self) -> Iterator[tuple[Source, "Claim | Source"]]:
        """Each source for each place where it is written, with its record.

        The record of a declared source is the source itself; that of a source written in a claim is the claim.
        """
        for source in (*self.sources.values(), *self.repeated):
            yield source, source
        for claim in self.claims:
            for citation in claim.citations:
                if not citation.source.key:
                    yield citation.source, claim


def _content(ledger: Ledger) -> tuple[object, ...]:
    """What makes two ledgers equal: all but places, and which source a key means, not only what is in it."""
    keys = [tuple(citation.source.key for citation in claim.citations) for claim in ledger.claims]
    sources = [(key, source, source.waive) for key, source in ledger.sources.items()]
    rest = (ledger.findings, ledger.files, ledger.heading, ledger.repeated, ledger.companies, len(ledger.dropped))
    return (ledger.claims, keys, sources, *rest)
