"""Figures in several units of one dimension, compared."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger.figures import Figure, Relation, are_comparable, based, measure_of, read, relate, within
from ledger.figures.vocabulary.dimensions import FACTORS


def figure(text: str) -> Figure:
    found = read(text)
    assert found is not None, text
    return found


SAME = [
    ("6 GW", "6,000 MW"),
    ("75 cents", "$0.75"),
    ("75 cents", "€0.75"),
    ("99p", "£0.99"),
    ("24 months", "2 years"),
    ("2 weeks", "14 days"),
    ("25 bp", "0.25 percentage points"),
    ("half", "50%"),
    ("one in five", "20%"),
    ("6 Mt", "6 million tonnes"),
    ("600 kg", "0.6 tonnes"),
    ("1.5 TWh", "1,500 GWh"),
    ("6 km", "6,000 metres"),
    ("6 hectares", "60,000 square metres"),
    ("6,000 employees", "6,000 jobs"),
    ("6 million users", "6 million"),
    ("6,000 people", "6,000 workers"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_quantity_in_two_units_is_the_same(one: str, other: str) -> None:
    assert relate(figure(one), figure(other)) is Relation.same


CONFLICTING = [
    ("5 GW", "6,000 MW"),
    ("75 cents", "$0.80"),
    ("99p", "£1.20"),
    ("12 months", "2 years"),
    ("25 bp", "0.5 percentage points"),
    ("half", "60%"),
    ("one in five", "30%"),
    ("5 million tonnes", "6 Mt"),
    ("5 km", "6,000 metres"),
    ("100 miles", "300 km"),
    ("6,000 staff", "7,000 jobs"),
    ("6 million users", "9 million"),
]


@pytest.mark.parametrize(("one", "other"), CONFLICTING)
def test_two_quantities_in_two_units_conflict(one: str, other: str) -> None:
    assert relate(figure(one), figure(other)) is Relation.conflicting
    assert relate(figure(other), figure(one)) is Relation.conflicting


@pytest.mark.parametrize(("one", "other"), [("100 miles", "160 km"), ("5 feet", "1.5 metres"), ("60 mph", "97 km/h")])
def test_units_that_are_no_power_of_ten_of_one_another_agree_about(one: str, other: str) -> None:
    assert relate(figure(one), figure(other)) in (Relation.rounded, Relation.compatible)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 months", "90 days"),
        ("6 tons", "6 tonnes"),
        ("5%", "5 percentage points"),
        ("0.5", "50%"),
        ("6 patients", "6 beds"),
        ("6 users", "6 jobs"),
        ("75 cents", "99p"),
        ("75 cents", "¥80"),
        ("$6 a month", "$6"),
        ("$6bn annualised", "$6bn a year"),
        ("20°C", "68°F"),
        ("600 people", "600 cars"),
    ],
)
def test_what_is_of_two_kinds_is_not_compared(one: str, other: str) -> None:
    assert not are_comparable(figure(one), figure(other))
    with pytest.raises(ValueError, match="cannot compare"):
        relate(figure(one), figure(other))


def test_a_figure_keeps_what_was_written() -> None:
    for text, low, unit in (
        ("half", Decimal("0.5"), ""),
        ("6 GW", Decimal(6), "gigawatt"),
        ("99p", Decimal(99), "penny"),
    ):
        found = figure(text)
        assert (found.low, found.unit) == (low, unit)


def test_an_annualised_rate_is_of_a_year_in_rows() -> None:
    assert figure("$6bn annualised").per == "year"
    assert figure("$6bn p.a.").per == figure("$6bn a year").per == "year"
    assert figure("$6bn quarterly").per == "quarter"
    assert figure("a monthly $6m").per == "month"


CONVERTED = [
    (unit, other)
    for unit, (base, _) in FACTORS.items()
    for other, (other_base, _) in FACTORS.items()
    if base == other_base and not {"fraction", "GBP"} & {unit, other}
]


@given(st.sampled_from(CONVERTED), st.decimals("0.001", "1000000", places=3))
def test_a_figure_written_in_two_units_of_a_dimension_is_the_same(units: tuple[str, str], size: Decimal) -> None:
    factors = [FACTORS[unit][1] for unit in units]
    with localcontext(prec=100):
        values = [size * factors[1], size * factors[0]]
    one, other = (
        replace(figure("6"), low=value, high=value, unit=unit) for unit, value in zip(units, values, strict=True)
    )
    assert measure_of(one) == measure_of(other)
    assert based(one).low == based(other).low
    assert relate(one, other) is Relation.same


@pytest.mark.parametrize(
    ("text", "floor", "ceiling", "held"),
    [
        ("6,000 MW", "5 GW", "", True),
        ("6,000 MW", "7 GW", "", False),
        ("6,000 MW", "", "7 GW", True),
        ("75 cents", "$0.50", "$1", True),
        ("half", "40%", "60%", True),
        ("half", "60%", "", False),
        ("$6m a year", "$5m", "", True),
        ("6,000", "5,000", "", True),
        ("6,000 MW", "$5", "", False),
    ],
)
def test_a_figure_is_within_amounts_in_any_unit_of_its_dimension(
    text: str, floor: str, ceiling: str, held: bool
) -> None:
    limits = [figure(limit) if limit else None for limit in (floor, ceiling)]
    assert within(figure(text), *limits) is held
