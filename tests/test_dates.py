"""A date is as precise as it was given, and what is no date is answered with the form to write."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import dates
from ledger.errors import InvalidValueError


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-01/2026-03", "2026-01-01", "2026-03-31"),
        ("2025-Q4/2026", "2025-10-01", "2026-12-31"),
        ("2026-03-31/2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026/2026-01", "2026-01-01", "2026-01-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_speaks_of_the_days_that_its_precision_leaves_open(text: str, first: str, last: str) -> None:
    assert dates.parse(text) == dates.Span(day(first), day(last))


BAD = [
    ("", "not a valid date", "2026-03-31"),
    ("yesterday", "'yesterday' is not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("2024-13-45", "no month 13", "write 2026-03-31"),
    ("2024-00", "no month 00", "write 2026-03-31"),
    ("2023-02-29", "February 2023 has 28 days", "write 2023-02-28 or 2023-02"),
    ("2023-04-00", "April 2023 has 30 days", "write 2023-04-30 or 2023-04"),
    ("0000", "no year 0000", "write 2026-03-31"),
    ("0000-Q1", "no year 0000", "write 2026-03-31"),
    ("20240301", "not a valid date", "write 2024-03-01"),
    ("20241301", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("2024/03/01", "not a valid date", "write 2024-03-01"),
    ("2024.3.1", "not a valid date", "write 2024-03-01"),
    ("2024-3-1", "not a valid date", "write 2024-03-01"),
    ("2024-3", "not a valid date", "write 2024-03"),
    ("2024/3", "not a valid date", "write 2024-03"),
    ("2024-03-01T12:30:00Z", "not a valid date", "write 2024-03-01"),
    ("2024-03-01 12:30", "not a valid date", "write 2024-03-01"),
    ("03/04/2026", "ambiguous", "write 2026-04-03 or 2026-03-04"),
    ("3.4.2026", "ambiguous", "write 2026-04-03 or 2026-03-04"),
    ("31/03/2026", "not a valid date", "write 2026-03-31"),
    ("03/31/2026", "not a valid date", "write 2026-03-31"),
    ("03/03/2026", "not a valid date", "write 2026-03-03"),
    ("31/31/2026", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("31 March 2026", "not a valid date", "write 2026-03-31"),
    ("March 31, 2026", "not a valid date", "write 2026-03-31"),
    ("March 31st 2026", "not a valid date", "write 2026-03-31"),
    ("Mar. 31, 2026", "not a valid date", "write 2026-03-31"),
    ("31st of March 2026", "not a valid date", "write 2026-03-31"),
    ("31. March 2026", "not a valid date", "write 2026-03-31"),
    ("Tue, 31 Mar 2026", "not a valid date", "write 2026-03-31"),
    ("Tuesday, March 31, 2026", "not a valid date", "write 2026-03-31"),
    ("31-Mar-26", "not a valid date", "write 2026-03-31"),
    ("31/Mar/2026", "not a valid date", "write 2026-03-31"),
    ("03/2026", "not a valid date", "write 2026-03"),
    ("March-2026", "not a valid date", "write 2026-03"),
    ("Mar-26", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("3/4/26", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("sept 2026", "not a valid date", "write 2026-09"),
    ("Brumaire 2026", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("31 February 2026", "not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("2026-03-31/2026-01", "ends before it begins", "write 2026-01/2026-03-31"),
    ("2026-03-31/", "not a valid date", "write 2026-03-31"),
    ("2026/2027/2028", "not a valid date", "write 2026-03-31"),
    ("2026-Q5", "not a valid date", "write 2026-03-31"),
    ("２０２６", "not a valid date", "write 2026-03-31"),
    (" 2026", "not a valid date", "write 2026"),
    ("2026\n", "not a valid date", "write 2026"),
]


@pytest.mark.parametrize(("text", "what", "fix"), BAD)
def test_an_invalid_date_is_reported_with_the_date_to_write(text: str, what: str, fix: str) -> None:
    for parse in (dates.parse, dates.parse_published):
        with pytest.raises(InvalidValueError) as raised:
            parse(text)
        assert what in raised.value.message
        assert fix in raised.value.fix


@pytest.mark.parametrize(("text", "what", "fix"), BAD)
def test_the_date_that_is_proposed_is_one(text: str, what: str, fix: str) -> None:
    if fix != "write the one that it is":
        for form in fix.removeprefix("write ").replace(" or ", ", ").split(", "):
            assert dates.parse(form)


@pytest.mark.parametrize("text", ["2026-Q1", "2026-01/2026-03", "2026/2027"])
def test_a_document_is_dated_with_a_day_a_month_or_a_year_only(text: str) -> None:
    assert dates.parse(text)
    with pytest.raises(InvalidValueError, match="not a day, month or year"):
        dates.parse_published(text)


@pytest.mark.parametrize("text", ["2026-03-31", "2026-03", "2026"])
def test_a_document_s_date_is_read_as_any_other(text: str) -> None:
    assert dates.parse_published(text) == dates.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("2026", "2026-03-31", True),
        ("2026-03", "2026-Q1", True),
        ("2026-03", "2026-04", False),
        ("2025", "2026", False),
        ("2026-01/2026-03", "2026-03-31/2027", True),
    ],
)
def test_two_dates_overlap_where_they_have_a_day_in_common(one: str, other: str, common: bool) -> None:
    assert dates.parse(one).overlaps(dates.parse(other)) is common
    assert dates.parse(other).overlaps(dates.parse(one)) is common


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-03-31", "31 March 2026"),
        ("2026-03-01", "1 March 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2026-Q1", "2026-Q1"),
        ("2026-01/2026-03", "2026-01/2026-03"),
        ("", ""),
        ("yesterday", "yesterday"),
    ],
)
def test_days_and_months_are_shown_in_words(text: str, words: str) -> None:
    assert dates.in_words(text) == words


NEARLY_DATES = st.text("0123456789-/.Q TZ:,maryuns", max_size=25) | st.from_regex(
    r"\A\d{1,4}[-/.]?Q?\d{0,2}[-/.]?\d{0,4}(/\d{4}(-\d\d){0,2})?\Z"
)


@given(st.text() | NEARLY_DATES)
def test_any_text_is_an_ordered_span_or_is_faulty(text: str) -> None:
    for parse in (dates.parse, dates.parse_published):
        with contextlib.suppress(InvalidValueError):
            span = parse(text)
            assert span.first <= span.last
            assert dates.in_words(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("March 2026", "2026-03"),
        (" 31 March 2026 ", "2026-03-31"),
        ("31/03/2026", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("H1 2026", "2026-01/2026-06"),
        ("2026-03", "2026-03"),
        ("5 mars 2024", "2024-03-05"),
        ("1. März 2026", "2026-03-01"),
        ("12 de agosto de 2025", "2025-08-12"),
        ("août 2024", "2024-08"),
        ("3 dicembre 2025", "2025-12-03"),
        ("7 mei 2026", "2026-05-07"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_only_is_read(text: str, meant: str) -> None:
    assert dates.entered(text) == meant


@pytest.mark.parametrize("text", ["3/4/2026", "FY2025", "soon", "31/13/2026", "2026-13"])
def test_another_one_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        dates.entered(text)


@pytest.mark.parametrize(
    ("text", "shortest"),
    [
        ("2026-01/2026-03", "2026-Q1"),
        ("2026-Q1/2026-Q1", "2026-Q1"),
        ("2025-01/2025-12", "2025"),
        ("2025-Q1/2025-Q4", "2025"),
        ("2026-03-01/2026-03-31", "2026-03"),
        ("2026-03-31/2026-03-31", "2026-03-31"),
        ("2026-01/2026-06", "2026-01/2026-06"),
        ("2025-10/2026-09", "2025-10/2026-09"),
        ("2026-02/2026-04", "2026-02/2026-04"),
        ("2026-Q1", "2026-Q1"),
        ("", ""),
    ],
)
def test_one_time_has_one_shortest_form(text: str, shortest: str) -> None:
    assert dates.canonical(text) == shortest
    if text:
        assert dates.parse(shortest) == dates.parse(text)


@given(st.dates())
def test_every_day_is_a_date(one: datetime.date) -> None:
    assert dates.parse(one.isoformat()) == dates.Span(one, one)


@given(st.dates(), st.dates())
def test_every_pair_of_days_is_an_interval_in_one_direction(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted([one, other])
    assert dates.parse(f"{first}/{last}") == dates.Span(first, last)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Q1 2024", "write 2024-Q1"),
        ("2024 Q3", "write 2024-Q3"),
        ("2024q3", "write 2024-Q3"),
        ("3Q 2024", "write 2024-Q3"),
        ("2024-H1", "write 2024-01/2024-06"),
        ("H2 2024", "write 2024-07/2024-12"),
        ("2024-H3", "write 2026-03-31, 2026-03 or 2026"),
        ("FY2024", "write its first and last month, such as 2023-10/2024-09"),
        ("fy 2024", "write its first and last month, such as 2023-10/2024-09"),
    ],
)
def test_a_quarter_a_half_and_a_fiscal_year_are_answered_with_a_valid_form(text: str, fix: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        dates.parse(text)
    assert refused.value.fix == fix
    with pytest.raises(InvalidValueError) as refused:
        dates.parse_published(text)
    assert refused.value.fix == "write 2026-03-31, 2026-03 or 2026"
