"""Claims and their sources as wikitext: footnotes with Wikipedia's citation templates (Help:Citation Style 1)."""

import re
from collections.abc import Iterable, Sequence

from ledger import authors, dates
from ledger.citation import UniqueLabels, labels, organisations
from ledger.exporters.format import Format, Marks
from ledger.model import Citation, Claim, Source
from ledger.text import clean

# The template for each type, and the parameter for the publisher.
_TEMPLATES = {
    "article": ("cite news", "work"),
    "press-release": ("cite press release", "publisher"),
    "report": ("cite report", "publisher"),
    "filing": ("cite report", "publisher"),
    "interview": ("cite interview", "work"),
    "broadcast": ("cite news", "work"),
    "post": ("cite web", "website"),
    "book": ("cite book", "publisher"),
}
# MediaWiki's markup within a line (Help:Wikitext); as character references it is plain text.
_MARKUP = re.compile(r"[\[\]{}|<>]|''+|__+|~~~+|&(?=#?\w+;)|^[*#:;=\s-]|(?<=:)//|\b(?:ISBN|RFC|PMID)(?= )")
_IN_URL = {"[": "%5B", "]": "%5D", "|": "%7C", "'": "%27"}

_MARKS = Marks("{{citation needed}}", "{{full citation needed}}", "{{verify source}}")


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """A list of the claims with footnotes, and the list of notes.

    A source is written out once for each quote or locator with which claims cite it.
    """
    names = _names(claims, keys)
    known = organisations(claims)
    written: set[str] = set()
    lines = [f"== {_escaped(heading)} =="] if heading else []
    for claim in claims:
        line = f"* {_escaped(claim.claim)}"
        if claim.withdrawn:
            line += f" '''Retracted:''' {_escaped(claim.withdrawn)}"
        for citation in claim.citations:
            name = names[citation]
            line += f'<ref name="{name}"'
            line += " />" if name in written else f">{_template(citation, known)}</ref>"
            written.add(name)
        lines.append(line + _MARKS.of(claim))
    return "\n".join([*lines, "", "{{reflist}}"]) + "\n"


def _names(claims: Sequence[Claim], keys: Iterable[str]) -> dict[Citation, str]:
    """A name for each note: the label of its source, followed by a number if other notes have the same source."""
    names = labels(claims, keys)
    unused = UniqueLabels(names.values())
    given: dict[Citation, str] = {}
    used: set[str] = set()
    for citation in dict.fromkeys(citation for claim in claims for citation in claim.citations):
        name = names[citation.source]
        if name in used:
            name = unused(name, 2)
            unused.take(name)
        used.add(name)
        given[citation] = name
    return given


def _template(citation: Citation, known: frozenset[str]) -> str:
    source = citation.source
    template, outlet = _TEMPLATES[source.type]
    parameters = {
        **_authors(source, known),
        "title": _escaped(source.title),
        outlet: _escaped(source.publisher),
        "url": _address(source.url or source.archive_url),
        "date": dates.in_words(source.date),
        "access-date": dates.in_words(source.accessed),
        # An archived copy needs its date and the state of the page itself, which is assumed to be live.
        "archive-url": _address(source.archive_url),
        "archive-date": dates.in_words(source.archive_date),
        "url-status": "live" if source.archive_url and source.url else "",
        "language": _escaped(source.language),
        "at": _escaped(citation.locator),
        "quote": _escaped(citation.quote),
    }
    stated = "".join(f" |{name}={value}" for name, value in parameters.items() if value)
    # attributed_to is neither the deliverer (via) nor the agency that wrote it, so it is plain text.
    cites = f" Citing {_escaped(' and '.join(source.attributed_to))}." if source.attributed_to else ""
    return f"{{{{{template}{stated}}}}}{cites}"


def _authors(source: Source, known: frozenset[str]) -> dict[str, str]:
    """Persons by last and first name, others whole."""
    parameters = {}
    for number, text in enumerate(source.author, 1):
        name = authors.name(text, known)
        if name.literal:
            parameters[f"author{number}"] = _escaped(name.literal)
        else:
            parameters[f"last{number}"] = _escaped(f"{name.particle} {name.family}".strip())
            parameters[f"first{number}"] = _escaped(f"{name.given} {name.suffix}".strip())
    return parameters


def _escaped(text: str) -> str:
    """The text on one line, escaped for MediaWiki, also within a template's parameter."""
    line = clean(" ".join(text.split()))
    return _MARKUP.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), line)


def _address(url: str) -> str:
    return "".join(_IN_URL.get(char, char) for char in url)


FORMAT = Format("wikitext", (".wiki", ".wikitext", ".mediawiki"), {"": export}, f"marked {_MARKS.none}")
