"""Run rules over a ledger."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.text import shortened

Check = Callable[[Ledger, datetime.date], Iterator[Finding]]


class Rule(Struct, frozen=True):
    """One rule: its name, its level, the page that explains it, and the check itself."""

    name: str
    level: Level
    page: str
    check: Check

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.strip().partition("\n")[0]

    def finding(self, record: Claim | Source, field: str, message: str, fix: str) -> Finding:
        """A finding in a field of a claim or a source; on the record itself if the field is absent."""
        name = record.id if isinstance(record, Claim) else record.key
        place = record.place.of(field)
        return Finding(self.name, self.level, place, record.place, name, shortened(message), shortened(fix))


def lint(ledger: Ledger, rules: Iterable[Rule], today: datetime.date) -> list[Finding]:
    """All findings of these rules, rule by rule, and within a rule in the order of the files."""
    files = {path: number for number, path in enumerate(ledger.files)}

    def position(finding: Finding) -> tuple[int, int, int]:
        return files.get(finding.place.path, 0), finding.place.line, finding.place.column

    return [finding for rule in rules for finding in sorted(rule.check(ledger, today), key=position)]


def chosen(rules: Iterable[Rule], select: Collection[str], ignore: Collection[str], *, strict: bool) -> list[Rule]:
    """The rules to run: the selected ones, else all (strict ones only on request), without the ignored ones."""
    return [
        rule
        for rule in rules
        if (rule.name in select if select else strict or rule.level is not Level.STRICT) and rule.name not in ignore
    ]
