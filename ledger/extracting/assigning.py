"""Which of the documents that an article cites a figure comes from.

It is the one whose link the figure is in, else those of its own sentence, else those at the end of its paragraph, which
are for all of it, else the only one of its paragraph, or the last one before it there. If two could be meant, and
nothing tells which, there is none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ledger.documents.source import line_starts
from ledger.drafts.sentences import Sentence
from ledger.extracting.citations import Citations, CitedDocument
from ledger.extracting.layout import is_in


class Assignment:
    """The citations of an article by their places."""

    def __init__(self, citations: Citations, items: Sequence[tuple[int, int]]) -> None:
        """`items` are the spans of the items of lists, in order."""
        self._prose = citations.prose
        self._items = items
        self._sentences = citations.sentences
        self._cited = citations.cited
        self._starts = [document.start for document in citations.cited]
        self._lines = line_starts(citations.prose)

    def of_span(self, start: int, end: int, others: Sequence[int] = ()) -> Sequence[CitedDocument]:
        """The documents from which a figure comes; none if it is not known.

        `others` are the indexes of the figures of its sentence: "340 jobs (A), and 5 more" says nothing of the second.
        """
        begin, stop = self.paragraph(start)
        beside = self._between(begin, stop)
        if linked := [
            document for document in beside if document.inline and document.start <= start and end <= document.end
        ]:
            return linked
        sentence = self.sentence(start)
        own = [
            document for document in beside if sentence.start <= document.start < sentence.end and not document.closes
        ]
        own = own or [document for document in beside if document.start == sentence.end and not document.closes]
        left = [document for document in own if not _is_spent(document, start, others)]
        if left:
            return _together(_nearest(left, start, end), left)
        closing = [document for document in beside if document.closes] or self._below(stop)
        if closing or own:
            return closing
        documents = {document.fields["url"] for document in beside}
        if len(documents) == 1:
            return beside[:1]
        before = [document for document in beside if document.end <= start]
        return _together(before[-1], before) if before else ()

    def paragraph(self, index: int) -> tuple[int, int]:
        """Where the line of the text at an index begins and ends."""
        line = bisect_right(self._lines, index)
        end = self._lines[line] - 1 if line < len(self._lines) else len(self._prose)
        return self._lines[line - 1], end

    def sentence(self, index: int) -> Sentence:
        """The sentence at an index."""
        at = bisect_right(self._sentences, index, key=lambda span: span.start) - 1
        return self._sentences[at] if at >= 0 else Sentence(0, len(self._prose))

    def _between(self, start: int, end: int) -> list[CitedDocument]:
        return list(self._cited[bisect_left(self._starts, start) : bisect_right(self._starts, end)])

    def _below(self, end: int) -> list[CitedDocument]:
        """The references that have the next line to themselves: "Source: Reuters, https://…" below a paragraph or list.

        Below a list they are for all of its items.
        """
        at = end
        while at < len(self._prose):
            begin = at + 1
            while begin < len(self._prose) and self._prose[begin] == "\n":
                begin += 1
            start, at = self.paragraph(begin) if begin < len(self._prose) else (begin, len(self._prose))
            if not self._prose[start:at].strip():
                found = [document for document in self._between(start, at) if not document.inline]
                return found if all(document.closes for document in found) else []
            if begin != end + 1 and not (is_in(start, self._items) and is_in(end - 1, self._items)):
                return []
            end = at
        return []


def _is_spent(document: CitedDocument, start: int, others: Sequence[int]) -> bool:
    """Whether a reference in brackets stands behind another figure, and before this one."""
    return (
        not document.opens
        and not document.inline
        and document.end <= start
        and any(other < document.start for other in others)
    )


def _nearest(own: Sequence[CitedDocument], start: int, end: int) -> CitedDocument:
    """The citation of a sentence that a figure belongs to.

    "According to A (…), the figure" has it before, "the figure (A)" behind.
    """
    before = [document for document in own if document.end <= start]
    after = [document for document in own if document.start >= end]
    if before and (before[-1].opens or not after):
        return before[-1]
    return after[0] if after else own[0]


def _together(document: CitedDocument, others: Sequence[CitedDocument]) -> list[CitedDocument]:
    """What stands in the same brackets."""
    return [other for other in others if other.group == document.group]
