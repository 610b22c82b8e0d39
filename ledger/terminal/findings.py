"""Findings, grouped so that an editor can work through them."""

from collections.abc import Iterator, Sequence

from ledger.linter import Finding, Level, Rule
from ledger.terminal.layout import Line, Run
from ledger.text import clean, counted, shortened

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.STRICT: "cyan"}


def findings_by_rule(findings: Sequence[Finding]) -> Iterator[Line]:
    """Under each rule's name, what it says and how often, its findings, one to a line, never broken."""
    groups: dict[Rule, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    for rule, its in groups.items():
        yield []
        yield [Run(f"{rule.name} ({len(its):,})", "bold"), Run(f"  {rule.summary}", "dim")]
        for finding in its:
            yield _line(finding)


def _line(finding: Finding) -> Line:
    rule, found = finding.rule, finding.found
    name = f" {clean(shortened(found.id))}" if found.id else ""
    return [
        Run(f"{clean(str(found.place))}: ", "dim"),
        Run(f"{rule.level}[{rule.name}]", _STYLES[rule.level]),
        Run(f"{name}:", "bold" if name else ""),
        Run(f" {clean(found.sentence)}"),
    ]


def summary(findings: Sequence[Finding]) -> str:
    """`17 findings: 12 errors, 5 warnings`, in words for standard error."""
    kinds = {Level.ERROR: ("error", ""), Level.WARNING: ("warning", ""), Level.STRICT: ("strict", "strict")}
    counts = [(sum(one.rule.level is level for one in findings), names) for level, names in kinds.items()]
    return f"{counted(len(findings), 'finding')}: " + ", ".join(counted(n, *names) for n, names in counts if n)
