"""Text from a ledger as text of HTML, never as markup."""

import unicodedata
from collections.abc import Iterable
from html import escape

from ledger.text import clean


def escaped(text: str) -> str:
    """The text on one line, escaped for HTML's text and quoted attributes; control characters become visible."""
    return escape(clean(" ".join(text.split())))


def isolated(names: Iterable[str]) -> str:
    """Names, each isolated, so that one written from right to left does not reorder what stands beside it."""
    return ", ".join(f"<bdi>{escaped(name)}</bdi>" for name in names)


def phrase(text: str) -> str:
    """Words beside others: escaped, and isolated if some of them are written from right to left."""
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return escaped(text)
    return f"<bdi>{escaped(text)}</bdi>"
