"""Declare a page that claims have written in them, once another claim cites it."""

from msgspec.structs import replace

from ledger.editing import Addition, Change, addition_of, field_edits
from ledger.errors import LedgerError
from ledger.model import Citation, Claim, Ledger, Source
from ledger.recording.fields import OF_SOURCE


def change_of(text: str, file: str, before: Ledger, addition: Addition) -> Change:
    """The change that adds claims and sources to a file; its claims that have a new source written in them now cite it.

    A claim that waives something keeps its source, for which the waiver may be. Raises LedgerError if the file has no
    place for what is added.
    """
    change = addition_of(text, file, before, addition)
    edits = list(change.edits)
    claims = list(change.expected.claims)
    for number, claim in enumerate(claims):
        source = next((one for one in addition.sources if _is_written_in(claim, one)), None)
        if source is None or claim.place.path != file:
            continue
        fields = [name for name in OF_SOURCE if claim.place.has(name)]
        try:
            edits += field_edits(text, claim, {"source": (source.key,)}, fields)
        except LedgerError:  # a record in brackets stays as it is
            continue
        (cited,) = claim.citations
        claims[number] = replace(claim, citations=(Citation(source, cited.quote, cited.locator),))
    return Change(sorted(edits), replace(change.expected, claims=tuple(claims)))


def _is_written_in(claim: Claim, source: Source) -> bool:
    """Whether a claim has this very source written in it, field by field."""
    return len(claim.citations) == 1 and not claim.waive and claim.citations[0].source == replace(source, key="")
