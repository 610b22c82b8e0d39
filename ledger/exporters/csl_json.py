"""The sources as CSL-JSON (schema of CSL 1.0.2), which pandoc and Zotero read: one item each."""

import re
from collections.abc import Iterable, Sequence

from ledger import authors
from ledger.citation import labels, organisations
from ledger.exporters.format import Format
from ledger.exporters.json_rows import dumped
from ledger.model import Claim, Source

# The item types and genres of the CSL 1.0.2 specification, appendix III; Zotero's press release is a report too.
_TYPES = {
    "article": ("article-newspaper", ""),
    "press-release": ("report", "press release"),
    "report": ("report", ""),
    "filing": ("report", "filing"),
    "interview": ("interview", ""),
    "broadcast": ("broadcast", ""),
    "post": ("post-weblog", ""),
    "book": ("book", ""),
}

# The markup that processors know in a title (CSL 1.0.2 specification, "HTML-like tags"). CSL has no way to escape it:
# an invisible word joiner after `<` makes it text.
_MARKUP = re.compile(r"<(?=/?(?:i|b|sc|sup|sub|span)\b)|\{(?=:)")  # and, in a note, {:DOI: …} for a field


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """An array of items with the labels of the footnotes as ids."""
    known = organisations(claims)
    items = (_item(source, label, known) for source, label in labels(claims, keys).items())
    return "[" + ",".join(f"\n{dumped(item)}" for item in items) + "\n]\n"


def _item(source: Source, label: str, known: frozenset[str]) -> dict[str, object]:
    kind, genre = _TYPES[source.type]
    fields: dict[str, object] = {
        "id": label,
        "type": kind,
        "genre": genre,
        "title": _plain(source.title),
        "author": [_author(authors.name(text, known)) for text in source.author],
        # Styles print the publisher of a report or a book, but the container of an article.
        "publisher" if kind in ("report", "book") else "container-title": _plain(source.publisher),
        "issued": _parts(source.date),
        "accessed": _parts(source.accessed),
        "URL": source.url,
        "archive": source.archive_url,
        "language": source.language,
        "note": _plain(f"citing {' and '.join(source.attributed_to)}") if source.attributed_to else "",
    }
    return {name: value for name, value in fields.items() if value}


def _author(name: authors.Name) -> dict[str, str]:
    """A name variable (CSL 1.0.2 specification, "Name Variables"); the particles stay with the family name."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: _plain(text) for part, text in parts.items() if text}


def _plain(text: str) -> str:
    """A text without markup, on one line, as text of CSL."""
    return _MARKUP.sub("\\g<0>\u2060", " ".join(text.split()))


def _parts(date: str) -> dict[str, list[list[int]]]:
    """A date with its year, and month and day if given."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


FORMAT = Format("csl-json", (), {"": export}, "not included in this format")
