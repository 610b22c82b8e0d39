"""The figures of an article at their places, with what is said of each there, and the documents cited for it."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger.documents.document import Document
from ledger.drafts.cells import with_unit_of
from ledger.drafts.clauses import clause_of
from ledger.drafts.matching import Companies, place_of
from ledger.drafts.passages import passages_of
from ledger.drafts.statements import Passage, value_of
from ledger.drafts.times import at_its_time
from ledger.drafts.verdicts import Judgement
from ledger.extracting.assigning import Assignment
from ledger.extracting.citations import Citations, citations_of
from ledger.extracting.layout import items_of
from ledger.extracting.measured import metric_of, status_of, time_of
from ledger.extracting.names import names_in
from ledger.extracting.publishers import Spellings
from ledger.extracting.references import KnownPublishers
from ledger.extracting.subjects import subject_of
from ledger.figures import Figure, find
from ledger.model import Ledger, Source
from ledger.placeholders import is_placeholder
from ledger.recording.fields import source_of
from ledger.recording.proposals import metric_in, publishers_of_hosts
from ledger.recording.recorder import Recorder
from ledger.text import fold
from ledger.urls import document as page_of

_SPACE_BEFORE = re.compile(r"\s+([,.;:!?])")
_LEADING = re.compile(r"^[\s,;:–—.)\]|-]+")
_BRACKETS = re.compile(r"[(\[]\s*[)\]]")


class Mention(NamedTuple):
    """A figure at one place of the article."""

    figure: Figure
    sentence: str  # prose
    at: int  # of the sentence, in the text
    values: Mapping[str, str]
    sources: Sequence[Source]
    has_own: bool  # whether the article cites something for it


class Article:
    """An article as it is read beside a ledger: its prose, what it cites, and the names in both."""

    def __init__(self, document: Document, ledger: Ledger, itself: Source | None, day: datetime.date | None) -> None:
        """`itself` is the source that the article is, if it is known; "last year" counts from `day`."""
        self.document, self._ledger, self._itself, self._day = document, ledger, itself, day
        spellings = Spellings(lambda: names_in(document.text))
        folded = {fold(source.publisher).removeprefix("the ") for source, _ in ledger.documents() if source.publisher}
        self.citations = citations_of(document, KnownPublishers(publishers_of_hosts(ledger), folded, spellings.of_host))
        self.assignment = Assignment(self.citations, items_of(document))
        cited = [*(document.fields for document in self.citations.cited), *self.citations.listed]
        self._sources = _sources(cited, Recorder(ledger))
        self._companies = Companies(ledger)
        names = [name for claim in ledger.claims for name in (*claim.company, *claim.aliases)]
        self._written = {fold(name): name for name in reversed(names)}
        self._inside = _within_sentences(self.citations)

    def passages(self, prose: Document) -> Iterator[Passage]:
        """The sentences with figures of the article's prose."""
        return map(self._without_introductions, passages_of(prose, self._companies))

    def source(self, fields: Mapping[str, str]) -> Source:
        """The source that a citation with these fields is of."""
        return self._sources[page_of(fields["url"])]

    def _without_introductions(self, passage: Passage) -> Passage:
        """A passage with blanks for "According to Reuters' report of March 26th", whose date is not the figure's."""
        if self.document.cell_at(passage.start + passage.figures[0].start):
            return passage._replace(day=self._day)
        text = self._blanked(passage.start, passage.start + len(passage.text), self.citations.prose)
        if text == passage.text:
            return passage._replace(day=self._day)
        return passage._replace(day=self._day, text=text, place=place_of(text, "", self._companies))

    def _blanked(self, start: int, end: int, text: str) -> str:
        """A part of a text with blanks for the introductions in it."""
        part = text[start:end]
        held = self.citations.introductions
        first, last = (bisect_left(held, index, key=lambda one: one[0]) for index in (start, end))
        for begin, stop in held[first:last]:
            if stop > begin:
                part = part[: begin - start] + " " * (min(stop, end) - begin) + part[min(stop, end) - start :]
        return part

    def mention(self, passage: Passage, figure: Figure, judged: Judgement) -> Mention:
        """What is said of a figure."""
        start = passage.start + figure.start
        beside = [passage.start + other.start for other in passage.figures]
        cell = self.document.cell_at(start)
        whole = with_unit_of(figure, cell) if cell else None
        cited = self.assignment.of_span(start, start + len(figure.text), beside)
        sources = list({page_of(document.fields["url"]): self.source(document.fields) for document in cited}.values())
        if not sources and (titled := self._listed_with(figure)):
            sources = [titled]
        own = bool(sources)
        if not sources and self._itself:
            sources = [self._itself]
        clause = clause_of(passage.text, figure)
        values = {
            "claim": passage.text if cell else self.said(passage.start, passage.start + len(passage.text)),
            "figure": whole.text if whole else " ".join(self.document.text[start : start + len(figure.text)].split()),
            "company": self._company(passage, figure, judged, sources),
            "metric": self.metric(passage.text, figure),
            "as_of": time_of(at_its_time(passage, figure), clause, passage.text),
            "status": status_of(passage.text, figure),
        }
        where = start if cell else passage.start
        return Mention(
            figure, figure.text if cell else passage.text, where, {k: v for k, v in values.items() if v}, sources, own
        )

    def subject(self, text: str, figure: Figure) -> str | None:
        """The subject of the clause of a figure: "" if it is not sure, None if there is none."""
        return subject_of(text, figure, self._inside, self._written)

    def metric(self, sentence: str, figure: Figure) -> str:
        """What a figure measures, in the ledger's words if it has some for it."""
        metric = metric_of(sentence, figure)
        known = metric_in(sentence, self._ledger)
        return known if known and (not metric or metric in fold(known)) else metric

    def _company(self, passage: Passage, figure: Figure, judged: Judgement, sources: Sequence[Source]) -> str:
        """Whose figure it is, by the ledger's names or as the subject of its clause; "" if it is not sure."""
        subject = self.subject(passage.text, figure)
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
                    names = self.subject(source.title, other)
                    if names is not None and fold(names) != fold(subject) and fold(subject) not in fold(source.title):
                        return ""
        return "" if known and fold(known) != fold(subject) else subject

    def _listed_with(self, figure: Figure) -> Source | None:
        """The only source of a list that has a figure in its title."""
        found = [
            fields
            for fields in self.citations.listed
            if any(value_of(other) == value_of(figure) for other in find(fields.get("title", "")))
        ]
        return self.source(found[0]) if len(found) == 1 else None

    def said(self, start: int, end: int, *, whole: bool = False) -> str:
        """A sentence as a reader sees it; without its references and what introduces them, unless `whole`."""
        if whole:
            return " ".join(self.document.text[start:end].split())
        prose = self._blanked(start, end, self.citations.prose)
        if prose == self.document.text[start:end]:
            return " ".join(prose.split())
        said = _SPACE_BEFORE.sub(r"\1", " ".join(_BRACKETS.sub(" ", prose).split()))
        said = _LEADING.sub("", said)
        first = said.split(" ", 1)[0]
        return said[:1].upper() + said[1:] if first.islower() else said


def _sources(cited: Sequence[Mapping[str, str]], recorder: Recorder) -> dict[str, Source]:
    """The sources of an article by their pages: the ledger's, else what the article says of each in all places."""
    said: dict[str, dict[str, str]] = {}
    for given in cited:
        page = said.setdefault(page_of(given["url"]), {})
        for name, value in given.items():
            if not is_placeholder(value):
                page.setdefault(name, value)
    found: dict[str, Source] = {}
    for key, fields in said.items():
        known = recorder.find(Source(url=fields["url"])).known
        made = source_of(fields)
        assert made
        found[key] = known or made
    return found


def _within_sentences(citations: Citations) -> frozenset[str]:
    """The capitalised words that do not begin a sentence, folded."""
    found: set[str] = set()
    for sentence in citations.sentences:
        text = citations.prose[sentence.start : sentence.end].lstrip()
        found.update(map(fold, names_in(text.partition(" ")[2])))
    return frozenset(found)
