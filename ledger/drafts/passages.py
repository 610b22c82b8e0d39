"""The sentences of a draft that hold figures, each with what is known of it before it is compared with claims."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ledger.documents.document import Document
from ledger.drafts.cells import in_cell
from ledger.drafts.matching import Companies, nearest_company, place_of
from ledger.drafts.noise import is_noise
from ledger.drafts.sentences import sentences
from ledger.drafts.statements import Passage, value_of
from ledger.figures import MONEY, Figure, find

# URLs and mail addresses, which have numbers of their own.
URL_PATTERN = re.compile(r"(?:https?://|www\.)[^\s<]++|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ELIDED = re.compile(
    r"\b(?:against|from|compared (?:with|to)|versus|vs)\.?\s(?:just |only |about |some )?$", re.IGNORECASE
)
_TO = re.compile(r" to \S*\d")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
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
        if figures := _figures(text):
            near = max(0, sentence.start - _CONTEXT)
            begin = max(near, prose.rfind("\n\n", near, sentence.start))
            place = place_of(text, prose[begin : sentence.start], companies)
            headline = sentence.start <= first
            before = tuple(reversed(named))
            passage = Passage(draft, sentence.start, text, figures, place, headline, Counter(), before)
            paragraph += _by_cells(passage, companies)
        for _, company in companies.named_in(text):
            named.pop(company, None)
            named[company] = None
    yield from _side_by_side(paragraph)


def _by_cells(passage: Passage, companies: Companies) -> Iterator[Passage]:
    """A passage; of a row of a table, one for each figure in a cell."""
    cells = [passage.draft.cell_at(passage.start + figure.start) for figure in passage.figures]
    prose = tuple(figure for figure, cell in zip(passage.figures, cells, strict=True) if cell is None)
    if prose:
        yield passage._replace(figures=prose)
    for figure, cell in zip(passage.figures, cells, strict=True):
        if cell:
            text, inside = in_cell(figure, cell)
            start = passage.start + figure.start - inside.start  # so that the figure is where it is
            place = place_of(text, "", companies)
            before = () if cell.row else passage.before
            yield passage._replace(
                start=start, text=text, figures=(inside,), place=place, headline=False, before=before
            )


def company_of(passage: Passage, figure: Figure) -> tuple[str, bool]:
    """The company that a figure belongs to, "" if none is known, and whether its own sentence names it.

    "Acme and Bolt have 12 and 15 shops respectively" gives each its own.
    """
    names = [name for _, name in passage.place.named]
    if len(names) == len(passage.figures) > 1 and _RESPECTIVELY.search(passage.text):
        return names[passage.figures.index(figure)], True
    return nearest_company(passage.place, passage.text[: figure.start])


def _figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence; "5,000 hectares, against 4,000" is of hectares both times."""
    found: list[Figure] = []
    for figure in find(text):
        if is_noise(text, figure):
            continue
        before = found[-1] if found else None
        elided = before and before.unit and not figure.unit and _ELIDED.search(text[before.end : figure.start])
        if before and elided and not (before.unit == "%" and (figure.low > 100 or _TO.match(text, figure.end))):
            figure = figure if before.unit in MONEY else replace(figure, unit=before.unit)
        found.append(figure)
    return tuple(found)


def _side_by_side(paragraph: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of a paragraph, each with all that the paragraph states."""
    beside = Counter(value_of(figure) for passage in paragraph for figure in passage.figures)
    return (passage._replace(beside=beside) for passage in paragraph)
