"""Text is folded for matching, and shown without steering the terminal."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.text import (
    clean,
    clean_lines,
    counted,
    did_you_mean,
    fold,
    listed,
    name_matcher,
    nearest,
    sentence_matcher,
    slug,
)

AWKWARD = st.text(st.characters() | st.sampled_from("1.,  ßİıſŁøÆﬁⅣ½²ǅΣς한漢かไ'’-_\u0301\u00ad"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("OpenAI", "openai"),
        ("L'Oréal", "l oreal"),
        ("Société  Générale", "societe generale"),
        ("Ørsted & Łódź", "orsted lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁve ½", "five 1 2"),
        ("$100,000.50", "100000.50"),
        ("1,5 or 1.5", "1 5 or 1.5"),
        ("1,0000", "1 0000"),
        ("GPT-4o.", "gpt 4o"),
        ("data_centre", "data centre"),
        ("...", ""),
        ("日本経済", "日 本 経 済"),
        ("Яндекс", "яндекс"),
    ],
)
def test_case_accents_punctuation_and_thousands_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(AWKWARD)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(AWKWARD)
def test_a_text_is_folded_alike_however_its_accents_are_encoded(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(AWKWARD)
def test_every_text_finds_itself(text: str) -> None:
    assert name_matcher(text)(text)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("openai", "OpenAI", True),
        ("open ai", "OpenAI", True),
        ("OPENAI", "Open AI's round", True),
        ("mistral", "Mistral AI", True),
        ("ai", "Mistral AI", True),
        ("ai", "OpenAI", False),
        ("open", "OpenAI", False),
        ("oreal", "L'Oréal", True),
        ("nvidia corp", "Nvidia", False),
        ("corp nvidia", "nvidia corp", False),
        ("100000", "more than $100,000", True),
        ("1.5", "1.5 billion", True),
        ("1.5", "115 billion", False),
        ("日本", "日本経済新聞", True),
        ("$", "US$5", True),
        ("€", "US$5", False),
        ("(", "a(b", True),
        ("a.*", "abc", False),
    ],
)
def test_words_are_found_whole_and_in_order(pattern: str, text: str, found: bool) -> None:
    assert name_matcher(pattern)(text) is found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Société Générale", "societe-generale"),
        ("$1.5 billion!", "1.5-billion"),
        ("-x-", "x"),
        ("日本", "riben"),
        ("Яндекс N.V.", "yandeks-n-v"),
        ("삼성", "samseong"),
        ("…", ""),
    ],
)
def test_a_part_of_an_id_is_plain_letters_digits_and_hyphens(text: str, part: str) -> None:
    assert slug(text) == part


@given(AWKWARD)
def test_whatever_the_text_a_part_of_an_id_is_an_id(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?", slug(text))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("opnai", "OpenAI"),
        ("Open AI", "OpenAI"),
        ("antropic", "Anthropic"),
        ("société generale", "Société Générale"),
        ("zzz", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_the_nearest_known_name_is_proposed_and_none_where_none_is_near(name: str, near: str) -> None:
    known = ["OpenAI", "Anthropic", "Société Générale"]
    assert nearest(name, known) == near
    assert did_you_mean(name, known) == (f"; did you mean {near}?" if near else "")
    assert nearest(name, []) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 漢 😀 [sic] :smile:", "plain é 漢 😀 [sic] :smile:"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\nb\r\tc", "a␊b␍␉c"),
        ("\0\x7f\x9b", "␀␡<U+009B>"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\u2028b\x85", "a<U+2028>b<U+0085>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_control_characters_have_a_visible_replacement(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_line_ends_can_be_kept() -> None:
    assert clean_lines("a\nb\x1b\r\n") == "a\nb␛␍\n"


@given(st.text(st.characters() | st.sampled_from("\x1b\x07\r\n\u202e\u2028\ud800")))
def test_no_control_character_is_left(text: str) -> None:
    steering = {"Cc", "Cs", "Zl", "Zp"}
    for shown, allowed in ((clean(text), set[str]()), (clean_lines(text), {"\n"})):
        left = {char for char in shown if unicodedata.category(char) in steering}
        left |= {char for char in shown if unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF"}}
        left |= {char for char in shown if unicodedata.bidirectional(char) in {"LRI", "RLI", "FSI", "PDI"}}
        assert left <= allowed
        shown.encode()
        assert clean_lines(shown) == shown


def test_things_are_counted_in_words() -> None:
    assert counted(1, "claim") == "1 claim"
    assert counted(0, "claim") == "0 claims"
    assert counted(1200, "entry", "entries") == "1,200 entries"


def test_things_are_listed_in_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("notable", "It was not able to.", False),
        ("not able", "It was not able to.", True),
        ("not able", "It was notable.", False),
        ("C++", "Written in C++, not C.", True),
        ("C++", "Vitamin C is one.", False),
        ("C", "Written in C++.", False),
        ("C#", "a C# program", True),
        ("disney+", "Disney+ has users.", True),
        ("100", "It has 100+ users.", True),
        ("a+b", "a b", True),
    ],
)
def test_a_sentence_is_searched_by_whole_words(pattern: str, text: str, found: bool) -> None:
    assert sentence_matcher(pattern)(text) is found


@pytest.mark.parametrize(("pattern", "found"), [("c++", True), ("c", False), ("C#", False)])
def test_a_plus_belongs_to_the_word_in_names_too(pattern: str, found: bool) -> None:
    assert name_matcher(pattern)("C++") is found
