"""Which figures in a draft the ledger backs: exactness first, then completeness."""

import re
from pathlib import Path

import pytest
from audited import AUDITOR, LEDGER
from conftest import Load

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.loading import load_text

DOCUMENT = (Path(__file__).parents[2] / "docs" / "auditing.md").read_text(encoding="utf-8")
BLIND_SPOTS = re.findall(r"^\| (.+?) \| (backed|unbacked|unclear|rounded|contradicted) \|", DOCUMENT, re.MULTILINE)

AUDITOR_CLAIMS = [claim for claim in load_text(LEDGER, "claims.yaml").claims if claim.company]


def judged(text: str, kind: str = "markdown", *, everything: bool = False) -> list[Judgement]:
    return list(AUDITOR.judge(document_of(text, "draft.md", kind), everything=everything))


def verdict(text: str) -> str:
    """The verdict on the first figure of a sentence."""
    return judged(text)[0].verdict.value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales at Acme reached $2.4bn in 2025.", "backed"),
        ("In 2025 revenue of 2.4 billion dollars was reported by Acme.", "backed"),
        ("Acme took about $2 billion in revenue.", "rounded"),
        ("Acme has a staff of 9,300.", "backed"),
        ("Google is worth $1.9tn.", "backed"),
        ("A valuation of nearly $2 trillion was put on Google.", "rounded"),
        ("A crowd of 41,000 saw Rovers win.", "backed"),
        ("French unemployment stood at 7.1% in the first quarter of 2026.", "backed"),
        ("The jobless rate in France is 7.1%.", "backed"),
        ("There were 412 burglaries in Leeds in 2024.", "backed"),
        ("Sea ice in the Arctic shrank to 4.3m sq km in September.", "backed"),
        ("Artificial intelligence will make data centres use 945 terawatt hours.", "backed"),
        ("Echo raised $80 million.", "rounded"),
        ("The waiting list at Mercy holds 2,900 patients.", "backed"),
        ("Fern made $6 million.", "backed"),
        ("Acme reported its results. Its revenue came to $2.4 billion.", "backed"),
    ],
)
def test_a_figure_restated_truly_is_backed(sentence: str, expected: str) -> None:
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme made a profit of $2.4 billion.",
        "Bolt's revenue rose to $2.4 billion.",
        "Crane's revenue rose to $2.4 billion.",
        "Acme's revenue was $2.4 billion in 2021.",
        "Bolt employs 9,300 people.",
        "Acme sold 9,300 cars.",
        "Google spent $1.9 trillion.",
        "City drew 41,000 fans.",
        "In Spain unemployment fell to 7.1%.",
        "Inflation in France is 7.1%.",
        "Unemployment in France fell to 7.1% in the fourth quarter of 2025.",
        "Leeds saw 412 robberies.",
        "The Antarctic sea ice covered 4.3 million sq km.",
        "Acme grew. Bolt's revenue, however, was $2.4 billion.",
        "Echo raised $95 million.",
        "In March 2025 Arctic sea ice covered 4.3 million square kilometres.",
        "While Acme grew, and Crane had revenue of $2.4 billion, nobody noticed.",
        "Mercy treated 2,900 patients.",
    ],
)
def test_the_same_number_about_something_else_is_no_backing(sentence: str) -> None:
    assert verdict(sentence) in ("unbacked", "unclear")


POLLS = """\
claims:
  - {id: monday, claim: "Ash wins 53 times out of 100. Birch wins 47 times out of 100."}
  - {id: friday, claim: "Ash wins 52 times out of 100. Birch wins 48 times out of 100."}
"""


def test_of_two_claims_in_the_same_words_the_one_with_the_other_figures_of_the_paragraph_counts(load: Load) -> None:
    auditor = Auditor(load(POLLS))

    def first(text: str) -> Judgement:
        return next(auditor.judge(document_of(text, "draft.md")))

    assert first("Ash wins 53 times out of 100. Birch wins 47 times out of 100.").verdict is Verdict.BACKED
    slipped = first("Ash wins 53 times out of 100. Birch wins 48 times out of 100.")
    assert (slipped.verdict, slipped.claims[0].id) == (Verdict.CONTRADICTED, "friday")
    assert slipped.reason == "the claim with the other figures of this paragraph says 52 times"
    assert first("Ash wins 53 times out of 100.\n\nBirch wins 48 times out of 100.").verdict is Verdict.BACKED


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Acme's revenue rose to $2.6 billion.", "the ledger says $2.4 billion"),
        ("Acme's revenue rose to $4.2 billion.", "swapped digits"),
        ("Alphabet is worth $1.9 billion.", "the ledger says $1.9 trillion; a thousandfold: billion for trillion?"),
        ("Acme employs 930 people.", "tenfold: a zero too few or too many"),
        ("Unemployment in France is 8.1%.", "the ledger says 7.1 per cent"),
    ],
)
def test_another_number_about_the_same_thing_is_contradicted(sentence: str, reason: str) -> None:
    (one,) = judged(sentence)
    assert one.verdict is Verdict.CONTRADICTED
    assert reason in one.reason


@pytest.mark.parametrize(
    ("sentence", "but"),
    [
        ("Acme has 9,300 workers.", "but the claim has no source"),
        ("Bolt raised $60 million.", "but only the company itself says so"),
        ("Dart is valued at $5 billion.", ""),
    ],
)
def test_what_backs_a_figure_with_reserve_is_said(sentence: str, but: str) -> None:
    (one,) = judged(sentence)
    assert (one.verdict, one.reason) == (Verdict.BACKED, but)


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("Bolt's profit was $7 million.", "withdrawn", "retracted: Never said"),
        ("Dart is valued at $3 billion.", "outdated", "a later figure: $5 billion"),
        ("Dart is now valued at $3 billion.", "outdated", "a later figure: $5 billion"),
        ("Dart was valued at $3 billion.", "backed", "a later figure: $5 billion"),
    ],
)
def test_a_claim_that_does_not_stand_any_more_backs_nothing_that_is_said_of_now(
    sentence: str, expected: str, reason: str
) -> None:
    (one,) = judged(sentence)
    assert (one.verdict.value, one.reason) == (expected, reason)


@pytest.mark.parametrize(
    ("sentence", "against"),
    [
        ("Acme denied that its revenue was $2.4 billion.", "the sentence says “denied”"),
        ("Is Acme's revenue $2.4 billion?", "the sentence says “?”"),
        ("Acme's revenue was a record $2.4 billion in 2025.", "the claim does not say “record”"),
        ("Acme's revenue could reach $2.4 billion.", "the sentence says “could”"),
        ("Acme expects revenue of $2.4 billion in 2025.", "the sentence speaks of the future"),
        ("Acme's revenue was $2.4 billion in 2021.", "the claim is about 2025"),
        ("In Germany, Acme's revenue was $2.4 billion.", "the claim does not say “In Germany”"),
        ("Acme Motors had revenue of $2.4 billion in 2025.", "the sentence says “Acme Motors”"),
        ("The acme of revenue was $2.4 billion in 2025.", "the sentence says “acme”"),
        ("Acme had average revenue of $2.4 billion in 2025.", "the claim does not say “average”"),
        ("Acme had revenue of more than $2.4 billion in 2025.", "the ledger says $2.4 billion"),
        ("Acme had revenue of under $2.4 billion in 2025.", "the ledger says $2.4 billion"),
        ("Acme's intake was $2.4 billion.", "the claim's metric is revenue"),
        ("Bolt's revenue was $2.4 billion.", "the claim is about Acme"),
    ],
)
def test_what_a_person_has_to_read_says_truly_what_speaks_against_it(sentence: str, against: str) -> None:
    (one,) = [one for one in judged(sentence) if "2.4" in one.text]
    assert one.verdict.value == "unclear"
    assert against in one.against
    assert one.claims[0].id == "acme-revenue"


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme Inc. had revenue of $2.4 billion in 2025.",
        "Acme Chief Executive Bo Ek says that revenue was $2.4 billion in 2025.",
        "Acme Reports Revenue Of $2.4 Billion In 2025",
        "Acme Motors is a part of Acme, which had revenue of $2.4 billion in 2025.",
        "ACME had revenue of $2.4 billion in 2025.",
    ],
)
def test_a_legal_form_a_post_or_the_capitals_of_a_headline_make_no_other_name(sentence: str) -> None:
    assert verdict(sentence) == "backed"


def test_who_the_company_is_after_two_is_not_sure() -> None:
    text = "Acme met Dart. The company was valued at {}."
    assert judged(text.format("$9 billion"))[0].verdict is Verdict.CONTRADICTED
    claims = load_text(
        LEDGER + "  - {company: Acme, claim: Acme is worth $9 billion., metric: valuation,"
        " figure: $9 billion, publisher: FT, url: https://ft.com/z}\n",
        "claims.yaml",
    )
    (one,) = Auditor(claims).judge(document_of(text.format("$9 billion"), "draft.md", "markdown"))
    assert one.verdict is Verdict.UNCLEAR


def test_a_claim_that_no_longer_stands_contradicts_nothing() -> None:
    assert verdict("Bolt's profit was $8 million.") in ("unbacked", "unclear")
    (one,) = judged("Dart is valued at $4 billion.")
    assert (one.verdict, one.claims[0].id) == (Verdict.CONTRADICTED, "new")


def test_a_figure_in_the_headline_or_without_a_subject_is_the_one_backed_in_the_draft() -> None:
    text = "Acme at $2.44 billion\n\n{}\n\nSeen that way, $2.44 billion is not the end.\n"
    ledger = LEDGER.replace("$2.4 billion", "$2.44 billion").replace("publisher: Reuters", "publisher: Acme")
    auditor = Auditor(load_text(ledger, "claims.yaml"))
    found = [
        list(auditor.judge(document_of(text.format(sentence), "d")))
        for sentence in ("Acme's revenue rose to $2.44 billion.", "Nothing.")
    ]
    assert [one.verdict.value for one in found[0]] == ["backed"] * 3
    for one in (found[0][0], found[0][2]):
        assert one.reason == "as in line 3; but only the company itself says so"
    assert {one.verdict.value for one in found[1]} == {"unclear"}


def test_a_sign_is_no_difference_only_where_the_words_speak_of_a_loss() -> None:
    auditor = Auditor(
        load_text("claims:\n- {claim: Gorse had a margin of -5%., company: Gorse, metric: margin, figure: -5%}\n", "f")
    )
    said = {
        sentence: next(auditor.judge(document_of(sentence, "d"))).verdict.value
        for sentence in (
            "Gorse had a margin of 5%.",
            "Gorse's margin was -5%.",
            "Gorse's margin fell to a negative 5%.",
        )
    }
    assert list(said.values()) == ["contradicted", "backed", "backed"]


def test_a_number_that_slipped_onto_another_in_its_sentence_is_not_backed() -> None:
    auditor = Auditor(load_text("claims:\n- claim: 59% of voters approve of the mayor while 39% disapprove.\n", "f"))
    found = auditor.judge(document_of("39% of voters approve of the mayor while 39% disapprove.", "d"))
    assert [one.verdict.value for one in found][1] == "backed"
    found = auditor.judge(document_of("39% of voters approve of the mayor while 39% disapprove.", "d"))
    assert next(found).verdict is not Verdict.BACKED


MARKED_UP = """\
---
title: $5 million
---
# Acme's **$2.4 billion** in revenue

`$5 million` and [a link](https://x.com/5-million-$6) and ![](img-$7m.png)

```
$8 million
```

Acme has <!-- ledger: ignore --> $9 million here.

<!-- ledger: ignore -->
Acme has $10 million here,
and $11 million.

Acme's revenue was \\$2.4&nbsp;billion, of three kinds.
"""


def test_what_is_not_prose_or_is_set_aside_is_counted_and_not_checked() -> None:
    found = [(one.text, one.verdict.value, one.line, one.reason) for one in judged(MARKED_UP)]
    checked = [(text, verdict, line) for text, verdict, line, _ in found if verdict != "not checked"]
    assert checked == [("$2.4 billion", "backed", 4), ("$2.4 billion", "backed", 18)]
    reasons = [reason for _, verdict, _, reason in found if verdict == "not checked"]
    assert reasons.count("code") == 2
    assert reasons.count("set aside") == 3
    assert reasons.count("front matter") == 1
    assert reasons[-1] == "a number in words (--all checks these)"


def test_html_is_read_with_its_places() -> None:
    text = "<html><head><title>T</title><style>p{width:5%}</style></head>\n<body><p>Acme</p><p>Its revenue rose to "
    text += "<b>$2.4</b> billion.</p><pre>$5 million</pre><script>var a='$6 million'</script></body></html>"
    (figure, code) = judged(text, "html")
    assert (figure.line, text.split("\n")[1][figure.column - 1 :][:4]) == (2, "$2.4")
    assert (code.verdict.value, code.reason) == ("not checked", "code")


def test_the_column_is_the_figures_own() -> None:
    (one,) = judged("Nothing.\n  Acme's revenue rose to $2.4 billion.")
    assert (one.line, one.column) == (2, 26)


def test_numbers_in_words_are_checked_on_request() -> None:
    assert verdict("Acme has three plants.") == "not checked"
    assert judged("Acme has three plants.", everything=True)[0].verdict.value == "unbacked"


@pytest.mark.parametrize(("sentence", "expected"), BLIND_SPOTS)
def test_the_blind_spots_are_as_documented(sentence: str, expected: str) -> None:
    (ledger,) = re.findall(r"```yaml\n((?s:.*?))```", DOCUMENT)
    found = Auditor(load_text(ledger, "claims.yaml")).judge(document_of(sentence, "d"), everything=True)
    assert expected in [one.verdict.value for one in found]


DOUBTS = [
    "{0} denied that {1}.",
    "It is not true that {1}.",
    "{0} never said that {1}.",
    "Is it so that {1}?",
    "{0} rejected the report that {1}.",
    "It is wrong that {1}.",
    "{0} hopes that {1}.",
    "It could be that {1}.",
    "{0} disputed that {1}.",
    "It is doubtful that {1}.",
    "If {1}, who gains?",
    "{0} alleged that {1}.",
]


@pytest.mark.parametrize("form", DOUBTS)
def test_no_sentence_that_denies_or_doubts_backs_a_figure(form: str) -> None:
    for claim in AUDITOR_CLAIMS:
        sentence = form.format(claim.company[0], claim.claim.rstrip("."))
        found = [one.verdict.value for one in judged(sentence, everything=True)]
        assert not {"backed", "rounded", "contradicted"} & set(found), sentence
