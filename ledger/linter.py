"""Run rules over a ledger, and set aside what an editor has waived."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from ledger.model import Claim, Finding, Ledger, Level, Source, Waiver
from ledger.places import Place
from ledger.text import shortened

Check = Callable[[Ledger, datetime.date], Iterator[Finding]]
# From the ledger, the rules that ran, and what was waived.
WaiverCheck = Callable[[Ledger, Sequence["Rule"], Sequence[Finding]], Iterator[Finding]]

NEVER_WAIVED = frozenset(("invalid-record", "unused-waiver"))
WAIVED_WITH_REASON = frozenset(("missing-source",))


class Rule(Struct, frozen=True):
    """One rule: its name, its level, the page that explains it, and the check itself."""

    name: str
    level: Level
    page: str
    check: Check
    yields_to: str = ""  # a more telling rule, which is enough for a record that both find something in
    check_waivers: WaiverCheck | None = None

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.strip().partition("\n")[0]

    def finding(self, record: Claim | Source, field: str, what: str, fix: str, there: Place | None = None) -> Finding:
        """A finding in a field of a claim or a source; on the record itself if the field is absent.

        THERE in `what` stands for the other place.
        """
        name = record.id if isinstance(record, Claim) else record.key
        place = record.place.of(field)
        other = str(there) if there else ""
        return Finding(self.name, self.level, place, record.place, name, shortened(what), shortened(fix), other)


class Result(NamedTuple):
    """What rules found."""

    findings: list[Finding]
    waived: list[Finding]


def lint(ledger: Ledger, rules: Iterable[Rule], today: datetime.date, *, waivers: bool = True) -> Result:
    """What these rules find, rule by rule, and within a rule in the order of the files.

    Without `waivers`, none of it is set aside.
    """
    rules = list(rules)
    files = {path: number for number, path in enumerate(ledger.files)}

    def position(finding: Finding) -> tuple[int, int, int]:
        return files.get(finding.place.path, 0), finding.place.line, finding.place.column

    found = {rule.name: sorted(rule.check(ledger, today), key=position) for rule in rules}
    for rule in rules:
        if telling := {finding.record for finding in found.get(rule.yields_to, ())}:
            found[rule.name] = [finding for finding in found[rule.name] if finding.record not in telling]
    findings = [finding for of_rule in found.values() for finding in of_rule]
    if not waivers:
        return Result(findings, [])
    accepted = _waivers(ledger)
    waived = [finding for finding in findings if finding.rule in accepted.get(finding.record, ())]
    findings = [finding for finding in findings if finding.rule not in accepted.get(finding.record, ())]
    for rule in rules:
        if rule.check_waivers:
            findings += sorted(rule.check_waivers(ledger, rules, waived), key=position)
    return Result(findings, waived)


def _waivers(ledger: Ledger) -> Mapping[Place, Collection[str]]:
    """The rules that are waived for each record, by its place."""
    return {
        record.place: {waiver.rule for waiver in record.waive if is_valid(waiver)}
        for record in records_with_waivers(ledger)
    }


def records_with_waivers(ledger: Ledger) -> Iterator[Claim | Source]:
    """The claims and declared sources that waive something."""
    for source in (*ledger.sources.values(), *ledger.repeated):
        if source.waive:
            yield source
    for claim in ledger.claims:
        if claim.waive:
            yield claim


def is_valid(waiver: Waiver) -> bool:
    """Whether a waiver counts: some rules cannot be waived, and some only with a reason."""
    return waiver.rule not in NEVER_WAIVED and (bool(waiver.reason) or waiver.rule not in WAIVED_WITH_REASON)


def chosen(rules: Iterable[Rule], select: Collection[str], ignore: Collection[str], *, strict: bool) -> list[Rule]:
    """The rules to run: the selected ones, else all (strict ones only on request), without the ignored ones."""
    return [
        rule
        for rule in rules
        if (rule.name in select if select else strict or rule.level is not Level.STRICT) and rule.name not in ignore
    ]
