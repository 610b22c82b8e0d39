"""`ledger add`: what it writes, what it notices, what it refuses."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LedgerAt, Run, at_a_terminal

LEDGER = """\
# Kept by hand.
sources:
  acme-report:
    publisher: Acme
    title: Half a year
    url: https://www.acme.com/report
    date: 2026-03-31

claims:
  - id: acme-revenue-2026-03
    company: Acme
    claim: Acme had revenue of $2 billion.   # twice checked
    metric: revenue
    figure: $2 billion
    source: acme-report

  - id: bolt-staff
    company: Bolt
    claim: Bolt employs 300 people.
    metric: staff
    figure: 300 people
"""


def test_a_claim_goes_after_its_companys_last_one_with_an_id_that_is_free(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    done = run(
        "add", "--company", "Acme", "--metric", "revenue", "--figure", "$1 billion", "--as-of", "2026-03",
        "--claim", "Half of it, $1 billion, was Acme's own.", "--source", "acme-report",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("added acme-revenue-2026-03-2 at claims.yaml:17\n")
    at = LEDGER.index("  - id: bolt-staff")
    assert path.read_text() == LEDGER[:at] + (
        "  - id: acme-revenue-2026-03-2\n"
        "    company: Acme\n"
        "    claim: Half of it, $1 billion, was Acme's own.\n"
        "    metric: revenue\n"
        "    figure: $1 billion\n"
        "    as_of: 2026-03\n"
        "    source: acme-report\n\n"
    ) + LEDGER[at:]  # fmt: skip


def test_the_url_of_a_declared_source_cites_its_key(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    done = run("add", "--claim", "A thing.", "--url", "http://acme.com/report?utm_source=x")
    assert "the URL is that of the source 'acme-report', which is cited" in done.stderr
    assert path.read_text().endswith("  - id: a-thing-2026-03\n    claim: A thing.\n    source: acme-report\n")


def test_a_source_that_says_otherwise_than_the_declared_one_is_written_in_the_claim(
    ledger_at: LedgerAt, run: Run
) -> None:
    path = ledger_at(LEDGER)
    done = run("add", "--claim", "A thing.", "--url", "https://www.acme.com/report", "--publisher", "Bolt")
    assert "but `publisher` differs" in done.stderr
    assert path.read_text().endswith("    publisher: Bolt\n    url: https://www.acme.com/report\n")


def test_a_key_that_is_new_is_declared_with_the_fields_given(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    words = ["--source", "bolt-page", "--url", "https://bolt.com/", "--publisher", "Bolt", "--quote", "It's 300"]
    assert run("add", "--claim", "A thing.", *words).returncode == 0
    text = path.read_text()
    assert "\n\n  bolt-page:\n    publisher: Bolt\n    url: https://bolt.com/\n\nclaims:\n" in text
    assert text.endswith("    source: {key: bolt-page, quote: It's 300}\n")


def test_it_says_what_it_noticed_before_it_writes(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    done = run(
        "add", "--company", "Acme", "--metric", "revenue", "--figure", "$2 million", "--claim", "It was $2 million.",
        "--as-of", "2026-03-31", "--publisher", "Acme Inc",
    )  # fmt: skip
    assert (
        "note: conflicting-figures: '$2 million' (Acme Inc), but '$2 billion' (Acme) at claims.yaml:14:13"
        in done.stderr
    )
    done = run("add", "--company", "Bolt", "--metric", "revenues", "--claim", "A.")
    assert (
        "note: similar-name: the metric 'revenues' and 'revenue' (2 times) differ by plural or spelling" in done.stderr
    )
    done = run(
        "add", "--company", "Acme", "--metric", "revenue", "--figure", "$2 billion", "--claim", "It was $2 billion.",
        "--source", "acme-report",
    )  # fmt: skip
    assert "note: duplicate-claim: the same as 'acme-revenue-2026-03' at claims.yaml:10:5" in done.stderr


def test_a_date_in_words_is_written_as_iso_8601_and_that_is_said(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    done = run(
        "add", "--claim", "A thing.", "--date", "March 31st, 2026", "--as-of", "Q1 2026", "--url", "https://a.org/b"
    )
    assert done.returncode == 0
    assert "note: --as-of 'Q1 2026' is 2026-Q1\nnote: --date 'March 31st, 2026' is 2026-03-31\n" in done.stderr
    assert "    as_of: 2026-Q1\n" in path.read_text()
    assert "    date: 2026-03-31\n" in path.read_text()
    assert run("edit", "a-thing-2026-q1", "--set", "date=30 March 2026").returncode == 0
    assert "    date: 2026-03-30\n" in path.read_text()
    done = run("edit", "a-thing-2026-q1", "--set", "date=4/3/2026")
    assert done.returncode == 2
    assert "'4/3/2026' is ambiguous; write 2026-03-04 or 2026-04-03" in done.stderr


def test_a_quarter_and_its_months_make_one_id(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    done = run(
        "add", "--company", "Oak", "--claim", "A.", "--metric", "sales", "--as-of", "2026-01/2026-03", "--dry-run"
    )
    assert "id: oak-sales-2026-q1\n" in done.stdout


def test_a_dry_run_prints_the_yaml_and_writes_nothing(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    done = run("add", "--claim", "Acme: a thing", "--tags", "one", "--tags", "two, three", "--dry-run")
    assert done.stdout == (
        "\n  - id: acme-a-thing\n    claim: 'Acme: a thing'\n    tags: [one, 'two, three']\n"
    )  # fmt: skip
    assert path.read_text() == LEDGER


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--company", "Acme"], "error: missing option --claim"),
        (
            ["--claim", "a", "--date", "3/4/2026"],
            "error: --date: '3/4/2026' is ambiguous; write 2026-04-03 or 2026-03-04",
        ),
        (["--claim", "a", "--url", "acme.com"], "error: --url: 'acme.com' does not begin with https://"),
        (["--claim", "a", "--status", "sure"], "error: --status: 'sure' is not a valid status"),
        (["--claim", "a", "--id", "A b"], "error: --id: 'A b' may contain only"),
        (["--claim", "a", "--id", "bolt-staff"], "error: --id: 'bolt-staff' is already used; a is free"),
        (["--claim", "a", "--source", "acme-reprt"], "undeclared source 'acme-reprt'; did you mean acme-report?"),
        (
            ["--claim", "a", "--source", "acme-report", "--publisher", "X"],
            "error: --publisher: the source 'acme-report'",
        ),
        (["--claim", "a", "--into", "b.yaml"], "error: b.yaml: no such file"),
        (["--claim", "a\udcff"], "error: --claim: the text is not valid UTF-8"),
    ],
)
def test_what_cannot_be_added_is_refused_by_the_options_name(
    ledger_at: LedgerAt, run: Run, words: list[str], message: str
) -> None:
    path = ledger_at(LEDGER)
    done = run("add", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert path.read_text() == LEDGER


def test_with_several_files_it_wants_to_know_which(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER, "facts/a.yaml")
    other = ledger_at("claims: []\n", "facts/b.yaml")
    done = run("add", "--file", "facts", "--claim", "One.")
    assert done.returncode == 2
    assert "the ledger has 2 files; choose one with --into FILE\n  --into facts/a.yaml\n" in done.stderr
    assert run("add", "--file", "facts", "--into", "facts/b.yaml", "--claim", "One.").returncode == 0
    assert other.read_text() == "claims:\n  - id: one\n    claim: One.\n"


def _at_a_terminal(path: Path, typed: list[str]) -> tuple[int, str]:
    """The exit code and the screen of `ledger add` in a pseudo-terminal, with a line typed at each prompt."""
    lines = [line if line == "\x03" else f"{line}\r" for line in typed]
    return at_a_terminal(path.parent, ["add"], lines, (": ", "[Y/n] "))


@pytest.mark.slow
def test_at_a_terminal_it_asks_for_what_is_missing(ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    typed = [
        "Ac\t",
        "Acme has 12 offices.",
        "offices",
        "12 offices",
        "soon",
        "2026-02",
        "https://acme.com/report",
        "y",
        "",
    ]
    code, screen = _at_a_terminal(path, typed)
    assert code == 0, screen
    assert "metric (last time: revenue): " in screen
    assert "'soon' is not a valid date" in screen
    assert "which is cited" in screen
    assert (
        "  - id: acme-offices-2026-02\n    company: Acme\n    claim: Acme has 12 offices.\n    metric: offices\n"
        "    figure: 12 offices\n    as_of: 2026-02\n    source: acme-report\n"
    ) in path.read_text()


@pytest.mark.slow
def test_ctrl_c_at_a_question_writes_nothing(ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    code, screen = _at_a_terminal(path, ["Acme", "\x03"])
    assert code == 130, screen
    assert path.read_text() == LEDGER


def test_nobody_is_asked_for_a_claim_that_cannot_be_written(ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    path.chmod(0o444)
    code, screen = _at_a_terminal(path, ["Acme"])
    assert (code, path.read_text()) == (2, LEDGER)
    assert screen == "error: claims.yaml: is read-only; to change it, first allow that with chmod u+w\r\n"


@pytest.mark.slow
def test_it_waits_for_another_writer_and_says_so(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    hold = (
        "import sys, time\nfrom ledger.files.locking import locked\n"
        "with locked(sys.argv[1], print):\n  print('held', flush=True)\n  time.sleep(3)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        done = run("add", "--claim", "One.")
    assert done.returncode == 0
    assert "another program is writing to it; waiting …" in done.stderr


def test_a_flag_is_written_as_true(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims:\n")
    assert run("add", "--claim", "One.", "--unreviewed").returncode == 0
    assert path.read_text() == "claims:\n  - id: one\n    claim: One.\n    unreviewed: true\n"


def test_a_placeholder_is_not_added(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims:\n")
    done = run("add", "--claim", "One.", "--publisher", "TBD")
    assert (done.returncode, path.read_text()) == (2, "claims:\n")
    assert "--publisher: 'TBD' is a placeholder" in done.stderr
