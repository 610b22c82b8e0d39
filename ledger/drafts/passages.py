"""The sentences of a draft that hold figures, each with what is known of it before it is compared with claims."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ledger.documents.document import Document
from ledger.drafts.matching import Companies, place_of
from ledger.drafts.noise import is_noise
from ledger.drafts.sentences import sentences
from ledger.drafts.statements import Passage, value_of
from ledger.figures import find

# URLs and mail addresses, which have numbers of their own.
URL_PATTERN = re.compile(r"(?:https?://|www\.)[^\s<]++|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CONTEXT = 1500  # characters of the paragraph before a sentence that are looked at


def passages_of(draft: Document, companies: Companies) -> Iterator[Passage]:
    """The sentences of a draft that hold figures, paragraph by paragraph: each knows what stands beside it."""
    prose = URL_PATTERN.sub(lambda url: " " * len(url[0]), draft.text)
    first = len(prose) - len(prose.lstrip())
    paragraph: list[Passage] = []
    done = 0
    named: dict[str, None] = {}  # the companies that were named, the last one last
    for sentence in sentences(prose):
        text = prose[sentence.start : sentence.end]
        if prose.count("\n", done, sentence.start) > 1:
            yield from _side_by_side(paragraph)
            paragraph = []
        done = sentence.end
        if figures := tuple(one for one in find(text) if not is_noise(text, one)):
            near = max(0, sentence.start - _CONTEXT)
            begin = max(near, prose.rfind("\n\n", near, sentence.start))
            place = place_of(text, prose[begin : sentence.start], companies)
            headline = sentence.start <= first
            before = tuple(reversed(named))
            paragraph.append(Passage(draft, sentence.start, text, figures, place, headline, Counter(), before))
        for _, company in companies.named_in(text):
            named.pop(company, None)
            named[company] = None
    yield from _side_by_side(paragraph)


def _side_by_side(paragraph: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of a paragraph, each with all that the paragraph states."""
    beside = Counter(value_of(figure) for passage in paragraph for figure in passage.figures)
    return (passage._replace(beside=beside) for passage in paragraph)
