"""Text as a YAML value that reads back as the same text."""

import json
import re
from collections.abc import Sequence

from ledger.loading.reader import NULLS, SHIELDED, UNPRINTABLE
from ledger.text import clean, clean_lines

# A value that is the same text in any YAML without quotes: nothing in it might be an indicator.
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\t\r\n:#]*+(?:(?::(?![ \r\n])|(?<! )#)[^\t\r\n:#]*+)*+(?<! )""")
# What may stand without quotes between brackets and commas, too.
_PLAIN_BETWEEN = re.compile(r"[^\W_](?:[\w .&/()+%$’'-]*[\w.)%])?")
# What no line of YAML 1.2 may hold as it is (section 5.1), and what a reader would not see.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
# Lines that a literal block (YAML 1.2, section 8.1.2) gives back as they are: neither does the first one begin, nor
# any one end with a space, and the last one is not empty.
_LITERAL = re.compile(r"[^\s](?:[^\r\n\t]*[^\s])?(?:\n+[^\S\r\n\t]*[^\s](?:[^\r\n\t]*[^\s])?)+")


def reads_plain(text: str) -> bool:
    """Whether a value is read as it is written where it stands in a field's line without quotes."""
    if text in NULLS or text.endswith(":") or UNPRINTABLE.search(text) or any(char in text for char in SHIELDED):
        return False
    return _PLAIN.fullmatch(text) is not None


def value(text: str) -> list[str]:
    """The lines of a value: the first goes behind the field's colon, the others below it, indented."""
    if reads_plain(text):
        return [text]
    if _LITERAL.fullmatch(text) and clean_lines(text) == text and not _HIDDEN.search(text):
        return ["|-", *text.split("\n")]
    return [quoted(text)]


def between(text: str) -> str:
    """A value within a list or a mapping in brackets."""
    return text if _PLAIN_BETWEEN.fullmatch(text) and reads_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """A value in quotes: single ones, or double ones round an apostrophe and round what must be escaped."""
    if clean(text) != text or _HIDDEN.search(text):
        return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def listing(texts: Sequence[str]) -> str:
    """A list on one line; one text alone needs no brackets."""
    return f"[{', '.join(map(between, texts))}]"
