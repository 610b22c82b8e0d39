"""Figures in fields, and amounts that a user types."""

from decimal import Decimal

import pytest

from ledger.figures import Bound, amount, read


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("€722m ($830m)", "722000000", "EUR", Bound.exact),
        ("more than $100 million in annualised revenue within six weeks", "100000000", "USD", Bound.over),
        ("$852 billion post-money", "852000000000", "USD", Bound.exact),
        ("2026", "2026", "", Bound.exact),
        ("three", "3", "", Bound.exact),
        ("one", "1", "", Bound.exact),
        ("12 of 15", "12", "", Bound.exact),
        ("1.10", "1.10", "", Bound.exact),
        ("(1,679.68)", "-1679.68", "", Bound.exact),
        ("up to 25 basis points", "25", "bp", Bound.under),
        ("5 user", "5", "user", Bound.exact),
    ],
)
def test_a_field_states_its_first_figure(text: str, value: str, unit: str, bound: Bound) -> None:
    figure = read(text)
    assert figure is not None
    assert (figure.low, figure.unit, figure.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize("text", ["", "none", "not disclosed", "a few", "\ud800\0"])
def test_a_field_without_a_number_states_no_figure(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100m", 10**8, ""),
        ("100M", 10**8, ""),
        ("$1bn", 10**9, "USD"),
        ("45%", 45, "%"),
        ("1,000", 1000, ""),
        ("1.5k", 1500, ""),
        ("2K", 2000, ""),
        ("€20 million", 2 * 10**7, "EUR"),
        (" 2026 ", 2026, ""),
        ("-3%", -3, "%"),
        ("five weeks", 5, "week"),
    ],
)
def test_an_amount_is_what_a_user_types(text: str, value: int, unit: str) -> None:
    figure = amount(text)
    assert [figure.low, figure.high, figure.unit] == [value, value, unit]


@pytest.mark.parametrize("text", ["", "abc", "$", "10 20", "1e5", "5 to 7", "about 5", "more than $5", "5x5"])
def test_anything_else_is_refused_with_the_text_and_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"100m") as refused:
        amount(text)
    assert f'"{text}"' in str(refused.value)
