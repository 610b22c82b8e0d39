"""Which names of metrics are one."""

import pytest

from ledger.metrics import metric_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Programme costs", "program cost"),
        ("annualised revenue", "Annualized revenues"),
        ("head count", "headcount"),
        ("cap-ex", "capex"),
        ("R&D spending", "R and D spending"),
        ("labour productivity", "labor productivity"),
        ("data centres", "data-center"),
        ("defence spending", "defense spending"),
        ("CO₂ emissions", "CO2 emission"),
        ("jobs cut", "job cuts"),
        ("factories", "factory"),
        ("passengers travelling", "passengers traveling"),
        ("catalogue sales", "catalog sales"),
        ("Umsatzerlös", "Umsatzerlos"),
    ],
)
def test_two_spellings_of_a_metric_are_one(one: str, other: str) -> None:
    assert metric_key(one) == metric_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("new users", "news users"),
        ("gross profit", "net profit"),
        ("tons", "tonnes"),
        ("revenue", "revenue 2"),
        ("cost per user", "costs"),
        ("sales in Europe", "sales"),
        ("売上", "営業利益"),
    ],
)
def test_two_metrics_are_two(one: str, other: str) -> None:
    assert metric_key(one) != metric_key(other)


def test_no_metric_has_no_key() -> None:
    assert metric_key("") == ""
