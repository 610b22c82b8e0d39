"""The figures of a draft that an audit does not check, and why: in code or templates, in addresses, in words alone."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ledger.documents.document import Document
from ledger.drafts.passages import URL_PATTERN
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.figures import MONEY, Figure, find, is_count

_SPACED = re.compile(r"(?<![\d.,/:-])\d{1,4}[ \u00a0\u202f]\d{3}(?![\d/:-])")


def unchecked_in(draft: Document, found: Sequence[Judgement]) -> list[Judgement]:
    """The figures in what is left out of a draft and in its addresses, and numbers that may be two."""
    made = []
    for left_out in draft.left_out:
        for figure in find(left_out.text):
            place = draft.position_in_source(left_out.at + figure.start)
            made.append(not_checked(draft, place, figure, left_out.reason))
    for url in URL_PATTERN.finditer(draft.text):
        for figure in find(url[0]):
            place = draft.position(url.start() + figure.start)
            made.append(not_checked(draft, place, figure, "a URL or path"))
    return [*made, *_one_or_two(draft, [judgement for judgement in found if judgement.end])]


def is_word(figure: Figure) -> bool:
    """Whether a figure is a number in words with nothing else to tell that it is one: "three", "a dozen firms"."""
    return not any(char.isdigit() for char in figure.text) and not is_prominent(figure)


def _one_or_two(draft: Document, found: Sequence[Judgement]) -> Iterator[Judgement]:
    """Digits with a space between them that were not read, because they may be one number or two: "12 900 jobs"."""
    spans = sorted((judgement.start, judgement.end) for judgement in found)
    starts = [start for start, _ in spans]
    for digits in _SPACED.finditer(draft.text):
        at = bisect_right(starts, digits.end() - 1) - 1
        if at < 0 or spans[at][1] <= digits.start():
            place = draft.position(digits.start())
            yield Judgement(
                draft.path, *place, digits[0], "", 0, 0, 0, Verdict.NOT_CHECKED, ground="one number or two?"
            )


def is_prominent(figure: Figure) -> bool:
    """Whether a figure is money, a percentage or a measure."""
    return figure.unit in MONEY or not is_count(figure.unit)


def not_checked(draft: Document, place: tuple[int, int], figure: Figure, reason: str) -> Judgement:
    """A figure that is listed with the reason why nothing is said of it."""
    return Judgement(
        draft.path, *place, figure.text, "", 0, 0, 0, Verdict.NOT_CHECKED, ground=reason,
        prominent=is_prominent(figure),
    )  # fmt: skip
