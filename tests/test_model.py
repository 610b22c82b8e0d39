"""What a claim, its citations and its ledger say of themselves."""

import pytest
from msgspec.structs import replace

from ledger.fields import Kind
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Ledger, Source, Sourcing
from ledger.places import NOWHERE, Place, field_positions, place_in

URL = "https://a.com/x"


@pytest.mark.parametrize(
    ("source", "locator", "sourcing"),
    [
        (Source(publisher="A", url=URL), "", Sourcing.FULL),
        (Source(author=("B",), url=URL), "", Sourcing.FULL),
        (Source(publisher="A"), "", Sourcing.PART),
        (Source(url=URL), "", Sourcing.PART),
        (Source(publisher="A", title="T"), "p. 3", Sourcing.PART),
        (Source(title="T", date="2026"), "p. 3", Sourcing.NONE),
        (Source(attributed_to=("CNBC",), archive_url=URL), "", Sourcing.NONE),
        (Source(type="post", publisher="A", title="T"), "", Sourcing.PART),
        (Source(type="press-release", publisher="A", title="T"), "", Sourcing.PART),
        *[
            (Source(type=offline, publisher="A", title=title), locator, sourcing)
            for offline in ("interview", "filing", "broadcast", "report", "book")
            for title, locator, sourcing in (
                ("T", "", Sourcing.FULL),
                ("", "p. 3", Sourcing.FULL),
                ("", "", Sourcing.PART),
            )
        ],
        (Source(type="book", title="T"), "", Sourcing.PART),
    ],
)
def test_a_source_is_whole_where_it_says_who_and_where(source: Source, locator: str, sourcing: Sourcing) -> None:
    assert Citation(source, locator=locator).sourcing is sourcing


def test_a_claim_is_as_well_sourced_as_its_best_citation() -> None:
    part, full = Citation(Source(url=URL)), Citation(Source(publisher="A", url=URL))
    assert Claim(claim="C").sourcing is Sourcing.NONE
    assert Claim(claim="C", citations=(part, part)).sourcing is Sourcing.PART
    assert Claim(claim="C", citations=(part, full)).sourcing is Sourcing.FULL


def test_the_outlet_says_it_and_where_there_is_none_the_authors() -> None:
    assert Source(publisher="A", author=("B",)).who == ("A",)
    assert Source(author=("B", "C")).who == ("B", "C")
    assert Source().who == ()


@pytest.mark.parametrize(
    ("as_of", "source_dates", "time", "published"),
    [
        ("", [], "", ""),
        ("2026-Q1", [], "2026-Q1", ""),
        ("", ["2026-03-31"], "2026-03-31", "2026-03-31"),
        ("2025", ["2026-03-31"], "2025", "2026-03-31"),
        ("", ["2026-04", "", "2026-03-31"], "2026-03-31", "2026-03-31"),
        ("", ["2026-03", "2026"], "2026", "2026"),
        ("", ["", ""], "", ""),
        ("2025", [""], "2025", ""),
    ],
)
def test_a_claim_speaks_of_its_time_else_of_its_earliest_sources(
    as_of: str, source_dates: list[str], time: str, published: str
) -> None:
    claim = Claim(claim="C", as_of=as_of, citations=tuple(Citation(Source(date=date)) for date in source_dates))
    assert claim.time == time
    assert claim.published == published


def test_two_sources_are_equal_whatever_their_keys_and_places() -> None:
    one = Source(title="T", key="a", place=place_in("a.yaml", 1, 1))
    assert one == Source(title="T", key="b", place=place_in("b.yaml", 9, 9))
    assert one != Source(title="U", key="a", place=one.place)
    assert len({one, Source(title="T")}) == 1


def test_two_records_are_equal_only_if_each_field_that_they_state_is() -> None:
    for record, apart in (
        (Source(), {"key", "place", "waive"}),
        (Claim(), {"place", "faulty", "canonical", "aliases", "unfounded"}),
    ):
        for name in record.__struct_fields__:
            other = replace(record, **{name: NOWHERE if name == "place" else ("x",) if name == "company" else "x"})
            assert (other == record) == (name in apart), name
            if name in apart:
                assert hash(other) == hash(record)


def test_a_place_knows_those_of_its_fields_and_is_its_own_where_a_field_is_not_written() -> None:
    place = Place(2, 5, field_positions("a.yaml", ("claim", "figure"), (0, 12, 1, 13)))
    assert str(place.of("figure")) == "a.yaml:3:13"
    assert place.of("title") == place
    assert str(place) == "a.yaml:2:5"


def test_records_are_frozen() -> None:
    for record, field in ((Claim(claim="C"), "claim"), (Source(), "title"), (Ledger(), "heading"), (NOWHERE, "line")):
        with pytest.raises(AttributeError):
            setattr(record, field, "x")


def test_a_document_comes_once_for_each_place_where_it_is_written() -> None:
    declared, repeated, in_place = Source(title="T", key="a"), Source(title="U", key="a"), Source(title="V")
    citing = Claim(claim="C", citations=(Citation(declared),))
    writing = Claim(claim="D", citations=(Citation(in_place),))
    ledger = Ledger((citing, writing, citing), {"a": declared}, repeated=(repeated,))
    assert [(source.title, record) for source, record in ledger.documents()] == [
        ("T", declared),
        ("U", repeated),
        ("V", writing),
    ]


def test_every_field_is_declared_once_with_its_meaning() -> None:
    names = [field.name for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)]
    assert len(names) == len(set(names))
    for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS):
        assert field.meaning
        assert bool(field.choices) == (field.kind is Kind.CHOICE)


def test_what_is_absent_is_empty() -> None:
    for record, fields in ((Claim(), CLAIM_FIELDS), (Source(), SOURCE_FIELDS)):
        for field in fields:
            value = getattr(record, "citations" if field.kind is Kind.CITATION else field.name)
            assert value == (field.choices[0] if field.choices else type(value)())


PAGE, SITE = "https://a.org/page", "https://a.org/"


@pytest.mark.parametrize(
    ("source", "unreviewed", "sourcing"),
    [
        (Source(publisher="A", url=PAGE), False, Sourcing.FULL),
        (Source(publisher="A", url=PAGE), True, Sourcing.PART),
        (Source(publisher="A", url=SITE), False, Sourcing.PART),
        (Source(url=SITE), False, Sourcing.NONE),
        (Source(url=PAGE), True, Sourcing.PART),
        (Source(publisher="A", url=SITE, type="report", title="T"), False, Sourcing.FULL),
    ],
)
def test_a_site_is_not_a_page_and_an_unreviewed_claim_is_only_partly_sourced(
    source: Source, unreviewed: bool, sourcing: Sourcing
) -> None:
    assert Claim(citations=(Citation(source),), unreviewed=unreviewed).sourcing is sourcing


def test_unequal_is_the_opposite_of_equal() -> None:
    assert not Source(url="https://a.org/1", key="a") != Source(url="https://a.org/1", key="b")  # noqa: SIM202
    assert not Claim(claim="So.", place=place_in("a", 1, 1)) != Claim(claim="So.", place=place_in("b", 2, 1))  # noqa: SIM202
    assert Source(url="https://a.org/1") != Source(url="https://a.org/2")
    assert Claim(claim="So.") != Claim(claim="Thus.")
