"""The fields of one record: which there may be, which there are, and whether their values are good."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from ledger import dates, urls
from ledger.errors import Faulty
from ledger.loading.events import Fields, Items, Node
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Field, Kind, Place, Problem
from ledger.text import did_you_mean, listed, shortened, slug

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
CITES = "source"
KEY = "key"
_SOURCE = {spec.name: spec for spec in SOURCE_FIELDS}
_CITATION = {spec.name: spec for spec in CITATION_FIELDS}
# What may stand in each kind of record.
RECORDS: Mapping[str, Mapping[str, Field]] = {
    "claim": {spec.name: spec for spec in CLAIM_FIELDS} | _SOURCE | _CITATION,
    "source": _SOURCE,
    "citation": {KEY: Field(KEY, Kind.ID, "the source's key")} | _CITATION,
}
# What a spreadsheet or another tool calls these fields; only proposed, never read.
_OTHER_NAMES = {
    "amount": "figure",
    "value": "figure",
    "headline": "title",
    "key": "source",
    "source": "key",
    "link": "url",
    "organisation": "company",
    "organization": "company",
    "outlet": "publisher",
    "statement": "claim",
    "text": "claim",
    "website": "publisher",
}


@dataclass(slots=True)
class Record:
    """One record while it is read: its problems carry its place and its id."""

    place: Place
    id: str = ""
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Place, message: str, mend: str, *, dropped_claim: bool = False) -> None:
        name = self.id if ID.fullmatch(self.id) else ""
        self.problems.append(Problem(place, shortened(message), shortened(mend), self.place, name, dropped_claim))


ID_FORM = "has other characters than a-z, 0-9, '.', '_' and '-', or begins with a mark"


def id_advice(text: str) -> str:
    return f"write {slug(text)}" if slug(text) else "write lower-case letters, digits and hyphens"


def _unknown(name: str, known: Mapping[str, Field]) -> tuple[str, str]:
    """Message and advice for a field that does not exist."""
    other = _OTHER_NAMES.get(name.lower(), "")
    guess = f"; did you mean {other}?" if other in known else did_you_mean(name, known)
    if guess:
        return f"there is no field `{name}`{guess}", "correct the name"
    if name in RECORDS["claim"]:
        return f"`{name}` is no field of this record", "move it to where it belongs"
    return f"there is no field `{name}`", "correct its name, or keep the text in `note`"


_TAKE_LISTS = (Kind.NAMES, Kind.CITATION)


class Shape(NamedTuple):
    """The fields that a record has, in its order: each once, and each one that such a record may have."""

    names: tuple[str, ...]
    steps: tuple["_Step", ...]
    id_at: int  # which of them is its id; -1 for none


class _Step(NamedTuple):
    """What is to be done with one field."""

    name: str
    spec: Field
    check: Callable[[Field, Any], Any] | None  # None where any text will do
    own: bool  # a field of a source


@lru_cache
def _shape(kind: str, names: tuple[str, ...]) -> Shape | None:
    """The shape of a row of names, kept for the thousand records that share it; None where one is unknown or twice."""
    known = RECORDS[kind]
    if len(set(names)) < len(names) or not known.keys() >= set(names):
        return None
    steps = tuple(_Step(name, known[name], _CHECKS[known[name].kind], name in _SOURCE) for name in names)
    return Shape(names, steps, names.index("id") if "id" in names else -1)


def shaped(record: Record, node: Fields, kind: str) -> tuple[Shape, Sequence[Node]]:
    """A record's shape and the values that go with it, its place set; unknown and repeated fields are set aside."""
    path = record.place.path
    names, values, spots = node.names, node.values, node.spots
    shape = _shape(kind, names)
    if shape is None:
        kept: list[int] = []
        for at, name in enumerate(names):
            key = Place(path, *node.key_spot(at))
            if name not in RECORDS[kind]:
                record.wrong(key, *_unknown(name, RECORDS[kind]))
            elif first := next((one for one in kept if names[one] == name), -1) + 1:
                line = node.line + spots[2 * first - 2]
                record.wrong(key, f"`{name}` is given twice; the one on line {line} is read", "keep one")
            else:
                kept.append(at)
        shape = _shape(kind, tuple(names[at] for at in kept))
        values = [values[at] for at in kept]
        spots = tuple(spot for at in kept for spot in spots[2 * at : 2 * at + 2])
    assert shape is not None
    record.place = Place(path, node.line, node.column, shape.names, spots)
    return shape, values


def values_of(record: Record, shape: Shape, nodes: Sequence[Node]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The good values of a record by field name, those of a source apart; the others become problems of the record."""
    values: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for (name, spec, check, of_source), node in zip(shape.steps, nodes, strict=True):
        try:
            if type(node) is not str:
                good = check(spec, node) if check and spec.kind in _TAKE_LISTS else _no_text(spec, node)
            elif not node or node.isspace():
                continue
            else:
                good = check(spec, node) if check else node
        except Faulty as fault:
            record.wrong(record.place.of(name), f"`{name}`: {fault.what}", fault.mend)
        else:
            if not good:
                continue
            if of_source:
                own[name] = good
            else:
                values[name] = good
    return values, own


def checked(spec: Field, given: str | Sequence[str]) -> Any:
    """The value of a field that was given elsewhere than in a ledger's file: a text, or a tuple of names.

    Raises Faulty where a file could not hold it in that field.
    """
    for text in [given] if isinstance(given, str) else given:
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise Faulty("this is no text in UTF-8", "write it anew, or convert it to UTF-8")
    if spec.kind is Kind.NAMES:
        return tuple(one for one in ([given] if isinstance(given, str) else given) if one and not one.isspace())
    text = given if isinstance(given, str) else " ".join(given)
    check = _CHECKS[spec.kind]
    return check(spec, text) if check and text and not text.isspace() else text if text.strip() else ""


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
        raise Faulty(f"'{text}' {ID_FORM}", id_advice(text))
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
