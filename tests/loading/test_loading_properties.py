"""What holds for any text at all, with both parsers."""

import json
import re

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ledger.errors import LedgerError
from ledger.loading import load_text
from ledger.model import Ledger
from ledger.placeholders import is_placeholder
from ledger.text import is_blank

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader] if hasattr(yaml, "CSafeLoader") else [yaml.SafeLoader]

# All that Unicode holds but halves of characters, which no UTF-8 file does; what is awkward comes often.
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\t\"'\\#:\x85\u2028\ufeff\U000f0000")
)

FIELDS = [
    "claims:\n",
    "sources:\n",
    "companies:\n",
    "heading: ",
    "\n  - ",
    "  - claim: ",
    "    title: ",
    "    source: ",
    "  a:\n",
]
BLOCKS = ["    note: |\n      b\n", "|\n", "|+\n", ">-\n", ">\n", "---\n", "...\n"]
MARKS = [*"[]{},:-#?!%@`\"'\\", ": ", "- ", ", ", "? ", " #1", " # c", "&a ", "*a", "!t ", "<<: ", "\\u0041", "\\x"]
WORDS = ["x", "a:b", "'ab'", '"ab"', "{a: b}", "[a, b]", "~", "null", "2026-03-31", "é", "😀", " ", "    "]
ENDS = ["\n", "\r\n", "\r", "\u2028", "\x85", "\ufeff", "\x1b"]
PIECES = st.sampled_from([*FIELDS, *BLOCKS, *MARKS, *WORDS, *ENDS])
NEARLY_YAML = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)
AFTER_A_CLAIM = st.sampled_from(["", "claims:\n  - claim: C\n    title: ", "sources:\n  a: {title: T}\nclaims:\n  - "])


def outcome(text: str, loader: type) -> Ledger | None:
    """The ledger, None where the text is refused; anything else fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ledger.loading.reader._Loader", loader)
        try:
            return load_text(text, "claims.yaml")
        except LedgerError as error:
            message = str(error)
    assert re.match(r"claims\.yaml:[1-9]\d*:[1-9]\d*: error: \S", message)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", message)
    return None


def in_double_quotes(text: str) -> str:
    """As JSON writes it, with YAML's long escape; what may stand as it is stands as it is."""
    return re.sub(
        r"[\x7f-\x84\x86-\x9f\ufffe\uffff]", lambda m: f"\\U{ord(m[0]):08X}", json.dumps(text, ensure_ascii=False)
    )


@given(ANY_TEXT, st.sampled_from(["\n", "\r\n"]))
@example("a\u2028\U000f0000\U000f0001\x85", "\n")
def test_any_text_in_double_quotes_comes_back_as_it_is(text: str, end: str) -> None:
    assume(not is_placeholder(text))
    written = end.join(["claims:", "  - claim: C", f"    figure: {in_double_quotes(text)}", "    note: N", ""])
    for loader in LOADERS:
        ledger = outcome(written, loader)
        assert ledger
        (claim,) = ledger.claims
        assert claim.figure == ("" if is_blank(text) else text)
        assert (claim.note, claim.place.of("note").line, claim.place.of("note").column) == ("N", 4, 11)
        assert not ledger.findings


@given(ANY_TEXT)
def test_any_text_in_single_quotes_on_one_line_comes_back_as_it_is(text: str) -> None:
    text = re.sub("[\x00-\x08\x0a-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", "", text)
    assume(not is_placeholder(text))
    written = "claims:\n  - claim: C\n    company: ['" + text.replace("'", "''") + "', B]\n"
    for loader in LOADERS:
        ledger = outcome(written, loader)
        assert ledger
        assert ledger.claims[0].company == (("B",) if is_blank(text) else (text, "B"))


@given(st.text(st.characters()) | NEARLY_YAML)
def test_any_text_is_a_ledger_or_is_refused(text: str) -> None:
    for loader in LOADERS:
        outcome(text, loader)


@given(AFTER_A_CLAIM, NEARLY_YAML)
def test_both_parsers_read_the_same_ledger_or_both_refuse(before: str, after: str) -> None:
    # A tab after a value is white space for libyaml and no YAML at all for PyYAML's own scanner.
    text = (before + after).replace("\t", " ")
    ledgers = [outcome(text, loader) for loader in LOADERS]
    assert all(repr(ledger) == repr(ledgers[0]) for ledger in ledgers)


@given(NEARLY_YAML)
def test_no_claim_vanishes_unsaid_whatever_the_text_of_another(after: str) -> None:
    for loader in LOADERS:
        ledger = outcome(f"claims:\n  - claim: First\n  - note: {after}", loader)
        if ledger:
            assert ledger.claims[0].claim == "First"
            assert len(ledger.claims) + len(ledger.dropped) >= 2
