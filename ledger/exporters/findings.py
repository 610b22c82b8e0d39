"""The findings of a check as text for people and programs, and the answer to its first question."""

import json
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Sourcing
from ledger.release import secrets_of
from ledger.text import clean, clean_lines, counted, shortened

_GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.STRICT: "notice"}


def redacted(findings: Sequence[Finding], ledger: Ledger, rules: Sequence[Rule]) -> list[Finding]:
    """The findings without what is confidential: only the rule and the line of those that would name it."""
    secrets = secrets_of(ledger)
    if not secrets:
        return list(findings)
    summaries = {rule.name: rule.summary for rule in rules}
    made = []
    for finding in findings:
        said = f"{finding.id}\n{finding.message}\n{finding.fix}"
        if any(secret in said for secret in secrets):
            what = summaries.get(finding.rule, finding.rule).rstrip(".")
            named = "" if any(secret in finding.id for secret in secrets) else finding.id
            finding = replace(finding, id=named, what=what, fix="see ledger check on the desk", there="")
        made.append(finding)
    return made


def as_json(findings: Sequence[Finding]) -> str:
    """An array of objects, one for each finding."""
    rows = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "level": finding.level,
            "rule": finding.rule,
            "id": finding.id,
            "message": finding.message,
            "fix": finding.fix,
        }
        for finding in findings
    ]
    return json.dumps(rows, indent=1) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """GitHub's workflow commands, escaped as its toolkit does (actions/toolkit, packages/core, command.ts)."""
    return "".join(
        github_command(
            _GITHUB_LEVELS[finding.level],
            finding.place.path,
            finding.place.line,
            finding.place.column,
            finding.rule,
            (f"{shortened(finding.id)}: " if finding.id else "") + finding.sentence,
        )
        for finding in findings
    )


def github_command(level: str, path: str, line: int, column: int, title: str, message: str) -> str:
    """One workflow command, as a line; GitHub shows it in a log that obeys escape sequences."""
    where = f"file={_property(clean(path))},line={line},col={column}"
    return f"::{level} {where},title={title}::{_message(clean_lines(message))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def answer(claims: Sequence[Claim], dropped: int) -> str:
    """How many claims lack a source, in a sentence; each of the dropped ones lacks one."""
    counts = Counter(claim.sourcing for claim in claims if not claim.withdrawn)
    total = counts.total() + dropped
    none = counts[Sourcing.NONE] + dropped
    part = counts[Sourcing.PART]
    if not none and not part:
        everything = f"All {total:,} claims have a source." if total > 1 else "The one claim has a source."
        return everything if total else "No claims."
    said = f"{none:,} of {counted(total, 'claim')} {'lacks' if none == 1 or total == 1 else 'lack'} a source"
    return f"{said}, and {part:,} {'has' if part == 1 else 'have'} only part of one." if part else f"{said}."
