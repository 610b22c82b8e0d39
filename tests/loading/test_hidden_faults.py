"""What YAML or an editor hides: comments, invisible characters, placeholders, quotes that take in more."""

import pytest
from conftest import Load
from findings import only_problem

from ledger.errors import LedgerError
from ledger.model import Ledger, Sourcing

pytestmark = pytest.mark.usefixtures("parser")


# A comment that was none


@pytest.mark.parametrize(
    ("text", "place", "figure"),
    [
        ("claims:\n  - claim: C\n    figure: Series #1 round\n", "3:20", "Series"),
        ("claims:\n  - claim: C\n    figure: Series\n      A #1 round\n", "4:9", "Series A"),
        ("claims:\n  - claim: C\n    figure: #1\n", "3:13", ""),
        ("claims:\n  - claim: C\n    tags: [a #1\n      , b]\n", "3:14", ""),
        ("claims:\n  - claim: C\n    title: a\u2028b #1\n", "3:16", ""),
        ("claims:\n  - claim: C\nheading: We're #1\n", "3:16", ""),
    ],
)
def test_a_value_truncated_by_a_comment_is_reported(load: Load, text: str, place: str, figure: str) -> None:
    ledger = load(text)
    problem = only_problem(ledger)
    assert str(problem.place) == f"claims.yaml:{place}"
    assert "comment" in problem.message
    assert "quotes" in problem.fix
    assert ledger.claims[0].figure == figure


@pytest.mark.parametrize(
    "figure", ["$5 # rounded", "'$5' #1", '"#1"', "$5#1", "~ # none", "|\n      a #1", "$5 #!", "# unknown"]
)
def test_a_comment_with_a_space_and_a_hash_in_quotes_are_let_be(load: Load, figure: str) -> None:
    assert not load(f"claims: #here\n  - claim: C #1\n    figure: {figure}\n".replace(" #1\n", "\n", 1)).findings


# Hidden characters


@pytest.mark.parametrize("char", ["\x1b]52;c;aGk=\x07", "\x00", "\x7f", "\x9b31m", "\u202e", "\u2066", "\ufeff"])
def test_a_hidden_character_that_is_escaped_or_printable_is_kept_as_it_is(load: Load, char: str) -> None:
    escaped = "".join(f"\\u{ord(one):04X}" for one in char)
    ledger = load(f'claims:\n  - claim: "a{escaped}b"\n')
    assert ledger.claims[0].claim == f"a{char}b"
    assert not ledger.findings


@pytest.mark.parametrize("blank", ["\u200b", "\u2060", "\u00ad", "\u3164", "\u2800", " \u00a0 "])
def test_a_value_without_a_visible_character_is_absent(load: Load, blank: str) -> None:
    (claim,) = load(
        f"claims: [{{claim: C, publisher: '{blank}', company: ['{blank}', A], url: https://a.org/b}}]"
    ).claims
    assert claim.citations[0].source.publisher == ""
    assert claim.company == ("A",)


@pytest.mark.parametrize("text", ["TBD", "tk", "Todo", "n/a", "?", "unknown", "xxx", "-", "…", " TBD "])
def test_a_placeholder_is_absent_and_reported(load: Load, text: str) -> None:
    ledger = load(f"claims: [{{claim: C, publisher: '{text}', company: ['{text}', A], url: https://example.com/}}]")
    (claim,) = ledger.claims
    assert claim.sourcing is Sourcing.NONE
    assert claim.company == ("A",)
    assert claim.faulty
    assert [finding.rule for finding in ledger.findings] == ["placeholder"] * 3


@pytest.mark.parametrize("text", ["Unknown Pleasures", "TK Maxx", "Todo Inc.", "-5%", "Xx Ltd", "1"])
def test_a_value_that_only_contains_a_placeholder_is_kept(load: Load, text: str) -> None:
    ledger = load(f"claims: [{{claim: C, publisher: '{text}', url: https://example.com.au/x}}]")
    assert ledger.claims[0].citations[0].source.publisher == text
    assert not ledger.findings


@pytest.mark.parametrize("text", ["true", "false", "yes", "No", "1"])
def test_a_retraction_needs_a_reason(load: Load, text: str) -> None:
    ledger = load(f"claims: [{{claim: C, retracted: {text}}}]")
    assert ledger.claims[0].retracted == ""
    assert "is not a reason" in only_problem(ledger).message


def test_unreviewed_is_true_or_false(load: Load) -> None:
    claims = load("claims: [{claim: C, unreviewed: true}, {claim: C, unreviewed: no}, {claim: C}]").claims
    assert [claim.unreviewed for claim in claims] == [True, False, False]
    assert "is neither true nor false" in only_problem(load("claims: [{claim: C, unreviewed: maybe}]")).message


# What YAML hides


def hidden(ledger: Ledger) -> list[tuple[int, str]]:
    return [(finding.place.line, finding.message) for finding in ledger.findings if finding.rule == "invalid-record"]


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_missing_closing_quote_that_takes_in_other_fields_is_reported_where_it_opens(load: Load, mark: str) -> None:
    ledger = load(
        f"claims:\n  - id: a\n    claim: {mark}Acme raised $5 million.\n    figure: $5 million\n"
        f"  - id: b\n    claim: Bravo raised it.\n    note: the workers{mark}\n    company: B\n"
    )
    ((line, message),) = hidden(ledger)
    assert only_problem(ledger).id == "a"
    assert line == 3
    assert message == f"the {mark} that opens here closes only on line 7, after the field `figure`"


def test_a_quoted_value_over_several_lines_is_not_reported(load: Load) -> None:
    ledger = load("claims:\n  - claim: 'Acme raised it.\n\n      In time: soon.\n      Sources: three.'\n    note: N\n")
    assert ledger.claims[0].note == "N"
    assert not ledger.findings


@pytest.mark.parametrize("written", [">5", "|5", ">-5", "|+2", ">#1 in the market", "|# 5"])
def test_text_behind_a_block_indicator_is_reported_with_the_line_to_write(
    load: Load, parser: str, written: str
) -> None:
    if parser == "python" and "#" in written:
        with pytest.raises(LedgerError, match="needs quotes"):
            load(f"claims:\n  - claim: C\n    figure: {written}\n    company: A\n")
        return
    ledger = load(f"claims:\n  - claim: C\n    figure: {written}\n    company: A\n")
    (finding,) = [finding for finding in ledger.findings if "begins a block" in finding.message]
    assert (finding.place.line, finding.place.column) == (3, 13)
    assert finding.fix == f"write `figure: '{written}'`"


@pytest.mark.parametrize("header", [">", "|", ">-", "|+", "> # folded", "|  "])
def test_a_block_of_text_is_not_reported(load: Load, header: str) -> None:
    ledger = load(f"claims:\n  - claim: {header}\n      One\n      two.\n    company: A\n")
    assert ledger.claims[0].company == ("A",)
    assert not ledger.findings


def test_a_wrapped_line_that_begins_with_a_hash_is_reported(load: Load) -> None:
    ledger = load("claims:\n  - claim: Acme is by its account\n      #1 in the market.\n    #note\n    company: A\n")
    assert [line for line, _ in hidden(ledger)] == [3]
    assert not load("claims:\n  - claim: C\n    # a note\n    #2 more\n      # a third\n    company: A\n").findings


@pytest.mark.parametrize("tags", ["[a, b #1\n    , c]", "\n      - a #1\n      - b"])
def test_a_list_element_that_ends_at_a_hash_is_reported(load: Load, tags: str) -> None:
    ledger = load(f"claims:\n  - claim: C\n    tags: {tags}\n")
    assert "begins a comment" in only_problem(ledger).message
