"""Findings, grouped by rule."""

from collections.abc import Iterator, Sequence

from ledger.linter import Rule
from ledger.model import Finding, Level
from ledger.terminal.layout import Line, Run
from ledger.text import clean, shortened

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.STRICT: "cyan"}


def findings_by_rule(findings: Sequence[Finding], rules: Sequence[Rule], answer: str = "") -> Iterator[Line]:
    """The answer, then each rule with findings, its summary and their number, and the findings, one a line."""
    if answer:
        yield [Run(answer, "bold")]
    started = bool(answer)
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    for rule in rules:
        if group := groups.get(rule.name):
            if started:
                yield []
            started = True
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
