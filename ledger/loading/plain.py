"""Files in the usual layout, taken apart record by record; a record of plain lines needs no YAML parser.

All else in such a file goes to the parser piece by piece. What is read so is what the parser
reads in the whole file: a property test holds the two to one another.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.loading.events import NULLS, SHIELDED, UNPRINTABLE, Entry, Fields, Text, items, members

# A value that is the same text in any YAML: plain, without anything that might be an indicator, or in quotes
# that hold neither an escape nor a quotation mark. Possessive, so that nothing is tried twice.
_PLAIN = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\t\r\n:#]*+(?:(?::(?![ \r\n])|(?<! )#)[^\t\r\n:#]*+)*+(?<! )"""
_QUOTED = r""""[^"\\\t\r\n]*+"|'[^'\t\r\n]*+'(?!')"""
_FIELD = rf"(?!null:)[a-z_]{{1,40}}+: (?:{_PLAIN}|{_QUOTED})\r?\n"
_GAP = r"(?: *+(?:#[^\r\n]*+)?\r?\n)*+"
# A key after a question mark; where its value is missing, the parser's place for it depends on what follows.
_MARKED_KEY = re.compile(r"(?:^ *(?:- +)*|[\[{,] *)\?(?=\s)", re.MULTILINE)
_MEMBER = re.compile(r"""[\w"']""")
_NO_DOCUMENT = re.compile(rf"{_GAP}(?:--- *\r?\n{_GAP})?")
_CLAIMS = re.compile(rf"^claims: *(?:(?<= )#[^\r\n]*)?\r?\n{_GAP}(?=( *)- )", re.MULTILINE)


class Irregular(Exception):
    """The file is in no layout that could be taken apart; the parser must read it whole."""


class _Forms(NamedTuple):
    """What stands in a list that is indented so far."""

    record: re.Pattern[str]  # a whole record of plain lines, up to the next one; its fields are group 1
    field: re.Pattern[str]  # the name and the value on one line
    end: re.Pattern[str]  # of a record in any form

    def after(self, text: str, at: int) -> int:
        """Where the record that begins there ends, whatever its form."""
        found = self.end.search(text, at)
        return found.end() if found else len(text)


@lru_cache
def _forms(indent: int) -> _Forms:
    dash, deep = " " * indent + "- ", " " * (indent + 2)
    return _Forms(
        re.compile(rf"({dash}{_FIELD}(?:{deep}{_FIELD})*+){_GAP}(?={dash}|[^ \r\n]|\Z)"),
        re.compile(rf"(?:{dash}|{deep})([a-z_]+): ({_PLAIN}|{_QUOTED})\r?\n"),
        re.compile(rf"\n(?= {{0,{indent}}}[^ \r\n#])"),
    )


@lru_cache
def _spots(names: tuple[str, ...], column: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Lines and columns of the values and of the keys, where each field is a line; lines from that of the first."""
    values = [spot for line, name in enumerate(names) for spot in (line, column + len(name) + 2)]
    keys = [spot for line in range(len(names)) for spot in (line, column)]
    return tuple(values), tuple(keys)


def entries(path: str, text: str) -> Iterator[Entry]:
    """What `events.entries` gives for the same text. Raises Irregular, maybe after some, where it cannot be sure."""
    start = _CLAIMS.search(text)
    if not start or any(char in text for char in SHIELDED):
        raise Irregular
    if not text.endswith("\n"):
        text += "\n"
    try:
        if not _NO_DOCUMENT.fullmatch(text, 0, start.start()):
            yield from members(path, _piece(text, 0, start.start()), 1, last=False)
        line = text.count("\n", 0, start.start()) + 1
        section = Text("claims", line, 1)
        line += text.count("\n", start.start(), start.end())
        at = start.end()
        dash = start[1] + "-"
        forms = _forms(len(start[1]))
        column = len(dash) + 2
        while text.startswith(dash, at):
            if record := forms.record.match(text, at):
                fields_end, end = record.end(1), record.end()
                names, values = zip(*forms.field.findall(text, at, fields_end), strict=True)
                if text.find(': "', at, fields_end) > 0 or text.find(": '", at, fields_end) > 0:
                    values = tuple(value[1:-1] if value[0] in "\"'" else _text(value) for value in values)
                elif not NULLS.isdisjoint(values):
                    values = tuple(map(_text, values))
                spots, keys = _spots(names, column)
                yield Entry(section, None, Fields(names, values, line, column, spots, keys), line, column, True, [])
            else:
                end = forms.after(text, at)
                while text.startswith(dash, end) and not forms.record.match(text, end):
                    end = forms.after(text, end)  # a parser for each of them would cost more than what it reads
                yield from items(path, _piece(text, at, end), line, section, len(start[1]))
            line += text.count("\n", at, end)
            at = end
        if at < len(text):
            if not _MEMBER.match(text, at):
                raise Irregular
            yield from members(path, _piece(text, at, len(text)), line, last=True)
    except LedgerError as error:
        raise Irregular from error


def reads_plain(value: str) -> bool:
    """Whether a value that stands in a field's line without quotes is read as it is written."""
    if value in NULLS or value.endswith(":") or UNPRINTABLE.search(value) or any(char in value for char in SHIELDED):
        return False
    return re.fullmatch(_PLAIN, value) is not None


def _piece(text: str, start: int, end: int) -> str:
    """A part of the text for the parser."""
    if text.find("?", start, end) >= 0 and _MARKED_KEY.search(text, start, end):
        raise Irregular
    return text[start:end]


def _text(value: str) -> str:
    return "" if value in NULLS else value
