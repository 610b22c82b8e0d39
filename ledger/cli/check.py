"""`ledger check`: which claims lack a source, and what else an editor should fix."""

import datetime
import json
import os
from collections.abc import Sequence
from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.options import Color, Scope, one_of, scoped
from ledger.cli.output import emit, note
from ledger.errors import ExitCode, LedgerError
from ledger.linter import Rule, chosen, lint
from ledger.loading.files import display_path, ledger_files
from ledger.model import Claim, Finding, Ledger, Level, Place, Sourcing
from ledger.query import select
from ledger.rules import RULES
from ledger.terminal.findings import findings_by_rule, summary
from ledger.text import counted, did_you_mean, shortened

_NAMES = tuple(rule.name for rule in RULES)
_FORMATS = ("text", "json", "github")
_GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.STRICT: "notice"}


@scoped
def check(
    scope: Scope,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Report only findings in these files."),
    ] = None,
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help=f"{', '.join(_FORMATS)}.", callback=one_of(_FORMATS))
    ] = "text",
    rules: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Run only these rules (a,b or repeated).")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Do not run these rules.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Run the strict rules too: a newsroom's standard.")] = False,
    explain: Annotated[
        str,
        typer.Option(metavar="RULE", help="Explain a rule and exit.", autocompletion=lambda: _NAMES),
    ] = "",
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules and exit.")] = False,
    today: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The current day for future-date; default: today."),
    ] = None,
    color: Color = "auto",
) -> int:
    """Report which claims lack a source, and other problems. Exit 1 if there are any."""
    if explain:
        rule = _rule(explain)
        emit(f"{rule.name} ({rule.level})\n\n{rule.page.strip()}\n")
        return ExitCode.DONE
    if list_rules:
        emit("".join(f"{rule.name:22}{rule.level:9}{rule.summary}\n" for rule in RULES))
        return ExitCode.DONE
    running = chosen(RULES, _rule_names(rules or []), _rule_names(ignore or []), strict=strict)
    ledger, within = _ledger(scope, paths or [])
    selection = select(ledger, scope.filters)
    claims = [claim for claim in selection.claims if not within or claim.place.path in within]
    findings = lint(ledger, running, today.date() if today else datetime.date.today())
    findings = [finding for finding in findings if not within or finding.place.path in within]
    if scope.filters:
        wanted = _records(claims)
        findings = [finding for finding in findings if finding.record in wanted]
        for unknown in selection.unknown:
            note(f"note: {unknown}")
        if selection.left_out:
            note(f"note: {selection.left_out.removeprefix('; ')}")
    if format == "json":
        emit(_json(findings), encoding="utf-8")
    elif format == "github":
        emit(terminal.escape_for_terminal(_github(findings)), encoding="utf-8")
    else:
        answer = _answer(claims, 0 if scope.filters else _dropped(ledger, within)) if _asked(running) else ""
        lines: list[terminal.Line] = [[terminal.Run(answer, "bold")]] if answer else []
        lines += findings_by_rule(findings, running)
        emit(terminal.rendered(lines if answer or not lines else lines[1:], styled=terminal.use_color(color)))
        note(summary(findings) if findings else "no problems found")
    scope.note_unread(ledger)
    return ExitCode.FINDINGS if findings else ExitCode.DONE


def _rule(name: str) -> Rule:
    for rule in RULES:
        if rule.name == name:
            return rule
    raise LedgerError(f"unknown rule '{name}'{did_you_mean(name, _NAMES)}; see ledger check --list-rules")


def _rule_names(given: Sequence[str]) -> list[str]:
    return [_rule(name.strip()).name for text in given for name in text.split(",") if name.strip()]


def _ledger(scope: Scope, paths: Sequence[str]) -> tuple[Ledger, set[str]]:
    """The ledger, and the files to report on.

    Files that are named with --file too are one ledger together with these; without it, files that
    are not part of the ledger are a ledger of their own.
    """
    if not paths:
        return scope.load(warn=False), set()
    named = ledger_files(paths)
    try:
        files = ledger_files(scope.paths())
    except LedgerError:
        if scope.files:
            raise
        files = []
    if scope.files:
        files = ledger_files([*files, *named])
    wanted = {os.path.realpath(path) for path in named}
    if not wanted <= {os.path.realpath(path) for path in files}:
        return scope.load(list(paths), warn=False), set()
    return scope.load(files, warn=False), {display_path(path) for path in files if os.path.realpath(path) in wanted}


def _asked(rules: Sequence[Rule]) -> bool:
    return any(rule.name == "missing-source" for rule in rules)


def _dropped(ledger: Ledger, within: set[str]) -> int:
    return sum(not within or place.path in within for place in ledger.dropped)


def _answer(claims: Sequence[Claim], dropped: int) -> str:
    """How many claims lack a source, in a sentence; a dropped claim lacks one."""
    standing = [claim for claim in claims if not claim.retracted]
    total = len(standing) + dropped
    none = sum(claim.sourcing is Sourcing.NONE for claim in standing) + dropped
    part = sum(claim.sourcing is Sourcing.PART for claim in standing)
    if not none and not part:
        everything = f"All {total:,} claims have a source." if total > 1 else "The one claim has a source."
        return everything if total else "No claims."
    answer = f"{none:,} of {counted(total, 'claim')} {'lacks' if none == 1 or total == 1 else 'lack'} a source"
    return f"{answer}, and {part:,} {'has' if part == 1 else 'have'} only part of one." if part else f"{answer}."


def _records(claims: Sequence[Claim]) -> set[Place]:
    """The places of the claims and of the sources that they cite."""
    cited = [citation.source.place for claim in claims for citation in claim.citations]
    return {*(claim.place for claim in claims), *cited}


def _json(findings: Sequence[Finding]) -> str:
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


def _github(findings: Sequence[Finding]) -> str:
    """GitHub's workflow commands, escaped as its toolkit does (actions/toolkit, packages/core, command.ts)."""
    lines = []
    for finding in findings:
        place = finding.place
        name = f"{shortened(finding.id)}: " if finding.id else ""
        lines.append(
            f"::{_GITHUB_LEVELS[finding.level]} file={_property(place.path)},line={place.line},col={place.column}"
            f",title={finding.rule}::{_message(name + finding.sentence)}\n"
        )
    return "".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
