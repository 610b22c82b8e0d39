"""What a copy says about a claim: its quote, and its figure."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ledger.evidence.words import Difference, Nearest, TextSpan, Words, parts_of
from ledger.figures import Bound, Figure, Relation, are_comparable, find, in_common, is_count, read, relate
from ledger.figures.vocabulary.currencies import CURRENCY_WORDS
from ledger.figures.vocabulary.numbers import NUMBER_WORDS, vocabulary
from ledger.figures.vocabulary.units import DURATIONS, MEASURES, PERCENT
from ledger.text import shortened

_SAME_WORDS = 0.75  # the part of a quote's words from which on it is taken for the same sentence
_CONTEXT = 200  # characters around a figure in which words of its claim stand, and
_SHARED = 2  # how many of them
_STEM = 4  # letters by which a name is known: Europe and European, China and Chinese
_AROUND = 60  # characters around a passage that is shown
_LONGEST = 260
_UP = vocabulary(
    """
    rise rises rising risen rose up increase increases increased increasing grow grows growing grew grown growth gain
    gains gained gaining climb climbs climbed climbing jump jumps jumped surge surges surged soar soars soared add adds
    added raise raises raised higher more above over exceed exceeds exceeded most profit profits beat beats hire hires
    hired win wins won after later
    """
)
_DOWN = vocabulary(
    """
    fall falls falling fallen fell down decrease decreases decreased decreasing decline declines declined declining drop
    drops dropped dropping shrink shrinks shrank shrunk lose loses losing lost cut cuts cutting reduce reduces reduced
    lower less fewer below under least loss losses miss misses missed fire fires fired slump slumps slumped plunge
    plunges plunged slide slides slid lose loses before earlier
    """
)
_NOT = vocabulary(
    """
    not no never none neither nor without cannot deny denies denied denying refuse refuses refused reject rejects
    rejected false untrue unlikely fail fails failed hardly barely
    """
)
_CONTRACTED = re.compile(r"(?:do|does|did|is|are|was|were|has|have|had|wo|would|could|should|ca|must|need|ai)nt")
_SCALES = vocabulary(
    "k m mn mln bn b tn trn hundred thousand million billion trillion hundreds thousands millions billions"
)
_MEASURES = frozenset(
    (*MEASURES, *DURATIONS, *PERCENT, *CURRENCY_WORDS, *_SCALES, "percentage", "point", "points", "per")
)
_SIGNS = frozenset("$€£¥₹₩₽₺₴%‰+<>≥≤~≈±-")


class Verdict(StrEnum):
    """What a copy says about a claim; the worst first."""

    differs = "differs"
    nearly = "nearly"
    not_found = "not found"
    not_read = "not read"
    no_copy = "no copy"
    figure_found = "figure found"
    found = "found"


class Result(NamedTuple):
    """A verdict, why, and the passage of the copy that it rests on."""

    verdict: Verdict
    reason: str = ""
    passage: str = ""


class Statement(NamedTuple):
    """What is looked for: a claim's sentence and figure, with other words of it, and what it quotes."""

    sentence: str
    figure: str = ""
    metric: str = ""
    quote: str = ""
    names: str = ""  # of its companies


def compare(statement: Statement, copy: Words) -> Result:
    """What a copy says about a claim."""
    text = statement.figure
    figures = _figures(statement)
    if statement.quote:
        return _of_quote(parts_of(statement.quote), text, figures, copy)
    if not text:
        return Result(Verdict.not_found, "neither quote nor figure in the claim; read it by hand")
    if not figures:
        if place := copy.find(Words(text)):
            return Result(Verdict.figure_found, "", _passage(copy, place))
        return Result(Verdict.not_found, "the figure cannot be read as a number; read it by hand")
    nearest = copy.nearest(Words(statement.sentence))
    if nearest and nearest.alike >= _SAME_WORDS:
        result = _with_figure(Verdict.figure_found, "", text, figures, copy, nearest.place)
        if result.verdict in (Verdict.figure_found, Verdict.differs):
            return result
    elsewhere = None
    for found in _figures_in(copy):
        if any(_is_value(figure, found) for figure in figures):
            if _is_telling(found) or (_is_named(statement, copy) and _shares_words(statement, copy.text, found)):
                return Result(Verdict.figure_found, "", _around(copy.text, found.start, found.end))
            elsewhere = elsewhere or found
    if elsewhere:
        passage = _around(copy.text, elsewhere.start, elsewhere.end)
        return Result(Verdict.not_found, "the figure is there, but among other words; read it by hand", passage)
    return Result(Verdict.not_found, "no quote, and the figure is not in the copy; read it by hand")


def _figures(statement: Statement) -> list[Figure]:
    """A claim's figure as a field reads it, and as prose does: "2 million times" is a count, and a multiple."""
    if not statement.figure:
        return []
    figure = read(statement.figure, statement.metric)
    found = next(find(statement.figure), None) if figure else None
    return [one for one in (figure, found) if one]


@lru_cache(maxsize=256)  # many claims are compared with one copy
def _figures_in(copy: Words) -> list[Figure]:
    return list(find(copy.text))


def _is_telling(figure: Figure) -> bool:
    """Whether a figure has so many digits that it hardly stands on a page by chance."""
    return len(re.sub(r"\D", "", figure.text).strip("0")) > 2


def _is_named(statement: Statement, copy: Words) -> bool:
    """Whether a copy names one of the claim's companies, by a word of its name or one that begins like it."""
    names = [word for word in Words(statement.names).keys if len(word) > _STEM - 2]
    return not names or any(key.startswith(name[:_STEM]) for name in names for key in copy.keys)


def _shares_words(statement: Statement, text: str, figure: Figure) -> bool:
    """Whether a figure has words of the claim near it."""
    words = Words(f"{statement.names} {statement.metric} {statement.sentence}").keys
    ours = {word for word in words if len(word) > 3 and word.isalpha() and not _is_of_number(word)}
    start, end = max(0, figure.start - _CONTEXT), figure.end + _CONTEXT
    near = {token.key for token in Words(text[start:end]).tokens}
    return len(ours & near) >= min(_SHARED, len(ours))


def compare_cell(statement: Statement, locator: str, cell: str) -> Result:
    """What the cell of a table says about a claim."""
    if not cell:
        return Result(Verdict.not_found, f"the cell {locator} is empty, or not there")
    ours = _figures(statement)
    theirs = [one for one in (read(cell), *find(cell)) if one]
    if any(_is_value(one, other) or _is_bare(one, other) for one in ours for other in theirs):
        return Result(Verdict.figure_found, "", cell)
    if any(are_comparable(one, other) for one in ours for other in theirs):
        return Result(Verdict.differs, f"ours {statement.figure}, the cell {locator} {cell}", cell)
    return Result(Verdict.not_found, f"the cell {locator} has no figure in the unit of ours; read it by hand", cell)


def _is_bare(ours: Figure, theirs: Figure) -> bool:
    """Whether a number without a unit is our count."""
    return are_comparable(ours, theirs) and not theirs.unit and (ours.low, ours.high) == (theirs.low, theirs.high)


def _of_quote(parts: Sequence[Words], figure_text: str, figures: Sequence[Figure], copy: Words) -> Result:
    """Whether all parts of a quote stand in the copy one after the other, and the figure in them."""
    places: list[TextSpan] = []
    for part in parts:
        begin = places[-1].end if places else 0
        place = copy.find(part, begin)
        if place is None:
            return _of_other_words(part, figure_text, figures, copy)
        places.append(place)
    if not places:
        return Result(Verdict.not_found, "the quote has no words; read it by hand")
    whole = TextSpan(places[0].start, places[-1].end)
    return _with_figure(Verdict.found, "", figure_text, figures, copy, whole)


def _with_figure(
    verdict: Verdict, reason: str, figure_text: str, figures: Sequence[Figure], copy: Words, place: TextSpan
) -> Result:
    """A verdict on a quote that stands in the copy, if the figure stands there, too."""
    passage = _passage(copy, place)
    if not figure_text:
        return Result(verdict, reason, passage)
    if _stands_in(copy, Words(figure_text), place):
        return Result(verdict, reason, passage)
    if not figures:
        return Result(Verdict.not_found, "the quote is there; the figure cannot be read as a number", passage)
    for start, end in (copy.span(place), _sentence(copy, place)):
        rivals = [one for one in find(copy.text[start:end]) if any(_is_rival(ours, one) for ours in figures)]
        if any(_agrees(ours, one) for one in rivals for ours in figures):
            return Result(verdict, reason, passage)
        if rivals:
            return _differs(figure_text, rivals[0].text, copy, place)
    if any(_is_value(ours, figure) for figure in _figures_in(copy) for ours in figures):
        return Result(verdict, reason, passage)
    return Result(Verdict.not_found, "the quote is there, and the figure is not", passage)


def _stands_in(copy: Words, figure: Words, place: TextSpan) -> bool:
    """Whether the words of a figure stand in a place, and are a whole figure there."""
    found = copy.find(figure, place.start)
    if found is None or found.end > place.end:
        return False
    after = copy.keys[found.end] if found.end < len(copy.keys) else ""
    before = copy.keys[found.start - 1] if found.start else ""
    return after not in _SCALES and after not in _SIGNS and before not in _SIGNS


def _of_other_words(part: Words, figure_text: str, figures: Sequence[Figure], copy: Words) -> Result:
    """What is said of a quote that does not stand in the copy word by word."""
    nearest = copy.nearest(part)
    if nearest is None or nearest.alike < _SAME_WORDS:
        if any(_is_value(ours, figure) for figure in _figures_in(copy) for ours in figures):
            return Result(Verdict.not_found, "the figure is there, and the quote is not; read it by hand")
        return Result(Verdict.not_found, "neither quote nor figure; read it by hand")
    ours, theirs = _decisive(nearest, part, copy)
    if ours or theirs:
        return _differs(ours or "nothing", theirs or "nothing", copy, nearest.place)
    told = "; ".join(_told(difference) for difference in nearest.differences[:3])
    return _with_figure(Verdict.nearly, told, figure_text, figures, copy, nearest.place)


def _told(difference: Difference) -> str:
    quoted, found = (" ".join(words) for words in difference)
    if quoted and found:
        return f"ours “{quoted}”, the copy “{found}”"
    return f"ours has “{quoted}”, the copy not" if quoted else f"the copy has “{found}”, ours not"


def _differs(ours: str, theirs: str, copy: Words, place: TextSpan) -> Result:
    return Result(Verdict.differs, f"ours {ours}, the copy {theirs}", _passage(copy, place))


def _decisive(nearest: Nearest, quote: Words, copy: Words) -> tuple[str, str]:
    """The words that make another statement of it, in the quote and in the copy; "" for both if there are none."""
    ours = [word for difference in nearest.differences for word in difference.quoted]
    theirs = [word for difference in nearest.differences for word in difference.found]
    for kind in (_is_negation, _direction):
        mine, other = (sorted(filter(None, map(kind, words))) for words in (ours, theirs))
        if mine != other:
            return _of_kind(ours, kind), _of_kind(theirs, kind)
    mine, other = ([word for word in words if _is_of_number(word)] for words in (ours, theirs))
    if not mine and not other:
        return "", ""
    text = copy.text[slice(*copy.span(nearest.place))]
    if _values(quote.text) == _values(text):
        return "", ""
    return " ".join(mine), " ".join(other)


def _of_kind(words: Sequence[str], kind: Callable[[str], str]) -> str:
    return " ".join(word for word in words if kind(word))


def _is_negation(word: str) -> str:
    return "not" if word in _NOT or _CONTRACTED.fullmatch(word) else ""


def _direction(word: str) -> str:
    return "up" if word in _UP else "down" if word in _DOWN else ""


def _is_of_number(word: str) -> bool:
    return word[0].isdigit() or word in _SIGNS or word in NUMBER_WORDS or word in _MEASURES


def _values(text: str) -> tuple[list[object], list[str]]:
    """The figures of a text as values, and the other numbers in it."""
    figures = list(find(text))
    rest, at = [], 0
    for one in figures:
        rest.append(text[at : one.start])
        at = one.end
    others = [key for key in Words(" ".join([*rest, text[at:]])).keys if key[0].isdigit()]
    return [(figure.low, figure.high, figure.unit, figure.per, figure.bound) for figure in figures], others


def _is_value(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure of the copy has our value, as far as we give it."""
    if not _is_rival(ours, theirs):
        return False
    mine, other = in_common(ours, theirs)
    if (mine.low, mine.high) == (other.low, other.high):
        return True
    return relate(ours, theirs) is Relation.rounded and mine.step >= other.step


def _agrees(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure in the very sentence is ours, or is cut to ours: "more than 3,000" for 3,412."""
    if _is_value(ours, theirs):
        return True
    if ours.bound not in (Bound.over, Bound.under) or not are_comparable(ours, theirs):
        return False
    mine, other = in_common(ours, theirs)
    step = max(mine.step, _last_place(mine.low))
    if ours.bound is Bound.under and step == mine.high:
        step /= 10  # "under 100" for 93
    away = other.low - mine.low if ours.bound is Bound.over else mine.high - other.high
    return 0 <= away < step


def _last_place(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero, of a number that ends in zeros; else 0."""
    digits = str(int(value)) if value and value == value.to_integral_value() else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** zeros if zeros else Decimal(0)


def _is_rival(ours: Figure, theirs: Figure) -> bool:
    """Whether a figure can be compared with ours; where ours has no unit, the other one is a count or has none."""
    if not are_comparable(ours, theirs):
        return False
    return bool(theirs.unit) if ours.unit else not theirs.unit or is_count(theirs.unit)


def _sentence(copy: Words, place: TextSpan) -> tuple[int, int]:
    """Where the line with some words begins and ends, not far from them."""
    start, end = copy.span(place)
    line = max(copy.text.rfind("\n", 0, start) + 1, start - 2 * _AROUND)
    stop = copy.text.find("\n", end)
    return line, min(len(copy.text) if stop < 0 else stop, end + 2 * _AROUND)


def _passage(copy: Words, place: TextSpan) -> str:
    start, end = copy.span(place)
    return _around(copy.text, start, end)


def _around(text: str, start: int, end: int) -> str:
    """A part of a text, with some words around it."""
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    begin, stop = max(line, start - _AROUND), min(line_end, end + _AROUND)
    begin = text.find(" ", begin, start) + 1 or start if begin > line else line
    stop = max(text.rfind(" ", end, stop), end) if stop < line_end else line_end
    shown = " ".join(text[begin:stop].split())
    before, after = "… " if begin > line else "", " …" if stop < line_end else ""
    return shortened(f"{before}{shown}{after}", _LONGEST)
