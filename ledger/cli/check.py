"""`ledger check`: which claims lack a source, and what else an editor should fix."""

import datetime
import os
import shlex
from collections.abc import Collection, Sequence
from typing import Annotated, NamedTuple

import typer

from ledger import terminal
from ledger.cli.options import Color, Scope, one_of, scoped
from ledger.cli.output import emit, emit_data
from ledger.cli.release import Private
from ledger.cli.summary import summarize
from ledger.errors import ExitCode, LedgerError
from ledger.exporters.findings import answer, as_github, as_json, redacted
from ledger.files.reading import display_path
from ledger.linter import Rule, chosen, lint
from ledger.loading.files import ledger_files
from ledger.model import Claim, Finding, Ledger
from ledger.places import Place
from ledger.query import Selection, select
from ledger.rules import RULES
from ledger.terminal.findings import findings_by_line, findings_by_rule, summary
from ledger.terminal.findings import statistics as counts
from ledger.text import clean, did_you_mean, is_blank, listed

_NAMES = tuple(rule.name for rule in RULES)
_FORMATS = ("text", "concise", "json", "github")
_Paths = Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", help="Report only findings in these files.")]
_Format = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)}; default: text on a terminal, else concise.",
        callback=one_of(_FORMATS),
    ),
]
_Explain = Annotated[str, typer.Option(metavar="RULE", help="Explain a rule and exit.", autocompletion=lambda: _NAMES)]
_Today = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The current day for future-date; default: today."),
]


@scoped
def check(
    scope: Scope,
    paths: _Paths = None,
    format: _Format = None,
    rules: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Run only these rules (a,b or repeated).")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Do not run these rules.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Run the strict rules too: a newsroom's standard.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write ids, and the dates and publishers that URLs prove, into the files.")
    ] = False,
    add_waivers: Annotated[
        str, typer.Option("--add-waivers", metavar="REASON", help="Write a waiver for each finding into its record.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what --fix or --add-waivers would change, and change nothing.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule.")] = False,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="Show what `waive` and `check:` hide too.")] = False,
    explain: _Explain = "",
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules and exit.")] = False,
    private: Private = False,
    today: _Today = None,
    color: Color = "auto",
) -> int:
    """Report which claims lack a source, and other problems. Exit 1 if there are any."""
    if explain or list_rules:
        emit(_page(explain) if explain else "".join(map(_row, RULES)))
        return ExitCode.DONE
    asked = _Asked(_rule_names(rules or []), _rule_names(ignore or []), strict, not no_waivers)
    day = today.date() if today else datetime.date.today()
    found = _found(scope, paths or [], asked, day)
    if (fix or add_waivers or dry_run) and _fixed(found, fix, add_waivers, dry_run=dry_run):
        found = _found(scope, paths or [], asked, day)
    if dry_run:
        return _exit_code(found.findings)
    if statistics:
        emit(terminal.rendered(counts(found.findings, found.running), styled=terminal.use_color(color)))
    elif format in ("json", "github"):
        emit_data(_for_programs(found, format, private=private))
    else:
        grouped = format == "text" or (format is None and terminal.is_terminal())
        see_all = "" if rules else _command(scope, paths or [], no_waivers)
        lines = _lines(found, see_all, whole=not scope.filters, grouped=grouped)
        emit(terminal.rendered(lines, styled=terminal.use_color(color)))
    by_files = _by_files(found.ledger, found.ignored) if not rules else ""
    more = _next(found, scope) if format in (None, "text") and terminal.is_terminal() else []
    summarize(scope, found.ledger, found.selection, summary(found.findings, len(found.waived)) + by_files, *more)
    return _exit_code(found.findings)


def _next(found: "_Found", scope: Scope) -> list[str]:
    """The command to type next, as a line; none if nothing is left to do."""
    rules = {finding.rule: finding for finding in reversed(found.findings)}
    files = [f"--file={path}" for path in scope.files]
    if "missing-id" in rules:
        return ["next: " + shlex.join(["ledger", "check", "--fix", *files])]
    for rule in ("missing-source", "incomplete-source"):
        if rule in rules and rules[rule].id:
            command = shlex.join(["ledger", "edit", rules[rule].id, *files])
            return [f"next: {command} --set publisher=… --set url=…"]
    return [f"next: ledger check --explain {finding.rule}" for finding in found.findings[:1]]


def _exit_code(findings: Sequence[Finding]) -> int:
    return ExitCode.FINDINGS if findings else ExitCode.DONE


def _for_programs(found: "_Found", format: str, *, private: bool) -> str:
    """The findings as JSON or for GitHub; what is confidential in them is not named."""
    findings = found.findings if private else redacted(found.findings, found.ledger, RULES)
    return as_json(findings) if format == "json" else as_github(findings)


def _lines(found: "_Found", see_all: str, *, whole: bool, grouped: bool) -> list[terminal.Line]:
    """The answer, if it is asked for, and the findings: grouped by rule, or one a line."""
    dropped = sum(not found.within or place.path in found.within for place in found.ledger.dropped) if whole else 0
    answered = any(rule.name == "missing-source" for rule in found.running)
    lines: list[terminal.Line] = [[terminal.Run(answer(found.claims, dropped), "bold")]] if answered else []
    if not grouped:
        return [*lines, *findings_by_line(found.findings, found.ledger)]
    apart: list[terminal.Line] = [[]] if lines and found.findings else []
    return [*lines, *apart, *findings_by_rule(found.findings, RULES, found.ledger, terminal.width(), see_all)]


def _command(scope: Scope, paths: Sequence[str], no_waivers: bool) -> str:
    """The command line that checks the same claims by one rule, whose name is still to be added."""
    waivers = ["--no-waivers"] if no_waivers else []
    return shlex.join(["ledger", "check", *paths, *scope.arguments(), *waivers, "--select"])


def _fixed(found: "_Found", fix: bool, reason: str, *, dry_run: bool) -> bool:
    """Write what is asked for, or print it; return whether anything was written. Raises LedgerError."""
    from ledger.cli.fixes import acceptances, proofs, write_down  # writes, which is rarely needed

    if fix == bool(reason):
        what = "both are given" if fix else "--dry-run shows what they would do"
        raise LedgerError(f"give one of --fix and --add-waivers: {what}")
    if reason and is_blank(reason):
        raise LedgerError("--add-waivers: no reason; say why these findings are accepted")
    plan = proofs(found.ledger, found.findings) if fix else acceptances(found.ledger, found.findings, reason)
    return write_down(found.ledger, plan, dry_run=dry_run)


def _by_files(ledger: Ledger, ignored: Sequence[Finding]) -> str:
    """What `check:` in the ledger's files changed, for the summary."""
    said = ""
    if ignored:
        files = listed(list(dict.fromkeys(clean(finding.record.path) for finding in ignored)))
        said = f"; {len(ignored):,} ignored by `check:` in {files} (shown with --no-waivers)"
    if strict := [clean(path) for path, settings in ledger.settings.items() if settings.strict]:
        said += f"; strict by `check:` in {listed(strict)}"
    return said


class _Asked(NamedTuple):
    """What the command line asks for."""

    select: Sequence[str]
    ignore: Sequence[str]
    strict: bool
    waivers: bool


class _Found(NamedTuple):
    """A ledger, what was selected of it, and what the rules found in that."""

    ledger: Ledger
    selection: Selection
    claims: Sequence[Claim]
    within: Collection[str]  # the files to report on; none means all
    running: Sequence[Rule]
    findings: Sequence[Finding]
    waived: Sequence[Finding]
    ignored: Sequence[Finding]


def _found(scope: Scope, paths: Sequence[str], asked: _Asked, day: datetime.date) -> _Found:
    """Read the ledger and run the rules that the command line asks for, else those that the files ask for."""
    ledger, within = _ledger(scope, paths)
    own = () if asked.select else ledger.settings.values()
    strict = asked.strict or any(settings.strict or settings.select for settings in own)
    running = chosen(RULES, asked.select, asked.ignore, strict=strict)
    selection = select(ledger, scope.filters)
    claims = [claim for claim in selection.claims if not within or claim.place.path in within]
    everywhere = asked.strict or bool(asked.select)
    result = lint(ledger, running, day, waivers=asked.waivers, settings=not asked.select, strict=everywhere)
    findings = [*_of_dropped(ledger, running), *result.findings]
    records = _records(claims) if scope.filters else None
    kept, waived, ignored = (_reported(some, within, records) for some in (findings, result.waived, result.ignored))
    return _Found(ledger, selection, claims, within, running, kept, waived, ignored)


def _page(name: str) -> str:
    rule = _rule(name)
    return f"{rule.name} ({rule.level})\n\n{rule.page.strip()}\n"


def _row(rule: Rule) -> str:
    return f"{rule.name:22}{rule.level:9}{rule.summary}\n"


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


def _of_dropped(ledger: Ledger, running: Sequence[Rule]) -> Sequence[Finding]:
    """What is wrong with claims that could not be read at all, where only those without a source are asked for."""
    names = {rule.name for rule in running}
    if "missing-source" not in names or "invalid-record" in names:
        return []
    return [finding for finding in ledger.findings if finding.record in ledger.dropped]


def _reported(findings: Sequence[Finding], within: set[str], records: set[Place] | None) -> list[Finding]:
    """The findings in these files, if any are given, and about these records."""
    return [
        finding
        for finding in findings
        if (not within or finding.place.path in within) and (records is None or finding.record in records)
    ]


def _records(claims: Sequence[Claim]) -> set[Place]:
    """The places of the claims and of the sources that they cite."""
    cited = [citation.source.place for claim in claims for citation in claim.citations]
    return {*(claim.place for claim in claims), *cited}
