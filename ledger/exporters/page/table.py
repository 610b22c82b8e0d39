"""The rows of the table of claims, and the list of their sources."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ledger.citation import links, phrases
from ledger.comparison import value_of
from ledger.dates import in_words
from ledger.exporters.page.markup import escaped, isolated, phrase
from ledger.figures import based, measure_of, read
from ledger.model import Claim, Source, Sourcing
from ledger.origins import caveat
from ledger.signing import is_void

COLUMNS = ("Company", "Claim", "Figure", "Date", "Publisher", "Source")
_CAVEATS = {"unsourced": "bad", "partly sourced": "warn", "unreviewed": "warn"}  # the others are of less weight


class Anchors(NamedTuple):
    """What claims and sources are called in links of the page."""

    claims: Mapping[int, str]  # by the identity of the claim
    sources: Mapping[Source, int]


def anchors(claims: Sequence[Claim], numbers: Mapping[Source, int]) -> Anchors:
    """`claim-ID` for each claim; one without an id, or with another's, gets its place in the page instead."""
    named: dict[int, str] = {}
    used: set[str] = set()
    for place, claim in enumerate(claims, 1):
        name = claim.id if claim.id and claim.id not in used else f"-{place}"  # no id begins with a hyphen
        used.add(name)
        named[id(claim)] = f"claim-{name}"
    return Anchors(named, numbers)


def row(claim: Claim, names: Anchors, superseded: bool, notes: bool) -> str:
    """A claim as a row of the table."""
    anchor = names.claims[id(claim)]
    sentence = f"<s>{phrase(claim.claim)}</s>" if claim.withdrawn else phrase(claim.claim)
    parts = [sentence, *_marks(claim, superseded)]
    publishers = dict.fromkeys(name for citation in claim.citations for name in citation.source.who)
    cells = [
        isolated(claim.company, claim.companies if len(claim.companies) == len(claim.company) else ()),
        " ".join(parts) + _details(claim, notes),
        _figure(claim),
        claim.published or (f"<i>{escaped(claim.as_of)}</i>" if claim.as_of else ""),
        isolated(publishers),
        _cited(claim, names.sources),
    ]
    # Ids, numbers and units need no quotation marks; in a long ledger these and end tags would be a tenth of the page.
    return f"<tr id={anchor}>{''.join(cell if cell.startswith('<td') else f'<td>{cell}' for cell in cells)}\n"


def _marks(claim: Claim, superseded: bool) -> Iterator[str]:
    """What a reader must know about the claim besides its words."""
    if claim.status != "reported" and not (claim.withdrawn or superseded):
        yield f'<mark class="status">{claim.status}</mark>'
    if superseded:
        yield '<mark class="status bad">superseded</mark>'
    if claim.withdrawn:
        yield f'<mark class="status bad">retracted</mark> {phrase(claim.withdrawn)}'
    if claim.as_of and claim.as_of != claim.published:
        yield f"<small>as of {escaped(claim.as_of)}</small>"


def _figure(claim: Claim) -> str:
    """The cell of the figure, with the number and the unit by which it is sorted."""
    figure = read(claim.figure, claim.metric) if claim.figure else None
    data = ""
    if figure is not None:
        unit = escaped(" per ".join(part for part in measure_of(figure) if part))
        data = f' data-figure="{_number(value_of(based(figure)))} {unit}"'
    shown = f"<s>{phrase(claim.figure)}</s>" if claim.withdrawn and claim.figure else phrase(claim.figure)
    return f"<td{data}>{shown}" + (f"<small>{phrase(claim.metric)}</small>" if claim.metric else "")


def _number(value: Decimal) -> str:
    """A number as JavaScript reads it, to twelve digits: 8.52e11."""
    return f"{value.normalize():.12g}".replace("e+", "e")


def _cited(claim: Claim, numbers: Mapping[Source, int]) -> str:
    """The numbers of the sources, and a caveat about them."""
    cited = dict.fromkeys(numbers[citation.source] for citation in claim.citations)
    marks = [", ".join(f"<a href=#source-{number}>{number}</a>" for number in cited)]
    doubt = caveat(claim)
    if doubt in _CAVEATS:
        marks.append(f'<mark class="{_CAVEATS[doubt]}{" lacking" if lacks(claim) else ""}">{doubt}</mark>')
    elif doubt:
        marks.append(f"<small>{doubt}</small>")
    return " ".join(mark for mark in marks if mark)


def _details(claim: Claim, notes: bool) -> str:
    """Quotes, locators, archived copies and the note, to be opened."""
    parts = []
    for citation in claim.citations:
        where = escaped(citation.locator)
        copies = [f'<a href="{escaped(url)}">{escaped(word)}</a>' for word, url in links(citation.source) if word]
        said = f"<blockquote>{escaped(citation.quote)}</blockquote>" if citation.quote else ""
        about = ", ".join(part for part in (where, *copies) if part)
        if said or about:
            parts.append(said + (f"<p>{about}" if about else ""))
    if claim.loose_quote:
        parts.append(f"<blockquote>{escaped(claim.loose_quote)}</blockquote>")
    if claim.loose_locator:
        parts.append(f"<p>{escaped(claim.loose_locator)}")
    if claim.checked and not is_void(claim):
        parts.append(f"<p>Checked by {phrase(claim.checked.by)}, {in_words(claim.checked.on)}")
    if notes and claim.note:
        parts.append(f"<p>Note: {phrase(claim.note)}")
    return f"<details><summary>More</summary>{''.join(parts)}</details>" if parts else ""


def source(source: Source, number: int) -> str:
    """A source as an item of the numbered list; its title is the link."""
    title = f"“{source.title}”" if source.title else ""
    words = phrases(source, copies=True)
    linked = title if source.url and title in words else next(iter(words), source.url)
    said = []
    for word in words or [source.url]:
        text = phrase(word)
        if source.url and word == linked:
            text = f'<a href="{escaped(source.url)}">{text}</a>'
            linked = ""
        said.append(text)
    said += [f'<a href="{escaped(url)}">{escaped(word)}</a>' for word, url in links(source) if word]
    return f"<li id=source-{number}>{', '.join(said)}\n"


def lacks(claim: Claim) -> bool:
    """Whether a claim has no source, or only part of one; one that was retracted needs none."""
    return claim.sourcing is not Sourcing.FULL and not claim.withdrawn
