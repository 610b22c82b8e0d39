"""What a figure of an article measures, when, and how certain it is, by the words beside it."""

import calendar
import re

from ledger.drafts.clauses import clause_of
from ledger.drafts.matching import Surroundings
from ledger.drafts.quantities import spans_of
from ledger.drafts.roles import is_change
from ledger.drafts.words import directions, words_of
from ledger.extracting.references import date_in
from ledger.figures import MONEY, Figure, measure_of
from ledger.text import fold

_WRITTEN = {
    "eps": "earnings per share",
    "capex": "capital expenditure",
    "staff": "employees",
    "waiting": "waiting list",
}
_BESIDE = 1  # words between a figure and the word that tells what it is, at most
_NEAR = 4  # and to one that is nearer than any other by as much
# Quantities that are counted, or measured otherwise than in money; a sum of money is none of these.
_NO_MONEY = frozenset(
    """
    staff layoffs hires vacancies users viewers deaths injuries arrests evacuated votes seats population attendance
    emissions capacity production range unemployment temperature rainfall area goals points visitors launches escapes
    rescues waiting shops age deliveries recall harvest supply share margin
    """.split()  # noqa: SIM905
)
# And those that are not counted.
_NO_COUNT = frozenset(
    """
    share margin inflation valuation funding revenue profit loss cost capex price debt dividend fine salary aid eps
    buyback
    """.split()  # noqa: SIM905
)
# What is a percentage by itself, and what grows by one.
_RATES = frozenset("share margin inflation unemployment churn stake votes tax turnout".split())  # noqa: SIM905
_GROWING = frozenset(
    """
    revenue profit cost price exports imports production deliveries users visitors emissions salary
    """.split()  # noqa: SIM905
)
_SEASON = re.compile(r"\b(?:19|20)\d\d[/–-]\d\d(?!\d|-)")
_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed)?|forecasts?|forecasted|project(?:s|ed)|predict(?:s|ed)|is set to|are set to)\b", re.IGNORECASE
)
_PLAN = re.compile(
    r"\b(?:plans?|planned|planning|intends?|aims?|ambitions?|pledged|pledges|aims?|wants|hopes) (?:[\w-]+ ){0,2}?to\b",
    re.IGNORECASE,
)


def metric_of(sentence: str, figure: Figure) -> str:
    """What a figure measures, in one of audit's words; "" if two could be meant, or none is there."""
    before = words_of(sentence[: figure.start])
    after = words_of(sentence[figure.end :])
    left = [(len(before) - end, name) for _, end, name in spans_of(before) if _may_be(name, figure)]
    right = [(start, name) for start, _, name in spans_of(after) if _may_be(name, figure)]
    nearest_left = min(left, default=(99, ""))
    nearest_right = min(right, default=(99, ""))
    if nearest_left[0] <= _BESIDE:
        chosen = nearest_left[1]
    elif nearest_right[0] <= _BESIDE and nearest_left[0] > _NEAR:
        chosen = nearest_right[1]
    else:
        clause = words_of(clause_of(sentence, figure))
        names = {name for _, _, name in spans_of(clause) if _may_be(name, figure)}
        others = [at for at, name in (*left, *right) if name != nearest_left[1]]
        apart = min(others, default=99) - nearest_left[0] >= _NEAR
        chosen = names.pop() if len(names) == 1 else nearest_left[1] if apart and nearest_left[0] <= _NEAR else ""
    if chosen in _GROWING and figure.unit in ("%", "pp"):
        grown = is_change(sentence, figure) and directions(before[-_NEAR:]) == {"+up"}
        return f"{chosen} growth" if grown else ""
    return _WRITTEN.get(chosen, chosen)


def _may_be(quantity: str, figure: Figure) -> bool:
    """Whether a figure of this unit may be one of a quantity."""
    unit = measure_of(figure)[0]
    if unit in MONEY:
        return quantity not in _NO_MONEY
    if unit in ("%", "pp"):
        return quantity in _RATES or quantity in _GROWING
    return quantity not in _NO_COUNT and fold(quantity) != f"{fold(figure.unit)}s"


def time_of(place: Surroundings, clause: str, sentence: str) -> str:
    """The time of a figure, as a ledger writes it; "" if its clause says none, or more than one."""
    if day := date_in(clause):
        return day
    years = [year for year in place.years if year.isdecimal()]
    if _SEASON.search(sentence):
        return ""
    day = date_in(sentence)
    if [day[:4]] == years:
        return day
    if len(years) != 1 or len(place.years) > 1 or len(place.months) > 1 or len(place.quarters) > 1:
        return ""
    if place.quarters:
        return f"{years[0]}-Q{next(iter(place.quarters))}"
    if place.months:
        return f"{years[0]}-{_MONTHS.index(next(iter(place.months))[:3]):02}"
    return years[0]


_MONTHS = list(calendar.month_abbr)  # the first is empty, so that January is 1


def status_of(sentence: str, figure: Figure) -> str:
    """`forecast` or `plan`, if the clause says so before the figure; else ""."""
    said = clause_of(sentence, figure)
    before = said[: max(said.find(figure.text), 0)]
    if _PLAN.search(before):
        return "plan"
    return "forecast" if _FORECAST.search(before) else ""
