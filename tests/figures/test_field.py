"""Figures in fields, and amounts that a user types."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.figures import Bound, ambiguity, amount, read


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


# All of a field, or nothing

WHOLE = [
    # plural, foreign and abbreviated scales
    ("Rs 300 crores", "3000000000", "INR", ""),
    ("12 lakhs", "1200000", "", ""),
    ("$7 billions", "7000000000", "USD", ""),
    ("25K subscribers", "25000", "subscriber", ""),
    ("7B", "7000000000", "", ""),
    ("$2.5T", "2500000000000", "USD", ""),
    ("3T tokens", "3000000000000", "token", ""),
    ("$12 MM", "12000000", "USD", ""),
    ("12MM", "12000000", "", ""),
    ("2,7 Mrd. €", "2700000000", "EUR", ""),
    ("€450 Mio.", "450000000", "EUR", ""),
    ("CHF 3 Mrd", "3000000000", "CHF", ""),
    ("4 mld zł", "4000000000", "PLN", ""),
    ("¥300億", "30000000000", "JPY", ""),
    ("2兆円", "2000000000000", "JPY", ""),
    ("5万円", "50000", "JPY", ""),
    ("¾ million", "750000", "", ""),
    ("2½ billion", "2500000000", "", ""),
    # grouping and decimals
    ("0,75", "0.75", "", ""),
    ("12,5 %", "12.5", "%", ""),
    ("€3,50", "3.50", "EUR", ""),
    ("3.450.000", "3450000", "", ""),
    ("€1.999,90", "1999.90", "EUR", ""),
    ("4 500 000", "4500000", "", ""),
    ("€12 750", "12750", "EUR", ""),
    ("12\u00a0750 km", "12750", "kilometre", ""),
    ("12\u2009750 km", "12750", "kilometre", ""),
    ("CHF 1'250'000", "1250000", "CHF", ""),
    ("1’250 people", "1250", "people", ""),
    ("4.125 million", "4125000", "", ""),
    ("4.125%", "4.125", "%", ""),
    ("4.125 per share", "4.125", "", "share"),
    ("0.125", "0.125", "", ""),
    ("1,004.125", "1004.125", "", ""),
    ("1004.125", "1004.125", "", ""),
    ("4.12", "4.12", "", ""),
    # what may follow
    ("more than $30 million in eight weeks", "30000000", "USD", ""),
    ("$90 billion over five years", "90000000000", "USD", ""),
    ("€14m ($16m)", "14000000", "EUR", ""),
    ("7 of 9", "7", "", ""),
    ("up 4% from $12m", "4", "%", ""),
    ("30% of 4,000 employees", "30", "%", ""),
    ("$6 billion by 2031", "6000000000", "USD", ""),
    ("6 million users in May 2026", "6000000", "user", ""),
    ("$6bn in the first half", "6000000000", "USD", ""),
    # rates
    ("$9 billion a year", "9000000000", "USD", "year"),
    ("$9bn per annum", "9000000000", "USD", "year"),
    ("€3 a month", "3", "EUR", "month"),
    ("$2.10 a share", "2.10", "USD", "share"),
    ("$81/barrel", "81", "USD", "barrel"),
    ("£12 per hour", "12", "GBP", "hour"),
    ("$900 a head", "900", "USD", "person"),
    ("14 per 100,000 people", "14", "", "100000 people"),
    ("4 million barrels a day", "4000000", "barrel per day", ""),
    ("110 km/h", "110", "kilometre per hour", ""),
    # signs
    ("-4%", "-4", "%", ""),
    ("−4", "-4", "", ""),
    ("minus 4", "-4", "", ""),
    ("($40 million)", "-40000000", "USD", ""),
    ("(4.2)", "-4.2", "", ""),
    ("$(4.2) billion", "-4200000000", "USD", ""),
    ("a loss of $4.2bn", "-4200000000", "USD", ""),
    ("net loss of €4m", "-4000000", "EUR", ""),
    ("down 4%", "-4", "%", ""),
    ("fell 4%", "-4", "%", ""),
    ("fell by 4%", "-4", "%", ""),
    ("fell to 4%", "4", "%", ""),
    ("up 4%", "4", "%", ""),
    # currencies
    ("J$40 million", "40000000", "JMD", ""),
    ("RD$4bn", "4000000000", "DOP", ""),
    ("40 Namibian dollars", "40", "NAD", ""),
    ("4,000 Congolese francs", "4000", "CDF", ""),
    ("4,000 Swiss francs", "4000", "CHF", ""),
    ("4,000 francs", "4000", "franc", ""),
    ("4 million pesos", "4000000", "peso", ""),
    ("$4m Canadian", "4000000", "CAD", ""),
    ("$4m AUD", "4000000", "AUD", ""),
    ("29€", "29", "EUR", ""),
    ("300 billion $", "300000000000", "USD", ""),
    ("60 USD million", "60000000", "USD", ""),
    ("6 MUSD", "6000000", "USD", ""),
    ("MEUR 60", "60000000", "EUR", ""),
    ("Rmb6bn", "6000000000", "CNY", ""),
    ("SKr60m", "60000000", "SEK", ""),
    ("R$60 million", "60000000", "BRL", ""),
    ("60 million zł", "60000000", "PLN", ""),
    ("Kč 60m", "60000000", "CZK", ""),
]


@pytest.mark.parametrize(("text", "value", "unit", "per"), WHOLE, ids=[case[0] for case in WHOLE])
def test_a_figure_is_read_with_its_scale_sign_currency_and_rate(text: str, value: str, unit: str, per: str) -> None:
    figure = read(text)
    assert figure is not None
    assert (figure.low, figure.high, figure.unit, figure.per) == (Decimal(value), Decimal(value), unit, per)


@pytest.mark.parametrize(
    "text",
    [
        "$4 milion",
        "$4 bilion",
        "4 gazillion",
        "$3 or $4 billion",
        "$3 million and 20%",
        "3x3",
        "4e6",
        "$4bnx",
        "Q2 revenue of $4m",
        "3000億2兆円",
        "4 5",
        "192.168.100.200",
        "1,23,4",
        "1.2.3",
        "Q$40",
        "twice $4m",
        "$4m, $5m",
    ],
)
def test_a_field_that_cannot_be_read_whole_is_not_a_figure(text: str) -> None:
    assert read(text) is None
    assert ambiguity(text) is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("4.125", ("4,125", "4.1250")),
        ("4.000 users", ("4,000 users", "4.0000 users")),
        ("about $4.125", ("about $4,125", "about $4.1250")),
        ("4.125 kg", ("4,125 kg", "4.1250 kg")),
    ],
)
def test_a_dot_before_three_digits_has_two_readings_and_each_can_be_written(
    text: str, readings: tuple[str, str]
) -> None:
    assert read(text) is None
    assert ambiguity(text) == readings
    thousands, decimals = map(read, readings)
    assert thousands is not None
    assert decimals is not None
    assert thousands.low == 1000 * decimals.low
    assert not any(map(ambiguity, readings))


def test_words_give_no_sign_if_the_metric_itself_is_a_loss() -> None:
    for metric, sign in (("profit", -1), ("net loss", 1), ("decline in sales", 1), ("", -1)):
        figure = read("a loss of $4m", metric)
        assert figure is not None
        assert figure.low == sign * 4_000_000
    figure = read("-$4m", "net loss")
    assert figure is not None
    assert figure.low == -4_000_000


PARTS = st.sampled_from(["$4 billion", "7%", "1,200 people", "€3.5m", "more than 40", "12 weeks", "$2 a share", "-5"])
JOINTS = st.sampled_from([" and ", ", ", " or ", "; ", " plus ", " "])
REST = st.sampled_from(["7", "$5", "three million", "12.5", "2 billion", "1,000"])


@given(PARTS, JOINTS, REST)
def test_a_second_number_that_was_not_read_makes_a_field_unreadable(part: str, joint: str, rest: str) -> None:
    assert read(part) is not None
    figure = read(part + joint + rest)
    assert figure is None or figure.text == part + joint + rest


@given(PARTS, st.sampled_from(["7", "x", "é", "million7"]), st.booleans())
def test_a_letter_or_digit_against_the_number_makes_a_field_unreadable(part: str, glued: str, after: bool) -> None:
    part = part.removeprefix("more than ").removeprefix("-")
    text = part + glued if after and part[-1].isdigit() else glued + part
    figure = read(text)
    assert figure is None or figure.text == text


MORE = [
    ("6 lakh crores", "6000000000000", "", ""),
    ("6 M", "6000000", "", ""),
    ("6 k users", "6000", "user", ""),
    ("6 Mt", "6", "megatonne", ""),
    ("$6 million (Canadian)", "6000000", "CAD", ""),
    ("$6 million (€5m)", "6000000", "USD", ""),
    ("$6 a month per user", "6", "USD", "month per user"),
    ("$6 per user per month", "6", "USD", "month per user"),
    ("$6 per million tokens", "6", "USD", "1000000 token"),
    ("loss before tax of $6m", "-6000000", "USD", ""),
    ("sales fell 6%", "-6", "%", ""),
    ("6% lower", "-6", "%", ""),
    ("$6m loss", "-6000000", "USD", ""),
    ("8 cores", "8", "core", ""),
    ("8 rebellions", "8", "rebellion", ""),
]


@pytest.mark.parametrize(("text", "value", "unit", "per"), MORE, ids=[case[0] for case in MORE])
def test_scales_losses_and_rates_are_read_in_other_orders_too(text: str, value: str, unit: str, per: str) -> None:
    test_a_figure_is_read_with_its_scale_sign_currency_and_rate(text, value, unit, per)


@pytest.mark.parametrize("text", ["±6%", "down from $6m", "Fr. 6", "₿6", "($6m", "6 UK", "$6m may cost 3"])
def test_what_belongs_to_a_number_and_cannot_be_read_makes_a_field_unreadable(text: str) -> None:
    assert read(text) is None
