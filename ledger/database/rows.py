"""A ledger as the rows of the tables of a database, whichever holds them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from ledger import dates, urls
from ledger.figures import measure_of, read, size_of
from ledger.model import Claim, Source, superseded
from ledger.places import NOWHERE
from ledger.query import sentences, written_names
from ledger.text import clean, fold_long, folded_name

Row = tuple[object, ...]

BETWEEN = "; "
_NO_FIGURE = (None, None, "", "", "", "", None, None)


def rows(claims: Sequence[Claim]) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows of each table of TABLES, in the order in which they are to be taken; figures are decimals."""
    numbers: dict[tuple[str, Source], int] = {}
    yield "claim", claim_rows(claims)
    yield "citation", _citations(claims, numbers)
    yield "source", (_source(number, source) for (_, source), number in numbers.items())
    yield "name", _names(claims)


def claim_rows(claims: Sequence[Claim]) -> Iterator[Row]:
    """The rows of the table `claim`."""
    old = superseded(claims)
    return (_claim(number, claim, old) for number, claim in enumerate(claims, 1))


def _claim(number: int, claim: Claim, replaced: frozenset[str]) -> Row:
    checked = claim.checked
    return (
        *(number, claim.id, BETWEEN.join(claim.company), claim.claim, claim.metric, claim.figure),
        *_figure(claim),
        *(claim.as_of, *_days(claim.time), claim.status, BETWEEN.join(claim.mentions), claim.supersedes),
        *(int(bool(claim.id) and claim.id in replaced), claim.withdrawn, int(claim.unreviewed)),
        *(checked.by if checked else "", checked.on if checked else "", claim.embargo, claim.note),
        *(BETWEEN.join(claim.tags), claim.sourcing.name.lower(), clean(claim.place.path), claim.place.line),
        *(_words(claim), _record(claim)),
    )


def _words(claim: Claim) -> str:
    """The words of a claim and its sources, and its names without spaces: one is found in either form."""
    named = dict.fromkeys(filter(None, written_names(claim)))
    text = fold_long("\n".join(filter(None, (*sentences(claim), *named))))
    return " ".join((text, *dict.fromkeys(map(folded_name, named))))


def _record(claim: Claim) -> str:
    """A claim with its sources as JSON, without the places where they are written."""
    cited = tuple(replace(citation, source=replace(citation.source, place=NOWHERE)) for citation in claim.citations)
    return msgspec.json.encode(replace(claim, place=NOWHERE, citations=cited)).decode()


def _figure(claim: Claim) -> Sequence[object]:
    """The figure of a claim as numbers: in its own unit, and in the base unit of its dimension."""
    figure = read(claim.figure, claim.metric) if claim.figure else None
    if figure is None:
        return _NO_FIGURE
    dimension, size = measure_of(figure)[0], size_of(figure)
    base: tuple[Decimal, Decimal] = (figure.low * size, figure.high * size)
    return figure.low, figure.high, figure.unit, figure.per, figure.bound.value, dimension, *base


def _days(time: str) -> tuple[str | None, str | None]:
    """The first and the last day of a time, as ISO 8601 writes them; None for none."""
    if not time:
        return None, None
    span = dates.parse(time)
    return span.first.isoformat(), span.last.isoformat()


def _source(number: int, source: Source) -> Row:
    document = urls.document(source.url) if source.url else ""
    return (
        *(number, source.key, source.type, source.publisher, source.title, source.url, document, source.date),
        *_days(source.date),
        *(BETWEEN.join(source.author), BETWEEN.join(source.attributed_to), source.accessed, source.archive_url),
        *(source.archive_date, source.copy, source.copy_sha256, source.language, int(source.confidential)),
        source.retracted,
    )


def _citations(claims: Iterable[Claim], numbers: dict[tuple[str, Source], int]) -> Iterator[Row]:
    """The citations of claims; their sources are numbered, each once."""
    for number, claim in enumerate(claims, 1):
        for position, cited in enumerate(claim.citations, 1):
            source = numbers.setdefault((cited.source.key, cited.source), len(numbers) + 1)
            yield number, source, position, cited.quote, cited.locator


def _names(claims: Iterable[Claim]) -> Iterator[Row]:
    for number, claim in enumerate(claims, 1):
        sources = [cited.source for cited in claim.citations]
        named: Mapping[str, Iterable[str]] = {
            "company": claim.company,
            "other name": (name for name in claim.aliases if name not in claim.company),
            "publisher": (source.publisher for source in sources if source.publisher),
            "author": (name for source in sources for name in source.author),
            "metric": filter(None, (claim.metric,)),
            "mention": claim.mentions,
            "tag": claim.tags,
        }
        for kind, names in named.items():
            for name in dict.fromkeys(names):
                yield number, kind, name, folded_name(name)
