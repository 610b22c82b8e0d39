"""How sure it is that a figure of a draft and one of the ledger are of the same thing, and what speaks against it."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ledger.drafts.clauses import (
    clause_of,
    doubt_in,
    has_other_subject,
    may_speak_of_future,
    named_by_which,
    noun_group,
    speaks_of_future,
    superlative_in,
)
from ledger.drafts.matching import Surroundings, Topic, match, other_name, same_time
from ledger.drafts.periods import is_of_other_period
from ledger.drafts.quantities import quantities, spans_of
from ledger.drafts.roles import AGO, is_change, measures_change, other_role, result
from ledger.drafts.statements import Passage, StatedFigure, digits_of, is_beyond, with_unit
from ledger.drafts.words import directions, stems, words_of, years
from ledger.figures import MONEY, Figure, Relation, is_count, measure_of
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.model import FIRM, Claim
from ledger.text import fold

_OF_MONEY = frozenset(("loss", "takeover", "price", "cost"))
_PLAIN = frozenset(
    (
        *("rate", "level", "total", "number", "count", "figure", "amount", "size", "extent", "area", "value"),
        *("net", "annual", "yearly", "quarterly", "overall", "reported", "planned", "new", "current", "paid", "full"),
    )
)  # of metrics
_AGREED = frozenset(("contract", "takeover", "fine", "buyback"))  # what is to be paid is in the claim's nature
_PREPOSITIONS = vocabulary("about after against and as at before but by for from in into of on or since than to with")
# Verbs of any news, which tell nothing of what is counted.
_VERBS = vocabulary(
    """
    saw see seen win won wins beat beats recorded records counted counts counting hit hits reached reaches came comes
    took takes taken got gets shows showed showing found finds leaves closed closes opened led leads ended ends began
    begun started holds held keeps kept runs ran goes went gone brought brings gave gives given set sets became stood
    stands put puts turned turns moved moves called calls needs needed wants including included estimated according
    """
)
_PERSONS = noun_group("people")  # who may be staff, users or members
# What a unit says, so that a sentence need not.
_IMPLIED = {
    "%": ("share", "proportion", "percentage"),
    "metre": ("distance", "length", "height", "depth"),
    "gram": ("weight",),
    "watt": ("capacity",),
    "year": ("duration", "length", "sentence", "term"),
}
_BROADER = {"cost": "price", "funding": "valuation"}  # what has one has the other: a cost a price, a round a valuation
_FEW = 20  # things, of which any text has as many
_SMALL = 3  # significant digits from which a number is seldom the same by chance


class Context(NamedTuple):
    """What is known of a figure in its sentence, apart from any claim."""

    passage: Passage
    figure: Figure
    clause: str
    nearest: str  # the company that it belongs to; "" if none is known
    here: bool  # whether its own sentence names that company
    before: tuple[str, ...]  # the companies that were named before, the last one first
    noun: frozenset[str]  # the stems of what it counts
    spoken: frozenset[str]  # the quantities of which its clause speaks


class Candidate(NamedTuple):
    """A figure of the ledger beside one of a draft."""

    stated: StatedFigure
    relation: Relation
    weight: int
    backs: bool
    against: tuple[str, ...]  # in words that are true; empty for one that backs
    other: bool  # it is of another thing

    @property
    def claim(self) -> Claim:
        return self.stated.claim


def context_of(passage: Passage, figure: Figure, nearest: str, here: bool, before: tuple[str, ...]) -> Context:
    noun = stems(words_of(f"{figure.text} {figure.unit}"))
    clause = clause_of(passage.text, figure)
    names = {word for _, name in passage.place.named for word in name.split()}
    words = [word for word in words_of(clause) if word not in names]
    spoken = _spoken(passage, figure, clause, words)
    spoken |= spoken_by_unit(figure)
    if is_count(measure_of(figure)[0]):  # "workers" are what is counted, "lost" and "buy" are of anything
        spoken -= quantities(words_of(f"{figure.text} {figure.unit}s")) | _OF_MONEY
    return Context(passage, figure, clause, nearest, here, before, noun, spoken)


def _spoken(passage: Passage, figure: Figure, clause: str, words: Sequence[str]) -> frozenset[str]:
    """The quantities of which the clause of a figure speaks; if it has several figures, the nearest one."""
    found = quantities(words)
    at = passage.text.find(clause)
    inside = [other for other in passage.figures if at <= other.start < at + len(clause)]
    if len(found) < 2 or len(inside) < 2 or at < 0:
        return found
    before = words_of(passage.text[at : figure.start])
    after = words_of(passage.text[figure.end : at + len(clause)])
    near = [(len(before) - end, name) for _, end, name in spans_of(before)]
    near += [(start, name) for start, _, name in spans_of(after)]
    least = min((distance for distance, _ in near), default=0)
    return quantities([]) | {name for distance, name in near if distance == least} or found


def weigh(stated: StatedFigure, relation: Relation, topic: Topic, seen: Context) -> Candidate:
    """A figure of the ledger that is the same, or rounds to the same, as one of a draft."""
    place, claim = seen.passage.place, stated.claim
    found = match(topic, place, seen.nearest, seen.here, seen.noun)
    against = [*_against_subject(topic, seen), *against_time(topic, place), *doubts(claim, seen)]
    if (role := role_against(stated, seen)) and role not in against:
        against.append(role)
    if is_beyond(seen.figure, stated):
        against.append(f"the ledger says {stated.figure.text}")
    covered = is_covered(topic, seen)
    if covered and _has_other_details(topic, seen):
        against.append("the sentence and the claim have other words beside")
    contained = _is_contained(topic, seen)
    if claim.metric and not (covered or contained):
        against.append(f"the claim's metric is {claim.metric}")
    backs = found.same and not against and (covered or contained)
    weight = (
        found.weight
        + 2 * covered
        + 3 * (seen.nearest in topic.companies)
        + (seen.before[:1] == topic.companies[:1])
        + len(topic.stems & place.stems)
    )
    if backs:
        return Candidate(stated, relation, weight, True, (), False)
    return Candidate(stated, relation, weight, False, tuple(against), is_other(topic, stated, seen))


def _has_other_details(topic: Topic, seen: Context) -> bool:
    """Whether a count, or what its unit alone says, is of something else in the claim than in the sentence.

    Viewers of a debate are not those of a match, nor is the capacity of a wind farm that of a coal plant.
    """
    if topic.metric <= seen.passage.place.stems:
        return False
    if is_count(measure_of(seen.figure)[0]):
        counted = noun_group(seen.figure.unit)
        if counted not in (None, _PERSONS) and counted in map(noun_group, words_of(topic.claim.claim)):
            return False
    elif stems([*_implied(seen.figure)]).isdisjoint(topic.metric):
        return False
    names = {part for name in (*topic.companies, seen.nearest, *seen.before) for part in name.split()}
    names |= {*words_of(seen.figure.text), *words_of(topic.claim.figure)}
    clause = _details(words_of(seen.clause), names) - topic.metric
    claim = _details(words_of(topic.claim.claim), names) - topic.metric
    return bool(clause and claim) and clause.isdisjoint(claim) and claim.isdisjoint(seen.passage.place.stems)


def _details(words: list[str], names: Collection[str]) -> frozenset[str]:
    """The stems of words that are neither names nor words for a quantity, for what is counted, or for a direction."""
    spoken = {at for start, end, _ in spans_of(words) for at in range(start, end)}
    return stems(
        [
            word
            for at, word in enumerate(words)
            if not (at in spoken or word in names or word in _VERBS or directions([word])) and noun_group(word) is None
        ]
    )


def role_against(stated: StatedFigure, seen: Context) -> str:
    """What makes a figure of a sentence another than that of a claim; "" for nothing."""
    text, claim = seen.passage.text, stated.claim
    said = stated.sentence or claim.claim
    if is_of_other_period(text, seen.clause, seen.passage.place, claim):
        return f"the claim is about {claim.as_of or 'another time'}"
    if name := other_name(text, claim):
        return f"the sentence says “{name}”"
    ours, its = result(quantities(words_of(said)), stated.figure), result(seen.spoken, seen.figure)
    if ours and its and ours != its:
        return f"the claim gives a {ours}"
    return other_role(text, seen.clause, seen.figure, claim, stated.figure, stated.sentence)


def doubts(claim: Claim, seen: Context) -> list[str]:
    """What the clause of a figure says that makes it no statement of a claim."""
    found = []
    if word := doubt_in(seen.clause, seen.passage.text[seen.figure.end :]):
        found.append(f"the sentence says “{word}”")
    if ago := AGO.search(seen.clause):
        found.append(f"the sentence says “{ago[0]}”")
    if word := superlative_in(seen.clause, claim.claim):
        found.append(f"the claim does not say “{word}”")
    if claim.status not in FIRM and not may_speak_of_future(seen.passage.text):
        found.append(f"the claim is a {claim.status}")
    agreed = not _AGREED.isdisjoint(quantities(words_of(claim.metric)))
    if claim.status in FIRM and speaks_of_future(seen.clause) and not speaks_of_future(claim.claim) and not agreed:
        found.append("the sentence speaks of the future")
    return found


def _against_subject(topic: Topic, seen: Context) -> list[str]:
    if not topic.companies:
        return []
    company = topic.claim.company[0]
    if has_other_subject(seen.passage.text, seen.figure):
        return [f"the claim is about {company}, the sentence may be about somebody else"]
    whose = fold(named_by_which(seen.passage.text, seen.figure))
    if whose and not any(whose in name.split() for name in topic.companies):
        return [f"the claim is about {company}, the sentence may be about somebody else"]
    if seen.nearest in topic.companies:
        return []
    return [f"the claim is about {company}" if seen.nearest else "this sentence names no company"]


def against_time(topic: Topic, place: Surroundings) -> list[str]:
    if same_time(topic, place):
        return []
    if unknown := next((time for time in place.years if not time.isdecimal()), ""):
        return [f"the draft has no date that says when “{unknown}” is"]
    return [f"the claim is about {topic.claim.as_of or topic.claim.published or 'another time'}"]


def is_covered(topic: Topic, seen: Context) -> bool:
    """Whether a sentence speaks of a claim's metric, in its words or in others for the same, and of nothing beside.

    Words that any metric may have ("net", "total") need not be there, unless they tell two claims of the company apart.
    """
    place = seen.passage.place
    beside = seen.spoken - topic.quantities - topic.beside
    if not topic.metric or any(_BROADER.get(quantity) not in topic.quantities for quantity in beside):
        return False
    words = words_of(topic.claim.metric)
    names = {part for name in (seen.nearest, *seen.before) for part in name.split()}
    changes = is_change(seen.passage.text, seen.figure)
    implied = _implied(seen.figure)
    counted = {noun_group(other) for other in words_of(seen.clause)} - {None, _PERSONS}
    spoken = [span for span in spans_of(words) if span[2] in place.quantities or span[2] in seen.spoken]
    for at, word in enumerate(words):
        if any(start <= at < end for start, end, _ in spoken):
            continue
        if word in names or (measures_change(word) and (changes or directions(words_of(seen.clause)))):
            continue
        if word in implied or noun_group(word) in counted:
            continue
        stem = stems([word])
        if stem and not stem <= place.stems and (word not in _PLAIN or stem <= topic.needed):
            return False
    return topic.of_others.isdisjoint(stems(words_of(seen.clause)))


def spoken_by_unit(figure: Figure) -> frozenset[str]:
    """The quantity of which a unit speaks: gigawatts are of a capacity."""
    return frozenset(("capacity",)) if measure_of(figure)[0] == "watt" else frozenset()


def _implied(figure: Figure) -> Sequence[str]:
    """The words of a metric that the unit of a figure says."""
    dimension = measure_of(figure)[0]
    return ("money", "sum", "cash") if dimension in MONEY else _IMPLIED.get(dimension, ())


def _is_contained(topic: Topic, seen: Context) -> bool:
    """Whether a sentence says all that a claim says, or its clause nothing that the claim does not."""
    if seen.spoken - topic.quantities:
        return False
    if topic.words <= seen.passage.place.words:
        return True
    names = " ".join(topic.companies).split()
    own = stems([word for word in topic.words if word not in names])
    clause = stems([word for word in words_of(seen.clause) if word not in names])
    return bool(own) and (own <= seen.passage.place.stems or (len(clause) > 1 and clause <= topic.stems))


def is_other(topic: Topic, stated: StatedFigure, seen: Context) -> bool:
    """Whether a figure is of another thing than a claim: another quantity, other nouns, or a number met by chance."""
    figure = seen.figure
    counted = is_count(measure_of(figure)[0])
    spoken = seen.spoken
    if spoken and topic.quantities and spoken.isdisjoint(topic.quantities):
        return True
    if counts_other(topic, stated, seen) or has_other_subject(seen.passage.text, figure):
        return True
    shared = len((topic.stems | topic.metric) & seen.passage.place.stems)
    if spoken and not topic.quantities and not shared:
        return True
    digits = len(digits_of(figure))
    if counted and digits < _SMALL and years(seen.clause) - topic.years and against_time(topic, seen.passage.place):
        return True
    if is_near(topic, seen):
        return figure.high < _FEW and counted and not shared
    return shared + 2 * bool(spoken & topic.quantities and not counted) < 2 and digits < _SMALL


def is_slip_of(topic: Topic, stated: StatedFigure, seen: Context) -> bool:
    """Whether a number that looks like a slip of a claim's is of the same thing, by less than all words of its metric.

    A number of three digits is seldom a slip of another by chance: the company, the time, and the quantity or two words
    of the claim are enough.
    """
    place = seen.passage.place
    if seen.nearest not in topic.companies or against_time(topic, place) or counts_other(topic, stated, seen):
        return False
    if len(digits_of(seen.figure).lstrip("0")) < _SMALL and not seen.spoken & topic.quantities:
        return False
    names = {part for name in topic.companies for part in name.split()}
    shared = (topic.stems | topic.metric) & place.stems - stems(list(names))
    return bool(seen.spoken & topic.quantities) or (not seen.spoken - topic.quantities and len(shared) > 1)


def is_near(topic: Topic, seen: Context) -> bool:
    """Whether a draft has named the company of a claim, in this sentence or before."""
    return any(company in topic.companies for company in (seen.nearest, *seen.before) if company)


def counts_other(topic: Topic, stated: StatedFigure, seen: Context) -> bool:
    """Whether a figure counts other things than a claim."""
    figure, other = seen.figure, with_unit(stated)
    if not is_count(measure_of(figure)[0]):
        return False
    mine = noun_group(figure.unit) if figure.unit else noun_group(_after(seen))
    theirs = noun_group(other.unit) if other.unit else noun_group(topic.claim.metric)
    return mine is not None and theirs is not None and mine != theirs


def _after(seen: Context) -> str:
    """The words right after a figure, of which one may be what it counts."""
    words = seen.passage.text[seen.figure.end :].split()[:3]
    return "" if words and words[0].casefold() in _PREPOSITIONS else " ".join(words)


def best(found: Iterable[Candidate], most: int) -> list[Candidate]:
    """The likeliest, one for each claim."""
    held: dict[int, Candidate] = {}
    for candidate in sorted(
        found,
        key=lambda candidate: (candidate.relation is Relation.conflicting, len(candidate.against), -candidate.weight),
    ):
        held.setdefault(id(candidate.claim), candidate)
    return list(held.values())[:most]
