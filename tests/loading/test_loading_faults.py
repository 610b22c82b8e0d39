"""What is wrong in one record is said with its place; the rest of the record, and every other one, is kept."""

import pytest
from conftest import Load
from findings import only_problem

from ledger.model import Finding, Sourcing

pytestmark = pytest.mark.usefixtures("parser")


def said(problem: Finding) -> str:
    return f"{problem.message}; {problem.fix}"


# A field of a claim, what is said of it, and what is proposed.
BAD_VALUES = [
    ("date: 2024-13-45", "no month 13", "2026-03"),
    ("date: 2026-02-30", "February 2026", "write 2026-02-28 or 2026-02"),
    ("date: 20240301", "'20240301' is not a valid date", "write 2024-03-01"),
    ("date: yesterday", "'yesterday' is not a valid date", "write 2026-03-31, 2026-03 or 2026"),
    ("date: 03/04/2026", "ambiguous", "write 2026-04-03 or 2026-03-04"),
    ("date: 2026-Q1", "not a day, month or year", "2026-03-31"),
    ("date: 2026-01/2026-03", "not a day, month or year", "2026-03-31"),
    ("accessed: today", "'today' is not a valid date", "2026-03-31"),
    ("archive_date: 31.3.2026", "not a valid date", "write 2026-03-31"),
    ("as_of: 2026-03/2026-01", "ends before it begins", "write 2026-01/2026-03"),
    ("as_of: Q1 2026", "is not a valid date", "2026"),
    ("url: javascript:alert(1)", "not the URL of a page", "https://"),
    ("url: reuters.com/x", "does not begin with https://", "write https://reuters.com/x"),
    ("url: https://reuters.com/a b", "cannot contain spaces", "%20"),
    ("url: 'https://reuters.com/ a'", "cannot contain spaces", "%20"),
    ("archive_url: ftp://a.com", "not the URL of a page", "https://"),
    ("url: 'https:///x'", "no valid host", "address bar"),
    ('url: "https://a.com/\\e[31m"', "invisible", "address bar"),
    ("url: https://a.com/\u202ex", "invisible", "address bar"),
    ("id: OpenAI Valuation", "'OpenAI Valuation'", "write openai-valuation"),
    ("id: Société", "'Société'", "write societe"),
    ("id: -x", "must start with a letter or digit", "write x"),
    ("id: …", "'…'", "lower-case letters"),
    ("supersedes: The Old One", "'The Old One'", "write the-old-one"),
    ("status: forcast", "did you mean forecast?", "reported, estimate, forecast or plan"),
    ("status: Forecast", "did you mean forecast?", "forecast"),
    ("type: blog", "'blog'", "press-release"),
    ("figure: [a, b]", "expected text", "in quotes"),
    ("figure: {a: b}", "expected text", "in quotes"),
    ("note:\n      - a", "expected text", "one value"),
    ("date: [2026, 2027]", "expected a day, month or year", "one value"),
    ("url: {https: x}", "expected an http or https URL", "one value"),
    ("company: {name: OpenAI}", "expected a name or a list of names, not a mapping", "one name"),
    ("company: [OpenAI, [x]]", "only text", "put a name in quotes"),
    ("tags: [{a: b}]", "only text", "put a name in quotes"),
]


@pytest.mark.parametrize(("field", "message", "fix"), BAD_VALUES)
def test_a_value_that_is_not_what_it_should_be_is_set_aside_and_the_claim_stays(
    load: Load, field: str, message: str, fix: str
) -> None:
    name, _, value = field.partition(":")
    ledger = load(f"claims:\n  - claim: C\n    publisher: P\n    {field}\n  - claim: D\n")
    problem = only_problem(ledger)
    assert message in problem.message
    assert fix in said(problem)
    assert f"`{name}`" in problem.message
    line, column = (5, 7) if value.startswith("\n") else (4, len(name) + 7)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert str(problem.record) == "claims.yaml:2:5"
    faulty, whole = ledger.claims
    assert (faulty.claim, faulty.faulty, whole.faulty) == ("C", True, False)
    assert faulty.citations[0].source.publisher == "P"
    assert value.strip() not in repr(faulty)


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("publsher", "publisher"),
        ("Publisher", "publisher"),
        ("asof", "as_of"),
        ("headline", "title"),
        ("amount", "figure"),
        ("link", "url"),
        ("organisation", "company"),
        ("tag", "tags"),
    ],
)
def test_an_unknown_field_is_answered_with_the_one_that_was_meant(load: Load, written: str, guess: str) -> None:
    ledger = load(f"claims:\n  - claim: C\n    {written}: x\n")
    problem = only_problem(ledger)
    assert f"`{written}`" in problem.message
    assert f"did you mean {guess}?" in problem.message
    assert str(problem.place) == "claims.yaml:3:5"
    assert ledger.claims[0].faulty


@pytest.mark.parametrize("key", ["zzzzzz", "~", "''", "[a, b]", "{a: b}", "2026", '"<<"'])
def test_a_field_unlike_any_other_is_reported_too(load: Load, key: str) -> None:
    ledger = load(f"claims:\n  - claim: C\n    ? {key}\n    : x\n")
    assert only_problem(ledger).message.startswith("unknown field `")
    assert ledger.claims[0].claim == "C"


def test_a_field_in_the_wrong_record_is_sent_to_where_it_belongs(load: Load) -> None:
    ledger = load("sources:\n  a:\n    title: T\n    figure: $5\nclaims: []\n")
    problem = only_problem(ledger)
    assert "`figure`" in problem.message
    assert "belongs" in problem.fix
    assert problem.id == "a"
    assert ledger.sources["a"].title == "T"


# Keys given twice


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "claims:\n  - claim: C\n    figure: $5\n    figure: $6\n",
            "4:5",
            "`figure` is given twice; the first, on line 3, is used",
        ),
        ("sources:\n  a:\n    title: T\n    title: U\nclaims:\n  - {claim: C, figure: $5}\n", "4:5", "`title`"),
        (
            "claims:\n  - {claim: C, figure: $5, source: {key: a, key: b}}\nsources: {a: {title: T}}\n",
            "2:45",
            "`key` is given twice",
        ),
        ("heading: A\nheading: B\nclaims:\n  - {claim: C, figure: $5}\n", "2:1", "`heading` is given twice"),
        ("claims:\n  - {claim: C, figure: $5}\nclaims:\n  - claim: D\n", "3:1", "`claims` is given twice"),
        ("{claims: [{claim: C, figure: $5}], claims: [{claim: D}]}", "1:36", "`claims` is given twice"),
        (
            "sources:\n  a: {title: T}\nclaims:\n  - {claim: C, figure: $5}\nsources:\n  b: {title: T}\n",
            "5:1",
            "`sources` is given twice",
        ),
    ],
)
def test_a_key_given_twice_is_reported_and_the_first_value_is_used(
    load: Load, text: str, place: str, message: str
) -> None:
    ledger = load(text)
    problem = only_problem(ledger)
    assert str(problem.place) == f"claims.yaml:{place}"
    assert message in problem.message
    assert ledger.claims[0].figure == "$5"
    assert ledger.heading in ("", "A")


def test_claims_under_a_section_given_twice_are_all_read(load: Load) -> None:
    ledger = load("claims:\n  - claim: A\nclaims:\n  - claim: B\nclaims:\n  - claim: C\n")
    assert [claim.claim for claim in ledger.claims] == ["A", "B", "C"]
    assert [problem.place.line for problem in ledger.findings] == [3, 5]


def test_a_source_key_given_twice_in_a_file_is_reported_and_the_first_source_is_used(load: Load) -> None:
    ledger = load("sources:\n  a:\n    title: T\n  a:\n    title: U\nclaims:\n  - {claim: C, source: a}\n")
    problem = only_problem(ledger)
    assert "'a' is declared twice" in problem.message
    assert problem.place.line in (4, 5)
    assert ledger.claims[0].citations[0].source.title == "T"


# Claims that are no claims


@pytest.mark.parametrize(
    ("item", "fix"),
    [
        ("OpenAI raised $5", "write `claim: OpenAI raised $5`"),
        ("'OpenAI: $5'", "write `claim: 'OpenAI: $5'`"),
        ("claim:OpenAI raised", "write `claim: OpenAI raised`"),
        ("", "remove the dash"),
        ("~", "remove the dash"),
        ("[a, b]", "write its fields"),
        ("company: OpenAI", "add `claim:`"),
        ("claim: ~", "add `claim:`"),
        ("{}", "add `claim:`"),
    ],
)
def test_what_says_nothing_is_left_out_and_counted(load: Load, item: str, fix: str) -> None:
    ledger = load(f"claims:\n  - {item}\n  - claim: D\n")
    problem = only_problem(ledger)
    assert fix in problem.fix
    assert problem.place.line == 2
    assert len(ledger.dropped) == 1
    assert [claim.claim for claim in ledger.claims] == ["D"]


@pytest.mark.parametrize("written", ["[a, b]", "{a: b}"])
def test_a_claim_whose_sentence_is_not_text_is_counted_once(load: Load, written: str) -> None:
    ledger = load(f"claims:\n  - id: x\n    claim: {written}\n")
    assert not ledger.claims
    assert len(ledger.dropped) == 1
    assert {problem.id for problem in ledger.findings} == {"x"}
    assert "4" not in {str(problem.place.line) for problem in ledger.findings}


# Sources


@pytest.mark.parametrize(
    "written", ["opnai", "[opnai]", "{key: opnai, quote: Q}", "\n      - key: opnai\n        quote: Q"]
)
def test_an_undeclared_source_is_reported_with_the_nearest_key(load: Load, written: str) -> None:
    ledger = load(f"sources:\n  openai: {{title: T}}\nclaims:\n  - claim: C\n    source: {written}\n")
    problem = only_problem(ledger)
    assert "'opnai'" in problem.message
    assert "did you mean openai?" in problem.message
    assert (problem.place.line, problem.record.line) == (6 if "\n" in written else 5, 4)
    (claim,) = ledger.claims
    assert (claim.citations, claim.sourcing, claim.faulty) == ((), Sourcing.NONE, True)


def test_a_good_source_beside_an_undeclared_one_still_counts(load: Load) -> None:
    ledger = load("sources:\n  a: {title: T}\nclaims:\n  - {claim: C, source: [gone, a]}\n")
    assert [one.source.key for one in ledger.claims[0].citations] == ["a"]
    assert "'gone'" in only_problem(ledger).message


def test_a_claim_with_both_a_key_and_a_source_in_place_keeps_the_key(load: Load) -> None:
    ledger = load("sources:\n  a: {title: T}\nclaims:\n  - claim: C\n    source: a\n    url: https://b.com\n")
    problem = only_problem(ledger)
    assert "`url` cannot be combined with `source`" in problem.message
    assert str(problem.place) == "claims.yaml:6:10"
    assert [one.source.title for one in ledger.claims[0].citations] == ["T"]


def test_a_date_beside_a_key_may_be_the_time_that_the_claim_speaks_of(load: Load) -> None:
    ledger = load("sources:\n  a: {title: T}\nclaims:\n  - {claim: C, source: a, date: 2026}\n")
    assert "`as_of`" in only_problem(ledger).fix


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[a]]", "a list within a list"),
        ("{quote: Q}", "missing required field `key`"),
        ("[a, {locator: p. 3}]", "missing required field `key`"),
    ],
)
def test_a_citation_without_a_key_is_reported_and_the_claim_is_kept(load: Load, written: str, message: str) -> None:
    ledger = load(f"sources:\n  a: {{title: T}}\nclaims:\n  - {{claim: C, source: {written}}}\n")
    assert message in only_problem(ledger).message
    assert ledger.claims[0].faulty


def test_a_citation_that_calls_its_key_source_gets_the_right_name_proposed(load: Load) -> None:
    ledger = load("sources:\n  a: {title: T}\nclaims:\n  - {claim: C, source: {source: a, quote: Q}}\n")
    assert any("`source`; did you mean key?" in problem.message for problem in ledger.findings)


@pytest.mark.parametrize("written", ["T", "~", "", "[a]"])
def test_a_source_that_is_not_a_mapping_counts_as_none(load: Load, written: str) -> None:
    ledger = load(f"sources:\n  a: {written}\n  b: {{title: T}}\nclaims:\n  - {{claim: C, source: b}}\n")
    problem = only_problem(ledger)
    assert "a source must be a mapping" in problem.message
    assert (str(problem.place), problem.id) == ("claims.yaml:2:3", "a")
    assert list(ledger.sources) == ["b"]


def test_a_source_key_with_capitals_is_answered_with_one_that_will_do(load: Load) -> None:
    ledger = load("sources:\n  Open AI: {title: T}\nclaims: []\n")
    problem = only_problem(ledger)
    assert "'Open AI'" in problem.message
    assert "open-ai" in problem.fix


# The root


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claim:\n  - claim: C\n", "unknown section `claim`; did you mean claims?"),
        ("source:\n  a: {title: T}\n", "unknown section `source`; did you mean sources?"),
        ("title: x\n", "unknown section `title`"),
        ("misc:\n  - a\n  - b\n", "unknown section `misc`"),
        ("[a]: x\n", "unknown section"),
        ("heading: [a, b]\n", "`heading` must be text"),
        ("heading: {a: b}\n", "`heading` must be text"),
    ],
)
def test_an_unknown_section_is_reported_once(load: Load, text: str, message: str) -> None:
    problem = only_problem(load(text))
    assert message in problem.message
    assert str(problem.place) == "claims.yaml:1:1"
