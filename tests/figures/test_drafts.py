"""What a draft holds beside plain amounts: names and dates that are no figures, ranges, parts, bounds."""

import pytest

from ledger.figures import Bound, Figure, find


@pytest.mark.parametrize(
    "sentence",
    [
        "Orders fell in the second half of the year.",
        "The first half was better than the last quarter.",
        "A third-party inspection is due.",
        "A third-quarter loss is likely.",
        "The glacier may be gone by 2145.",
        "A study of 2021 crop yields is late.",
        "The 2022 quarter and the 2021 year were poor.",
        "Its 13F lists every holding, and the 10-K none.",
        "He was charged under 18 U.S.C. § 1030.",
        "The shop at 12 E 40th Street is shut.",
        "Rents in ZIP code 90210 rose; the 10013 ZIP code is cheaper.",
        "The Group of 20 will meet.",
        "7-Eleven and 3M cut jobs.",
        "The train left at 07.15.",
    ],
)
def test_numbers_that_name_or_date_something_are_no_figures(sentence: str) -> None:
    assert list(find(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("It sees costs in the range of €15m to €20m.", [("15000000-20000000", "EUR", "")]),
        ("Profit is forecast to rise 4% to 6%.", [("4-6", "%", "")]),
        ("Profit rose 4% to $6m.", [("4", "%", ""), ("6000000", "USD", "")]),
        ("Growth slowed from 4.1 to 3.8 per cent.", [("4.1", "%", ""), ("3.8", "%", "")]),
        ("Margins of between -3% and -5% are likely.", [("-5--3", "%", "")]),
        ("It expects a loss of $0.30 to $0.20 a share.", [("0.20-0.30", "USD", "share")]),
        ("It grew from 1200 to 1950 shops.", [("1200", "shop", ""), ("1950", "shop", "")]),
        ("It will rise from 2 to 3-4 billion.", [("2000000000", "", ""), ("3000000000-4000000000", "", "")]),
        ("The game is for ages 8-12.", [("8-12", "", "")]),
        ("Smoking among 15- to 24-year-olds fell.", [("15-24", "year", "")]),
        ("The bank cut rates by a quarter point.", [("0.25", "", "")]),
        ("A half-point rise is likely.", [("0.5", "point", "")]),
        ("Half the workers left.", [("0.5", "", "")]),
        ("Rents are a third higher.", [("0.3333333333333333333333333333", "", "")]),
        ("It has 40mL left, at 2.4Ghz.", [("40", "millilitre", ""), ("2.4", "gigahertz", "")]),
        ("They took on four more cooks.", [("4", "cook", "")]),
        ("The line carries 2.5 gigabits a second.", [("2.5", "gigabit per second", "")]),
    ],
)
def test_ranges_parts_and_counts_are_found_whole(sentence: str, figures: list[tuple[str, str, str]]) -> None:
    def value(figure: Figure) -> str:
        return str(figure.low) if figure.low == figure.high else f"{figure.low}-{figure.high}"

    assert [(value(figure), figure.unit, figure.per) for figure in find(sentence)] == figures


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("Inflation ticked up to 3.4%.", Bound.exact),
        ("Inflation crept back up to 3.4%.", Bound.exact),
        ("It may cost up to 3.4%.", Bound.under),
        ("It rose barely 2%.", Bound.about),
        ("They stood around the 30-foot mast.", Bound.exact),
        ("A taxi is $4 a mile or more.", Bound.over),
    ],
)
def test_words_around_a_figure_bound_it_only_if_they_are_about_it(sentence: str, bound: Bound) -> None:
    (figure,) = find(sentence)
    assert figure.bound is bound
