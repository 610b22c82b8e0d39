"""Claims and their sources as an HTML fragment to paste into an editor: headings, lists, links and superscripts."""

from collections.abc import Iterable, Sequence
from html import escape

from ledger.citation import describe, labels, links
from ledger.exporters.format import Format, Marks
from ledger.model import Citation, Claim, Source
from ledger.text import clean

_MARKS = Marks("source needed", "source incomplete", "unreviewed")


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """The claims with numbered links to their sources, and the numbered list of sources.

    A number links to the source itself, because rich-text editors drop anchors.
    """
    numbers = {source: number for number, source in enumerate(labels(claims, keys), 1)}
    lines = [f"<h2>{_escaped(heading)}</h2>"] if heading else []
    if claims:
        lines += ["<ul>", *(f"<li>{_statement(claim, numbers)}</li>" for claim in claims), "</ul>"]
    if numbers:
        lines += ["<h3>Sources</h3>", "<ol>", *(f"<li>{_source(source)}</li>" for source in numbers), "</ol>"]
    return "\n".join(lines) + "\n"


def _statement(claim: Claim, numbers: dict[Source, int]) -> str:
    words = _escaped(claim.claim)
    if claim.withdrawn:
        words = f"<s>{words}</s> <strong>retracted:</strong> {_escaped(claim.withdrawn)}"
    marks = ",".join(_mark(citation, numbers[citation.source]) for citation in claim.citations)
    needs = _MARKS.of(claim)
    return words + (f"<sup>{marks}</sup>" if marks else "") + (f" <strong>{needs}</strong>" if needs else "")


def _mark(citation: Citation, number: int) -> str:
    label = f"{number} ({_escaped(citation.locator)})" if citation.locator else str(number)
    return f'<a href="{_escaped(citation.source.url)}">{label}</a>' if citation.source.url else label


def _source(source: Source) -> str:
    words = _escaped(describe(source))
    where = "; ".join(
        f'{_escaped(word)} <a href="{_escaped(url)}">{_escaped(url)}</a>'.lstrip() for word, url in links(source)
    )
    return ". ".join(part for part in (words, where) if part)


def _escaped(text: str) -> str:
    return escape(clean(" ".join(text.split())))


FORMAT = Format("html", (), {"": export}, f"marked {_MARKS.none}")
