"""The paragraphs and sentences of a draft."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ledger.figures.vocabulary.numbers import vocabulary

_NUMBER = re.compile(r"\s*\(?\w{1,4}[.)/]*\s*")  # of an item: "1.", "(a)"
_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9$€£¥])")
_ABBREVIATIONS = vocabulary(
    """
    mr mrs ms dr prof st sen rep gov gen lt col sgt inc ltd co corp vs no nos jr sr approx est fig vol jan feb mar
    apr jun jul aug sep sept oct nov dec p pp art sec dept univ bros u.s u.k e.g i.e a.m p.m
    """
)


_LONGEST = 1200  # characters


class Sentence(NamedTuple):
    """The span of a sentence."""

    start: int
    end: int


def sentences(prose: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; every line end of it ends a block."""
    begin = 0
    while begin < len(prose):
        end = prose.find("\n", begin)
        end = len(prose) if end < 0 else end
        if prose[begin:end].strip():
            yield from _within(prose, begin, end)
        begin = end + 1


def _within(prose: str, begin: int, end: int) -> Iterator[Sentence]:
    start = begin
    for match in _END.finditer(prose, begin, end):
        word = re.search(r"[\w.]+\Z", prose[max(start, match.start() - 12) : match.start()])
        short = word is not None and (word[0].lower() in _ABBREVIATIONS or re.fullmatch("[A-Z]", word[0]))
        number = start == begin and _NUMBER.fullmatch(prose, start, match.end())
        if not number and not (short and match[0][0] == "."):
            yield from _pieces(prose, start, match.end())
            start = match.end()
    if prose[start:end].strip():
        yield from _pieces(prose, start, end)


def _pieces(prose: str, start: int, end: int) -> Iterator[Sentence]:
    """A sentence; one that is longer than any sentence is, in pieces."""
    while end - start > _LONGEST:
        cut = prose.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield Sentence(start, cut)
        start = cut
    yield Sentence(start, end)
