"""Text from a ledger as text of HTML, never as markup."""

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest

from ledger.text import clean


def escaped(text: str) -> str:
    """The text on one line, escaped for HTML's text and quoted attributes; control characters become visible."""
    return escape(clean(" ".join(text.split())))


def isolated(names: Iterable[str], main: Sequence[str] = ()) -> str:
    """Names, each isolated, so that one written from right to left does not reorder what stands beside it.

    `main` are the names by which they are filtered, if others are written.
    """
    marked = []
    for name, other in zip_longest(names, main, fillvalue=""):
        data = f' data-name="{escaped(other)}"' if other and other != name else ""
        marked.append(f"<bdi{data}>{escaped(name)}</bdi>")
    return ", ".join(marked)


def phrase(text: str) -> str:
    """Words beside others: escaped, and isolated if some of them are written from right to left."""
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return escaped(text)
    return f"<bdi>{escaped(text)}</bdi>"
