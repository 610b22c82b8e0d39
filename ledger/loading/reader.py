"""From YAML text to the records in it with their places, one by one; the only way to read a ledger file."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ledger.errors import LedgerError
from ledger.loading.syntax_errors import quoted, syntax_error
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, THERE, Finding, invalid_record
from ledger.places import place_in

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

# libyaml takes seconds for 200,000 open brackets when asked for all of them; a ledger needs four levels.
_MAX_DEPTH = 40
_TOO_DEEP = f"nested more than {_MAX_DEPTH} deep; a ledger needs four levels: is a bracket missing?"
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"  # since libyaml 0.2.6, for more than a thousand levels
_FIELD_NAMES = ("claims", "sources", *(field.name for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)))
NULLS = frozenset(("~", "null", "Null", "NULL"))
_SPECIAL_NAMES = NULLS | {"<<"}
# Characters that YAML 1.2 (section 5.1) does not allow unescaped.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Line ends in YAML 1.1, and so for libyaml, but not in YAML 1.2 or an editor; and a byte order mark within the text.
SHIELDED = ("\x85", "\u2028", "\u2029", "\ufeff")
# A comment that begins right at a word (`#1`) may have been meant as text.
_GLUED = re.compile(r"#(?=\w)(?<=[ \t]#)")
_GLUED_COMMENT = re.compile(r"(?:[ \t]+|(?<=[ \t]))#(?=\w)")
# A line that was meant to continue a value, but begins with a comment.
_WRAPPED_COMMENT = re.compile(r"[ \t]*\r?\n([ ]+)#(?=\w)")
_COMMENT = "the value ends before this `#`, which begins a comment"
_COMMENT_FIX = "put the value in quotes if it goes on here, else put a space after the `#`"
_BLOCK_HEADER = re.compile(r"[|>][+-]?(?:[ \t]+(?:#.*)?)?")
# A line of a quoted value that begins like a field of a record.
_FIELD_LINE = re.compile(r"\n[ ]*(?:- +)*(" + "|".join(_FIELD_NAMES) + r"):(?:[ \t\r\n])")
SURROGATE = re.compile("[\ud800-\udfff]")


class Key(Struct, frozen=True):
    """The name of a section or the key of a source; line and column are counted from 1."""

    value: str
    line: int
    column: int


class Items(Struct, frozen=True):
    """A list: its values, and the line and column of each, one after the other."""

    values: Sequence["Node"]
    positions: Sequence[int]


class Fields(Struct, frozen=True):
    """A mapping in the order of the file, in which a key may come twice.

    Line and column are those of its first key. Lines of values and keys are counted from that
    one, so that records of one layout share them; each is a line and a column, one after the other.
    """

    names: tuple[str, ...]
    values: Sequence["Node"]
    line: int
    column: int
    positions: tuple[int, ...]
    key_positions: tuple[int, ...]

    def key_position(self, at: int) -> tuple[int, int]:
        """Line and column of a key."""
        return self.line + self.key_positions[2 * at], self.key_positions[2 * at + 1]


Node = str | Items | Fields


class Entry(Struct, frozen=True):
    """One step through the sections at the root: an item of a list, a member of a mapping, or a single value."""

    section: Key
    key: Key | None  # of the member
    node: Node
    line: int
    column: int
    listed: bool  # an item of a list
    misreadings: Sequence[Finding]  # where YAML probably reads something other than what was meant


def entries(path: str, text: str) -> Iterator[Entry]:
    """Walk through the sections of a ledger file. Raises LedgerError if it is not YAML, or not a mapping."""
    _check_characters(path, text)
    return _Reader(path, text).entries()


def events(text: str) -> Iterator[Any]:
    """The parser's events for a text or the beginning of one. Raises YAMLError if it is not YAML."""
    shield = {ord(char): stand_in for stand_in, char in _shielding(text).items()}
    take: Callable[[], Any] = _Loader(text.translate(shield) if shield else text).get_event
    while (event := take()) is not None:
        yield event


def _check_characters(path: str, text: str) -> None:
    """Raise LedgerError for a character that YAML does not allow, or that editors treat differently."""
    if bad := UNPRINTABLE.search(text):
        raise syntax_error(path, text, bad.start(), f"U+{ord(bad[0]):04X} is an invisible control character; delete it")
    if "\r" in text and (lone := re.search(r"\r(?!\n)", text)):  # a line end for YAML, none for most editors
        raise syntax_error(path, text, lone.start(), "a carriage return alone; save the file with LF or CRLF line ends")


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._unshield = _shielding(text)
        self._shield = {ord(char): stand_in for stand_in, char in self._unshield.items()}
        self._shielded = text.translate(self._shield) if self._shield else text
        # Whether every plain value can be taken as it is.
        self._verbatim = not self._unshield and not _GLUED.search(text)
        self._misreadings: list[Finding] = []
        self._layouts: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._next: Callable[[], Any] = _Loader(self._shielded).get_event  # yaml.parse would ask twice for each event

    def entries(self) -> Iterator[Entry]:
        try:
            yield from self._root()
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

    def _root(self) -> Iterator[Entry]:
        self._next()
        if type(self._next()) is StreamEndEvent:
            what = "the file holds only comments" if self._text.strip() else "the file is empty"
            raise self._error(0, f"{what}; a ledger is a mapping with a list `claims:`")
        root = self._next()
        if type(root) is SequenceStartEvent:
            self._refuse_depth()
        if type(root) is not MappingStartEvent:
            what = "this is a list" if type(root) is SequenceStartEvent else "this is a single value"
            if type(root) is ScalarEvent and not root.value:
                what = "the file is empty"
            raise self._error(root.start_mark.index, f"{what}; a ledger is a mapping with a list `claims:`")
        self._check(root)
        while type(event := self._next()) is not MappingEndEvent:
            yield from self._section(self._key(event, 1))
        self._next()
        if type(extra := self._next()) is not StreamEndEvent:
            raise self._error(
                extra.start_mark.index,
                "a second document (`---`) begins here; a ledger file is one document: join them, or make two files",
            )

    def _section(self, section: Key) -> Iterator[Entry]:
        first = event = self._next()
        self._check(event)
        empty = True
        if type(first) is SequenceStartEvent:
            while type(event := self._next()) is not SequenceEndEvent:
                empty = False
                yield self._entry(section, None, event, listed=True)
        elif type(first) is MappingStartEvent:
            while type(event := self._next()) is not MappingEndEvent:
                empty = False
                key = self._key(event, 3)
                yield self._entry(section, key, self._next())
        else:
            yield self._entry(section, None, event)
            return
        if empty:  # as if nothing stood there; its name may be wrong all the same
            yield Entry(section, None, "", first.start_mark.line + 1, first.start_mark.column + 1, False, ())

    def _entry(self, section: Key, key: Key | None, event: Any, *, listed: bool = False) -> Entry:
        node = self._node(event, 3)
        misreadings: Sequence[Finding] = ()
        if self._misreadings:
            misreadings, self._misreadings = self._misreadings, []
        mark = event.start_mark
        return Entry(section, key, node, mark.line + 1, mark.column + 1, listed, misreadings)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        self._check(event)
        if depth > _MAX_DEPTH:
            raise self._error(event.start_mark.index, _TOO_DEEP)
        return self._items(depth) if kind is SequenceStartEvent else self._fields(event.start_mark, depth)

    def _items(self, depth: int) -> Items:
        values: list[Node] = []
        positions: list[int] = []
        while type(event := self._next()) is not SequenceEndEvent:
            values.append(self._node(event, depth + 1))
            positions += event.start_mark.line + 1, event.start_mark.column + 1
        return Items(values, positions)

    def _fields(self, start: Any, depth: int) -> Fields:
        take = self._next
        verbatim = self._verbatim
        names: list[str] = []
        values: list[Node] = []
        keys: list[int] = []
        positions: list[int] = []
        # Runs for every field of every record, so the commonest case is written out: a plain scalar is its text.
        while type(event := take()) is not MappingEndEvent:
            mark = event.start_mark
            if not names:
                start = mark  # a mapping in braces begins before its first key
                first = start.line
            keys += (mark.line - first, mark.column + 1)
            if (
                type(event) is ScalarEvent
                and verbatim
                and not (event.style or event.tag or event.anchor)
                and event.value not in _SPECIAL_NAMES
            ):
                names.append(event.value)
            else:
                names.append(self._name(event, depth))
            event = take()
            mark = event.start_mark
            positions += (mark.line - first, mark.column + 1)
            if type(event) is not ScalarEvent:
                values.append(self._node(event, depth + 1))
            elif verbatim and not (event.style or event.tag or event.anchor) and event.value not in NULLS:
                values.append(event.value)
            else:
                values.append(self._scalar(event))
        shared = self._layouts.setdefault
        layout, key_layout = tuple(positions), tuple(keys)
        return Fields(
            tuple(names),
            values,
            start.line + 1,
            start.column + 1,
            shared(layout, layout),
            shared(key_layout, key_layout),
        )

    def _key(self, event: Any, depth: int) -> Key:
        mark = event.start_mark
        return Key(self._name(event, depth), mark.line + 1, mark.column + 1)

    def _name(self, event: Any, depth: int) -> str:
        """A field's name; a list or a mapping gets a placeholder."""
        mark = event.start_mark
        if type(event) is not ScalarEvent:
            return "{…}" if isinstance(self._node(event, depth + 1), Fields) else "[…]"
        name = self._scalar(event)
        if name == "<<" and not event.style:
            raise self._error(mark.index, "`<<` merges in another record; a ledger has no merge keys: write its fields")
        return name

    def _scalar(self, event: Any) -> str:
        """The text of a scalar: plain, quoted or a block."""
        value: str = event.value
        self._check(event)
        if not event.style:
            end = event.end_mark
            if value in NULLS:
                return ""
            if glued := _GLUED_COMMENT.match(self._shielded, end.index):
                self._misread(end.line + 1, end.column + glued.end() - glued.start(), _COMMENT, _COMMENT_FIX)
            wrapped = _WRAPPED_COMMENT.match(self._shielded, end.index)
            if wrapped and len(wrapped[1]) > self._indentation(event.start_mark.index):
                self._misread(end.line + 2, len(wrapped[1]) + 1, _COMMENT, _COMMENT_FIX)
        else:
            if event.style in "|>":  # the last line end belongs to the block's form, not to its text
                value = value.removesuffix("\n")
                self._check_block(event.start_mark)
            elif event.start_mark.line != event.end_mark.line:
                self._check_quote(event.start_mark, event.end_mark)
            if SURROGATE.search(value):  # libyaml refuses these by itself
                mark = event.start_mark
                raise yaml.MarkedYAMLError(None, mark, "found invalid Unicode character escape code", mark)
        for stand_in, char in self._unshield.items():
            value = value.replace(chr(stand_in), char)
        return value

    def _misread(self, line: int, column: int, what: str, fix: str, there: str = "") -> None:
        """Note a place where YAML probably reads something other than what was meant."""
        place = place_in(self._path, line, column)
        self._misreadings.append(invalid_record(place, place, "", what, fix, there=there))

    def _indentation(self, index: int) -> int:
        """The column, from 0, of the field on the line of an index."""
        start = self._shielded.rfind("\n", 0, index) + 1
        line = self._shielded[start:index]
        return len(line) - len(line.lstrip(" -"))

    def _check_block(self, start: Any) -> None:
        """Report text that stands behind | or > as if it were the value: `figure: >5`."""
        header = self._shielded[start.index : self._shielded.find("\n", start.index)].rstrip("\r")
        if not _BLOCK_HEADER.fullmatch(header):
            line_start = self._text.rfind("\n", 0, start.index) + 1
            instead = self._text[line_start : start.index].lstrip(" -") + quoted(header.strip())
            self._misread(
                start.line + 1,
                start.column + 1,
                f"{header[0]} begins a block of text here, so what follows it on the line is lost",
                f"write `{instead}`",
            )

    def _check_quote(self, start: Any, end: Any) -> None:
        """Report a quoted value that takes in lines which begin like fields: its closing quotation mark is missing."""
        if swallowed := _FIELD_LINE.search(self._shielded, start.index, end.index):
            mark = self._shielded[start.index]
            inside = swallowed[1]
            what = f"the {mark} that opens here closes only on {THERE}, after the field `{inside}`"
            fix = f"put a {mark} at the end of this value"
            self._misread(start.line + 1, start.column + 1, what, fix, f"line {end.line + 1}")

    def _check(self, event: Any) -> None:
        """Raise LedgerError for a tag, an anchor or an alias: the value would not mean what is written."""
        if type(event) is AliasEvent:
            what, mark = f"*{event.anchor} is an alias", "*"
        elif event.anchor is not None:
            what, mark = f"&{event.anchor} is an anchor", "&"
        elif event.tag is not None:
            index = event.start_mark.index
            what, mark = f"{self._text[index : index + 80].split(None, 1)[0]} is a tag", "!"
        else:
            return
        fix = f"write it out, or put a value that begins with {mark} in quotes"
        raise self._error(event.start_mark.index, f"{what}, which a ledger cannot have; {fix}")

    def _refuse_depth(self) -> None:
        """Raise LedgerError if the text is nested too deep."""
        index, too_deep = _failure(self._shielded)
        if index is not None and too_deep:
            raise self._error(index, _TOO_DEEP)

    def _error(self, index: int, message: str) -> LedgerError:
        return syntax_error(self._path, self._text, index, message)


def _shielding(text: str) -> dict[int, str]:
    """Substitutes, from a private use area, for characters that libyaml would misread."""
    present = [char for char in SHIELDED if char in text]
    escapes = text.upper() if present else ""  # a double-quoted value may hold one as \U000F0000
    free = (code for code in range(0xF0000, 0xFFFFD) if chr(code) not in text and f"{code:X}" not in escapes)
    return {code: char for char, code in zip(present, free, strict=False)}


def _failure(text: str) -> tuple[int | None, bool]:
    """The index where a text stops being YAML or is nested too deep, and whether it is the latter; None for neither."""
    depth = 0
    try:
        stream: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        for event in stream:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _MAX_DEPTH:
                return int(event.start_mark.index), True
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else 0
        # libyaml looks a thousand characters ahead; up to there it has all the events that are asked for here.
        return _failure(text[:index]) if error.problem == _LIBYAML_TOO_DEEP else (index, False)
    return None, False
