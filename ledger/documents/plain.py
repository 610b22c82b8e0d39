"""Plain text: its lines are joined to paragraphs."""

import re

from ledger.documents.document import Builder, Document
from ledger.documents.source import document_of, ignored

# The end of a paragraph: a blank line, or the next item of a list or row of a table; else of a line.
_LINE_END = re.compile(
    r"(?<![ \t\r])[ \t\r]*+\n(?P<blank>(?:[ \t\r]*+\n)+)?[ \t]*+(?P<item>(?=[-*+•][ \t]|\d{1,3}[.)][ \t]|\|))?"
)
_WIDEST = 160  # characters of a line that was broken to fit; a longer one is a paragraph by itself


def read_plain(source: str) -> Document:
    """A plain text as its reader sees it."""
    made = Builder(ignored(source))
    at = len(source) - len(source.lstrip())
    for match in _LINE_END.finditer(source):
        if match.start() < at:
            continue
        made.add(source[at : match.start()], at, match.start() - at)
        following = source.find("\n", match.end())
        following = len(source) if following < 0 else following
        whole = max(match.start() - at, following - match.end()) > _WIDEST
        if match["blank"] or match["item"] is not None or whole:
            made.gap("\n\n" if match["blank"] or whole else "\n")
        elif not made.ended:
            made.add(" ", match.start(), 1)
        at = match.end()
    made.add(source[at:], at, len(source) - at)
    return document_of(made, source, read_plain)
