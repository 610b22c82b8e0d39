"""Findings, grouped by rule."""

from collections.abc import Iterator, Sequence

from ledger.linter import Rule
from ledger.model import Finding, Level
from ledger.terminal.layout import Line, Run
from ledger.text import clean, counted, shortened

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.STRICT: "cyan"}


def findings_by_rule(findings: Sequence[Finding], rules: Sequence[Rule]) -> Iterator[Line]:
    """Each rule with findings, its summary and their number, followed by the findings, one a line."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    for rule in rules:
        if group := groups.get(rule.name):
            yield []
            yield [Run(f"{rule.name} ({len(group):,})", "bold"), Run(f"  {rule.summary}", "dim")]
            yield from map(_line, group)


def _line(finding: Finding) -> Line:
    name = f" {clean(shortened(finding.id))}" if finding.id else ""
    return [
        Run(f"{clean(str(finding.place))}: ", "dim"),
        Run(f"{finding.level}[{finding.rule}]", _STYLES[finding.level]),
        Run(f"{name}:", "bold" if name else ""),
        Run(f" {clean(finding.sentence)}"),
    ]


def summary(findings: Sequence[Finding]) -> str:
    """`17 findings: 12 errors, 5 warnings`."""
    kinds = {Level.ERROR: ("error", ""), Level.WARNING: ("warning", ""), Level.STRICT: ("strict", "strict")}
    counts = [(sum(finding.level is level for finding in findings), names) for level, names in kinds.items()]
    return f"{counted(len(findings), 'finding')}: " + ", ".join(counted(n, *names) for n, names in counts if n)
