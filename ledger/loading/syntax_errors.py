"""Messages for YAML syntax errors: the place, the line, and the line to write instead."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.text import clean, shortened

# Patterns as text, compiled only for a file with a syntax error, for lines without the spaces at their end.
_FIELD = r"(?P<indent>\s*(?:- +)*)(?P<name>[A-Za-z_][\w-]*)(?P<colon>:[ \t]+)(?P<value>\S.*)"
_GLUED_FIELD = r"(?P<indent>\s*(?:- +)*)(?P<name>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)"
_CONFLICT = r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r\n]|$)"
_SHUT = {'"': r'"(?:[^"\\]|\\.)*"\s*(?:#.*)?', "'": r"'(?:[^']|'')*'\s*(?:#.*)?"}
_TAB = "a tab in the indentation; YAML allows only spaces"
_WINDOW = 80  # characters of a line that a message shows on each side of the place
_LOOK_BACK = 40  # lines above the error that are searched for its cause
# The parsers' words for an error (libyaml's and PyYAML's), and ours; the first match counts.
_WORDS = (
    ("unexpected (?:end of stream|document)", "a quotation mark is opened and never closed"),
    ("invalid Unicode", "this \\u escape is half a character; write the character itself"),
    ("URI|tag|expected '[!>]'", "! begins a tag, which a ledger cannot have; put the value in quotes"),
    ("escape", "a backslash begins an escape here; write \\\\, or use single quotes"),
    ("hexdecimal", "a backslash begins an escape here; write \\\\, or use single quotes"),
    ("could not find expected ':'", "expected `field: value`, or the continuation of a value"),
    ("expected ',' or", "a comma or a closing bracket is missing before this"),
    ("expected '-' indicator", "this line is indented differently from the list it belongs to"),
    (
        "expected (?:key|<block end>)",
        "unexpected here: check the quotes, commas and indentation before it",
    ),
    ("tab character", _TAB),
    ("mapping values", "a colon and a space cannot be used here; put the value in quotes"),
    ("sequence entries", "a dash and a space cannot be used here; put the value in quotes, or check the indentation"),
    ("mapping keys", "a question mark and a space cannot be used here; put the value in quotes"),
    ("comment or line break|indentation indicator", "nothing can follow | or > on its line; put the value in quotes"),
    ("directive", "a line that begins with % is a YAML directive; put it in quotes, or remove it"),
    ("document start", "this is outside the ledger: is a line indented too little?"),
    ("cannot start any token|node content|alphabet", "a value cannot begin like this; put it in quotes"),
)

_BEGUN_EARLIER = (
    "found unexpected end of stream",
    "could not find expected ':'",
)  # the parser notices these only later

# Characters of a word processor that look like those of YAML.
SPACES = "\u00a0\u2000-\u200b\u202f\u205f\u3000"
DASHES = "‐‑‒–—−"
QUOTES = {"“": "”", "„": "“”", "”": "”", "‘": "’", "‚": "‘’", "’": "’", "«": "»", "»": "«"}
_STRUCTURE = (
    rf"(?P<indent>[ \t-]*[ \t{SPACES}]*(?:-[ \t{SPACES}]+)*)(?P<field>[A-Za-z_][\w-]*:[ \t{SPACES}]+)?(?P<rest>.*)"
)
_DASHED = rf"(?P<indent>\s*)(?P<dash>[{DASHES}])(?P<rest>[ \t{SPACES}]+\S.*)"


class LedgerSyntaxError(LedgerError):
    """A file is not YAML, or not such as a ledger can be; `line` is counted from 0."""

    def __init__(self, message: str, place: str, line: int) -> None:
        super().__init__(message, place)
        self.line = line


class Repair(NamedTuple):
    """A line to write instead of one that may be the cause of an error."""

    line: int  # from 0
    what: str  # is wrong with it
    instead: str
    column: int = -1  # from 0; -1 for its first field


def syntax_error(
    path: str,
    text: str,
    index: int,
    problem: str,
    context: int | None = None,
    first_error: Callable[[str], int | None] | None = None,
) -> LedgerSyntaxError:
    """The error to raise for a problem at an index of the text.

    `context` is the index where the parser began what failed. `first_error` returns where a text
    fails, None for nowhere: a repair is proposed only if the parser then gets past the line that
    it failed on. Without it, `problem` is not the parser's and is reported as it is.
    """
    if mark := re.search(_CONFLICT, text):
        return _error(
            path,
            text,
            mark.start(),
            "git conflict markers; keep both records, if they are two, else one version, and delete the markers",
        )
    lines = text.split("\n")
    number = text.count("\n", 0, index)
    if not first_error:
        return _error(path, text, index, problem)
    start = text.count("\n", 0, context) if context is not None else number
    for at, what, instead, at_column in _repairs(lines, number, start):
        fixed = "\n".join([*lines[:at], instead, *lines[at + 1 :]])
        failed = first_error(fixed)
        if failed is None or fixed.count("\n", 0, failed) > max(number, at):
            column = at_column if at_column >= 0 else len(lines[at]) - len(lines[at].lstrip())
            begin = sum(len(line) + 1 for line in lines[:at])
            place = index if at == number and at_column < 0 else begin + column
            return _error(path, text, place, what, instead)
    if context is not None and problem.startswith(_BEGUN_EARLIER):
        index = context
    if text.startswith("\t", index):
        return _error(path, text, index, "a tab; YAML allows only spaces here")
    return _error(path, text, index, next((words for said, words in _WORDS if re.search(said, problem)), problem))


def _error(path: str, text: str, index: int, what: str, instead: str = "") -> LedgerSyntaxError:
    number = text.count("\n", 0, index)
    start = text.rfind("\n", 0, index) + 1
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)].rstrip("\r")
    column = index - start
    margin = f"{number + 1:>6} | "
    before, after = _window(line, column)
    message = shortened(what)
    if (before + after).strip():
        message += f"\n{margin}{before}{after}\n{' ' * (len(margin) - 2)}| {' ' * len(before)}^"
    if instead:
        # A repair changes the beginning or the end of a value.
        message += f"\n  write instead:\n{margin}{shortened(clean(instead), 2 * _WINDOW)}"
    return LedgerSyntaxError(message, f"{clean(path)}:{number + 1}:{column + 1}", number)


def _window(line: str, column: int) -> tuple[str, str]:
    """The part of a line before a column and the part after it, shortened."""
    before = clean(line[max(0, column - _WINDOW) : column])
    after = clean(line[column : column + _WINDOW])
    if column > _WINDOW or len(before) > _WINDOW:
        before = "…" + before[-_WINDOW:]
    if len(line) - column > _WINDOW or len(after) > _WINDOW:
        after = after[:_WINDOW] + "…"
    return before, after


def _repairs(lines: list[str], failed: int, context: int) -> Iterator[Repair]:
    """Possible repairs, the likeliest first."""
    above = [number for number in range(failed - 1, max(-1, failed - _LOOK_BACK), -1) if number < len(lines)]
    near = [number for number in dict.fromkeys([failed, context, *above[:1]]) if number < len(lines)]
    for number in near:
        yield from _lookalikes(number, lines[number])
    for number in near:
        line = lines[number]
        indent = line[: len(line) - len(line.lstrip(" \t-"))]
        if "\t" in indent:
            yield Repair(number, _TAB, indent.expandtabs(2) + line[len(indent) :])
    for number in near:
        yield from _value_repairs(number, lines[number])
    for number in above:
        if (match := re.fullmatch(_FIELD, lines[number].rstrip())) and match["value"][0] in _SHUT:
            yield from _value_repairs(number, lines[number])
    yield from _indentation(lines, failed)


def _lookalikes(number: int, line: str) -> Iterator[Repair]:
    """Repairs of characters that look like a space, a hyphen or a quotation mark of YAML, but are none."""
    if match := re.fullmatch(_DASHED, line):
        what = f"{match['dash']} is not a hyphen; a list item begins with -"
        rest = re.sub(f"^[{SPACES}]+", " ", match["rest"])
        yield Repair(number, what, f"{match['indent']}-{rest}", match.start("dash"))
    structure = re.fullmatch(_STRUCTURE, line)
    if structure and (odd := re.search(f"[{SPACES}]", line[: structure.start("rest")])):
        head = re.sub(f"[{SPACES}]", " ", line[: structure.start("rest")])
        what = f"U+{ord(odd[0]):04X} looks like a space, but is not one in YAML"
        yield Repair(number, what, head + structure["rest"], odd.start())
    field = re.fullmatch(_FIELD, line.rstrip())
    if field and (mark := field["value"][0]) in QUOTES:
        what = f"{mark} is not a quotation mark in YAML; use ' or \""
        head = field["indent"] + field["name"] + field["colon"]
        yield Repair(number, what, head + quoted(unquoted(field["value"])), field.start("value"))


def unquoted(value: str) -> str:
    """A value without the typographic quotation marks around all of it."""
    closing = QUOTES.get(value[:1], "")
    inside = value[1:-1]
    whole = len(value) > 2 and value[-1] in closing and not any(mark in inside for mark in closing)
    return inside if whole else value


def _value_repairs(number: int, line: str) -> Iterator[Repair]:
    line = line.rstrip()
    if glued := re.fullmatch(_GLUED_FIELD, line):
        what = "a space is missing after the colon"
        yield Repair(number, what, f"{glued['indent']}{glued['name']}: {glued['value']}")
    match = re.fullmatch(_FIELD, line)
    if not match:
        return
    value = match["value"]
    head = match["indent"] + match["name"] + match["colon"]
    first = value[0]
    if first in _SHUT:
        if first == '"' and value.count('"') == 1 and "\\" not in value:
            yield Repair(number, "the quotation mark that opens this value is not closed", f'{head}{value}"')
        if not re.fullmatch(_SHUT[first], value):
            inside = value[1:-1]
            paired = first == "'" or inside.count('"') % 2 == 0
            if len(value) > 1 and value[-1] == first and paired and "\\" not in inside:
                what = f"the {first} within this value ends it"
                yield Repair(number, what, head + quoted(inside.replace("''", "'") if first == "'" else inside))
            what = f"a value that begins with {first} ends at the next {first}; put all of it in quotes"
            yield Repair(number, what, head + quoted(value))
    elif first in "[{":
        if first == "[" and "]" not in value:
            yield Repair(number, "the list that [ opens is not closed", f"{head}{value}]")
        if first == "{" and ":" in value and "}" not in value:
            yield Repair(number, "the mapping that { opens is not closed", f"{head}{value}}}")
        yield Repair(number, f"a value that begins with {first} needs quotes", head + quoted(value))
    elif first in "@`%*&!|>?,]}" or value.startswith("- "):
        yield Repair(number, f"a value that begins with {first} needs quotes", head + quoted(value))
    elif ": " in value or value.endswith(":"):
        yield Repair(number, "a value with a colon and a space in it needs quotes", head + quoted(value))
    elif "\t" in value:
        yield Repair(number, "a value with a tab in it needs quotes", head + quoted(value))


def _indentation(lines: list[str], failed: int) -> Iterator[Repair]:
    """A repair that indents the failed line like the fields or items above it."""
    line = lines[failed] if failed < len(lines) else ""
    body = line.lstrip()
    for above in reversed(lines[max(0, failed - _LOOK_BACK) : failed]):
        if not above.strip() or above.lstrip().startswith("#"):
            continue
        indent = len(above) - len(above.lstrip())
        if not body.startswith("- "):
            indent = len(above) - len(above.lstrip(" -"))
        elif not above.lstrip().startswith("- "):
            continue
        if indent != len(line) - len(body):
            tab = "\t" in line[: len(line) - len(body)]
            what = _TAB if tab else "this line is indented differently from its neighbours"
            yield Repair(failed, what, " " * indent + body)
        return


def quoted(value: str) -> str:
    """A one-line value in single quotes; in double quotes if it contains an apostrophe."""
    if "'" in value and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
