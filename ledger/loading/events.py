"""From YAML text to a stream of nodes with their places, record by record."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ledger.loading.advice import syntax_error

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

# libyaml takes seconds for 200,000 open brackets when asked for all of them; a ledger needs four levels.
_DEEPEST = 40
_TOO_DEEP = f"nested more than {_DEEPEST} deep; a ledger needs four levels: is a bracket missing?"
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"  # since libyaml 0.2.6, for more than a thousand levels
NULLS = frozenset(("~", "null", "Null", "NULL"))
_ODD_NAMES = NULLS | {"<<"}
# What YAML 1.2 (section 5.1) does not allow to stand unescaped.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Line ends for YAML 1.1 and so for libyaml, not for an editor nor for YAML 1.2; and a byte order mark in mid-text.
SHIELDED = ("\x85", "\u2028", "\u2029", "\ufeff")
_GLUED_COMMENT = re.compile(r"(?:[ \t]+|(?<=[ \t]))#(?=\w)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """The name of a section or a source; line and column are counted from 1."""

    value: str
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list: its values, and the line and column of each, one after the other."""

    values: list["Node"]
    spots: list[int]


class Fields(NamedTuple):
    """A mapping in the order of the file, in which a key may come twice.

    Line and column are those of its first key. Lines of values and keys are counted from that
    one, so that records of one shape share them; each is a line and a column, one after the other.
    """

    names: tuple[str, ...]
    values: Sequence["Node"]
    line: int
    column: int
    spots: tuple[int, ...]
    keys: tuple[int, ...]

    def key_spot(self, at: int) -> tuple[int, int]:
        """Line and column of a key."""
        return self.line + self.keys[2 * at], self.keys[2 * at + 1]


Node = str | Items | Fields


class Entry(NamedTuple):
    """One step through the sections at the root: an item of a list, a member of a mapping, or a single value."""

    section: Text
    key: Text | None  # of the member
    node: Node
    line: int
    column: int
    listed: bool  # an item of a list
    cut: list[tuple[int, int]]  # where a plain value in it stops at a glued comment: `#1`


def check_characters(path: str, text: str) -> None:
    """Raise LedgerError for a character that no YAML file may hold, or that an editor and YAML take differently."""
    if bad := UNPRINTABLE.search(text):
        raise syntax_error(path, text, bad.start(), f"U+{ord(bad[0]):04X} is an invisible control character; delete it")
    if "\r" in text and (lone := re.search(r"\r(?!\n)", text)):  # a line end for YAML, none for most editors
        raise syntax_error(path, text, lone.start(), "a carriage return alone; save the file with LF or CRLF line ends")


def entries(path: str, text: str) -> Iterator[Entry]:
    """Walk a ledger file's root mapping. Raises LedgerError where it is not YAML, or no mapping."""
    return _Walk(path, text, 1).steps(_Walk.root)


def members(path: str, text: str, line: int, *, last: bool) -> Iterator[Entry]:
    """Walk some whole members of the root, which begin on that line of the file, as `entries` would.

    Raises LedgerError where they are no such thing: its place and words are not those of the file.
    """
    return _Walk(path, text, line).steps(lambda walk: walk.part(last=last))


def items(path: str, text: str, line: int, section: Text, indent: int) -> Iterator[Entry]:
    """Walk some whole items of a list indented so far, which begin on that line of the file; raises as `members`."""
    return _Walk(path, text, line).steps(lambda walk: walk.items(section, indent))


def parsed(text: str) -> Iterator[Any]:
    """The parser's events for a text or the beginning of one; raises YAMLError where it is none."""
    shield = {ord(char): stand_in for stand_in, char in _shielding(text).items()}
    take: Callable[[], Any] = _Loader(text.translate(shield) if shield else text).get_event
    while (event := take()) is not None:
        yield event


class _Walk:
    """One pass over the events of one file, or of a part of it that begins on that line, counted from 1."""

    def __init__(self, path: str, text: str, line: int) -> None:
        self._path = path
        self._text = text
        self._line = line
        self._unshield = _shielding(text)
        self._shield = {ord(char): stand_in for stand_in, char in self._unshield.items()}
        self._shielded = text.translate(self._shield) if self._shield else text
        self._glued = _GLUED_COMMENT.search(text) is not None
        self._plain_values_stand = not self._unshield and not self._glued
        self._cut: list[tuple[int, int]] = []

    def steps(self, way: Callable[["_Walk"], Iterator[Entry]]) -> Iterator[Entry]:
        # yaml.parse would ask twice for each event.
        self._next: Callable[[], Any] = _Loader(self._shielded).get_event
        try:
            yield from way(self)
        except yaml.MarkedYAMLError as error:
            if error.problem == _LIBYAML_TOO_DEEP:
                self._refuse_depth()
            mark = error.problem_mark or error.context_mark
            raise syntax_error(
                self._path,
                self._text,
                mark.index if mark else 0,
                error.problem or "",
                error.context_mark.index if error.context_mark else None,
                lambda text: _failure(text.translate(self._shield))[0],
            ) from None

    def root(self) -> Iterator[Entry]:
        self._next()
        if type(self._next()) is StreamEndEvent:
            what = "the file holds only comments" if self._text.strip() else "the file is empty"
            self._refuse(0, f"{what}; a ledger is a mapping with a list `claims:`")
        root = self._next()
        if type(root) is SequenceStartEvent:
            self._refuse_depth()
        if type(root) is not MappingStartEvent:
            empty = type(root) is ScalarEvent and not root.value
            what = (
                "the file is empty"
                if empty
                else "this is a " + ("list" if type(root) is SequenceStartEvent else "single value")
            )
            self._refuse(root.start_mark.index, f"{what}; a ledger is a mapping with a list `claims:`")
        self._check(root)
        yield from self._members()
        self._next()
        if type(extra := self._next()) is not StreamEndEvent:
            self._refuse(
                extra.start_mark.index,
                "a second document (`---`) begins here; a ledger file is one: join them, or make two files",
            )

    def part(self, *, last: bool) -> Iterator[Entry]:
        """Members of the root, in lines of their own; all that follows them in the file as well where they are last."""
        self._next()
        self._next()
        root = self._next()
        column = root.start_mark.column
        if type(root) is not MappingStartEvent or root.flow_style or column:
            self._refuse(0, "these are no members of the root")
        self._check(root)
        yield from self._members()
        if (self._next().explicit and not last) or type(self._next()) is not StreamEndEvent:
            self._refuse(0, "something stands behind these members")

    def items(self, section: Text, indent: int) -> Iterator[Entry]:
        """Items of a list, in lines of their own."""
        self._next()
        begin, items = self._next(), self._next()
        column = items.start_mark.column
        if begin.explicit or type(items) is not SequenceStartEvent or items.flow_style or column != indent:
            self._refuse(0, "these are no items of that list")
        yield from self._items(section)
        if self._next().explicit or type(self._next()) is not StreamEndEvent:
            self._refuse(0, "something stands behind these items")

    def _members(self) -> Iterator[Entry]:
        while type(event := self._next()) is not MappingEndEvent:
            yield from self._section(self._key(event, 1))

    def _section(self, section: Text) -> Iterator[Entry]:
        event = self._next()
        self._check(event)
        if type(event) is SequenceStartEvent:
            yield from self._items(section)
        elif type(event) is MappingStartEvent:
            while type(event := self._next()) is not MappingEndEvent:
                key = self._key(event, 3)
                yield self._entry(section, key, self._next())
        else:
            yield self._entry(section, None, event)

    def _items(self, section: Text) -> Iterator[Entry]:
        while type(event := self._next()) is not SequenceEndEvent:
            yield self._entry(section, None, event, listed=True)

    def _entry(self, section: Text, key: Text | None, event: Any, *, listed: bool = False) -> Entry:
        node = self._node(event, 3)
        cut, self._cut = self._cut, []
        mark = event.start_mark
        return Entry(section, key, node, mark.line + self._line, mark.column + 1, listed, cut)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        self._check(event)
        if depth > _DEEPEST:
            self._refuse(event.start_mark.index, _TOO_DEEP)
        take = self._next
        values: list[Node] = []
        spots: list[int] = []
        if kind is SequenceStartEvent:
            while type(event := take()) is not SequenceEndEvent:
                values.append(self._node(event, depth + 1))
                spots += event.start_mark.line + self._line, event.start_mark.column + 1
            return Items(values, spots)
        names: list[str] = []
        keys: list[int] = []
        start = event.start_mark
        as_they_are = self._plain_values_stand
        # For every field of every record, so it is written out: a plain value as it stands, or all that can be else.
        while type(event := take()) is not MappingEndEvent:
            mark = event.start_mark
            if not names:
                start = mark  # a mapping in braces begins before its first key
                first = start.line
            keys += (mark.line - first, mark.column + 1)
            if (
                type(event) is not ScalarEvent
                or event.style
                or event.tag
                or event.anchor
                or not as_they_are
                or event.value in _ODD_NAMES
            ):
                names.append(self._name(event, depth))
            else:
                names.append(event.value)
            event = take()
            mark = event.start_mark
            spots += (mark.line - first, mark.column + 1)
            if type(event) is not ScalarEvent:
                values.append(self._node(event, depth + 1))
            elif event.style or event.tag or event.anchor or not as_they_are or event.value in NULLS:
                values.append(self._scalar(event))
            else:
                values.append(event.value)
        return Fields(tuple(names), tuple(values), start.line + self._line, start.column + 1, tuple(spots), tuple(keys))

    def _key(self, event: Any, depth: int) -> Text:
        mark = event.start_mark
        return Text(self._name(event, depth), mark.line + self._line, mark.column + 1)

    def _name(self, event: Any, depth: int) -> str:
        """A field's name; one that is no text gets a stand-in that is no field's name."""
        mark = event.start_mark
        if type(event) is not ScalarEvent:
            return "{…}" if isinstance(self._node(event, depth + 1), Fields) else "[…]"
        name = self._scalar(event)
        if name == "<<" and not event.style:
            self._refuse(mark.index, "`<<` merges in another record, which a ledger does not; write its fields")
        return name

    def _scalar(self, event: Any) -> str:
        """The text of a scalar: plain, quoted or a block, in a file where plain values may need a second look."""
        value: str = event.value
        self._check(event)
        if not event.style:
            end = event.end_mark
            if value in NULLS:
                return ""
            if glued := _GLUED_COMMENT.match(self._shielded, end.index):
                self._cut.append((end.line + self._line, end.column + glued.end() - glued.start()))
        else:
            if event.style in "|>":  # the last line end belongs to the block's form, not to its text
                value = value.removesuffix("\n")
            if _SURROGATE.search(value):  # libyaml refuses these by itself
                mark = event.start_mark
                raise yaml.MarkedYAMLError(None, mark, "found invalid Unicode character escape code", mark)
        for stand_in, char in self._unshield.items():
            value = value.replace(chr(stand_in), char)
        return value

    def _check(self, event: Any) -> None:
        """Refuse what would make a value mean something other than what is written."""
        if type(event) is AliasEvent:
            what, mark = f"*{event.anchor} is an alias", "*"
        elif event.anchor is not None:
            what, mark = f"&{event.anchor} is an anchor", "&"
        elif event.tag is not None:
            index = event.start_mark.index
            what, mark = f"{self._text[index : index + 80].split(None, 1)[0]} is a tag", "!"
        else:
            return
        mend = f"write it out, or put a value that begins with {mark} in quotes"
        self._refuse(event.start_mark.index, f"{what}, and a ledger has none; {mend}")

    def _refuse_depth(self) -> None:
        """Refuse a text that is nested too deep, where it is, before libyaml complains of what comes later."""
        index, too_deep = _failure(self._shielded)
        if index is not None and too_deep:
            self._refuse(index, _TOO_DEEP)

    def _refuse(self, index: int, message: str) -> None:
        raise syntax_error(self._path, self._text, index, message)


def _shielding(text: str) -> dict[int, str]:
    """Stand-ins, from a private use area that the text does not use, for what libyaml would misread."""
    present = [char for char in SHIELDED if char in text]
    escapes = text.upper() if present else ""  # a double-quoted value may hold one as \U000F0000
    free = (code for code in range(0xF0000, 0xFFFFD) if chr(code) not in text and f"{code:X}" not in escapes)
    return {code: char for char, code in zip(present, free, strict=False)}


def _failure(text: str) -> tuple[int | None, bool]:
    """The index where a text stops being YAML or is nested too deep, and whether it is the latter; None for neither."""
    depth = 0
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        for event in events:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                return int(event.start_mark.index), True
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else 0
        # libyaml looks a thousand characters ahead; up to there it has all the events that are asked for here.
        return _failure(text[:index]) if error.problem == _LIBYAML_TOO_DEEP else (index, False)
    return None, False
