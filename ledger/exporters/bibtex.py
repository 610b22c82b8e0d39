"""The sources as BibTeX with biblatex's fields (biblatex manual, sections 2.1 and 2.2): one entry each."""

import re
from collections.abc import Iterable, Sequence

from ledger import authors
from ledger.citation import labels, organisations
from ledger.exporters.format import Format
from ledger.model import Claim, Source
from ledger.text import clean

# The entry type, the field for the publisher, and the kind of document if the entry type does not say it.
_TYPES = {
    "article": ("article", "journaltitle", ""),
    "press-release": ("report", "institution", "Press release"),
    "report": ("report", "institution", "Report"),
    "filing": ("report", "institution", "Filing"),
    "interview": ("misc", "organization", "Interview"),
    "broadcast": ("misc", "organization", "Broadcast"),
    "post": ("online", "organization", ""),
    "book": ("book", "publisher", ""),
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{char: "\\" + char for char in "{}$&#_%"},
}
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_LIGATURE = re.compile(r"(?<=(['`-]))(?=\1)")  # TeX sets two of these as one character: '' `` --


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """Entries with the labels of the footnotes as keys, separated by empty lines."""
    known = organisations(claims)
    return "\n".join(_entry(source, label, known) for source, label in labels(claims, keys).items())


def _entry(source: Source, label: str, known: frozenset[str]) -> str:
    entry, outlet, kind = _TYPES[source.type]
    cites = f"citing {' and '.join(source.attributed_to)}" if source.attributed_to else ""
    archived = f"archived at {source.archive_url}" if source.archive_url else ""
    fields = {
        "author": " and ".join(_author(authors.name(text, known)) for text in source.author),
        # The inner braces protect capitals and whole names.
        "title": f"{{{_escaped(source.title)}}}" if source.title else "",
        outlet: f"{{{_escaped(source.publisher)}}}" if source.publisher else "",
        "type" if entry == "report" else "howpublished": _escaped(kind),
        "entrysubtype": "newspaper" if source.type == "article" else "",  # so that styles print the day
        "date": source.date,
        "url": source.url,  # a verbatim field: nothing is escaped, and a URL cannot contain braces
        "urldate": source.accessed,
        "language": _escaped(source.language),
        "note": _escaped("; ".join(part for part in (cites, archived) if part)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry}{{{label},\n" + ",\n".join(lines) + "\n}\n"


def _author(name: authors.Name) -> str:
    """A name in BibTeX's form `von Family, Jr., Given`; braces keep one that is not a person's whole."""
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    family = f"{name.particle} {name.family}".lstrip()
    return ", ".join(_escaped(part) for part in (family, name.suffix, name.given) if part)


def _escaped(text: str) -> str:
    """The text on one line, with TeX's special characters escaped, and nothing that it would join."""
    line = _LIGATURE.sub("\0", clean(" ".join(text.split())))
    return _SPECIALS.sub(lambda match: _SPECIAL[match[0]], line).replace("\0", "{}")


FORMAT = Format("bibtex", (".bib",), {"": export}, "not included in this format")
