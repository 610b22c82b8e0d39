"""What one file holds, before its citations are looked up in the whole ledger."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ledger.model import Claim, Finding, Settings, Source
from ledger.places import Place


class ParsedCitation(Struct, frozen=True):
    """A citation of a source that is declared somewhere in the ledger."""

    key: str
    quote: str
    locator: str
    place: Place


class Company(Struct, frozen=True):
    """A company with its other names."""

    name: str
    others: tuple[str, ...]
    place: Place


class ParsedFile(Struct, frozen=True):
    """What one file holds; the sources that its claims cite by key are not looked up yet."""

    path: str
    heading: str
    companies: Sequence[Company]
    claims: Sequence[Claim]
    cited: Mapping[int, Sequence[ParsedCitation]]  # by the claim's index
    sources: Sequence[Source]  # the declared ones
    findings: Sequence[Finding]
    dropped: Sequence[Place]  # of claims that could not be read at all
    settings: Settings | None  # of `check` for this file
