"""The claims that are drafted from an article: one for each figure that the ledger does not have.

A draft says what a program can know, and nothing else. All of it is `unreviewed`, and so counts as sourced nowhere.
"""

import copy
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from ledger.documents.document import Document
from ledger.drafts.audit import Auditor
from ledger.drafts.noise import is_noise
from ledger.drafts.statements import Value, value_of
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.editing import Addition
from ledger.extracting.layout import body_of
from ledger.extracting.measured import status_of
from ledger.extracting.mentions import Article, Mention
from ledger.figures import Figure, find, measure_of
from ledger.model import Citation, Claim, Ledger, Source
from ledger.recording.fields import claim_of
from ledger.recording.recorder import Recorder
from ledger.text import fold
from ledger.urls import document as page_of

_DURATIONS = ("second", "month")  # of measures
_FEWEST_WORDS = 4  # of a claim without a figure
_UNIT = re.compile(
    r"[$€£¥%‰]|\b(?:millions?|billions?|thousands?|trillions?|mn?|bn|tn|000s?|percent|per cent|usd|eur|gbp)\b",
    re.IGNORECASE,
)  # of a column
_HEADLINE = 200  # characters of a first line that is one, at most
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")
_LEADING = re.compile(r"^[\s,;:–—.)\]|-]+")
_BRACKETS = re.compile(r"[(\[]\s*[)\]]")


class DraftedClaims(NamedTuple):
    """What was drafted of an article."""

    addition: Addition
    figures: int  # claims with one
    held: int  # figures that the ledger has
    left_out: Sequence[str]  # addresses of a list of sources of which nothing is known


def draft(
    document: Document, ledger: Ledger, article: Source | None, day: datetime.date | None = None
) -> DraftedClaims:
    """The claims of an article that a ledger does not have.

    `article` is the source that the article itself is, if it is known. "Last year" counts from `day`.
    """
    return _Drafting(document, ledger, article, day).made()


class _Drafting:
    def __init__(self, document: Document, ledger: Ledger, article: Source | None, day: datetime.date | None) -> None:
        self._article = Article(document, ledger, article, day)
        self._ledger, self._day = ledger, day
        self._recorder = Recorder(ledger)
        self._used: set[str] = set()  # pages that a claim cites

    @cached_property
    def _by_page(self) -> Mapping[str, list[Claim]]:
        """The ledger's claims by the pages that they cite."""
        found: dict[str, list[Claim]] = {}
        for claim in self._ledger.claims:
            for citation in claim.citations:
                if citation.source.url:
                    found.setdefault(page_of(citation.source.url), []).append(claim)
        return found

    @cached_property
    def _by_text(self) -> Mapping[str, Claim]:
        return {claim.claim: claim for claim in self._ledger.claims}

    def made(self) -> DraftedClaims:
        prose = copy.copy(self._article.document)
        prose.text = self._article.citations.prose
        judged = {
            judgement.start: judgement
            for judgement in Auditor(self._ledger).judge(prose, day=self._day)
            if judgement.end
        }
        headings = _headings(self._article.document, prose.text)
        mentions: list[Mention] = []
        headlines: list[Mention] = []
        held: list[Value] = []
        values: set[Value] = set()
        for passage in self._article.passages(prose):
            for figure in passage.figures:
                start = passage.start + figure.start
                judgement = judged.get(start)
                if (
                    judgement is None
                    or judgement.verdict is Verdict.NOT_CHECKED
                    or _is_duration(figure, passage.figures)
                ):
                    continue
                mention = self._article.mention(passage, figure, judgement)
                heading = any(begin <= start < end for begin, end in headings)
                if not heading:
                    values.add(value_of(figure))
                if self._is_held(judgement, mention):
                    held.append(value_of(figure))
                    self._used.update(page_of(source.url) for source in mention.sources if source.url)
                elif heading:
                    headlines.append(mention)
                else:
                    mentions.append(mention)
        mentions = [mention for mention in mentions if mention.has_own or value_of(mention.figure) not in held]
        mentions += [headline for headline in headlines if value_of(headline.figure) not in values]
        mentions.sort(key=lambda mention: mention.at)
        for mention in _merged(mentions):
            self._add(mention)
        count = len(self._recorder.claims)
        count += self._add_titles(values)
        self._add_without_figures()
        left_out = self._add_listed(values)
        return DraftedClaims(self._recorder.addition, count, len(held), left_out)

    def _is_held(self, judged: Judgement, mention: Mention) -> bool:
        """Whether the ledger has a figure of the article already."""
        if judged.verdict not in (Verdict.UNBACKED, Verdict.UNCLEAR, Verdict.CONTRADICTED, Verdict.INCONSISTENT):
            return True
        same = self._by_text.get(mention.values["claim"])
        claims = [
            claim for source in mention.sources if source.url for claim in self._by_page.get(page_of(source.url), ())
        ]
        return any(_states(claim, mention.figure) for claim in (*claims, *((same,) if same else ())))

    def _add(self, mention: Mention) -> None:
        quote = (
            self._article.said(mention.at, mention.at + len(mention.sentence), whole=True)
            if not mention.has_own
            else ""
        )
        self._record(mention.values, mention.sources, quote if mention.sources else "")

    def _record(self, values: Mapping[str, str], sources: Sequence[Source], quote: str = "") -> Claim:
        declared = [self._recorder.declare(source) for source in sources]
        self._used.update(page_of(source.url) for source in sources if source.url)
        company = (values["company"],) if "company" in values else ()
        claim = claim_of({**values, "company": company, "unreviewed": True}, declared)
        if quote and declared:
            claim = _with_quote(claim, quote)
        return self._recorder.add(claim)

    def _add_titles(self, values: set[Value]) -> int:
        """A claim for each figure that only the title of a cited document has."""
        added = 0
        for cited in self._article.citations.cited:
            title = cited.fields.get("title", "")
            source = self._article.source(cited.fields) if title else None
            if source is None or source.key:
                continue
            for figure in _titled(title):
                if value_of(figure) in values:
                    continue
                values.add(value_of(figure))
                subject = self._article.subject(title, figure) or ""
                own = {
                    "company": subject,
                    "metric": self._article.metric(title, figure),
                    "status": status_of(title, figure),
                }
                given = {"claim": title, "figure": figure.text, **{name: text for name, text in own.items() if text}}
                self._record(given, [source], title)
                added += 1
        return added

    def _add_without_figures(self) -> None:
        """A claim for each document that no claim cites so far: its sentence."""
        pending: dict[tuple[int, int], list[Source]] = {}
        for cited in self._article.citations.cited:
            source = self._article.source(cited.fields)
            if source.key or page_of(source.url) in self._used:
                continue
            at = cited.start
            if cited.closes or not self._article.citations.prose[slice(*self._article.assignment.sentence(at))].strip():
                at = len(self._article.citations.prose[:at].rstrip()) - 1
            sentence = self._article.assignment.sentence(max(at, 0))
            held = pending.setdefault((sentence.start, sentence.end), [])
            if source not in held:
                held.append(source)
        for (start, end), sources in pending.items():
            said = self._article.said(start, end)
            sources = [cited for cited in sources if page_of(cited.url) not in self._used]
            if sources and len(said.split()) >= _FEWEST_WORDS:
                self._record({"claim": said}, sources)
            elif sources and sources[0].title:
                self._record({"claim": sources[0].title}, sources)

    def _add_listed(self, values: set[Value]) -> list[str]:
        """A claim for each document of a list that no claim cites: its title."""
        left_out = []
        for fields in self._article.citations.listed:
            source = self._article.source(fields)
            if source.key or page_of(source.url) in self._used:
                continue
            if not source.title:
                left_out.append(source.url)
                continue
            new = [other for other in _titled(source.title) if value_of(other) not in values]
            figure = {"figure": new[0].text} if len(new) == 1 else {}
            self._record({"claim": source.title, **figure}, [source], source.title)
        return left_out


def _headings(document: Document, prose: str) -> list[tuple[int, int]]:
    """The headings of an article, and a first line that is like one."""
    _, found = body_of(document)
    begin = len(prose) - len(prose.lstrip())
    end = prose.find("\n", begin)
    if 0 < end - begin < _HEADLINE and prose[begin:end].rstrip()[-1:] not in tuple(".!?"):
        found = [*found, (begin, end)]
    return found


def _is_duration(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure is a time that says when or how fast another one of its sentence came about, or is in words."""
    if measure_of(figure)[0] not in _DURATIONS:
        return False
    in_words = not any(map(str.isdigit, figure.text))
    return in_words or any(measure_of(other)[0] not in _DURATIONS for other in others)


def _titled(title: str) -> list[Figure]:
    """The figures of a title in digits, without durations."""
    found = [figure for figure in find(title) if not is_noise(title, figure) and any(map(str.isdigit, figure.text))]
    return [figure for figure in found if measure_of(figure)[0] not in _DURATIONS]


def _states(claim: Claim, figure: Figure) -> bool:
    return any(value_of(stated) == value_of(figure) for stated in find(f"{claim.figure} ; {claim.claim}"))


def _merged(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """One mention for each value from the same source; one for which nothing is cited repeats one that is sourced."""
    kept: dict[Value, list[Mention]] = {}
    for mention in mentions:
        beside = kept.setdefault(value_of(mention.figure), [])
        for number, other in enumerate(beside):
            if _is_repeated(mention, other):
                if mention.has_own and not other.has_own:
                    beside[number] = mention
                break
        else:
            beside.append(mention)
    order = {id(mention): number for number, mention in enumerate(mentions)}
    yield from sorted(
        (mention for beside in kept.values() for mention in beside), key=lambda mention: order[id(mention)]
    )


def _is_repeated(one: Mention, other: Mention) -> bool:
    """Whether two mentions of a value are of one claim."""
    for name in ("company", "metric"):
        given = fold(one.values.get(name, "")), fold(other.values.get(name, ""))
        if all(given) and given[0] != given[1]:
            return False
    same = {source.url for source in one.sources} == {source.url for source in other.sources}
    return same or not (one.has_own and other.has_own)


def _with_quote(claim: Claim, quote: str) -> Claim:
    first, *others = claim.citations
    return replace(claim, citations=(Citation(first.source, quote, first.locator), *others))
