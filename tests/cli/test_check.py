"""`ledger check`, as a whole process where a user would notice."""

import json
import re
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from findings import rules_in

from ledger.cli import run as run_here
from ledger.rules import RULES

ARTICLE = Path(__file__).parents[2] / "data" / "claims.yaml"
TODAY = ("--today", "2026-11-23")

SOURCES = """sources:
  report:
    type: report
    publisher: Statistics Office
    title: Census
    date: 2026-01-15
"""
SOURCED = "  - {id: vale-people, company: Vale, claim: 48 people live in Vale., source: report}\n"
UNSOURCED = "  - {id: vale-cows, company: Vale, claim: 90 cows live in Vale.}\n"
PARTLY = "  - {id: hill-sheep, company: Hill, claim: A sheep., publisher: Post, title: Sheep, date: 2026}\n"
RETRACTED = "  - {id: vale-wolf, company: Vale, claim: A wolf., retracted: It was a dog.}\n"
DROPPED = "  - {id: vale-goats, company: Vale}\n"


def ledger(*claims: str) -> str:
    return f"{SOURCES}claims:\n{''.join(claims)}"


# The answer


@pytest.mark.parametrize(
    ("claims", "answer"),
    [
        ([SOURCED], "The one claim has a source."),
        ([SOURCED, SOURCED.replace("vale-", "hill-")], "All 2 claims have a source."),
        ([SOURCED, UNSOURCED], "1 of 2 claims lacks a source."),
        ([UNSOURCED, UNSOURCED, SOURCED], "2 of 3 claims lack a source."),
        ([SOURCED, PARTLY], "0 of 2 claims lack a source, and 1 has only part of one."),
        ([UNSOURCED, PARTLY, PARTLY], "1 of 3 claims lacks a source, and 2 have only part of one."),
        ([SOURCED, DROPPED], "1 of 2 claims lacks a source."),
        ([UNSOURCED, RETRACTED], "1 of 1 claim lacks a source."),
        ([PARTLY], "0 of 1 claim lacks a source, and 1 has only part of one."),
        ([RETRACTED], "No claims."),
    ],
)
def test_the_first_line_says_how_many_claims_lack_a_source(
    claims: list[str], answer: str, ledger_at: LedgerAt, capsys: pytest.CaptureFixture[str]
) -> None:
    run_here(["check", "--file", str(ledger_at(ledger(*claims)))])
    assert capsys.readouterr().out.splitlines()[0] == answer


def test_the_article_has_fourteen_claims_without_a_source_and_two_doubtful_dates(run: Run) -> None:
    done = run("check", *TODAY, cwd=ARTICLE.parent.parent)
    assert done.returncode == 1
    assert done.stdout.startswith("14 of 44 claims lack a source.\ndata/claims.yaml:73:12: error[missing-source]")
    assert rules_in(done.stdout) == ["missing-source"] * 14 + ["undated", "url-date"]
    assert "warning[undated] openai-stargate-investment: the source has no date" in done.stdout
    assert "warning[url-date] reuters-mistral: dated 2026-03-29, but its URL says 2026-03-30: a day" in done.stdout
    assert done.stderr == "16 findings: 14 errors, 2 warnings\n"


def test_each_finding_names_file_line_column_level_rule_and_id(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - id: a\n    claim: x\n")
    assert "claims.yaml:3:12: error[missing-source] a: no source; add `publisher`" in run("check").stdout


def test_a_finding_is_never_broken_whatever_the_width(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - id: a\n    claim: x\n")
    lines = run("check", env={"COLUMNS": "20"}).stdout.splitlines()
    assert [line for line in lines if line.startswith("claims.yaml:")] == [lines[-1]]


def test_an_empty_ledger_is_clean(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims: []\n")
    done = run("check", "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No claims.\n", "no problems found\n")


# Exit codes


def test_a_clean_ledger_exits_with_0(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED))
    done = run("check", *TODAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The one claim has a source.\n", "no problems found\n")


def test_a_warning_alone_exits_with_1(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED).replace("    date: 2026-01-15\n", ""))
    assert run("check").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "error: no ledger found"),
        (["nowhere.yaml"], "error: nowhere.yaml: no such file"),
        (
            ["--format", "jason"],
            "error: Invalid value for '--format': 'jason' is not valid; did you mean json?; use text, concise, json",
        ),
        (["--select", "missing-sauce"], "error: unknown rule 'missing-sauce'; did you mean missing-source?; see "),
        (["--ignore", "undated,xyz"], "error: unknown rule 'xyz'; see ledger check --list-rules"),
        (["--explain", "undated,url-date"], "error: unknown rule 'undated,url-date'"),
        (["--today", "tomorrow"], "error: Invalid value for '--today': 'tomorrow'"),
    ],
)
def test_what_cannot_run_exits_with_2_and_one_message(arguments: list[str], said: str, run: Run) -> None:
    done = run("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_an_unreadable_ledger_exits_with_2(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims: [\n")
    done = run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("claims.yaml:")


# Which rules


def test_selected_rules_alone_are_shown_and_the_answer_only_where_it_was_asked(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(UNSOURCED, PARTLY))
    done = run("check", "--select", "incomplete-source, undated", "--select", "unused-source")
    assert done.stdout.startswith("claims.yaml:9:65: warning[incomplete-source]")
    assert rules_in(done.stdout) == ["incomplete-source", "unused-source"]
    assert run("check", "--select", "missing-source").stdout.startswith("1 of 2 claims lacks")


def test_ignored_rules_find_nothing(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(UNSOURCED, PARTLY))
    done = run("check", "--ignore", "incomplete-source,unused-source", "--ignore", "missing-source")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_strict_rules_run_when_asked_for(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED))
    done = run("check", "--strict")
    assert rules_in(done.stdout) == ["single-origin", "unchecked"]
    assert "strict[single-origin] vale-people: one origin: Statistics Office; add a second" in done.stdout
    assert done.stderr == "2 findings: 2 strict\n"


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_each_rule_explains_itself(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_here(["check", "--explain", rule]) == 0
    name, _, page = capsys.readouterr().out.partition("\n\n")
    assert name in {f"{rule} ({level})" for level in ("error", "warning", "strict")}
    assert "\n\nFix: " in page


def test_the_rules_are_listed_with_level_and_summary_without_a_ledger(run: Run) -> None:
    done = run("check", "--list-rules")
    assert done.returncode == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [[rule.name, rule.level] for rule in RULES]
    assert "url-date              warning  The date in a URL differs from the source's date.\n" in done.stdout


# Which findings


def test_a_file_of_the_ledger_shows_its_own_findings_while_rules_see_the_whole(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED, UNSOURCED), "notes/claims.yaml")
    ledger_at(f"claims:\n{SOURCED}{UNSOURCED.replace('cows', 'hens')}{DROPPED}", "notes/more.yaml")
    done = run("check", "notes/more.yaml", env={"LEDGER_CLAIMS": "notes"})
    assert done.stdout.splitlines()[0] == "2 of 3 claims lack a source."
    assert rules_in(done.stdout) == ["invalid-record", "missing-source", "duplicate-id"]
    assert "notes/claims.yaml:8:6" in done.stdout  # the other one of that id
    assert not [line for line in done.stdout.splitlines() if line.startswith("notes/claims.yaml")]


def test_a_file_is_known_by_whatever_name_it_is_given(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED), "claims.yaml")
    more = ledger_at(f"claims:\n{SOURCED}", "more.yaml")
    done = run("check", more, "--file", ".")
    assert "more.yaml:2:10: error[duplicate-id] vale-people" in done.stdout


def test_a_file_outside_the_ledger_is_read_as_a_ledger(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(UNSOURCED))
    ledger_at(ledger(SOURCED), "elsewhere/draft.yaml")
    assert run("check", "elsewhere/draft.yaml").stdout == "The one claim has a source.\n"


def test_a_file_is_checked_without_a_ledger(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED), "draft.yaml")
    assert run("check", "draft.yaml").returncode == 0


def test_filters_choose_which_findings_are_shown(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED, UNSOURCED, PARTLY, SOURCED))
    done = run("check", "--company", "hill")
    assert done.stdout.splitlines()[0] == "0 of 1 claim lacks a source, and 1 has only part of one."
    assert rules_in(done.stdout) == ["incomplete-source"]


def test_a_filter_shows_the_faults_of_the_sources_that_a_claim_cites(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED, UNSOURCED).replace("2026-01-15", "last winter"))
    done = run("check", "--match", "people", "--select", "invalid-record")
    assert "claims.yaml:6:11: error[invalid-record] report: `date`: 'last winter' is not a valid date" in done.stdout
    assert run("check", "--match", "cows", "--select", "invalid-record").returncode == 0


def test_a_name_that_no_claim_has_is_answered_with_the_nearest(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED))
    done = run("check", "--company", "vael")
    assert (done.returncode, done.stdout) == (0, "No claims.\n")
    assert "no company matches 'vael'; did you mean Vale?" in done.stderr


def test_files_beside_the_ledger_that_hold_claims_and_were_not_read_are_named(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED))
    ledger_at(f"claims:\n{UNSOURCED}", "more.yaml")
    ledger_at("jobs: []\n", "workflow.yml")
    done = run("check")
    assert done.returncode == 0
    assert "1 file with claims was not read: more.yaml" in done.stderr
    assert "workflow" not in done.stderr
    assert "not read" not in run("check", "--file", ".").stderr


# Formats


def test_json_carries_every_part_of_every_finding(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at('claims:\n  - id: a\n    claim: x\n  - {id: "b\\e[31m", claim: y}\n')
    done = run("check", "--format", "json")
    fault, first, second = json.loads(done.stdout)
    assert first == {
        "path": "claims.yaml",
        "line": 3,
        "column": 12,
        "level": "error",
        "rule": "missing-source",
        "id": "a",
        "message": "no source",
        "fix": "add `publisher` and `url`, or `source: KEY`",
    }
    assert (second["line"], second["id"]) == (4, "")
    assert "b\x1b[31m" in fault["message"]
    assert "\x1b" not in done.stdout


def test_json_of_a_clean_ledger_is_an_empty_list(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(SOURCED))
    done = run("check", "--format", "json")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "no problems found\n")


def test_github_commands_are_escaped(ledger_at: LedgerAt, run: Run) -> None:
    name = "50%,a:b.yaml"
    one = '  - {id: one, company: "Up 100%::\\r\\nOh", claim: x, source: report}\n'
    two = "  - {id: two, company: 'up 100%:: oh', claim: y, source: report}\n"
    ledger_at(ledger(one, two), name)
    done = run("check", name, "--format", "github", "--select", "similar-name,single-origin", "--company", "100")
    assert done.stdout.splitlines() == [
        "::warning file=50%25%2Ca%3Ab.yaml,line=9,col=24,title=similar-name::two: the company 'up 100%25:: oh' and "
        "'Up 100%25::␍%0AOh' (1 time) differ by case, spacing, accents or punctuation; use one spelling, or add "
        "`Up 100%25::␍%0AOh: [up 100%25:: oh]` to `companies:`",
        "::notice file=50%25%2Ca%3Ab.yaml,line=8,col=61,title=single-origin::one: one origin: Statistics Office; "
        "add a second, independent source",
        "::notice file=50%25%2Ca%3Ab.yaml,line=9,col=58,title=single-origin::two: one origin: Statistics Office; "
        "add a second, independent source",
    ]


def test_control_characters_are_replaced_by_visible_ones(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at('sources:\n  "k\\e]52;c;x\\a\\u202e":\n    publisher: A\nclaims: []\n')
    done = run("check", "--color", "always")
    assert "k␛]52;c;x␇<U+202E>" in done.stdout
    assert not re.search("\x1b]|\x07|\u202e", done.stdout)


def test_colour_is_never_in_a_pipe_unless_it_is_asked_for(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(ledger(UNSOURCED))
    plain = run("check").stdout
    coloured = run("check", "--color", "always", env={"TERM": "xterm-256color"}).stdout
    assert "\x1b" not in plain
    assert "\x1b[1;31merror[missing-source]" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert run("check", "--color", "never").stdout == plain


def test_markup_in_a_ledger_is_text(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - {id: a, company: '[red]Co[/red]', claim: ':smile:', 'x[bold]': y}\n")
    assert "`x[bold]`" in run("check", "--color", "always").stdout


# Text of any length


@pytest.mark.slow
def test_no_line_is_longer_than_a_screen_where_values_have_no_end(ledger_at: LedgerAt, run: Run) -> None:
    long = "x" * 200_000  # each line has about a megabyte
    key = "x" * 1000  # YAML takes no longer one on the line of its value
    path = ledger_at(
        f"{key}: 1\n"
        "sources:\n"
        f"  {key}: {{title: T}}\n"
        f"  UPPER {key}: {{title: T}}\n"
        f"  page: {{publisher: P{key}, title: T{long}, date: 2026, url: https://a.org/}}\n"
        f"  same-page: {{publisher: Q{key}, title: U{long}, date: 2025, url: https://a.org/}}\n"
        "claims:\n"
        f"  - {{claim: C, {key}: 1}}\n"
        f"  - {long}\n"
        f"  - claim:{long}\n"
        f"  - {{claim: C, company: A{long}, metric: M{long}, as_of: 2026, figure: $5 {long}, id: a{long}}}\n"
        f"  - {{claim: C, company: A{long}, metric: M{long}, as_of: 2026, figure: $5, id: a{long}}}\n"
        f"  - {{claim: C, company: B{long}, metric: N{long}, as_of: 2026, figure: $7, supersedes: a{long}}}\n"
        f"  - {{claim: C, company: b{long}, figure: {long}, supersedes: b{long}, status: {long}, id: A{long}}}\n"
        f"  - {{claim: C, as_of: {long}, date: {long}, url: {long}, source: {long}z, quote: {long}}}\n"
        f"  - {{claim: C, url: 'https://{long}', accessed: '{'9' * 5000}', company: [{f'{long}, ' * 5}]}}\n"
        f"  - {{claim: C, source: [page, same-page, [a], {{{key}: x}}], locator: {long}}}\n"
        f"  - {{claim: C {long} $5, figure: $7, source: [{{key: page, quote: {long} $6}}], company: P{long}}}\n"
    )
    for form in ("text", "github", "json"):
        done = run("check", "--file", path, "--strict", "--format", form)
        assert done.returncode == 1
        messages = done.stdout + done.stderr
        if form == "json":
            messages = "\n".join(f"{one['message']}{one['fix']}" for one in json.loads(done.stdout))
        assert max(map(len, messages.splitlines())) < 2000
        assert len(messages.splitlines()) > 20
    for filters in (("--company", "z" + long[:100_000]), ("--metric", "m" + long[:100_000])):
        assert len(run("show", "--file", path, *filters, "--format", "csv").stderr) < 2000
    assert len(run("compare", "--file", path, long[:100_000]).stderr) < 2000


def test_a_file_and_a_ledger_named_with_file_are_checked_as_one(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("sources:\n  report: {publisher: P, title: T, url: https://p.org/1, date: 2026}\n", "sources.yaml")
    ledger_at("claims:\n  - {id: a, company: A, claim: C, source: report}\n", "new.yaml")
    assert run("check", "new.yaml").returncode == 1
    done = run("check", "new.yaml", "--file", "sources.yaml")
    assert (done.returncode, done.stderr) == (0, "no problems found\n")
    for arguments in (("new.yaml", "--file", "nowhere.yaml"), ("nowhere.yaml", "--file", "sources.yaml")):
        done = run("check", *arguments)
        assert done.returncode == 2
        assert "nowhere.yaml: no such file" in done.stderr


def test_a_misspelt_field_names_its_claim_and_comes_before_what_it_causes(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - publsher: P\n    claim: C\n    url: https://p.org/1\n    id: a\n")
    lines = [line for line in run("check").stdout.splitlines() if ": " in line and "[" in line]
    assert "error[invalid-record] a: unknown field `publsher`; did you mean publisher?" in lines[0]
    assert "[incomplete-source] a:" in "".join(lines[1:])
