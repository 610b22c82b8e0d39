"""A person's word on a figure: how long it holds, and what it never clears."""

import json
from itertools import product
from pathlib import Path

import pytest
from audited import CONFIRMER, CONFIRMING_AUDITOR, READ, TO_CONFIRM
from conftest import LedgerAt, Run

from ledger.documents import document_of
from ledger.drafts.confirmations import Confirmation, as_line, fingerprint, keys_of, name_of, read_lines
from ledger.drafts.verdicts import Judgement, Verdict

ON = "2026-03-31"


def judged(text: str) -> list[Judgement]:
    return list(CONFIRMING_AUDITOR.judge(document_of(text, "d.md")))


def confirmation(text: str, claim: str, number: int = 0) -> Confirmation:
    """What is kept if a person confirms a figure of a text."""
    one, key = list(keys_of(judged(text)))[number]
    return Confirmation(one.sentence, one.text, claim, "Ada", ON, one.company, key.number)


def again(text: str, *held: Confirmation) -> list[Judgement]:
    return CONFIRMER.confirmed(judged(text), held)[0]


def test_a_confirmed_figure_is_in_the_ledger_and_says_who_confirmed_it_and_when() -> None:
    text = "Acme waved off 620 people."
    (before,) = judged(text)
    (after,) = again(text, confirmation(text, "cuts"))
    assert (before.verdict, after.verdict) == (Verdict.UNCLEAR, Verdict.CONFIRMED)
    assert (after.reason, after.by, after.on) == ("confirmed by Ada, 31 March 2026", "Ada", ON)
    assert [claim.id for claim in after.claims] == ["cuts"]


# Sentences whose figures the ledger may have, with places for a time, a quantity, a direction and a name.
PATTERNS = [
    "{name} said that {what} of {figure} was {way} in {time}.",
    "In {time}, {what} at {name} came to {figure}, {way} than planned.",
    "{what} of {figure} ({way}) is what {name} had for {time}, it said.",
    "“{name},” she said, “{way} {what} of {figure} in {time}.”",
]
WORDS = {"name": "Acme", "what": "the intake", "way": "higher", "time": "2025", "figure": "$2.4 billion"}
CHANGES = {
    "name": ["Bolt", "Acme’s unit", "Acme Two", "the bank"],
    "what": ["the outgo", "the net intake", "the debt", "the intake per head"],
    "way": ["lower", "not higher", "no higher", "much higher"],
    "time": ["2024", "early 2025", "2026", "the first half of 2025"],
    "figure": ["€2.4 billion", "$2.4 million", "$2.5 billion", "2.4%"],
}


@pytest.mark.parametrize(("pattern", "name"), [*product(PATTERNS, CHANGES)])
def test_a_sentence_that_has_changed_is_no_longer_confirmed(pattern: str, name: str) -> None:
    text = pattern.format(**WORDS)
    held = confirmation(text, "revenue")
    assert again(text, held)[0].verdict is Verdict.CONFIRMED
    for other in CHANGES[name]:
        changed = pattern.format(**{**WORDS, name: other})
        assert all(one.verdict is not Verdict.CONFIRMED for one in again(changed, held)), changed


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ", "\n"), (" ", "\t"), (" of ", " of\u00a0"), ("$2.4 b", "$2.4\u202fb"), (" ", " \n"), ("in ", "*in* "),
        ("“", '"'), ("”", '"'), ("“", "«"), (",", ", "), ("Acme", "**Acme**"), ("Acme", "[Acme](https://acme.com)"),
        ("Acme", "Acme<!-- a note -->"), ("it", "It"), ("said", "sai\u00add"), ("$2.4 ", "$2.4&nbsp;"),
        ("planned", "planned,"), ("she", "_she_"), ("said", "<b>said</b>"), ("had", "<i>had</i>"), (" (", " – ("),
        ("higher", "hig&shy;her"), ("intake", "inta<wbr>ke"), ("for", "for\u200b"),
    ],
)  # fmt: skip
def test_other_spaces_marks_and_line_breaks_change_nothing(pattern: str, old: str, new: str) -> None:
    text = pattern.format(**WORDS)
    held = confirmation(text, "revenue")
    verdicts = [one.verdict for one in again(text.replace(old, new, 2 if old == " " else -1), held)]
    assert verdicts == [Verdict.CONFIRMED]


def test_a_sentence_that_has_changed_says_for_what_it_was_confirmed() -> None:
    held = confirmation("Acme waved off 620 people in 2025.", "cuts")
    (one,) = again("Acme waved off 620 people in spring.", held)
    assert one.verdict is Verdict.UNCLEAR
    assert "confirmed for: “Acme waved off 620 people in 2025.”" in one.against


@pytest.mark.parametrize(
    ("text", "claim", "verdict", "reason"),
    [
        ("Bolt earned $7 million.", "gone", "withdrawn", "retracted: Never said"),
        ("Dart now has over 200 million accounts.", "old", "outdated", "a later figure: 310 million, 2026-01"),
        ("Acme sold for $2.4 million.", "revenue", "contradicted", "the ledger says $2.4 billion"),
        ("Acme had 3.4% more.", "margin", "contradicted", "the ledger says 3.4 points"),
    ],
)
def test_a_confirmation_never_clears_what_is_wrong_by_the_claim(
    text: str, claim: str, verdict: str, reason: str
) -> None:
    (one,) = judged(text)
    meant = CONFIRMER.meant(one, CONFIRMER.claims[claim], by="Ada", on=ON)
    assert (meant.verdict, meant.reason.partition("; the claim was named by Ada")[0]) == (verdict, reason)


def test_an_old_figure_is_confirmed_with_a_caveat_where_the_sentence_states_its_time() -> None:
    (one,) = judged("In December 2024 Dart had 200 million accounts.")
    meant = CONFIRMER.meant(one, CONFIRMER.claims["old"])
    assert (meant.verdict, meant.caveat) == (Verdict.CONFIRMED, "a later figure: 310 million, 2026-01")


def test_what_is_wrong_by_itself_stays_wrong() -> None:
    text = "Acme's revenue was $2.6 billion in 2025."
    assert again(text, confirmation(text, "revenue"))[0].verdict is Verdict.CONTRADICTED


def test_the_same_sentence_about_another_company_is_not_confirmed() -> None:
    text = "Acme has news. It waved off 620 people."
    held = confirmation(text, "cuts")
    (one,) = again(text.replace("Acme", "Bolt"), held)
    assert one.verdict is not Verdict.CONFIRMED
    assert again(text, held)[0].verdict is Verdict.CONFIRMED


def test_of_a_number_that_stands_twice_only_the_one_that_was_meant_is_confirmed() -> None:
    text = "Acme waved off 620 people, and hired 620 people."
    after = again(text, confirmation(text, "cuts"))
    assert [one.verdict is Verdict.CONFIRMED for one in after] == [True, False]


def test_a_claim_without_an_id_is_named_by_its_sentence() -> None:
    text = "Echo put 4,400 trees into the ground."
    held = confirmation(text, name_of(READ.claims[-1]))
    assert held.claim == "Echo planted 4400 oaks."
    assert again(text, held)[0].verdict is Verdict.CONFIRMED


def test_lines_that_are_no_confirmations_are_named_and_do_not_count() -> None:
    good = as_line(confirmation("Acme waved off 620 people.", "cuts"))
    bad = ['{"sentence": "cut', '{"sentence": 1}', "[]", good.replace("cuts", "lost").strip()]
    found, faults = read_lines(good + "\n".join(bad) + "\n", "d.jsonl", CONFIRMER.claims)
    assert len(found) == 1
    assert [fault.partition(": ")[0] for fault in faults] == [f"d.jsonl:{number}:1" for number in (2, 3, 4, 5)]
    assert faults[3] == "d.jsonl:5:1: the ledger has no claim 'lost'; it does not count"


def test_a_fingerprint_is_five_characters_of_the_words_and_the_figure() -> None:
    words = "Acme waved off 620 people."
    assert len(fingerprint(words, "620")) == 5
    assert fingerprint(words, "620") == fingerprint("“Acme” waved off\n620 people", "620")
    assert fingerprint(words, "620") != fingerprint(words.replace("620", "260"), "260")


def test_the_answers_beside_a_draft_hold_for_the_next_audit(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(TO_CONFIRM)
    text = "Acme waved off 620 people.\n"
    ledger_at(text, "d.md")
    ledger_at(as_line(confirmation(text, "cuts")), "d.md.checked.jsonl")
    done = run("audit", "d.md", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (done.returncode, row["verdict"], row["by"], row["on"]) == (0, "confirmed", "Ada", ON)
    assert done.stderr == "1 figure: 1 confirmed\n"
    ledger_at("Nothing here.\n", "d.md")
    assert run("audit", "d.md").stderr == (
        "note: d.md.checked.jsonl: not in this draft any more: 620 people in “Acme waved off 620 people.”\nno figures\n"
    )
    ledger_at("{\n", "d.md.checked.jsonl")
    assert run("audit", "d.md").stderr.startswith("warning: d.md.checked.jsonl:1:1: not a confirmation (")


def test_nobody_is_asked_without_a_terminal(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at("Acme waved off 620 people.\n", "d.md")
    assert "asks on a terminal" in run("audit", "d.md", "--confirm", "--by", "Ada").stderr
    assert "standard input has no such place" in run("audit", "-", "--confirm", "--by", "Ada", input="x").stderr


def test_what_is_wrong_in_several_drafts_is_summed_up_by_claim(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(TO_CONFIRM)
    text = "Bolt made a profit of $7 million.\n"
    for name in ("a.md", "b.md"):
        ledger_at(f"{text}\n{text}", name)
    done = run("audit", "a.md", "b.md", "--format", "text")
    assert done.stdout.endswith("\ngone (retracted): 2 drafts: a.md 1, 3; b.md 1, 3\n")
