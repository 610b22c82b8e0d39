"""Any field of any record takes any value, and all other bytes stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.editing import Value, field_edits
from ledger.editing.insertion import applied
from ledger.fields import Kind
from ledger.loading import load_text
from ledger.loading.syntax_errors import unquoted
from ledger.model import CLAIM_FIELDS
from ledger.placeholders import is_placeholder
from ledger.text import is_blank

SHAPES = {
    "a block": "# top\nclaims:\n  - id: a\n    claim: C   # said\n    # why\n    note: |\n      1\n\n      2\n"
    "    figure: $5\n  - claim: D\n",
    "a wide dash": "claims:\n-   claim: C\n    note: 'x'\n    figure: $5   # up\n-   claim: D\n",
    "a dash alone": "claims:\n  -\n    claim: C\n    note: >\n      folded\n      text\n  - claim: D\n",
    "braces": "claims:\n  - {id: a, claim: C, note: 'x, y', figure: $5}   # end\n  - claim: D\n",
    "braces over lines": "claims:\n  - {\n      claim: C,\n      figure: $5\n    }\n  - claim: D\n",
    "lists": "claims:\n  - claim: C\n    tags:\n      - a\n      - b\n    figure: $5\n  - claim: D\n",
    "empty values": "claims:\n  - claim: C\n    note:\n    figure:   # none\n    tags: []\n  - claim: D\n",
    "no line end": "claims:\n  - claim: D\n  - claim: C\n    figure: $5",
    "windows": "claims:\r\n  - claim: C\r\n    figure: $5   # up\r\n    note: n\r\n  - claim: D\r\n",
}  # fmt: skip
TEXT_FIELDS = [field.name for field in CLAIM_FIELDS if field.kind is Kind.TEXT]
WORDS = st.text(st.sampled_from("ab 1$:,#'\"[]{}&*!|>%@`-?\\\n\té“”"), min_size=1, max_size=20) | st.text(
    min_size=1, max_size=8
)
TEXTS = WORDS.filter(lambda text: not is_blank(text) and not is_placeholder(text) and not set(text) & set("\r\ud800"))


def is_storable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text) and unquoted(text) == text


VALUES: st.SearchStrategy[tuple[str, Value]] = st.one_of(
    st.tuples(st.sampled_from(TEXT_FIELDS), TEXTS.filter(is_storable)),
    st.tuples(
        st.sampled_from(["tags", "company"]),
        st.lists(TEXTS.filter(is_storable), min_size=1, max_size=3).map(tuple),
    ),
    st.just(("unreviewed", True)),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@given(st.lists(VALUES, min_size=1, max_size=3, unique_by=lambda pair: pair[0]))
def test_fields_take_any_value_and_the_rest_stays(shape: str, pairs: list[tuple[str, Value]]) -> None:
    text = SHAPES[shape]
    before = load_text(text, "claims.yaml")
    at = next(number for number, claim in enumerate(before.claims) if claim.claim == "C")
    values = dict(pairs)
    new = applied(text, field_edits(text, before.claims[at], values))
    after = load_text(new, "claims.yaml")
    assert not after.findings
    assert {name: getattr(after.claims[at], name) for name in values} == values
    for name in (field.name for field in CLAIM_FIELDS if field.name not in {*values, "source"}):
        assert getattr(after.claims[at], name) == getattr(before.claims[at], name)
    assert after.claims[1 - at] == before.claims[1 - at]
    kept = [line for line in text.splitlines() if line.lstrip().startswith("#") or "claim: D" in line]
    assert [line for line in new.splitlines() if line in kept][: len(kept)] == kept


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["id", "note", "figure", "tags"])
def test_a_field_is_removed_and_the_rest_stays(shape: str, name: str) -> None:
    text = SHAPES[shape]
    before = load_text(text, "claims.yaml")
    at = next(number for number, claim in enumerate(before.claims) if claim.claim == "C")
    new = applied(text, field_edits(text, before.claims[at], {}, [name]))
    after = load_text(new, "claims.yaml")
    assert not after.findings
    assert not getattr(after.claims[at], name)
    assert len(after.claims) == 2
    assert (after.claims[at].claim, after.claims[1 - at]) == ("C", before.claims[1 - at])
