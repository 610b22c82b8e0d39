"""Marks in a draft, and `ledger audit --confirm`, which asks and can set them."""

import json
from pathlib import Path

import pytest
from audited import CONFIRMER, CONFIRMING_AUDITOR, TO_CONFIRM
from conftest import LedgerAt, Run, at_a_terminal

from ledger.documents import document_of
from ledger.drafts.confirmations import fingerprint
from ledger.drafts.marks import mark_for
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.errors import LedgerError

PROMPT = ("uit: ",)


def marked(text: str, kind: str = "markdown") -> list[Judgement]:
    document = document_of(text, "d.md", kind)
    return CONFIRMER.marked(list(CONFIRMING_AUDITOR.judge(document)), document)[0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("They waved off 620<!-- ledger: cuts --> people.", "confirmed"),
        ("They waved off 620 people <!--ledger:cuts-->.", "confirmed"),
        ("They waved off **620**\n<!-- ledger: cuts --> people.", "confirmed"),
        ("- They waved off 620 people\n  <!-- ledger: cuts -->", "confirmed"),
        ("| 620 <!-- ledger: cuts --> |\n|---|\n| x |", "confirmed"),
        ("They waved off 260<!-- ledger: cuts --> people.", "contradicted"),
        ("It took $2.4 billion<!-- ledger: cuts -->.", "contradicted"),
        ("They made $7 million<!-- ledger: gone -->.", "withdrawn"),
        ("They now have 200 million users<!-- ledger: old -->.", "outdated"),
        ("Acme's revenue was $2.6 billion<!-- ledger: revenue --> in 2025.", "contradicted"),
        ("They waved off 620 people. `<!-- ledger: cuts -->`", "unbacked"),
        ("They waved off 620 people.\n\n    <!-- ledger: cuts -->", "unbacked"),
        ("They waved off 620 people.\n\nIn the end, <!-- ledger: cuts -->", "unbacked"),
        ("They waved off 620<!-- ledger: ignore --> people.", "not checked"),
    ],
)
def test_a_figure_with_a_mark_is_judged_by_that_claim_alone(text: str, verdict: str) -> None:
    assert [one.verdict.value for one in marked(text) if one.text != "2025"] == [verdict]


def test_in_html_a_mark_is_a_comment_too() -> None:
    (one,) = marked("<p>They waved off <b>620</b> <!-- ledger: cuts --> people.</p><p>5</p>", "html")[:1]
    assert one.verdict is Verdict.CONFIRMED


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("lost", "d.md:1:19: error: the ledger has no claim with the id 'lost'"),
        ("check this again", "d.md:1:19: error: a mark names one claim: <!-- ledger: claim-id -->"),
        ("", "d.md:1:19: error: a mark names one claim: <!-- ledger: claim-id -->"),
    ],
)
def test_a_mark_that_names_no_claim_is_an_error_at_its_place(mark: str, said: str) -> None:
    with pytest.raises(LedgerError) as raised:
        marked(f"They waved off 620<!-- ledger: {mark} --> people.")
    assert str(raised.value) == said


def test_a_mark_with_a_fingerprint_holds_for_its_sentence_alone() -> None:
    sentence = "They waved off 620 people."
    mark = mark_for("cuts", fingerprint(sentence, "620 people"))
    assert marked(sentence.replace(".", f"{mark}."))[0].verdict is Verdict.CONFIRMED
    (one,) = marked(f"They hired 620 people{mark}.")
    assert one.verdict is Verdict.UNCLEAR
    assert one.against[-1] == "the mark for cuts was set for other words"


def test_a_mark_without_a_figure_is_named(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at("Nothing here <!-- ledger: cuts --> at all.\n", "d.md")
    assert run("audit", "d.md").stderr == (
        "warning: d.md:1:14: no figure before this mark; put it after one\nno figures\n"
    )


DRAFT = """\
# Acme waves off 620 people

Acme waved off 620 people. It *has* a intake of $2.4 billion.\r
And once more:   Acme waves off 620 people
"""


@pytest.mark.slow
def test_on_a_terminal_each_question_is_asked_once_and_the_answers_last(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at(DRAFT, "d.md")
    code, screen = at_a_terminal(
        tmp_path, ["audit", "d.md", "--confirm", "--by", "Ada"], ["1", "x", "1", "1", "1"], PROMPT
    )
    assert code == 0, screen
    assert "1 of 4" in screen
    assert "4 figures: 4 confirmed" in screen
    kept = [json.loads(line) for line in (tmp_path / "d.md.checked.jsonl").read_text().splitlines()]
    assert [(row["figure"], row["claim"], row["by"]) for row in kept[:1]] == [("620 people", "cuts", "Ada")]
    assert run("audit", "d.md").returncode == 0
    assert (tmp_path / "d.md").read_bytes() == DRAFT.encode()


@pytest.mark.slow
def test_what_is_skipped_stays_open_and_quitting_keeps_the_answers(ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at(DRAFT, "d.md")
    code, screen = at_a_terminal(tmp_path, ["audit", "d.md", "--confirm", "--by", "Ada"], ["s", "1", "q"], PROMPT)
    assert code == 1
    assert "4 figures: 1 confirmed, 3 to read" in screen
    assert len((tmp_path / "d.md.checked.jsonl").read_text().splitlines()) == 1


@pytest.mark.slow
def test_marks_are_set_where_a_comment_can_stand_and_no_other_byte_changes(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at(b"\xef\xbb\xbf" + DRAFT.encode(), "d.md")
    arguments = ["audit", "d.md", "--confirm", "--by", "Ada", "--marks"]
    code, screen = at_a_terminal(tmp_path, arguments, ["1", "1", "1", "1"], PROMPT)
    assert code == 0, screen
    assert "1 figure without a mark, where a comment would be seen" in screen
    text = (tmp_path / "d.md").read_bytes().decode("utf-8-sig")
    marks = [
        mark_for("cuts", fingerprint("Acme waved off 620 people.", "620 people")),
        mark_for("revenue", fingerprint("It has a intake of $2.4 billion.", "$2.4 billion")),
    ]
    expected = DRAFT.replace("waved off 620 people", f"waved off 620 people{marks[0]}")
    expected = expected.replace("$2.4 billion", f"$2.4 billion{marks[1]}")
    assert text.startswith(expected.partition("And once")[0])
    (tmp_path / "d.md.checked.jsonl").unlink()
    assert "3 confirmed, 1 to read" in run("audit", "d.md").stderr
    handed_back = run("audit", "d.md", "-o", "e.md")
    assert "3 confirmed, 1 to read" in handed_back.stderr
    assert "3 confirmed, 1 to read" in run("audit", "e.md").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["d.md", "--marks"], "--marks is for --confirm"),
        (["d.txt", "--confirm", "--marks"], "d.txt: --marks is for Markdown and HTML, which have comments"),
    ],
)
def test_marks_need_questions_and_a_format_with_comments(
    ledger_at: LedgerAt, run: Run, arguments: list[str], said: str
) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at("x\n", arguments[0])
    done = run("audit", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
