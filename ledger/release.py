"""What may leave the desk: claims without their confidential sources, and none before its embargo ends.

Every writer of documents and data gets its claims from here; tables on the desk's own screen do not.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.model import Citation, Claim, Ledger, Signature, Source

KNOWN = "a source known to the desk"
_KNOWN = Source(publisher=KNOWN, confidential=True)
_SHORTEST = 3  # characters of a text that is looked for in messages


class Release(NamedTuple):
    """The claims that may leave the desk, and what was held back."""

    claims: Sequence[Claim]
    embargoed: int = 0  # claims left out
    withheld: int = 0  # claims with a source that is not named


def now_of(today: datetime.date | None) -> datetime.datetime:
    """The beginning of a day, local time; the current time if there is none."""
    if today is None:
        return datetime.datetime.now().astimezone()
    return datetime.datetime(today.year, today.month, today.day).astimezone()


def released(claims: Sequence[Claim], now: datetime.datetime) -> Release:
    """Claims without what is confidential in them, and without those that are under an embargo at this time."""
    free = [claim for claim in claims if not is_embargoed(claim, now)]
    made = [anonymous(claim) for claim in free]
    withheld = sum(new is not old for new, old in zip(made, free, strict=True))
    return Release(made, len(claims) - len(free), withheld)


def released_ledger(ledger: Ledger, now: datetime.datetime) -> Ledger:
    """A ledger with those claims and with the sources that are not confidential."""
    sources = {key: source for key, source in ledger.sources.items() if not source.confidential}
    repeated = tuple(source for source in ledger.repeated if not source.confidential)
    return replace(ledger, claims=tuple(released(ledger.claims, now).claims), sources=sources, repeated=repeated)


def is_embargoed(claim: Claim, now: datetime.datetime) -> bool:
    """Whether a claim, or a source that it cites, is not to be published yet."""
    if claim.embargo and dates.embargo_end(claim.embargo) > now:
        return True
    ends = (cited.source.embargo for cited in claim.citations if cited.source.embargo)
    return any(dates.embargo_end(end) > now for end in ends)


def anonymous(claim: Claim) -> Claim:
    """A claim without what could tell who a confidential source is; the same claim if it cites none."""
    if not any(cited.source.confidential for cited in claim.citations):
        return claim
    cited = [
        Citation(_KNOWN, withheld=citation.sourcing) if citation.source.confidential else citation
        for citation in claim.citations
    ]
    unfounded = "its source was retracted" if claim.unfounded else ""
    # A digest of what is confidential could be guessed.
    checked = Signature(claim.checked.by, claim.checked.on, "") if claim.checked else None
    bare = replace(claim, note="", waive=(), loose_quote="", loose_locator="", unfounded=unfounded, checked=checked)
    return replace(bare, citations=tuple(cited))


def secrets_of(ledger: Ledger) -> frozenset[str]:
    """The texts of confidential sources, and of what claims say about them, which no message may repeat."""
    return frozenset(text for text in _texts(ledger) if len(text) >= _SHORTEST)


def _texts(ledger: Ledger) -> Iterator[str]:
    sources: Iterable[Source] = [*ledger.sources.values(), *ledger.repeated]
    for source in sources:
        if source.confidential:
            yield from _fields(source)
    for claim in ledger.claims:
        hidden = [cited for cited in claim.citations if cited.source.confidential]
        for cited in hidden:
            yield from (*_fields(cited.source), cited.quote, cited.locator)
        if hidden:
            yield from (claim.note, claim.loose_quote, claim.loose_locator, *(waiver.reason for waiver in claim.waive))
            yield claim.checked.read if claim.checked else ""


def _fields(source: Source) -> Iterator[str]:
    yield from (
        source.key,
        source.publisher,
        source.title,
        source.url,
        source.archive_url,
        source.copy,
        source.retracted,
    )
    yield from (*source.author, *source.attributed_to)
