"""Whether a figure in a draft and a claim of the ledger are about the same thing."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ledger import dates
from ledger.drafts.quantities import quantities
from ledger.drafts.words import DEMONYMS, GENERIC, directions, is_common, months, quarters, stems, words_of, years
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.model import Claim, Ledger
from ledger.text import fold

_ANAPHORS = frozenset(("it", "its", "they", "their", "them", "he", "his", "she", "her", "these"))
_SUBJECTS = re.compile(
    r"\b[Tt]he (?:[\w’'-]+ ){0,2}(?:company|firm|group|\w*maker|startup|start-up|bank|team|party|agency|round|deal|club"
    r"|retailer|airline|insurer|lender|chain|brand|business|streamer|utility|operator|developer|producer|manufacturer"
    r"|broadcaster|publisher|brewer|miner|builder|union|charity|university|council|regulator|giant|supplier|carrier)\b"
)
# Before the name of somebody with whom the subject is compared.
_COMPARED = frozenset(("than", "as", "versus", "vs", "unlike", "like"))

# Somebody else in the same sentence: "… and Crane has", "while Dart's".
_OTHER_SUBJECT = re.compile(r"\b(?:and|but|while|whereas|than|unlike) ([A-Z][\w&-]*)(?:['’]s)? [a-z]")


# What may follow the name of a company: legal forms, posts, and what a figure may be of.
_AFTER_NAMES = vocabulary(
    """
    inc incorporated corp corporation co company companies ltd limited plc llc llp lp ag se sa nv bv ab asa oyj spa srl
    gmbh kg kgaa pty group holding holdings platforms technologies chief ceo cfo coo cto president vice chairman
    chairwoman chair founder cofounder director executive managing head spokesman spokeswoman spokesperson analyst
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
    """
)


class Topic(NamedTuple):
    """What a claim is about."""

    claim: Claim
    companies: tuple[str, ...]  # folded
    words: frozenset[str]  # all of them but numbers
    stems: frozenset[str]
    metric: frozenset[str]  # its stems
    quantities: frozenset[str]
    directions: frozenset[str]
    years: frozenset[str]
    quarters: frozenset[str]
    months: frozenset[str]
    beside: frozenset[str] = frozenset()  # the quantities of which its sentence speaks, too
    needed: frozenset[str] = frozenset()  # stems of its metric that tell it apart from others of the company
    of_others: frozenset[str] = frozenset()  # and those of the others


class Surroundings(NamedTuple):
    """What the words around a figure in a draft are about."""

    named: tuple[tuple[int, str], ...]  # the companies, with their indexes in the folded sentence
    words: frozenset[str]  # all of the sentence
    named_before: str  # the last company in the sentences before it; "" for none, or if it does not refer back
    stems: frozenset[str]
    quantities: frozenset[str]
    directions: frozenset[str]
    years: frozenset[str]
    quarters: frozenset[str]
    months: frozenset[str]


class Match(NamedTuple):
    """How sure it is that a figure and a claim are about the same thing."""

    same: bool  # enough to back it
    close: bool  # enough to contradict it
    weight: int


NOTHING = Match(False, False, 0)


def companies_of(claim: Claim) -> tuple[str, ...]:
    """The folded names of the companies that a sentence must name to be about a claim."""
    if any(word in GENERIC for name in claim.company for word in name.split()):
        return ()
    return tuple(dict.fromkeys(filter(None, map(fold, (*claim.company, *claim.aliases)))))


def topic_of(claim: Claim, sentence: str) -> Topic:
    """What a claim is about in one of its sentences, by its company, metric, time and words."""
    names = companies_of(claim)
    named = set(" ".join(names).split())
    text = sentence or claim.claim
    words = [word for word in words_of(text) if word not in named]
    measured = quantities(words_of(claim.metric)) or quantities(words)
    if "profit" in measured and "loss" in quantities(words):  # a loss is a profit below zero
        measured |= {"loss"}
    stated = years(text) | years(claim.metric)
    if claim.as_of:
        span = dates.parse(claim.as_of)
        stated |= {str(year) for year in range(span.first.year, span.last.year + 1)}
    elif not stated and claim.published:
        year = dates.parse(claim.published).first.year
        stated = frozenset((str(year), str(year - 1)))
    return Topic(
        claim,
        names,
        frozenset(word for word in words_of(text) if not word[0].isdigit()),
        stems([*words, *words_of(claim.metric)]),
        stems(words_of(claim.metric)),
        measured,
        directions(words),
        stated,
        quarters(f"{text} {claim.metric} {dates.canonical(claim.as_of)}"),
        _month_of(claim.as_of) or months(text),
        quantities(words),
    )


def place_of(sentence: str, earlier: str, companies: "Companies") -> Surroundings:
    """What a sentence of a draft is about; `earlier` is what stands before it in its paragraph."""
    words = words_of(sentence)
    named = companies.subjects_in(sentence)
    refers_back = not _ANAPHORS.isdisjoint(words) or _SUBJECTS.search(sentence) is not None
    before = companies.subjects_in(earlier) if refers_back and not named else []
    return Surroundings(
        tuple(named),
        frozenset(words),
        before[-1][1] if before else "",
        stems(words),
        quantities(words),
        directions(words),
        years(sentence),
        quarters(sentence),
        months(sentence),
    )


class Companies:
    """The companies that a ledger knows, for finding out which one a figure belongs to."""

    def __init__(self, ledger: Ledger) -> None:
        given = dict.fromkeys(name for claim in ledger.claims for name in (*claim.company, *claim.aliases))
        names = {fold(name) for name in given}
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        written = {name: name for name in names if name} | {
            adjective: name for adjective, name in DEMONYMS.items() if name in names
        }
        self._short = {form: name for form, name in _short_forms(given).items() if fold(form) not in written}
        for form in sorted([*written, *map(fold, self._short)], key=len, reverse=True):
            name = written.get(form, "")
            self._by_word.setdefault(form.split()[0], []).append((f" {form} ", name))
        self._of_short = {fold(form): (form, name) for form, name in self._short.items()}

    def named_in(self, text: str) -> list[tuple[int, str]]:
        """The names in a text, with their indexes in " " + its folded words + " ".

        A short form counts as it is written: "Acme" is one of Acme Motors, "acme" is not.
        """
        folded = f" {fold(text)} "
        found: list[tuple[int, str]] = []
        at = 0
        for word in folded.split():
            for form, name in self._by_word.get(word, ()):
                if folded.startswith(form, at):
                    short, of = self._of_short.get(form.strip(), ("", ""))
                    if name or re.search(rf"\b{re.escape(short)}\b(?! [A-Z])", text):
                        found.append((at, name or of))
                        break
            at += len(word) + 1
        return found

    def subjects_in(self, text: str) -> list[tuple[int, str]]:
        """The same without those with whom somebody is compared: "as many as Acme"."""
        folded = f" {fold(text)} "
        return [(at, name) for at, name in self.named_in(text) if folded[:at].rpartition(" ")[2] not in _COMPARED]


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """The first words and the initials of names, each with the folded name, if no other name has them."""
    found: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        if len(words) < 2:
            continue
        capitals = "".join(word[0] for word in words if word[0].isupper())
        for form in (words[0].rstrip(",'’"), capitals):
            if len(form) > 2 and form[0].isupper() and not is_common(fold(form)):
                found.setdefault(form, set()).add(fold(name))
    first = Counter(fold(name).split()[0] for name in names if fold(name))
    return {form: next(iter(meant)) for form, meant in found.items() if len(meant) == 1 and first[fold(form)] < 2}


def other_name(text: str, claim: Claim) -> str:
    """The name in a text that is only like one of a claim's: "Tern Island", "a tern"; "" if the text names the company.

    A legal form or a post may follow a name; in a heading with capitals any word may.
    """
    unlike = ""
    for name in (*claim.company, *claim.aliases):
        for match in re.finditer(rf"\b(?i:{re.escape(name)})\b(?P<more>(?: [A-Z][a-z]+)*)", text):
            following = match["more"].casefold().split()[:1]
            longer = following and following[0] not in _AFTER_NAMES and not _has_capitals(text)
            if not longer and not (name.istitle() and match[0].islower()):
                return ""
            unlike = unlike or match[0]
    return unlike


def _has_capitals(text: str) -> bool:
    """Whether most longer words of a text are capitalised, as in the headings of some papers."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len([word for word in words if word[0].isupper()]) * 2 > len(words)


def nearest_company(place: Surroundings, before: str) -> tuple[str, bool]:
    """The company that a figure belongs to, "" if none is known, and whether its own sentence names it.

    It is the nearest one; `before` is the part of the sentence before the figure, and a name there is
    nearer than one after it.
    """
    if place.named:
        at = len(fold(before)) + 2
        nearest = min(
            (abs(at - where) if where < at else 2 * (where - at) + 20, where, name) for where, name in place.named
        )
        for subject in _OTHER_SUBJECT.finditer(before):
            where = len(fold(before[: subject.start(1)])) + 1
            if where > nearest[1] and all(where != known for known, _ in place.named):
                return "", True  # somebody whom the ledger does not know
        return nearest[2], True
    return place.named_before, False


def match(topic: Topic, place: Surroundings, nearest: str, here: bool, noun: frozenset[str] = frozenset()) -> Match:
    """Whether a claim and a figure are about the same thing.

    `nearest` is the company that the figure belongs to, "" if none is known; `here` says that its own
    sentence names it. `noun` has the stems of what the figure counts: patients who were treated are not
    those on the waiting list, so a noun that the metric does not name tells nothing by itself.
    """
    if not same_time(topic, place):
        return NOTHING
    if topic.directions and place.directions and topic.directions.isdisjoint(place.directions):
        return NOTHING
    shared = topic.stems & place.stems
    weight = len(shared)
    measured = topic.quantities & place.quantities
    if topic.companies:
        if nearest not in topic.companies:
            return NOTHING
        if topic.quantities and place.quantities and not measured:
            return NOTHING
        alike = len(topic.words & place.words) >= 0.8 * len(topic.words)  # in nearly the same words
        telling = shared - (noun - topic.metric)
        about = bool(measured) or weight >= 2 or (bool(telling) and not topic.quantities) or alike
        close = here and bool(measured or weight >= 2)
        return Match(about, close, weight + 3 * bool(measured) + 2 * here)
    if nearest and not topic.claim.company and f" {nearest} " not in f" {fold(topic.claim.claim)} ":
        return NOTHING
    if topic.quantities and place.quantities and not measured:
        return NOTHING
    smaller = max(1, min(len(topic.stems), len(place.stems)))
    about = (weight >= 3 and weight >= 0.65 * smaller) or (weight >= 2 and weight >= 0.8 * smaller)
    return Match(about, weight >= 5 and weight >= 0.5 * smaller, weight)


def same_time(topic: Topic, place: Surroundings) -> bool:
    if place.years and topic.years and place.years.isdisjoint(topic.years):
        return False
    if place.months and topic.months and place.months.isdisjoint(topic.months):
        return False
    return not (place.quarters and topic.quarters and place.quarters.isdisjoint(topic.quarters))


def _month_of(time: str) -> frozenset[str]:
    """The month of a time that lies in one; nothing for longer ones, and for none."""
    if not time:
        return frozenset()
    span = dates.parse(time)
    same = (span.first.year, span.first.month) == (span.last.year, span.last.month)
    return frozenset((calendar.month_name[span.first.month],)) if same else frozenset()
