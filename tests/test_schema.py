"""The JSON Schema of a ledger: it accepts what the loader reads without a finding, and rejects what it cannot read."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import LedgerError
from ledger.loading import load_text
from ledger.loading.fields import RECORDS
from ledger.model import CLAIM_FIELDS
from ledger.rules import RULES
from ledger.schema import schema

ROOT = Path(__file__).parent.parent
VALIDATOR = jsonschema.Draft7Validator(schema())
LEDGERS = [ROOT / "data" / "claims.yaml", *sorted((ROOT / "tests").rglob("*.yaml"))]


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2 (section 10.3), where a date is text and `NO` too."""


Core.yaml_implicit_resolvers = {}

for tag, pattern, first in (
    ("null", "~|null|Null|NULL|", "~nN"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), [*first, ""])


def parsed(text: str) -> Any:
    """A document with JSON's types; an editor's keys are text."""

    def keyed(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): keyed(member) for key, member in value.items()}
        return [keyed(item) for item in value] if isinstance(value, list) else value

    return keyed(yaml.load(text, Core))


def complaints(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(parsed(text))]


def is_read_whole(text: str) -> bool:
    """Whether the loader has nothing to say; which sources are declared is not the schema's business."""
    try:
        ledger = load_text(text, "claims.yaml")
    except LedgerError:
        return False
    return not [finding for finding in ledger.findings if "undeclared source" not in finding.message]


def test_it_is_a_schema_of_draft_07() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schema_beside_the_first_ledger_is_current_and_named_in_its_first_line() -> None:
    with open(ROOT / "data" / "ledger.schema.json", encoding="utf-8") as file:
        assert json.load(file) == schema()  # else: ledger schema -o data/ledger.schema.json --force
    first_line = (ROOT / "data" / "claims.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first_line == "# yaml-language-server: $schema=ledger.schema.json"


def test_every_field_is_described_in_the_words_of_the_declaration() -> None:
    claim = schema()["definitions"]["claim"]["properties"]
    assert list(claim) == list(RECORDS["claim"])
    assert {field.name: claim[field.name]["description"] for field in CLAIM_FIELDS} == {
        field.name: field.meaning for field in CLAIM_FIELDS
    }
    waivers = json.dumps(schema()["definitions"])
    assert all(rule.summary.replace('"', '\\"') in waivers for rule in RULES)


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.name)
def test_it_accepts_each_ledger_of_this_project_that_loads_without_a_finding(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if is_read_whole(text):
        assert not complaints(text)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "claims:",
        "claims: []",
        "claims: {}",
        "heading: 2026\nsources:\ncompanies:\nclaims: ~",
        "companies: {Meta: [Facebook, Meta Platforms], X: Twitter, 3M: 3}",
        "sources: {a: {}, 2026: {publisher: 1843, date: 2026, accessed: 2026-03, title: 3.5, type: book}}",
        "claims: [{claim: 2026}, {claim: true}, {claim: 1.10, id: 7, figure: 1.10, company: 360, as_of: 2026}]",
        "claims: [{claim: x, as_of: 2026-Q1}, {claim: x, as_of: 2026-01/2026-Q2, date: 2026-03-31}]",
        "claims: [{claim: x, company: [Acme, 3M, ~], tags: [], mentions: {}, note: [], status: , figure: ''}]",
        "claims: [{claim: x, status: ' ', date: {}, url: [], id: ~, unreviewed: '', retracted: []}]",
        "claims: [{claim: x, unreviewed: yes}, {claim: x, unreviewed: True}, {claim: x, unreviewed: ' NO '}]",
        "claims: [{claim: x, url: HTTPS://acme.com/ä}, {claim: x, retracted: 2, supersedes: 7}]",
        "claims: [{claim: x, source: a}, {claim: x, source: 7}, {claim: x, source: [a, {key: b, quote: 1}, {}, ~]}]",
        "claims: [{claim: x, waive: undated}, {claim: x, waive: [undated, [a, {b: }]]}, {claim: x, waive: {a: 1}}]",
    ],
)
def test_it_accepts_what_the_loader_reads(text: str) -> None:
    assert is_read_whole(text)
    assert not complaints(text)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "text",
        "facts: {}",
        "facts: []",
        "claims: text",
        "claims: {a: {claim: x}}",
        "sources: [{publisher: Reuters}]",
        "sources: {A B: {publisher: Reuters}}",
        "sources: {a: Reuters}",
        "sources: {a: ~}",
        "sources: {a: {claim: x}}",
        "sources: {a: {quote: x}}",
        "companies: [Meta]",
        "companies: {Meta: }",
        "companies: {Meta: []}",
        "heading: [a]",
        "claims: [x]",
        "claims: [~]",
        "claims: [[{claim: x}]]",
        "claims: [{company: Acme}]",
        "claims: [{claim: }]",
        "claims: [{claim: [x]}]",
        "claims: [{claim: x, compnay: Acme}]",
        "claims: [{claim: x, status: perhaps}]",
        "claims: [{claim: x, type: article, status: Reported}]",
        "claims: [{claim: x, type: blog}]",
        "claims: [{claim: x, unreviewed: perhaps}]",
        "claims: [{claim: x, unreviewed: 1}]",
        "claims: [{claim: x, retracted: true}]",
        "claims: [{claim: x, retracted: 'yes'}]",
        "claims: [{claim: x, figure: [1, 2]}]",
        "claims: [{claim: x, figure: {low: 1}}]",
        "claims: [{claim: x, company: {name: Acme}}]",
        "claims: [{claim: x, company: [[Acme]]}]",
        "claims: [{claim: x, id: A B}]",
        "claims: [{claim: x, date: 31 March 2026}]",
        "claims: [{claim: x, date: 2026-Q1}]",
        "claims: [{claim: x, date: 1.5}]",
        "claims: [{claim: x, as_of: spring}]",
        "claims: [{claim: x, url: www.reuters.com}]",
        "claims: [{claim: x, source: {quote: x}}]",
        "claims: [{claim: x, source: {key: a, publisher: Reuters}}]",
        "claims: [{claim: x, source: [[a]]}]",
        "claims: [{claim: x, waive: {undated: [a]}}]",
    ],
)
def test_it_rejects_what_the_loader_reports(text: str) -> None:
    assert not is_read_whole(text)
    assert complaints(text)


WORDS = (
    *("~", "true", "no", "2026", "2026-03", "2026-03-31", "2026-Q1", "2026/2027", "1.10", "-5", "1e3", "plan", "book"),
    *("https://a.org/b", "http://x", "undated", "a-b", "x y", "'2026'", "é", '" "', '"\\u200b"', '"\\u0301"'),
)
SCALARS = st.one_of(st.just(""), st.sampled_from(WORDS), st.text("abc1 -.é", max_size=4).map(json.dumps))


def flow(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keys = st.sampled_from(["key", "quote", "undated", "a"])
    return st.one_of(
        st.lists(values, max_size=3).map(lambda items: f"[{', '.join(item or '~' for item in items)}]"),
        st.dictionaries(keys, values, max_size=2).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        ),
    )


@given(st.dictionaries(st.sampled_from(list(RECORDS["claim"])), st.recursive(SCALARS, flow, max_leaves=4), max_size=4))
def test_whatever_the_loader_reads_without_a_finding_it_accepts(fields: dict[str, str]) -> None:
    text = "claims:\n- claim: x\n" + "".join(
        f"  {name}: {value}\n" for name, value in fields.items() if name != "claim"
    )
    if is_read_whole(text):
        assert not complaints(text)
