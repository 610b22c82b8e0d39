"""Figures as Japanese, Chinese and Korean write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.figures import Bound, read

READ = [
    ("6兆5000億円", 6_500_000_000_000, "JPY", Bound.exact),
    ("6億ドル", 600_000_000, "USD", Bound.exact),
    ("600万人", 6_000_000, "people", Bound.exact),
    ("60万人超", 600_000, "people", Bound.over),
    ("約600億円", 60_000_000_000, "JPY", Bound.about),
    ("600億円未満", 60_000_000_000, "JPY", Bound.under),
    ("6％減", -6, "%", Bound.exact),
    ("6割", 60, "%", Bound.exact),
    ("6億円の赤字", -600_000_000, "JPY", Bound.exact),
    ("超过6亿元", 600_000_000, "CNY", Bound.over),
    ("60亿美元", 6_000_000_000, "USD", Bound.exact),
    ("6.5万亿元", 6_500_000_000_000, "CNY", Bound.exact),
    ("下降6%", -6, "%", Bound.exact),
    ("增长6%", 6, "%", Bound.exact),
    ("6조 5000억 원", 6_500_000_000_000, "KRW", Bound.exact),
    ("약 600억원", 60_000_000_000, "KRW", Bound.about),
    ("6천억원", 600_000_000_000, "KRW", Bound.exact),
    ("6만명", 60_000, "people", Bound.exact),
    ("¥6000億", 600_000_000_000, "JPY", Bound.exact),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound"), READ, ids=[case[0] for case in READ])
def test_a_figure_with_east_asian_scales_is_read(text: str, value: int, unit: str, bound: Bound) -> None:
    figure = read(text)
    assert figure is not None
    assert (int(figure.low), figure.unit, figure.bound, figure.text) == (value, unit, bound, text)


def test_a_range_shares_its_scale() -> None:
    figure = read("6〜9億円")
    assert figure is not None
    assert (int(figure.low), int(figure.high), figure.unit) == (600_000_000, 900_000_000, "JPY")


def test_a_figure_is_as_precise_as_it_was_written() -> None:
    figure = read("6億円")
    assert figure is not None
    assert figure.step == 100_000_000


@pytest.mark.parametrize(
    "text", ["600億6兆円", "6兆瓦", "営業損失6億円", "下降至6%", "約6億円超", "6割5分", "6億億円", "三億円"]
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    assert read(text) is None


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=4), st.sampled_from(["億円", "万人"]))
def test_parts_of_a_number_add_up(parts: list[int], end: str) -> None:
    scales = ["兆", "億", "万", ""][-len(parts) :]
    text = "".join(f"{part}{scale}" for part, scale in zip(parts, scales, strict=True))
    value = sum(part * 10**power for part, power in zip(reversed(parts), (0, 4, 8, 12), strict=False))
    figure = read(f"{text}{end[1]}")
    assert figure is not None
    assert figure.low == Decimal(value)
