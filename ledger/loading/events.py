"""From YAML text to a stream of nodes with their places, record by record."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from ledger.loading.advice import syntax_error

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

# libyaml takes seconds for 200,000 open brackets when asked for all of them; a ledger needs four levels.
_DEEPEST = 40
_NULLS = frozenset(("~", "null", "Null", "NULL"))
# What YAML 1.2 (section 5.1) does not allow to stand unescaped.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line ends for YAML 1.1 and so for libyaml, not for an editor nor for YAML 1.2; and a byte order mark in mid-text.
_SHIELDED = ("\x85", "\u2028", "\u2029", "\ufeff")
_GLUED_COMMENT = re.compile(r"[ \t]+#(?=\w)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """A scalar, as text; line and column are counted from 1."""

    value: str
    line: int
    column: int


class Items(NamedTuple):
    """A list."""

    nodes: list["Node"]
    line: int
    column: int


class Fields(NamedTuple):
    """A mapping, in the order of the file; a key may come twice."""

    pairs: list[tuple[Text, "Node"]]
    line: int
    column: int


Node = Text | Items | Fields


class Entry(NamedTuple):
    """One step through the sections at the root: an item of a list, a member of a mapping, or a single value."""

    section: Text
    key: Text | None  # of the member
    node: Node
    listed: bool  # an item of a list
    cut: list[tuple[int, int]]  # where a plain value in it stops at a glued comment: `#1`


def entries(path: str, text: str) -> Iterator[Entry]:
    """Walk a ledger file's root mapping. Raises LedgerError where it is not YAML, or no mapping."""
    if bad := _UNPRINTABLE.search(text):
        raise syntax_error(path, text, bad.start(), f"U+{ord(bad[0]):04X} is an invisible control character; delete it")
    return _Walk(path, text).entries()


class _Walk:
    """One pass over the events of one file."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._unshield = _shielding(text)
        shielded = text.translate({ord(char): stand_in for stand_in, char in self._unshield.items()})
        self._shielded = shielded
        self._events: Iterator[Any] = yaml.parse(shielded, Loader=_Loader)
        self._glued = {text.count("\n", 0, match.start()) for match in _few(_GLUED_COMMENT.finditer(text))}
        self._cut: list[tuple[int, int]] = []

    def entries(self) -> Iterator[Entry]:
        try:
            yield from self._root()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise syntax_error(
                self._path,
                self._text,
                mark.index if mark else 0,
                error.problem or "",
                error.context_mark.index if error.context_mark else None,
                lambda text: _first_error(text),
            ) from None
        except yaml.YAMLError as error:
            raise syntax_error(self._path, self._text, 0, str(error)) from None

    def _root(self) -> Iterator[Entry]:
        next(self._events)
        if type(next(self._events)) is yaml.StreamEndEvent:
            self._refuse(0, "the file is empty; a ledger holds a list `claims:`")
        root = next(self._events)
        if type(root) is not yaml.MappingStartEvent:
            empty = type(root) is yaml.ScalarEvent and not root.value
            what = (
                "the file is empty"
                if empty
                else "this is a " + ("list" if type(root) is yaml.SequenceStartEvent else "single value")
            )
            self._refuse(root.start_mark.index, f"{what}; a ledger is a mapping with a list `claims:`")
        self._check(root)
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            yield from self._section(self._key(event, 1))
        next(self._events)
        if type(extra := next(self._events)) is not yaml.StreamEndEvent:
            self._refuse(
                extra.start_mark.index,
                "a second document (`---`) begins here; a ledger file is one: join them, or make two files",
            )

    def _section(self, section: Text) -> Iterator[Entry]:
        event = next(self._events)
        self._check(event)
        if type(event) is yaml.SequenceStartEvent:
            while type(event := next(self._events)) is not yaml.SequenceEndEvent:
                yield Entry(section, None, self._node(event, 3), True, self._taken_cuts())
        elif type(event) is yaml.MappingStartEvent:
            while type(event := next(self._events)) is not yaml.MappingEndEvent:
                key = self._key(event, 3)
                yield Entry(section, key, self._node(next(self._events), 3), False, self._taken_cuts())
        else:
            yield Entry(section, None, self._node(event, 2), False, self._taken_cuts())

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        self._check(event)
        mark = event.start_mark
        if depth > _DEEPEST:
            self._refuse(
                mark.index,
                f"nested more than {_DEEPEST} deep; a ledger needs four levels: is a bracket missing?",
            )
        if kind is yaml.SequenceStartEvent:
            nodes: list[Node] = []
            while type(event := next(self._events)) is not yaml.SequenceEndEvent:
                nodes.append(self._node(event, depth + 1))
            return Items(nodes, mark.line + 1, mark.column + 1)
        pairs: list[tuple[Text, Node]] = []
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            pairs.append((self._key(event, depth + 1), self._node(next(self._events), depth + 1)))
        return Fields(pairs, mark.line + 1, mark.column + 1)

    def _key(self, event: Any, depth: int) -> Text:
        node = self._node(event, depth)
        if not isinstance(node, Text):
            return Text("{…}" if isinstance(node, Fields) else "[…]", node.line, node.column)
        if node.value == "<<" and not event.style:
            self._refuse(
                event.start_mark.index,
                "`<<` merges another record into this one; a ledger has no merge keys: write the fields out",
            )
        return node

    def _scalar(self, event: Any) -> Text:
        value = event.value
        mark = event.start_mark
        if event.tag is not None or event.anchor is not None:
            self._check(event)
        if not event.style:
            if value in _NULLS:
                value = ""
            elif self._glued and event.end_mark.line in self._glued:
                end = event.end_mark
                if value and (glued := _GLUED_COMMENT.match(self._shielded, end.index)):
                    self._cut.append((end.line + 1, end.column + glued.end() - glued.start()))
        else:
            if event.style in "|>":  # the last line end belongs to the block's form, not to its text
                value = value.removesuffix("\n")
            if _SURROGATE.search(value):  # libyaml refuses these by itself
                raise yaml.MarkedYAMLError(None, mark, "found invalid Unicode character escape code", mark)
        for stand_in, char in self._unshield.items():
            value = value.replace(chr(stand_in), char)
        return Text(value, mark.line + 1, mark.column + 1)

    def _taken_cuts(self) -> list[tuple[int, int]]:
        taken, self._cut = self._cut, []
        return taken

    def _check(self, event: Any) -> None:
        """Refuse what would make a value mean something other than what is written."""
        index = event.start_mark.index
        if type(event) is yaml.AliasEvent:
            self._refuse(
                index,
                f"*{event.anchor} is an alias; a ledger has none: write it out, or quote a value that begins with *",
            )
        if event.anchor is not None:
            self._refuse(
                index,
                f"&{event.anchor} is an anchor; a ledger has none: take it out, or quote a value that begins with &",
            )
        if event.tag is not None:
            written = self._text[index : index + 80].split(None, 1)[0]
            self._refuse(
                index,
                f"{written} is a tag; a ledger has none, all is text: take it out, or quote a value that begins with !",
            )

    def _refuse(self, index: int, message: str) -> None:
        raise syntax_error(self._path, self._text, index, message)


def _shielding(text: str) -> dict[int, str]:
    """Stand-ins, from a private use area that the text does not use, for what libyaml would misread."""
    present = [char for char in _SHIELDED if char in text]
    free = (code for code in range(0xF0000, 0xFFFFD) if chr(code) not in text)
    return {code: char for char, code in zip(present, free, strict=False)}


def _few(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The first thousand: more glued comments than that are the file's style, and counting lines would take long."""
    for _, match in zip(range(1000), matches, strict=False):
        yield match


def _first_error(text: str) -> int | None:
    """The index where a text stops being YAML, None where it is YAML to its end."""
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.index if error.problem_mark else 0
    return None
