"""`ledger changes`: what became of claims since a revision of git, in sentences for a correction notice."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

BEFORE = """\
sources:
  report: {publisher: Acme, title: Annual report, url: https://acme.com/r, date: 2026-03-01}
claims:
  - {id: a, company: Acme, claim: Acme had 45 staff., metric: staff, figure: 45 people, source: report}
  - {id: b, company: Acme, claim: Acme earned $2m., metric: profit, figure: $2m, as_of: 2025, source: report, note: x}
  - {id: c, company: Bolt, claim: Bolt left., publisher: P, url: https://p.org/a}
  - {id: d, company: Bolt, claim: Bolt is gone., publisher: P, url: https://p.org/a}
  - {claim: No id., publisher: P, url: https://p.org/a}
"""
NOW = """\
sources:
  report: {publisher: Acme, title: Annual report, url: https://acme.com/r, date: 2026-03-01}
  call: {type: interview, publisher: Jane Roe, title: Call, confidential: true}
claims:
  - {id: a, company: Acme, claim: Acme had 46 staff., metric: staff, figure: 46 people, source: report}
  - {id: b, company: Acme, claim: Acme earned $2m., metric: profit, figure: $2m, as_of: 2024, source: call, note: y}
  - {id: b2, company: Acme, claim: Acme earned $3m., metric: profit, figure: $3m, source: report, supersedes: b}
  - {id: c, company: Bolt, claim: Bolt left., publisher: P, url: https://p.org/a, retracted: It did not.}
  - {id: e, company: Bolt, claim: Bolt is back., publisher: P, url: https://p.org/a, embargo: 2999-01-01}
  - {claim: No id., publisher: P, url: https://p.org/a, tags: new}
"""


def git(folder: Path, *arguments: str) -> None:
    stamp = "2026-03-05T12:00:00"
    own = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@paper.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env=os.environ | own, check=True, capture_output=True)


@pytest.fixture
def desk(tmp_path: Path, ledger_at: LedgerAt) -> Path:
    path = ledger_at(BEFORE)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "claims.yaml")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "tag", "published")
    path.write_text(NOW)
    return tmp_path


def test_each_change_is_a_sentence_with_what_was_said_before(run: Run, desk: Path) -> None:
    done = run("changes", env={"COLUMNS": "200"})
    assert done.returncode == 0
    assert (
        done.stdout
        == """\
corrected (2)
  a
    “Acme had 46 staff.” An earlier version said: “Acme had 45 staff.” An earlier version gave the figure as 45 people.
  b
    “Acme earned $2m.” An earlier version gave the time as 2025. An earlier version gave the source as Acme, “Annual \
report”, 1 March 2026.

superseded (1)
  b2
    “Acme earned $3m.” replaces “Acme earned $2m.” The figure was $2m; it is $3m.

retracted (1)
  c
    “Bolt left.” no longer stands: It did not.

removed (1)
  d
    “Bolt is gone.”
"""
    )
    assert done.stderr.startswith("5 changes: 2 corrected, 1 superseded, 1 retracted and 1 removed\n")
    assert "1 claim under an embargo left out" in done.stderr
    assert "“Bolt is back.”" in run("changes", "--private").stdout


@pytest.mark.parametrize("revision", ["published", "HEAD", "2026-03-06", "6 March 2026"])
def test_a_revision_is_a_commit_a_tag_or_the_last_commit_before_a_day(run: Run, desk: Path, revision: str) -> None:
    done = run("changes", revision, "--company", "bolt", "--format", "json")
    assert [(row["change"], row["id"]) for row in json.loads(done.stdout)] == [("retracted", "c"), ("removed", "d")]


def test_a_folder_is_compared_with_the_files_that_it_had(run: Run, tmp_path: Path, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{id: a, claim: A thing.}]\n", "facts/a.yaml")
    ledger_at("claims: [{id: b, claim: Another thing.}]\n", "facts/b.yaml")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    (tmp_path / "facts" / "b.yaml").unlink()
    ledger_at("claims: [{id: c, claim: A new thing.}]\n", "facts/c.yaml")
    rows = json.loads(run("changes", "-f", "facts", "--format", "json").stdout)
    assert [(row["change"], row["id"]) for row in rows] == [("added", "c"), ("removed", "b")]


@pytest.mark.parametrize(
    "now",
    [
        "claims: [{id: a, claim: A thing., source: s}]\nsources: {s: {publisher: Jane Roe, confidential: true}}\n",
        "claims: [{id: a, claim: A thing., source: t}]\nsources: {t: {publisher: Jane Roe, confidential: true}}\n",
        "claims: [{id: a, claim: A thing., publisher: P}]\nsources: {s: {publisher: Jane Roe, confidential: true}}\n",
    ],
    ids=["the same source", "under another key", "no longer cited"],
)
def test_a_source_that_is_confidential_only_since_is_not_named(
    run: Run, tmp_path: Path, ledger_at: LedgerAt, now: str
) -> None:
    ledger_at("claims: [{id: a, claim: A thing., source: s}]\nsources: {s: {publisher: Jane Roe}}\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    ledger_at(now.replace("A thing.", "Another thing."))
    for options in ([], ["--format", "json"]):
        done = run("changes", *options)
        assert "A thing." in done.stdout
        assert "Jane" not in done.stdout + done.stderr
    if "publisher: P" in now:
        assert "Jane Roe" in run("changes", "--private", env={"COLUMNS": "200"}).stdout


def test_what_is_under_an_embargo_only_since_is_not_quoted(run: Run, tmp_path: Path, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{id: a, claim: An old thing., publisher: P}]\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    ledger_at(
        "claims:\n  - {id: a, claim: An old thing., publisher: P, embargo: 2999-01-01}\n"
        "  - {id: b, claim: A new thing., publisher: P, supersedes: a}\n"
    )
    done = run("changes")
    assert "A new thing." in done.stdout
    assert "old thing" not in done.stdout
    assert "replaces “An old thing.”" in run("changes", "--private").stdout


def test_nothing_new_is_no_change(run: Run, desk: Path) -> None:
    (desk / "claims.yaml").write_text(BEFORE.replace("note: x", "note: z"))
    done = run("changes")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no changes\n")


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nope", "error: git knows no revision 'nope'; name a commit, a tag, or a day"),
        ("--output=x", "No such option"),
        ("2026-03-01", "error: there is no commit before 2026-03-01"),
    ],
)
def test_a_revision_that_is_none_is_refused(run: Run, desk: Path, revision: str, message: str) -> None:
    done = run("changes", revision)
    assert done.returncode == 2
    assert message in done.stderr


def test_without_git_it_says_so(run: Run, ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at(BEFORE)
    done = run("changes", env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    said = "error: claims.yaml is not in a git repository, so it has no earlier revision\n"
    assert (done.returncode, done.stderr) == (2, said)
    done = run("changes", env={"PATH": str(tmp_path)})
    assert done.stderr == "error: git is not installed, so there are no earlier revisions to compare with\n"
