"""Split a text into tokens: numerals, words, symbols, and codes."""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

NUMERAL, WORD, SYMBOL, CODE, EDGE = "numeral", "word", "symbol", "code", "edge"

# Runs of one kind of character are possessive. Groups are not: Python 3.11.2, which Debian 12 has, matches possessive
# groups wrongly. What follows a group rules out its shorter matches instead.
# A code is a URL, a version or address (1.2.3), a date or telephone number (2026-03-31), a time (12:30).
# A numeral takes in all that groups or parts its digits, so that no part of it is read as a number: commas and dots,
# thin and no-break spaces, apostrophes (1'234), and ordinary spaces where there are two groups of three or more.
_NUMERAL = r"""
    \d{1,3}(?:['’]\d{3}){1,12}(?!\d|['’]\d{3})(?:[.,]\d++)?
    | \d{1,3}(?:\.\d{3}){2,12}(?![\d.])(?:,\d++)?
    | [1-9]\d{0,2}(?:[ ]\d{3}){2,12}(?![ ]?\d)(?:[.,]\d++)?
"""
_SCALES = "万萬億亿兆"  # each a word of its own, since no space parts them from what follows
TOKEN = re.compile(
    rf"""
    (?P<word>(?!https?://|www\.)(?:(?:[A-Za-z]\.){{2,12}}(?![^\W\d_])|[^\W\d_{_SCALES}]++(?:['’][^\W\d_]++)*)|[{_SCALES}])
    | (?P<grouped>(?=\d{{1,3}}[.'’ ]\d{{3}})(?:{_NUMERAL}))
    | (?P<code>(?:https?://|www\.)\S*+
        | \d++(?:(?:\.\d++){{2,}}|(?:[-‐‑]\d++){{2,}}|(?:/\d++){{2,}}|(?::\d++)+(?:[.,]\d++)?))
    | (?P<numeral>\d++(?:[,\u00a0\u202f\u2009]\d++)*(?:[.·]\d++(?:,\d++)?)? | (?<![\w.])\.\d++)
    | (?P<symbol>[^\w\s]|_)
    """,
    re.VERBOSE,
)
GAP = re.compile(r"\n\s*\n")
UNBROKEN = re.compile(r"\S*+")
LONGEST = 20_000


class Token(NamedTuple):
    """A token and its position; `key` is the lower-case form used for lookups."""

    kind: str
    text: str
    key: str
    start: int
    end: int


# Empty tokens around a text: as many as are looked at before and after a number.
BEFORE, AFTER = 4, 6
_FRONT = [Token(EDGE, "", "", -2, -2)] * BEFORE
_BACK = [Token(EDGE, "", "", sys.maxsize, sys.maxsize)] * AFTER


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], with empty tokens around them so that neighbours always exist."""
    found = _FRONT.copy()
    new = tuple.__new__  # half the time of Token(…)
    for match in TOKEN.finditer(text, start, end):
        kind = match.lastgroup or SYMBOL
        if kind == "grouped":
            kind = NUMERAL
        written = key = match[0]
        if kind == WORD:
            key = written.lower()
            if "." in key:
                key = key.replace(".", "")
        first, last = match.span()
        found.append(new(Token, (kind, written, key, first, last)))
    found += _BACK
    return found


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Split a text at blank lines, and long parts at the end of a sentence.

    No figure crosses a blank line; this keeps memory and time proportional to the text.
    """
    if len(text) <= LONGEST and "\n" not in text:
        yield 0, len(text)
        return
    start = 0
    for gap in GAP.finditer(text):
        yield from _pages(text, start, gap.start())
        start = gap.end()
    yield from _pages(text, start, len(text))


def _pages(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        half, limit = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(mark, half, limit) for mark in (". ", ".\n", "\n"))
        if cut < 0:
            cut = max(text.rfind(mark, start, limit) for mark in "\n\t ")
        if cut < start:
            # Thousands of characters without a space are not prose, and contain no figures.
            run = UNBROKEN.match(text, limit, end)
            start = run.end() if run else end
            continue
        yield start, cut + 1
        start = cut + 1
    if start < end:
        yield start, end
