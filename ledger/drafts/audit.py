"""Which figures in a draft the ledger backs, rounds to, contradicts, or does not know."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ledger.drafts.matching import (
    Companies,
    Place,
    Topic,
    companies_of,
    match,
    nearest_company,
    place_of,
    topic_of,
)
from ledger.drafts.reading import Draft
from ledger.drafts.sentences import sentences
from ledger.drafts.words import stems, words_of
from ledger.figures import (
    MONEY,
    Figure,
    Relation,
    find,
    is_count,
    likely_typo,
    read,
    relate,
    speaks_of_loss,
    unsigned,
)
from ledger.model import Claim, Ledger, Sourcing, superseded
from ledger.origins import is_self_sourced

_SHARED = 5  # words that a contradicted claim without a company has in common with a sentence
_MOST = 2000  # claims with one word that are looked at
_CONTEXT = 1500  # characters of the paragraph before a sentence that are looked at


class Verdict(StrEnum):
    """What the ledger says of a figure."""

    CONTRADICTED = "contradicted"
    UNBACKED = "unbacked"
    ROUNDED = "rounded"
    BACKED = "backed"
    NOT_CHECKED = "not checked"


class Judged(Struct, frozen=True):
    """A figure of a draft with its verdict, the claims that it rests on, and the reason in words."""

    path: str
    line: int
    column: int
    text: str  # the figure, as written
    sentence: str
    at: int  # the index of the figure in the sentence
    verdict: Verdict
    claims: tuple[Claim, ...] = ()
    reason: str = ""
    prominent: bool = True  # money, a percentage or a measure; bare numbers and counted nouns come after these


class _Stated(NamedTuple):
    """A figure that a claim states."""

    figure: Figure
    claim: Claim
    sentence: str  # in which it stands; "" for all of the claim


class _Passage(NamedTuple):
    """A sentence of a draft with its figures, and what it is about."""

    draft: Draft
    start: int
    text: str
    figures: tuple[Figure, ...]
    place: Place
    headline: bool  # it opens the draft


class Auditor:
    """The figures of a ledger, ready to be looked up."""

    def __init__(self, ledger: Ledger) -> None:
        self._companies = Companies(ledger)
        self._replaced = superseded(ledger.claims)
        self._by_value: dict[tuple[str, int], list[_Stated]] = {}
        self._by_company: dict[str, list[_Stated]] = {}
        self._by_word: dict[str, list[_Stated]] = {}
        self._topics: dict[tuple[int, str], Topic] = {}
        for claim in ledger.claims:
            names = companies_of(claim)
            for figure, sentence, main in _stated_by(claim):
                stated = _Stated(figure, claim, sentence)
                for value in {figure.low, figure.high}:
                    self._by_value.setdefault((_kind(figure), _bucket(value)), []).append(stated)
                if main:
                    for company in names:
                        self._by_company.setdefault(company, []).append(stated)
                    if not names:
                        for word in self._topic(stated).stems:
                            self._by_word.setdefault(word, []).append(stated)

    def _topic(self, stated: _Stated) -> Topic:
        """What a figure of the ledger is about; found out only once, and only if it is needed."""
        key = (id(stated.claim), stated.sentence)
        found = self._topics.get(key)
        if found is None:
            found = self._topics[key] = topic_of(stated.claim, stated.sentence)
        return found

    def judge(self, draft: Draft, *, everything: bool = False) -> Iterator[Judged]:
        """The figures of a draft with their verdicts, in the order of the text.

        Numbers in words alone are not checked, unless `everything` is.
        """
        found: list[tuple[int, Judged]] = []
        backed: dict[tuple[Decimal, Decimal, str], Judged] = {}
        again: list[tuple[_Passage, Figure, Judged]] = []  # what the ledger does not back by itself
        for passage in self._passages(draft):
            for figure in passage.figures:
                judged = self._judged(passage, figure, everything)
                if judged.verdict is Verdict.BACKED:
                    backed.setdefault((figure.low, figure.high, figure.unit), judged)
                if judged.verdict is Verdict.UNBACKED:
                    again.append((passage, figure, judged))
                else:
                    found.append((passage.start + figure.start, judged))
        for passage, figure, judged in again:
            meant = backed.get((figure.low, figure.high, figure.unit))
            if meant and _is_meant_again(passage, figure, judged, meant):
                reason = f"as on line {meant.line}" + (f"; {meant.reason}" if meant.reason else "")
                judged = replace(judged, verdict=Verdict.BACKED, claims=meant.claims, reason=reason)
            found.append((passage.start + figure.start, judged))
        for skipped in draft.skipped:
            for figure in find(draft.text[skipped.start : skipped.end]):
                at = skipped.start + figure.start
                found.append((at, _not_checked(draft, at, figure, skipped.reason)))
        for _, judged in sorted(found, key=lambda pair: pair[0]):
            yield judged

    def _passages(self, draft: Draft) -> Iterator[_Passage]:
        """The sentences of a draft that hold figures."""
        first = len(draft.prose) - len(draft.prose.lstrip())
        for sentence in sentences(draft.prose):
            text = draft.prose[sentence.start : sentence.end]
            if figures := tuple(find(text)):
                near = max(0, sentence.start - _CONTEXT)
                begin = max(near, draft.prose.rfind("\n\n", near, sentence.start))
                before = draft.prose[begin : sentence.start]
                headline = sentence.start <= first
                place = place_of(text, before, self._companies)
                yield _Passage(draft, sentence.start, text, figures, place, headline)

    def _judged(self, passage: _Passage, figure: Figure, everything: bool) -> Judged:
        draft, start = passage.draft, passage.start + figure.start
        if not everything and _is_word(figure):
            return _not_checked(draft, start, figure, "a number in words (--all checks these)")
        verdict, claims, reason = self._verdict(passage, figure)
        line, column = draft.position(start)
        shown = " ".join(draft.text[start : start + len(figure.text)].split())
        prominent = _is_prominent(figure)
        return Judged(
            draft.path, line, column, shown, passage.text, figure.start, verdict, tuple(claims), reason, prominent
        )

    def _verdict(self, passage: _Passage, figure: Figure) -> tuple[Verdict, Sequence[Claim], str]:
        """The verdict on a figure, the claims that it rests on, and the reason in words."""
        nearest, here = nearest_company(passage.place, passage.text[: figure.start])
        matches: dict[Relation, list[tuple[int, Claim]]] = {Relation.same: [], Relation.rounded: []}
        noun = stems(words_of(f"{figure.text} {figure.unit}"))
        elsewhere: list[Claim] = []
        said: dict[int, str] = {}  # what each claim states, by its identity
        for stated in self._near(figure):
            relation = _relation(figure, passage.text, stated)
            if relation not in matches:
                continue
            found = match(self._topic(stated), passage.place, nearest, here, noun)
            if found.same and not _is_repeated(figure, passage, stated):
                matches[relation].append((found.weight, stated.claim))
                said[id(stated.claim)] = stated.figure.text
            elif relation is Relation.same:
                elsewhere.append(stated.claim)
        if matches[Relation.same]:
            claims = self._best(matches[Relation.same])
            return Verdict.BACKED, claims, self._caveat(claims[0])
        if matches[Relation.rounded]:
            claims = self._best(matches[Relation.rounded])
            caveat = self._caveat(claims[0])
            return Verdict.ROUNDED, claims, f"the ledger says {said[id(claims[0])]}" + (f"; {caveat}" if caveat else "")
        if against := self._contradicting(figure, passage, nearest, here):
            slip = likely_typo(figure, _in_units_of(against.figure, figure))
            reason = f"the ledger says {against.figure.text}" + (f"; {slip}" if slip else "")
            return Verdict.CONTRADICTED, [against.claim], reason
        if elsewhere:
            reason = "a claim states the same figure, but about something else"
            return Verdict.UNBACKED, list(dict.fromkeys(elsewhere))[:3], reason
        return Verdict.UNBACKED, [], "no claim states it"

    def _near(self, figure: Figure) -> Iterator[_Stated]:
        """What the ledger states of about the same value."""
        seen: set[int] = set()
        for value in {figure.low, figure.high}:
            for bucket in range(_bucket(value) - 1, _bucket(value) + 2):
                for stated in self._by_value.get((_kind(figure), bucket), ()):
                    if id(stated) not in seen:
                        seen.add(id(stated))
                        yield stated

    def _contradicting(self, figure: Figure, passage: _Passage, nearest: str, here: bool) -> _Stated | None:
        """What the ledger states otherwise of the same thing and in the same unit; the likeliest."""
        candidates: Iterable[_Stated] = self._by_company.get(nearest, ())
        if not nearest:
            shared: Counter[_Stated] = Counter()
            for word in passage.place.stems:
                shared.update(self._by_word.get(word, ())[:_MOST])
            candidates = [stated for stated, count in shared.items() if count >= _SHARED]
        found: list[tuple[bool, int, _Stated]] = []
        for stated in candidates:
            gone = stated.claim.retracted or stated.claim.id in self._replaced
            if gone or _relation(figure, passage.text, stated) is not Relation.conflicting:
                continue
            sure = match(self._topic(stated), passage.place, nearest, here)
            kept = (
                _relation(other, passage.text, stated) in (Relation.same, Relation.rounded) for other in passage.figures
            )
            if sure.close and not any(kept):
                slip = bool(likely_typo(figure, _in_units_of(stated.figure, figure)))
                found.append((slip, sure.weight, stated))
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _best(self, pairs: Iterable[tuple[int, Claim]]) -> list[Claim]:
        """The claims, those without a caveat first, then the likeliest."""
        best: dict[int, tuple[bool, int, Claim]] = {}
        for weight, claim in pairs:
            best[id(claim)] = (not self._caveat(claim), weight, claim)
        return [claim for _, _, claim in sorted(best.values(), key=lambda one: one[:2], reverse=True)]

    def _caveat(self, claim: Claim) -> str:
        """What keeps a claim from backing a figure without reserve."""
        if claim.retracted:
            return f"but the claim is retracted: {claim.retracted}"
        if claim.id and claim.id in self._replaced:
            return "but the claim is superseded"
        if claim.sourcing is Sourcing.NONE:
            return "but the claim has no source"
        if claim.unreviewed:
            return "but nobody has checked the claim against its source"
        if claim.sourcing is Sourcing.PART:
            return "but the claim has only part of a source"
        return "but only the company itself says so" if is_self_sourced(claim) else ""


def _stated_by(claim: Claim) -> Iterator[tuple[Figure, str, bool]]:
    """The figures of a claim, each with its sentence, and whether the claim is about it.

    Its own comes first, then those of its text and of its quotes.
    """
    own = read(claim.figure, claim.metric) if claim.figure else None
    if own:
        yield own, "", True
    for text in (claim.claim, claim.loose_quote, *(citation.quote for citation in claim.citations)):
        for sentence in sentences(text):
            part = text[sentence.start : sentence.end]
            for figure in find(part):
                if own is None or (figure.low, figure.high, figure.bound) != (own.low, own.high, own.bound):
                    yield figure, part, own is None and text is claim.claim


def _kind(figure: Figure) -> str:
    """The unit by which figures are looked up: all counts are alike, because nouns differ."""
    return "" if is_count(figure.unit) else figure.unit


def _bucket(value: Decimal) -> int:
    """A number that is the same or the next for values that round to one another."""
    return math.floor(math.log(abs(float(value)), 1.35)) if value else -10_000


def _relation(figure: Figure, text: str, stated: _Stated) -> Relation | None:
    """How a figure of a draft, in its sentence, relates to one of the ledger; None if they cannot be compared.

    A sign is no difference where the sentence without one speaks of a loss.
    """
    other = stated.figure
    if figure.per and other.per and figure.per != other.per:
        return None
    if is_count(figure.unit) and is_count(other.unit):
        if figure.unit and other.unit and not _share_noun(figure, other):
            return None
    elif figure.unit != other.unit:
        return None
    other = _in_units_of(other, figure)
    if other.high < 0 <= figure.low and speaks_of_loss(text):
        other = unsigned(other)
    if figure.high < 0 <= other.low and speaks_of_loss(stated.sentence or stated.claim.claim):
        figure = unsigned(figure)
    relation = relate(figure, other)
    if relation is Relation.compatible and (figure.low, figure.high) == (other.low, other.high):
        return Relation.rounded  # the same number, bounded otherwise: "in six weeks", "in no more than six weeks"
    return relation


def _in_units_of(stated: Figure, figure: Figure) -> Figure:
    return replace(stated, unit=figure.unit, per=figure.per)


def _is_meant_again(passage: _Passage, figure: Figure, judged: Judged, meant: Judged) -> bool:
    """Whether a figure that is backed elsewhere in the draft is meant: in the headline, or where nothing else is named.

    Money, percentages and measures of three digits or more; a headline must be about the same claim.
    """
    if not _is_prominent(figure) or len(f"{figure.low:f}".replace(".", "").strip("-0")) < 3:
        return False
    if passage.headline:
        return any(claim in judged.claims for claim in meant.claims)
    return meant.line < judged.line and not (passage.place.quantities or passage.place.years or passage.place.named)


def _is_repeated(figure: Figure, passage: _Passage, stated: _Stated) -> bool:
    """Whether a sentence says a number more often than the claim does, and this is not the one that is meant.

    "59% approve and 39% disapprove" does not back the first figure of "39% approve and 39% disapprove".
    """
    figures, text = passage.figures, passage.text
    alike = [
        other for other in figures if (other.low, other.high, other.unit) == (figure.low, figure.high, figure.unit)
    ]
    if len(alike) < 2:
        return False
    said = stated.sentence or stated.claim.claim
    of_claim = [other for other in find(said) if other.unit == stated.figure.unit]
    meant = [other for other in of_claim if (other.low, other.high) == (stated.figure.low, stated.figure.high)]
    missing = {other.low for other in of_claim} - {other.low for other in figures}
    if not (meant and missing) or len(meant) >= len(alike):
        return False
    around = _around(said, meant[0])
    best = max(alike, key=lambda other: len(around & _around(text, other)))
    return best is not figure


def _around(text: str, figure: Figure) -> frozenset[str]:
    """The stems of the words beside a figure."""
    return stems(words_of(text[max(0, figure.start - 30) : figure.start] + " " + text[figure.end : figure.end + 40]))


def _share_noun(one: Figure, other: Figure) -> bool:
    words = [{word.removesuffix("s") for word in words_of(f"{figure.text} {figure.unit}")} for figure in (one, other)]
    return not words[0].isdisjoint(words[1])


def _is_word(figure: Figure) -> bool:
    """Whether a figure is a number in words with nothing else to tell that it is one: "three", "a dozen firms"."""
    return not any(char.isdigit() for char in figure.text) and not _is_prominent(figure)


def _is_prominent(figure: Figure) -> bool:
    return figure.unit in MONEY or not is_count(figure.unit)


def _not_checked(draft: Draft, start: int, figure: Figure, reason: str) -> Judged:
    line, column = draft.position(start)
    return Judged(draft.path, line, column, figure.text, "", 0, Verdict.NOT_CHECKED, (), reason, _is_prominent(figure))
