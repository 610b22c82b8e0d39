"""Text as YAML values that are read back unchanged."""

import json
import re
from collections.abc import Sequence

from ledger.loading.reader import NULLS, SHIELDED, UNPRINTABLE
from ledger.text import clean, clean_lines

# A value that needs no quotes: nothing in it can be a YAML indicator.
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\t\r\n:#]*+(?:(?::(?![ \r\n])|(?<! )#)[^\t\r\n:#]*+)*(?<! )""")
# A value that needs no quotes in flow style either.
_PLAIN_BETWEEN = re.compile(r"[^\W_](?:[\w .&/()+%$’'-]*[\w.)%])?")
# Characters that must be escaped (YAML 1.2, section 5.1), and invisible ones.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
# Lines that a literal block (YAML 1.2, section 8.1.2) keeps unchanged: the first does not begin with a space,
# none ends with one, and the last is not empty.
_LITERAL = re.compile(r"[^\s](?:[^\r\n\t]*[^\s])?(?:\n+[^\S\r\n\t]*[^\s](?:[^\r\n\t]*[^\s])?)+")


def reads_plain(text: str) -> bool:
    """Whether a value on its field's line can be written without quotes."""
    if text in NULLS or text.endswith(":") or UNPRINTABLE.search(text) or any(char in text for char in SHIELDED):
        return False
    return _PLAIN.fullmatch(text) is not None


def value(text: str) -> list[str]:
    """The lines of a value: the first follows the colon, the others are indented below."""
    if reads_plain(text):
        return [text]
    if _LITERAL.fullmatch(text) and clean_lines(text) == text and not _HIDDEN.search(text):
        return ["|-", *text.split("\n")]
    return [quoted(text)]


def between(text: str) -> str:
    """A value in flow style."""
    return text if _PLAIN_BETWEEN.fullmatch(text) and reads_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """A value in single quotes; in double quotes if it has an apostrophe or needs escapes."""
    if clean(text) != text or _HIDDEN.search(text):
        return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def listing(texts: Sequence[str]) -> str:
    """A list in flow style."""
    return f"[{', '.join(map(between, texts))}]"
