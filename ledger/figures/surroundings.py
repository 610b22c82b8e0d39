"""What stands around the amount in a field: every word of it has a part, or the figure is not read.

    field   = lead amount tail
    lead    = [open words CONNECTOR] (filler | name | word of the metric | bound | change | loss | adjective of time)*
    tail    = (bound | fall | adverb of time | noun | "(" aside ")" | PREPOSITION open words)*
    noun    = up to four open words, after a bare number or a percentage; after money, only words of a short list
    aside   = scale | currency | percent | loss | rate | bound | conversion | comparison | time | note mark

Open words are those of no table: they are what is counted, or say of what. The amount itself is found by `scan`. Any
other word makes the field unreadable, and is named.
"""

import re
from collections.abc import Callable, Collection
from decimal import Decimal

from msgspec.structs import replace

from ledger.figures.figure import Bound, Figure
from ledger.figures.vocabulary.currencies import CODES, CURRENCY_WORDS, MARKED, MONEY, PREFIXES, SYMBOLS
from ledger.figures.vocabulary.fields import (
    ADVERBS,
    AFTER_MONEY,
    ASIDES,
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    CHANGED,
    CONNECTORS,
    DENIALS,
    FALLS,
    FALLS_AFTER,
    FILLERS,
    LOSSES,
    MONEY_WORDS,
    NAMES,
    NOT_COUNTED,
    PREPOSITIONS,
    RISES,
    TIMELY,
)
from ledger.figures.vocabulary.foreign import FOREIGN
from ledger.figures.vocabulary.numbers import NUMBER_WORDS
from ledger.figures.vocabulary.phrases import MONTHS

# "52-week high of", "3-month moving average of": what the amount is measured over.
SPAN = re.compile(
    r"\s{0,9}(?:an?\s|the\s)?[\w.]{1,20}[- ](?:day|week|month|quarter|year|hour|minute)s?\b(?:[- ]\w+){0,2}?\s"
    r"(?:high|low|average|mean|total|peak|record|count|max|min)s?(?:\sof|\sat|:)?\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:q|h|fy)\d{1,4}\b|[^\W\d_]+(?:[-'’./&][^\W\d_]+)*\.?|[<>=]=?|=[<>]|[^\s\w]|[\w.,]+")
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# Note marks at the end, and a change after a comma: "5.1bn*", "€4.2 billion, up 12%".
MARKS = re.compile(
    r"(?<=\w)[*†‡§]+$|\s?\[(?:\w{1,2}|sic)\]$|!$"
    r"|,\s(?:up|down)\s[\d.,]+\s?(?:%|per cent|percent|points|pp)(?:\s[^\d]*)?$"
)
_QUOTES = "\"'“”‘’„«»"
_DASHES = ("-", "–", "—", "−", "‐")
_BETWEEN = frozenset((":", ".", "%", "!", "/", "&", "+"))
_SILENT = ADVERBS | RISES | AFTER_MONEY | _BETWEEN
_COMPARING = ("less", "more", "fewer", "under", "over", "at", "up", "even")
# The words between a number and the name of its money.
_BETWEEN_MONEY = re.compile(r"\d\s((?:[^\W\d_]+\s)+)([^\W\d_]+)$")
_ADDED = FILLERS | {"more", "extra"}
_NOUN = 4  # open words of what is counted
_LEAD = 12  # words before an amount
_BOUNDS_BEGIN = frozenset(phrase.split()[0] for phrase in BOUNDS_AFTER)
_CURRENCIES = {**PREFIXES, **SYMBOLS, **{f"{mark}{symbol}": code for (mark, symbol), code in MARKED.items()}}
_DOLLARS = {code for (_, symbol), code in MARKED.items() if symbol == "$"}
_COUNTRIES = {"nz": "NZD", "us": "USD", "hk": "HKD", "aus": "AUD", "can": "CAD"}
_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "'000", "000s", "k"), 3),
    **dict.fromkeys(("million", "millions", "m", "mn", "mln"), 6),
    **dict.fromkeys(("billion", "billions", "bn", "b"), 9),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn"), 12),
    "lakh": 5,
    "crore": 7,
    "crores": 7,
}


Read = Callable[[str], Figure | None]


class UnexplainedError(Exception):
    """A word of a field has no part in it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def explained(text: str, figure: Figure, metric: Collection[str], read: Read, *, signless: bool) -> Figure:
    """A figure of a field with what the words around it say: its sign, bound, rate, scale and currency.

    `metric` has the words of what is measured; if it is `signless`, words give no sign. `read` reads a figure within
    the field: a conversion, or what the amount is a part of. Raises UnexplainedError for the first word without a part.
    """
    _check_amount(figure)
    if (part := _part_of(text, figure, read)) is not None:
        text, figure = part
    before, after = text[: figure.start].strip(), text[figure.end :].strip()
    asides = []
    if "(" in after or "[" in after:
        asides = [match[1] or match[2] or "" for match in _BRACKET.finditer(after)]
        after = _BRACKET.sub(" ", after)
    sign = 1
    if before:
        sign, figure = _lead(before, figure, metric)
    if after:
        sign, figure = _tail(after, figure, sign)
    for aside in asides:
        sign, figure = _aside(aside.strip(), figure, sign, read)
    return _signed(figure, sign) if not signless else figure


def _check_amount(figure: Figure) -> None:
    """Raise UnexplainedError if what an amount counts, or a word within it, says something about the number."""
    if figure.unit not in MONEY:
        for word in re.findall(r"[^\W\d_]+", figure.unit.casefold()):
            # "5 pounds" may be counted; "5 million Cypriot pounds" are of a country that is not known.
            alone = figure.unit == word and not _qualified(figure.text)
            known = any(form in NOT_COUNTED or _is_foreign(form) for form in (word, f"{word}s"))
            if known or (word in MONEY_WORDS and not alone):
                raise UnexplainedError(word)
    elif figure.text.count(" ") > 1:
        between = _BETWEEN_MONEY.search(figure.text)
        money = between and between[2].casefold() in CURRENCY_WORDS
        for word in re.findall(r"[^\W\d_]{4,}", between[1]) if between and money else ():
            unknown = word.islower() and word not in _ADDED and word not in _SCALES and word not in MONEY_WORDS
            if word.casefold() not in NUMBER_WORDS and (unknown or _is_foreign(word.casefold())):
                raise UnexplainedError(word)
    if figure.low != figure.high and 0 < 1000 * figure.low < figure.high:  # "900-1.1bn"
        raise UnexplainedError(figure.text)


def _qualified(text: str) -> bool:
    """Whether another word than a scale stands before the last one."""
    words = [word for word in text.casefold().split() if word not in _SCALES]
    return len(words) > 1 and len(words[-2]) > 3 and words[-2].isalpha()


def _part_of(text: str, figure: Figure, read: Read) -> tuple[str, Figure] | None:
    """A fraction in words of an amount, "a third of $9m", as one amount; the text ends with it. None for others."""
    if figure.unit or figure.high >= 1 or any(char.isdigit() for char in figure.text):
        return None
    of = re.match(r"\s+of\s+(?=\D{0,3}\d)", text[figure.end :])
    if of is None:
        return None
    whole = read(text[figure.end + of.end() :])
    if whole is None or whole.low != whole.high or whole.low <= 0 or figure.low != figure.high:
        raise UnexplainedError(text[figure.end + of.end() :].split()[0])
    value = (whole.low * figure.low).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.quantize(Decimal("0.0001"))
    made = replace(figure, low=value, high=value, unit=whole.unit, per=whole.per, step=whole.step, end=len(text))
    return text, replace(made, text=text[figure.start :])


def _signed(figure: Figure, sign: int) -> Figure:
    if sign > 0 or figure.low <= 0:
        return figure
    opposite = {Bound.over: Bound.under, Bound.under: Bound.over}
    bound = opposite.get(figure.bound, figure.bound)
    return replace(figure, low=-figure.high, high=-figure.low, bound=bound)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _QUOTES and word not in ",;"]


def _lead(before: str, figure: Figure, metric: Collection[str]) -> tuple[int, Figure]:
    """The sign that the words before an amount give it, and the amount with their bound and rate."""
    words = _words(before)
    if not words:
        return 1, figure
    if len(words) > _LEAD or words[-1] in _DASHES:
        raise UnexplainedError(words[-1])
    if denied := next((word for word in words if word in DENIALS), ""):
        raise UnexplainedError(denied)
    if "(" in words and not set(words) & NAMES:  # "(loss) of", but "net income (loss) of"
        raise UnexplainedError(words[words.index("(") + 1])
    joined = " ".join(words)
    for phrase, bound in BOUNDS_BEFORE.items():
        if joined == phrase or joined.endswith(f" {phrase}"):
            figure = replace(figure, bound=bound if figure.bound is Bound.exact else figure.bound)
            words = words[: len(words) - len(phrase.split())]
            break
    last = max((at for at, word in enumerate(words) if word in CONNECTORS), default=-1)
    if words[-1:] and words[-1] in NAMES:  # "hazard ratio 0.72"
        last = max(last, len(words) - 1)
    for at, word in enumerate(words):
        adjective = at > last or words[at + 1 :] == [":"]
        if word.rstrip(".") in TIMELY and adjective and figure.unit in MONEY and not figure.per:
            figure = replace(figure, per=TIMELY[word.rstrip(".")], annualised=word.startswith("annuali"))
            continue
        known = word in FILLERS or word in NAMES or word in metric or _changes(word)
        if at > last and not known and not any(map(_changes, words[at + 1 :])):
            raise UnexplainedError(word)
    return _sign_of(words), figure


def _changes(word: str) -> bool:
    return word in FALLS or word in RISES or word in LOSSES or word in ("by", "to", ".", "&", "'s")


def _sign_of(words: list[str]) -> int:
    """The sign that words before an amount give it: "a loss of", "fell by"; "fell to" gives none."""
    level = words[-1:] in (["to"], ["at"])
    head = [word for at, word in enumerate(words) if word in LOSSES and _is_head(words, at)]
    verbs = [word for word in words if word in FALLS or word in RISES or word in CHANGED]
    if head and any(word not in head for word in verbs):
        if not level:
            raise UnexplainedError(next(word for word in verbs if word not in head))
        return -1
    if head and not level:
        return -1
    return -1 if any(word in FALLS for word in verbs) and not level else 1


def _is_head(words: list[str], at: int) -> bool:
    """Whether a noun is what the amount is, and not what another noun is about: "loan loss provisions of"."""
    following = words[at + 1 : at + 2]
    return not following or following[0] in CONNECTORS | CHANGED | {"before", "after", "for", "per", "in", "on", "by"}


def _tail(after: str, figure: Figure, sign: int) -> tuple[int, Figure]:
    """What the words after an amount say of it."""
    words = _words(after)
    counted = figure.unit not in MONEY
    noun = at = 0
    clause = False  # another one has begun
    while at < len(words):
        word = words[at]
        if word in _BOUNDS_BEGIN and (size := _bound_at(words, at)):
            figure = replace(figure, bound=BOUNDS_AFTER[" ".join(words[at : at + size])])
            at += size
            continue
        if word in MONTHS and counted:
            raise UnexplainedError(word)  # a date
        if word in ("of", "in") and not figure.unit and words[at + 1 : at + 2] and words[at + 1] in MONEY_WORDS:
            raise UnexplainedError(words[at + 1])
        if word in PREPOSITIONS:
            _check_open(words[at:])
            return sign, figure
        if word.rstrip(".") in TIMELY and not figure.per and not counted and at == len(words) - 1:
            figure = replace(figure, per=TIMELY[word.rstrip(".")], annualised=word.startswith("annuali"))
        elif word in FALLS_AFTER and not clause:
            sign = -1
        elif word in _DASHES and at < len(words) - 1:
            clause = True
        elif counted and noun < _NOUN and _is_open(word):
            noun += 1
        elif word not in _SILENT and not (at and words[at - 1] == "series"):
            raise UnexplainedError(word)
        at += 1
    return sign, figure


def _bound_at(words: list[str], at: int) -> int:
    """How many words of a bound begin at an index: at the end, or before a tail; 0 if none."""
    for size in (3, 2, 1):
        following = words[at + size : at + size + 1]
        whole = at + size <= len(words) and " ".join(words[at : at + size]) in BOUNDS_AFTER
        if whole and (not following or following[0] in PREPOSITIONS):
            return size
    return 0


def _is_open(word: str) -> bool:
    """Whether a word means nothing of its own: it may be of a noun or a tail."""
    if "-" in word and any(part in MONEY_WORDS for part in word.split("-")):
        return False
    return word[:1].isalpha() and not (
        word in NOT_COUNTED
        or _is_foreign(word)
        or word in FALLS
        or word in NUMBER_WORDS
        or word in DENIALS
        or word in SYMBOLS
        or word.upper() in CODES
        or word in _SCALES
        or word.rstrip(".") in MONEY_WORDS
    )


def _is_foreign(word: str) -> bool:
    """Whether a word is a scale or a name of money in another language."""
    if word.isascii():
        return word.rstrip(".") in FOREIGN
    from ledger.figures.languages import is_known  # not needed for English

    return is_known(word)


def _check_open(words: list[str]) -> None:
    """Raise UnexplainedError for a tail that says more about the amount than of what it is."""
    first, following = words[0], words[1:2]
    if not following:
        raise UnexplainedError(first)
    if first in ("and", "or", "but", "plus") and (following[0] in _COMPARING or {"half", "quarter"} & {*words[1:3]}):
        raise UnexplainedError(following[0])
    if first == "to" and following[0][:1].isdigit() and not set(words) & set(SYMBOLS):
        raise UnexplainedError(following[0])


def _aside(aside: str, figure: Figure, sign: int, read: Read) -> tuple[int, Figure]:
    """What an aside in brackets says of an amount."""
    folded = " ".join(aside.casefold().split())
    bare = folded.removeprefix("in ").strip()
    words = _words(bare)
    if not words or re.fullmatch(r"\d{1,2}|[ac-jln-z]|[*†‡]{1,3}", folded):
        return sign, figure  # a note mark
    if re.match(r"[+−–-]\s?\d", folded) and "%" in folded:
        return sign, figure  # a change
    if scaled := _scaled(bare, figure) or _scaled_in_words(bare, figure, read):
        return sign, scaled
    if folded in ("%", "pct", "percent", "per cent") and not figure.unit:
        return sign, replace(figure, unit="%")
    if folded in _COUNTRIES and figure.unit == "USD":
        return sign, replace(figure, unit=_COUNTRIES[folded])
    if folded in ("minus", "negative") or (words[-1] in LOSSES and len(words) <= 3) or folded in FALLS:
        return -1, figure
    if folded in RISES or words[-1] in ("profit", "gain", "surplus"):
        return sign, figure
    if folded in BOUNDS_AFTER and figure.bound is Bound.exact:
        return sign, replace(figure, bound=BOUNDS_AFTER[folded])
    rated = read(f"$1 {folded}")
    if rated and rated.per and not figure.per and rated.low == 1:
        return sign, replace(figure, per=rated.per)
    if words[0] in ASIDES or words[0] in MONTHS or re.fullmatch(r"(?:fy|q|h)?\d{1,4}[:,]?", words[0]):
        return sign, figure
    if read(aside) or all(map(read, re.split(r"[;/,]\s", aside))):
        return sign, figure
    raise UnexplainedError(words[0])


def _scaled_in_words(aside: str, figure: Figure, read: Read) -> Figure | None:
    """The same for "(in millions of dollars)", "(thousands of units)"."""
    scale, of, unit = aside.partition(" of ")
    if not of or scale.split()[0] not in _SCALES.keys() | {"tens", "hundreds"}:
        return None
    one = read(f"1 {unit.upper() if unit.upper() in CODES else unit}")
    if scale not in _SCALES or one is None:
        raise UnexplainedError(scale)
    if figure.unit not in ("", one.unit) or not (scaled := _scaled(scale, figure)):
        raise UnexplainedError(unit.split()[0])
    return replace(scaled, unit=one.unit)


def _scaled(aside: str, figure: Figure) -> Figure | None:
    """A figure with the scale and the currency of an aside: "(billion)", "($m)", "(Rs crore)"."""
    match = re.fullmatch(r"([^\w\s]|[a-z]{1,3}\$?|[a-z]*\$)?\s?('?[0a-z]+)?", aside)
    if match is None or not (match[1] or match[2]):
        return None
    mark, scale = match[1] or "", match[2] or ""
    if mark + scale in _SCALES:
        mark, scale = "", mark + scale
    forms = (mark, mark.capitalize(), mark.upper())
    unit = (
        mark.upper()
        if mark.upper() in CODES
        else next((_CURRENCIES[form] for form in forms if form in _CURRENCIES), "")
    )
    if (mark and not unit) or (scale and scale not in _SCALES) or not (mark or scale):
        return None
    fits = unit in ("", figure.unit) or not figure.unit or (figure.unit == "USD" and unit in _DOLLARS)
    if not fits or figure.unit in ("%", "pp", "bp", "x"):
        raise UnexplainedError(aside)
    factor = Decimal(10) ** _SCALES.get(scale, 0)
    low, high, step = (number * factor for number in (figure.low, figure.high, figure.step))
    return replace(figure, low=low, high=high, step=step, unit=unit or figure.unit)
