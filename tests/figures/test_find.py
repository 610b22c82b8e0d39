"""What is a figure in prose, and what is none."""

from decimal import Decimal

import pytest

from ledger.figures import Bound, Figure, find


def only(text: str) -> Figure:
    figures = list(find(text))
    assert len(figures) == 1, figures
    return figures[0]


def ends(figure: Figure) -> tuple[str, ...]:
    low, high = format(figure.low, "f"), format(figure.high, "f")
    return (low,) if low == high else (low, high)


MONEY = [
    ("$122 billion", "122000000000", "USD"),
    ("US$852bn", "852000000000", "USD"),
    ("$1.5M", "1500000", "USD"),
    ("$1tn", "1000000000000", "USD"),
    ("€1.2bn", "1200000000", "EUR"),
    ("€1.2 bn", "1200000000", "EUR"),
    ("£3m", "3000000", "GBP"),
    ("¥3.5 trillion", "3500000000000", "JPY"),
    ("Rs 500 crore", "5000000000", "INR"),
    ("Rs. 500", "500", "INR"),
    ("₹2 lakh crore", "2000000000000", "INR"),
    ("Rs 12,34,567", "1234567", "INR"),
    ("A$8", "8", "AUD"),
    ("C$16.4 million", "16400000", "CAD"),
    ("C $6", "6", "CAD"),
    ("HK$5.4m", "5400000", "HKD"),
    ("S$5m", "5000000", "SGD"),
    ("NZ$3", "3", "NZD"),
    ("R$4bn", "4000000000", "BRL"),
    ("$US113 trillion", "113000000000000", "USD"),
    ("RMB 10 billion", "10000000000", "CNY"),
    ("CN¥5", "5", "CNY"),
    ("7,199 Chinese yuan", "7199", "CNY"),
    ("CHF 2bn", "2000000000", "CHF"),
    ("EUR50m", "50000000", "EUR"),
    ("RM1.2bil", "1200000000", "MYR"),
    ("R10\u00a0000", "10000", "ZAR"),
    ("500 kr", "500", "kr"),
    ("5m euros", "5000000", "EUR"),
    ("830 million dollars", "830000000", "USD"),
    ("10.5 million Australian dollars", "10500000", "AUD"),
    ("5 million pounds", "5000000", "GBP"),
    ("110 JPY", "110", "JPY"),
    ("$1.2-billion", "1200000000", "USD"),
    ("£1.5 billion-a-year", "1500000000", "GBP"),
    ("$10,000-a-month", "10000", "USD"),
    ("$20 a barrel", "20", "USD"),
    ("5p", "5", "penny"),
    ("50 cents", "50", "cent"),
    ("10¢", "10", "cent"),
    ("-$5bn", "-5000000000", "USD"),
    ("$(5.2) million", "-5200000", "USD"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MONEY)
def test_money_is_read_in_the_ways_that_news_prints_it(text: str, value: str, unit: str) -> None:
    figure = only(f"They raised {text} in all.")
    assert (ends(figure), figure.unit, figure.bound) == ((value,), unit, Bound.exact)


@pytest.mark.parametrize(
    "text",
    [
        "$852 billion",
        "$852B",
        "$852b",
        "$852bn",
        "US$852bn",
        "852 billion US dollars",
        "USD 852 billion",
        "852bn USD",
        "$852\u202fbillion",
        "$852\xa0billion",
        "$852\nbillion",
        "$852-billion",
    ],
)
def test_one_amount_is_one_value_however_it_is_written(text: str) -> None:
    figure = only(f"worth {text} after the money")
    assert [figure.low, figure.unit, figure.step] == [852 * 10**9, "USD", 10**9]


NUMBERS = [
    ("45%", "45", "%"),
    ("45 per cent", "45", "%"),
    ("4.5-per-cent", "4.5", "%"),
    ("one per cent", "1", "%"),
    ("half a percent", "0.5", "%"),
    ("nine percentage points", "9", "pp"),
    ("25 basis points", "25", "bp"),
    ("half a million", "500000", ""),
    ("half an hour", "0.5", "hour"),
    ("a quarter of a million", "250000", ""),
    ("a dozen", "12", ""),
    ("two dozen", "24", ""),
    ("one million", "1000000", ""),
    ("twenty-two", "22", ""),
    ("one hundred and five people", "105", "people"),
    ("two and a half million", "2500000", ""),
    ("six million five hundred thousand", "6500000", ""),
    ("six weeks", "6", "week"),
    ("one year", "1", "year"),
    ("an 18-year-old", "18", "year"),
    ("2½ years", "2.5", "year"),
    ("100,000", "100000", ""),
    ("(1,679.68)", "1679.68", ""),
    ("−5%", "-5", "%"),
    ("minus 5", "-5", ""),
    ("1.2 million users", "1200000", "user"),
    ("400 charging stations", "400", "station"),
    ("640bhp", "640", "horsepower"),
    ("120Hz", "120", "hertz"),
    ("80km/h", "80", "kilometre per hour"),
    ("12.3m tonnes", "12300000", "tonne"),
    ("the 100m sprint", "100", "metre"),
    ("5x", "5", "x"),
    ("sixfold", "6", "x"),
    ("one in five", "0.2", ""),
    ("7 out of 10", "0.7", ""),
    ("1/16", "0.0625", ""),
    ("three-quarters of users", "0.75", ""),
    (".534", "0.534", ""),
    ("3.5×10^8", "350000000", ""),
    ("3.5 × 10−3", "0.0035", ""),
    ("５ million", "5000000", ""),
    ("a 500-page report", "500", "page"),
]


@pytest.mark.parametrize(("text", "value", "unit"), NUMBERS)
def test_numbers_and_their_units_are_read(text: str, value: str, unit: str) -> None:
    figure = only(f"They said {text} in all.")
    assert (ends(figure), figure.unit) == ((value,), unit)


@pytest.mark.parametrize(("text", "parts"), [("a third", 3), ("two-thirds", 3), ("one third", 3), ("1/3", 3)])
def test_a_third_is_a_third_to_many_places(text: str, parts: int) -> None:
    whole = only(f"{text} of them").low * parts
    assert abs(whole - whole.to_integral_value()) < Decimal("1e-20")


RANGES = [
    ("10–12 million", ("10000000", "12000000"), ""),
    ("$3 to $5 billion", ("3000000000", "5000000000"), "USD"),
    ("$3-5 billion", ("3000000000", "5000000000"), "USD"),
    ("$3bn-$5bn", ("3000000000", "5000000000"), "USD"),
    ("$5m-to-$7m", ("5000000", "7000000"), "USD"),
    ("$500,000 to $1 million", ("500000", "1000000"), "USD"),
    ("from $200 to $4 million", ("200", "4000000"), "USD"),
    ("between 40 and 50 percent", ("40", "50"), "%"),
    ("between $3 and $5 billion", ("3000000000", "5000000000"), "USD"),
    ("from 5 to 7 per cent", ("5", "7"), "%"),
    ("five per cent to 20 per cent", ("5", "20"), "%"),
    ("12-15%", ("12", "15"), "%"),
    ("three or four", ("3", "4"), ""),
    ("0 to 62 mph", ("0", "62"), "mile per hour"),
    ("20-25 people", ("20", "25"), "people"),
    ("four to five thousand people", ("4000", "5000"), "people"),
    ("rose 3 to 5 percent", ("3", "5"), "%"),
    ("tens of thousands of dollars", ("10000", "100000"), "USD"),
    ("millions of users", ("1000000", "10000000"), "user"),
    ("−5% to −3%", ("-5", "-3"), "%"),
]


@pytest.mark.parametrize(("text", "values", "unit"), RANGES)
def test_a_range_is_one_figure_with_two_ends(text: str, values: tuple[str, str], unit: str) -> None:
    figure = only(f"They said {text} in all.")
    assert (ends(figure), figure.unit) == (values, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose from 240 to 273", (240, 273)),
        ("jumped from $5m to $7m", (5 * 10**6, 7 * 10**6)),
        ("grew from 3 to 5 million", (3 * 10**6, 5 * 10**6)),
        ("rose 64.06 points to 4,577.10", (Decimal("64.06"), Decimal("4577.10"))),
        ("increased by $43.6 billion to $419.2 billion", (436 * 10**8, 4192 * 10**8)),
        ("25k or 40k", (25000, 40000)),
    ],
)
def test_the_ends_of_a_change_are_two_figures(text: str, values: tuple[int, int]) -> None:
    figures = list(find(f"The total {text} last week."))
    assert [figure.low for figure in figures] == list(values)
    assert all(figure.low == figure.high for figure in figures)


BOUNDS = [
    ("$5", Bound.exact),
    ("exactly $5", Bound.exact),
    ("more than $100 million", Bound.over),
    ("at least 5", Bound.over),
    ("no fewer than 12 people", Bound.over),
    ("$100bn-plus", Bound.over),
    ("60-plus", Bound.over),
    ("100+ users", Bound.over),
    ("$1bn or more", Bound.over),
    ("over 300 people", Bound.over),
    ("for over three years", Bound.over),
    ("the best part of over three years", Bound.over),
    (">5%", Bound.over),
    ("up to 30", Bound.under),
    ("up to about 30", Bound.under),
    ("fewer than 20 minutes", Bound.under),
    ("no more than 3", Bound.under),
    ("sub-300 sq m", Bound.under),
    ("just under 20 percent", Bound.under),
    ("nearly 57%", Bound.about),
    ("roughly 10", Bound.about),
    ("some 1,100", Bound.about),
    ("an estimated 5 million", Bound.about),
    ("~80%", Bound.about),
    ("1,000 or so people", Bound.about),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_the_words_around_a_figure_say_how_firmly_it_is_meant(text: str, bound: Bound) -> None:
    assert only(f"It took {text} today.").bound is bound


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It has more than 1.2 million users now.", "more than 1.2 million users"),
        ("a record $4.1bn in sales", "$4.1bn"),
        ("between 40 and 50 percent of them", "between 40 and 50 percent"),
        ("sold $100bn-plus of it", "$100bn-plus"),
    ],
)
def test_the_text_of_a_figure_takes_in_its_bound_and_its_unit(text: str, written: str) -> None:
    assert only(text).text == written


def test_a_conversion_in_parentheses_has_the_bound_of_what_it_converts() -> None:
    bounds = [figure.bound for figure in find("It ran more than 100 kilometers (60 miles) (5 of them uphill).")]
    assert bounds == [Bound.over, Bound.over, Bound.exact]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("$851.6bn", "100000000"),
        ("$852 billion", "1000000000"),
        ("$850 billion", "1000000000"),
        ("about $850 billion", "10000000000"),
        ("100,000", "1"),
        ("about 100,000", "100000"),
        ("$1.50", "0.01"),
    ],
)
def test_the_step_is_the_place_of_the_last_digit_written(text: str, step: str) -> None:
    assert format(only(text).step, "f") == step


NONE = """GPT-5|iPhone 11|Boeing 787|S&P 500|V-6|COVID-19|Article 5|in 2024|March 31st 2026|31 March|Mar. 3
May 2026|2026-03-31|03/04/2026|Llama 3.1|Windows 11|Series 7|Section 230|Room 101|Form 10-K|401(k)
24/7|9/11|G7|F-16|5G|H100|Q3|FY2026|the 2020s|the 1990s|the 21st century|at 12:30|at 5pm|at 5 p.m.
9am-5pm|see [3]|v2.1|1.2.3|the '90s|+1 555 123 4567|(555) 123-4567|+1 555-123-4567|+1 (555) 123-4567|020 7946 0958
https://example.com/5m/10|www.example.com/99|me5@example.com|#5|0x1F|a1b2c3d4|a 2-1 win
a 4-2-3-1 formation|in 2024-25|the 2018/19 season|a third party|one of the best|one day|no one
second-largest|the Big Four|Formula One|3D|a 4K TV|No. 5|page 12|category 4|7-9 March|March 7-9
on 3 and 4 May|between 2014 and 2017|from 2014 to 2017|twenty-first century|Python 3.11|Agenda 2030
10 Downing Street|agent 007|1920x1080|1080p|2-for-1|Note 10+
class of 1985|built in 1776|a five-star hotel"""


@pytest.mark.parametrize("text", NONE.replace("\n", "|").split("|"))
def test_dates_names_and_numbering_are_no_figures(text: str) -> None:
    assert list(find(f"They said {text} in all.")) == []
    assert list(find(text)) == []


@pytest.mark.parametrize("text", ["1. Apples", "2) Pears", "Fruit:\n\n1. Apples\n2. Pears", "(3) Plums"])
def test_list_numbers_are_no_figures(text: str) -> None:
    assert list(find(text)) == []


def test_a_number_of_forty_digits_is_one_and_a_longer_one_an_identifier() -> None:
    assert only("a " + "7" * 40).low == int("7" * 40)
    assert list(find("a " + "7" * 42)) == []


def test_figures_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "Of 1,200 people, 45% paid $5 to $7, up from more than $3m (€2.5m) in six weeks or less."
    figures = list(find(text))
    assert [figure.text for figure in figures] == [
        "1,200 people",
        "45%",
        "$5 to $7",
        "more than $3m",
        "€2.5m",
        "six weeks or less",
    ]


# Numbers, signs, currencies and rates in prose


PROSE = [
    ("They paid 2,7 million euros for it.", [("2700000", "EUR", "")]),
    ("A fall of 2,7% followed.", [("2.7", "%", "")]),
    ("Some 1'450 million shares changed hands.", [("1450000000", "share", "")]),
    ("The city has 2 345 678 residents.", [("2345678", "resident", "")]),
    ("The city has 2.345.678 residents.", [("2345678", "resident", "")]),
    ("It cost €12 450 in all.", [("12450", "EUR", "")]),
    ("There were 12 450 cars.", []),
    ("See sections 4,7 and so on.", []),
    ("It moved 1.250,75 € to him.", [("1250.75", "EUR", "")]),
    ("The model has 3T parameters.", [("3000000000000", "parameter", "")]),
    ("It bought a 4K camera and a 5T scanner.", []),
    ("It has 40K readers.", [("40000", "reader", "")]),
    ("It lost ($0.42) a share.", [("-0.42", "USD", "share")]),
    ("It posted a loss of ($4 million) in May.", [("-4000000", "USD", "")]),
    ("It sold the unit (for $4 million).", [("4000000", "USD", "")]),
    ("Costs (1,450.50) rose.", [("1450.50", "", "")]),
    ("The balance was $(4.5) million.", [("-4500000", "USD", "")]),
    ("It paid J$40 million and TT$30 million.", [("40000000", "JMD", ""), ("30000000", "TTD", "")]),
    ("It paid Q$40 million.", []),
    ("It cost 40 Zubrowkan dollars.", [("40", "dollar", "")]),
    ("It cost 40 Bahamian dollars and 30 pounds sterling.", [("40", "BSD", ""), ("30", "GBP", "")]),
    ("The fine was $3 million Canadian.", [("3000000", "CAD", "")]),
    ("It made $4 billion a year and $3 million a day.", [("4000000000", "USD", "year"), ("3000000", "USD", "day")]),
    ("It made $4 billion a year earlier.", [("4000000000", "USD", "")]),
    ("Rain fell at 12 millimetres per hour.", [("12", "millimetre", "hour")]),
    ("Wind blew at 12m per second.", [("12", "metre per second", "")]),
    ("A 36m yacht hit a 4m-high wall.", [("36", "metre", ""), ("4", "metre", "")]),
    ("It has 36m users.", [("36000000", "user", "")]),
]


@pytest.mark.parametrize(("text", "figures"), PROSE, ids=[case[0] for case in PROSE])
def test_prose_gives_whole_numbers_with_their_sign_currency_and_rate(
    text: str, figures: list[tuple[str, str, str]]
) -> None:
    found = [(figure.low, figure.high, figure.unit, figure.per) for figure in find(text)]
    assert found == [(Decimal(value), Decimal(value), unit, per) for value, unit, per in figures]


def test_fifteen_hundred_bounds_before_a_number_are_one_bound() -> None:
    assert only("about " * 1500 + "$5").bound is Bound.about
    assert only("more than about $5").bound is Bound.over


# What the sentence around a number makes of it

WIRE = [
    ("The clerk handed over 512,300 files.", "512300", "file", Bound.exact),
    ("Well over 600 files were lost.", "600", "file", Bound.over),
    ("The drains overflowed 16,204 times in May.", "16204", "time", Bound.exact),
    ("They met three times a week.", "3", "time", Bound.exact),
    ("The shares trade at 16 times earnings.", "16", "x", Bound.exact),
    ("Output rose five times.", "5", "x", Bound.exact),
    ("The crowd was six times bigger.", "6", "x", Bound.exact),
    ("Sales were 600 mln stg.", "600000000", "GBP", Bound.exact),
    ("Costs rose 6 pct.", "6", "%", Bound.exact),
    ("Oper shr 65 cts.", "65", "cent", Bound.exact),
    ("The boxer weighed 189 pounds, and paid nothing in sterling.", "189", "pound", Bound.exact),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound"), WIRE, ids=[case[0] for case in WIRE])
def test_the_sentence_says_what_a_number_is(text: str, value: str, unit: str, bound: Bound) -> None:
    figure = only(text)
    assert (figure.low, figure.unit, figure.bound) == (Decimal(value), unit, bound)


def test_pounds_are_money_where_a_text_writes_of_sterling() -> None:
    assert [figure.unit for figure in find("The £6m fund paid each of them 189 pounds.")] == ["GBP", "GBP"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Net profit was 603.0 mln dlrs in 1986, down from 813.0 mln.", ["USD", "USD"]),
        ("Revenue of £6bn compared with, a year before, more than 4bn.", ["GBP", ""]),
        ("It raised €6bn from 3 million members.", ["EUR", "member"]),
        ("It raised €6bn. From 3 million it grew.", ["EUR", ""]),
    ],
)
def test_a_former_level_is_in_the_unit_of_the_one_before_it(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in find(text)] == units


@pytest.mark.parametrize("mark", ["1.", "1)", "(1)", "1/"])
def test_the_number_of_an_item_is_no_figure(mark: str) -> None:
    assert [figure.text for figure in find(f"{mark} Acme cut 600 jobs.")] == ["600 jobs"]
