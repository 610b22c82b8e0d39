"""Compare a figure with the figures that a text states."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ledger.figures import (
    MONEY,
    Figure,
    Relation,
    are_comparable,
    find,
    is_count,
    measure_of,
    relate,
    speaks_of_loss,
    unsigned,
)
from ledger.figures.vocabulary.numbers import NUMBER_WORDS, PARTS
from ledger.text import fold, sentence_matcher

# What may make one figure of two numbers, or change its sign.
_BEFORE = re.compile(
    r"(?:[\d%]|\b(?:to|and|of|or|by|between|from|minus|plus|negative)|[-–—−+±~<>=/×x])\s*\(?$", re.IGNORECASE
)
_AFTER = re.compile(r"$|[.;:!?)”](?:\s|$)|,\s|\s(?!\s*(?:(?:to|and|or|by|per)\b|[-–—−+±/×x\d$€£¥(]))", re.IGNORECASE)
_DIGIT, _WORD = re.compile(r"\d"), re.compile("[a-z]+")
_NUMBER_WORDS = NUMBER_WORDS | PARTS.keys()
_NEAR = 16  # characters before a figure that are looked at


def states_otherwise(figure: Figure, text: str) -> str:
    """The first comparable figure in a text, as written, if none of them equals the figure; else "".

    Comparable are figures with the same unit; amounts in another currency, if there is none in the
    same; and for a count, numbers of the same thing, or of anything if the figure does not say what it
    counts. A figure that rounds to it, or that has the same value and says "about" or "more than",
    counts as equal, and so does one without a sign in a text that speaks of a loss. A rate that only
    one of the two states is no difference.
    """
    if _is_written(figure, text) or _has_no_number(text):
        return ""
    if is_count(figure.unit) and not _counts(figure) and sentence_matcher(figure.text)(text):
        return ""  # a share in words, which may be part of another word: "a half-share"
    found = list(find(text))
    if figure.high < 0 and speaks_of_loss(text):
        figure, found = unsigned(figure), [unsigned(other) for other in found]
    alike = _alike(figure, found)
    if any(_equal(figure, other) for other in alike):
        return ""
    return alike[0].text if alike else ""


def _is_written(figure: Figure, text: str) -> bool:
    """Whether a text surely states a figure, because it has it as written, apart from other numbers.

    That is so in most sentences, and takes a fiftieth of the time of reading all their figures.
    """
    written = figure.text
    at = text.find(written)
    if at < 0 or figure.low < 0 or not (written[-1].isalpha() or written[-1] == "%") or written[0].isalpha():
        return False
    before, after = text[:at], text[at + len(written) :]
    return (
        (not before or before[-1] in " (“")
        and _BEFORE.search(before[-_NEAR:]) is None
        and _AFTER.match(after) is not None
        and not speaks_of_loss(text)
    )


def _has_no_number(text: str) -> bool:
    """Whether a text surely has no number: neither a digit nor a word for one."""
    return text.isascii() and not _DIGIT.search(text) and _NUMBER_WORDS.isdisjoint(_WORD.findall(text.lower()))


def _alike(figure: Figure, found: Iterable[Figure]) -> list[Figure]:
    if _counts(figure):
        numbers = [other for other in found if _counts(other) and _in_digits(other)]
        if not figure.unit:
            return numbers
        return [other for other in numbers if not other.unit or _shares_a_word(figure, other)]
    same = [other for other in found if _same_measure(figure, other)]
    if figure.unit in MONEY and not same:
        return [other for other in found if other.unit in MONEY]
    return same


def _equal(figure: Figure, other: Figure) -> bool:
    if figure.per and other.per and figure.per != other.per:
        return False
    if _counts(figure):
        other = replace(other, unit=figure.unit)
    elif not _same_measure(figure, other):
        return False
    if (other.low, other.high) == (figure.low, figure.high):
        return True
    figure, other = (replace(one, per="", annualised=False) for one in (figure, other))
    return relate(figure, other) in (Relation.same, Relation.rounded)


def _same_measure(figure: Figure, other: Figure) -> bool:
    return are_comparable(*(replace(one, per="", annualised=False) for one in (figure, other)))


def _counts(figure: Figure) -> bool:
    """Whether a figure is a number of things: "300 jobs", 2,500; not "half" or 1/3, which are shares."""
    return is_count(figure.unit) and measure_of(figure)[0] != "%"


def _in_digits(figure: Figure) -> bool:
    """Whether a number is written in digits; "two firms" and "a third" are seldom what a figure means."""
    return any(char.isdigit() for char in figure.text)


def _shares_a_word(figure: Figure, other: Figure) -> bool:
    """Whether two counts are of the same thing: "9,000 jobs", "8,000 job cuts"."""
    if figure.unit == other.unit:
        return True
    words, things = (
        {word.removesuffix("s") for word in fold(text).split()} for text in (f"{other.text} {other.unit}", figure.unit)
    )
    return not words.isdisjoint(things)
