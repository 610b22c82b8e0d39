"""Each rule finds what its bad example marks, and nothing in its good one."""

import datetime
import re
import textwrap
from pathlib import Path

import pytest
from conftest import LedgerAt, Load

import ledger.rules
from ledger.linter import Rule, chosen, lint
from ledger.loading import load as load_files
from ledger.model import Finding, Ledger, Level
from ledger.rules import RULES

TODAY = datetime.date(2026, 4, 15)
EXAMPLES = Path(__file__).parent / "examples"
EXPECTED = re.compile(r"# <- (.+)$")
RULE_IDS = [rule.name for rule in RULES]


@pytest.fixture(autouse=True)
def repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository in which Anna Lind has written each line."""
    monkeypatch.setattr(ledger.rules.one_pair_of_eyes, "authors_of", lambda _: ["Anna Lind"] * 100)


def findings(ledger: Ledger, *names: str) -> list[Finding]:
    """What the rules of these names find."""
    return lint(ledger, chosen(RULES, names, (), strict=False), TODAY).findings


def messages(ledger: Ledger, name: str) -> list[str]:
    return [one.sentence for one in findings(ledger, name)]


def found_in(path: Path, rule: Rule) -> list[tuple[int, str]]:
    """Lines and rules of what this rule, and all that are not strict, find in a file."""
    running = [one for one in RULES if one.level is not Level.STRICT or one is rule]
    return sorted((one.place.line, one.rule) for one in lint(load_files([str(path)]), running, TODAY).findings)


def marked(path: Path) -> list[tuple[int, str]]:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    marks = [(number, match[1]) for number, line in lines if (match := EXPECTED.search(line))]
    return sorted((number, name) for number, names in marks for name in names.split(", "))


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_a_rule_and_the_others_find_exactly_what_its_bad_example_marks(rule: Rule) -> None:
    path = EXAMPLES / f"{rule.name}.bad.yaml"
    expected = marked(path)
    assert rule.name in {name for _, name in expected}
    assert found_in(path, rule) == expected


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_nothing_is_found_in_a_rules_good_example(rule: Rule) -> None:
    path = EXAMPLES / f"{rule.name}.good.yaml"
    assert load_files([str(path)]).claims
    assert found_in(path, rule) == []


def test_every_example_belongs_to_a_rule() -> None:
    expected = {f"{rule.name}.{kind}.yaml" for rule in RULES for kind in ("bad", "good")}
    assert {path.name for path in EXAMPLES.glob("*.yaml")} == expected


def test_every_file_of_the_rules_folder_is_listed_once() -> None:
    folder = Path(ledger.rules.__file__).parent
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert sorted(files) == sorted(RULE_IDS)


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_a_rules_page_says_what_and_why_and_how_to_fix_it(rule: Rule) -> None:
    what, why, *_, fix = rule.page.strip().split("\n\n")
    assert what.endswith(".")
    assert "\n" not in what
    assert why.endswith(".")
    assert fix.startswith("Fix: ")


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_a_rule_finds_nothing_in_an_empty_ledger(rule: Rule) -> None:
    assert list(rule.check(Ledger(), TODAY)) == []


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_a_finding_is_one_sentence_without_a_full_stop_and_says_how_to_fix_it(rule: Rule) -> None:
    for one in lint(load_files([str(EXAMPLES / f"{rule.name}.bad.yaml")]), [rule], TODAY).findings:
        assert one.fix
        assert not one.message.endswith((".", ";"))
        assert "\n" not in one.message + one.fix


# Words


def test_a_difference_of_one_day_between_url_and_source_is_marked() -> None:
    said = messages(load_files([str(EXAMPLES / "url-date.bad.yaml")]), "url-date")
    assert "dated 2026-03-29, but its URL says 2026-03-30: a day apart" in said[0]
    assert "dated 2026-03-31, but its URL says 2025-03-31: 365 days apart" in said[1]
    assert "dated 2026-02-28, but its URL says 2026-02-14: 14 days apart" in said[2]
    assert "dated 2026-02, but its URL says 2026-01: a day apart" in said[3]
    assert "dated 2026-03-31, but its URL says 2026-04-01: a day apart" in said[4]


def test_an_incomplete_source_is_reported_with_what_it_lacks() -> None:
    said = messages(load_files([str(EXAMPLES / "incomplete-source.bad.yaml")]), "incomplete-source")
    only = "; 1 claim has no better source"
    assert said == [
        f"the source does not say where it can be read{only}; add a `title` or a `locator`",
        f"the source does not say who says so{only}; add its `publisher`",
        "the source does not say who says so, or where; add its `publisher` and `url`",
        f"the source does not say where it can be read{only}; add its `url`",
        f"the source does not say where it can be read{only}; add its `url`",
    ]


def test_a_quote_without_source_is_reported_with_where_it_belongs() -> None:
    said = messages(load_files([str(EXAMPLES / "quote-without-source.bad.yaml")]), "quote-without-source")
    assert said == [
        "a `quote` with 2 sources: which one is it from? Move it to its source: {key: KEY, quote: …}",
        "a `locator` with 2 sources: which one is it from? Move it to its source: {key: KEY, locator: …}",
        "a `quote` with no source: where is it from? Move it to its source: {key: KEY, quote: …}",
        "a second `quote`, in addition to that of the source; keep one",
        "a `quote` apart from its source; move it into the braces of the source",
    ]


def test_one_origin_is_named_with_whom_it_credits() -> None:
    said = messages(load_files([str(EXAMPLES / "single-origin.bad.yaml")]), "single-origin")
    fix = "; add a second, independent source"
    assert said == [
        f"3 sources, one origin: Reuters, which credits CNBC{fix}",
        f"one origin: CNBC{fix}",
        f"2 sources, one origin: Solara{fix}",
        f"one origin: Roof Magazine{fix}",
        f"2 sources, one origin: Ledger Hill Times{fix}",
        f"2 sources, one origin: Market Wire{fix}",
    ]


def test_the_rarer_of_two_spellings_is_reported() -> None:
    ledger = load_files([str(EXAMPLES / "similar-name.bad.yaml")])
    said = messages(ledger, "similar-name")
    assert "the company 'Open AI' and 'OpenAI' (2 times) differ by case, spacing, accents or punctuation" in said[2]
    assert [one for one in said if "'Antropic' and 'Anthropic' (2 times) differ by one letter" in one] == [
        "the company 'Antropic' and 'Anthropic' (2 times) differ by one letter; use one spelling, or add"
        " `Anthropic: [Antropic]` to `companies:`"
    ] * 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anthropic", "Antropic", True),
        ("Anthropic", "Anthropics", True),
        ("Anthropic", "Anthorpic", True),
        ("Nvidia", "Nvdia", True),
        ("Mistral AI", "Mistrel AI", True),
        ("Wall Street Journal", "Wall Steet Journal", True),
        ("Series A round", "Series A ruond", True),
        ("Deutsche Börse", "Deutsche Borsa", True),
        ("Intel", "Inter", False),
        ("Gambia", "Zambia", False),
        ("xAnthropic", "Anthropic", False),
        ("Series A", "Series B", False),
        ("Series A", "Series", False),
        ("Fund II", "Fund III", False),
        ("CBS News", "CBC News", False),
        ("US revenue", "UK revenue", False),
        ("GPT-4o mini", "GPT-5o mini", False),
        ("revenue 2024", "revenue 2042", False),
        ("Reuters", "Rueters TV", False),
        ("Parnesta", "Prtnesta", False),
        ("GPT4o mini", "GPTo4 mini", False),
    ],
)
def test_names_that_differ_by_more_than_a_typo_are_different(one: str, other: str, alike: bool, load: Load) -> None:
    ledger = load(f"claims:\n- {{id: a, company: {one}, claim: x}}\n- {{id: b, company: {other}, claim: y}}\n")
    assert bool(findings(ledger, "similar-name")) is alike


def test_the_days_of_two_sources_disagree_though_a_month_agrees_with_both(load: Load) -> None:
    page = "url: https://a.org/x, publisher: A, title: T"
    claims = "".join(
        f"- {{id: c{number}, claim: x, {page}, date: {date}}}\n"
        for number, date in enumerate(["2026-03", "2026-03-30", "2026-03-15", "2026"])
    )
    assert [one.id for one in findings(load(f"claims:\n{claims}"), "source-mismatch")] == ["c2"]


# Ids


def proposals(ledger: Ledger) -> list[str]:
    return [one.fix.removeprefix("add `id: ").removesuffix("`") for one in findings(ledger, "missing-id")]


@pytest.mark.parametrize(
    ("claim", "proposal"),
    [
        (
            "company: OpenAI, metric: annualised revenue, claim: x, as_of: 2026-03-26",
            "openai-annualised-revenue-2026-03",
        ),
        ("company: Münchener Rück, metric: Prämien, claim: x, as_of: 2026-Q1", "munchener-ruck-pramien-2026-q1"),
        ("company: Łódź, metric: people, claim: x, as_of: 2024/2025", "lodz-people-2024-2025"),
        (
            "company: [Mistral AI, Nvidia], claim: Mistral AI and Nvidia build a very big model",
            "mistral-ai-and-nvidia-build-a",
        ),
        ("company: OpenAI, claim: OpenAI's users have grown", "openai-users-have-grown"),
        ("company: Series, claim: Series' users have grown", "series-users-have-grown"),
        ("company: 三菱, claim: 三菱は売上高を発表した", "sanling"),
        ("company: Газпром, metric: выручка, as_of: 2025, claim: x", "gazprom-vyruchka-2025"),
        ("claim: '«…»'", "claim"),
        ("company: .NET Foundation, metric: 1.5x growth, claim: x", "net-foundation-1.5x-growth"),
    ],
)
def test_an_id_is_proposed_of_company_metric_and_time(claim: str, proposal: str, load: Load) -> None:
    assert proposals(load(f"claims:\n- {{{claim}}}\n")) == [proposal]


ALIKE = "- {company: OpenAI, metric: valuation, claim: x, as_of: 2026}\n"


def test_a_proposed_id_is_free_in_the_ledger(load: Load) -> None:
    taken = "- {id: openai-valuation-2026-2, claim: x}\n"
    ledger = load(f"sources: {{openai-valuation-2026: {{publisher: A}}}}\nclaims:\n{ALIKE}{taken}{ALIKE}")
    assert proposals(ledger) == ["openai-valuation-2026-3", "openai-valuation-2026-4"]


def test_taking_one_proposal_does_not_change_the_others(load: Load) -> None:
    first, second, third = proposals(load(f"claims:\n{ALIKE * 3}"))
    taken = ALIKE.replace("{", f"{{id: {second}, ")
    assert proposals(load(f"claims:\n{ALIKE}{taken}{ALIKE}")) == [first, third]


def test_proposed_ids_are_unique(load: Load) -> None:
    other = "- {company: OpenAI, metric: valuation 2026-2, claim: x}\n"
    assert sorted(proposals(load(f"claims:\n{ALIKE}{other}{ALIKE}"))) == [
        "openai-valuation-2026",
        "openai-valuation-2026-2",
        "openai-valuation-2026-3",
    ]


def test_an_id_in_two_files_is_found_in_the_second(ledger_at: LedgerAt) -> None:
    one = ledger_at("sources: {k: {publisher: A}}\nclaims:\n- {id: x, claim: a}\n", "a.yaml")
    two = ledger_at("sources: {k: {publisher: B}, x: {publisher: C}}\nclaims:\n- {id: k, claim: b}\n", "b.yaml")
    found = findings(load_files([str(one), str(two)]), "duplicate-id")
    assert [(one.place.path, one.place.line, one.id, one.message) for one in found] == [
        (str(one), 3, "x", f"'x' is also the id of a source at {two}:1:34"),
        (str(two), 1, "k", f"'k' is also the id of a source at {one}:1:15"),
        (str(two), 3, "k", f"'k' is also the id of a source at {one}:1:15"),
    ]


def test_a_missing_field_is_reported_even_after_another_fault(load: Load) -> None:
    ledger = load("claims:\n- amount: 3\n  claim: x\n")
    assert [one.rule for one in findings(ledger, "missing-id", "invalid-record")] == [
        "invalid-record",
        "missing-id",
    ]


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_the_examples_on_a_rules_page_fail_and_pass(rule: Rule, load: Load) -> None:
    blocks = re.fullmatch(r"(?s).*\nFails:\n\n(.*?)\n\nPasses:\n\n(.*?)\n\nFix: .*", rule.page.strip())
    assert blocks
    failing, passing = (load(textwrap.dedent(block)) for block in blocks.groups())
    assert findings(failing, rule.name)
    assert not findings(passing, rule.name)
    assert not findings(passing, "invalid-record")


@pytest.mark.parametrize(
    ("figure", "sentence", "agrees"),
    [
        ("-$16.6 billion", "Intel lost $16.6 billion.", True),
        ("a loss of $16.6 billion", "Intel lost $16.6 billion.", True),
        ("-$16.6 billion", "Intel made $16.6 billion.", False),
        ("-$16.6 billion", "Intel lost $16.8 billion.", False),
        ("9,000", "It laid off 8,000 people.", False),
        ("9,000", "It laid off 9,000 people in 3 rounds.", True),
        ("9,000", "It laid off some people in two rounds.", True),
        ("9,000 jobs", "It announced 8,000 job cuts.", False),
        ("9,000 jobs", "It has 40 offices.", True),
        ("9,000 people", "It laid off 9,000.", True),
        ("9,000 people", "It laid off 8,000.", False),
        ("$5 billion", "It is worth €9 billion.", False),
        ("$5 billion", "It is worth €4.6 billion ($5 billion).", True),
        ("$14 billion a year", "It takes in $14 billion.", True),
        ("$14 billion", "It takes in $14 billion a year.", True),
        ("$14 billion a year", "It takes in $14 billion a month.", False),
    ],
)
def test_a_sentence_may_give_a_loss_without_a_sign_and_leave_out_a_rate(
    figure: str, sentence: str, agrees: bool, load: Load
) -> None:
    ledger = load(f"claims: [{{claim: '{sentence}', figure: '{figure}'}}]")
    assert (findings(ledger, "figure-not-in-claim") == []) is agrees


def test_a_similar_name_proposes_an_entry_and_one_that_has_it_is_not_reported(load: Load) -> None:
    text = "claims: [{claim: C, company: Open AI}, {claim: C, company: OpenAI}, {claim: C, company: OpenAI}]"
    (message,) = messages(load(text), "similar-name")
    assert message.endswith("use one spelling, or add `OpenAI: [Open AI]` to `companies:`")
    assert messages(load(f"companies: {{OpenAI: [Open AI, Opn AI]}}\n{text}"), "similar-name") == []
