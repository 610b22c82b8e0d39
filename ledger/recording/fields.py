"""Claims and sources from values of their fields, and with other values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from ledger import dates
from ledger.fields import Field, Kind
from ledger.loading.fields import checked
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, OF_DECLARED, SOURCE_FIELDS, Citation, Claim, Ledger, Source
from ledger.places import Place, place_in

OF_SOURCE = tuple(field.name for field in SOURCE_FIELDS)
OF_CLAIM = tuple(field.name for field in CLAIM_FIELDS if field.name != "source")
OF_CITATION = tuple(field.name for field in CITATION_FIELDS)
# The place of a claim that is not written yet.
NEW = place_in("the new claim", 0, 0)
_NO_SOURCE, _NO_CLAIM = Source(), Claim()

Record = TypeVar("Record", Claim, Source)


class Revision(NamedTuple):
    """What becomes of one record."""

    values: Mapping[str, Any] = {}  # new values of fields
    removed: Sequence[str] = ()  # fields


def entered(field: Field, value: str | Sequence[str]) -> Any:
    """The value of a field that a person gave; a date may be written in another form. Raises InvalidValueError."""
    if field.kind in (Kind.DATE, Kind.TIME) and isinstance(value, str):
        value = dates.entered(value)
    return checked(field, value)


def source_of(values: Mapping[str, Any], key: str = "") -> Source | None:
    """The source with these fields; None if none of them belongs to a source."""
    own = {name: values[name] for name in OF_SOURCE if values.get(name)}
    return Source(**own, key=key) if own else None


def claim_of(values: Mapping[str, Any], sources: Sequence[Source]) -> Claim:
    """A claim with these fields that cites these sources. A quote belongs to the one source, if there is one."""
    own = {name: values[name] for name in OF_CLAIM if values.get(name)}
    cited, loose = _cited([Citation(source) for source in sources], [values.get(name, "") for name in OF_CITATION])
    return Claim(**own, citations=cited, loose_quote=loose[0], loose_locator=loose[1], place=NEW)


def changed(
    record: Claim | Source, values: Mapping[str, Any], removed: Iterable[str], declared: Mapping[str, Source]
) -> Claim | Source:
    """A claim or a declared source with other values of its fields, and without the removed ones.

    `declared` has the sources that a claim can cite, by their keys; `source` is keys, or citations of these sources.
    """
    default = _NO_SOURCE if isinstance(record, Source) else _NO_CLAIM
    known = (*OF_SOURCE, *OF_DECLARED) if isinstance(record, Source) else OF_CLAIM
    own = {name: getattr(default, name) for name in removed if name in known}
    own |= {name: value for name, value in values.items() if name in known}
    if isinstance(record, Source):
        return replace(record, **own)
    given = {**dict.fromkeys(removed, ""), **values}
    if given.keys().isdisjoint(("source", *OF_SOURCE, *OF_CITATION)):
        return replace(record, **own)
    one = record.citations[0] if len(record.citations) == 1 else None
    written = one if one and not one.source.key else None
    words = []
    for name in OF_CITATION:
        before = getattr(one, name) if one else getattr(record, f"loose_{name}")
        words.append(given.get(name, before if record.place.has(name) else ""))
    if "source" in given:
        given_ones = (one if isinstance(one, Citation) else Citation(declared[one]) for one in given["source"])
        citations = [replace(one, source=declared[one.source.key]) for one in given_ones]
    elif record.citations and not written:
        inside = any(map(record.place.has, OF_CITATION))
        citations = [Citation(cited.source) if one and inside else cited for cited in record.citations]
    else:
        fields = {name: getattr(_NO_SOURCE, name) for name in removed if name in OF_SOURCE}
        fields |= {name: values[name] for name in OF_SOURCE if name in values}
        source = replace(written.source if written else _NO_SOURCE, **fields)
        citations = [] if source == _NO_SOURCE else [Citation(source)]
    cited, loose = _cited(citations, words)
    return replace(record, **own, citations=cited, loose_quote=loose[0], loose_locator=loose[1])


def _cited(citations: Sequence[Citation], words: Sequence[str]) -> tuple[tuple[Citation, ...], Sequence[str]]:
    """Citations with a claim's own quote and locator, and these if it is not known whose they are."""
    if len(citations) == 1 and any(words) and not (citations[0].quote or citations[0].locator):
        return (Citation(citations[0].source, words[0], words[1]),), ("", "")
    return tuple(citations), words


def into_citation(record: Claim | Source, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values of fields, of which a quote or locator belongs into the braces of `source` if these have one already."""
    words = {name: values[name] for name in OF_CITATION if name in values}
    if not words or "source" in values or not isinstance(record, Claim) or len(record.citations) != 1:
        return values
    (cited,) = record.citations
    if not cited.source.key or any(map(record.place.has, OF_CITATION)) or not (cited.quote or cited.locator):
        return values
    others = {name: value for name, value in values.items() if name not in words}
    return {**others, "source": (replace(cited, **words),)}


def with_record(ledger: Ledger, old: Claim | Source, new: Claim | Source) -> Ledger:
    """A ledger in which one record is replaced by another, also wherever it is cited."""
    if isinstance(old, Claim) and isinstance(new, Claim):
        return replace(ledger, claims=tuple(new if claim.place == old.place else claim for claim in ledger.claims))
    assert isinstance(old, Source)
    assert isinstance(new, Source)
    claims = list(ledger.claims)
    for number, claim in enumerate(claims):
        if any(citation.source is old for citation in claim.citations):
            cited = [
                replace(citation, source=new) if citation.source is old else citation for citation in claim.citations
            ]
            claims[number] = replace(claim, citations=tuple(cited))
    return replace(ledger, claims=tuple(claims), sources={**ledger.sources, new.key: new})


def with_values(ledger: Ledger, plan: Mapping[Place, Revision]) -> Ledger:
    """A ledger with other values of fields of its claims and declared sources, and without others, by their places."""
    sources = {key: _renewed(source, plan, {}) for key, source in ledger.sources.items()}
    new = {id(old): sources[key] for key, old in ledger.sources.items() if sources[key] is not old}
    claims = []
    for claim in ledger.claims:
        if claim.place in plan:
            claim = _renewed(claim, plan, ledger.sources)
        if new and any(id(cited.source) in new for cited in claim.citations):
            cited = [
                replace(citation, source=new.get(id(citation.source), citation.source)) for citation in claim.citations
            ]
            claim = replace(claim, citations=tuple(cited))
        claims.append(claim)
    return replace(ledger, claims=tuple(claims), sources=sources)


def _renewed(record: Record, plan: Mapping[Place, Revision], declared: Mapping[str, Source]) -> Record:
    if record.place not in plan:
        return record
    made = changed(record, *plan[record.place], declared)
    assert isinstance(made, type(record))
    return made


def given_otherwise(given: Source, known: Source) -> list[str]:
    """The fields, apart from the URL, that are given and differ from those of a known source."""
    return [
        name
        for name in OF_SOURCE
        if name != "url" and getattr(given, name) not in (getattr(_NO_SOURCE, name), getattr(known, name))
    ]
