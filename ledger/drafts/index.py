"""The figures of a ledger, ready to be looked up by value, digits, company and words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ledger.drafts.matching import Topic, companies_of, topic_of
from ledger.drafts.quantities import quantities
from ledger.drafts.statements import Passage, StatedFigure, based_on, bucket_of, digits_of, stated_by
from ledger.drafts.words import stems, words_of
from ledger.figures import Bound, Figure
from ledger.model import Claim, Ledger

_Sized = tuple[float, float, StatedFigure]  # the size, and how far off a rounding may be
_ROUNDING = 0.26  # by how much of its size a rounding may differ
_CLOSE = 0.05  # and what a person has to look at
_MOST = 2000  # claims with one word that are looked at


class Index:
    """What a ledger states."""

    def __init__(self, ledger: Ledger) -> None:
        self._by_value: dict[str, dict[int, list[_Sized]]] = {}
        self._by_number: dict[int, list[_Sized]] = {}
        self.by_digits: dict[str, list[StatedFigure]] = {}
        self.by_company: dict[str, list[StatedFigure]] = {}
        self._by_word: dict[str, list[StatedFigure]] = {}
        self._metrics: dict[str, dict[str, None]] = {}
        self._told_apart: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}
        self._topics: dict[tuple[int, str], Topic] = {}
        for claim in ledger.claims:
            names = companies_of(claim)
            for name in names[:1]:
                self._metrics.setdefault(name, {})[claim.metric] = None
            for figure, sentence, main in stated_by(claim):
                stated = StatedFigure(figure, claim, sentence)
                for value in {figure.low, figure.high}:
                    kind, size = based_on(figure, value)
                    sizes = self._by_value.setdefault(kind, {})
                    sizes.setdefault(bucket_of(size), []).append((abs(size), _reach(figure, value, size), stated))
                    number = float(value)
                    self._by_number.setdefault(bucket_of(number), []).append((number, _CLOSE * abs(number), stated))
                self.by_digits.setdefault(digits_of(figure), []).append(stated)
                if main:
                    for company in names:
                        self.by_company.setdefault(company, []).append(stated)
                    if not names:
                        for word in self.topic(stated).stems:
                            self._by_word.setdefault(word, []).append(stated)

    def topic(self, stated: StatedFigure) -> Topic:
        """What a figure of the ledger is about; found out only once, and only if it is needed."""
        key = (id(stated.claim), stated.sentence)
        found = self._topics.get(key)
        if found is None:
            needed, of_others = self._apart(stated.claim)
            found = topic_of(stated.claim, stated.sentence)._replace(needed=needed, of_others=of_others)
            self._topics[key] = found
        return found

    def _apart(self, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
        """The stems that tell a claim's metric apart from others of the company and the same quantity, and theirs."""
        company, metric = next(iter(companies_of(claim)), ""), claim.metric
        found = self._told_apart.get((company, metric))
        if found is None:
            own = stems(words_of(metric))
            measured = quantities(words_of(metric))
            needed: set[str] = set()
            of_others: set[str] = set()
            for other in self._metrics.get(company, ()) if measured else ():
                words = words_of(other)
                if other != metric and not measured.isdisjoint(quantities(words)):
                    needed |= own - stems(words)
                    of_others |= stems(words) - own
            found = self._told_apart[company, metric] = frozenset(needed), frozenset(of_others)
        return found

    def near(self, figure: Figure) -> Iterator[StatedFigure]:
        """What the ledger states of about the same value, whatever its sign."""
        for value in {figure.low, figure.high}:
            kind, size = based_on(figure, value)
            yield from _about(self._by_value.get(kind, {}), abs(size), _reach(figure, value, size))

    def like(self, figure: Figure) -> Iterator[StatedFigure]:
        """What the ledger states of nearly the same number, whatever it is of."""
        for value in {figure.low, figure.high}:
            yield from _about(self._by_number, float(value), _CLOSE * abs(float(value)))

    def sharing(self, passage: Passage, least: int) -> list[StatedFigure]:
        """What claims without a company state in sentences that share so many words with a passage."""
        shared: Counter[StatedFigure] = Counter()
        for word in passage.place.stems:
            shared.update(self._by_word.get(word, ())[:_MOST])
        return [stated for stated, count in shared.items() if count >= least]


def _reach(figure: Figure, value: Decimal, size: float) -> float:
    """How far another figure may be from an end of this one, and still round to it, or equal it in other units."""
    share = float(figure.step / abs(value)) if value else 0
    return abs(size) * min(_ROUNDING, (0.02 if figure.bound is Bound.exact else _CLOSE) + share)


def _about(sizes: Mapping[int, Sequence[_Sized]], size: float, reach: float) -> Iterator[StatedFigure]:
    """What is as far from a size as it may be, or nearer."""
    middle = bucket_of(size)
    seen: set[int] = set()
    for bucket in (middle - 1, middle, middle + 1):
        for other, other_reach, stated in sizes.get(bucket, ()):
            if abs(other - size) <= max(reach, other_reach) and id(stated) not in seen:
                seen.add(id(stated))
                yield stated
