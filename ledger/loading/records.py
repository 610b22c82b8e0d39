"""From nodes to claims and sources; what is wrong in a record is set aside and said."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ledger.errors import LedgerError
from ledger.loading.advice import quoted
from ledger.loading.events import Entry, Fields, Items, Node, Text
from ledger.loading.fields import CITES, ID, ID_FORM, KEY, RECORDS, Record, id_advice, shaped, values_of
from ledger.model import Citation, Claim, Ledger, Place, Problem, Source
from ledger.text import clean, did_you_mean, listed, shortened

_SECTIONS = ("heading", "sources", "claims")


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
        section: Text | None = None
        for entry in entries:
            begins = entry.section is not section
            section = entry.section
            if not begins and section.value == "claims":
                self._claim(path, entry)
                continue
            if begins and (first := seen.get(section.value)):
                what = f"`{section.value}` stands twice; first on line {first.line}"
                self._file_problem(path, section, what, "make them one")
            seen[section.value] = section
            if section.value == "claims":
                self._claim(path, entry)
            elif section.value == "sources":
                self._source(path, entry)
            elif section.value == "heading":
                if isinstance(entry.node, str) and not entry.listed and not entry.key:
                    self._heading = self._heading or entry.node
                elif begins:
                    self._file_problem(path, section, "`heading` is a text", "write one line of text")
            elif begins:
                guess = did_you_mean(section.value, _SECTIONS)
                self._file_problem(
                    path,
                    section,
                    f"`{section.value}` is no part of a ledger{guess}",
                    "it holds `heading`, `sources` and `claims`",
                )
            if section.value not in ("claims", "sources"):
                self._cuts(Record(Place(path, section.line, section.column)), entry)

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
        record = Record(Place(path, key.line, key.column), key.value)
        self._cuts(record, entry)
        place = Place(path, key.line, key.column)
        if not ID.fullmatch(key.value):
            record.wrong(place, f"the key '{key.value}' {ID_FORM}", id_advice(key.value))
        elif not isinstance(node, Fields):
            record.wrong(place, "a source is a mapping", "write its fields below it: publisher, title, url, date")
        else:
            _, own = values_of(record, *shaped(record, node, "source"))
            source = Source(**own, key=key.value, place=record.place)
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
        record = Record(Place(path, entry.line, entry.column))
        if entry.cut:
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
        if record.problems:
            self._problems += record.problems

    def _string_claim(self, record: Record, text: str) -> None:
        name, colon, value = text.partition(":")
        if not text:
            mend = "write `claim: …`, or take the dash out"
        elif colon and name in RECORDS["claim"]:
            mend = f"write `{name}: {value}`, with a space after the colon"
        else:
            mend = f"write `claim: {text if ': ' not in text else quoted(text)}`"
        what = "a text" if text else "nothing"
        record.wrong(record.place, f"{what} where a claim belongs, which is a mapping", mend, dropped_claim=True)

    def _claim_fields(self, record: Record, node: Fields) -> None:
        shape, kept = shaped(record, node, "claim")
        place = record.place
        if shape.id_at >= 0 and type(name := kept[shape.id_at]) is str:
            record.id = name
        values, own = values_of(record, shape, kept)
        cited = self._citations(record, values.pop(CITES)) if CITES in values else []
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
        record = Record(pending.place, pending.values.get("id", ""))
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

    def _citations(self, record: Record, node: Node) -> list[_Cited]:
        """What stands in a claim's `source`. A faulty citation is said, and counts as none."""
        at = record.place.of(CITES)
        if not isinstance(node, Items):
            node = Items([node], [at.line, at.column])
        cited: list[_Cited] = []
        for one, line, column in zip(node.values, node.spots[::2], node.spots[1::2], strict=True):
            place = Place(at.path, line, column)
            if isinstance(one, str):
                if one:
                    cited.append(_Cited(one, "", "", place))
            elif isinstance(one, Items):
                record.wrong(place, "`source`: a list within the list", "list keys, or mappings {key, quote, locator}")
            elif one.names:
                values = self._citation_fields(record, one)
                if KEY in values:
                    cited.append(_Cited(values[KEY], values.get("quote", ""), values.get("locator", ""), place))
                else:
                    mend = "give {key: KEY, quote: …}; a document's own fields stand under `sources:` or in the claim"
                    record.wrong(place, "`source`: this citation names no source", mend)
        return cited

    def _citation_fields(self, record: Record, node: Fields) -> dict[str, Any]:
        outer = record.place
        shape, kept = shaped(record, node, "citation")
        values, _ = values_of(record, shape, kept)
        record.place = outer
        return values

    def _cuts(self, record: Record, entry: Entry) -> None:
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
        self._problems.append(Problem(place, shortened(message), mend, place))
