"""Which parts of a document are the article, and which are notes, lists of sources, navigation."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.documents.document import NOTE_MARK as RAISED
from ledger.documents.document import Document

_ASIDE = frozenset(("aside", "footer", "form", "header", "nav", "title"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SHORTEST_BODY = 0.2  # of the text, of what is taken for all of the article
_LIST = re.compile(
    r"(?:sources?(?: and notes)?|references|notes(?: and sources)?|footnotes|endnotes|bibliography|works cited"
    r"|citations|literature|quellen|literatur|fu(?:ß|ss)noten|links)\s*:?",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"[\s*•-]*(?:\[(?P<bracket>\d{1,3})\]|(?P<number>\d{1,3})[.)]?(?=\s)|(?P<raised>[¹²³⁰⁴-⁹]{1,3}))\s*"
)
_MARKS = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\]|(?<=[^\s\d])([¹²³⁰⁴-⁹]{1,3})")
_PIECE = re.compile(r"(?<!\S)\[\d{1,3}\](?=\s)")
_PLAIN = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_LONGEST_MARK = 8  # characters
_MOST_IN_RANGE = 20


class Note(NamedTuple):
    """A note or an entry of a numbered list, and where its marks stand in the text."""

    start: int
    end: int
    marks: Sequence[tuple[int, int]]


Span = tuple[int, int]


def body_of(document: Document) -> tuple[list[Span], list[Span]]:
    """What is the article, in order, and its headings: of a page its main part, without navigation and margins."""
    length = len(document.text)
    regions = document.regions
    whole: Span = (0, length)
    for tag in ("main", "article"):
        found = max(
            (region for region in regions if region.tag == tag), key=lambda one: one.end - one.start, default=None
        )
        if found and found.end - found.start >= _SHORTEST_BODY * length:
            whole = (found.start, found.end)
            break
    inner = whole != (0, length)
    aside = sorted(
        (region.start, region.end)
        for region in regions
        if region.tag in _ASIDE and not (inner and region.tag == "header")
    )
    body = []
    at = whole[0]
    for start, end in aside:
        if start > at:
            body.append((at, min(start, whole[1])))
        at = max(at, end)
    if at < whole[1]:
        body.append((at, whole[1]))
    body = [(start, end) for start, end in body if whole[0] <= start < end <= whole[1]]
    return body or [whole], [(region.start, region.end) for region in regions if region.tag in _HEADINGS]


def notes_of(document: Document, targets: Sequence[Span]) -> tuple[list[Note], list[Span]]:
    """The notes to which marks refer, and the entries of lists to which none do; `targets` are addresses."""
    linked = list(_linked(document))
    known = [(note.start, note.end) for note in linked]
    entries = [
        entry
        for entry in _entries(document.text, [at for at, _ in targets], items_of(document))
        if not is_in(entry[1], known)
    ]
    by_number = {number: (start, end) for number, start, end in entries}
    marks: dict[int, list[Span]] = {}
    first = min((start for _, start, _ in entries), default=0)
    for number, where in _numbers(document, first):
        if number in by_number:
            marks.setdefault(number, []).append(where)
    notes = [Note(*by_number[number], at) for number, at in marks.items()]
    marked = {(note.start, note.end) for note in notes}
    return [*linked, *notes], [(start, end) for _, start, end in entries if (start, end) not in marked]


def _linked(document: Document) -> Iterator[Note]:
    """The notes to which links lead."""
    text = document.text
    marks: dict[int, list[Span]] = {}
    for link in document.links:
        at = document.anchors.get(link.url[1:], -1) if link.url.startswith("#") else -1
        if at >= link.end and link.end - link.start <= _LONGEST_MARK:
            marks.setdefault(at, []).append((link.start, link.end))
    starts = sorted(marks)
    for number, at in enumerate(starts):
        begin = at
        while begin < len(text) and text[begin].isspace():
            begin += 1
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if number + 1 < len(starts):
            end = min(end, starts[number + 1])
        if end > begin:
            yield Note(begin, end, marks[at])


def is_in(index: int, spans: Sequence[Span]) -> bool:
    """Whether an index is in one of some spans, which are in order and apart."""
    at = bisect_right(spans, index, key=lambda span: span[0]) - 1
    return at >= 0 and index < spans[at][1]


def link_lines(document: Document) -> list[Span]:
    """The lines of a page that are links and nothing else: related stories, buttons, lists of pages."""
    if not document.is_page:
        return []
    links: dict[int, list[Span]] = {}
    for link in document.links:
        links.setdefault(document.text.rfind("\n", 0, link.start) + 1, []).append((link.start, link.end))
    found = []
    for start, held in links.items():
        end = document.text.find("\n", start)
        end = len(document.text) if end < 0 else end
        edges = [start, *(edge for span in held for edge in span), end]
        if not any(
            re.search(r"\w", document.text[first:last]) for first, last in zip(edges[::2], edges[1::2], strict=True)
        ):
            found.append((start, end))
    return sorted(found)


def items_of(document: Document) -> list[Span]:
    """The items of lists, in order."""
    return sorted((region.start, region.end) for region in document.regions if region.tag == "li")


def _entries(text: str, targets: Sequence[int], items: Sequence[Span]) -> list[tuple[int, int, int]]:
    """The entries of lists of sources: the number of each, or its place in the list, and its span."""
    found: list[tuple[int, int, int]] = []
    listing = False
    final = len(text.rstrip())
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        said = line.strip(" #*_")
        if not said:
            continue
        if _LIST.fullmatch(said):
            listing = True
            continue
        heading = re.match(rf"[\s#*_]*(?:{_LIST.pattern})\s*", line, re.IGNORECASE)
        begun = heading if heading and (":" in heading[0] or _PIECE.match(line, heading.end())) else None
        last = (
            begun
            and end >= final
            and not is_in(len(text[:start].rstrip()) - 1, items)
            and "\n\n" in text[:start].strip()
        )
        pieces = [start + match.start() for match in _PIECE.finditer(line)]
        first = start + (begun.end() if begun else 0)
        numbered = bool(pieces) and not text[first : pieces[0]].strip()
        if not (listing or numbered or (last and _held(first, end, targets) > 1)):
            continue
        edges = [*pieces, end] if numbered else [first, end]
        spans = [span for span in itertools.pairwise(edges) if _held(*span, targets)]
        if not spans:
            listing = False
        for span in spans:
            own = _ENTRY.match(text, *span)
            given = own and (own["bracket"] or own["number"] or (own["raised"] or "").translate(_PLAIN))
            found.append((int(given) if given else len(found) + 1, *span))
    return found


def _held(start: int, end: int, targets: Sequence[int]) -> int:
    """How many of some indexes, which are in order, are in a span."""
    return bisect_left(targets, end) - bisect_left(targets, start)


def _numbers(document: Document, end: int) -> Iterator[tuple[int, Span]]:
    """The numbered marks before an index, and where each stands."""
    for match in _MARKS.finditer(document.text, 0, end):
        for part in re.split(r"[,;]", (match[1] or match[2]).translate(_PLAIN)):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            for number in range(ends[0], min(ends[-1], ends[0] + _MOST_IN_RANGE) + 1):
                yield number, match.span()
    for passage in document.left_out:
        mark = passage.text.strip(" []()")
        if passage.reason == RAISED and mark.isdecimal() and len(mark) < 4:
            at = document.index_before(passage.at)
            yield int(mark), (at, at)
