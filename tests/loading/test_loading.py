"""What is written in a ledger file is what the ledger holds, with the place of every field."""

from collections.abc import Callable

import pytest
from conftest import LedgerAt, Load

from ledger.loading import load as load_files
from ledger.model import Claim, Sourcing

pytestmark = pytest.mark.usefixtures("parser")

# A value as it is written, and the text that it is.
AS_WRITTEN = [
    ("NO", "NO"),
    ("off", "off"),
    ("1.10", "1.10"),
    ("12:30", "12:30"),
    ("0o17", "0o17"),
    ("0x1F", "0x1F"),
    ("1_000", "1_000"),
    ("1e3", "1e3"),
    (".5", ".5"),
    ("2026", "2026"),
    ("2026-03-31", "2026-03-31"),
    ("true", "true"),
    (".nan", ".nan"),
    ("'no'", "no"),
    ('"~"', "~"),
    ("nil", "nil"),
    ("$852 billion", "$852 billion"),
    ("'It''s 5'", "It's 5"),
    ('"tab\\tand \\u00e9"', "tab\tand é"),
    ("' kept '", " kept "),
    ("a#b", "a#b"),
    ("more than $5 # an editor's comment", "more than $5"),
    ("http://a.com/x#y", "http://a.com/x#y"),
    ("up to\n      $5", "up to $5"),
    ("|\n      one\n      two", "one\ntwo"),
    ("|-\n      one\n      two", "one\ntwo"),
    (">\n      one\n      two", "one two"),
    ("|\n      # no comment\n      a: b", "# no comment\na: b"),
    ("😀 $5", "😀 $5"),
    ("a\u2028b\u2029c\x85d\ufeffe", "a\u2028b\u2029c\x85d\ufeffe"),
    ('"a\u2028b"', "a\u2028b"),
    ("|\n      a\u2028b", "a\u2028b"),
    ("\U000f0000\u2028", "\U000f0000\u2028"),
    ('"\\U000F0000\u2028"', "\U000f0000\u2028"),
]


@pytest.mark.parametrize(("written", "text"), AS_WRITTEN)
def test_a_value_is_the_text_that_is_written(load: Load, written: str, text: str) -> None:
    (claim,) = load(f"claims:\n  - claim: C\n    figure: {written}\n").claims
    assert claim.figure == text
    assert not claim.faulty


@pytest.mark.parametrize(
    "written", ["", "~", "null", "Null", "NULL", "''", '"  "', "[]", "{}", "|\n\n", "# nothing yet"]
)
@pytest.mark.parametrize("field", ["figure", "company", "tags", "date", "url", "status", "source", "id"])
def test_an_empty_value_is_an_absent_one(load: Load, field: str, written: str) -> None:
    ledger = load(f"claims:\n  - claim: C\n    {field}: {written}\n")
    assert ledger.claims == (Claim(claim="C"),)
    assert not ledger.findings


def test_what_yaml_would_guess_at_is_text_in_lists_and_keys_too(load: Load) -> None:
    ledger = load(
        "sources:\n  2026: {title: 1.10}\nclaims:\n  - {claim: C, company: [NO, 1.10, null], source: [2026]}\n"
    )
    (claim,) = ledger.claims
    assert claim.company == ("NO", "1.10")
    assert claim.citations[0].source.title == "1.10"


def test_a_name_may_be_alone_or_in_a_list(load: Load) -> None:
    ledger = load("claims:\n  - {claim: C, company: OpenAI}\n  - {claim: C, company: [OpenAI, Broadcom]}\n")
    assert [claim.company for claim in ledger.claims] == [("OpenAI",), ("OpenAI", "Broadcom")]


def test_the_heading_and_the_claims_come_in_the_order_of_the_file(load: Load) -> None:
    ledger = load("heading: A round\nclaims:\n  - claim: B\n  - claim: A\n")
    assert ledger.heading == "A round"
    assert [claim.claim for claim in ledger.claims] == ["B", "A"]


def test_the_default_status_is_reported_and_the_default_type_article(load: Load) -> None:
    plain, said = load(
        "claims:\n  - {claim: C, title: T}\n  - {claim: C, status: forecast, type: filing, title: T}\n"
    ).claims
    assert (plain.status, plain.citations[0].source.type) == ("reported", "article")
    assert (said.status, said.citations[0].source.type) == ("forecast", "filing")


@pytest.mark.parametrize("time", ["2026-03-31", "2026-03", "2026-Q1", "2026", "2026-01/2026-03"])
def test_a_claim_may_speak_of_a_quarter_or_an_interval(load: Load, time: str) -> None:
    (claim,) = load(f"claims:\n  - {{claim: C, as_of: {time}}}\n").claims
    assert claim.as_of == time


def test_a_ledger_without_claims_is_empty(load: Load) -> None:
    for text in ("claims:\n", "claims: []\n", "sources:\nclaims: {}\n", "sources: {}\nclaims: ~\n", "heading: Soon\n"):
        assert load(text).claims == ()


def test_json_is_a_ledger_too(load: Load) -> None:
    (claim,) = load('{"claims": [{"claim": "C", "figure": "5", "tags": ["a", "b"]}]}').claims
    assert (claim.figure, claim.tags) == ("5", ("a", "b"))


# Sources


SOURCES = "sources:\n  a: {publisher: A, url: 'https://a.com/1'}\n  b: {publisher: B, url: 'https://b.com/1'}\n"


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("a", [("A", "", "")]),
        ("[a, b]", [("A", "", ""), ("B", "", "")]),
        ("{key: a, quote: Q, locator: p. 3}", [("A", "Q", "p. 3")]),
        ("[{key: b, quote: Q}, a]", [("B", "Q", ""), ("A", "", "")]),
        ("[a, ~]", [("A", "", "")]),
        ("\n      - a\n      - key: b\n        locator: 2:10", [("A", "", ""), ("B", "", "2:10")]),
    ],
)
def test_a_claim_cites_declared_sources_by_key(load: Load, written: str, cited: list[tuple[str, str, str]]) -> None:
    ledger = load(f"claims:\n  - claim: C\n    source: {written}\n{SOURCES}")
    (claim,) = ledger.claims
    assert [(one.source.publisher, one.quote, one.locator) for one in claim.citations] == cited
    assert claim.sourcing is Sourcing.FULL
    assert not ledger.findings


def test_a_source_written_in_place_takes_the_claims_quote_and_locator(load: Load) -> None:
    (claim,) = load("claims:\n  - {claim: C, publisher: R, url: 'https://r.com', quote: Q, locator: p. 3}\n").claims
    (cited,) = claim.citations
    assert (cited.source.publisher, cited.quote, cited.locator) == ("R", "Q", "p. 3")
    assert (cited.source.key, claim.loose_quote, claim.loose_locator) == ("", "", "")


def test_a_quote_beside_one_key_belongs_to_that_source(load: Load) -> None:
    (claim,) = load(f"claims:\n  - {{claim: C, source: a, quote: Q, locator: p. 3}}\n{SOURCES}").claims
    assert [(one.quote, one.locator) for one in claim.citations] == [("Q", "p. 3")]
    assert claim.loose_quote == ""


@pytest.mark.parametrize("source", ["source: [a, b], ", "source: {key: a, quote: Other}, ", ""])
def test_a_quote_that_may_belong_to_any_source_or_to_none_is_kept_apart(load: Load, source: str) -> None:
    (claim,) = load(f"claims:\n  - {{claim: C, {source}quote: Q, locator: p. 3}}\n{SOURCES}").claims
    assert (claim.loose_quote, claim.loose_locator) == ("Q", "p. 3")
    assert "Q" not in [one.quote for one in claim.citations]


def test_sources_written_in_place_are_one_document_where_all_their_fields_agree(load: Load) -> None:
    text = "claims:\n  - {claim: A, title: T, date: 2026}\n  - {claim: B, date: 2026, title: T}\n"
    one, same, other = load(f"{text}  - {{claim: C, title: T}}\n").claims
    assert one.citations[0].source == same.citations[0].source != other.citations[0].source


# Places


def places(claim: Claim, *fields: str) -> list[tuple[int, int]]:
    return [(place.line, place.column) for place in (claim.place.of(field) for field in fields)]


def test_line_and_column_of_a_field_count_from_one(load: Load) -> None:
    (claim,) = load("claims:\n  - claim: C\n    figure: 'x'\n    tags:\n      - a\n").claims
    assert places(claim, "claim", "figure", "tags") == [(2, 12), (3, 13), (5, 7)]
    assert str(claim.place) == "claims.yaml:2:5"
    assert claim.place.of("title") == claim.place


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("a\u2028b", 1),
        ("'a\u2029\u2028b'", 1),
        ("a\x85b", 1),
        ("a\ufeffb", 1),
        ("😀 é 漢", 1),
        ("one\n      two", 2),
        ('"one\n\n      two"', 3),
        ("|\n      one\u2028\n      two", 3),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_and_columns_are_those_of_an_editor(load: Load, title: str, lines: int, end: str) -> None:
    text = f"claims:\n  - title: {title}\n    claim: C\n    x😀: 1\n    figure: $5\n"
    ledger = load(text.replace("\n", end))
    assert places(ledger.claims[0], "claim", "figure") == [(2 + lines, 12), (4 + lines, 13)]
    assert [(problem.place.line, problem.place.column) for problem in ledger.findings] == [(3 + lines, 5)]


def test_columns_count_characters_and_not_bytes(load: Load) -> None:
    (claim,) = load("claims:\n  - {claim: 'é😀\u2028漢', figure: $5}\n").claims
    assert places(claim, "figure") == [(2, 29)]


def test_a_field_of_a_source_has_its_place(load: Load) -> None:
    source = load("sources:\n  a:\n    title: T\n    date: 2026\n").sources["a"]
    place = source.place.of("date")
    assert (place.line, place.column) == (4, 11)


# Several files


Write = Callable[[str, str], str]


@pytest.fixture
def write(ledger_at: LedgerAt) -> Write:
    return lambda name, text: str(ledger_at(text, name))


def test_a_source_declared_in_one_file_is_cited_in_another_whatever_their_order(write: Write) -> None:
    claims = write("claims.yaml", "claims:\n  - {claim: C, source: a}\n")
    sources = write("sources.yaml", "sources:\n  a: {publisher: A}\n")
    for paths in ([claims, sources], [sources, claims]):
        ledger = load_files(paths)
        assert ledger.claims[0].citations[0].source.publisher == "A"
        assert ledger.files == tuple(paths)
        assert ledger.claims[0].place.path == claims


def test_a_key_that_two_files_declare_means_the_files_own_source_and_both_are_kept(write: Write) -> None:
    one = write("one.yaml", "sources:\n  a: {publisher: One}\nclaims:\n  - {claim: C, source: a}\n")
    two = write("two.yaml", "sources:\n  a: {publisher: Two}\nclaims:\n  - {claim: D, source: a}\n")
    ledger = load_files([one, two])
    assert [claim.citations[0].source.publisher for claim in ledger.claims] == ["One", "Two"]
    assert [source.publisher for source in ledger.repeated] == ["Two"]
    assert [source.publisher for source, _ in ledger.documents()] == ["One", "Two"]


def test_problems_come_in_the_order_of_the_files_and_name_them(write: Write) -> None:
    one = write("b.yaml", "claims:\n  - {claim: C, source: gone}\n")
    two = write("a.yaml", "claims:\n  - {claim: C, colour: red}\n")
    assert [str(problem.place) for problem in load_files([one, two]).findings] == [f"{one}:2:24", f"{two}:2:16"]


def test_the_first_heading_of_several_files_heads_the_ledger(write: Write) -> None:
    assert load_files([write("a.yaml", "heading: A\n"), write("b.yaml", "heading: B\n")]).heading == "A"


# Other names of a company

META = "companies:\n  Meta: [Facebook, Meta Platforms]\n"


def test_a_claim_knows_all_names_of_its_company(load: Load) -> None:
    ledger = load(f"{META}claims: [{{claim: C, company: [facebook, X]}}, {{claim: C, company: X}}, {{claim: C}}]")
    assert ledger.companies == {"Meta": ("Facebook", "Meta Platforms")}
    assert [claim.companies for claim in ledger.claims] == [("Meta", "X"), ("X",), ()]
    assert ledger.claims[0].company == ("facebook", "X")
    assert ledger.claims[0].aliases == ("Meta", "Facebook", "Meta Platforms")
    assert not ledger.findings


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("companies:\n  A: [B]\n  C: [D, b]\n", 3, "'b' is also a name of A"),
        ("companies:\n  A: [B]\n  A: [C]\n", 3, "'A' is also a name of A"),
        ("companies: [A, B]\n", 1, "`companies` must be a mapping"),
        ("companies:\n  A: {B: C}\n", 2, "`companies` must be a mapping"),
        ("companies: A\n", 1, "`companies` must be a mapping"),
    ],
)
def test_a_company_section_that_is_not_valid_is_reported(load: Load, text: str, line: int, message: str) -> None:
    finding = load(text).findings[0]
    assert finding.place.line == line
    assert finding.message.startswith(message)


def test_a_record_is_where_its_first_field_is(ledger_at: LedgerAt) -> None:
    path = ledger_at("sources:\n  s:\n      url: https://x.com/a\n\nclaims:\n\n  -   id: a\n      claim: C\n")
    ledger = load_files([str(path)])
    places = [ledger.claims[0].place, ledger.sources["s"].place]
    assert [(place.line, place.column) for place in places] == [(7, 7), (3, 7)]


def test_each_of_several_sources_keeps_its_own_quote_and_locator(load: Load) -> None:
    (claim,) = load(
        "sources:\n  a: {type: report, publisher: A}\n  b: {type: book, publisher: B}\n  c: {publisher: C}\n"
        "claims:\n  - claim: C\n    source: [{key: a, locator: p. 3}, {key: b, quote: Q, locator: ch. 2}, c]\n"
    ).claims
    said = [(one.source.key, one.quote, one.locator) for one in claim.citations]
    assert said == [("a", "", "p. 3"), ("b", "Q", "ch. 2"), ("c", "", "")]
    assert claim.sourcing is Sourcing.FULL
