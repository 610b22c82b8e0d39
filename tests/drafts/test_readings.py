"""How the clause of a figure is read: its quantity, its time, its role, its company, and how round it is."""

import datetime

import pytest

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.quantities import quantities
from ledger.loading import load_text

LEDGER = """\
claims:
  - {id: revenue, company: Orrin Mills, claim: Orrin Mills had revenue of $7.35 billion in 2025., metric: revenue,
     figure: $7.35 billion, as_of: 2025, publisher: Reuters, url: https://reuters.com/1}
  - {id: revenue-24, company: Orrin Mills, claim: Orrin Mills had revenue of $6.81 billion in 2024., metric: revenue,
     figure: $6.81 billion, as_of: 2024, publisher: Reuters, url: https://reuters.com/2}
  - {id: loss, company: Orrin Mills, claim: Orrin Mills made a net loss of $312 million in 2025., metric: net loss,
     figure: $312 million, as_of: 2025, publisher: Reuters, url: https://reuters.com/3}
  - {id: operating-loss, company: Tamsin Air, claim: Tamsin Air's operating loss was €95 million.,
     metric: operating loss, figure: €95 million, publisher: Reuters, url: https://reuters.com/4}
  - {id: net-loss, company: Tamsin Air, claim: Tamsin Air's net loss was €118 million., metric: net loss,
     figure: €118 million, publisher: Reuters, url: https://reuters.com/5}
  - {id: cuts, company: Tamsin Air, claim: Tamsin Air laid off 1430 employees., metric: layoffs, figure: 1430,
     publisher: Reuters, url: https://reuters.com/6}
  - {id: passengers, company: Tamsin Air, claim: Tamsin Air carried 61318 passengers., metric: passengers,
     figure: 61318, publisher: Reuters, url: https://reuters.com/7}
  - {id: recall, company: Velde Cycles, claim: Velde Cycles recalled 27850 bicycles., metric: bicycles recalled,
     figure: 27850, publisher: Reuters, url: https://reuters.com/8}
  - {id: plant, company: Velde Cycles, claim: Velde Cycles will invest €46 million in a paint shop., metric: investment,
     figure: €46 million, status: plan, publisher: Reuters, url: https://reuters.com/9}
  - {id: range, company: Velde Cycles, claim: The Velde One has a range of 140 km., metric: range, figure: 140 km,
     publisher: Reuters, url: https://reuters.com/10}
  - {id: value, company: Velde Cycles, claim: Investors value Velde Cycles at €1.1 billion., metric: valuation,
     figure: €1.1 billion, publisher: Reuters, url: https://reuters.com/11}
  - {id: web, company: Orrin Mills, claim: The web shops of Orrin Mills have annualized revenue of $450 million.,
     metric: annualized web revenue, figure: $450 million, publisher: Reuters, url: https://reuters.com/12}
"""
AUDITOR = Auditor(load_text(LEDGER, "claims.yaml"))


def verdicts(text: str) -> list[tuple[str, str]]:
    """The figures of a text that are checked, each with its verdict."""
    found = AUDITOR.judge(document_of(text, "d.md"))
    return [(one.text, one.verdict.value) for one in found if one.verdict != "not checked"]


def verdict(text: str) -> str:
    return verdicts(text)[0][1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tamsin Air let 1,430 people go.", "backed"),
        ("Tamsin Air is to show 1,430 workers the door.", "unclear"),  # a plan
        ("Tamsin Air has shown 1,430 workers the door.", "backed"),
        ("Velde Cycles called back 27,850 bicycles.", "backed"),
        ("Orrin Mills took in $7.35 billion in 2025.", "backed"),
        ("Orrin Mills' top line was $7.35 billion in 2025.", "backed"),
        ("Orrin Mills lost $312 million in 2025.", "backed"),  # it has one loss
        ("Tamsin Air lost €118 million.", "unclear"),  # it has two
        ("Tamsin Air's net loss was €118 million.", "backed"),
        ("Velde Cycles is putting €46 million into a paint shop.", "backed"),
        ("Velde Cycles says its One goes 140 kilometres on a charge.", "backed"),
        ("Velde Cycles was valued at €1.1 billion in its latest funding round.", "backed"),
        ("Orrin Mills has annualised takings of $450 million from its web shops.", "backed"),
    ],
)
def test_a_quantity_has_many_words(text: str, expected: str) -> None:
    assert verdict(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it let some 340 people go", {"layoffs"}),
        ("let all of the many people who came go", set()),
        ("capital outlays", {"capex", "investment", "cost", "price"}),
        ("a pay deal", {"salary"}),
        ("they took over a rival", {"takeover"}),
    ],
)
def test_phrases_have_gaps_of_a_few_words(words: str, expected: set[str]) -> None:
    assert quantities(words.split()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orrin Mills had revenue of $7.35 billion in 2025, up from $6.81 billion in 2024.", ["backed", "backed"]),
        ("Revenue at Orrin Mills rose to $7.35 billion in 2025 from $6.81 billion.", ["backed", "backed"]),
        ("In 2025, Orrin Mills had revenue of $7.35 billion.", ["backed"]),
        ("In 2023, Orrin Mills had revenue of $7.35 billion.", ["unclear"]),
        ("Orrin Mills had revenue of $7.35 billion, the most since 2011.", ["backed"]),
        ("Orrin Mills had revenue of $7.35 billion in the first half of 2025.", ["unclear"]),
        ("Orrin Mills had revenue of $7.35 billion in the third fiscal quarter of 2025.", ["unclear"]),
    ],
)
def test_the_time_is_that_of_the_figures_own_clause(text: str, expected: list[str]) -> None:
    assert [found for _, found in verdicts(text)] == expected


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("Orrin Mills had revenue of $7.35 billion last year.", "", "unclear"),
        ("Orrin Mills had revenue of $7.35 billion last year.", "2026-01-15", "backed"),
        ("Orrin Mills had revenue of $7.35 billion last year.", "2027-01-15", "unclear"),
        ("Orrin Mills had revenue of $6.81 billion last year.", "2025-12-15", "backed"),
        ("Orrin Mills had revenue of $7.53 billion last year.", "", "contradicted"),
    ],
)
def test_last_year_counts_from_the_date_of_the_draft(text: str, date: str, expected: str) -> None:
    front = f"---\ntitle: x\ndate: {date}\n---\n\n" if date else ""
    assert verdict(front + text) == expected
    day = datetime.date.fromisoformat(date) if date else None
    assert [one.verdict for one in AUDITOR.judge(document_of(text, "d.md"), day=day)] == [expected]


def test_names_and_figures_in_order_belong_to_one_another() -> None:
    text = "Orrin Mills and Tamsin Air made net losses of $312 million and €118 million respectively in 2025."
    assert verdicts(text) == [("$312 million", "backed"), ("€118 million", "backed")]
    turned = "Tamsin Air and Orrin Mills made net losses of $312 million and €118 million respectively in 2025."
    assert all(found != "backed" for _, found in verdicts(turned))


def test_a_former_level_without_a_unit_has_that_of_the_figure_before() -> None:
    text = "Velde Cycles says its One goes 140 kilometres on a charge, against 120 a year earlier."
    found = list(AUDITOR.judge(document_of(text, "d.md")))
    assert found[1].figure is not None
    assert found[1].figure.unit == "kilometre"


@pytest.mark.parametrize(
    "text",
    [
        "Revenue at Orrin Mills fell by $7.35 billion in 2025.",
        "Orrin Mills had $7.35 billion more revenue in 2025.",
        "Orrin Mills had revenue of $7.35 billion a month in 2025.",
        "Orrin Mills had revenue of $7.35 billion in Asia in 2025.",
        "Revenue of the paper division of Orrin Mills was $7.35 billion in 2025.",
        "Orrin Mills and Tamsin Air together had revenue of $7.35 billion in 2025.",
        "Adjusted revenue at Orrin Mills was $7.35 billion in 2025.",
        "Velde Cycles says its One goes 140 km (87 miles) on a charge.",
    ],
)
def test_a_level_backs_no_figure_in_another_role(text: str) -> None:
    assert verdicts(text)[-1][1] in ("unclear", "unbacked")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tamsin Air has news. The carrier let 1,430 people go.", "backed"),
        ("Tamsin Air has news. The German low-cost airline let 1,430 people go.", "backed"),
        ("Tamsin Air has news.\n\nThe airline let 1,430 people go.", "unclear"),
        ("Tamsin let 1,430 people go.", "backed"),  # nobody else has that name
        ("It was tamsin: 1,430 people were let go.", "unclear"),
        ("Velde is big. It called back 27,850 bicycles, twice as many as Tamsin.", "backed"),
        ("Tamsin Air's rival Bolt let 1,430 people go.", "unbacked"),
    ],
)
def test_a_company_is_carried_on_within_a_paragraph_and_known_by_its_short_name(text: str, expected: str) -> None:
    assert verdict(text) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("more than 61,000", "rounded"),
        ("just over 61,000", "rounded"),
        ("about 61,000", "rounded"),
        ("nearly 62,000", "rounded"),
        ("61,000", "rounded"),
        ("61,300", "rounded"),
        ("more than 60,000", "rounded"),
        ("more than 62,000", "contradicted"),
        ("nearly 61,000", "unclear"),
        ("62,000", "contradicted"),
    ],
)
def test_a_round_figure_is_judged_by_its_word_of_rounding(figure: str, expected: str) -> None:
    assert verdict(f"Tamsin Air carried {figure} passengers.") == expected


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Orrin Mills lost $321 million in 2025.", "contradicted", "swapped digits"),
        ("Orrin Mills lost $312 billion in 2025.", "contradicted", "a thousandfold"),
        ("Orrin Mills lost €312 million in 2025.", "contradicted", "the claim has USD, the draft EUR"),
        ("Velde Cycles has news. It recalled 28,750 bicycles.", "contradicted", "swapped digits"),
        ("Orrin Mills lost $321 million in 2023.", "unclear", "swapped digits"),
        ("Orrin Mills paid a dividend of $321 million in 2025.", "unbacked", ""),
        ("Orrin Mills lost $18 million a month in 2025.", "unbacked", ""),
    ],
)
def test_another_figure_of_the_same_thing_is_contradicted(text: str, expected: str, reason: str) -> None:
    found = next(iter(AUDITOR.judge(document_of(text, "d.md"))))
    assert found.verdict == expected
    assert reason in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron, 41, runs Orrin Mills.",
        "My mother, who is 83, knits.",
        "He died at the age of 83.",
        "Write to us at 14 Canal Street.",
        "Nobody remembers numbers 1 and 2.",
        "5 things to know about mills",
        "See chapter 4.",
    ],
)
def test_ages_street_numbers_and_numbers_of_things_are_no_figures(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text", ["Orrin Mills has 41 mills, it said.", "It scored 375 for victory.", "It sold 14 streets."]
)
def test_other_small_numbers_are(text: str) -> None:
    assert len(verdicts(text)) == 1
