"""The commonest slips: characters that only look right, and several syntax errors in one file."""

import pytest
from conftest import Load
from findings import refusal, repaired

pytestmark = pytest.mark.usefixtures("parser")


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("claims:\n-\u00a0claim: C\n  note: N\n", "2:2", "U+00A0 looks like a space"),
        ("claims:\n- claim: C\n \u00a0note: N\n", "3:2", "U+00A0 looks like a space"),
        ("claims:\n- claim: C\n  note:\u202fN\n", "3:8", "U+202F looks like a space"),
        ("claims:\n– claim: C\n  note: N\n", "2:1", "– is not a hyphen; a list item begins with -"),
        ("claims:\n- claim: C\n  note: ‘A: b’\n", "3:9", "‘ is not a quotation mark in YAML; use ' or \""),
    ],
)
def test_a_character_that_only_looks_right_is_named_at_its_own_line(
    load: Load, text: str, place: str, what: str
) -> None:
    message = refusal(load, text)
    assert message.startswith(f"claims.yaml:{place}: error: {what}")
    fixed = repaired(text, message)
    assert load(fixed).claims[0].note.startswith(("N", "A: b"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("claims:\n  —\u00a0claim: C\n    note: N\n", "2:3: error: — is not a hyphen"),
        ("claims:\n  -\u00a0claim: C\n", "2:3: error: U+00A0 is not a space in YAML"),
        ("claims:\n  claim: C\n", "2:10: error: `claims` must be a list"),
    ],
)
def test_a_list_without_hyphens_is_refused_with_the_form_to_write(load: Load, text: str, what: str) -> None:
    assert refusal(load, text).startswith(f"claims.yaml:{what}; begin each claim with a hyphen and a space:\n")


@pytest.mark.parametrize(
    ("field", "fix"),
    [
        ("company: ‘SAP’", "write SAP"),
        ("publisher: “Reuters”", "write Reuters"),
        ("as_of: “2024-01-23”", "write 2024-01-23"),
        ("url: “https://a.com/x”", "write https://a.com/x"),
    ],
)
def test_typographic_quotation_marks_around_a_value_are_reported(load: Load, field: str, fix: str) -> None:
    (finding,) = load(f"claims:\n- claim: C\n  {field}\n").findings
    assert finding.fix == fix
    assert "is not a quotation mark in YAML" in finding.message


def test_prose_may_be_in_typographic_quotation_marks(load: Load) -> None:
    ledger = load("claims:\n- claim: “It will grow.”\n  title: “A” and “B”\n  publisher: “A” and “B”\n")
    assert not ledger.findings
    assert ledger.claims[0].claim == "“It will grow.”"


SEVERAL = """\
sources:
  one:
    title: A: b
  two: {publisher: X}
  three:
    tags: [x
claims:
- claim: C: d
- claim: This is fine.
  note: |
    - claim: E: f
- claim: 'SAP's boss'
heading: G: h
"""


def test_each_record_with_a_syntax_error_is_reported_at_its_place(load: Load) -> None:
    message = refusal(load, SEVERAL)
    assert [line for line in message.splitlines() if line.startswith("claims.yaml:")] == [
        "claims.yaml:3:13: error: a value with a colon and a space in it needs quotes",
        "claims.yaml:6:5: error: the list that [ opens is not closed",
        "claims.yaml:8:11: error: a value with a colon and a space in it needs quotes",
        "claims.yaml:12:15: error: the ' within this value ends it",
        "claims.yaml:13:11: error: a value with a colon and a space in it needs quotes",
    ]


def test_of_many_syntax_errors_ten_are_reported(load: Load) -> None:
    message = refusal(load, "claims:\n" + "- claim: C: d\n" * 30)
    assert message.count(": error: ") == 10
