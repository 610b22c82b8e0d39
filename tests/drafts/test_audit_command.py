"""`ledger audit`: its formats, its screen and its exit codes."""

import json
import re

import pytest
from audited import AUDITOR, LEDGER
from conftest import LedgerAt, Load, Run

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.words import differing


def test_the_exit_code_and_the_summary_tell_whether_all_is_backed(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    ledger_at("Acme's revenue rose to $2.4 billion.\n", "good.md")
    ledger_at("Acme's revenue rose to $2.6 billion, and Crane has $5.\n", "bad.txt")
    good, bad = run("audit", "good.md"), run("audit", "good.md", "bad.txt")
    assert (good.returncode, good.stderr) == (0, "1 figure: 1 in the ledger\n")
    assert good.stdout == "good.md:1:24: backed: $2.4 billion: acme-revenue: Reuters, “Acme grows”, 1 February 2026\n"
    assert bad.returncode == 1
    assert bad.stderr == "3 figures: 1 in the ledger, 1 not in the ledger, 1 differs\nfirst: 1 differs\n"


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
        "against": [],
        "caveat": "",
        "by": "",
        "on": "",
    }
    assert run("audit", "d.md", "--format", "github").stdout.startswith(
        "::error file=d.md,line=1,col=24,title=contradicted::$2.6 billion: the ledger says $2.4 billion; acme-revenue"
    )
    screen = run("audit", "d.md", "--format", "text", env={"COLUMNS": "60"}).stdout
    assert screen.startswith(
        "wrong (1)\n  1  Acme's revenue rose to ▸$2.6 billion◂.\n     differs: the ledger says $2.4 billion;"
    )
    assert max(map(len, screen.splitlines())) <= 60


def test_the_screen_says_what_needs_doing_first_and_shows_the_claims_that_are_to_be_read(
    ledger_at: LedgerAt, run: Run
) -> None:
    ledger_at(LEDGER)
    ledger_at(
        "Acme's revenue rose to $2.4 billion. Its intake was $2.4 billion, it said. Crane has 17 ships and 12 900"
        " jobs. “Bolt made a profit of $7 million,” it said. Dart is still worth $3 billion.\n",
        "d.md",
    )
    done = run("audit", "d.md", "--format", "text", env={"COLUMNS": "100"})
    headings = [line for line in done.stdout.splitlines() if re.match(r"[a-z]", line)]
    assert headings == [
        "wrong (2)",
        "to read: may be in the ledger (1)",
        "not in the ledger (1)",
        "in the ledger (1)",
    ]
    assert (
        "     “▸Acme's revenue rose◂ to $2.4 billion in ▸2025◂.” acme-revenue, Reuters, 1 February 2026\n"
        in done.stdout
    )
    assert "     the claim's metric is revenue\n" in done.stdout
    assert "     do not alter the quotation; add the right figure\n" in done.stdout
    assert "  1  $2.4 billion  acme-revenue, Reuters, 1 February 2026\n" in done.stdout
    assert done.stderr == (
        "5 figures: 1 in the ledger, 1 not in the ledger, 1 to read, 1 outdated, 1 withdrawn;"
        " 1 not checked: 1 one number or two?\nfirst: 1 withdrawn, 1 outdated, 1 to read\n"
    )


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("The EU fined Acme €85 million.", "Acme was fined $85 million by the EU.", ["€85"]),
        ("Acme cut 620 jobs in May 2025.", "Acme cut 620 jobs in June 2025.", ["May"]),
        ("Its margin rose 3.4 points.", "Its margin rose 3.4%.", ["3.4 points"]),
        ("Acme's revenue was $4 billion.", "ACME’s revenue was $4 million", ["billion"]),
        ("Acme made 620 layoffs", "it let go of 620 people.", ["Acme", "layoffs"]),
        ("Same words.", "Same words.", []),
    ],
)
def test_what_a_claim_says_otherwise_is_marked(text: str, other: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in differing(text, other)] == marked


@pytest.mark.parametrize(
    ("codes", "code"),
    [((), 1), (("contradicted",), 0), (("contradicted,unbacked",), 1), (("contradicted", "unbacked"), 1), (("x",), 2)],
)
def test_a_user_chooses_the_verdicts_with_which_an_audit_fails(
    ledger_at: LedgerAt, run: Run, codes: tuple[str, ...], code: int
) -> None:
    ledger_at(LEDGER)
    ledger_at("Crane has 17 ships.\n", "d.md")
    options = [option for one in codes for option in ("--fail-on", one)]
    assert run("audit", "d.md", *options).returncode == code


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


@pytest.mark.slow
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
