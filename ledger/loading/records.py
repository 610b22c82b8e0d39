"""From nodes to claims and sources; what is wrong in a record is set aside and said."""

import re
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from ledger import dates, urls
from ledger.errors import Faulty, LedgerError
from ledger.loading.advice import quoted
from ledger.loading.events import Entry, Fields, Items, Node, Text
from ledger.model import (
    CITATION_FIELDS,
    CLAIM_FIELDS,
    SOURCE_FIELDS,
    Citation,
    Claim,
    Field,
    Kind,
    Ledger,
    Place,
    Problem,
    Source,
)
from ledger.text import clean, did_you_mean, listed, slug

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
_CITES = "source"
_SOURCE = {spec.name: spec for spec in SOURCE_FIELDS}
_CITATION = {spec.name: spec for spec in CITATION_FIELDS}
# What may stand in each kind of record.
_RECORDS: Mapping[str, Mapping[str, Field]] = {
    "claim": {spec.name: spec for spec in CLAIM_FIELDS} | _SOURCE | _CITATION,
    "source": _SOURCE,
    "citation": {_CITES: Field(_CITES, Kind.ID, "the source's key")} | _CITATION,
}
_SECTIONS = ("heading", "sources", "claims")
# What a spreadsheet or another tool calls these fields; only proposed, never read.
_OTHER_NAMES = {
    "amount": "figure",
    "value": "figure",
    "headline": "title",
    "link": "url",
    "organisation": "company",
    "organization": "company",
    "outlet": "publisher",
    "statement": "claim",
    "text": "claim",
    "website": "publisher",
}


class _Cited(NamedTuple):
    """A citation of a key that may be declared further on."""

    key: str
    quote: str
    locator: str
    place: Place


class _Pending(NamedTuple):
    """A claim whose sources are not looked up yet."""

    values: dict[str, Any]
    cited: list[_Cited]
    quote: str
    locator: str
    place: Place
    faulty: bool


@dataclass(slots=True)
class _Record:
    """One record while it is read: its problems carry its place and its id."""

    place: Place
    id: str = ""
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Place, message: str, mend: str, *, dropped_claim: bool = False) -> None:
        self.problems.append(Problem(place, message, mend, self.place, self.id, dropped_claim))


class Builder:
    """Takes the entries of one file after the other and makes the ledger of all of them."""

    def __init__(self) -> None:
        self._claims: list[Claim | _Pending] = []
        self._sources: dict[str, Source] = {}
        self._repeated: list[Source] = []
        self._of_file: dict[tuple[str, str], Source] = {}
        self._problems: list[Problem] = []
        self._files: list[str] = []
        self._heading = ""

    def read(self, path: str, entries: Iterable[Entry]) -> None:
        """Take in one file. Raises LedgerError where `claims` or `sources` is not what it must be."""
        self._files.append(path)
        seen: dict[str, Text] = {}
        for entry in entries:
            section = entry.section
            first = seen.setdefault(section.value, section)
            if first is not section and first.line != section.line:
                self._file_problem(
                    path,
                    section,
                    f"`{section.value}` stands twice; first on line {first.line}",
                    "make them one",
                )
                seen[section.value] = section
            if section.value == "claims":
                self._claim(path, entry)
            elif section.value == "sources":
                self._source(path, entry)
            elif section.value == "heading":
                if isinstance(entry.node, str) and not entry.listed and not entry.key:
                    self._heading = self._heading or entry.node
                elif first is section:
                    self._file_problem(path, section, "`heading` is a text", "write one line of text")
            elif first is section:
                guess = did_you_mean(section.value, _SECTIONS)
                self._file_problem(
                    path,
                    section,
                    f"`{section.value}` is no part of a ledger{guess}",
                    "it holds `heading`, `sources` and `claims`",
                )
                seen[section.value] = section._replace(line=section.line)
            if section.value not in ("claims", "sources"):
                self._cuts(_Record(Place(path, section.line, section.column)), entry)

    def ledger(self) -> Ledger:
        """The ledger of all that was read, with every citation looked up."""
        claims = tuple(self._resolved(one) if isinstance(one, _Pending) else one for one in self._claims)
        order = {path: number for number, path in enumerate(self._files)}
        problems = sorted(self._problems, key=lambda one: (order[one.place.path], one.place.line, one.place.column))
        return Ledger(claims, self._sources, tuple(problems), tuple(self._files), self._heading, tuple(self._repeated))

    # Sections

    def _source(self, path: str, entry: Entry) -> None:
        key, node = entry.key, entry.node
        if key is None:
            if not node and not entry.listed:
                return
            raise LedgerError(
                f"{clean(path)}:{entry.line}:{entry.column}: error: `sources` is a mapping from keys to documents:\n"
                "    sources:\n      a-key:\n        publisher: …\n        url: …"
            )
        record = _Record(Place(path, key.line, key.column), key.value)
        self._cuts(record, entry)
        place = Place(path, key.line, key.column)
        if not ID.fullmatch(key.value):
            record.wrong(place, f"the key '{key.value}' {_ID_FORM}", _id_advice(key.value))
        elif not isinstance(node, Fields):
            record.wrong(place, "a source is a mapping", "write its fields below it: publisher, title, url, date")
        else:
            place, shape, kept = _shaped(record, node, "source")
            record.place = place
            source = Source(**_values(record, shape, kept), key=key.value, place=place)
            if self._of_file.setdefault((path, key.value), source) is not source:
                first = self._of_file[path, key.value].place.line
                record.wrong(
                    record.place,
                    f"the key '{key.value}' is given twice; first at line {first}",
                    "keep one",
                )
            elif self._sources.setdefault(key.value, source) is not source:
                self._repeated.append(source)
        self._problems += record.problems

    def _claim(self, path: str, entry: Entry) -> None:
        node = entry.node
        if not entry.listed:
            if entry.key is None and not node:
                return
            raise LedgerError(
                f"{clean(path)}:{entry.line}:{entry.column}: error: `claims` is a list; begin each claim with a dash:\n"
                "    claims:\n      - claim: …\n        company: …"
            )
        record = _Record(Place(path, entry.line, entry.column))
        self._cuts(record, entry)
        if isinstance(node, Fields):
            self._claim_fields(record, node)
        elif isinstance(node, str):
            self._string_claim(record, node)
        else:
            record.wrong(
                record.place,
                "a list where a claim belongs",
                "write its fields: claim, company, figure …",
                dropped_claim=True,
            )
        self._problems += record.problems

    def _string_claim(self, record: _Record, text: str) -> None:
        name, colon, value = text.partition(":")
        if not text:
            mend = "write `claim: …`, or take the dash out"
        elif colon and name in _RECORDS["claim"]:
            mend = f"write `{name}: {value}`, with a space after the colon"
        else:
            mend = f"write `claim: {text if ': ' not in text else quoted(text)}`"
        record.wrong(record.place, "a text where a claim belongs, which is a mapping", mend, dropped_claim=True)

    def _claim_fields(self, record: _Record, node: Fields) -> None:
        place, shape, kept = _shaped(record, node, "claim")
        record.place = place
        if "id" in shape.names:
            name = kept[shape.names.index("id")]
            record.id = name if isinstance(name, str) and ID.fullmatch(name) else ""
        values = _values(record, shape, kept)
        cited = self._citations(record, values.pop(_CITES)) if _CITES in values else []
        own = {name: values.pop(name) for name in shape.own if name in values}
        quote, locator = values.pop("quote", ""), values.pop("locator", "")
        if cited and own:
            beside = listed(f"`{name}`" for name in own)
            as_of = "; if it is the time that the claim speaks of, call it `as_of`" if list(own) == ["date"] else ""
            record.wrong(
                place.of(next(iter(own))),
                f"{beside} beside `source`: a claim cites a key, or has its one source written in place",
                f"move it to that source, or take `source` out{as_of}",
            )
            own = {}
        if "claim" not in values:
            message = "the claim says nothing: it has no `claim`"
            record.wrong(place, message, "add `claim:` with one sentence", dropped_claim=True)
        elif cited:
            self._claims.append(_Pending(values, cited, quote, locator, place, bool(record.problems)))
        elif own:
            citations = (Citation(Source(**own, place=place), quote, locator),)
            self._claims.append(Claim(**values, citations=citations, place=place, faulty=bool(record.problems)))
        else:
            loose = {"loose_quote": quote, "loose_locator": locator}
            self._claims.append(Claim(**values, **loose, place=place, faulty=bool(record.problems)))

    def _resolved(self, pending: _Pending) -> Claim:
        record = _Record(pending.place, pending.values.get("id", ""))
        citations = []
        loose = (pending.quote, pending.locator)
        for key, quote, locator, place in pending.cited:
            source = self._of_file.get((place.path, key)) or self._sources.get(key)
            if source:
                citations.append(Citation(source, quote, locator))
            else:
                record.wrong(
                    place,
                    f"no source is declared under the key '{key}'{did_you_mean(key, self._sources)}",
                    "declare it under `sources:`, or correct the key",
                )
        if len(citations) == 1 and any(loose) and not (citations[0].quote or citations[0].locator):
            citations[0] = Citation(citations[0].source, *loose)
            loose = ("", "")
        self._problems += record.problems
        return Claim(
            **pending.values,
            citations=tuple(citations),
            loose_quote=loose[0],
            loose_locator=loose[1],
            place=pending.place,
            faulty=pending.faulty or bool(record.problems),
        )

    def _citations(self, record: _Record, node: Node) -> list[_Cited]:
        """What stands in a claim's `source`. A faulty citation is said, and counts as none."""
        at = record.place.of(_CITES)
        if not isinstance(node, Items):
            node = Items([node], [at.line, at.column])
        cited: list[_Cited] = []
        for one, line, column in zip(node.values, node.spots[::2], node.spots[1::2], strict=True):
            place = Place(at.path, line, column)
            if isinstance(one, str):
                if one:
                    cited.append(_Cited(one, "", "", place))
            elif isinstance(one, Items):
                record.wrong(
                    place, "`source`: a list within the list", "list keys, or mappings {source, quote, locator}"
                )
            elif one.names:
                values = self._citation_fields(record, one)
                if _CITES in values:
                    cited.append(_Cited(values[_CITES], values.get("quote", ""), values.get("locator", ""), place))
                else:
                    mend = (
                        "give {source: KEY, quote: …}; a document's own fields stand under `sources:` or in the claim"
                    )
                    record.wrong(place, "`source`: this citation names no source", mend)
        return cited

    def _citation_fields(self, record: _Record, node: Fields) -> dict[str, Any]:
        place, shape, kept = _shaped(record, node, "citation")
        outer, record.place = record.place, place
        values = _values(record, shape, kept)
        record.place = outer
        return values

    def _cuts(self, record: _Record, entry: Entry) -> None:
        for line, column in entry.cut:
            record.wrong(
                Place(record.place.path, line, column),
                "the value stops before this `#`, which begins a comment",
                "put the value in quotes if it goes on here, else put a space after the `#`",
            )
        if entry.section.value not in ("claims", "sources"):
            self._problems += record.problems

    def _file_problem(self, path: str, at: Text, message: str, mend: str) -> None:
        place = Place(path, at.line, at.column)
        self._problems.append(Problem(place, message, mend, place))


_ID_FORM = "has other characters than a-z, 0-9, '.', '_' and '-', or begins with a mark"


def _id_advice(text: str) -> str:
    return f"write {slug(text)}" if slug(text) else "write lower-case letters, digits and hyphens"


def _unknown(name: str, known: Mapping[str, Field]) -> tuple[str, str]:
    """Message and advice for a field that does not exist."""
    other = _OTHER_NAMES.get(name.lower(), "")
    guess = f"; did you mean {other}?" if other in known else did_you_mean(name, known)
    if guess:
        return f"there is no field `{name}`{guess}", "correct the name"
    if name in _RECORDS["claim"]:
        return f"`{name}` is no field of this record", "move it to where it belongs"
    return f"there is no field `{name}`", "correct its name, or keep the text in `note`"


_TAKE_LISTS = (Kind.NAMES, Kind.CITATION)


class _Shape(NamedTuple):
    """The fields that a record has, in its order: each once, and each one that such a record may have."""

    names: tuple[str, ...]
    specs: tuple[Field, ...]
    checks: tuple[Callable[[Field, Node], Any] | None, ...]  # None where any text will do
    own: tuple[str, ...]  # those of a source


@lru_cache
def _shape(kind: str, names: tuple[str, ...]) -> _Shape | None:
    """The shape of a row of names, kept for the thousand records that share it; None where one is unknown or twice."""
    known = _RECORDS[kind]
    if len(set(names)) < len(names) or not known.keys() >= set(names):
        return None
    specs = tuple(known[name] for name in names)
    return _Shape(names, specs, tuple(_CHECKS[spec.kind] for spec in specs), tuple(filter(_SOURCE.get, names)))


def _shaped(record: _Record, node: Fields, kind: str) -> tuple[Place, _Shape, list[Node]]:
    """A record's place, its shape and the values that go with it; unknown and repeated fields are set aside."""
    path = record.place.path
    names, values, spots = tuple(node.names), node.values, node.spots
    shape = _shape(kind, names)
    if shape is None:
        kept: list[int] = []
        for at, name in enumerate(names):
            key = Place(path, *node.key_spot(at))
            if name not in _RECORDS[kind]:
                record.wrong(key, *_unknown(name, _RECORDS[kind]))
            elif first := next((one for one in kept if names[one] == name), -1) + 1:
                line = spots[2 * first - 2]
                record.wrong(key, f"`{name}` is given twice; the one on line {line} is read", "keep one")
            else:
                kept.append(at)
        shape = _shape(kind, tuple(names[at] for at in kept))
        values = [values[at] for at in kept]
        spots = [spot for at in kept for spot in spots[2 * at : 2 * at + 2]]
    assert shape is not None
    line, column = node.key_spot(0) if node.marks else (record.place.line, record.place.column)
    return Place(path, line, column, shape.names, array("I", spots)), shape, values


def _values(record: _Record, shape: _Shape, nodes: list[Node]) -> dict[str, Any]:
    """The good values of a record, by field name; the others become problems of the record."""
    values: dict[str, Any] = {}
    for name, check, spec, node in zip(shape.names, shape.checks, shape.specs, nodes, strict=True):
        if type(node) is str:
            if check is None and node:
                if not node.isspace():
                    values[name] = node
                continue
            if not node or node.isspace():
                continue
        try:
            good = (
                check(spec, node) if check and (type(node) is str or spec.kind in _TAKE_LISTS) else _no_text(spec, node)
            )
        except Faulty as fault:
            record.wrong(record.place.of(name), f"`{name}`: {fault.what}", fault.mend)
        else:
            if good:
                values[name] = good
    return values


def _no_text(spec: Field, node: Node) -> str:
    """An empty list or mapping is absent; what else is no text raises Faulty."""
    if (isinstance(node, Items) and node.values) or (isinstance(node, Fields) and node.names):
        what = "a list" if isinstance(node, Items) else "a mapping"
        raise Faulty(
            f"{what} stands where {spec.kind} belongs", "write one value, in quotes if it begins with a bracket"
        )
    return ""


@lru_cache
def _one_name(text: str) -> tuple[str]:
    return (text,)


def _names(spec: Field, node: Node) -> tuple[str, ...] | str:
    if isinstance(node, str):
        return _one_name(node)
    if not isinstance(node, Items):
        return _no_text(spec, node)
    if not all(isinstance(one, str) for one in node.values):
        raise Faulty("a list of names holds names only", "write each name as a text, in quotes if it holds a colon")
    return tuple(one for one in node.values if isinstance(one, str) and one and not one.isspace())


def _id(_: Field, text: str) -> str:
    if not ID.fullmatch(text):
        raise Faulty(f"'{text}' {_ID_FORM}", _id_advice(text))
    return text


def _date(_: Field, text: str) -> str:
    dates.parse_published(text)
    return text


def _time(_: Field, text: str) -> str:
    dates.parse(text)
    return text


def _url(_: Field, text: str) -> str:
    urls.check(text)
    return text


def _choice(spec: Field, text: str) -> str:
    if text not in spec.choices:
        guess = did_you_mean(text, spec.choices)
        raise Faulty(f"'{text}' is none of its words{guess}", f"write {listed(spec.choices, 'or')}")
    return text


def _as_it_is(_: Field, node: Node) -> Node:
    return node


# What reads a field of each kind; raises Faulty where it cannot stand there.
_CHECKS: Mapping[Kind, Callable[[Field, Any], Any] | None] = {
    Kind.TEXT: None,
    Kind.NAMES: _names,
    Kind.ID: _id,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.URL: _url,
    Kind.CHOICE: _choice,
    Kind.CITATION: _as_it_is,
}
