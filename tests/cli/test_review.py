"""`ledger review`: a walk through the claims that nobody has checked yet."""

import json
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from conftest import LedgerAt, Run, at_a_terminal

pytestmark = pytest.mark.slow  # most need a terminal

PROMPTS = ("[q]uit: ", "where: ", "]: ", "the editor: ", "[n]o: ")
LEDGER = """\
# The desk's ledger
sources:
  ft: {publisher: FT, title: Halden's jobs, url: "https://www.ft.com/content/halden", date: 2026-02-28}

claims:
  - id: cuts  # from the wire
    claim: Halden Motors cut 340 jobs, as Brix did.
    metric: layoffs
    figure: 340 jobs
    source: ft
    unreviewed: true

  - id: loss
    company: Halden Motors
    claim: Halden Motors lost $5 million.
    figure: $5 million
    source: ft
    unreviewed: true

  - id: alone
    claim: Halden Motors owes $9 million.
    figure: $9 million
    unreviewed: true

  - {id: done, company: Brix, claim: Brix grew., publisher: FT, url: "https://www.ft.com/content/brix"}
"""


@pytest.fixture
def desk(ledger_at: LedgerAt, tmp_path: Path) -> Path:
    path = ledger_at(LEDGER)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "ft.txt").write_text("The carmaker Halden Motors cut 340 jobs in May, it said.")
    return path


def reviewed(desk: Path, *typed: str, arguments: Sequence[str] = ()) -> str:
    """The screen of a review in which these keys and lines are typed."""
    code, screen = at_a_terminal(desk.parent, ["review", "--by", "Ben Oak", *arguments], typed, PROMPTS)
    assert code == 0, screen
    return screen


def claims(desk: Path) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in yaml.safe_load(desk.read_text())["claims"]}


def test_accepting_signs_a_claim_that_a_saved_copy_bears_out(desk: Path, run: Run) -> None:
    screen = reviewed(desk, "a", "q")
    assert "1 of 3  cuts" in screen
    assert "Halden Motors cut ▸340 jobs◂, as Brix did." in screen
    assert "figure found “The carmaker Halden Motors cut 340 jobs in May, it said.”" in " ".join(screen.split())
    cuts = claims(desk)["cuts"]
    assert "unreviewed" not in cuts
    assert isinstance(cuts["checked"], dict)
    assert (cuts["checked"]["by"], "read" in cuts["checked"]) == ("Ben Oak", False)
    assert "1 accepted; 2 claims left to review" in screen
    assert [line for line in desk.read_text().splitlines() if "checked:" not in line] == [
        line for number, line in enumerate(LEDGER.splitlines()) if number != 10
    ]
    assert run("check", "--select", "void-check").stdout.count("void") == 0


def test_without_a_passage_it_asks_where_the_source_was_read(desk: Path) -> None:
    screen = reviewed(desk, "s", "a", "\n", "a", "print edition\n", "q")
    assert "not accepted: say where you read it" in screen
    assert claims(desk)["loss"]["checked"]["read"] == "print edition"  # type: ignore[index]


def test_where_the_same_document_was_read_is_offered_again(ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    screen = reviewed(path, "a", "print edition\n", "a", "\n", "q")
    assert "read elsewhere? where [print edition]: " in screen
    assert [claims(path)[name]["checked"]["read"] for name in ("cuts", "loss")] == ["print edition"] * 2  # type: ignore[index]


def test_a_claim_without_a_source_is_accepted_and_not_signed(desk: Path, run: Run) -> None:
    screen = reviewed(desk, "s", "s", "a")
    assert "accepted, and not signed: it has no source that it could be checked against" in screen
    assert {"unreviewed", "checked"} & claims(desk)["alone"].keys() == set()
    assert "missing-source" in run("check").stdout


def test_a_company_is_chosen_by_its_number_and_a_field_typed(desk: Path) -> None:
    screen = reviewed(
        desk, "1", "e", "figure=about 340 jobs\n", "e", "figure=\n", "e", "metric=job cuts\n", "a", "the page\n", "q"
    )
    assert "company  none  1 Halden Motors  2 Brix" in screen
    assert "company  Halden Motors  1 Brix" in screen
    cuts = claims(desk)["cuts"]
    assert (cuts["company"], cuts["metric"], "figure" in cuts) == ("Halden Motors", "job cuts", False)
    assert "checked" in cuts


def test_what_is_not_valid_is_said_and_asked_again(desk: Path) -> None:
    screen = reviewed(desk, "e", "as_of=soon\n", "e", "colour=red\n", "e", "title=Other\n", "q")
    assert "--set as_of: 'soon' is not a valid date" in screen
    assert "unknown field 'colour'" in screen
    assert "`title` belongs to the source that the claim cites; change it with ledger edit ft" in screen
    assert desk.read_text() == LEDGER


def test_deleting_asks_once_more_and_takes_the_claims_lines_alone(desk: Path) -> None:
    screen = reviewed(desk, "d", "n", "d", "y", "d", "y", "q")
    assert "no other claim cites the source ft" in screen
    assert "2 deleted; 1 claim left to review" in screen
    text = desk.read_text()
    begin, end = LEDGER.index("  - id: cuts"), LEDGER.index("  - id: alone")
    assert text == LEDGER[:begin] + LEDGER[end:]


def test_the_last_claim_of_a_file_can_be_deleted(ledger_at: LedgerAt) -> None:
    path = ledger_at("claims:\n  - {id: a, claim: A., unreviewed: true}\n")
    reviewed(path, "d", "y")
    assert path.read_text() == "claims:\n"


def test_it_is_left_at_any_time_and_goes_on_where_it_was(desk: Path) -> None:
    reviewed(desk, "a", "\x04")
    assert "1 of 2  loss" in reviewed(desk, "q")
    assert "1 of 1  alone" in reviewed(desk, "q", arguments=["alone"])


def test_without_a_terminal_or_a_claim_to_review_it_says_so(desk: Path, run: Run) -> None:
    done = run("review")
    assert done.returncode == 2
    assert "3 claims to review; ledger review asks on a terminal, without a pipe" in done.stderr
    assert run("review", "--company", "brix").stderr == "no claim is left to review\n"
    assert "done is not unreviewed; sign it with ledger sign" in run("review", "done").stderr


ARTICLE = """According to Reuters’ report of March 26th 2026, “Halden Motors raises $4 billion”
(https://www.reuters.com/business/halden/), Halden Motors has raised $4 billion. It cut 340 jobs
([New York Times](https://www.nytimes.com/halden-cuts)).
"""


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_from_an_empty_folder_to_a_checked_ledger_in_tmux(tmp_path: Path, run: Run) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    assert run("init").returncode == 0
    assert run("extract", "article.md").returncode == 0
    socket = f"ledger-{tmp_path.name}-{time.monotonic_ns()}"

    def tmux(*arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", socket, *arguments], capture_output=True, timeout=30, check=True, text=True
        )
        return done.stdout

    def shown(text: str) -> None:
        for _ in range(300):
            if text in tmux("capture-pane", "-t", "t", "-p"):
                return
            time.sleep(0.1)
        raise AssertionError(f"{text!r} not in:\n{tmux('capture-pane', '-t', 't', '-p')}")

    command = f"env -u COLUMNS {shlex.quote(sys.executable)} -m ledger review --by Ben; sleep 60"
    tmux("new-session", "-d", "-s", "t", "-x", "60", "-y", "40", "-c", str(tmp_path), command)
    try:
        shown("1 of 2")
        tmux("send-keys", "-t", "t", "a")
        shown("where:")
        tmux("send-keys", "-t", "t", "the page", "Enter")
        shown("2 of 2")
        tmux("send-keys", "-t", "t", "1")
        shown("company  Halden Motors")
        tmux("send-keys", "-t", "t", "a")
        tmux("send-keys", "-t", "t", "the page", "Enter")
        shown("2 accepted; no claim is left to review")
    finally:
        tmux("kill-server")
    found = json.loads(run("check", "--format", "json").stdout)
    assert {one["rule"] for one in found} <= {"undated", "missing-title"}
