"""The claims that are drafted from an article: one for each figure that the ledger does not have.

A draft says what a program can know, and nothing else. All of it is `unreviewed`, and so counts as sourced nowhere.
"""

import copy
import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from ledger.documents.document import Document
from ledger.drafts.audit import Auditor
from ledger.drafts.clauses import clause_of
from ledger.drafts.matching import Companies, place_of
from ledger.drafts.noise import is_noise
from ledger.drafts.passages import passages_of
from ledger.drafts.statements import Passage, value_of
from ledger.drafts.times import at_its_time
from ledger.drafts.verdicts import Judged, Verdict
from ledger.editing import Addition
from ledger.extracting.assigning import Assignment
from ledger.extracting.citations import Citations, citations_of
from ledger.extracting.layout import body_of
from ledger.extracting.measured import metric_of, status_of, time_of
from ledger.extracting.names import names_in
from ledger.extracting.publishers import Spellings
from ledger.extracting.references import Known
from ledger.extracting.subjects import subject_of
from ledger.figures import Figure, find, measure_of
from ledger.model import Citation, Claim, Ledger, Source
from ledger.placeholders import is_placeholder
from ledger.recording.fields import claim_of, source_of
from ledger.recording.proposals import metric_in, publishers_of_hosts
from ledger.recording.recorder import Recorder
from ledger.text import fold
from ledger.urls import document as page_of

_DURATIONS = ("second", "month")  # of measures
_FEWEST_WORDS = 4  # of a claim without a figure
_HEADLINE = 200  # characters of a first line that is one, at most
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")
_LEADING = re.compile(r"^[\s,;:–—.)\]|-]+")
_BRACKETS = re.compile(r"[(\[]\s*[)\]]")


class Drafted(NamedTuple):
    """What was drafted of an article."""

    addition: Addition
    figures: int  # claims with one
    held: int  # figures that the ledger has
    left_out: Sequence[str]  # addresses of a list of sources of which nothing is known


class _Mention(NamedTuple):
    """A figure at one place of the article."""

    figure: Figure
    sentence: str  # prose
    at: int  # of the sentence, in the text
    values: Mapping[str, str]
    sources: Sequence[Source]
    has_own: bool  # whether the article cites something for it


def draft(document: Document, ledger: Ledger, article: Source | None, day: datetime.date | None = None) -> Drafted:
    """The claims of an article that a ledger does not have.

    `article` is the source that the article itself is, if it is known. "Last year" counts from `day`.
    """
    return _Drafting(document, ledger, article, day).made()


class _Drafting:
    def __init__(self, document: Document, ledger: Ledger, article: Source | None, day: datetime.date | None) -> None:
        self._document, self._ledger, self._article, self._day = document, ledger, article, day
        self._recorder = Recorder(ledger)
        spellings = Spellings(lambda: names_in(document.text))
        folded = {fold(source.publisher).removeprefix("the ") for source, _ in ledger.documents() if source.publisher}
        self._citations = citations_of(document, Known(publishers_of_hosts(ledger), folded, spellings.of_host))
        self._assignment = Assignment(self._citations)
        cited = [*(one.fields for one in self._citations.cited), *self._citations.listed]
        self._sources = _sources(cited, self._recorder)
        self._companies = Companies(ledger)
        names = [name for claim in ledger.claims for name in (*claim.company, *claim.aliases)]
        self._written = {fold(name): name for name in reversed(names)}
        self._inside = _within_sentences(self._citations)
        self._used: set[str] = set()

    def made(self) -> Drafted:
        prose = copy.copy(self._document)
        prose.text = self._citations.prose
        judged = {one.start: one for one in Auditor(self._ledger).judge(prose, day=self._day) if one.end}
        headings = _headings(self._document, prose.text)
        mentions: list[_Mention] = []
        headlines: list[_Mention] = []
        held = 0
        values: set[tuple[Decimal, Decimal, str]] = set()
        for passage in map(self._without_introductions, passages_of(prose, self._companies)):
            for figure in passage.figures:
                start = passage.start + figure.start
                one = judged.get(start)
                if one is None or one.verdict is Verdict.NOT_CHECKED or _is_duration(figure, passage.figures):
                    continue
                mention = self._mention(passage, figure, one)
                heading = any(begin <= start < end for begin, end in headings)
                if not heading:
                    values.add(value_of(figure))
                if self._is_held(one, mention):
                    held += 1
                    self._used.update(page_of(source.url) for source in mention.sources if source.url)
                elif heading:
                    headlines.append(mention)
                else:
                    mentions.append(mention)
        mentions += [one for one in headlines if value_of(one.figure) not in values]
        for mention in _merged(mentions):
            self._add(mention)
        count = len(self._recorder.claims)
        count += self._add_titles(values)
        self._add_without_figures()
        left_out = self._add_listed(values)
        return Drafted(self._recorder.addition, count, held, left_out)

    def _without_introductions(self, passage: Passage) -> Passage:
        """A passage with blanks for "According to Reuters' report of March 26th", whose date is not the figure's."""
        text = self._blanked(passage.start, passage.start + len(passage.text), self._citations.prose)
        if text == passage.text:
            return passage._replace(day=self._day)
        return passage._replace(day=self._day, text=text, place=place_of(text, "", self._companies))

    def _blanked(self, start: int, end: int, text: str) -> str:
        """A part of a text with blanks for the introductions in it."""
        part = text[start:end]
        held = self._citations.introductions
        first, last = (bisect_left(held, index, key=lambda one: one[0]) for index in (start, end))
        for begin, stop in held[first:last]:
            if stop > begin:
                part = part[: begin - start] + " " * (min(stop, end) - begin) + part[min(stop, end) - start :]
        return part

    def _mention(self, passage: Passage, figure: Figure, judged: Judged) -> _Mention:
        start = passage.start + figure.start
        cited = self._assignment.of_span(start, start + len(figure.text))
        sources = list({page_of(one.fields["url"]): self._source(one.fields) for one in cited}.values())
        if not sources and (titled := self._listed_with(figure)):
            sources = [titled]
        own = bool(sources)
        if not sources and self._article:
            sources = [self._article]
        clause = clause_of(passage.text, figure)
        values = {
            "claim": self._said(passage.start, passage.start + len(passage.text)),
            "figure": " ".join(self._document.text[start : start + len(figure.text)].split()),
            "company": self._company(passage, figure, judged, sources),
            "metric": self._metric(passage.text, figure),
            "as_of": time_of(at_its_time(passage, figure), clause, passage.text),
            "status": status_of(passage.text, figure),
        }
        return _Mention(figure, passage.text, passage.start, {k: v for k, v in values.items() if v}, sources, own)

    def _metric(self, sentence: str, figure: Figure) -> str:
        metric = metric_of(sentence, figure)
        known = metric_in(sentence, self._ledger)
        return known if known and (not metric or metric in fold(known)) else metric

    def _company(self, passage: Passage, figure: Figure, judged: Judged, sources: Sequence[Source]) -> str:
        """Whose figure it is, by the ledger's names or as the subject of its clause; "" if it is not sure."""
        subject = subject_of(passage.text, figure, self._inside, self._written)
        named = judged.company if any(name == judged.company for _, name in passage.place.named) else ""
        known = self._written.get(named, "")
        if subject is None:
            return known
        if not subject:
            return ""
        short = {name for _, name in self._companies.named_in(subject)}
        if len(short) == 1:
            return self._written.get(short.pop(), subject)
        for source in sources:  # the title of what it is cited from may have another subject
            for other in find(source.title):
                if value_of(other)[:2] == value_of(figure)[:2]:
                    names = subject_of(source.title, other, self._inside, self._written)
                    if names is not None and fold(names) != fold(subject) and fold(subject) not in fold(source.title):
                        return ""
        return "" if known and fold(known) != fold(subject) else subject

    def _source(self, fields: Mapping[str, str]) -> Source:
        return self._sources[page_of(fields["url"])]

    def _listed_with(self, figure: Figure) -> Source | None:
        """The only source of a list that has a figure in its title."""
        found = [
            fields
            for fields in self._citations.listed
            if any(value_of(one) == value_of(figure) for one in find(fields.get("title", "")))
        ]
        return self._source(found[0]) if len(found) == 1 else None

    def _is_held(self, judged: Judged, mention: _Mention) -> bool:
        """Whether the ledger has a figure of the article already."""
        if judged.verdict in (Verdict.UNBACKED, Verdict.UNCLEAR, Verdict.CONTRADICTED):
            pages = {page_of(source.url) for source in mention.sources if source.url}
            return any(
                _states(claim, mention.figure)
                and (
                    claim.claim == mention.values["claim"]
                    or any(page_of(one.source.url) in pages for one in claim.citations if one.source.url)
                )
                for claim in self._ledger.claims
            )
        return True

    def _add(self, mention: _Mention) -> None:
        quote = self._said(mention.at, mention.at + len(mention.sentence), whole=True) if not mention.has_own else ""
        self._record(mention.values, mention.sources, quote if mention.sources else "")

    def _record(self, values: Mapping[str, str], sources: Sequence[Source], quote: str = "") -> Claim:
        declared = [self._recorder.declare(one) for one in sources]
        self._used.update(page_of(one.url) for one in sources if one.url)
        company = (values["company"],) if "company" in values else ()
        claim = claim_of({**values, "company": company, "unreviewed": True}, declared)
        if quote and declared:
            claim = _with_quote(claim, quote)
        return self._recorder.add(claim)

    def _add_titles(self, values: set[tuple[Decimal, Decimal, str]]) -> int:
        """A claim for each figure that only the title of a cited document has."""
        added = 0
        for cited in self._citations.cited:
            title = cited.fields.get("title", "")
            source = self._source(cited.fields) if title else None
            if source is None or source.key:
                continue
            figures = [one for one in find(title) if not is_noise(title, one) and any(map(str.isdigit, one.text))]
            for figure in figures:
                if value_of(figure) in values or _is_duration(figure, figures):
                    continue
                values.add(value_of(figure))
                subject = subject_of(title, figure, self._inside, self._written) or ""
                own = {"company": subject, "metric": self._metric(title, figure), "status": status_of(title, figure)}
                given = {"claim": title, "figure": figure.text, **{name: text for name, text in own.items() if text}}
                self._record(given, [source], title)
                added += 1
        return added

    def _add_without_figures(self) -> None:
        """A claim for each document that no claim cites so far: its sentence."""
        pending: dict[tuple[int, int], list[Source]] = {}
        for cited in self._citations.cited:
            source = self._source(cited.fields)
            if source.key or page_of(source.url) in self._used:
                continue
            at = cited.start
            if cited.closes or not self._citations.prose[slice(*self._assignment.sentence(at))].strip():
                at = len(self._citations.prose[:at].rstrip()) - 1
            sentence = self._assignment.sentence(max(at, 0))
            held = pending.setdefault((sentence.start, sentence.end), [])
            if source not in held:
                held.append(source)
        for (start, end), sources in pending.items():
            said = self._said(start, end)
            sources = [one for one in sources if page_of(one.url) not in self._used]
            if sources and len(said.split()) >= _FEWEST_WORDS:
                self._record({"claim": said}, sources)
            elif sources and sources[0].title:
                self._record({"claim": sources[0].title}, sources)

    def _add_listed(self, values: set[tuple[Decimal, Decimal, str]]) -> list[str]:
        """A claim for each document of a list that no claim cites: its title."""
        left_out = []
        for fields in self._citations.listed:
            source = self._source(fields)
            if source.key or page_of(source.url) in self._used:
                continue
            if not source.title:
                left_out.append(source.url)
                continue
            figures = [one for one in find(source.title) if any(map(str.isdigit, one.text))]
            new = [one for one in figures if value_of(one) not in values and not _is_duration(one, figures)]
            figure = {"figure": new[0].text} if len(new) == 1 else {}
            self._record({"claim": source.title, **figure}, [source], source.title)
        return left_out

    def _said(self, start: int, end: int, *, whole: bool = False) -> str:
        """A sentence as a reader sees it; without its references and what introduces them, unless `whole`."""
        if whole:
            return " ".join(self._document.text[start:end].split())
        prose = self._blanked(start, end, self._citations.prose)
        if prose == self._document.text[start:end]:
            return " ".join(prose.split())
        said = _SPACE_BEFORE.sub(r"\1", " ".join(_BRACKETS.sub(" ", prose).split()))
        said = _LEADING.sub("", said)
        first = said.split(" ", 1)[0]
        return said[:1].upper() + said[1:] if first.islower() else said


def _sources(cited: Sequence[Mapping[str, str]], recorder: Recorder) -> dict[str, Source]:
    """The sources of an article by their pages: the ledger's, else what the article says of each in all places."""
    said: dict[str, dict[str, str]] = {}
    for one in cited:
        page = said.setdefault(page_of(one["url"]), {})
        for name, value in one.items():
            if not is_placeholder(value):
                page.setdefault(name, value)
    found: dict[str, Source] = {}
    for key, fields in said.items():
        known = recorder.find(Source(url=fields["url"])).known
        made = source_of(fields)
        assert made
        found[key] = known or made
    return found


def _headings(document: Document, prose: str) -> list[tuple[int, int]]:
    """The headings of an article, and a first line that is like one."""
    _, found = body_of(document)
    begin = len(prose) - len(prose.lstrip())
    end = prose.find("\n", begin)
    if 0 < end - begin < _HEADLINE and prose[begin:end].rstrip()[-1:] not in tuple(".!?"):
        found = [*found, (begin, end)]
    return found


def _within_sentences(citations: Citations) -> frozenset[str]:
    """The capitalised words that do not begin a sentence, folded."""
    found: set[str] = set()
    for sentence in citations.sentences:
        text = citations.prose[sentence.start : sentence.end].lstrip()
        found.update(map(fold, names_in(text.partition(" ")[2])))
    return frozenset(found)


def _is_duration(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure is a time that says when or how fast another one of its sentence came about, or is in words."""
    if measure_of(figure)[0] not in _DURATIONS:
        return False
    in_words = not any(map(str.isdigit, figure.text))
    return in_words or any(measure_of(other)[0] not in _DURATIONS for other in others)


def _states(claim: Claim, figure: Figure) -> bool:
    return any(value_of(one) == value_of(figure) for one in find(f"{claim.figure} ; {claim.claim}"))


def _merged(mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """One mention for each value from the same source; one for which nothing is cited repeats one that is sourced."""
    kept: dict[tuple[Decimal, Decimal, str], list[_Mention]] = {}
    for one in mentions:
        beside = kept.setdefault(value_of(one.figure), [])
        for number, other in enumerate(beside):
            if _is_repeated(one, other):
                if one.has_own and not other.has_own:
                    beside[number] = one
                break
        else:
            beside.append(one)
    order = {id(one): number for number, one in enumerate(mentions)}
    yield from sorted((one for beside in kept.values() for one in beside), key=lambda one: order[id(one)])


def _is_repeated(one: _Mention, other: _Mention) -> bool:
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
