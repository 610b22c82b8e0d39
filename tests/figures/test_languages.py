"""Figures of other languages: read by one of them, or refused."""

from decimal import Decimal

import pytest

from ledger.figures import Bound, ambiguity, read
from ledger.figures.vocabulary.languages import ENGLISH_TOO, LANGUAGES

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
    ("600 tisíc Kč", 600_000, "CZK", Bound.exact),
    ("6,5 miliardy korun", 6_500_000_000, "CZK", Bound.exact),
    ("6 milion zł", 6_000_000, "PLN", Bound.exact),
    ("6 mil. Kč", 6_000_000, "CZK", Bound.exact),
    ("noin 6 miljoonaa euroa", 6_000_000, "EUR", Bound.about),
    ("€600 tuhatta", 600_000, "EUR", Bound.exact),
    ("mintegy 600 millió forint", 600_000_000, "HUF", Bound.about),
    ("6 милиона лева", 6_000_000, "BGN", Bound.exact),
    ("6 млн грн", 6_000_000, "UAH", Bound.exact),
    ("600 triệu đồng", 600_000_000, "VND", Bound.exact),
    ("6 ملايين دولار", 6_000_000, "USD", Bound.exact),
    ("6 מיליון שקלים", 6_000_000, "ILS", Bound.exact),
    ("6 करोड़ रुपये", 60_000_000, "INR", Bound.exact),
    ("peste 6 milioane de lei", 6_000_000, "RON", Bound.over),
    ("en az yüzde 6,5", Decimal("6.5"), "%", Bound.over),
    ("S/ 60 mil", 60_000, "PEN", Bound.exact),
    ("6 Mio. Franken", 6_000_000, "CHF", Bound.exact),
    ("6 milliards de francs CFA", 6_000_000_000, "CFA", Bound.exact),
    ("6 Md€", 6_000_000_000, "EUR", Bound.exact),
    ("sank um 6 Prozent", -6, "%", Bound.exact),
    ("sank auf 6 Prozent", 6, "%", Bound.exact),
    ("cayó un 6%", -6, "%", Bound.exact),
    ("utile di 6 milioni di euro", 6_000_000, "EUR", Bound.exact),
    ("6 billones de pesos", 6_000_000_000_000, "peso", Bound.exact),
    ("6 Mrd. US-Dollar", 6_000_000_000, "USD", Bound.exact),
    ("MX$1,600 millones", 1_600_000_000, "MXN", Bound.exact),
    ("6 arab rupees", 6_000_000_000, "INR", Bound.exact),
    ("6 tkr", 6_000, "", Bound.exact),
    ("6 234,50 kr", Decimal("6234.50"), "kr", Bound.exact),
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


@pytest.mark.parametrize(
    "text", ["nicht 6 Prozent", "6 Promille", "2 Trillionen", "$6m a gogo", "6 zillion bi", "6 million of euros"]
)
def test_what_no_language_explains_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["1,234 Mrd. €", "DKK 1,300 mio.", "R$ 1,300 mil", "mehr als 1,300 Kunden"])
def test_a_comma_that_could_group_or_begin_decimals_is_refused(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["$6 milion", "6 bilion", "6 biljon", "$6 trilion"])
def test_a_misspelt_english_scale_is_not_taken_for_another_language(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("1,234 Mrd. €", ("1234 Mrd. €", "1,2340 Mrd. €")),
        ("6,500 miljoner kronor", ("6500 miljoner kronor", "6,5000 miljoner kronor")),
        ("1 Billion Euro", ("1 billion Euro", "1 trillion Euro")),
        ("Bs 6m", ("BOB 6m", "VES 6m")),
        ("K6 million", ("PGK 6 million", "ZMW 6 million")),
        ("6 million dirhams", ("6 million Emirati dirhams", "6 million Moroccan dirhams")),
    ],
)
def test_both_readings_of_a_figure_are_named_and_each_can_be_read(text: str, ways: tuple[str, str]) -> None:
    assert read(text) is None
    assert ambiguity(text) == ways
    first, second = map(read, ways)
    assert first is not None
    assert second is not None
    assert (first.low, first.unit) != (second.low, second.unit)


@pytest.mark.parametrize("text", ["$1 Billion", "6 billion euros", "1,234 people", "6 million Moroccan dirhams", "K6"])
def test_a_figure_with_one_reading_is_not_ambiguous(text: str) -> None:
    assert ambiguity(text) is None


def test_no_word_of_another_language_near_an_english_scale_tells_the_language() -> None:
    def near(word: str, scale: str) -> bool:
        if abs(len(word) - len(scale)) > 1:
            return False
        at = next((i for i, (one, other) in enumerate(zip(word, scale, strict=False)) if one != other), len(word))
        return word[at + 1 :] in (scale[at:], scale[at + 1 :]) or word[at:] == scale[at + 1 :]

    scales = ("million", "millions", "billion", "billions", "trillion", "trillions")
    words = {word for phrases in LANGUAGES.values() for word in phrases if word.isascii()}
    found = {word for word in words for scale in scales if word != scale and near(word, scale)}
    assert found
    assert found <= ENGLISH_TOO


def test_scales_of_other_languages_are_not_counted_as_nouns() -> None:
    nouns = {"ming", "miles de"}  # vases; English miles
    for phrases in LANGUAGES.values():
        for word, english in phrases.items():
            if len(word) > 3 and english in ("thousand", "million", "billion") and word not in nouns:
                figure = read(f"6 {word.removesuffix(' di').removesuffix(' de')}")
                assert figure is None or figure.low != 6, word
