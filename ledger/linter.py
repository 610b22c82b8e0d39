"""Run rules over a ledger."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from ledger.model import Claim, Ledger, Place, Source
from ledger.text import shortened


class Level(StrEnum):
    """How much a finding matters: wrong, worth a look, or short of a newsroom's strict standard."""

    ERROR = "error"
    WARNING = "warning"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says: where, of which claim or source, what is wrong, and how to mend it."""

    place: Place
    record: Place
    id: str
    message: str
    mend: str

    @classmethod
    def at(cls, record: Claim | Source, field: str, message: str, mend: str) -> "Found":
        """In a field of a claim or a source; on the record itself where the field is absent."""
        name = record.id if isinstance(record, Claim) else record.key
        return cls(record.place.of(field), record.place, name, shortened(message), shortened(mend))

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it, as one text."""
        if self.message.endswith("?"):
            return f"{self.message} {self.mend[:1].upper()}{self.mend[1:]}"
        return f"{self.message}; {self.mend}"


Check = Callable[[Ledger, datetime.date], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, its level, the page that explains it, and the check itself."""

    name: str
    level: Level
    page: str
    check: Check

    @classmethod
    def of(cls, module: ModuleType) -> "Rule":
        """The rule that a module of `rules/` is: its file's name, LEVEL, docstring and `check`."""
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        return cls(name, module.LEVEL, (module.__doc__ or "").strip(), module.check)

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    rule: Rule
    found: Found


def lint(ledger: Ledger, rules: Iterable[Rule], today: datetime.date) -> list[Finding]:
    """All findings of these rules, rule by rule, and within a rule in the order of the files."""
    files = {path: number for number, path in enumerate(ledger.files)}
    findings: list[Finding] = []
    for rule in rules:
        found = sorted(
            rule.check(ledger, today),
            key=lambda one: (files.get(one.place.path, 0), one.place.line, one.place.column),
        )
        findings += [Finding(rule, one) for one in found]
    return findings


def chosen(rules: Iterable[Rule], select: Collection[str], ignore: Collection[str], *, strict: bool) -> list[Rule]:
    """The rules that run: those selected, else all (the strict ones if asked for); less those ignored."""
    return [
        rule
        for rule in rules
        if (rule.name in select if select else strict or rule.level is not Level.STRICT) and rule.name not in ignore
    ]
