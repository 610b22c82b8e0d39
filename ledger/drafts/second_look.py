"""Figures that want a second look, whatever the ledger says: averages, old money, polls, and other orders of size.

What is asked follows the checklists of news desks: is an average a mean or a median, is money of other years adjusted
for inflation, who asked whom in a poll, and when, and is a lead larger than the margin of error?
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.documents.document import Document
from ledger.drafts.arithmetic import middle
from ledger.drafts.clauses import clause_of
from ledger.drafts.quantities import quantities
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.drafts.words import words_of, years
from ledger.figures import MONEY, Figure, are_comparable, in_common, read
from ledger.model import Claim, Ledger
from ledger.text import fold, listed

_AVERAGE = re.compile(r"\baverage[sd]?\b")  # not the name of an index
_WHICH_AVERAGE = re.compile(r"\b(?:mean|median)\b", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\b(?:decades? (?:ago|earlier|before)|(?:[3-9]|[1-9]\d|three|four|five|six|seven|eight|nine|ten|twenty) years"
    r" (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(
    r"\b(?:real terms|adjust(?:ed|ing)|inflation|nominal|(?:today|20\d\d)['’]?s? (?:money|prices|dollars))\b",
    re.IGNORECASE,
)
_YEARS_APART = 3
_POLL = re.compile(r"\b(?:poll|polls|survey|surveyed|polled|pollster)\b", re.IGNORECASE)
_ASKED = {
    "who asked": re.compile(
        r"\b(?:by|for|from) (?:the )?[A-Z]\w+|\b[A-Z][\w/&-]+ (?:poll|survey|found|polled|surveyed|asked)\b"
    ),
    "the number of people asked": re.compile(
        r"\b\d[\d,]*\s(?:[a-z]+\s){0,3}(?:adults|people|voters|respondents|residents|americans|interviews)\b"
        r"|\bsample\b|\bn ?= ?\d",
        re.IGNORECASE,
    ),
    "its dates": re.compile(
        r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2} (?:to|and|-|–) \d{1,2} \w"
        r"|\b(?:conducted|taken|carried out|fieldwork|last week|this week)\b",
        re.IGNORECASE,
    ),
    "the margin of error": re.compile(r"\bmargin\b|\bpoints either way\b|±|plus or minus", re.IGNORECASE),
}
_MARGIN = re.compile(
    r"margin of (?:sampling )?error[^.]{0,40}?(\d+(?:\.\d+)?)|(?:±|plus or minus) ?(\d+(?:\.\d+)?)", re.IGNORECASE
)
_LEAD = re.compile(
    r"\b(?:lead(?:s|ing)?|ahead)\b[^.]{0,40}?\bby (\d+(?:\.\d+)?) (?:percentage )?points?\b", re.IGNORECASE
)
_FAR = 10  # times
_OPEN = (Verdict.UNBACKED, Verdict.UNCLEAR, Verdict.CONTRADICTED)


class Look(NamedTuple):
    """What to look at again, and where."""

    path: str
    line: int
    column: int
    what: str


def second_looks(document: Document, judged: Sequence[Judgement], ledger: Ledger) -> list[Look]:
    """What of a draft to look at again, in the order of the text."""
    figures = [judgement for judgement in judged if judgement.end and judgement.figure]
    found = [
        *_averages(figures),
        *_old_money(figures),
        *_polls(document, figures),
        *_sizes(figures, _by_company(ledger.claims)),
    ]
    return [
        Look(judged.path, judged.line, judged.column, what)
        for judged, what in sorted(found, key=lambda look: look[0].start)
    ]


def _averages(figures: Iterable[Judgement]) -> Iterator[tuple[Judgement, str]]:
    for judgement in figures:
        clause = clause_of(judgement.sentence, judgement.figure) if judgement.figure else ""
        if _AVERAGE.search(clause) and not _WHICH_AVERAGE.search(judgement.sentence):
            yield judgement, f"{judgement.text}: an average; say whether it is the mean or the median"


def _old_money(figures: Sequence[Judgement]) -> Iterator[tuple[Judgement, str]]:
    seen: dict[tuple[str, str], Judgement] = {}
    for judgement in figures:
        if not judgement.figure or judgement.figure.unit not in MONEY:
            continue
        first = seen.setdefault((judgement.sentence, judgement.figure.unit), judgement)
        stated = sorted(int(year) for year in years(judgement.sentence) if year.isdecimal())
        apart = bool(stated) and stated[-1] - stated[0] >= _YEARS_APART
        if (
            first is not judgement
            and (apart or _LONG_AGO.search(judgement.sentence))
            and not _ADJUSTED.search(judgement.sentence)
        ):
            yield judgement, f"{judgement.text}: money of other years; say whether it is in real terms or not adjusted"
            seen[judgement.sentence, judgement.figure.unit] = judgement


def _polls(document: Document, figures: Iterable[Judgement]) -> Iterator[tuple[Judgement, str]]:
    """What a paragraph about a poll does not say, once for each; and leads within the margin of error."""
    done: set[int] = set()
    for judgement in figures:
        if not judgement.figure or judgement.figure.unit not in ("%", "pp", "point"):
            continue
        begin = document.text.rfind("\n\n", 0, judgement.start) + 1
        end = document.text.find("\n\n", judgement.start)
        paragraph = document.text[begin : end if end >= 0 else None]
        if begin in done or not _POLL.search(paragraph):
            continue
        done.add(begin)
        told = "\n".join([paragraph, *(text for text in document.text.split("\n\n") if "%" not in text)])
        if missing := [what for what, form in _ASKED.items() if not form.search(told)]:
            yield judgement, f"{judgement.text}: a poll; say {listed(missing)}"
        margin, lead = _MARGIN.search(told), _LEAD.search(paragraph)
        if margin and lead and float(lead[1]) <= float(margin[1] or margin[2]):
            yield judgement, f"the lead of {lead[1]} points is within the margin of error of {margin[1] or margin[2]}"


_Stated = tuple[Figure, Claim, frozenset[str]]


def _by_company(claims: Iterable[Claim]) -> Mapping[str, list[_Stated]]:
    """The figures of claims by company, each with what it measures."""
    found: dict[str, list[_Stated]] = {}
    for claim in claims:
        figure = read(claim.figure, claim.metric) if claim.metric and not claim.withdrawn else None
        for company in claim.companies if figure else ():
            assert figure
            found.setdefault(fold(company), []).append((figure, claim, quantities(words_of(claim.metric))))
    return found


def _sizes(figures: Iterable[Judgement], known: Mapping[str, Sequence[_Stated]]) -> Iterator[tuple[Judgement, str]]:
    """Figures of another order of size than all that the ledger has of the same company and quantity."""
    for judgement in figures:
        if judgement.verdict not in _OPEN or not judgement.figure or judgement.figure.low <= 0:
            continue
        spoken = quantities(words_of(clause_of(judgement.sentence, judgement.figure)))
        near = [
            (in_common(judgement.figure, figure), claim)
            for figure, claim, measured in known.get(judgement.company, ())
            if spoken & measured and are_comparable(judgement.figure, figure) and figure.low > 0
        ]
        ratios = [middle(own) / middle(other) for (own, other), _ in near]
        if ratios and (all(ratio >= _FAR for ratio in ratios) or all(ratio * _FAR <= 1 for ratio in ratios)):
            claim = near[0][1]
            more = "more than ten times" if ratios[0] >= _FAR else "less than a tenth of"
            yield judgement, f"{judgement.text}: {more} what the ledger has ({claim.figure}, {claim.id or claim.place})"
