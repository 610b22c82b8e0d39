"""A source in words: what stands in it, in what order, and nothing where there is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.citation import describe, labels, links, phrases
from ledger.model import SOURCE_FIELDS, Citation, Claim, Source

TYPES = next(field.choices for field in SOURCE_FIELDS if field.name == "type")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(publisher="Reuters", title="A round", date="2026-03-31"), "Reuters, “A round”, 31 March 2026"),
        (Source(publisher="Reuters", date="2026-03"), "Reuters, March 2026"),
        (Source(publisher="Reuters", date="2026"), "Reuters, 2026"),
        (
            Source(publisher="Reuters", title="xAI raises", attributed_to=("CNBC",)),
            "Reuters, citing CNBC, “xAI raises”",
        ),
        (Source(publisher="Reuters", attributed_to=("CNBC", "the FT")), "Reuters, citing CNBC and the FT"),
        (Source(attributed_to=("CNBC",)), "citing CNBC"),
        (Source(author=("Ann Lee", "Bo Ek"), title="T", publisher="FT"), "Ann Lee, Bo Ek, “T”, FT"),
        (Source(author=("Ann Lee",)), "Ann Lee"),
        (Source(author=("Xi, Jinping", "Lee, Ann"), title="T"), "Xi, Jinping; Lee, Ann, “T”"),
        (Source(type="press-release", publisher="OpenAI"), "OpenAI, press release"),
        (Source(type="filing", publisher="SEC", title="10-K"), "SEC, “10-K”, filing"),
        (Source(publisher="Le Monde", language="French"), "Le Monde, in French"),
        (Source(publisher="FT", accessed="2026-04-01"), "FT, seen 1 April 2026"),
        (Source(url="https://a.org/"), ""),
    ],
)
def test_a_source_is_described_by_what_it_says_of_itself(source: Source, words: str) -> None:
    assert describe(source) == words


@pytest.mark.parametrize("type", TYPES)
def test_no_type_is_described_with_a_hyphen(type: str) -> None:
    assert describe(Source(type=type, publisher="FT")) in ("FT", f"FT, {type.replace('-', ' ')}")


@given(
    st.builds(
        Source,
        type=st.sampled_from(TYPES),
        publisher=st.text(max_size=5),
        title=st.text(max_size=5),
        author=st.lists(st.text(min_size=1, max_size=5), max_size=2).map(tuple),
        attributed_to=st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
        date=st.sampled_from(["", "2026", "2026-03", "2026-03-31"]),
        language=st.text(max_size=5),
    )
)
def test_every_word_of_a_source_is_in_its_description(source: Source) -> None:
    words = describe(source)
    for part in (source.publisher, source.title, source.language, *source.author, *source.attributed_to):
        assert part in words
    assert all(phrases(source))


def test_the_page_comes_before_its_archived_copy() -> None:
    page, copy = "https://a.org/", "https://web.archive.org/1"
    assert links(Source(url=page)) == [("", page)]
    assert links(Source(url=page, archive_url=copy, archive_date="2026-03-31")) == [
        ("", page),
        ("archived 31 March 2026", copy),
    ]
    assert links(Source(archive_url=copy)) == [("archived", copy)]
    assert links(Source(publisher="FT")) == []


def test_a_key_of_the_ledger_is_never_the_label_of_another_source() -> None:
    first, second = Source(title="A"), Source(title="B", key="source-1")
    by_key, without = Claim(citations=(Citation(second),)), Claim(citations=(Citation(first),))
    assert labels([without, by_key]) == {first: "source-2", second: "source-1"}
    assert labels([without], ["source-1"]) == {first: "source-2"}
    named = Claim(id="source-1", citations=(Citation(first),))
    assert labels([named, by_key]) == {first: "source-1-1", second: "source-1"}
