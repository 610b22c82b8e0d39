"""Figures of other languages: read by one of them, or refused."""

from decimal import Decimal

import pytest

from ledger.figures import Bound, read

READ = [
    ("mehr als 6 Mrd. €", 6_000_000_000, "EUR", Bound.over),
    ("knapp 60 Prozent", 60, "%", Bound.about),
    ("Verlust von 6 Mio. Euro", -6_000_000, "EUR", Bound.exact),
    ("Rückgang um 6 Prozent", -6, "%", Bound.exact),
    ("1.250 Mio. €", 1_250_000_000, "EUR", Bound.exact),
    ("2,5 Billionen Euro", 2_500_000_000_000, "EUR", Bound.exact),
    ("près de 6 milliards d'euros", 6_000_000_000, "EUR", Bound.about),
    ("6,5 pour cent", Decimal("6.5"), "%", Bound.exact),
    ("más de 6 mil millones de dólares", 6_000_000_000, "USD", Bound.over),
    ("R$ 600 mil", 600_000, "BRL", Bound.exact),
    ("R$ 6 bilhões", 6_000_000_000, "BRL", Bound.exact),
    ("oltre 6 miliardi di euro", 6_000_000_000, "EUR", Bound.over),
    ("meer dan 6 miljard euro", 6_000_000_000, "EUR", Bound.over),
    ("600 miljoner kronor", 600_000_000, "SEK", Bound.exact),
    ("60 tusen kroner", 60_000, "", Bound.exact),
    ("ponad 6 mld zł", 6_000_000_000, "PLN", Bound.over),
    ("6 млрд рублей", 6_000_000_000, "RUB", Bound.exact),
    ("6 milyar TL", 6_000_000_000, "TRY", Bound.exact),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound"), READ, ids=[case[0] for case in READ])
def test_a_figure_is_read_by_its_language(text: str, value: Decimal, unit: str, bound: Bound) -> None:
    figure = read(text)
    assert figure is not None
    assert (figure.low, figure.bound) == (value, bound)
    assert figure.text == text
    assert not unit or figure.unit == unit


def test_ranges_have_the_words_of_their_language() -> None:
    for text, low, high in (("6 bis 9 Mio. €", 6_000_000, 9_000_000), ("entre 6 y 9 millones", 6_000_000, 9_000_000)):
        figure = read(text)
        assert figure is not None
        assert [int(figure.low), int(figure.high)] == [low, high]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$6 mil", 6_000_000),
        ("$1,300 mil", 1_300_000_000),
        ("6 billion", 6_000_000_000),
        ("$6.5 Billion", 6_500_000_000),
        ("NOK 1,300 million", 1_300_000_000),
        ("over DKK 2,650 million", 2_650_000_000),
        ("1,300 million kroner", 1_300_000_000),
        ("SEK 1,300 million", 1_300_000_000),
        ("a loss of NOK 1,300 million", -1_300_000_000),
        ("€1,300 million a year", 1_300_000_000),
    ],
)
def test_a_word_that_english_has_keeps_its_english_meaning(text: str, value: int) -> None:
    figure = read(text)
    assert figure is not None
    assert figure.low == value


@pytest.mark.parametrize("text", ["nicht 6 Prozent", "6 Promille", "2 Trillionen", "$6m a gogo", "6 zillion bi"])
def test_what_no_language_explains_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["1,234 Mrd. €", "DKK 1,300 mio.", "R$ 1,300 mil", "mehr als 1,300 Kunden"])
def test_a_comma_that_could_group_or_begin_decimals_is_refused(text: str) -> None:
    assert read(text) is None
