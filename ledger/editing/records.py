"""Claims and sources as lines of YAML, in the declared order of their fields."""

import re
from collections.abc import Iterator, Sequence

from ledger.editing.values import between, listing, quoted, value
from ledger.fields import Kind
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Signature, Source, Waiver

# The value of a field; `source` is the keys that a claim cites, or citations with their quotes.
Value = str | bool | Signature | tuple[str, ...] | tuple[Waiver, ...] | tuple[Citation, ...]
_NUMBER = re.compile(r"[0-9]+(?:e[0-9]+)?")
_TYPE = SOURCE_FIELDS[0]


def claim_lines(claim: Claim) -> list[str]:
    """The lines of a claim, without indentation.

    A source without a key is written in the claim. Raises ValueError if it is one of several.
    """
    lines: list[str] = []
    for field in CLAIM_FIELDS:
        if field.name == "source":
            lines += _citations(claim)
        elif field.kind is Kind.WAIVERS:
            lines += _waivers(claim.waive)
        elif field.kind is Kind.SIGNATURE:
            lines += [f"{field.name}: {_signature(claim.checked)}"] if claim.checked else []
        elif field.kind is Kind.FLAG:
            lines += [f"{field.name}: true"] if getattr(claim, field.name) else []
        elif (given := getattr(claim, field.name)) and given != next(iter(field.choices), None):
            lines += _field(field.name, given)
    return lines


def source_lines(source: Source) -> list[str]:
    """The lines of a source, without indentation."""
    fields = {
        name: getattr(source, name) for name in (*(field.name for field in SOURCE_FIELDS), "embargo", "retracted")
    }
    stated = {name: given for name, given in fields.items() if given}
    if len(stated) > 1 and source.type == _TYPE.choices[0]:
        del stated[_TYPE.name]
    return [*(line for name, given in stated.items() for line in _field(name, given)), *_waivers(source.waive)]


def _citations(claim: Claim) -> Iterator[str]:
    in_place = [citation for citation in claim.citations if not citation.source.key]
    if in_place and len(claim.citations) > 1:
        raise ValueError("a claim with several sources must cite each by its key")
    for citation in in_place:
        yield from source_lines(citation.source)
        yield from _words(citation.quote, citation.locator)
        return
    yield from _cited_by_key(claim.citations)
    yield from _words(claim.loose_quote, claim.loose_locator)


def _cited_by_key(citations: Sequence[Citation]) -> Iterator[str]:
    cited = [_cited(citation) for citation in citations]
    if len(cited) == 1:
        yield f"source: {cited[0]}"
    elif cited and all(text[0] != "{" for text in cited):
        yield f"source: [{', '.join(cited)}]"
    elif cited:
        yield "source:"
        yield from (f"  - {text}" for text in cited)


def field_lines(name: str, value: Value) -> list[str]:
    """The lines of one field, without indentation."""
    if isinstance(value, Signature):
        return [f"{name}: {_signature(value)}"]
    if isinstance(value, str | bool):
        return _field(name, value)
    if cited := [item for item in value if isinstance(item, Citation)]:
        return list(_cited_by_key(cited))
    waivers = [item for item in value if isinstance(item, Waiver)]
    return list(_waivers(waivers)) if waivers else _field(name, tuple(map(str, value)))


def flow_value(value: Value) -> str:
    """The value of one field on one line, as it can stand between braces."""
    if isinstance(value, str):
        return between(value)
    if isinstance(value, Signature):
        return _signature(value)
    if not isinstance(value, bool) and (cited := [item for item in value if isinstance(item, Citation)]):
        return _cited(cited[0]) if len(cited) == 1 else f"[{', '.join(map(_cited, cited))}]"
    first, *_ = field_lines("x", value)
    text = first.partition(": ")[2]
    return (
        between(str(value[0])) if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], str) else text
    )


def _waivers(waivers: Sequence[Waiver]) -> Iterator[str]:
    if any(waiver.reason for waiver in waivers):
        pairs = [f"{between(waiver.rule)}: {between(waiver.reason)}" for waiver in waivers]
        yield f"waive: {{{', '.join(pairs)}}}"
    elif waivers:
        yield from _field("waive", tuple(waiver.rule for waiver in waivers))


def _signature(signature: Signature) -> str:
    stated = {name: getattr(signature, name) for name in signature.__struct_fields__}
    # What other readers of YAML would take for a number is quoted.
    parts = {
        name: quoted(text) if name == "of" and _NUMBER.fullmatch(text) else between(text)
        for name, text in stated.items()
        if text
    }
    return f"{{{', '.join(f'{name}: {text}' for name, text in parts.items())}}}"


def _words(quote: str, locator: str) -> Iterator[str]:
    for name, given in (("quote", quote), ("locator", locator)):
        if given:
            yield from _field(name, given)


def _cited(citation: Citation) -> str:
    stated = {field.name: getattr(citation, field.name) for field in CITATION_FIELDS}
    parts = [f"{name}: {between(given)}" for name, given in stated.items() if given]
    key = between(citation.source.key)
    return f"{{key: {key}, {', '.join(parts)}}}" if parts else key


def _field(name: str, given: str | bool | tuple[str, ...]) -> list[str]:
    if isinstance(given, bool):
        return [f"{name}: {'true' if given else 'false'}"]
    if not isinstance(given, str):
        if len(given) > 1:
            return [f"{name}: {listing(given)}"]
        (given,) = given
    first, *others = value(given)
    return [f"{name}: {first}", *(f"  {line}" if line else "" for line in others)]
