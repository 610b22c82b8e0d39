"""From nodes to claims and sources; what is wrong in a record is set aside and said."""

import re
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
_CLAIM = {spec.name: spec for spec in CLAIM_FIELDS}
_SOURCE = {spec.name: spec for spec in SOURCE_FIELDS}
_CITATION = {spec.name: spec for spec in CITATION_FIELDS}
_IN_A_CLAIM = _CLAIM | _SOURCE | _CITATION
_IN_A_CITATION = {_CITES: Field(_CITES, Kind.ID, "the source's key")} | _CITATION
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
    own: Source | None
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
        self._pending: list[_Pending] = []
        self._sources: dict[str, Source] = {}
        self._repeated: list[Source] = []
        self._of_file: dict[tuple[str, str], Source] = {}
        self._problems: list[Problem] = []
        self._files: list[str] = []
        self._heading = ""
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}  # equal rows of field names, kept once

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
                if isinstance(entry.node, Text) and not entry.listed and not entry.key:
                    self._heading = self._heading or entry.node.value
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
        pending, self._pending = self._pending, []
        claims = tuple(self._resolved(one) for one in pending)
        order = {path: number for number, path in enumerate(self._files)}
        problems = sorted(self._problems, key=lambda one: (order[one.place.path], one.place.line, one.place.column))
        return Ledger(claims, self._sources, tuple(problems), tuple(self._files), self._heading, tuple(self._repeated))

    # Sections

    def _source(self, path: str, entry: Entry) -> None:
        key, node = entry.key, entry.node
        if key is None:
            if isinstance(node, Text) and not entry.listed and not node.value:
                return
            raise LedgerError(
                f"{clean(path)}:{node.line}:{node.column}: error: `sources` is a mapping from keys to documents; write\n"
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
            values, place = self._values(record, node, _SOURCE, path)
            source = Source(**values, key=key.value, place=place)
            if self._of_file.setdefault((path, key.value), source) is not source:
                first = self._of_file[path, key.value].place.line
                record.wrong(
                    record.place,
                    f"the key '{key.value}' is given twice; first above line {first}",
                    "keep one",
                )
            elif self._sources.setdefault(key.value, source) is not source:
                self._repeated.append(source)
        self._problems += record.problems

    def _claim(self, path: str, entry: Entry) -> None:
        node = entry.node
        if not entry.listed:
            if entry.key is None and isinstance(node, Text) and not node.value:
                return
            raise LedgerError(
                f"{clean(path)}:{node.line}:{node.column}: error: `claims` is a list; begin each claim with a dash:\n"
                "    claims:\n      - claim: …\n        company: …"
            )
        record = _Record(Place(path, node.line, node.column))
        self._cuts(record, entry)
        if isinstance(node, Fields):
            self._claim_fields(record, node, path)
        elif isinstance(node, Text):
            self._string_claim(record, node)
        else:
            record.wrong(
                record.place,
                "a list where a claim belongs",
                "write its fields: claim, company, figure …",
                dropped_claim=True,
            )
        self._problems += record.problems

    def _string_claim(self, record: _Record, node: Text) -> None:
        name, colon, value = node.value.partition(":")
        if not node.value:
            mend = "write `claim: …`, or take the dash out"
        elif colon and name in _IN_A_CLAIM:
            mend = f"write `{name}: {value}`, with a space after the colon"
        else:
            mend = f"write `claim: {node.value if ': ' not in node.value else quoted(node.value)}`"
        record.wrong(record.place, "a text where a claim belongs, which is a mapping", mend, dropped_claim=True)

    def _claim_fields(self, record: _Record, node: Fields, path: str) -> None:
        for key, value in node.pairs:
            if key.value == "id" and isinstance(value, Text) and ID.fullmatch(value.value):
                record.id = value.value
                break
        values, place = self._values(record, node, _IN_A_CLAIM, path)
        record.place = place
        cited = values.pop(_CITES, [])
        own = {name: values.pop(name) for name in _SOURCE if name in values}
        quote, locator = values.pop("quote", ""), values.pop("locator", "")
        if cited and own:
            beside = listed(f"`{name}`" for name in own)
            record.wrong(
                place.of(next(iter(own))),
                f"{beside} beside `source`: a claim cites a key, or has its one source written in place",
                "move it to that source, or take `source` out"
                + ("; if it is the time that the claim speaks of, call it `as_of`" if list(own) == ["date"] else ""),
            )
            own = {}
        source = Source(**own, place=place) if own else None
        if not values.get("claim"):
            record.wrong(
                place,
                "the claim says nothing: it has no `claim`",
                "add `claim:` with one sentence",
                dropped_claim=True,
            )
            return
        self._pending.append(_Pending(values, cited, source, quote, locator, place, bool(record.problems)))

    def _resolved(self, pending: _Pending) -> Claim:
        record = _Record(pending.place, pending.values.get("id", ""))
        citations = [Citation(pending.own, pending.quote, pending.locator)] if pending.own else []
        loose = (pending.quote, pending.locator) if not pending.own else ("", "")
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

    # Fields

    def _values(
        self, record: _Record, node: Fields, known: Mapping[str, Field], path: str
    ) -> tuple[dict[str, Any], Place]:
        """The good values of a record, by field name, and its place; the others become problems."""
        values: dict[str, Any] = {}
        names: list[str] = []
        spots = array("I")
        for key, value in node.pairs:
            name = key.value
            spec = known.get(name)
            if spec is None:
                record.wrong(Place(path, key.line, key.column), *_unknown(name, known))
                continue
            if name in names:
                line = spots[2 * names.index(name)]
                record.wrong(
                    Place(path, key.line, key.column),
                    f"`{name}` is given twice; the one on line {line} is read",
                    "keep one",
                )
                continue
            names.append(name)
            spots.append(value.line)
            spots.append(value.column)
            if spec.kind is Kind.TEXT and type(value) is Text:
                if value.value and not value.value.isspace():
                    values[name] = value.value
                continue
            try:
                good = self._citations(record, value, path) if spec.kind is Kind.CITATION else _value(spec, value)
            except Faulty as fault:
                record.wrong(Place(path, value.line, value.column), f"`{name}`: {fault.what}", fault.mend)
                continue
            if good:
                values[name] = good
        shared = self._names.setdefault(key_names := tuple(names), key_names)
        return values, Place(path, node.line, node.column, shared, spots)

    def _citations(self, record: _Record, node: Node, path: str) -> list[_Cited]:
        """What stands in a claim's `source`. A faulty citation is said, and counts as none."""
        cited: list[_Cited] = []
        for one in node.nodes if isinstance(node, Items) else [node]:
            place = Place(path, one.line, one.column)
            if isinstance(one, Text):
                if one.value:
                    cited.append(_Cited(one.value, "", "", place))
            elif isinstance(one, Items):
                record.wrong(
                    place,
                    "`source`: a list within the list",
                    "list keys, or mappings {source, quote, locator}",
                )
            else:
                values, place = self._values(record, one, _IN_A_CITATION, path)
                if _CITES in values:
                    cited.append(_Cited(values[_CITES], values.get("quote", ""), values.get("locator", ""), place))
                else:
                    record.wrong(
                        place,
                        "`source`: this citation names no source",
                        "give {source: KEY, quote: …}; a document is declared under `sources:`, or its fields stand in the claim itself",
                    )
        return cited

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
    if name in _IN_A_CLAIM:
        return f"`{name}` is no field of this record", "move it to where it belongs"
    return f"there is no field `{name}`", "correct its name, or keep the text in `note`"


def _value(spec: Field, node: Node) -> Any:
    """A field's value. Raises Faulty where it is not of the field's kind."""
    if isinstance(node, Text):
        text = node.value
        if not text or text.isspace():
            return ""
        return (text,) if spec.kind is Kind.NAMES else _CHECKED[spec.kind](spec, text)
    if isinstance(node, Items) and not node.nodes:
        return ""
    if isinstance(node, Items) and spec.kind is Kind.NAMES:
        if not all(isinstance(one, Text) for one in node.nodes):
            raise Faulty("a list of names holds names only", "write each name as a text, in quotes if it holds a colon")
        return tuple(one.value for one in node.nodes if isinstance(one, Text) and one.value and not one.value.isspace())
    if isinstance(node, Fields) and not node.pairs:
        return ""
    what = "a list" if isinstance(node, Items) else "a mapping"
    raise Faulty(f"{what} stands where {spec.kind} belongs", "write one value, in quotes if it begins with a bracket")


def _checked_text(_: Field, text: str) -> str:
    return text


def _checked_id(_: Field, text: str) -> str:
    if not ID.fullmatch(text):
        raise Faulty(f"'{text}' {_ID_FORM}", _id_advice(text))
    return text


def _checked_date(_: Field, text: str) -> str:
    dates.parse_published(text)
    return text


def _checked_time(_: Field, text: str) -> str:
    dates.parse(text)
    return text


def _checked_url(_: Field, text: str) -> str:
    urls.check(text)
    return text


def _checked_choice(spec: Field, text: str) -> str:
    if text not in spec.choices:
        guess = did_you_mean(text, spec.choices)
        raise Faulty(f"'{text}' is none of its words{guess}", f"write {listed(spec.choices, 'or')}")
    return text


_CHECKED: Mapping[Kind, Callable[[Field, str], str]] = {
    Kind.TEXT: _checked_text,
    Kind.ID: _checked_id,
    Kind.DATE: _checked_date,
    Kind.TIME: _checked_time,
    Kind.URL: _checked_url,
    Kind.CHOICE: _checked_choice,
}
