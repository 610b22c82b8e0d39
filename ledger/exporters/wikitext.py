"""Claims and their sources as wikitext: footnotes with Wikipedia's citation templates (Help:Citation Style 1)."""

import re
from collections.abc import Iterable, Sequence

from ledger import dates
from ledger.citation import Unused, labels
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
    names = labels(claims, keys)
    given: dict[Citation, str] = {}
    unused = Unused(names.values())
    used: set[str] = set()
    lines = [f"== {_escaped(heading)} =="] if heading else []
    for claim in claims:
        retracted = f" '''Retracted:''' {_escaped(claim.retracted)}" if claim.retracted else ""
        notes = "".join(_note(citation, names, given, used, unused) for citation in claim.citations)
        lines.append(f"* {_escaped(claim.claim)}{retracted}{notes}{_MARKS.of(claim)}")
    return "\n".join([*lines, "", "{{reflist}}"]) + "\n"


def _note(
    citation: Citation, names: dict[Source, str], given: dict[Citation, str], used: set[str], unused: Unused
) -> str:
    if citation in given:
        return f'<ref name="{given[citation]}" />'
    label = names[citation.source]
    if label in used:
        label = unused(label, 2)
        unused.take(label)
    used.add(label)
    given[citation] = label
    return f'<ref name="{label}">{_template(citation)}</ref>'


def _template(citation: Citation) -> str:
    source = citation.source
    template, outlet = _TEMPLATES[source.type]
    parameters = {
        **{f"author{number}": _escaped(name) for number, name in enumerate(source.author, 1)},
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


def _escaped(text: str) -> str:
    """The text on one line, escaped for MediaWiki, also within a template's parameter."""
    line = clean(" ".join(text.split()))
    return _MARKUP.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), line)


def _address(url: str) -> str:
    return "".join(_IN_URL.get(char, char) for char in url)


FORMAT = Format("wikitext", (".wiki", ".wikitext", ".mediawiki"), {"": export}, f"marked {_MARKS.none}")
