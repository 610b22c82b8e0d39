"""Marks in a draft, `<!-- ledger: claim-id -->` after a figure: which claim is meant."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.documents.document import Document
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.errors import LedgerError
from ledger.text import clean

IGNORE = "ignore"  # sets text aside, and is no id here
_MARK = re.compile(r"<!--\s*ledger:\s*(.*?)\s*-->", re.DOTALL)
_PARTS = re.compile(r"(\S+)(?:\s+([a-z2-7]{5}))?")


class Mark(NamedTuple):
    """The claim that a mark names, with the fingerprint of the sentence for which it was set, if it has one."""

    claim: str
    fingerprint: str
    line: int
    column: int
    figure: int  # the number of the figure before it; -1 for none


def marks_of(document: Document, judged: Sequence[Judgement]) -> Iterator[Mark]:
    """The marks of a draft, each with the last figure before it in its paragraph.

    Raises LedgerError for one that names no id.
    """
    starts = sorted(
        (judgement.start, number)
        for number, judgement in enumerate(judged)
        if judgement.verdict is not Verdict.NOT_CHECKED
    )
    for comment in document.comments:
        found = _MARK.fullmatch(comment.text)
        if not found or found[1] == IGNORE:
            continue
        line, column = document.position_in_source(comment.at)
        parts = _PARTS.fullmatch(found[1])
        if not parts:
            raise LedgerError(
                "a mark names one claim: <!-- ledger: claim-id -->", f"{clean(document.path)}:{line}:{column}"
            )
        index = document.index_before(comment.at)
        at = bisect_right(starts, (index - 1, len(judged))) - 1
        start, number = starts[at] if at >= 0 else (0, -1)
        if "\n" in document.text[start:index]:
            number = -1
        yield Mark(parts[1], parts[2] or "", line, column, number)


def mark_for(claim: str, fingerprint: str) -> str:
    """A mark as it is written."""
    return f"<!-- ledger: {claim} {fingerprint} -->"
