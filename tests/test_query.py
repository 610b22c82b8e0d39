"""Which claims a filter finds, in what order, and how their sources are numbered."""

import pytest
from conftest import Load

from ledger.citation import number
from ledger.errors import InvalidValueError
from ledger.model import Ledger
from ledger.query import Filters, names, order, select

COMPANIES = """
claims:
  - {id: openai, company: OpenAI, claim: One.}
  - {id: open-ai, company: Open AI, claim: Two.}
  - {id: mistral, company: Mistral AI, claim: Three.}
  - {id: loreal, company: "L'Oréal", claim: Four.}
  - {id: curly, company: L’Oréal, claim: Five.}
  - {id: toyota, company: トヨタ自動車, claim: Six.}
  - {id: dots, company: "U.S. Steel", claim: Seven.}
  - {id: lodz, company: Łódź, claim: Eight.}
"""

FILTERED = """
sources:
  raise: {publisher: Reuters, title: A round closes, url: https://reuters.com/x, date: 2026-03-31, author: Ann Lee}
  blog: {publisher: OpenAI, date: 2026-04}
claims:
  - {id: a, company: OpenAI, metric: valuation, figure: $852 billion, claim: Worth more., source: raise, tags: [big]}
  - {id: b, company: OpenAI, metric: funding, figure: $122 billion, claim: Raised more., source: blog, status: plan}
  - {id: c, company: xAI, metric: valuation, claim: Worth less., mentions: [OpenAI], as_of: 2025-Q3, status: forecast}
  - {id: d, company: xAI, metric: annualised revenue, claim: 'More than $100,000 in 1.5 years.', retracted: Wrong unit.}
"""


def found(ledger: Ledger, **filters: object) -> str:
    selection = select(ledger, Filters(**filters))  # type: ignore[arg-type]
    return " ".join(claim.id for claim in selection.claims)


@pytest.mark.parametrize("typed", ["openai", "open ai", "OPENAI", "Open-AI", "  open   ai "])
def test_a_company_is_found_whatever_its_case_and_spaces(load: Load, typed: str) -> None:
    assert found(load(COMPANIES), company=(typed,)) == "openai open-ai"


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("mistral", "mistral"),
        ("ai", "open-ai mistral"),
        ("mistra", ""),
        ("loreal", "loreal curly"),
        ("L'OREAL", "loreal curly"),
        ("l’oréal", "loreal curly"),
        ("oreal", "loreal curly"),
        ("トヨタ", "toyota"),
        ("トヨタ自動車", "toyota"),
        ("自動車", "toyota"),
        ("us steel", "dots"),
        ("U.S. Steel", "dots"),
        ("lodz", "lodz"),
    ],
)
def test_whole_words_are_found_without_accents_and_apostrophes(load: Load, typed: str, ids: str) -> None:
    assert found(load(COMPANIES), company=(typed,)) == ids


def test_a_pattern_without_letters_is_looked_for_as_it_stands(load: Load) -> None:
    ledger = load("claims: [{id: a, claim: 'Is it so?'}, {id: b, claim: It is.}]")
    assert found(ledger, words=("?",)) == "a"


def test_company_finds_those_who_are_mentioned_too(load: Load) -> None:
    assert found(load(FILTERED), company=("openai",)) == "a b c"


def test_filters_of_different_kinds_must_all_hold(load: Load) -> None:
    ledger = load(FILTERED)
    assert found(ledger, company=("openai",), metric=("valuation",)) == "a c"
    assert found(ledger, company=("openai",), metric=("valuation",), publisher=("reuters",)) == "a"
    assert found(ledger, company=("xai",), status=("plan",)) == ""


def test_a_repeated_filter_holds_where_one_of_its_values_does(load: Load) -> None:
    ledger = load(FILTERED)
    assert found(ledger, metric=("funding", "revenue")) == "b d"
    assert found(ledger, status=("plan", "forecast")) == "b c"
    assert found(ledger, publisher=("reuters", "openai")) == "a b"
    assert found(ledger, match=("raised", "less")) == "b c"


def test_tags_are_found_as_names_are(load: Load) -> None:
    assert found(load(FILTERED), tag=("BIG",)) == "a"


def test_words_must_all_be_found_and_each_may_be_anywhere(load: Load) -> None:
    ledger = load(FILTERED)
    assert found(ledger, words=("openai", "more")) == "a b"
    assert found(ledger, words=("worth", "reuters")) == "a"
    assert found(ledger, words=("worth", "funding")) == ""


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("round closes", "a"),
        ("closes round", ""),
        ("worth more raised", ""),
        ("$852 billion", "a"),
        ("100000", "d"),
        ("100,000", "d"),
        ("1.5 years", "d"),
        ("5 years", ""),
        ("ann lee", "a"),
        ("raise", "a"),
        ("https://reuters.com/x", "a"),
        ("wrong unit", "d"),
        ("forecast", "c"),
        ("d", "d"),
    ],
)
def test_a_phrase_is_found_whole_and_within_one_field(load: Load, phrase: str, ids: str) -> None:
    assert found(load(FILTERED), match=(phrase,)) == ids


def test_sourced_means_a_whole_source_and_unsourced_all_else(load: Load) -> None:
    ledger = load(FILTERED)
    assert found(ledger, sourced=True) == "a"
    assert found(ledger, sourced=False) == "b c d"


DATED = """
claims:
  - {id: day, claim: A., as_of: 2026-03-31}
  - {id: month, claim: B., as_of: 2026-03}
  - {id: quarter, claim: C., as_of: 2026-Q2}
  - {id: year, claim: D., as_of: 2025}
  - {id: span, claim: E., as_of: 2025-11/2026-01}
  - {id: published, claim: F., date: 2024-06}
  - {id: spoken-of, claim: G., date: 2026-03-31, as_of: 2019}
  - {id: undated, claim: H.}
"""


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2026", "", "day month quarter span"),
        ("2026-03-31", "", "day month quarter"),
        ("2026-04-01", "", "quarter"),
        ("2026-07", "", ""),
        ("", "2024", "published spoken-of"),
        ("2025-12", "2025-12", "year span"),
        ("2026-Q1", "2026-Q1", "day month span"),
        ("0001", "9999", "day month quarter year span published spoken-of"),
    ],
)
def test_since_and_until_take_partial_dates_and_read_the_time_spoken_of(
    load: Load, since: str, until: str, ids: str
) -> None:
    selection = select(load(DATED), Filters(since=since, until=until))
    assert " ".join(claim.id for claim in selection.claims) == ids
    assert selection.undated == 1


def test_only_what_passed_the_other_filters_is_counted_as_undated(load: Load) -> None:
    assert select(load(DATED), Filters(since="2026", words=("a",))).undated == 0
    assert select(load(DATED), Filters()).undated == 0


def test_a_date_that_is_none_is_refused(load: Load) -> None:
    with pytest.raises(InvalidValueError, match="is not a valid date"):
        select(load(DATED), Filters(since="yesterday"))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"company": ("opnai",)}, "no company matches 'opnai'; did you mean OpenAI?"),
        ({"publisher": ("Rueters",)}, "no publisher matches 'Rueters'; did you mean Reuters?"),
        ({"metric": ("valution",)}, "no metric matches 'valution'; did you mean valuation?"),
        ({"tag": ("biggg",)}, "no tag matches 'biggg'; did you mean big?"),
        ({"company": ("zzzzzz",)}, "no company matches 'zzzzzz'"),
    ],
)
def test_a_name_that_matches_nothing_is_answered_with_the_nearest(
    load: Load, filters: dict[str, tuple[str, ...]], said: str
) -> None:
    assert select(load(FILTERED), Filters(**filters)).unknown == (said,)  # type: ignore[arg-type]


def test_a_name_that_exists_is_not_unknown_though_other_filters_leave_nothing(load: Load) -> None:
    selection = select(load(FILTERED), Filters(company=("xai", "opnai"), publisher=("reuters",)))
    assert not selection.claims
    assert len(selection.unknown) == 1


def test_the_names_of_a_kind_are_counted_by_claim(load: Load) -> None:
    ledger = load(FILTERED)
    assert names(ledger.claims, "company") == {"OpenAI": 3, "xAI": 2}
    assert names(ledger.claims, "publisher") == {"Reuters": 1, "OpenAI": 1}


def test_filters_are_false_where_none_is_set() -> None:
    assert not Filters()
    assert Filters(sourced=False)


UNORDERED = """
claims:
  - {id: z, claim: One., company: beta, publisher: Zeit, date: 2026-03}
  - {claim: Nothing known.}
  - {id: m, claim: Two., company: [Álpha, Zulu], publisher: Ars, date: 2026-03-15}
  - {id: a, claim: Three., company: Beta, date: 2024}
  - {id: k, claim: Four., company: gamma, publisher: BBC, as_of: 2025}
"""


@pytest.mark.parametrize(
    ("by", "upwards", "downwards"),
    [
        ("ledger", "z - m a k", "k a m - z"),
        ("date", "a z m - k", "m z a - k"),
        ("company", "m z a k -", "k z a m -"),
        ("publisher", "m k z - a", "z k m - a"),
        ("id", "a k m z -", "z m k a -"),
    ],
)
def test_claims_without_a_value_come_last_whichever_way_round(
    load: Load, by: str, upwards: str, downwards: str
) -> None:
    claims = load(UNORDERED).claims
    assert " ".join(claim.id or "-" for claim in order(claims, by)) == upwards
    assert " ".join(claim.id or "-" for claim in order(claims, by, reverse=True)) == downwards


NUMBERED = """
sources:
  one: {publisher: Reuters, title: A, url: https://a.org/1}
  two: {publisher: Reuters, title: B, url: https://a.org/2}
claims:
  - {id: a, claim: A., source: two}
  - {id: b, claim: B., source: [one, two]}
  - {id: c, claim: C., publisher: Reuters, title: A, url: https://a.org/1, quote: His own words}
  - {id: d, claim: D., publisher: Reuters, title: A, url: https://a.org/1}
  - {id: e, claim: E., publisher: Reuters, title: A, url: https://a.org/1, date: 2026}
  - {id: f, claim: F.}
"""


def test_a_document_has_one_number_however_many_claims_cite_it(load: Load) -> None:
    claims = load(NUMBERED).claims
    numbers = number(claims)
    assert list(numbers.values()) == [1, 2, 3]
    cited = [[numbers[citation.source] for citation in claim.citations] for claim in claims]
    assert cited == [[1], [2, 1], [2], [2], [3], []]


def test_the_numbers_follow_the_claims_that_are_shown(load: Load) -> None:
    claims = load(NUMBERED).claims
    numbers = number(claims[2:])
    assert [source.date for source in numbers] == ["", "2026"]
    assert number([]) == {}
