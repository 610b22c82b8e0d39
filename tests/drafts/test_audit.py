"""Which figures in a draft the ledger backs: exactness first, then completeness."""

import json
import re
from pathlib import Path

import pytest
from conftest import LedgerAt, Load, Run

from ledger.documents import document_of
from ledger.drafts.audit import Auditor, Judged, Verdict
from ledger.loading import load_text

DOCUMENT = (Path(__file__).parents[2] / "docs" / "auditing.md").read_text(encoding="utf-8")
BLIND_SPOTS = re.findall(r"^\| (.+?) \| (backed|unbacked|rounded|contradicted) \|", DOCUMENT, re.MULTILINE)

LEDGER = """\
companies:
  Alphabet: [Google]
claims:
  - id: acme-revenue
    company: Acme
    claim: Acme's revenue rose to $2.4 billion in 2025.
    metric: revenue
    figure: $2.4 billion
    as_of: 2025
    publisher: Reuters
    title: Acme grows
    url: https://www.reuters.com/acme
    date: 2026-02-01
  - {id: acme-staff, company: Acme, claim: Acme employs 9300 people., metric: staff, figure: 9300}
  - {id: alphabet, company: Alphabet, claim: Alphabet was valued at $1.9 trillion.,
     metric: valuation, figure: $1.9 trillion, publisher: FT, url: https://ft.com/a}
  - {id: rovers, company: Rovers, claim: Rovers beat City 3-1 before 41000 spectators.,
     metric: attendance, figure: 41000, publisher: BBC, url: https://bbc.com/a}
  - {id: jobless, company: France, claim: Unemployment in France fell to 7.1 per cent in the first quarter of 2026.,
     metric: unemployment rate, figure: 7.1 per cent, as_of: 2026-Q1, publisher: Insee, url: https://insee.fr/a}
  - {id: burglaries, company: Leeds, claim: Police in Leeds recorded 412 burglaries in 2024., metric: burglaries,
     figure: 412, as_of: 2024, publisher: Police, url: https://police.uk/a}
  - {id: ice, company: Arctic, claim: Arctic sea ice covered 4.3 million square kilometres in September 2025.,
     metric: ice extent, figure: 4.3 million square kilometres, as_of: 2025-09, publisher: NSIDC,
     url: https://n.org/a}
  - {id: own-word, company: Bolt, claim: Bolt raised $60 million., metric: funding, figure: $60 million,
     publisher: Bolt,
     url: https://bolt.com/a}
  - {id: gone, company: Bolt, claim: Bolt made a profit of $7 million., metric: profit, figure: $7 million,
     retracted: Never said., publisher: FT, url: https://ft.com/b}
  - {id: old, company: Dart, claim: Dart is worth $3 billion., metric: valuation, figure: $3 billion, publisher: FT,
     url: https://ft.com/c}
  - {id: new, company: Dart, claim: Dart is worth $5 billion., metric: valuation, figure: $5 billion, publisher: FT,
     url: https://ft.com/d, supersedes: old}
  - {id: industry, company: AI industry, claim: Data centres for artificial intelligence will use 945 terawatt hours.,
     publisher: IEA, url: https://iea.org/a}
  - {id: fern, company: Fern, claim: Fern made $6 million., metric: revenue, figure: $6 million, publisher: FT,
     url: https://ft.com/f}
  - {id: more, company: Echo, claim: Echo raised more than $80 million., metric: funding, figure: more than $80 million,
     publisher: FT, url: https://ft.com/e}
  - {id: waiting, company: Mercy, claim: Mercy had 2900 patients on its waiting list., metric: waiting list,
     figure: 2900 patients, publisher: FT, url: https://ft.com/g}
"""
AUDITOR = Auditor(load_text(LEDGER, "claims.yaml"))


def judged(text: str, kind: str = "markdown", *, everything: bool = False) -> list[Judged]:
    return list(AUDITOR.judge(document_of(text, "draft.md", kind), everything=everything))


def verdict(text: str) -> str:
    """The verdict on the first figure of a sentence."""
    return judged(text)[0].verdict.value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales at Acme reached $2.4bn last year.", "backed"),
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
    assert verdict(sentence) == "unbacked"


POLLS = """\
claims:
  - {id: monday, claim: "Ash wins 53 times out of 100. Birch wins 47 times out of 100."}
  - {id: friday, claim: "Ash wins 52 times out of 100. Birch wins 48 times out of 100."}
"""


def test_of_two_claims_in_the_same_words_the_one_with_the_other_figures_of_the_paragraph_counts(load: Load) -> None:
    auditor = Auditor(load(POLLS))

    def first(text: str) -> Judged:
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
        ("Bolt's profit was $7 million.", "but the claim is retracted: Never said"),
        ("Dart is valued at $3 billion.", "but the claim is superseded"),
        ("Dart is valued at $5 billion.", ""),
    ],
)
def test_what_backs_a_figure_with_reserve_is_said(sentence: str, but: str) -> None:
    (one,) = judged(sentence)
    assert (one.verdict, one.reason) == (Verdict.BACKED, but)


def test_a_claim_that_no_longer_stands_contradicts_nothing() -> None:
    assert verdict("Bolt's profit was $8 million.") == "unbacked"
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
    assert [one.verdict.value for one in found[1]] == ["unbacked", "unbacked"]


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


# The command


def test_the_exit_code_and_the_summary_tell_whether_all_is_backed(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    ledger_at("Acme's revenue rose to $2.4 billion.\n", "good.md")
    ledger_at("Acme's revenue rose to $2.6 billion, and Crane has $5.\n", "bad.txt")
    good, bad = run("audit", "good.md"), run("audit", "good.md", "bad.txt")
    assert (good.returncode, good.stderr) == (0, "1 figure: 1 backed\n")
    assert good.stdout == "good.md:1:24: backed: $2.4 billion: acme-revenue: Reuters, “Acme grows”, 1 February 2026\n"
    assert bad.returncode == 1
    assert bad.stderr == "3 figures: 1 backed, 1 contradicted, 1 unbacked\n"


def test_the_formats_carry_the_same(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    ledger_at("Acme's revenue rose to $2.6 billion.\n", "d.md")
    (row,) = json.loads(run("audit", "d.md", "--format", "json").stdout)
    assert row == {
        "path": "d.md",
        "line": 1,
        "column": 24,
        "text": "$2.6 billion",
        "verdict": "contradicted",
        "claims": ["acme-revenue"],
        "reason": "the ledger says $2.4 billion",
    }
    assert run("audit", "d.md", "--format", "github").stdout.startswith(
        "::error file=d.md,line=1,col=24,title=contradicted::$2.6 billion: the ledger says $2.4 billion; acme-revenue"
    )
    screen = run("audit", "d.md", "--format", "text", env={"COLUMNS": "60"}).stdout
    assert screen.startswith("contradicted (1)  The ledger says otherwise of the same\nthing.\n")
    assert "  1  Acme's revenue rose to $2.6 billion.\n" in screen
    assert max(map(len, screen.splitlines())) <= 60


def test_standard_input_is_a_draft_too(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    done = run("audit", "-", input="Acme's revenue rose to $2.4 billion.")
    assert done.stdout.startswith("<stdin>:1:24: backed: ")
    assert run("audit", "-", "--file", "-").returncode == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("d.md", b"\xff\xfe", "UTF-16"),
        ("d.md", b"caf\xe9", "is not UTF-8"),
        ("d.md", b"a\0b", "NUL byte"),
        ("d.docx", b"PK", "not a Word document; save it as .docx, .md, .txt or .html"),
        ("d.odt", b"PK", "a draft is Word, Markdown, plain text or HTML; save it as .docx, .md, .txt or .html"),
    ],
)
def test_what_is_no_draft_is_refused(ledger_at: LedgerAt, run: Run, name: str, data: bytes, said: str) -> None:
    ledger_at(LEDGER)
    ledger_at(data, name)
    done = run("audit", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert run("audit", "gone.md").returncode == 2


@pytest.mark.parametrize("kind", ["markdown", "html", "text"])
@pytest.mark.parametrize(
    "piece",
    ["<!-- ", "`", "<", "<div>", "<code>", "[](", "<![", "<?", "&#x", "$5 \x1b[31m", "- Acme $5bn\n", "9", ". ", "\n "],
)
def test_hostile_drafts_get_an_answer(piece: str, kind: str) -> None:
    text = piece * (6000 // len(piece))
    draft = document_of(text, "draft", kind)
    for one in AUDITOR.judge(draft):
        line = text.split("\n")[one.line - 1]
        assert " ".join(line[one.column - 1 :].split()).startswith(one.text.split()[0])


def test_a_draft_that_steers_a_terminal_is_shown_harmless(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    ledger_at("Acme \x1b[31m has \u202e $5 \x07 million.\n", "d.md")
    for format in ("text", "concise"):
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", run("audit", "d.md", "--format", format).stdout)


def test_an_empty_ledger_backs_nothing(load: Load) -> None:
    found = Auditor(load("claims: []\n")).judge(document_of("Acme made $5.", "d"))
    assert [one.verdict.value for one in found] == ["unbacked"]
