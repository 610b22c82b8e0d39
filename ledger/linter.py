"""Run rules over a ledger, and set aside what an editor has waived."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from ledger.model import Claim, Finding, Ledger, Level, Settings, Source, Waiver
from ledger.places import Place
from ledger.text import shortened

Check = Callable[[Ledger, datetime.date], Iterator[Finding]]
# From the ledger, the rules that ran, and what was waived.
WaiverCheck = Callable[[Ledger, Sequence["Rule"], Sequence[Finding]], Iterator[Finding]]

NEVER_WAIVED = frozenset(("invalid-record", "unused-waiver"))
# What keeps a claim from being sourced, and what the reader could not take: no file can turn these off.
ALWAYS = NEVER_WAIVED | {"missing-source", "incomplete-source", "placeholder"}
WAIVED_WITH_REASON = frozenset(("missing-source",))


_NONE = Settings()


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
    ignored: Sequence[Finding] = ()  # by `check:` in their files


def lint(
    ledger: Ledger,
    rules: Iterable[Rule],
    today: datetime.date,
    *,
    waivers: bool = True,
    settings: bool = True,
    strict: bool = True,
) -> Result:
    """What these rules find, rule by rule, and within a rule in the order of the files.

    Without `waivers`, none of it is set aside; without `settings`, what files say in `check:` does not count. Unless
    `strict`, strict rules count only in files that ask for them.
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
    ignored: list[Finding] = []
    if settings and (ledger.settings or not strict):
        wanted = [finding for finding in findings if _is_wanted(ledger, finding, strict=strict, ignoring=waivers)]
        if len(wanted) < len(findings):
            kept = set(map(id, wanted))
            left = [finding for finding in findings if id(finding) not in kept]
            ignored = [finding for finding in left if _is_asked_for(ledger, finding, strict=strict)]
            findings = wanted
    if not waivers:
        return Result(findings, [], ignored)
    accepted = _waivers(ledger)
    waived = [finding for finding in findings if finding.rule in accepted.get(finding.record, ())]
    findings = [finding for finding in findings if finding.rule not in accepted.get(finding.record, ())]
    for rule in rules:
        if rule.check_waivers:
            findings += sorted(rule.check_waivers(ledger, rules, waived), key=position)
    return Result(findings, waived, ignored)


def _is_wanted(ledger: Ledger, finding: Finding, *, strict: bool, ignoring: bool) -> bool:
    """Whether the file of a finding wants its rule to run; what it ignores counts only if `ignoring`."""
    if finding.rule in ALWAYS:
        return True
    own = ledger.settings.get(finding.record.path, _NONE)
    if ignoring and any(waiver.rule == finding.rule for waiver in own.ignore):
        return False
    selected = not own.select or finding.rule in own.select
    return _is_asked_for(ledger, finding, strict=strict) and (selected or finding.level is Level.STRICT)


def _is_asked_for(ledger: Ledger, finding: Finding, *, strict: bool) -> bool:
    """Whether a finding is of a rule that is not strict, or that somebody asked for."""
    own = ledger.settings.get(finding.record.path, _NONE)
    return finding.level is not Level.STRICT or strict or own.strict or finding.rule in own.select


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
