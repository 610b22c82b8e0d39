"""What a reader sees at every width: nothing lost, nothing broken that is whole, nothing that steers a terminal."""

import re
import unicodedata

import pytest
from conftest import Load
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ledger import terminal
from ledger.citation import describe, links, number
from ledger.model import Citation, Claim, Source
from ledger.terminal import Run
from ledger.terminal.layout import wrap
from ledger.text import clean, clean_lines

WIDTHS = (60, 80, 100, 120, 200)


def shown(claims: tuple[Claim, ...], columns: int, *, styled: bool = False) -> str:
    return terminal.rendered(terminal.claims_and_sources(claims, number(claims), columns), styled=styled)


def words(text: str) -> list[str]:
    """The words of a text as they are shown."""
    return clean_lines(text).split()


def squeezed(text: str) -> str:
    return "".join(text.split())


LEDGER = """
sources:
  raise:
    {type: press-release, publisher: OpenAI, title: A round, url: https://openai.org/raise, date: 2026-03-31}
claims:
  - {id: openai-valuation, company: OpenAI, claim: It is worth more., figure: $852 billion, source: raise}
  - {id: openai-plan, company: OpenAI, claim: It will spend more., figure: $500 billion, status: plan, source: raise}
  - {id: a-forecast, company: AI industry, claim: It will grow., status: forecast}
  - {id: an-estimate, company: AI industry, claim: It has grown., status: estimate, publisher: Reuters}
  - {id: gone, company: xAI, claim: It shrank., figure: $1 billion, retracted: Never said., source: raise}
  - {id: faulty, company: xAI, claim: It stood still., date: yesterday}
  - {claim: Nobody says so.}
"""

TABLE = """\
Company   Claim                                 Figure  Publisher   Source
────────────────────────────────────────────────────────────────────────────────
OpenAI    It is worth more.               $852 billion  OpenAI      1
          openai-valuation                              2026-03-31

OpenAI    It will spend more.             $500 billion  OpenAI      1
          openai-plan · plan                            2026-03-31

AI        It will grow.                                             none
industry  a-forecast · forecast

AI        It has grown.                                 Reuters     2 incomplete
industry  an-estimate · estimate

xAI       It shrank.                        $1 billion  OpenAI      1
          gone · retracted: Never said.                 2026-03-31

xAI       It stood still.                                           none
          faulty · invalid field: see ledger check

          Nobody says so.                                           none

Sources
[1] OpenAI, “A round”, press release, 31 March 2026
    https://openai.org/raise
[2] Reuters
"""


def test_a_table_at_eighty_columns_reads_well(load: Load) -> None:
    assert shown(load(LEDGER).claims, 80) == TABLE


def test_below_seventy_columns_claims_are_stacked(load: Load) -> None:
    claims = load(LEDGER).claims
    assert "Company" not in shown(claims, 69)
    assert shown(claims[:1], 60) == (
        "OpenAI · $852 billion · 2026-03-31 · OpenAI · [1]\n"
        "  It is worth more.\n"
        "  openai-valuation\n"
        "\n"
        "Sources\n"
        "[1] OpenAI, “A round”, press release, 31 March 2026\n"
        "    https://openai.org/raise\n"
    )


def test_from_seventy_columns_claims_are_a_table(load: Load) -> None:
    for columns in (70, 80, 200):
        header = shown(load(LEDGER).claims, columns).splitlines()[0].split()
        assert header[:3] == ["Company", "Claim", "Figure"]
        assert header[-1] == "Source"


def test_the_date_has_a_column_of_its_own_where_there_is_room(load: Load) -> None:
    assert "Date" not in shown(load(LEDGER).claims, 75)
    assert "Date" in shown(load(LEDGER).claims, 120)


def test_a_table_that_cannot_hold_its_figures_gives_way_to_the_stack(load: Load) -> None:
    long = load(f"claims: [{{claim: A., company: B, figure: {'9' * 60}}}]").claims
    assert "Company" not in shown(long, 80)
    assert "Company" in shown(long, 120)


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_status_of_a_claim_is_shown_in_words(load: Load, columns: int) -> None:
    claims = load(LEDGER).claims
    said = {claim.id: " ".join(shown((claim,), columns).split()) for claim in claims}
    assert "openai-plan · plan" in said["openai-plan"]
    assert "a-forecast · forecast" in said["a-forecast"]
    assert "an-estimate · estimate" in said["an-estimate"]
    assert "gone · retracted: Never said." in said["gone"]
    assert "invalid field: see ledger check" in said["faulty"]
    assert " none" in said[""] or "no source" in said[""]
    assert "1 incomplete" in said["an-estimate"]
    assert "reported" not in said["openai-valuation"]


def test_a_retracted_claim_and_its_figure_are_struck_through(load: Load) -> None:
    *_, gone, _, _ = load(LEDGER).claims
    for columns in (60, 120):
        text = shown((gone,), columns, styled=True)
        assert "\x1b[9mIt shrank.\x1b[0m" in text
        assert "\x1b[9m$1 billion\x1b[0m" in text


def test_what_is_not_styled_holds_no_escape_sequence_and_no_blanks_at_line_ends(load: Load) -> None:
    for columns in WIDTHS:
        text = shown(load(LEDGER).claims, columns)
        assert "\x1b" not in text
        assert not re.search(r" $", text, re.MULTILINE)


def test_styles_do_not_change_the_text(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    claims = load(LEDGER).claims
    for columns in WIDTHS:
        bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;.*?\x1b\\", "", shown(claims, columns, styled=True))
        lines = [line.rstrip(" ") for line in bare.splitlines()]
        assert lines == shown(claims, columns).splitlines()


@pytest.mark.parametrize("term", ["dumb", "xterm-256color", ""])
def test_styles_that_are_asked_for_do_not_depend_on_the_terminal(
    load: Load, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", term)
    text = shown(load(LEDGER).claims, 80, styled=True)
    assert "\x1b[36mhttps://openai.org/raise\x1b[0m" in text
    assert "\x1b[1;31mnone\x1b[0m" in text


def test_with_no_color_styles_keep_weight_and_lose_colour(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(load(LEDGER).claims, 80, styled=True)
    assert "\x1b[1mnone\x1b[0m" in text
    assert not re.search(r"\x1b\[(?:\d+;)*[349]\d", text)


def test_only_a_source_links_and_only_to_its_own_page(load: Load) -> None:
    text = shown(load(LEDGER).claims, 80, styled=True)
    assert re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", text) == ["https://openai.org/raise"]


@pytest.mark.parametrize("columns", WIDTHS)
def test_markup_of_the_terminal_library_prints_as_it_is(load: Load, columns: int) -> None:
    ledger = load(
        "claims: [{claim: 'He said [sic] :smile: [bold]no[/bold] [link=x].', company: '[red]', figure: '[1]'}]"
    )
    for styled in (False, True):
        text = shown(ledger.claims, columns, styled=styled)
        assert all(word in text for word in ("[sic]", ":smile:", "[bold]no[/bold]", "[link=x]."))
        assert "[red]" in text
        assert "[1]" in text


def test_one_document_is_listed_once_with_all_its_links(load: Load) -> None:
    ledger = load("""
claims:
  - {claim: A., publisher: FT, url: https://ft.org/1, archive_url: https://archive.org/1, archive_date: 2026-04}
  - {claim: B., publisher: FT, url: https://ft.org/1, archive_url: https://archive.org/1, archive_date: 2026-04}
""")
    assert shown(ledger.claims, 80).partition("Sources\n")[2] == (
        "[1] FT\n    https://ft.org/1\n    archived April 2026 https://archive.org/1\n"
    )


def test_a_claim_that_cites_one_document_twice_shows_its_number_once(load: Load) -> None:
    ledger = load("""
sources: {k: {publisher: FT, url: https://ft.org/1}}
claims: [{claim: A., source: [{key: k, locator: p. 1}, {key: k, locator: p. 2}]}]
""")
    assert "[1]\n" in shown(ledger.claims, 60)


def test_a_source_with_only_a_link_is_listed_without_a_publisher(load: Load) -> None:
    ledger = load("claims: [{claim: A., url: https://ft.org/1}]")
    assert "[1] (no publisher)\n    https://ft.org/1\n" in shown(ledger.claims, 80)


@pytest.mark.parametrize("columns", [None, "", "0", "-5", "wide", "٣"])
def test_the_width_is_a_hundred_unless_a_valid_one_is_set(monkeypatch: pytest.MonkeyPatch, columns: str | None) -> None:
    monkeypatch.setattr("sys.stdout", None)  # no terminal to ask
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    assert terminal.width() == 100


def test_the_width_is_what_columns_says_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for stated, width in (("1", 1), ("60", 60), ("9" * 30, 10_000)):
        monkeypatch.setenv("COLUMNS", stated)
        assert terminal.width() == width


def test_no_claims_print_nothing() -> None:
    assert shown((), 80) == ""


def test_the_rest_of_a_long_company_goes_on_beside_and_below_a_long_id(load: Load) -> None:
    names = [f"Company {letter}" for letter in "ABCDEFGHIJ"]
    ledger = load(f"claims: [{{id: {'long-id-' * 8}x, claim: Short., company: [{', '.join(names)}]}}]")
    text = shown(ledger.claims, 80)
    assert all(f"{letter}" in text.split() or f"{letter}," in text.split() for letter in "ABCDEFGHIJ")


def test_a_word_wider_than_its_column_is_folded_and_keeps_its_distance() -> None:
    lines = wrap([Run("abcdefghij kl mn")], 8)
    assert ["".join(run.text for run in line).rstrip() for line in lines] == ["abcdefgh", "ij kl mn"]


def test_a_long_phrase_wraps_and_a_whole_one_overflows() -> None:
    assert len(wrap([Run("more than $100 million")], 10)) == 3
    assert wrap([Run("a "), Run("more than $100 million", whole=True)], 10) == [
        [Run("a ")],
        [Run("more than $100 million")],
    ]


# What stands in a ledger may come from anywhere.
STEERING = [*"\n\t\r\x7f\u2028\u2066", "\x1b[31m", "\x1b]52;c;aGk=\x07", "\u202eevil\u202c", "\x9b2J", "\ud800"]
UNUSUAL = [
    "東京電力",
    "데이터",
    "👩\u200d👧",
    "🇫🇷",
    "e\u0301",
    *"\u200b\xa0$",
    "[sic]",
    "[/]",
    ":smile:",
    "a" * 40,
    "  ",
]
TEXT = st.lists(
    st.one_of(st.sampled_from(STEERING), st.sampled_from(UNUSUAL), st.text(max_size=4), st.just(" ")), max_size=6
).map("".join)
SAID = TEXT.filter(lambda text: bool(text.strip()))
ID = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,50}", fullmatch=True)
URL = st.from_regex(r"https://[a-z]{1,9}\.example/[A-Za-z0-9()_*%~.-]{0,150}", fullmatch=True)
DATE = st.sampled_from(["", "2026", "2026-03", "2026-09-30"])
SOURCE = st.builds(
    Source,
    publisher=TEXT,
    title=TEXT,
    url=st.one_of(st.just(""), URL),
    date=DATE,
    author=st.lists(SAID, max_size=2).map(tuple),
)
CLAIM = st.builds(
    Claim,
    id=st.one_of(st.just(""), ID),
    claim=SAID,
    company=st.lists(SAID, max_size=3).map(tuple),
    figure=TEXT,
    as_of=DATE,
    status=st.sampled_from(["reported", "estimate", "forecast", "plan"]),
    retracted=TEXT,
    citations=st.lists(SOURCE.map(Citation), max_size=3).map(tuple),
)
CLAIMS = st.lists(CLAIM, min_size=1, max_size=3).map(tuple)


def in_order(part: str, whole: str) -> bool:
    """Whether the characters of one text stand in another in their order, other text between them allowed."""
    rest = iter(whole)
    return all(char in rest for char in part)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS, st.sampled_from(WIDTHS))
def test_nothing_is_lost_and_nothing_steers_the_terminal(claims: tuple[Claim, ...], columns: int) -> None:
    text = shown(claims, columns)
    assert not [char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    for claim in claims:
        for part in (claim.claim, claim.retracted, *claim.company):
            assert in_order(squeezed(clean_lines(part)), text.replace("\n", "␊"))
        for citation in claim.citations:
            assert squeezed(clean(describe(citation.source))) in squeezed(text)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS, st.sampled_from(WIDTHS))
def test_ids_figures_dates_and_urls_are_whole_at_every_width(claims: tuple[Claim, ...], columns: int) -> None:
    text = shown(claims, columns)
    lines = text.splitlines()
    for claim in claims:
        for whole in (claim.id, clean(claim.figure).strip(" "), claim.published):
            assert any(whole in line for line in lines)
        for citation in claim.citations:
            for _, url in links(citation.source):
                assert any(line.endswith(url) for line in lines)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS, st.sampled_from(WIDTHS))
def test_only_what_must_not_be_broken_is_wider_than_the_terminal(claims: tuple[Claim, ...], columns: int) -> None:
    unbroken = [url for claim in claims for citation in claim.citations for _, url in links(citation.source)]
    unbroken += [text for claim in claims for text in (claim.id, clean(claim.figure)) if cell_len(text) > columns - 2]
    # Below the table's width a word that is wider than the terminal overflows, too.
    unbroken += [word for word in re.split("[ \n]", shown(claims, 10_000)) if cell_len(word) > columns - 8]
    for line in shown(claims, columns).splitlines():
        assert cell_len(line) <= columns or any(text and text in line for text in unbroken)


@given(SAID, st.integers(1, 40))
@example("a" * 40 + " b", 7)
def test_wrapped_lines_hold_all_words_and_fit(text: str, width: int) -> None:
    lines = ["".join(run.text for run in line) for line in wrap([Run(clean_lines(text))], width)]
    assert squeezed("".join(lines)) == squeezed(clean_lines(text))
    if width > 1:  # a wide character takes two columns
        assert all(cell_len(line.rstrip(" ")) <= width for line in lines)
    if all(cell_len(word) <= width for word in words(text)):
        assert " ".join(lines).split() == words(text)
