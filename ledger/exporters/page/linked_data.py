"""The page for search engines and programs: JSON-LD (W3C, 1.1) in the words of schema.org."""

from collections.abc import Sequence

from ledger.exporters.json_rows import dumped
from ledger.exporters.page.table import Anchors
from ledger.model import Claim


def linked_data(claims: Sequence[Claim], names: Anchors, heading: str, description: str, changed: str) -> str:
    """A Dataset of Claims, each with the pages that it appears on.

    There is no ClaimReview: a ledger says who stated something, and gives no verdict. Retracted claims
    are left out.
    """
    dataset: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": heading,
        "description": description,
        "dateModified": changed,
        "hasPart": [_claim(claim, names) for claim in claims if not claim.withdrawn],
    }
    # No text of a ledger can end the element or begin a comment in it (HTML, section 4.12.1.3).
    return dumped({name: value for name, value in dataset.items() if value}, spaced=False).replace("<", "\\u003c")


def _claim(claim: Claim, names: Anchors) -> dict[str, object]:
    pages = list(dict.fromkeys(citation.source.url for citation in claim.citations if citation.source.url))
    fields: dict[str, object] = {
        "@type": "Claim",
        "@id": f"#{names.claims[id(claim)]}",
        "text": claim.claim,
        "appearance": pages[0] if len(pages) == 1 else pages,
    }
    return {name: value for name, value in fields.items() if value}
