"""The fields of one record: which there are, and whether their values are valid."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ledger import dates, urls
from ledger.errors import InvalidValueError
from ledger.fields import Field, Kind
from ledger.loading.reader import SURROGATE, Fields, Items, Node
from ledger.loading.syntax_errors import QUOTES, unquoted
from ledger.model import (
    CITATION_FIELDS,
    CLAIM_FIELDS,
    OF_DECLARED,
    SETTINGS_FIELDS,
    SOURCE_FIELDS,
    THERE,
    Finding,
    Signature,
    Waiver,
    invalid_record,
)
from ledger.placeholders import LONGEST as LONGEST_PLACEHOLDER
from ledger.placeholders import is_placeholder
from ledger.places import Place, field_positions, place_in
from ledger.text import did_you_mean, is_blank, listed, nearest, slug

ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
ID_FORM = "may contain only a-z, 0-9, '.', '_' and '-', and must start with a letter or digit"
CITES = "source"
_OF_SIGNATURE = Signature.__struct_fields__
_DIGEST = re.compile("[0-9a-f]{16}")
_SIGN = "remove it, and sign the claim with ledger sign ID"
KEY = "key"
_SOURCE = {field.name: field for field in SOURCE_FIELDS}
_CITATION = {field.name: field for field in CITATION_FIELDS}
# The fields of each kind of record.
RECORDS: Mapping[str, Mapping[str, Field]] = {
    "claim": {field.name: field for field in CLAIM_FIELDS} | _SOURCE | _CITATION,
    "source": _SOURCE | {name: replace(field, name=name) for name, field in OF_DECLARED.items()},
    "check": {field.name: field for field in SETTINGS_FIELDS},
    "citation": {KEY: Field(Kind.ID, "the source's key", name=KEY)} | _CITATION,
}
# What counts if the value of a field is not valid: nothing is published for a slip.
_WITHHOLDING: Mapping[str, Any] = {"confidential": True, "embargo": "9000-01-01"}
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


class Record(Struct):
    """A record while it is read, with the findings in it so far."""

    kind: str  # a key of RECORDS
    place: Place
    id: str = ""
    findings: list[Finding] = []

    def report(self, place: Place, what: str, fix: str, *, there: str = "", rule: str = "invalid-record") -> None:
        """Add a finding to the record."""
        self.add(invalid_record(place, place, "", what, fix, there=there, rule=rule))

    def add(self, finding: Finding) -> None:
        """Add a finding that was made without the record."""
        name = self.id if ID.fullmatch(self.id) else ""
        self.findings.append(replace(finding, record=self.place, id=name))


class _Step(Struct, frozen=True):
    """How one field is read."""

    field: Field
    check: Callable[[Field, Any], Any] | None  # None if any text will do
    takes_lists: bool
    longest_placeholder: int  # 0 if people do not write TBD in it
    of_source: bool
    prose: bool  # typographic quotation marks around it belong to its text


class Layout(Struct, frozen=True):
    """The fields of a record, in its order: each once, and each one that such a record may have."""

    names: tuple[str, ...]
    steps: tuple[_Step, ...]


def id_fix(text: str) -> str:
    """How to fix an id that is not valid."""
    return f"write {slug(text)}" if slug(text) else "write lower-case letters, digits and hyphens"


def _unknown(name: str, kind: str) -> tuple[str, str]:
    """Message and fix for a field that a record cannot have."""
    known = RECORDS[kind]
    other = _OTHER_NAMES.get(name.lower(), "")
    guess = f"; did you mean {other}?" if other in known else did_you_mean(name, known)
    if guess:
        return f"unknown field `{name}`{guess}", "correct the name"
    if kind == "check":
        return f"`check` has no setting `{name}`", f"use {listed([f'`{one}`' for one in known], 'or')}"
    if name in RECORDS["claim"]:
        return f"`{name}` is not a field of a {kind}", "move it to where it belongs"
    return f"unknown field `{name}`", "correct the name, or move the text to `note`"


@lru_cache
def _layout(kind: str, names: tuple[str, ...]) -> Layout | None:
    """The layout of these fields, kept for the records that share it; None if a field is unknown or given twice."""
    known = RECORDS[kind]
    if len(set(names)) < len(names) or not known.keys() >= set(names):
        return None
    steps = []
    for name in names:
        field = known[name]
        takes_lists = field.kind in (Kind.NAMES, Kind.CITATION, Kind.WAIVERS, Kind.SIGNATURE)
        longest = (
            0 if field.kind in (Kind.ID, Kind.CHOICE, Kind.FLAG, Kind.WAIVERS, Kind.SIGNATURE) else LONGEST_PLACEHOLDER
        )
        longest = sys.maxsize if field.kind is Kind.URL else longest
        steps.append(_Step(field, _CHECKS[field.kind], takes_lists, longest, name in _SOURCE, _is_prose(field)))
    return Layout(names, tuple(steps))


def _is_prose(field: Field) -> bool:
    """Whether a field holds sentences, which may be in quotation marks of their own."""
    return field.kind in (Kind.TEXT, Kind.REASON) and field.name != "publisher"


def laid_out(record: Record, node: Fields) -> tuple[Layout, Sequence[Node]]:
    """A record's layout and its values, with the record's place set.

    Unknown and repeated fields are reported and left out.
    """
    path = record.place.path
    names, values, positions = node.names, node.values, node.positions
    layout = _layout(record.kind, names)
    if layout is None:
        kept: dict[str, int] = {}
        for at, name in enumerate(names):
            key = place_in(path, *node.key_position(at))
            if name not in RECORDS[record.kind]:
                record.report(key, *_unknown(name, record.kind))
                near = nearest(name, _WITHHOLDING)
                if near in RECORDS[record.kind] and near not in names:
                    kept.setdefault(near, at)
            elif name in kept:
                line = node.line + positions[2 * kept[name]]
                what = f"`{name}` is given twice; the first, on {THERE}, is used"
                record.report(key, what, "keep one", there=f"line {line}")
            else:
                kept[name] = at
        layout = _layout(record.kind, tuple(kept))
        values = [values[at] for at in kept.values()]
        positions = tuple(position for at in kept.values() for position in positions[2 * at : 2 * at + 2])
    assert layout is not None
    record.place = Place(node.line, node.column, field_positions(path, layout.names, positions))
    return layout, values


def _withhold(name: str, values: dict[str, Any]) -> None:
    """Nothing is published because of a slip: a value that is not valid withholds, too."""
    if name in _WITHHOLDING:
        values[name] = _WITHHOLDING[name]


def valid_values(record: Record, layout: Layout, nodes: Sequence[Node]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The valid values of a record by field name, those of a source apart; the others are reported."""
    values: dict[str, Any] = {}
    of_source: dict[str, Any] = {}
    for name, step, node in zip(layout.names, layout.steps, nodes, strict=True):
        check = step.check
        if type(node) is str:
            if not node or node.isspace() or (not node.isascii() and is_blank(node)):
                continue
            if len(node) <= step.longest_placeholder and not node[0].isdigit() and is_placeholder(node):
                _report_placeholder(record, name, node)
                _withhold(name, of_source if step.of_source else values)
                continue
            if not step.prose and node[0] in QUOTES and (inside := unquoted(node)) != node:
                message = f"`{name}`: {node[0]} is not a quotation mark in YAML, and would be part of the value"
                record.report(record.place.of(name), message, f"write {inside}")
                _withhold(name, of_source if step.of_source else values)
                continue
            if not check:
                (of_source if step.of_source else values)[name] = node
                continue
        try:
            value = check(step.field, node) if check and (step.takes_lists or type(node) is str) else _empty(step, node)
        except InvalidValueError as fault:
            record.report(record.place.of(name), f"`{name}`: {fault.message}", fault.fix)
            _withhold(name, of_source if step.of_source else values)
        else:
            if type(node) is not str and step.field.kind is Kind.NAMES:
                for placeholder in filter(is_placeholder, value):
                    _report_placeholder(record, name, placeholder)
                value = tuple(text for text in value if not is_placeholder(text))
            if value:
                (of_source if step.of_source else values)[name] = value
    return values, of_source


def _report_placeholder(record: Record, name: str, text: str) -> None:
    fix = f"write the real {name}, or remove `{name}`"
    record.report(record.place.of(name), f"`{name}`: '{text}' is a placeholder", fix, rule="placeholder")


def checked(field: Field, given: str | Sequence[str]) -> Any:
    """The value of a field that was not read from a file: a text, or a tuple of names.

    Raises InvalidValueError if a file could not hold it in that field.
    """
    texts = [given] if isinstance(given, str) else list(given)
    if any(not text.isascii() and SURROGATE.search(text) for text in texts):
        raise InvalidValueError("the text is not valid UTF-8", "type it again, or convert it to UTF-8")
    if placeholder := next(filter(is_placeholder, texts), ""):
        raise InvalidValueError("'{}' is a placeholder", "write the real value, or leave it out", placeholder)
    if len(texts) == 1 and not _is_prose(field) and (inside := unquoted(texts[0])) != texts[0]:
        raise InvalidValueError("'{}' is in typographic quotation marks", f"write {inside}", texts[0])
    if field.kind is Kind.NAMES:
        return tuple(text for text in texts if not is_blank(text))
    if field.kind is Kind.WAIVERS:
        return tuple(waiver for text in texts for waiver in _waivers(field, text))
    text = " ".join(texts)
    if is_blank(text):
        return ""
    check = _CHECKS[field.kind]
    return check(field, text) if check else text


def setting(record: Record, name: str, node: Node) -> Any:
    """The value of a setting of `check`; None, with a finding in the record, if it is not valid."""
    field = RECORDS["check"].get(name)
    if field is None:
        record.report(record.place, *_unknown(name, "check"))
        return None
    try:
        if field.kind is Kind.FLAG and not isinstance(node, str):
            raise InvalidValueError(f"expected {field.expected}, not a list or mapping", "write true or false")
        check = _CHECKS[field.kind]
        return check(field, node) if check and node else None
    except InvalidValueError as fault:
        record.report(record.place, f"`{name}`: {fault.message}", fault.fix)
        return None


def _empty(step: _Step, node: Node) -> str:
    """An empty list or mapping is an absent value. Raises InvalidValueError for any other that is not text."""
    if (isinstance(node, Items) and node.values) or (isinstance(node, Fields) and node.names):
        what = "a list" if isinstance(node, Items) else "a mapping"
        fix = "write one value, in quotes if it begins with a bracket"
        raise InvalidValueError(f"expected {step.field.expected}, not {what}", fix)
    return ""


@lru_cache
def _one_name(text: str) -> tuple[str]:
    return (text,)


def _names(field: Field, node: Node) -> tuple[str, ...]:
    if isinstance(node, str):
        return _one_name(node)
    if isinstance(node, Fields):
        if node.names:
            raise InvalidValueError(f"expected {field.expected}, not a mapping", "write one name, or a list of names")
        return ()
    names = [value for value in node.values if isinstance(value, str)]
    if len(names) < len(node.values):
        raise InvalidValueError("a list of names may contain only text", "put a name in quotes if it contains a colon")
    return tuple(name for name in names if not is_blank(name))


def _id(_: Field, text: str) -> str:
    if not ID.fullmatch(text):
        raise InvalidValueError(f"'{{}}' {ID_FORM}", id_fix(text), text)
    return text


def _date(_: Field, text: str) -> str:
    dates.parse_published(text)
    return text


def _time(_: Field, text: str) -> str:
    dates.parse(text)
    return text


def _embargo(_: Field, text: str) -> str:
    dates.embargo_end(text)
    return text


def _url(_: Field, text: str) -> str:
    urls.check(text)
    return text


def _choice(field: Field, text: str) -> str:
    if text not in field.choices:
        guess = did_you_mean(text, field.choices)
        raise InvalidValueError(
            f"'{{}}' is not a valid {field.name}{guess}", f"use {listed(field.choices, 'or')}", text
        )
    return text


def _reason(field: Field, text: str) -> str:
    if text.strip().casefold() in ("true", "false", "yes", "no", "y", "n", "on", "off", "0", "1"):
        fix = f"write why it is no longer valid, or remove `{field.name}`"
        raise InvalidValueError("'{}' is not a reason, so the claim is not retracted", fix, text)
    return text


def _flag(_: Field, text: str) -> bool:
    value = text.strip().lower()
    if value not in ("true", "yes", "false", "no"):
        raise InvalidValueError("'{}' is neither true nor false", "write true or false", text)
    return value in ("true", "yes")


def _waivers(field: Field, node: Node) -> tuple[Waiver, ...]:
    if isinstance(node, str):
        rule, _, reason = node.partition(":")
        return (Waiver(rule.strip(), reason.strip()),) if rule.strip() else ()
    if isinstance(node, Items):
        return tuple(waiver for value in node.values for waiver in _waivers(field, value))
    reasons = [value.strip() for value in node.values if isinstance(value, str)]
    if len(reasons) < len(node.values):
        raise InvalidValueError("the reason for a waiver must be text", "write one line of text for each rule")
    return tuple(Waiver(name, reason) for name, reason in zip(node.names, reasons, strict=True))


def _signature(_: Field, node: Node) -> Signature | None:
    if isinstance(node, Fields) and not node.names:
        return None
    if not isinstance(node, Fields):
        what = "text" if isinstance(node, str) else "a list"
        raise InvalidValueError(f"expected {Kind.SIGNATURE}, not {what}", _SIGN)
    values = dict(zip(node.names, node.values, strict=True))
    if unknown := next((name for name in node.names if name not in _OF_SIGNATURE), ""):
        guess = did_you_mean(unknown, _OF_SIGNATURE)
        raise InvalidValueError(
            f"unknown field '{{}}'{guess}", f"it has {listed(f'`{name}`' for name in _OF_SIGNATURE)}", unknown
        )
    if len(values) < len(node.names):
        raise InvalidValueError("a field is given twice", "keep one")
    texts = {name: value.strip() for name, value in values.items() if isinstance(value, str) and not is_blank(value)}
    if missing := next((name for name in ("by", "on", "of") if name not in texts), ""):
        raise InvalidValueError(f"missing `{missing}`", _SIGN)
    if dates.parse(texts["on"]).first != dates.parse(texts["on"]).last:
        raise InvalidValueError("'{}' is not a day", "write one such as 2026-03-31", texts["on"])
    if not _DIGEST.fullmatch(texts["of"]):
        raise InvalidValueError("'{}' is not a digest of 16 hexadecimal digits", _SIGN, texts["of"])
    return Signature(texts["by"], texts["on"], texts["of"], texts.get("read", ""))


def _node(_: Field, node: Node) -> Node:
    return node


# What reads a field of each kind; raises InvalidValueError.
_CHECKS: Mapping[Kind, Callable[[Field, Any], Any] | None] = {
    Kind.TEXT: None,
    Kind.NAMES: _names,
    Kind.ID: _id,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.EMBARGO: _embargo,
    Kind.URL: _url,
    Kind.CHOICE: _choice,
    Kind.REASON: _reason,
    Kind.FLAG: _flag,
    Kind.CITATION: _node,
    Kind.WAIVERS: _waivers,
    Kind.SIGNATURE: _signature,
}
