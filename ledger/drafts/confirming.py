"""Judge figures by the claim that a person has said is meant.

A person's word replaces the comparison of words, and nothing else: whether that claim stands and has the figure is
looked up each time. What is wrong stays wrong: a confirmation is for what is unclear, or not found.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec.structs import replace

from ledger import dates
from ledger.documents.document import Answer, Document, Thread
from ledger.drafts.clauses import speaks_of_now, speaks_of_past
from ledger.drafts.confirmations import (
    Confirmation,
    elsewhere,
    fingerprint,
    folded_figure,
    key_of,
    keys_of,
    line_of,
    name_of,
)
from ledger.drafts.history import overtaken
from ledger.drafts.marks import Mark, marks_of
from ledger.drafts.statements import StatedFigure, may_be_same, relation_of, stated_by, with_unit
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.drafts.words import months, quarters, stems, words_of, years
from ledger.errors import LedgerError
from ledger.figures import Relation
from ledger.model import Claim, Ledger, superseded
from ledger.text import clean

_OPEN = (Verdict.UNCLEAR, Verdict.UNBACKED)
_YES = ("ok", "okay", "yes")
_ALIKE = 2  # words that a changed sentence shares with what it was


class Confirmer:
    """The claims of a ledger, by the names that confirmations call them by."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by the names that confirmations call them by."""
        return {name_of(claim): claim for claim in self._ledger.claims}

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._ledger.claims if claim.id}

    @cached_property
    def _by_line(self) -> dict[str, Claim]:
        return {" ".join(line_of(claim).split()): claim for claim in self._ledger.claims}

    @cached_property
    def _later(self) -> dict[int, str]:
        replaced = superseded(self._ledger.claims)
        return {id(claim): "another one" for claim in self._ledger.claims if claim.id in replaced} | overtaken(
            self._ledger
        )

    def confirmed(
        self, judged: Iterable[Judgement], confirmations: Sequence[Confirmation]
    ) -> tuple[list[Judgement], list[Confirmation]]:
        """The figures of a draft, judged by what was confirmed of them, and what was confirmed of no sentence of it."""
        known = {key_of(confirmation): confirmation for confirmation in confirmations}  # the last one counts
        everything = list(judged)
        found = [self._held(judgement, known.get(key)) for judgement, key in keys_of(everything)]
        found, left = _changed(found, elsewhere(confirmations, everything))
        unchecked = [judgement for judgement in everything if judgement.verdict is Verdict.NOT_CHECKED]
        return sorted([*found, *unchecked], key=lambda judgement: (judgement.line, judgement.column)), left

    def marked(self, judged: Sequence[Judgement], document: Document) -> tuple[list[Judgement], list[Mark]]:
        """The figures of a draft, judged by the claims that marks name, and the marks that follow no figure.

        Raises LedgerError for a mark that names no claim of the ledger.
        """
        found = list(judged)
        alone = []
        for mark in marks_of(document, judged):
            claim = self._by_id.get(mark.claim)
            if claim is None:
                place = f"{clean(document.path)}:{mark.line}:{mark.column}"
                raise LedgerError(f"the ledger has no claim with the id {clean(mark.claim)!r}", place)
            if mark.figure < 0:
                alone.append(mark)
                continue
            judgement = found[mark.figure]
            if mark.fingerprint and mark.fingerprint != fingerprint(judgement.sentence, judgement.text):
                if judgement.verdict in _OPEN:
                    against = (*judgement.against, f"the mark for {mark.claim} was set for other words")
                    found[mark.figure] = replace(
                        judgement, verdict=Verdict.UNCLEAR, claims=judgement.claims or (claim,), against=against
                    )
            else:
                found[mark.figure] = self.meant(judgement, claim, ground="marked in the draft")
        return found, alone

    def answered(self, judged: Iterable[Judgement], document: Document) -> tuple[list[Judgement], list[Confirmation]]:
        """The figures of a draft, judged by what was answered to comments on them, and the answers as confirmations."""
        threads = {
            (thread.start, thread.end): thread for thread in document.threads if thread.answers or thread.resolved
        }
        found: list[Judgement] = []
        given: list[Confirmation] = []
        everything = list(judged)
        keys = {(judgement.start, judgement.end): key for judgement, key in keys_of(everything)}
        for judgement in everything:
            thread = threads.get((judgement.start, judgement.end))
            if thread is None or judgement.verdict not in _OPEN:
                found.append(judgement)
                continue
            after, by_whom = self._answer(judgement, thread)
            found.append(after)
            if by_whom:
                number = keys[judgement.start, judgement.end].number
                sentence, name = " ".join(judgement.sentence.split()), name_of(after.claims[0])
                given.append(
                    Confirmation(sentence, judgement.text, name, by_whom.by, by_whom.on, judgement.company, number)
                )
        return found, given

    def _answer(self, judgement: Judgement, thread: Thread) -> tuple[Judgement, Answer | None]:
        """A figure by what was answered to the comment on it, and the answer that confirms it."""
        asked = next((self._by_line[line] for line in thread.paragraphs if line in self._by_line), None)
        if not "".join(thread.paragraphs[-1:]).endswith(f"({fingerprint(judgement.sentence, judgement.text)})"):
            return replace(judgement, against=(*judgement.against, "the answer was given for other words")), None
        for answer in reversed(thread.answers):
            word = answer.text.strip(" .!“”\"'")
            claim = asked if word.casefold() in _YES else self._by_id.get(word)
            if claim is None:
                return replace(judgement, against=(*judgement.against, f"{answer.by} answered: “{answer.text}”")), None
            return self.meant(judgement, claim, by=answer.by, on=answer.on), answer
        if asked and judgement.verdict is Verdict.UNCLEAR:
            return self.meant(judgement, asked, ground="resolved, by nobody named"), None
        return judgement, None

    def _held(self, judgement: Judgement, held: Confirmation | None) -> Judgement:
        """A figure with what was confirmed of it, if it is still open and its sentence is still about that company."""
        again = (
            judgement.verdict is Verdict.CONFIRMED and held is not None and name_of(judgement.claims[0]) == held.claim
        )
        if held is None or not (again or judgement.verdict in _OPEN):
            return judgement
        if held.company and judgement.company and held.company != judgement.company:
            return replace(judgement, against=(*judgement.against, f"confirmed for another company: {held.company}"))
        return self.meant(judgement, self.claims[held.claim], by=held.by, on=held.on)

    def meant(self, judgement: Judgement, claim: Claim, *, by: str = "", on: str = "", ground: str = "") -> Judgement:
        """A figure that a person says is that of this claim, judged by it alone."""
        who = f" by {by}" if by else ""
        when = f", {dates.in_words(on)}" if on else ""
        verdict, reason, caveat = self._verdict(judgement, claim)
        if verdict is Verdict.CONFIRMED:
            said = ground or f"confirmed{who}{when}"
        else:
            said = f"{reason}; the claim was named{who}{when}"
        return replace(
            judgement, verdict=verdict, claims=(claim,), ground=said, against=(), caveat=caveat, by=by, on=on
        )

    def _verdict(self, judgement: Judgement, claim: Claim) -> tuple[Verdict, str, str]:
        """The verdict by one claim, what it rests on, and a caveat."""
        if claim.withdrawn:
            return Verdict.WITHDRAWN, f"retracted: {claim.withdrawn.rstrip('.')}", ""
        stated = [StatedFigure(figure, claim, sentence) for figure, sentence, _ in stated_by(claim)]
        if not stated:
            return Verdict.UNCLEAR, "the claim has no figure that can be read", ""
        if not any(_is_same(judgement, other) for other in stated):
            return Verdict.CONTRADICTED, f"the ledger says {stated[0].figure.text}", ""
        later = self._later.get(id(claim), "")
        if later:
            reason = f"a later figure: {later}"
            text = judgement.sentence
            past = speaks_of_past(text) or years(text) or quarters(text) or months(text)
            if speaks_of_now(text) or not past:
                return Verdict.OUTDATED, reason, ""
            return Verdict.CONFIRMED, "", reason
        return Verdict.CONFIRMED, "", ""


def _is_same(judgement: Judgement, stated: StatedFigure) -> bool:
    """Whether a figure is, or rounds to, one of a claim; bounds, rates and nouns are a person's to judge."""
    assert judgement.figure is not None
    if relation_of(judgement.figure, judgement.sentence, stated) in (Relation.same, Relation.rounded):
        return True
    return may_be_same(judgement.figure, with_unit(stated)) is not None


def _changed(judged: Sequence[Judgement], left: Sequence[Confirmation]) -> tuple[list[Judgement], list[Confirmation]]:
    """Say at a figure that is open for what sentence it was confirmed, if that has changed; and what is left."""
    found = list(judged)
    others: list[Confirmation] = []
    for held in left:
        before = stems(words_of(held.sentence))
        alike = [
            (len(before & stems(words_of(judgement.sentence))), -number)
            for number, judgement in enumerate(found)
            if judgement.verdict in _OPEN and folded_figure(held.figure) == folded_figure(judgement.text)
        ]
        most, place = max(alike, default=(0, 0))
        if most < min(_ALIKE, len(before)) or not alike:
            others.append(held)
            continue
        judgement = found[-place]
        found[-place] = replace(judgement, against=(*judgement.against, f"confirmed for: “{held.sentence}”"))
    return found, others
