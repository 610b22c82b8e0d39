"""What the fields of a record hold, and what they mean."""

from enum import StrEnum

from msgspec import Struct

from ledger.text import listed


class Kind(StrEnum):
    """What a field may hold."""

    TEXT = "text"
    NAMES = "a name or a list of names"
    ID = "a cite key: lower-case letters, digits, '.', '_' and '-'"
    DATE = "a day, month or year: 2026-03-31, 2026-03, 2026"
    TIME = "a day, month, quarter, year or interval: 2026-03-31, 2026-03, 2026-Q1, 2026, 2026-01/2026-03"
    EMBARGO = "a day, or a time with its zone: 2026-03-12, 2026-03-12T07:00Z, 2026-03-12T07:00+01:00"
    URL = "an http or https URL"
    CHOICE = "one of a few words"
    REASON = "text that gives a reason"
    FLAG = "true or false"
    CITATION = "a source's key, {key, quote, locator}, or a list of these"
    WAIVERS = "a rule, a list of rules, or a mapping from rules to reasons"
    SIGNATURE = "{by, on, of}, as `ledger sign` writes it"


class Field(Struct, frozen=True):
    """One field of a claim or a source."""

    kind: Kind
    meaning: str
    csl: str = ""  # the variable of the Citation Style Language 1.0.2 that carries it
    choices: tuple[str, ...] = ()  # the first one is the default
    name: str = ""  # in a ledger file; that of the attribute, if not stated

    @property
    def expected(self) -> str:
        """What may stand in it, in words."""
        return listed(self.choices, "or") if self.choices else self.kind


def fields_of(record: type) -> tuple[Field, ...]:
    """The fields that a record type declares, in order."""
    declared = []
    for attribute, hint in record.__annotations__.items():
        for field in getattr(hint, "__metadata__", ()):
            declared.append(Field(field.kind, field.meaning, field.csl, field.choices, field.name or attribute))
    return tuple(declared)
