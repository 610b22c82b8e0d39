"""Which figures in a draft the ledger backs, rounds to, contradicts, or does not know.

A figure comes to its verdict so. The ledger's figures of about its value are weighed (`weighing`): is the claim about
the company that the clause names, or that its paragraph carries on (`matching`); about the quantity of which the
clause speaks, in the words of the metric or in others for the same (`quantities`); about its time (`times`); in its
role, a level and not a change, a part or a rate (`roles`); and is nothing denied, doubted or planned (`clauses`)? If
all of it is so, the figure is backed, or rounded, and outdated or withdrawn if that claim no longer stands. Else what
the ledger says otherwise of the same company, quantity and time contradicts it. Else the likeliest claims are shown
to a person, with what speaks against each; if there is none, the figure is not in the ledger. Constants were chosen
on the pairs of benchmarks/pairs.yaml, so that none of its 100 sentences about something else is backed.
"""

import datetime
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from ledger.documents.document import FRONT_MATTER, Document
from ledger.drafts.across import inconsistent_in
from ledger.drafts.clauses import begins_with_another, has_other_subject, is_quoted, speaks_of_now, speaks_of_past
from ledger.drafts.consistency import with_own_arithmetic
from ledger.drafts.deriving import Deriver, in_words, may_follow
from ledger.drafts.history import histories, overtaken
from ledger.drafts.index import Index
from ledger.drafts.matching import Companies, Surroundings, companies_of, match
from ledger.drafts.passages import company_of, passages_of
from ledger.drafts.roles import is_change, measures_change
from ledger.drafts.statements import (
    Passage,
    StatedFigure,
    differing_unit,
    digits_of,
    in_units_of,
    is_repeated,
    may_be_same,
    relation_of,
    value_of,
    values_of,
    with_unit,
)
from ledger.drafts.times import at_its_time, date_of, without_unknown_time
from ledger.drafts.unchecked import is_prominent, is_word, not_checked, unchecked_in
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.drafts.weighing import (
    Candidate,
    Context,
    against_time,
    best,
    context_of,
    counts_other,
    doubts,
    is_covered,
    is_near,
    is_other,
    is_slip_of,
    role_against,
    spoken_by_unit,
    weigh,
)
from ledger.figures import Figure, Relation, likely_typo
from ledger.model import Claim, Ledger, Sourcing, superseded
from ledger.origins import is_self_sourced
from ledger.text import fold

_CANDIDATES = 3  # claims that are shown for one figure
_SHARED = 5  # words that a contradicted claim without a company has in common with a sentence
_SLIP = 5  # what a number that looks like a slip of a claim's is worth, in words that a sentence and a claim share
_BACKING = (Verdict.BACKED, Verdict.ROUNDED)
_STATED = (Verdict.BACKED, Verdict.ROUNDED, Verdict.OUTDATED, Verdict.UNCLEAR, Verdict.CONTRADICTED)
_SHORT = 2  # digits, of which many a number is a slip of another by chance


class _Answer(NamedTuple):
    """What is said of a figure."""

    verdict: Verdict
    claims: Sequence[Claim]
    ground: str
    against: tuple[str, ...] = ()
    caveat: str = ""


class Auditor:
    """The figures of a ledger, ready to be looked up."""

    def __init__(self, ledger: Ledger) -> None:
        self._companies = Companies(ledger)
        self._replaced = superseded(ledger.claims)
        self._index = Index(ledger)
        groups = histories(ledger)
        self._overtaken = overtaken(ledger, groups)
        self._deriver = Deriver(groups)

    def judge(
        self, draft: Document, *, everything: bool = False, day: datetime.date | None = None
    ) -> Iterator[Judgement]:
        """The figures of a draft with their verdicts, in the order of the text.

        Numbers in words alone are not checked, unless `everything` is. "Last year" counts from `day`, else from the
        date in the front matter.
        """
        front = "".join(passage.text for passage in draft.left_out if passage.reason == FRONT_MATTER)
        day = day or date_of(front)
        found: list[Judgement] = []
        backed: dict[tuple[Decimal, Decimal, str], Judgement] = {}
        again: list[tuple[Passage, Figure, Judgement]] = []  # what the ledger does not back by itself
        passages = [passage._replace(day=day) for passage in passages_of(draft, self._companies)]
        for passage in passages:
            for figure in passage.figures:
                judged = self._judged(passage, figure, everything=everything)
                if judged.verdict is Verdict.BACKED:
                    backed.setdefault((figure.low, figure.high, figure.unit), judged)
                if judged.verdict in (Verdict.UNBACKED, Verdict.UNCLEAR):
                    again.append((passage, figure, judged))
                else:
                    found.append(judged)
        stated = sorted(
            (judged for judged in (*found, *(judged for *_, judged in again)) if judged.verdict in _STATED),
            key=lambda judged: judged.start,
        )
        for passage, figure, judged in again:
            meant = backed.get((figure.low, figure.high, figure.unit))
            if meant and _is_meant_again(passage, figure, judged, meant):
                ground = f"as in {draft.line_name} {meant.line}"
                judged = replace(
                    judged, verdict=Verdict.BACKED, claims=meant.claims, ground=ground, against=(), caveat=meant.caveat
                )
            else:
                judged = self._followed(passage, figure, judged, stated)
            found.append(judged)
        for passage in passages:
            for figure in in_words(passage.text):
                judged = self._followed(passage, figure, self._judged(passage, figure, everything=True), stated)
                if judged.verdict is Verdict.DERIVED:
                    found.append(judged)
        found = list(with_own_arithmetic(found, inconsistent_in(passages), partial(self._judged, everything=True)))
        found += unchecked_in(draft, found)
        yield from sorted(found, key=lambda judged: (judged.line, judged.column))

    def _followed(self, passage: Passage, figure: Figure, judged: Judgement, stated: Sequence[Judgement]) -> Judgement:
        """A figure that nothing states, if it follows from claims of what its paragraph states beside it."""
        of_another = not passage.place.named and begins_with_another(passage.text)
        if of_another or not may_follow(passage.text, figure):
            return judged
        begin = passage.draft.text.rfind("\n\n", 0, judged.start) + 1
        span = (begin, passage.start + len(passage.text))
        first, last = (bisect_left(stated, index, key=lambda other: other.start) for index in span)
        beside = sorted(stated[first:last], key=lambda other: abs(other.start - judged.start))
        others = (near for other in passage.figures if other is not figure for near in self._index.near(other))
        claims = [claim for other in beside for claim in other.claims] + [near.claim for near in others]
        derived = self._deriver.derived(passage, figure, claims) if claims else None
        if not derived:
            own = [
                other.claims[0]
                for other in beside
                if other.verdict in _BACKING and passage.start <= other.start < judged.start
            ]
            wrong = self._deriver.otherwise(passage.text, figure, own)
            if not wrong:
                return judged
            return replace(judged, verdict=Verdict.CONTRADICTED, claims=wrong.claims, ground=wrong.said, against=())
        names = " and ".join(claim.id or str(claim.place) for claim in derived.claims)
        ground = f"follows from {names}: {derived.said}"
        caveat = next(filter(None, map(self._caveat, derived.claims)), "")
        return replace(judged, verdict=Verdict.DERIVED, claims=derived.claims, ground=ground, against=(), caveat=caveat)

    def _judged(self, passage: Passage, figure: Figure, *, everything: bool) -> Judgement:
        place = at_its_time(passage, figure)
        passage = passage._replace(place=place._replace(quantities=place.quantities | spoken_by_unit(figure)))
        draft, start = passage.draft, passage.start + figure.start
        if not everything and is_word(figure):
            return not_checked(draft, draft.position(start), figure, "a number in words (--all checks these)")
        nearest, here = company_of(passage, figure)
        answer = self._verdict(passage, figure, nearest, here)
        stands = answer.verdict in (Verdict.BACKED, Verdict.ROUNDED)
        caveat = answer.caveat or (self._caveat(answer.claims[0]) if stands else "")
        line, column = draft.position(start)
        shown = " ".join(draft.text[start : start + len(figure.text)].split())
        prominent = is_prominent(figure)
        return Judgement(
            draft.path,
            line,
            column,
            shown,
            passage.text,
            figure.start,
            start,
            start + len(figure.text),
            answer.verdict,
            tuple(answer.claims),
            answer.ground,
            answer.against,
            caveat,
            is_quoted(passage.text, figure.start),
            prominent,
            figure,
            nearest or next(iter(passage.before), ""),
        )

    def _verdict(self, passage: Passage, figure: Figure, nearest: str, here: bool) -> _Answer:
        """The verdict on a figure, the claims that it rests on, and what speaks against them."""
        seen = context_of(passage, figure, nearest, here, passage.before)
        found = [
            weigh(stated, relation, self._index.topic(stated), seen)
            for stated in self._index.near(figure)
            if (relation := relation_of(figure, passage.text, stated)) in (Relation.same, Relation.rounded)
        ]
        backing = [near for near in found if near.backs and not is_repeated(figure, passage, near.stated)]
        same = [near for near in backing if near.relation is Relation.same]
        if chosen := self._ordered(same or backing):
            if same and not nearest and (rival := self._rival(figure, passage, [near.claim for near in chosen])):
                reason = f"the claim with the other figures of this paragraph says {rival.figure.text}"
                return _Answer(Verdict.CONTRADICTED, [rival.claim], reason)
            return self._stands(chosen, seen, rounded=not same)
        stating = {name for near in found if near.relation is Relation.same for name in companies_of(near.claim)}
        unsure = not here and not stating.isdisjoint(passage.before)  # "the company" may be the one before
        against = None if unsure else self._contradicting(figure, passage, nearest, here)
        if against and not doubts(against[0].claim, seen):
            return _Answer(Verdict.CONTRADICTED, [against[0].claim], against[1])
        known = {id(near.stated) for near in found}
        found += [
            weigh(stated, relation, self._index.topic(stated), seen)
            for stated in self._index.like(figure)
            if id(stated) not in known and (relation := may_be_same(figure, with_unit(stated)))
        ]
        likely = [*(near for near in found if not near.other), *self._missed(seen)]
        unclear = best([*likely, *self._beside(likely, seen)], _CANDIDATES)
        if unclear:
            return _Answer(Verdict.UNCLEAR, [near.claim for near in unclear], "", unclear[0].against)
        return _Answer(Verdict.UNBACKED, [], "")

    def _ordered(self, found: Sequence[Candidate]) -> list[Candidate]:
        """What backs a figure: those without a caveat first, then the likeliest."""
        return sorted(best(found, len(found)), key=lambda near: (bool(self._caveat(near.claim)), -near.weight))

    def _stands(self, chosen: Sequence[Candidate], seen: Context, *, rounded: bool) -> _Answer:
        """The verdict on a figure that a claim states: whether that claim stands."""
        claims = [near.claim for near in chosen]
        standing = [near for near in chosen if not near.claim.withdrawn]
        if not standing:
            return _Answer(Verdict.WITHDRAWN, claims, f"retracted: {claims[0].withdrawn.rstrip('.')}")
        said = f"the ledger says {standing[0].stated.figure.text}" if rounded else ""
        verdict = Verdict.ROUNDED if rounded else Verdict.BACKED
        current = [near for near in standing if not self._later(near.claim)]
        if current:
            ordered = [near.claim for near in current]
            return _Answer(verdict, [*ordered, *(claim for claim in claims if claim not in ordered)], said)
        ordered = [near.claim for near in standing]
        later = self._later(ordered[0])
        reason = f"a later figure: {later}" if later else ""
        past = speaks_of_past(seen.clause) or _states_time(seen.passage.place)
        if speaks_of_now(seen.clause) or not past:
            return _Answer(Verdict.OUTDATED, ordered, reason)
        return _Answer(verdict, ordered, said, (), reason)

    def _later(self, claim: Claim) -> str:
        """A later figure of the same company, metric and measure, with its time; "" if there is none."""
        return self._overtaken.get(id(claim), "")

    def _missed(self, seen: Context) -> Iterator[Candidate]:
        """What the ledger says otherwise of what may be the same thing."""
        figure, passage = seen.figure, seen.passage
        if has_other_subject(passage.text, figure):
            return
        companies = (seen.nearest,) if seen.nearest else seen.before[:1]
        of_company = [stated for company in companies for stated in self._index.by_company.get(company, ())]
        alike = self._index.by_digits.get(digits_of(figure), ())
        change = is_change(passage.text, figure)
        for stated in dict.fromkeys([*of_company, *alike]):
            if stated.claim.withdrawn or stated.claim.id in self._replaced:
                continue
            topic = self._index.topic(stated)
            shared = len((topic.stems | topic.metric) & passage.place.stems)
            difference = differing_unit(figure, stated.figure)
            if difference and (is_near(topic, seen) or shared > 1):
                yield self._otherwise(stated, difference, seen)
            elif relation_of(figure, passage.text, stated) is Relation.conflicting:
                slip = likely_typo(figure, in_units_of(stated.figure, figure))
                said = f"the ledger says {stated.figure.text}"
                dated = _states_time(passage.place) and not against_time(topic, passage.place)
                same = is_near(topic, seen) or shared > 1 or (dated and shared and len(digits_of(figure)) > _SHORT)
                other = bool(seen.spoken and topic.quantities) and seen.spoken.isdisjoint(topic.quantities)
                if slip and not other and not counts_other(topic, stated, seen) and same:
                    found = self._otherwise(stated, f"{said}; {slip}", seen)
                    yield found._replace(weight=found.weight + _SLIP)
                elif (
                    is_covered(topic, seen)
                    and change == measures_change(stated.claim.metric)
                    and is_near(topic, seen)
                    and not is_other(topic, stated, seen)
                    and not role_against(stated, seen)
                ):
                    yield self._otherwise(stated, said, seen)

    def _otherwise(self, stated: StatedFigure, difference: str, seen: Context) -> Candidate:
        """A claim with another figure of what may be the same thing."""
        topic, place = self._index.topic(stated), seen.passage.place
        against = (difference, *against_time(topic, place), *doubts(stated.claim, seen))
        weight = 3 + len(topic.stems & place.stems) + 3 * (seen.nearest in topic.companies)
        return Candidate(stated, Relation.conflicting, weight, False, against, False)

    def _beside(self, likely: Sequence[Candidate], seen: Context) -> Iterator[Candidate]:
        """Other claims of the metric of those that are likely: of other times, or of the company of the sentence."""
        known = {id(near.claim) for near in likely}
        for near in likely:
            companies = dict.fromkeys((seen.nearest, *companies_of(near.claim)))
            for stated in (stated for company in companies for stated in self._index.by_company.get(company, ())):
                if fold(stated.claim.metric) == fold(near.claim.metric) and id(stated.claim) not in known:
                    known.add(id(stated.claim))
                    other = self._otherwise(stated, f"the ledger says {stated.figure.text}", seen)
                    yield other._replace(weight=0, against=(*other.against, ""))

    def _contradicting(
        self, figure: Figure, passage: Passage, nearest: str, here: bool
    ) -> tuple[StatedFigure, str] | None:
        """What the ledger states otherwise of the same thing, and how; the likeliest."""
        place = without_unknown_time(passage.place)
        dated, passage = place == passage.place, passage._replace(place=place)
        candidates: Iterable[StatedFigure] = self._index.by_company.get(nearest, ())
        if not nearest:
            candidates = self._index.sharing(passage, _SHARED)
        seen = context_of(passage, figure, nearest, here, ())
        found: list[tuple[bool, int, StatedFigure, str]] = []
        for stated in candidates:
            if stated.claim.withdrawn or stated.claim.id in self._replaced or figure.per != stated.figure.per:
                continue
            unit = differing_unit(figure, stated.figure)
            if not unit and relation_of(figure, passage.text, stated) is not Relation.conflicting:
                continue
            topic = self._index.topic(stated)
            slip = likely_typo(figure, in_units_of(stated.figure, figure))
            sure = match(topic, passage.place, nearest, here)
            kept = (
                relation_of(other, passage.text, stated) in (Relation.same, Relation.rounded)
                for other in passage.figures
            )
            about = (sure.close or (sure.same and not here)) and is_covered(topic, seen)
            about = (about and (dated or bool(unit or slip))) or (bool(slip) and is_slip_of(topic, stated, seen))
            if about and not role_against(stated, seen) and not any(kept):
                reason = unit or "; ".join(filter(None, (f"the ledger says {stated.figure.text}", slip)))
                found.append((bool(slip), sure.weight, stated, reason))
        return max(found, key=lambda ranked: ranked[:2])[2:] if found else None

    def _rival(self, figure: Figure, passage: Passage, backing: Sequence[Claim]) -> StatedFigure | None:
        """What another claim says in the same words, if it has more of the paragraph's figures than those that back it.

        "Ash wins 52 times, Birch 47" restates the poll of 53 and 47, not the one of 52 and 48.
        """
        beside, value = passage.beside, value_of(figure)
        values = [values_of(claim) for claim in backing]
        most = max((held & beside).total() for held in values)
        if len(beside) <= max(map(len, values)) and most == beside.total():
            return None  # the claim has them all
        found: list[tuple[int, StatedFigure]] = []
        words = len(passage.place.stems)
        for stated in self._index.sharing(passage, max(2, math.ceil(0.8 * words))):
            held, instead = values_of(stated.claim), value_of(stated.figure)
            common = (held & beside).total()
            if (
                common >= most
                and stated.claim not in backing
                and held[value] < beside[value]
                and held[instead] > beside[instead]
                and relation_of(figure, passage.text, stated) is Relation.conflicting
                and len(self._index.topic(stated).stems) * 0.8 <= words
            ):
                found.append((common, stated))
        return max(found, key=lambda ranked: ranked[0])[1] if found else None

    def _caveat(self, claim: Claim) -> str:
        """What keeps a claim from backing a figure without reserve."""
        if claim.sourcing is Sourcing.NONE:
            return "but the claim has no source"
        if claim.unreviewed:
            return "but nobody has checked the claim against its source"
        if claim.sourcing is Sourcing.PART:
            return "but the claim has only part of a source"
        filed = any(citation.source.type == "filing" for citation in claim.citations)
        return "but only the company itself says so" if is_self_sourced(claim) and not filed else ""


def _states_time(place: Surroundings) -> bool:
    return bool(place.years or place.quarters or place.months)


def _is_meant_again(passage: Passage, figure: Figure, judged: Judgement, meant: Judgement) -> bool:
    """Whether a figure that is backed elsewhere in the draft is meant: in the headline, or where nothing else is named.

    Money, percentages and measures of three digits or more; a headline must be about the same claim.
    """
    if not is_prominent(figure) or len(f"{figure.low:f}".replace(".", "").strip("-0")) < 3:
        return False
    if passage.headline:
        return any(claim in judged.claims for claim in meant.claims)
    return meant.line < judged.line and not (passage.place.quantities or passage.place.years or passage.place.named)
