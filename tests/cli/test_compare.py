"""`ledger compare` and `ledger timeline`: figures side by side, and in the course of time."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import LedgerAt, Load, Run
from findings import conflicts
from rich.cells import cell_len

from ledger.comparison import Change, change_between, histories, known_by, latest_figures
from ledger.dates import parse
from ledger.figures import read
from ledger.model import Claim, superseded
from ledger.origins import caveat

ROUNDS = """
sources:
  acorn: {publisher: Acorn, title: Our round, url: https://acorn.org/round, date: 2026-03-31}
  times: {publisher: The Times, title: Beech, url: https://times.org/beech, date: 2026-02-12}
  post: {publisher: The Post, title: Beech, url: https://post.org/beech, date: 2026-02-13}
claims:
  - {id: acorn-2025, company: Acorn, claim: It was worth $380 billion., metric: valuation, figure: $380 billion,
     as_of: 2025-06, source: acorn}
  - {id: acorn-2026, company: Acorn, claim: It is worth $852 billion., metric: valuation, figure: $852 billion,
     source: acorn}
  - {id: acorn-2027, company: Acorn, claim: It will be worth more., metric: valuation, figure: $2 trillion,
     as_of: 2027, status: forecast, source: acorn}
  - {id: beech, company: Beech, claim: Beech is worth $200 billion., metric: valuation, figure: about $200 billion,
     status: estimate, source: [times, post]}
  - {id: beech-wrong, company: Beech, claim: Beech is worth $20 billion., metric: valuation, figure: $20 billion,
     as_of: 2026-02-20, source: times, retracted: The Times corrected itself.}
  - {id: cedar, company: Cedar, claim: Cedar is worth €50 billion., metric: Valuation, figure: €50 billion}
  - {id: dogwood, company: Dogwood, claim: Dogwood grew., metric: valuation, figure: a lot, source: times}
  - {id: acorn-margin, company: Acorn, claim: Its margin is 5%., metric: margin, figure: 5%, as_of: 2025, source: acorn}
  - {id: acorn-margin-2, company: Acorn, claim: Its margin is 8%., metric: margin, figure: 8%, as_of: 2026-Q1,
     source: acorn}
"""


def valuations(claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if claim.metric.lower() == "valuation"]


def test_the_latest_figure_of_each_company_is_listed_by_unit_largest_first(load: Load) -> None:
    firm = [claim for claim in valuations(load(ROUNDS).claims) if claim.status != "forecast" and not claim.retracted]
    ranked = latest_figures(firm)
    assert {unit: [one.claim.id for one in ranks] for unit, ranks in ranked.items()} == {
        ("USD", ""): ["acorn-2026", "beech"],
        ("EUR", ""): ["cedar"],
    }
    first, second = ranked["USD", ""]
    assert str(first.multiple) == "4.26"
    assert second.multiple is None


def test_a_history_counts_each_change_from_the_figure_before_it_that_stands(load: Load) -> None:
    claims = load(ROUNDS).claims
    found = {(*history.company, history.metric): history for history in histories(claims, superseded(claims))}
    assert [
        (step.claim.id, step.change and round(step.change.value, 2)) for step in found["Acorn", "valuation"].steps
    ] == [
        ("acorn-2025", None),
        ("acorn-2026", read("1.24").low),  # type: ignore[union-attr]
        ("acorn-2027", read("1.35").low),  # type: ignore[union-attr]
    ]
    assert [step.superseded for step in found["Beech", "valuation"].steps] == [False, True]
    assert [step.change for step in found["Acorn", "margin"].steps] == [None, Change(Decimal(3), "points")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("$5 billion", "€5 billion"), ("more than $1m", "$2m"), ("$1m", "up to $2m"), ("-$1m", "$2m"), ("$0", "$2m")],
)
def test_no_change_is_counted_between_units_bounds_or_from_nothing(before: str, after: str) -> None:
    first, second = read(before), read(after)
    assert first
    assert second
    assert change_between(first, second) is None


def test_what_was_published_later_was_not_known_then(load: Load) -> None:
    known = known_by(load(ROUNDS).claims, parse("2026-02").last)
    assert [claim.id for claim in known] == ["beech", "beech-wrong", "dogwood"]


def test_a_claim_says_what_to_know_before_one_relies_on_it(load: Load) -> None:
    doubts = {claim.id: caveat(claim) for claim in load(ROUNDS).claims}
    assert doubts["acorn-2026"] == "self-sourced"
    assert doubts["beech"] == ""
    assert doubts["dogwood"] == "one origin"
    assert doubts["cedar"] == "unsourced"


def test_compare_draws_bars_to_scale_and_keeps_forecasts_and_retracted_claims_out(
    run: Run, ledger_at: LedgerAt
) -> None:
    done = run("compare", "valuation", "-f", ledger_at(ROUNDS), env={"COLUMNS": "120"})
    assert done.returncode == 0
    bars = {line.split()[0]: line.count("█") for line in done.stdout.splitlines() if "█" in line}
    assert bars["Acorn"] == pytest.approx(bars["Beech"] * 852 / 200, abs=4)
    assert "×4.3 the next" in done.stdout
    assert "estimate" in done.stdout
    assert "forecast" not in done.stdout
    assert "$20 billion" not in done.stdout
    assert "left out" in done.stderr


def test_compare_shows_with_all_what_it_keeps_out(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "valuation", "--all", "-f", ledger_at(ROUNDS))
    assert "$2 trillion" in done.stdout
    assert "forecast" in done.stdout


def test_compare_goes_back_to_what_was_known_then(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "valuation", "--as-of", "2026-02", "--format", "json", "-f", ledger_at(ROUNDS))
    assert [row["company"] for row in json.loads(done.stdout)] == ["Beech"]


def test_compare_gives_charts_their_rows(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "valuation", "--format", "csv", "-f", ledger_at(ROUNDS))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["company"], row["low"], row["unit"], row["bound"], row["caveat"]) for row in rows] == [
        ("Acorn", "852000000000", "USD", "exact", "self-sourced"),
        ("Beech", "200000000000", "USD", "about", ""),
        ("Cedar", "50000000000", "EUR", "exact", "unsourced"),
    ]


@pytest.mark.parametrize("columns", ["40", "60", "80", "120", "200"])
def test_a_comparison_fits_the_columns_but_for_its_urls(run: Run, ledger_at: LedgerAt, columns: str) -> None:
    done = run("compare", "valuation", "-f", ledger_at(ROUNDS), env={"COLUMNS": columns})
    room = max(int(columns), 50)  # name, bar, figure and multiple are never broken
    assert all(len(line) <= room for line in done.stdout.splitlines() if "://" not in line)


def test_an_unknown_metric_is_answered_with_the_nearest_and_an_unclear_one_with_all(
    run: Run, ledger_at: LedgerAt
) -> None:
    ledger = ledger_at(ROUNDS.replace("metric: margin, figure: 5%", "metric: pre-tax margin, figure: 5%"))
    unknown = run("compare", "valuatoin", "-f", ledger)
    assert unknown.returncode == 2
    assert "did you mean" in unknown.stderr
    unclear = run("compare", "margin", "-f", ledger)
    assert unclear.returncode == 0  # one metric is called just that
    both = ROUNDS.replace("metric: margin, figure: 5%", "metric: net margin, figure: 5%")
    both = both.replace("metric: margin, figure: 8%", "metric: pre-tax margin, figure: 8%")
    several = run("compare", "margin", "-f", ledger_at(both))
    assert several.returncode == 2
    assert "net margin or pre-tax margin" in several.stderr


def test_timeline_says_how_figures_changed(run: Run, ledger_at: LedgerAt) -> None:
    done = run("timeline", "-f", ledger_at(ROUNDS), env={"COLUMNS": "120"})
    assert done.returncode == 0
    lines = {line.split()[-1]: line for line in done.stdout.splitlines() if line.startswith("  ")}
    assert "+124% ×2.2" in lines["acorn-2026"]
    assert "+3 points" in lines["acorn-margin-2"]
    assert "retracted" in lines["beech-wrong"]
    assert "left out" in done.stderr


def test_the_articles_own_comparison_is_openai_anthropic_xai(run: Run) -> None:
    data = Path(__file__).parents[2] / "data" / "claims.yaml"
    done = run("compare", "valuation", "--format", "csv", "-f", data)
    assert [line.split(",")[0] for line in done.stdout.splitlines()[1:]] == ["OpenAI", "Anthropic", "xAI"]


def test_show_filters_by_amount_and_a_unit_restricts(run: Run, ledger_at: LedgerAt) -> None:
    ledger = ledger_at(ROUNDS)

    def ids(*arguments: str) -> list[str]:
        done = run("show", "--format", "jsonl", "-f", ledger, *arguments)
        return list(dict.fromkeys(json.loads(line)["id"] for line in done.stdout.splitlines()))

    assert ids("--min", "$300bn") == ["acorn-2025", "acorn-2026", "acorn-2027"]
    assert ids("--min", "30bn", "--max", "300bn") == ["beech", "cedar"]
    assert ids("--max", "6%") == ["acorn-margin"]
    assert ids("--sort", "figure", "--min", "$1") == ["beech-wrong", "beech", "acorn-2025", "acorn-2026", "acorn-2027"]


def test_an_amount_that_is_none_is_a_usage_error_that_says_how_to_write_one(run: Run, ledger_at: LedgerAt) -> None:
    done = run("show", "--min", "much", "-f", ledger_at(ROUNDS))
    assert done.returncode == 2
    assert "100m" in done.stderr
    assert "Traceback" not in done.stderr


# Figures that are hard to compare

HARD = """
claims:
  - {company: Ash, claim: C, metric: profit, figure: ($5 million), as_of: 2026}
  - {company: Birch, claim: C, metric: profit, figure: $4 million, as_of: 2026}
  - {company: Cedar, claim: C, metric: profit, figure: $4 milion, as_of: 2026}
  - {company: Dogwood, claim: C, metric: revenue, figure: $2 billion a month, as_of: 2026}
  - {company: Elm, claim: C, metric: revenue, figure: $14 billion a year, as_of: 2026}
  - {company: Fir, claim: C, metric: funding, figure: more than $9 million, as_of: 2026}
  - {company: Gum, claim: C, metric: funding, figure: $3 million, as_of: 2026}
  - {company: Hazel, claim: C, metric: users, figure: "9%s", as_of: 2025}
  - {company: Ivy, claim: C, metric: users, figure: "1", as_of: 2026}
  - {company: Ash, claim: C, metric: profit, figure: $2 million, as_of: 2027}
  - {company: Hazel, claim: C, metric: users, figure: "3", as_of: 2026}
""" % ("0" * 35)


def test_negative_figures_rank_last_with_other_bars_and_without_a_multiple(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "profit", "--until", "2026", "-f", ledger_at(HARD))
    birch, ash = done.stdout.splitlines()[:2]
    assert birch.startswith("Birch  █")
    assert ash.startswith("Ash    ░")
    assert "×" not in done.stdout
    assert "1 without a company or a readable figure left out" in done.stderr


def test_rates_are_compared_only_with_the_same_rate(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "revenue", "-f", ledger_at(HARD))
    assert "USD per month\nDogwood" in done.stdout
    assert "USD per year\nElm" in done.stdout
    assert "×" not in done.stdout


def test_a_bound_has_no_multiple(run: Run, ledger_at: LedgerAt) -> None:
    assert "×" not in run("compare", "funding", "-f", ledger_at(HARD)).stdout


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_largest_figures_are_compared_with_the_smallest(form: str, run: Run, ledger_at: LedgerAt) -> None:
    ledger = ledger_at(HARD.replace("as_of: 2025", "as_of: 2027"))
    done = run("compare", "users", "--format", form, "-f", ledger)
    assert done.returncode == 0
    assert "9" + "0" * 35 in done.stdout.replace(",", "")


def test_a_change_across_zero_is_not_meaningful_and_a_huge_one_is_shown(run: Run, ledger_at: LedgerAt) -> None:
    done = run("timeline", "-f", ledger_at(HARD))
    assert done.returncode == 0
    assert re.search(r"2027 +\$2 million +n/m", done.stdout)
    assert "−100%" in done.stdout


def test_figures_that_cannot_be_read_are_counted_where_they_are_sorted(run: Run, ledger_at: LedgerAt) -> None:
    done = run("show", "--sort", "figure", "--format", "csv", "-f", ledger_at(HARD))
    assert "1 without a readable figure sorted last" in done.stderr
    assert done.stdout.splitlines()[-1].startswith(",Cedar,")
    done = run("check", "--min", "$1", "-f", ledger_at(HARD))
    assert "1 without a readable figure left out" in done.stderr


# Other names of a company

NAMES = """
companies:
  Meta: [Facebook, Meta Platforms]
claims:
  - {id: a, company: Facebook, claim: C, metric: users, figure: 2 billion users, as_of: 2024, publisher: Meta Platforms,
     url: https://meta.org/1}
  - {id: b, company: Meta, claim: C, metric: users, figure: 3 billion users, as_of: 2025}
  - {id: c, company: Meta Platforms, claim: C, metric: users, figure: 9 billion users, as_of: 2025}
"""


def test_all_names_of_a_company_are_one_company(load: Load, run: Run, ledger_at: LedgerAt) -> None:
    ledger = load(NAMES)
    assert [message[:1] for message in conflicts(ledger)] == ["b", "c"]
    assert caveat(ledger.claims[0]) == "self-sourced"
    assert [len(history.steps) for history in histories(ledger.claims, frozenset())] == [3]
    assert sum(map(len, latest_figures(ledger.claims).values())) == 1
    path = ledger_at(NAMES)
    for name in ("facebook", "meta", "meta platforms"):
        assert "3 of 3 claims" in run("show", "--company", name, "-f", path).stderr
    assert "Facebook" in run("show", "--company", "meta", "-f", path).stdout


def test_claims_that_lack_what_a_comparison_needs_are_counted(run: Run, ledger_at: LedgerAt) -> None:
    ledger = ledger_at(
        "claims:\n"
        "  - {company: A, claim: C, metric: m, figure: $1, publisher: P, date: 2026-01-01}\n"
        "  - {company: B, claim: C, metric: m, figure: $2, as_of: 2025}\n"
        "  - {company: C, claim: C, figure: $3}\n"
        "  - {claim: C, metric: m, figure: $4, publisher: P, date: 2026-01-01}\n"
    )
    assert run("compare", "m", "--as-of", "2026-02", "-f", ledger).stderr == (
        "1 figure of 2 claims, the latest of each company; 1 without a date of publication left out;"
        " 1 without a company or a readable figure left out; 1 with a figure but no metric left out\n"
    )


def test_a_claim_with_one_vague_and_one_precise_source_is_known_by_the_precise_one(load: Load) -> None:
    ledger = load(
        "sources: {a: {title: T, date: 2026}, b: {title: U, date: 2026-03-01}}\nclaims: [{claim: C, source: [a, b]}]"
    )
    assert len(known_by(ledger.claims, parse("2026-03-01").last)) == 1
    assert len(known_by(ledger.claims, parse("2026-02-28").last)) == 0


def test_without_a_metric_the_metrics_are_listed_with_their_claims(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "-f", ledger_at(ROUNDS))
    assert done.returncode == 0
    assert re.match(r"\d+  valuation\n", done.stdout)
    assert "compare one with ledger compare METRIC" in done.stderr


def test_a_limit_leaves_the_largest_and_equal_figures_have_no_multiple(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(
        "claims:\n"
        + "".join(
            f"  - {{company: {name}, claim: C., metric: m, figure: ${n}bn}}\n" for name, n in (("A", 4), ("B", 2))
        )
        + "  - {company: C, claim: C., metric: m, figure: $2bn}\n"
    )
    done = run("compare", "m")
    assert "×2.0 the next" in done.stdout
    assert "×1.0" not in done.stdout
    assert [line[0] for line in run("compare", "m", "--limit", "1").stdout.splitlines()[:1]] == ["A"]
    assert "B  " not in run("compare", "m", "--limit", "1").stdout


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("command", [["compare", "valuation", "--all"], ["timeline"]])
def test_no_line_but_one_with_a_url_is_wider_than_the_screen(
    run: Run, ledger_at: LedgerAt, columns: int, command: list[str]
) -> None:
    ledger_at(
        "claims:\n"
        "- {id: a-long-id-that-somebody-made-up-2026-03, company: Donaudampfschifffahrtsgesellschaft AG, claim: X.,\n"
        "   metric: valuation, figure: more than $852 billion, publisher: The Journal, date: 2026-03-01,\n"
        "   url: https://a.com/x}\n"
        "- {id: b, company: 東京電力, claim: X., metric: valuation, figure: €1.9 trillion, as_of: 2026-01/2026-03}\n"
        "- {id: c, company: Acme, claim: X., metric: valuation, figure: -$3 billion, as_of: 2021, status: forecast}\n"
    )
    lines = run(*command, env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert [line for line in lines if cell_len(line) > columns and "http" not in line] == []
    assert "Donaudampfschifffahrtsgesellschaft" in "".join(lines)


# Several units, temperatures and ranges

UNITS = """
claims:
  - {company: Ash, claim: C, metric: capacity, figure: 5 GW, as_of: 2026}
  - {company: Birch, claim: C, metric: capacity, figure: "2,500 MW", as_of: 2026}
  - {company: Cedar, claim: C, metric: users, figure: 5 million users, as_of: 2024}
  - {company: Cedar, claim: C, metric: users, figure: 9 million, as_of: 2026}
  - {company: Ash, claim: C, metric: heat, figure: 20°C, as_of: 2025}
  - {company: Ash, claim: C, metric: heat, figure: 30°C, as_of: 2026}
  - {company: Birch, claim: C, metric: heat, figure: 10°C, as_of: 2026}
  - {company: Dogwood, claim: C, metric: share, figure: half, as_of: 2025}
  - {company: Dogwood, claim: C, metric: share, figure: two thirds, as_of: 2026}
  - {company: Elder, claim: C, metric: rate, figure: 25 bp, as_of: 2025}
  - {company: Elder, claim: C, metric: rate, figure: 50 bp, as_of: 2026}
  - {company: Fir, claim: C, metric: order, figure: $2bn-$10bn, as_of: 2025}
  - {company: Fir, claim: C, metric: order, figure: $3bn, as_of: 2026}
  - {company: Gum, claim: C, metric: order, figure: $2bn-$10bn, as_of: 2026}
"""


def test_compare_ranks_figures_in_several_units_of_one_dimension(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "capacity", "-f", ledger_at(UNITS), env={"COLUMNS": "100"})
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["Ash", "Birch"]
    assert "×2.0 the next" in lines[0]
    assert lines[0].count("█") == pytest.approx(2 * lines[1].count("█"), abs=1)


def test_the_latest_figure_is_so_though_only_an_older_one_names_its_noun(run: Run, ledger_at: LedgerAt) -> None:
    done = run("compare", "users", "--format", "json", "-f", ledger_at(UNITS))
    assert [row["figure"] for row in json.loads(done.stdout)] == ["9 million"]


@pytest.mark.parametrize("metric", ["heat", "order"])
def test_temperatures_and_wide_ranges_are_no_multiple(run: Run, ledger_at: LedgerAt, metric: str) -> None:
    done = run("compare", metric, "-f", ledger_at(UNITS))
    assert done.returncode == 0
    assert "×" not in done.stdout


def test_temperatures_fractions_and_basis_points_change_by_points(run: Run, ledger_at: LedgerAt) -> None:
    done = run("timeline", "-f", ledger_at(UNITS), env={"COLUMNS": "120"})
    assert "+10 degrees" in done.stdout
    assert "+17 points" in done.stdout
    assert "+25 basis points" in done.stdout
    assert "%" not in done.stdout.replace("+80%", "")  # 9 million after 5 million users


def test_a_page_draws_figures_in_several_units_to_one_scale(run: Run, ledger_at: LedgerAt, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    run("export", "-o", target, "-f", ledger_at(UNITS))
    made = target.read_text(encoding="utf-8")
    assert re.findall(r'<rect x="0%" y="\d+" width="([\d.]+)%"', made)[:2] == ["100", "50"]


def test_show_filters_by_an_amount_in_another_unit(run: Run, ledger_at: LedgerAt) -> None:
    done = run("show", "--min", "3 GW", "--format", "jsonl", "-f", ledger_at(UNITS))
    assert [json.loads(line)["company"] for line in done.stdout.splitlines()] == [["Ash"]]
