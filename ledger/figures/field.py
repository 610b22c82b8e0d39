"""Figures in a ledger's field, and amounts that a user types: all of a text is read, or it is not a figure."""

import contextlib
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from ledger.figures.figure import Bound, Figure
from ledger.figures.prose.numerals import ONE
from ledger.figures.prose.quantities import quantity
from ledger.figures.prose.scan import scan
from ledger.figures.prose.tokens import AFTER, BEFORE, CODE, NUMERAL, SYMBOL, WORD, Token, tokenize
from ledger.figures.readings import COMMA, SUSPECT, two_commas, two_words
from ledger.figures.spellings import usual
from ledger.figures.surroundings import MARKS, SPAN, UnexplainedError, explained
from ledger.figures.vocabulary.currencies import CODES, MONEY, PREFIXES, SYMBOLS
from ledger.figures.vocabulary.fields import LENGTH_METRICS
from ledger.figures.vocabulary.numbers import BILLION, MILLION, NUMBER_WORDS, TRILLION
from ledger.figures.vocabulary.phrases import (
    COMPARED,
    LOSS_METRICS,
    LOSS_WORDS,
    MONTHS,
    NOT_SCALES,
    PERIODS,
    STOPS,
    TIMED,
)
from ledger.figures.vocabulary.units import DURATIONS

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((TRILLION, " trillion"), (BILLION, " billion"), (MILLION, " million"))
# The commonest figures in a ledger: "$852 billion", "€1.2 million", "45%".
_COMMON = re.compile(r"([$€£])([1-9]\d{0,2})(\.\d{1,4})? (million|billion|trillion)|([1-9]\d?)(\.\d{1,4})?%", re.ASCII)
_COMMON_UNITS = {sign: unit for unit, sign in _SIGNS.items()}
_COMMON_SCALES = {word.strip(): factor for factor, word in _SCALES}
# Other ways in which accounts print a negative amount: "(5.1)bn", "5,000-".
_NEGATIVE = re.compile(r"([$€£]?)\(([\d.,]+)\)\s?([^\W\d_]+|%)|([$€£]?[\d.,]*\d\s?%?)\s?[-−]")
# "8.95m" where the metric is a length.
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s?m")
# Words of other languages that English takes for its own, or that it knows too.
_SHARED = re.compile(
    r"\b(?:mil|mio|mrd|mld|mds|millionen|milliarden|miljon\w*|miljard\w*|milliard\w*|mkr|billionen"
    r"|millones|milhões|milioni|miliardi)\b|d['’]euros"
    r"|\b(?:mln|tys)\.?\s(?:zł|kč)",
    re.IGNORECASE,
)
# Money of Spanish-speaking countries that write numbers as English does.
_LIKE_ENGLISH = re.compile(
    r"\bMX|mexicanos|\bS/|\bsoles\b|\bPEN\b|\bRD\$|\bDOP\b|quetzales|lempiras|balboas", re.IGNORECASE
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 200  # characters of a figure that is tried in other spellings and languages
_MARKED = ("*", "†", "‡", "§", "]", "!")
# One dot with three digits after it, which English takes for decimals and much of the world for a thousand.
_DOT = re.compile(r"(?<![\d.,'’])([1-9]\d{0,2})\.(\d{3})(?![\d.,]\d|\d)")
_SCALE_LIKE = re.compile(r"(?:[mbtr]|tr|qu|z|gaz|baz)\w{0,3}[il]l+i[oa]r?d?[ne]s?|thous\w+|cror\w{0,3}")
_BRACKETED = re.compile(r"\(\s*([^()]+?)\s*\)")


def read(text: str, metric: str = "") -> Figure | None:
    """The figure in a field, or None if not all of the text can be read as one.

    After the figure there may be words, a time ("in six weeks"), a conversion in brackets, and what
    it is a part of or compared with ("8 of 10", "from $4m"). Any other number or scale makes the
    text unreadable; so does a notation with two readings, such as 1.234 (see `ambiguity`). A loss
    ("a loss of $5m", "down 5%", "($5m)") is negative; if the metric itself is a loss or a fall, words
    give no sign.
    """
    return _read(text, metric) if text else None


def unexplained(text: str, metric: str = "") -> str:
    """The first word of a field that has no part in its figure; "" if it is read, or has no figure at all."""
    try:
        _parsed(text, metric)
    except UnexplainedError as error:
        return error.word
    return ""


def ambiguity(text: str) -> tuple[str, str] | None:
    """The two ways to write a figure such as 1.234 so that it has one reading (1,234 and 1.2340); None for others.

    A comma beside words of a language that begins decimals with it ("1,234 Mrd. €"), "1 Billion Euro" and money of
    two countries ("Bs 5m") have two readings, too.
    """
    if readings := _dotted(text):
        return readings
    if len(text) > _LONGEST:
        return None
    if readings := _suspect(text):
        return readings
    if not COMMA.search(text) or read(text):
        return None
    ways = two_commas(text)
    return ways if all(map(read, ways)) else None


def _suspect(text: str) -> tuple[str, str] | None:
    """The two ways to write a figure with a word that has two readings."""
    if not SUSPECT.search(text):
        return None
    return next((ways for ways in two_words(text) if all(map(read, ways))), None)


def _dotted(text: str) -> tuple[str, str] | None:
    """The two ways to write a figure with one dot and three digits after it."""
    match = _DOT.search(text)
    figure = _whole(text, lenient=False) if match else None
    if match is None or figure is None or figure.unit in ("%", "pp", "bp") or figure.per:
        return None
    if Decimal(match[0]) not in (figure.low.copy_abs(), figure.high.copy_abs()):
        return None  # it has a scale
    before, after = text[: match.start()], text[match.end() :]
    return f"{before}{match[1]},{match[2]}{after}", f"{before}{match[1]}.{match[2]}0{after}"


def amount(text: str) -> Figure:
    """The amount that a user types: "100m", "$1bn", "45%", "1,000", "€20 million".

    Raises ValueError if it is not one exact figure.
    """
    text = text.strip()
    if readings := ambiguity(text):
        raise ValueError(f'"{text}" is ambiguous; write {readings[0]} or {readings[1]}')
    figure = read(text)
    if figure is None or figure.text != text:
        raise ValueError(f'"{text}" is not an amount; write it like 100m, $1bn, €20 million, 45% or 1,000')
    if figure.bound is not Bound.exact or figure.low != figure.high:
        raise ValueError(f'"{text}" is more than one value; write a single amount like 100m, $1bn or 45%')
    return figure


def speaks_of_loss(text: str) -> bool:
    """Whether a text has a word of loss, which may replace the sign of a figure: "Intel lost $16.6 billion"."""
    return not LOSS_WORDS.isdisjoint(re.findall(r"[a-z]+", text.casefold()))


def unsigned(figure: Figure) -> Figure:
    """The figure without its sign."""
    return _negated(figure, figure.text) if figure.high < 0 else figure


@lru_cache(maxsize=4096)
def _names_loss(metric: str) -> bool:
    return not LOSS_METRICS.isdisjoint(re.findall(r"[a-z]+", metric.casefold()))


def _common(text: str, sign: str, whole: str, part: str, scale: str, percent: str, percent_part: str) -> Figure:
    """The figure of a text in one of the commonest forms; `_whole` takes ten times as long to read it."""
    unit, factor = (_COMMON_UNITS[sign], _COMMON_SCALES[scale]) if sign else ("%", ONE)
    digits, decimals = whole + percent, part + percent_part
    value = Decimal(digits + decimals) * factor
    step = factor.scaleb(1 - len(decimals)) if decimals else factor
    value, step = (number.quantize(ONE) if number == number.to_integral_value() else number for number in (value, step))
    return Figure(text, value, value, unit, Bound.exact, 0, len(text), step)


# The rules of a check read each figure several times, one rule after the other: a ledger that is larger than the cache
# finds nothing in it.
@lru_cache(maxsize=131_072)
def _read(text: str, metric: str) -> Figure | None:
    if common := _COMMON.fullmatch(text):
        return _common(text, *common.groups(""))
    try:
        return _parsed(text, metric)
    except UnexplainedError:
        return None


def _parsed(text: str, metric: str) -> Figure | None:
    """The figure of a field, if it has one that is read whole. Raises UnexplainedError for a word without a part."""
    if len(text) <= _LONGEST and (shared := _SHARED.search(text)):
        at_home = shared[0].casefold() == "mil"
        comma = COMMA.search(text)
        english = comma and _LIKE_ENGLISH.search(text)
        if comma and not at_home and not english:
            return None  # "1,234 Mrd. €" has two readings
        if not english and (figure := _in_one_language(text, metric, at_home=at_home)):
            return None if comma else figure
    if _suspect(text):
        return None
    if not text.isascii() and _EAST_ASIAN.search(text) and (figure := _of_east_asia(text, metric)):
        return figure
    try:
        if figure := _of_usual(text, metric):
            return figure
    except UnexplainedError:
        if not (figure := _otherwise(text, metric)):
            raise
        return figure
    return _otherwise(text, metric)


def _of_east_asia(text: str, metric: str) -> Figure | None:
    """The figure of a field in Japanese, Chinese or Korean."""
    from ledger.figures.east_asian import east_asian_in_english  # rarely needed

    with contextlib.suppress(UnexplainedError):
        english = east_asian_in_english(usual(text)) if len(text) <= _LONGEST else ""
        if english and (figure := _of_usual(english, metric)):
            return replace(figure, text=text, start=0, end=len(text))
    return None


def _otherwise(text: str, metric: str) -> Figure | None:
    """The figure of a field in another spelling or language."""
    if len(text) > _LONGEST:
        return None
    written = usual(text)
    if written != text:
        with contextlib.suppress(UnexplainedError):
            if figure := _of_usual(written, metric):
                return replace(figure, text=text, start=0, end=len(text))
    return None if COMMA.search(text) else _in_one_language(text, metric)


def _in_one_language(text: str, metric: str, *, at_home: bool = False) -> Figure | None:
    """The figure of a field in the one language that explains it; None if none does, or if two differ.

    With `at_home`, only the language of those who write of this money counts.
    """
    from ledger.figures.languages import in_english, is_home  # not needed for English

    found: dict[object, Figure] = {}
    for english, languages, telling in in_english(text):
        with contextlib.suppress(UnexplainedError):
            if figure := _of_usual(usual(english), metric):
                whole = replace(figure, text=text, start=0, end=len(text))
                if any(is_home(figure.unit, language) for language in languages):
                    return whole
                if at_home or not telling:
                    continue
                found[figure.low, figure.high, figure.unit, figure.per, figure.bound] = whole
    return next(iter(found.values())) if len(found) == 1 else None


def _of_usual(text: str, metric: str) -> Figure | None:
    """The same for a text in the usual spelling."""
    words = frozenset(re.findall(r"\w+", metric.casefold())) if metric else frozenset()
    text = text.rstrip()
    if text[-1:] in _MARKED or ", up " in text or ", down " in text:
        text = MARKS.sub("", text)
    if metric and words & LENGTH_METRICS and (length := _LENGTH.fullmatch(text)):
        text = f"{length[1]} metres"
    stripped = text.strip()
    if match := _BRACKETED.fullmatch(stripped):  # as accounts print a negative amount
        figure = _whole(match[1], lenient=False) or _whole(match[1], lenient=True)
        if figure is None or figure.low < 0 or match[1][0] == "+" or _dotted(match[1]):
            return None
        return _negated(explained(match[1], figure, (), read, signless=True), stripped)
    if (text[-1:] in "-−" or ")" in text) and (match := _NEGATIVE.fullmatch(stripped)):
        figure = read(match[4] or f"{match[1]}{match[2]}{match[3]}")
        return _negated(figure, stripped) if figure and figure.low > 0 else None
    span = SPAN.match(text)
    begin = span.end() if span else 0
    figure = _whole(text[begin:], lenient=False) or _whole(text[begin:], lenient=True)
    if figure is None or _dotted(text):
        return None
    figure = explained(text[begin:], figure, words, read, signless=bool(metric) and _names_loss(metric))
    return replace(figure, start=figure.start + begin, end=figure.end + begin) if begin else figure


def _negated(figure: Figure, text: str) -> Figure:
    """The figure as a loss; "more than" and "up to" change places."""
    opposite = {Bound.over: Bound.under, Bound.under: Bound.over}
    low, high = sorted((-figure.low, -figure.high))
    return replace(figure, text=text, low=low, high=high, bound=opposite.get(figure.bound, figure.bound))


def _whole(text: str, *, lenient: bool) -> Figure | None:
    """The first figure of a text, if nothing else in it is a number."""
    figure = next(scan(text, field=True, lenient=lenient), None)
    if figure is None or _glued(text, figure) or _like_scale(figure.unit) or text.count("(") != text.count(")"):
        return None
    if figure.start == 0 and figure.end == len(text):
        return figure
    tokens = tokenize(text, 0, len(text))
    before = [token for token in tokens[BEFORE:-AFTER] if token.end <= figure.start]
    if any(_counts(token) or token.text in PREFIXES for token in before):
        return None
    if before and before[-1].key in ("from", "than", "versus", "vs", "against"):
        return None  # "down from $5m" does not say to what
    at = next((i for i in range(BEFORE, len(tokens) - AFTER) if tokens[i].start >= figure.end), len(tokens) - AFTER)
    return figure if _readable_rest(tokens, at, figure.unit) else None


def _glued(text: str, figure: Figure) -> bool:
    """Whether a letter, a digit or a currency symbol that was not read stands against a figure."""
    before, after = text[: figure.start][-1:], text[figure.end :][:1]
    if any(char and unicodedata.category(char) == "Sc" for char in (before, after)):
        return True
    return before.isalnum() or after.isalnum() or before in ("±", "#", "@", "/", ",") or after in ("%", "°", "/")


def _counts(token: Token) -> bool:
    """Whether a token is a number, a scale, or something like one."""
    if token.kind in (NUMERAL, CODE) or any(char.isdigit() for char in token.text):
        return True
    return token.kind == WORD and (token.key in NUMBER_WORDS or _like_scale(token.key))


def _like_scale(word: str) -> bool:
    """Whether a word looks like a misspelt or foreign scale: "milion", "bilion", "gazillion"."""
    return word not in NOT_SCALES and _SCALE_LIKE.fullmatch(word) is not None


def _readable_rest(tokens: list[Token], at: int, unit: str) -> bool:
    """Whether what follows a figure, from token `at`, has no number, scale or currency that could belong to it."""
    end = len(tokens) - AFTER
    first = tokens[at]
    if at < end and first.kind == WORD and (_counts(first) or (len(first.text) < 3 and first.key not in STOPS)):
        return False
    lead = ""  # the last word that can introduce a number
    i = at
    while i < end:
        token = tokens[i]
        if token.text == "(":
            close = next((j for j in range(i, end) if tokens[j].text == ")"), None)
            if close is None:
                return False
            i = close + 1
            continue
        if token.key in TIMED or token.key in COMPARED or (token.key in MONTHS and token.text[:1].isupper()):
            lead = token.key
        elif _counts(token) or (token.text in SYMBOLS and tokens[i + 1].kind == NUMERAL):
            stop = _introduced(tokens, i, lead)
            if not stop:
                return False
            i = stop
            continue
        elif (token.text in CODES and unit not in MONEY) or (
            token.kind == SYMBOL and token.text not in ".,;:-–—'’\"“”/%&+"
        ):
            return False
        i += 1
    return True


def _introduced(tokens: list[Token], i: int, lead: str) -> int:
    """The token after a number that a word before it allows: a time, or what is compared; 0 if none does."""
    token = tokens[i]
    if lead in COMPARED:
        found = quantity(tokens, i, True)
        return found.stop if found else 0
    if lead in TIMED or lead in MONTHS:
        if tokens[i - 1].key in ("q", "h", "fy") and tokens[i - 1].end == token.start:
            return i + 1
        following = [tokens[i + 1].key, tokens[i + 2].key]
        if token.kind in (NUMERAL, CODE) and (len(token.text) == 4 or token.kind == CODE or lead in MONTHS):
            return i + 1  # a year, a date
        if any(word in DURATIONS or word in PERIODS or word in MONTHS for word in following):
            found = quantity(tokens, i, True)
            return found.stop if found else i + 1
    if token.kind == WORD and token.key in ("half", "quarter", "third", "one"):
        return i + 1 if lead else 0  # "in the first half"
    return 0
