"""The words of a quote in the text of a copy: found as they are, or where they are nearly the same.

Quotation marks, dashes, the case of letters, ligatures, hyphens at the ends of lines and separators of thousands do not
count: they are the typesetter's. All else does.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

# A number, a word with its apostrophes, a sign that belongs to a number, or a sign before one.
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.'’]?\d)(?:[.,]\d+)?|\d+(?:[.,'’\u00a0\u202f\u2009]\d+)*"
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[$€£¥₹₩₽₺₴%‰+<>≥≤~≈±]|(?<![\w)\]])[-−–](?=\s?[$€£¥]?\d)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:([,'’ \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad\u0002\ufffe][^\S\n]*+\n\s*+(?=[^\W\d_])")  # at the end of a line
# What is left out of a quote, or put into it, by whoever quotes.
_GAP = re.compile(r"\[[^\]\n]{0,80}\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\s?\.\s?\.")
_COMMON = 60  # occurrences of a word in a text from which on it says little about where a quote stands
_MOVED = 3  # words by which a part of a quote may be moved against another one
_TRIED = 6  # places
_LONGEST = 1_000  # words of a quote that is not found as it is
_SEPARATOR = "\x1f"


class Token(NamedTuple):
    """A word of a text, as it is compared, and where it stands."""

    key: str
    start: int
    end: int


class TextSpan(NamedTuple):
    """A part of a text."""

    start: int
    end: int


class Difference(NamedTuple):
    """Words of a quote, and those that stand in the text instead; either may be none."""

    quoted: tuple[str, ...]
    found: tuple[str, ...]


class Nearest(NamedTuple):
    """Where a text comes closest to a quote."""

    place: TextSpan
    differences: tuple[Difference, ...]
    alike: float  # the part of the quote's words that stand there, from 0 to 1


class Words:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.keys = [token.key for token in self.tokens]

    @cached_property
    def _joined(self) -> str:
        """The words without spaces, so that "long-term" is "longterm"; numbers are apart."""
        return "".join(map(_apart, self.keys))

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for key in self.keys:
            starts.append(at)
            at += len(_apart(key))
        return starts

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number, key in enumerate(self.keys):
            places.setdefault(key, []).append(number)
        return places

    def find(self, quote: "Words", begin: int = 0) -> TextSpan | None:
        """Where a quote stands word by word, after an index of the words; None if it does not."""
        wanted = quote._joined
        at = self._starts[begin] if begin < len(self._starts) else len(self._joined)
        while wanted and (at := self._joined.find(wanted, at)) >= 0:
            first, last = self._token_at(at), self._token_at(at + len(wanted))
            if first is not None and last is not None:
                return TextSpan(first, last)
            following = bisect_right(self._starts, at)
            at = self._starts[following] if following < len(self._starts) else len(self._joined)
        return None

    def _token_at(self, joined: int) -> int | None:
        """The number of the word that begins at an index of the joined text; None if none does."""
        if joined == len(self._joined):
            return len(self.tokens)
        number = bisect_left(self._starts, joined)
        return number if number < len(self._starts) and self._starts[number] == joined else None

    def nearest(self, quote: "Words") -> Nearest | None:
        """Where the text comes closest to a quote; None if they share no word, or if the quote is very long."""
        if not 0 < len(quote.keys) <= _LONGEST:
            return None
        votes: Counter[int] = Counter()
        for number, key in enumerate(quote.keys):
            places = self._places.get(key, ())
            for place in places if len(places) <= _COMMON else ():
                votes[place - number] += 1
        near = range(-_MOVED, _MOVED + 1)
        support = Counter({offset: sum(votes[offset + moved] for moved in near) for offset in list(votes)})
        tried = [self._compared(quote, offset) for offset, _ in support.most_common(_TRIED)]
        return max(tried, key=lambda one: one.alike, default=None)

    def _compared(self, quote: "Words", offset: int) -> Nearest:
        """A quote and the words that begin about there."""
        size = len(quote.keys)
        low = max(0, offset - _MOVED)
        window = self.keys[low : max(0, offset) + size + size // 3 + 2 * _MOVED]
        blocks = SequenceMatcher(None, quote.keys, window, autojunk=False).get_matching_blocks()[:-1]
        if not blocks:
            return Nearest(TextSpan(low, low), (), 0.0)
        first, last = blocks[0], blocks[-1]
        begin = max(0, first.b - first.a)  # as many words as the quote has before its first match
        end = min(len(window), last.b + last.size + size - last.a - last.size)
        differences, quoted, found = [], 0, begin
        for block in (*blocks, last._replace(a=size, b=end, size=0)):
            if block.a > quoted or block.b > found:
                differences.append(Difference(tuple(quote.keys[quoted : block.a]), tuple(window[found : block.b])))
            quoted, found = block.a + block.size, block.b + block.size
        alike = sum(block.size for block in blocks) / size
        return Nearest(TextSpan(low + begin, low + end), tuple(differences), alike)

    def span(self, place: TextSpan) -> tuple[int, int]:
        """The indexes in the text at which some words begin and end."""
        if place.start >= place.end:
            return 0, 0
        return self.tokens[place.start].start, self.tokens[place.end - 1].end


def parts_of(quote: str) -> list[Words]:
    """The parts of a quote between `…` and what is in brackets."""
    parts = [Words(part) for part in _GAP.split(quote)]
    return [part for part in parts if part.keys]


def _tokens(text: str) -> Iterator[Token]:
    broken = {found.start(): found.end() for found in _BROKEN.finditer(text)}
    waiting: Token | None = None  # the first half of a word
    for found in _TOKEN.finditer(text):
        key = _key(found[0])
        start = found.start()
        if waiting:
            key, start = waiting.key + key, waiting.start
            waiting = None
        token = Token(key, start, found.end())
        if found.end() in broken:
            waiting = token
        else:
            yield token
    if waiting:
        yield waiting


def _key(text: str) -> str:
    if text[0].isdigit():
        plain = "".join(str(unicodedata.digit(char, 0)) if char.isdigit() else char for char in text)
        if (match := _THOUSANDS.fullmatch(plain)) is not None:
            plain = plain.replace(match[1], "")
        return plain
    if text in "−–":
        return "-"
    return unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)


def _apart(key: str) -> str:
    return key if key[0].isalpha() else f"{_SEPARATOR}{key}{_SEPARATOR}"
