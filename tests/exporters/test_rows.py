"""Rows for other programs: every field, as resolved, and every text unchanged."""

import csv
import io
import json
import re
from collections.abc import Sequence

import pytest
from conftest import Load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.exporters import FORMATS, ROWS
from ledger.exporters.rows import COLUMNS, TABLE_COLUMNS, rows
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Source
from ledger.places import place_in

LEDGER = """
sources:
  raise: {type: press-release, publisher: OpenAI, title: A round, url: https://openai.org/raise, date: 2026-03-31}
  blog: {publisher: FT, author: [Ann Lee, Bo Ek]}
claims:
  - id: two
    company: [OpenAI, xAI]
    claim: It raised money.
    figure: $122 billion
    tags: [a, b]
    source: [{key: raise, quote: Its words, locator: p. 3}, blog]
  - id: in-place
    claim: Said in place.
    publisher: Reuters
    quote: In place
  - claim: Nobody says so.
    quote: Whose?
"""


def of(text: str, format: str) -> list[dict[str, object]]:
    """What Python's own readers make of an export."""
    if format == "csv":
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    parsed = json.loads(text) if format == "json" else [json.loads(line) for line in text.split("\n") if line]
    assert isinstance(parsed, list)
    return parsed


def split_names(cell: str) -> list[str]:
    """The names in a CSV cell: parted by `; `, with `\\;` for a semicolon and `\\\\` for a backslash."""
    if not cell:
        return []
    found = re.findall(r"((?:\\.|[^\\;])+)(?:; |\Z)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", name, flags=re.DOTALL) for name in found]


@pytest.mark.parametrize("format", ROWS)
def test_a_claim_has_a_row_for_each_source_with_its_fields_as_resolved(load: Load, format: str) -> None:
    first, second, third, fourth = of(FORMATS[format].export(load(LEDGER).claims, ""), format)
    assert first["claim"] == second["claim"] == "It raised money."
    assert (first["source"], first["publisher"], first["date"]) == ("raise", "OpenAI", "2026-03-31")
    assert (first["title"], first["url"]) == ("A round", "https://openai.org/raise")
    assert (first["quote"], first["locator"], first["type"]) == ("Its words", "p. 3", "press-release")
    assert (second["source"], second["publisher"], second["quote"]) == ("blog", "FT", "")
    assert (third["source"], third["publisher"], third["quote"]) == ("", "Reuters", "In place")
    assert (fourth["publisher"], fourth["type"], fourth["quote"]) == ("", "", "Whose?")
    assert [row["sourced"] for row in (first, second, third, fourth)] == ["full", "full", "part", "none"]


@pytest.mark.parametrize("format", ROWS)
def test_a_row_says_where_its_claim_stands(load: Load, format: str) -> None:
    found = of(FORMATS[format].export(load(LEDGER).claims, ""), format)
    assert {row["path"] for row in found} == {"claims.yaml"}
    assert [int(str(row["line"])) for row in found] == [6, 6, 12, 16]


@pytest.mark.parametrize("format", ROWS)
def test_every_declared_field_is_a_column(load: Load, format: str) -> None:
    declared = {field.name for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)}
    for row in of(FORMATS[format].export(load(LEDGER).claims, ""), format):
        assert tuple(row) == (TABLE_COLUMNS if format == "csv" else COLUMNS)
    assert declared <= set(COLUMNS)


def test_names_are_lists_in_json_and_parted_by_semicolons_in_csv(load: Load) -> None:
    claims = load("claims: [{claim: A., company: [OpenAI, 'Lee; Ek', 'a\\b'], tags: x}]").claims
    [row] = of(FORMATS["json"].export(claims, ""), "json")
    assert (row["company"], row["tags"], row["mentions"]) == (["OpenAI", "Lee; Ek", "a\\b"], ["x"], [])
    [row] = of(FORMATS["csv"].export(claims, ""), "csv")
    assert (row["company"], row["tags"], row["mentions"]) == ("OpenAI; Lee\\; Ek; a\\\\b", "x", "")


@pytest.mark.parametrize(
    ("format", "text"), [("json", "[\n]\n"), ("jsonl", ""), ("csv", ",".join(TABLE_COLUMNS) + "\n")]
)
def test_no_claims_are_a_document_without_rows(format: str, text: str) -> None:
    assert FORMATS[format].export([], "") == text


ODD = st.sampled_from([*'",;\\\n\r\t\x1b\x7f\x85\u2028\u202e', "\r\n", '"";', "=1+1", "\x1b]52;", "é", "日本"])
TEXT = st.lists(st.one_of(ODD, st.text(max_size=4)), max_size=5).map("".join)
NAMES = st.lists(TEXT.filter(lambda text: bool(text.strip())), max_size=3).map(tuple)
CLAIMS = st.lists(
    st.builds(
        Claim,
        id=st.just("an-id"),
        claim=TEXT,
        company=NAMES,
        figure=TEXT,
        note=TEXT,
        retracted=TEXT,
        tags=NAMES,
        citations=st.lists(
            st.builds(Citation, st.builds(Source, publisher=TEXT, title=TEXT, author=NAMES), quote=TEXT), max_size=2
        ).map(tuple),
        place=st.builds(place_in, TEXT, st.integers(1, 9999), st.just(1)),
    ),
    max_size=3,
)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS)
def test_json_gives_every_value_back_and_steers_no_terminal(claims: Sequence[Claim]) -> None:
    expected = [{name: list(v) if isinstance(v, tuple) else v for name, v in row.items()} for row in rows(claims)]
    for format in ("json", "jsonl"):
        text = FORMATS[format].export(claims, "")
        assert of(text, format) == expected
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
    assert len(FORMATS["jsonl"].export(claims, "").splitlines()) == len(expected)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS)
def test_csv_gives_every_value_back(claims: Sequence[Claim]) -> None:
    found = of(FORMATS["csv"].export(claims, ""), "csv")
    for row, expected in zip(found, rows(claims), strict=True):
        assert list(row) == [*expected, "revision"]
        for name, value in expected.items():
            if isinstance(value, tuple):
                assert split_names(str(row[name])) == list(value)
            elif isinstance(value, bool):
                assert row[name] == ("true" if value else "")
            else:
                assert row[name] == str(value)
