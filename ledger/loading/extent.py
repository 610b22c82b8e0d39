"""Where something can be added to the text of a file: the extent of a record, and the form of a section."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from ledger.loading.reader import NULLS, events

_DASH = re.compile(r" *-(?=[ \t\r\n]|\Z)")
_DASH_ALONE = re.compile(r" *-[ \t]*+(?:\{[ \t]*+)?(?:#.*)?\r?")
_PIECE = 20_000  # characters that are parsed to find where a record ends
_NOTHING = re.compile(r"[ \t]*+(?:#.*)?\r?")


class Extent(NamedTuple):
    """The extent of a record in block style; columns and indexes are counted from 0."""

    start: int  # the index of the line with its dash or key
    indent: int  # the column of that dash or key
    fields: int  # the column of its fields
    end: int  # the index after its last line, its own comments and line end included


class FieldSpan(NamedTuple):
    """A field of a record in the text: the index of its name, that after its colon, and the span of its value."""

    name: str
    key: int
    colon: int
    start: int
    end: int


class RecordSpan(NamedTuple):
    """A record in the text, with its fields in their order."""

    extent: Extent
    fields: tuple[FieldSpan, ...]
    braces: tuple[int, int] | None  # the indexes of its { and after its }, in flow style


class Form(Enum):
    """How the value of a section is written."""

    BLOCK = "block style"
    FLOW = "flow style"
    EMPTY = "nothing"


class Section(NamedTuple):
    """`claims` or `sources` in the text."""

    start: int  # the index of its name
    form: Form
    value: tuple[int, int]  # the span of an empty value: of `[]`, `{}` or `~`, or of nothing after the colon
    last: int  # the line, from 1, of its last record


class Root(NamedTuple):
    """The root mapping of a file."""

    sections: dict[str, Section]
    end: int  # the index where another section can be added
    flow: bool  # it is in flow style


def item(text: str, line: int) -> Extent | None:
    """The extent of the list item whose first field is on a line, counted from 1; None in flow style.

    Only this record is parsed, so that the cost does not grow with the file.
    """
    start = line_start(text, line)
    if not _DASH.match(text, start):
        while start and not _DASH_ALONE.fullmatch(text, start := text.rfind("\n", 0, start - 1) + 1, _eol(text, start)):
            if not _NOTHING.fullmatch(text, start, _eol(text, start)):
                return None
    return _extent(text, start, SequenceStartEvent)


def member(text: str, line: int) -> Extent | None:
    """The extent of the mapping entry whose key is on a line, counted from 1; None in flow style."""
    return _extent(text, line_start(text, line), MappingStartEvent)


def _extent(text: str, start: int, block: type) -> Extent | None:
    """The extent of the record that begins at an index, from a piece of the text if it surely ends in that."""
    found = _extent_in(text, text[start : start + _PIECE], start, block)
    if len(text) - start <= _PIECE or (found and found.end < start + _PIECE // 2):
        return found
    return _extent_in(text, text[start:], start, block)


def _extent_in(text: str, piece: str, start: int, block: type) -> Extent | None:
    walk = events(piece)
    try:
        next(walk), next(walk)
        first: Any = next(walk)
        if not issubclass(type(first), block) or getattr(first, "flow_style", True):
            return None
        if block is MappingStartEvent:
            next(walk)
        node: Any = next(walk)
        end = start + _end(node, walk, text, start)
    except YAMLError:
        return None
    indent = first.start_mark.column
    lines = isinstance(node, MappingStartEvent) and not node.flow_style
    return Extent(start, indent, node.start_mark.column if lines else indent + 2, _with_comments(text, end, indent))


def _end(node: Any, walk: Iterator[Any], text: str, start: int) -> int:
    """The index, relative to `start`, after the last character of a node; consumes the node's events."""
    end = 0
    depth = 0
    event: Any = node
    while True:
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        first, after = _span(event)
        if isinstance(event, ScalarEvent):
            if after > first:
                end = after
                header = text[start + first : start + first + 3]
                if event.style in ("|", ">") and "+" not in header:  # blank lines after it do not belong to it
                    end = len(text[start : start + end].rstrip())
        elif after > first:  # a bracket
            end = max(end, after)
        if not depth:
            return end
        event = next(walk)


def _span(event: Any) -> tuple[int, int]:
    """The indexes where an event begins and ends in the text."""
    return event.start_mark.index, event.end_mark.index


def _with_comments(text: str, end: int, indent: int) -> int:
    """The index after the last line of a record, and after the comments below that are indented like its fields."""
    if not end or text[end - 1] != "\n":
        end = _eol(text, end) + 1
    comment = re.compile(rf" {{{indent + 1},}}#.*\n?")
    while found := comment.match(text, end):
        end = found.end()
    return min(end, len(text))


def record(text: str, line: int, *, listed: bool) -> RecordSpan | None:
    """The record whose first field (if `listed`) or whose key is on a line, with the spans of its fields.

    None if it is in a list or mapping in flow style, or no mapping itself.
    """
    found = item(text, line) if listed else member(text, line)
    if found is None:
        return None
    base = found.start
    walk = events(text[base : found.end])
    for _ in range(3 if listed else 4):
        next(walk)
    node: Any = next(walk)
    if not isinstance(node, MappingStartEvent):
        return None
    fields: list[FieldSpan] = []
    while not isinstance(key := next(walk), MappingEndEvent):
        if not isinstance(key, ScalarEvent):
            return None
        start, after = _span(key)
        colon = text.index(":", base + after) + 1
        value: Any = next(walk)
        first = base + _span(value)[0]
        end = base + _end(value, walk, text, base)
        fields.append(FieldSpan(key.value, base + start, colon, *((first, end) if end > colon else (colon, colon))))
    braces = (base + _span(node)[0], base + _span(key)[1]) if node.flow_style else None
    return RecordSpan(found, tuple(fields), braces)


def root(text: str) -> Root:
    """The sections of a file. The text must be valid YAML."""
    walk = events(text)
    next(walk)
    next(walk)
    top = next(walk)
    sections: dict[str, Section] = {}
    while type(key := next(walk)) is not MappingEndEvent:
        node = next(walk)
        form = Form.FLOW if getattr(node, "flow_style", False) or isinstance(node, ScalarEvent) else Form.BLOCK
        last = node.start_mark.line + 1
        count = 0
        end = node
        if isinstance(node, CollectionStartEvent):
            depth = 1
            while depth:
                end = next(walk)
                if depth == 1 and not isinstance(end, CollectionEndEvent):
                    count += 1
                    if not isinstance(node, MappingStartEvent) or count % 2:
                        last = end.start_mark.line + 1
                depth += isinstance(end, CollectionStartEvent) - isinstance(end, CollectionEndEvent)
        if not count and (isinstance(node, CollectionStartEvent) or node.value in NULLS or not node.value):
            form = Form.EMPTY
        if isinstance(key, ScalarEvent):
            sections[key.value] = Section(_span(key)[0], form, (_span(node)[0], _span(end)[1]), last)
    closing: Any = next(walk)
    explicit = isinstance(closing, DocumentEndEvent) and closing.explicit
    return Root(sections, closing.start_mark.index if explicit else len(text), bool(top.flow_style))


def line_start(text: str, line: int) -> int:
    """The index where a line begins, counted from 1."""
    return _line_starts(text)[line - 1]


@lru_cache(maxsize=2)  # many records of a text are looked up, one after the other
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _eol(text: str, at: int) -> int:
    """The index of the next line end, or of the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
