"""A JSON Schema of a ledger file, with which text editors complete and check a ledger as it is typed."""

from collections.abc import Mapping
from typing import Any

from ledger.fields import Field, Kind
from ledger.loading.fields import ID, KEY, RECORDS
from ledger.rules import RULES

Schema = dict[str, Any]

# The loader takes every scalar for the text that is written, where a parser of JSON's types sees a number in `2026`.
_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_STATED: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_NO_LIST: Schema = {"type": "array", "maxItems": 0}
_NO_MAPPING: Schema = {"type": "object", "maxProperties": 0}
# An absent value. A pattern cannot list all invisible characters: this one takes in all that is not printable ASCII.
_EMPTY: Schema = {"anyOf": [{"type": ["string", "null"], "pattern": "^[^!-~]*$"}, _NO_LIST, _NO_MAPPING]}
_EMPTY_SECTION: tuple[Schema, ...] = ({"type": "null"}, {"const": ""})
_DATE = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_PERIOD = f"(?:{_DATE}|[0-9]{{4}}-Q[1-4])"


def _pattern(pattern: str, form: str) -> Schema:
    """A pattern for a whole text. Editors show `patternErrorMessage`, a keyword that other validators ignore."""
    return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": f"write {form}"}


_ID = _pattern(ID.pattern, Kind.ID)


def schema() -> Schema:
    """A schema (JSON Schema draft-07) for one file of a ledger.

    It accepts whatever the loader reads without a finding. It rejects unknown sections and fields, wrong
    choices, wrong shapes and claims without the field `claim`. Whether a date or a page exists it cannot tell.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A ledger of published figures",
        "type": "object",
        "additionalProperties": False,
        "properties": _sections(),
        "definitions": {
            "claim": _record("claim", required="claim"),
            "source": _record("source"),
            "check": _record("check"),
            "citation": _record("citation", required=KEY),
            "empty": _EMPTY,
            **{_name(kind): values for kind, values in _values().items()},
        },
    }


def _sections() -> Schema:
    return {
        "heading": {"description": "the heading of an export", "anyOf": [_SCALAR, _NO_LIST, _NO_MAPPING]},
        "check": {
            "description": "how `ledger check` treats the records of this file",
            "anyOf": [_ref("check"), _NO_LIST, *_EMPTY_SECTION],
        },
        "companies": {
            "description": "other names of the same company: `Meta: [Facebook, Meta Platforms]`",
            "anyOf": [
                {"type": "object", "additionalProperties": _some(_STATED, at_least=1)},
                _NO_LIST,
                *_EMPTY_SECTION,
            ],
        },
        "sources": {
            "description": "documents that are cited more than once, by their keys",
            "anyOf": [
                {
                    "type": "object",
                    "propertyNames": _ID,
                    "additionalProperties": _ref("source"),
                },
                _NO_LIST,
                *_EMPTY_SECTION,
            ],
        },
        "claims": {
            "description": "the claims, in the order in which they are shown",
            "anyOf": [{"type": "array", "items": _ref("claim")}, _NO_MAPPING, *_EMPTY_SECTION],
        },
    }


def _record(kind: str, required: str = "") -> Schema:
    """A record: a mapping of the fields that such a record may have."""
    properties = {name: _field(field) for name, field in RECORDS[kind].items()}
    record: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    if required:
        record["required"] = [required]
        properties[required] = {"description": RECORDS[kind][required].meaning, **_STATED}
    return record


def _field(field: Field) -> Schema:
    described: Schema = {"description": field.meaning}
    if field.choices:
        return described | {"default": field.choices[0], "anyOf": [{"enum": list(field.choices)}, _ref("empty")]}
    return described | {"allOf": [_ref(_name(field.kind))]}  # in draft-07, what stands beside a reference is ignored


def _values() -> Mapping[Kind, Schema]:
    """What a field of each kind may hold; choices differ from field to field."""
    citation = [_SCALAR, _ref("citation"), _NO_MAPPING]
    date = {"type": ["string", "integer"]}
    return {
        Kind.TEXT: _or_empty(_SCALAR),
        Kind.NAMES: _or_empty(*_some(_SCALAR)["anyOf"]),
        Kind.ID: _or_empty({"type": ["string", "number", "boolean"]} | _ID),
        Kind.DATE: _or_empty(date | _pattern(_DATE, Kind.DATE)),
        Kind.TIME: _or_empty(date | _pattern(f"{_PERIOD}(?:/{_PERIOD})?", Kind.TIME)),
        Kind.EMBARGO: _or_empty(
            date | _pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{5,8}(?:Z|[+-][0-9]{2}:[0-9]{2}))?", Kind.EMBARGO)
        ),
        Kind.URL: _or_empty({"type": "string"} | _pattern("[Hh][Tt][Tt][Pp][Ss]?://.*", Kind.URL)),
        Kind.REASON: _or_empty({"type": ["string", "number"], "not": {"enum": ["true", "false", "yes", "no"]}}),
        Kind.FLAG: _or_empty(
            {"enum": [True, False]}, {"type": "string", "pattern": _any_case("true", "yes", "false", "no")}
        ),
        Kind.CITATION: _or_empty(*citation, {"type": "array", "items": {"anyOf": citation}}),
        Kind.WAIVERS: _waivers(),
        Kind.SIGNATURE: _or_empty(_signature()),
    }


def _waivers() -> Schema:
    reasons = {rule.name: {"description": rule.summary, **_SCALAR} for rule in RULES}
    return {
        "anyOf": [
            {"enum": list(reasons)},
            _SCALAR,
            {"type": "array", "items": _ref(_name(Kind.WAIVERS))},
            {"type": "object", "properties": reasons, "additionalProperties": _SCALAR},
        ]
    }


def _signature() -> Schema:
    text: Schema = {"type": ["string", "number"]}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["by", "on", "of"],
        "properties": {"by": text, "on": text, "of": text, "read": text},
    }


def _name(kind: Kind) -> str:
    return f"{kind.name.lower()}-value"


def _ref(definition: str) -> Schema:
    return {"$ref": f"#/definitions/{definition}"}


def _some(value: Schema, at_least: int = 0) -> Schema:
    """One value, or a list of such values."""
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": at_least}]}


def _or_empty(*values: Schema) -> Schema:
    return {"anyOf": [*values, _ref("empty")]}


def _any_case(*words: str) -> str:
    """A pattern for any of these words, in whatever case: the patterns of JSON Schema have no flags."""
    letters = ("".join(f"[{char.upper()}{char}]" for char in word) for word in words)
    return f"^\\s*(?:{'|'.join(letters)})\\s*$"
