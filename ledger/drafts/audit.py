"""Which figures in a draft the ledger backs, rounds to, contradicts, or does not know."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from ledger.documents.document import Document
from ledger.drafts.matching import (
    Companies,
    Topic,
    companies_of,
    match,
    nearest_company,
    place_of,
    topic_of,
)
from ledger.drafts.sentences import sentences
from ledger.drafts.statements import (
    Passage,
    Stated,
    Value,
    in_units_of,
    is_repeated,
    key_of,
    relation_of,
    stated_by,
    value_of,
    values_of,
)
from ledger.drafts.words import stems, words_of
from ledger.figures import (
    MONEY,
    Figure,
    Relation,
    find,
    is_count,
    likely_typo,
)
from ledger.model import Claim, Ledger, Sourcing, superseded
from ledger.origins import is_self_sourced

# URLs and mail addresses, which have numbers of their own.
URL_PATTERN = re.compile(r"(?:https?://|www\.)[^\s<]++|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
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


# What the verdicts on figures mean, the most urgent first.
MEANING = {
    Verdict.CONTRADICTED: "The ledger says otherwise of the same thing.",
    Verdict.UNBACKED: "No claim in the ledger backs these.",
    Verdict.ROUNDED: "Figures of the ledger, rounded.",
    Verdict.BACKED: "Claims in the ledger state these.",
}


class Judged(Struct, frozen=True):
    """A figure of a draft with its verdict, the claims that it rests on, and why, in words."""

    path: str
    line: int
    column: int
    text: str  # the figure, as written
    sentence: str
    at: int  # the index of the figure in the sentence
    start: int  # and in the text of the draft
    end: int
    verdict: Verdict
    claims: tuple[Claim, ...] = ()
    ground: str = ""  # what the verdict rests on
    caveat: str = ""  # "but …": what keeps the claim from backing it without reserve
    prominent: bool = True  # money, a percentage or a measure; bare numbers and counted nouns come after these

    @property
    def reason(self) -> str:
        """The ground and the caveat in one."""
        return "; ".join(filter(None, (self.ground, self.caveat)))


class Auditor:
    """The figures of a ledger, ready to be looked up."""

    def __init__(self, ledger: Ledger) -> None:
        self._companies = Companies(ledger)
        self._replaced = superseded(ledger.claims)
        self._by_value: dict[tuple[str, int], list[Stated]] = {}
        self._by_company: dict[str, list[Stated]] = {}
        self._by_word: dict[str, list[Stated]] = {}
        self._topics: dict[tuple[int, str], Topic] = {}
        for claim in ledger.claims:
            names = companies_of(claim)
            for figure, sentence, main in stated_by(claim):
                stated = Stated(figure, claim, sentence)
                for value in {figure.low, figure.high}:
                    self._by_value.setdefault(key_of(figure, value), []).append(stated)
                if main:
                    for company in names:
                        self._by_company.setdefault(company, []).append(stated)
                    if not names:
                        for word in self._topic(stated).stems:
                            self._by_word.setdefault(word, []).append(stated)

    def _topic(self, stated: Stated) -> Topic:
        """What a figure of the ledger is about; found out only once, and only if it is needed."""
        key = (id(stated.claim), stated.sentence)
        found = self._topics.get(key)
        if found is None:
            found = self._topics[key] = topic_of(stated.claim, stated.sentence)
        return found

    def judge(self, draft: Document, *, everything: bool = False) -> Iterator[Judged]:
        """The figures of a draft with their verdicts, in the order of the text.

        Numbers in words alone are not checked, unless `everything` is.
        """
        found: list[Judged] = []
        backed: dict[tuple[Decimal, Decimal, str], Judged] = {}
        again: list[tuple[Passage, Figure, Judged]] = []  # what the ledger does not back by itself
        for passage in list(self._passages(draft)):  # all, so that each knows what stands beside it
            for figure in passage.figures:
                judged = self._judged(passage, figure, everything)
                if judged.verdict is Verdict.BACKED:
                    backed.setdefault((figure.low, figure.high, figure.unit), judged)
                if judged.verdict is Verdict.UNBACKED:
                    again.append((passage, figure, judged))
                else:
                    found.append(judged)
        for passage, figure, judged in again:
            meant = backed.get((figure.low, figure.high, figure.unit))
            if meant and _is_meant_again(passage, figure, judged, meant):
                ground = f"as in {draft.line_name} {meant.line}"
                judged = replace(
                    judged, verdict=Verdict.BACKED, claims=meant.claims, ground=ground, caveat=meant.caveat
                )
            found.append(judged)
        for left_out in draft.left_out:
            for figure in find(left_out.text):
                place = draft.position_in_source(left_out.at + figure.start)
                found.append(_not_checked(draft, place, figure, left_out.reason))
        for url in URL_PATTERN.finditer(draft.text):
            for figure in find(url[0]):
                place = draft.position(url.start() + figure.start)
                found.append(_not_checked(draft, place, figure, "a URL or path"))
        yield from sorted(found, key=lambda one: (one.line, one.column))

    def _passages(self, draft: Document) -> Iterator[Passage]:
        """The sentences of a draft that hold figures."""
        prose = URL_PATTERN.sub(lambda url: " " * len(url[0]), draft.text)
        first = len(prose) - len(prose.lstrip())
        beside: Counter[Value] = Counter()
        done = 0
        for sentence in sentences(prose):
            text = prose[sentence.start : sentence.end]
            if prose.count("\n", done, sentence.start) > 1:  # a paragraph begins
                beside = Counter()
            done = sentence.end
            if figures := tuple(find(text)):
                near = max(0, sentence.start - _CONTEXT)
                begin = max(near, prose.rfind("\n\n", near, sentence.start))
                before = prose[begin : sentence.start]
                headline = sentence.start <= first
                place = place_of(text, before, self._companies)
                beside.update(map(value_of, figures))
                yield Passage(draft, sentence.start, text, figures, place, headline, beside)

    def _judged(self, passage: Passage, figure: Figure, everything: bool) -> Judged:
        draft, start = passage.draft, passage.start + figure.start
        if not everything and _is_word(figure):
            return _not_checked(draft, draft.position(start), figure, "a number in words (--all checks these)")
        verdict, claims, ground = self._verdict(passage, figure)
        caveat = self._caveat(claims[0]) if verdict in (Verdict.BACKED, Verdict.ROUNDED) else ""
        line, column = draft.position(start)
        shown = " ".join(draft.text[start : start + len(figure.text)].split())
        prominent = _is_prominent(figure)
        return Judged(
            draft.path,
            line,
            column,
            shown,
            passage.text,
            figure.start,
            start,
            start + len(figure.text),
            verdict,
            tuple(claims),
            ground,
            caveat,
            prominent,
        )

    def _verdict(self, passage: Passage, figure: Figure) -> tuple[Verdict, Sequence[Claim], str]:
        """The verdict on a figure, the claims that it rests on, and its ground in words."""
        nearest, here = nearest_company(passage.place, passage.text[: figure.start])
        matches: dict[Relation, list[tuple[int, Claim]]] = {Relation.same: [], Relation.rounded: []}
        noun = stems(words_of(f"{figure.text} {figure.unit}"))
        elsewhere: list[Claim] = []
        said: dict[int, str] = {}  # what each claim states, by its identity
        for stated in self._near(figure):
            relation = relation_of(figure, passage.text, stated)
            if relation not in matches:
                continue
            found = match(self._topic(stated), passage.place, nearest, here, noun)
            if found.same and not is_repeated(figure, passage, stated):
                matches[relation].append((found.weight, stated.claim))
                said[id(stated.claim)] = stated.figure.text
            elif relation is Relation.same:
                elsewhere.append(stated.claim)
        if matches[Relation.same]:
            claims = self._best(matches[Relation.same])
            if not nearest and (rival := self._rival(figure, passage, claims)):
                reason = f"the claim with the other figures of this paragraph says {rival.figure.text}"
                return Verdict.CONTRADICTED, [rival.claim], reason
            return Verdict.BACKED, claims, ""
        if matches[Relation.rounded]:
            claims = self._best(matches[Relation.rounded])
            return Verdict.ROUNDED, claims, f"the ledger says {said[id(claims[0])]}"
        if against := self._contradicting(figure, passage, nearest, here):
            slip = likely_typo(figure, in_units_of(against.figure, figure))
            reason = f"the ledger says {against.figure.text}" + (f"; {slip}" if slip else "")
            return Verdict.CONTRADICTED, [against.claim], reason
        if elsewhere:
            reason = "a claim states the same figure, but about something else"
            return Verdict.UNBACKED, list(dict.fromkeys(elsewhere))[:3], reason
        return Verdict.UNBACKED, [], "no claim states it"

    def _near(self, figure: Figure) -> Iterator[Stated]:
        """What the ledger states of about the same value."""
        seen: set[int] = set()
        for value in {figure.low, figure.high}:
            kind, middle = key_of(figure, value)
            for bucket in (middle - 1, middle, middle + 1):
                for stated in self._by_value.get((kind, bucket), ()):
                    if id(stated) not in seen:
                        seen.add(id(stated))
                        yield stated

    def _contradicting(self, figure: Figure, passage: Passage, nearest: str, here: bool) -> Stated | None:
        """What the ledger states otherwise of the same thing and in the same unit; the likeliest."""
        candidates: Iterable[Stated] = self._by_company.get(nearest, ())
        if not nearest:
            candidates = self._sharing(passage, _SHARED)
        found: list[tuple[bool, int, Stated]] = []
        for stated in candidates:
            gone = stated.claim.retracted or stated.claim.id in self._replaced
            if gone or relation_of(figure, passage.text, stated) is not Relation.conflicting:
                continue
            sure = match(self._topic(stated), passage.place, nearest, here)
            kept = (
                relation_of(other, passage.text, stated) in (Relation.same, Relation.rounded)
                for other in passage.figures
            )
            if sure.close and not any(kept):
                slip = bool(likely_typo(figure, in_units_of(stated.figure, figure)))
                found.append((slip, sure.weight, stated))
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _rival(self, figure: Figure, passage: Passage, backing: Sequence[Claim]) -> Stated | None:
        """What another claim says in the same words, if it has more of the paragraph's figures than those that back it.

        "Ash wins 52 times, Birch 47" restates the poll of 53 and 47, not the one of 52 and 48.
        """
        beside, value = passage.beside, value_of(figure)
        values = [values_of(claim) for claim in backing]
        most = max((held & beside).total() for held in values)
        if len(beside) <= max(map(len, values)) and most == beside.total():
            return None  # the claim has them all
        found: list[tuple[int, Stated]] = []
        words = len(passage.place.stems)
        for stated in self._sharing(passage, max(2, math.ceil(0.8 * words))):
            held, instead = values_of(stated.claim), value_of(stated.figure)
            common = (held & beside).total()
            if (
                common >= most
                and stated.claim not in backing
                and held[value] < beside[value]
                and held[instead] > beside[instead]
                and relation_of(figure, passage.text, stated) is Relation.conflicting
                and len(self._topic(stated).stems) * 0.8 <= words
            ):
                found.append((common, stated))
        return max(found, key=lambda one: one[0])[1] if found else None

    def _sharing(self, passage: Passage, least: int) -> list[Stated]:
        """What claims without a company state in sentences that share so many words with a passage."""
        shared: Counter[Stated] = Counter()
        for word in passage.place.stems:
            shared.update(self._by_word.get(word, ())[:_MOST])
        return [stated for stated, count in shared.items() if count >= least]

    def _best(self, pairs: Iterable[tuple[int, Claim]]) -> list[Claim]:
        """The claims, those without a caveat first, then the likeliest."""
        best: dict[int, tuple[bool, int, Claim]] = {}
        for weight, claim in pairs:
            best[id(claim)] = (not self._caveat(claim), weight, claim)
        return [claim for _, _, claim in sorted(best.values(), key=lambda one: one[:2], reverse=True)]

    def _caveat(self, claim: Claim) -> str:
        """What keeps a claim from backing a figure without reserve."""
        if claim.retracted:
            return f"but the claim is retracted: {claim.retracted.rstrip('.')}"
        if claim.id and claim.id in self._replaced:
            return "but the claim is superseded"
        if claim.sourcing is Sourcing.NONE:
            return "but the claim has no source"
        if claim.unreviewed:
            return "but nobody has checked the claim against its source"
        if claim.sourcing is Sourcing.PART:
            return "but the claim has only part of a source"
        return "but only the company itself says so" if is_self_sourced(claim) else ""


def _is_meant_again(passage: Passage, figure: Figure, judged: Judged, meant: Judged) -> bool:
    """Whether a figure that is backed elsewhere in the draft is meant: in the headline, or where nothing else is named.

    Money, percentages and measures of three digits or more; a headline must be about the same claim.
    """
    if not _is_prominent(figure) or len(f"{figure.low:f}".replace(".", "").strip("-0")) < 3:
        return False
    if passage.headline:
        return any(claim in judged.claims for claim in meant.claims)
    return meant.line < judged.line and not (passage.place.quantities or passage.place.years or passage.place.named)


def _is_word(figure: Figure) -> bool:
    """Whether a figure is a number in words with nothing else to tell that it is one: "three", "a dozen firms"."""
    return not any(char.isdigit() for char in figure.text) and not _is_prominent(figure)


def _is_prominent(figure: Figure) -> bool:
    return figure.unit in MONEY or not is_count(figure.unit)


def _not_checked(draft: Document, place: tuple[int, int], figure: Figure, reason: str) -> Judged:
    return Judged(
        draft.path, *place, figure.text, "", 0, 0, 0, Verdict.NOT_CHECKED, ground=reason,
        prominent=_is_prominent(figure),
    )  # fmt: skip
