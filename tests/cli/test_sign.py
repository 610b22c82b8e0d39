"""`ledger sign`: who has checked a claim, and what makes that void."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

LEDGER = """\
sources:
  ft: {publisher: FT, title: Bolt sheds jobs, url: "https://www.ft.com/content/bolt", date: 2026-02-28}
  gone: {publisher: FT, title: Gone, url: "https://www.ft.com/content/gone", retracted: Withdrawn on 1 March.}

claims:
  # The cuts
  - id: cuts
    company: Bolt
    claim: Bolt cut 3,400 jobs.
    metric: layoffs
    figure: 3,400 jobs
    as_of: 2026-02
    source: {key: ft, quote: "sheds 3,400 jobs", locator: p. 3}
    note: Ask again in May.
    tags: [jobs]

  - id: sites
    company: Bolt
    claim: Bolt closed 9 sites.
    figure: 9 sites
    publisher: Harbour Post
    title: Bolt closes sites
    author: Anna Lind
    url: https://harbourpost.com/bolt-sites
    date: 2026-03-02

  - {id: alone, claim: Bolt shrank.}
  - {id: half, claim: Bolt shrank again., publisher: FT}
  - {id: draft, claim: Bolt owes $5 million., figure: $5 million, source: ft, unreviewed: true}
  - {id: void, claim: Bolt sank., source: gone}
"""


@pytest.fixture
def signed(ledger_at: LedgerAt, run: Run) -> Path:
    path = ledger_at(LEDGER)
    done = run("sign", "cuts", "sites", "--by", "Ben Oak")
    assert done.returncode == 0, done.stderr
    return path


def void(run: Run) -> list[str]:
    found = json.loads(run("check", "--select", "void-check", "--format", "json").stdout)
    return sorted(one["id"] for one in found if one["rule"] == "void-check")


def test_a_signature_says_who_and_when_and_nothing_else_changes(signed: Path, run: Run) -> None:
    lines = signed.read_text().splitlines()
    new = [line for line in lines if line not in LEDGER.splitlines()]
    assert [line.split(", of:")[0].split(", on:")[0] for line in new] == ["    checked: {by: Ben Oak"] * 2
    assert [line for line in lines if line not in new] == LEDGER.splitlines()
    details = run("show", "cuts", "--details").stdout
    assert "checked        by Ben Oak, " in details
    assert void(run) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("alone", "alone has no source that it could be checked against"),
        ("half", "half has a source that says only who or where; complete it first"),
        ("draft", "draft is unreviewed; compare it with its source: ledger review draft"),
        ("void", "void is retracted: its source was retracted: Withdrawn on 1 March"),
        ("ft", "ft is a source; only claims are signed"),
        ("nobody", "no claim or source is named 'nobody'"),
    ],
)
def test_what_cannot_have_been_checked_is_refused_and_then_none_is_signed(
    ledger_at: LedgerAt, run: Run, name: str, why: str
) -> None:
    path = ledger_at(LEDGER)
    done = run("sign", "cuts", name, "--by", "Ben Oak")
    assert done.returncode == 2
    assert why in done.stderr
    assert path.read_text() == LEDGER


CHANGES = [
    # what is replaced, by what, and whose check it voids
    ("company: Bolt\n    claim: Bolt cut", "company: Brix\n    claim: Bolt cut", ["cuts"]),
    ("company: Bolt\n    claim: Bolt cut", "company: [Bolt, Brix]\n    claim: Bolt cut", ["cuts"]),
    ("Bolt cut 3,400", "Bolt axed 3,400", ["cuts"]),
    ("Bolt cut 3,400", "Bolt cut 4,300", ["cuts"]),
    ("metric: layoffs", "metric: cuts", ["cuts"]),
    ("    metric: layoffs\n", "", ["cuts"]),
    ("figure: 3,400 jobs", "figure: 3,401 jobs", ["cuts"]),
    ("as_of: 2026-02\n", "as_of: 2026-02-01\n", ["cuts"]),
    ("as_of: 2026-02\n", "as_of: 2026-02\n    status: estimate\n", ["cuts"]),
    ('quote: "sheds', 'quote: "shed', ["cuts"]),
    ("locator: p. 3", "locator: p. 4", ["cuts"]),
    ("publisher: FT, title: Bolt", "publisher: Financial Times, title: Bolt", ["cuts"]),
    ("title: Bolt sheds", "title: Bolt cuts", ["cuts"]),
    ("content/bolt", "content/bolt-2", ["cuts"]),
    ("date: 2026-02-28", "date: 2026-02-27", ["cuts"]),
    ("date: 2026-02-28", "date: 2026-02-28, author: A. Nother", ["cuts"]),
    ("source: {key: ft, quote", "source: {key: gone, quote", ["cuts"]),
    ("Bolt closed 9", "Bolt closed 8", ["sites"]),
    ("figure: 9 sites", "figure: nine sites", ["sites"]),
    ("author: Anna Lind", "author: Anna Lynd", ["sites"]),
    ("title: Bolt closes", "title: Bolt closed", ["sites"]),
    ("publisher: Harbour Post", "publisher: Harbor Post", ["sites"]),
    ("bolt-sites\n", "bolt-site\n", ["sites"]),
    ("date: 2026-03-02", "date: 2026-03-03", ["sites"]),
]
KEPT = [
    ("# The cuts", "# The cuts, and more"),
    ("Ask again in May.", "Asked."),
    ("tags: [jobs]", "tags: [jobs, spring]"),
    ("    note: Ask again in May.\n", ""),
    ("claim: Bolt cut 3,400 jobs.", "claim: 'Bolt cut 3,400 jobs.'"),
    ("claim: Bolt cut 3,400 jobs.", 'claim: "Bolt cut 3,400 jobs."'),
    ("claim: Bolt cut 3,400 jobs.", "claim: >-\n      Bolt cut\n      3,400 jobs."),
    ("claim: Bolt cut 3,400 jobs.", "claim: |-\n      Bolt cut\n      3,400 jobs."),
    ("claim: Bolt cut 3,400 jobs.", "claim:   Bolt cut 3,400 jobs.   # fine"),
    ("company: Bolt\n    claim: Bolt cut", "company: [Bolt]\n    claim: Bolt cut"),
    ("    metric: layoffs\n    figure: 3,400 jobs\n", "    figure: 3,400 jobs\n    metric: layoffs\n"),
    ('{key: ft, quote: "sheds 3,400 jobs", locator: p. 3}', "{locator: p. 3, quote: 'sheds 3,400 jobs', key: ft}"),
    ("source: {key: ft", "mentions: [Brix]\n    source: {key: ft"),
    ("as_of: 2026-02\n", "as_of: 2026-02\n    status: reported\n"),
    ("date: 2026-02-28", "date: 2026-02-28, accessed: 2026-03-01, archive_url: https://archive.ph/abcde"),
    ("  ft: {", "\n  ft: {"),
    ("id: sites", "id: places"),
]


@pytest.mark.parametrize(("old", "new", "voided"), CHANGES)
def test_a_change_of_what_was_checked_voids_the_check_of_exactly_these_claims(
    signed: Path, run: Run, old: str, new: str, voided: list[str]
) -> None:
    text = signed.read_text()
    assert old in text
    signed.write_text(text.replace(old, new, 1))
    assert void(run) == (voided if "key: gone" not in new else [])
    if "key: gone" in new:  # a claim that does not stand is not reported
        assert "changed since" in run("show", "cuts", "--details").stdout


@pytest.mark.parametrize(("old", "new"), KEPT)
def test_comments_notes_tags_order_and_quoting_void_nothing(signed: Path, run: Run, old: str, new: str) -> None:
    text = signed.read_text()
    assert old in text
    signed.write_text(text.replace(old, new, 1))
    assert "invalid-record" not in run("check").stdout
    assert void(run) == []


def test_edit_says_whose_check_does_not_hold_any_more(signed: Path, run: Run) -> None:
    done = run("edit", "ft", "--set", "title=Another")
    assert "the check of cuts by Ben Oak, " in done.stderr
    assert "does not hold any more" in done.stderr
    assert "sites" not in done.stderr
    done = run("edit", "--company", "bolt", "--set", "metric=size")
    assert "the check of sites by Ben Oak" in done.stderr
    assert void(run) == ["cuts", "sites"]
    again = run("sign", "cuts", "--by", "Cleo Elm", "--read", "print edition")
    assert "instead of Ben Oak" in again.stderr
    assert "read: print edition}" in signed.read_text()
    assert void(run) == ["sites"]


def test_who_signed_is_not_signed_twice(signed: Path, run: Run) -> None:
    before = signed.read_text()
    assert "cuts: you have signed it on" in run("sign", "cuts", "--by", "Ben Oak").stderr
    assert signed.read_text() == before


def test_nobody_gives_a_signature_by_hand(signed: Path, run: Run, ledger_at: LedgerAt) -> None:
    assert "unknown field 'checked'" in run("edit", "cuts", "--set", "checked=me").stderr
    table = run("export", "--format", "csv").stdout
    assert "Ben Oak, 20" in table
    ledger_at(table.replace("Ben Oak", "Cleo Elm"), "t.csv")
    assert "Cleo" not in signed.read_text()
    run("import", "t.csv", "--update", "--yes")
    assert "Cleo" not in signed.read_text()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("Ben Oak", "expected {by, on, of}, as `ledger sign` writes it, not text"),
        ("[Ben Oak]", "expected {by, on, of}, as `ledger sign` writes it, not a list"),
        ("{by: Ben Oak}", "missing `on`"),
        ("{by: Ben Oak, on: 2026-03, of: 0123456789abcdef}", "'2026-03' is not a day"),
        ("{by: Ben Oak, on: soon, of: 0123456789abcdef}", "'soon' is not a valid date"),
        ("{by: Ben Oak, on: 2026-03-02, of: yes}", "'yes' is not a digest of 16 hexadecimal digits"),
        ("{by: Ben Oak, on: 2026-03-02, off: 0123456789abcdef}", "unknown field 'off'"),
    ],
)
def test_a_signature_that_is_not_valid_is_set_aside_and_reported(
    ledger_at: LedgerAt, run: Run, value: str, why: str
) -> None:
    ledger_at(f"claims:\n  - id: a\n    claim: A.\n    checked: {value}\n")
    done = run("check")
    assert why in done.stdout
    assert "invalid-record" in done.stdout


def test_what_is_confidential_is_not_told_by_a_signature(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("""\
sources:
  canary: {publisher: Canary, title: Whisper, url: "https://canary.org/x", confidential: true}
claims:
  - {id: a, claim: Bolt whispers., source: canary}
""")
    assert run("sign", "a", "--by", "Ben Oak", "--read", "in the car park").returncode == 0
    for form in ("json", "csv", "page"):
        said = run("export", "--format", form).stdout
        assert "Ben Oak" in said
        assert "car park" not in said
    assert "car park" in run("export", "--format", "json", "--private").stdout


def test_who_added_a_claim_and_signed_it_is_one_pair_of_eyes(signed: Path, run: Run, tmp_path: Path) -> None:
    assert "one-pair-of-eyes" not in run("check", "--strict").stdout
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Ben Oak", "-c", "user.email=ben@harbourpost.com"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *command], check=True, timeout=60)
    found = run("check", "--strict", "--select", "one-pair-of-eyes").stdout
    assert found.count("checked by Ben Oak, who added it") == 2
    assert run("sign", "cuts", "--by", "Cleo Elm").returncode == 0
    assert run("check", "--strict", "--select", "one-pair-of-eyes").stdout.count("who added it") == 1
