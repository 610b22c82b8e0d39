"""`ledger add`: many claims from one page, which is declared once a second claim cites it."""

from pathlib import Path

import pytest
from conftest import LedgerAt, Run, at_a_terminal

from ledger.loading import load

pytestmark = pytest.mark.slow  # each needs a terminal

PAGE = "https://www.reuters.com/business/acme-sees-record-year-2026-03-02/"
WRITTEN = f"""\
claims:
  - id: acme-revenue-2025
    company: Acme
    claim: Acme's revenue was $2.4 billion. # as told
    figure: $2.4 billion
    as_of: 2025
    date: 2026-03-02
    publisher: Reuters
    title: A record year
    url: {PAGE}
    quote: two point four
"""
FIRST = [
    "Acme",
    "Acme's revenue was $2.4 billion in 2025.",
    "revenue",
    "",
    "",
    PAGE,
    "Reuters",
    "A record year",
    "",
    "y",
]


def at(path: Path, typed: list[str], *options: str) -> tuple[int, str]:
    prompts = (": ", "[Y/n] ")
    return at_a_terminal(path.parent, ["add", *options], [f"{line}\r" for line in typed], prompts)


def test_a_page_is_declared_when_a_second_claim_cites_it(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(WRITTEN)
    done = run("add", "--company", "Bolt", "--claim", "Bolt is larger.", "--url", f"{PAGE}?utm_source=mail")
    assert done.returncode == 0
    assert "note: the ledger has this page; it is declared as the source 'reuters-2026-03-02', and cited" in done.stderr
    assert "undated" not in done.stderr
    assert (
        path.read_text()
        == f"""\
sources:
  reuters-2026-03-02:
    publisher: Reuters
    title: A record year
    url: {PAGE}
    date: 2026-03-02

claims:
  - id: acme-revenue-2025
    company: Acme
    claim: Acme's revenue was $2.4 billion. # as told
    figure: $2.4 billion
    as_of: 2025
    source: reuters-2026-03-02
    quote: two point four

  - id: bolt-is-larger-2026-03
    company: Bolt
    claim: Bolt is larger.
    source: reuters-2026-03-02
"""
    )


@pytest.mark.parametrize(
    "record",
    [
        f"{{claim: A., publisher: Reuters, title: A record year, url: '{PAGE}', date: 2026-03-02}}",
        f"{{publisher: Reuters, title: A record year, url: '{PAGE}', date: 2026-03-02, claim: A.}}",
    ],
)
def test_a_record_in_braces_cites_the_declared_page_too(ledger_at: LedgerAt, run: Run, record: str) -> None:
    path = ledger_at(f"claims:\n  - {record}\n")
    assert run("add", "--claim", "B.", "--url", PAGE).returncode == 0
    assert {claim.citations[0].source.key for claim in load([str(path)]).claims} == {"reuters-2026-03-02"}


def test_a_claim_with_waivers_or_other_fields_keeps_its_source(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(WRITTEN + "    waive: [unarchived]\n")
    assert run("add", "--claim", "B.", "--url", PAGE).returncode == 0
    assert path.read_text().endswith("    source: reuters-2026-03-02\n")
    assert "    publisher: Reuters\n    title: A record year\n" in path.read_text().partition("claims:")[2]
    path.write_text(WRITTEN)
    done = run("add", "--claim", "B.", "--url", PAGE, "--title", "Another one")
    assert "declared" not in done.stderr
    assert path.read_text().startswith(WRITTEN)


def test_further_claims_from_one_page_ask_for_claim_and_figure_only(ledger_at: LedgerAt) -> None:
    path = ledger_at("claims:\n")
    further = [f"Acme's revenue in region {letter} was ${number} billion." for number, letter in enumerate("ABCDE", 1)]
    typed = [*FIRST, *(line for claim in further for line in (claim, "")), ""]
    code, screen = at(path, typed)
    assert code == 0, screen
    assert "figure [$2.4 billion]: " in screen
    assert "as of [2025]: " in screen
    assert "date [2026-03-02]: " in screen
    assert "Kept: company [Acme], as_of [2025], source [reuters-2026-03-02]" in " ".join(screen.split())
    ledger = load([str(path)])
    assert not ledger.findings
    assert [claim.figure for claim in ledger.claims] == ["$2.4 billion", *(f"${n} billion" for n in range(1, 6))]
    assert {(claim.metric, claim.as_of, claim.citations[0].source.key) for claim in ledger.claims} == {
        ("revenue", "2025", "reuters-2026-03-02")
    }
    assert list(ledger.sources) == ["reuters-2026-03-02"]


def test_what_is_kept_can_be_changed_and_a_time_in_the_sentence_counts(ledger_at: LedgerAt) -> None:
    path = ledger_at("claims:\n")
    typed = [
        *FIRST,
        "company=Bolt",
        "Bolt's revenue was $1 billion in 2024.",
        "",
        "Its staff grew in May.",
        "2026-05",
        "-",
        "-",
    ]
    code, screen = at(path, [*typed, "It has no revenue.", "", ""])
    assert code == 0, screen
    assert "as of [2025]: " in screen
    rows = [(claim.company, claim.metric, claim.figure, claim.as_of) for claim in load([str(path)]).claims]
    assert rows == [
        (("Acme",), "revenue", "$2.4 billion", "2025"),
        (("Bolt",), "revenue", "$1 billion", "2024"),
        (("Bolt",), "", "", "2026-05"),
        (("Bolt",), "revenue", "", "2025"),
    ]


def test_a_new_key_is_declared_and_its_publisher_is_proposed(ledger_at: LedgerAt) -> None:
    path = ledger_at(WRITTEN)
    page = "https://www.reuters.com/business/bolt-2026-04-01/"
    code, screen = at(path, ["", "Bolt grew.", "", "", "", page, "", "Bolt", "", "y", ""], "--source", "reuters-bolt")
    assert code == 0, screen
    assert "The source 'reuters-bolt' is new, and will be declared" in screen
    assert "publisher [Reuters]: " in screen
    source = load([str(path)]).sources["reuters-bolt"]
    assert (source.publisher, source.title, source.date) == ("Reuters", "Bolt", "2026-04-01")


def test_a_key_that_cannot_be_one_is_refused_before_the_first_question(ledger_at: LedgerAt) -> None:
    code, screen = at(ledger_at(WRITTEN), ["Acme"], "--source", "No Key")
    assert code == 2
    assert "company" not in screen
    assert "--source: 'No Key' may contain only" in screen
