"""Quotes and figures in the text of a copy: what the typesetter changed does not count, and all else does."""

import pytest

from ledger.evidence.comparing import Statement, Verdict, compare
from ledger.evidence.words import Words

COPY = """Bolt sheds 3,400 jobs at three factories | 4 March 2026
Bolt, the carmaker, sheds 3,400 jobs at three factories, it said — the most since 2019. The long-term plan isn’t
affected, and nobody “will be forced out”.
Revenue rose to €2.2bn last year from €1.9 billion, an in-
crease of 16%, while Bolt's profit was not disclosed. More than 412,345 cars were sold.
"""
QUOTES = [
    "sheds 3,400 jobs at three factories",
    "Bolt, the carmaker, sheds 3400 jobs at three factories, it said - the most since 2019",
    "it said... the most since 2019",
    "sheds 3,400 jobs […] the most since 2019",
    "sheds 3,400 jobs … [the company] said — the most",
    "The longterm plan isn't affected, and nobody 'will be forced out'",
    "revenue rose to €2.2bn last year from €1.9 billion, an increase of 16%",
    "“Revenue rose to €2.2bn last year”",
]


def verdict(quote: str, figure: str = "", sentence: str = "", text: str = COPY) -> Verdict:
    return compare(Statement(sentence, figure, "", quote, "Bolt"), Words(text)).verdict


@pytest.mark.parametrize("quote", QUOTES)
def test_a_quote_is_found_whatever_its_marks_dashes_and_hyphens(quote: str) -> None:
    assert verdict(quote) is Verdict.found


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("sheds 3,500 jobs at three factories", "ours 3500, the copy 3400"),
        ("sheds 3,400 jobs at four factories", "ours four, the copy three"),
        ("the most since 2018. The long-term plan isn't affected", "ours 2018, the copy 2019"),
        ("Revenue rose to €2.2m last year from €1.9 billion", "ours m, the copy bn"),
        ("Revenue rose to $2.2bn last year from €1.9 billion", "ours $, the copy €"),
        ("Revenue fell to €2.2bn last year from €1.9 billion", "ours fell, the copy rose"),
        ("Bolt's profit was disclosed. More than 412,345 cars were sold", "ours nothing, the copy not"),
        ("The long-term plan is affected, and nobody will be forced out", "ours nothing, the copy isnt"),
        ("an increase of 16 percentage points, while Bolt's profit was not disclosed", "the copy %"),
    ],
)
def test_another_number_unit_scale_direction_or_negation_differs(quote: str, reason: str) -> None:
    result = compare(Statement("", "", "", quote), Words(COPY))
    assert result.verdict is Verdict.differs
    assert reason in result.reason


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("sheds 3,400 positions at three factories, it said", "ours “positions”, the copy “jobs”"),
        ("Bolt, the automaker, sheds 3,400 jobs at three factories", "ours “automaker”, the copy “carmaker”"),
        ("Revenue climbed to €2.2bn last year from €1.9bn, an increase of 16%", "ours “climbed”, the copy “rose”"),
    ],
)
def test_other_words_alone_are_nearly_the_same_and_are_shown(quote: str, reason: str) -> None:
    result = compare(Statement("", "", "", quote), Words(COPY))
    assert result.verdict is Verdict.nearly
    assert reason in result.reason


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("3,400", Verdict.found),
        ("3,400 jobs", Verdict.found),
        ("3.4 thousand jobs", Verdict.found),
        ("more than 3,000 jobs", Verdict.found),
        ("about 3,400 jobs", Verdict.found),
        ("4,300 jobs", Verdict.differs),
        ("more than 2,000 jobs", Verdict.differs),
        ("3,400 million jobs", Verdict.differs),
        ("€9bn", Verdict.not_found),
    ],
)
def test_the_figure_is_looked_for_in_the_sentence_of_the_quote(figure: str, expected: Verdict) -> None:
    assert verdict("sheds 3,400 jobs at three factories, it said", figure) is expected


@pytest.mark.parametrize(
    ("figure", "sentence", "expected"),
    [
        ("€2.2 billion", "Bolt's revenue was €2.2 billion last year.", Verdict.figure_found),
        ("412,345 cars", "It sold many cars.", Verdict.figure_found),
        ("412,346 cars", "It sold many cars.", Verdict.not_found),
        ("€2.2 million", "Bolt's revenue was €2.2 million last year.", Verdict.not_found),
        ("16%", "Support for the party grew.", Verdict.not_found),  # so short a figure stands on many pages
        ("", "Bolt cut jobs.", Verdict.not_found),
    ],
)
def test_without_a_quote_the_figure_is_looked_for_by_value(figure: str, sentence: str, expected: Verdict) -> None:
    assert verdict("", figure, sentence) is expected


def test_a_short_figure_without_a_quote_counts_only_where_the_company_is_named() -> None:
    claim = Statement("Its revenue rose by 16% last year.", "16%", names="Acme")
    assert compare(claim, Words(COPY)).verdict is Verdict.not_found
    assert compare(claim._replace(names="Bolt"), Words(COPY)).verdict is Verdict.figure_found


def test_without_a_quote_the_same_sentence_with_another_figure_differs() -> None:
    result = compare(Statement("Bolt, the carmaker, sheds 4,300 jobs at three factories.", "4,300 jobs"), Words(COPY))
    assert result.verdict is Verdict.differs
    assert result.reason == "ours 4,300 jobs, the copy 3,400 jobs"
    assert result.passage.startswith("Bolt sheds 3,400 jobs") or "sheds 3,400 jobs" in result.passage


def test_a_quote_that_is_not_there_is_not_found() -> None:
    assert verdict("The board has approved a buyback of shares this week") is Verdict.not_found
    assert verdict("3,400 jobs", text="No jobs are mentioned here.") is Verdict.not_found
    assert verdict("…") is Verdict.not_found


def test_separators_of_thousands_do_not_count() -> None:
    for text in ("a total of 3 400 jobs went", "a total of 3\u00a0400 jobs went", "a total of 3'400 jobs went"):
        for quote in ("total of 3,400 jobs", "total of 3 400 jobs", "total of 3400 jobs", "total of 3\u202f400 jobs"):
            assert verdict(quote, text=text) is Verdict.found
        assert verdict("a total of 34 00 jobs went", text=text) is not Verdict.found


def test_the_parts_of_a_quote_stand_in_their_order() -> None:
    assert verdict("the most since 2019 … sheds 3,400 jobs at three factories") is not Verdict.found
