"""Who has checked a claim against its sources, and whether it is still what was checked."""

import hashlib
import json

from ledger.model import Claim, Signature


def digest_of(claim: Claim) -> str:
    """A digest of what is checked of a claim: BLAKE2b of 8 bytes (RFC 7693), in hexadecimal.

    It is that of a JSON array of company, claim, metric, figure, as_of, status, quotes, locators and, of each source,
    publisher, author, title, url and date, with white space folded. So a change of any of these shows, and one of
    comments, notes, tags or the order of keys does not.
    """
    quotes = [claim.loose_quote, *(cited.quote for cited in claim.citations)]
    locators = [claim.loose_locator, *(cited.locator for cited in claim.citations)]
    sources = [
        [
            _folded(source.publisher),
            [*map(_folded, source.author)],
            *map(_folded, (source.title, source.url, source.date)),
        ]
        for source in (cited.source for cited in claim.citations)
    ]
    own = map(_folded, (claim.claim, claim.metric, claim.figure, claim.as_of, claim.status))
    checked = [[*map(_folded, claim.company)], *own, [*map(_folded, quotes)], [*map(_folded, locators)], sources]
    text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _folded(text: str) -> str:
    return " ".join(text.split())


def signed(claim: Claim, by: str, on: str, read: str = "") -> Signature:
    """The signature of who checked a claim on a day, and, if no saved copy was read, where."""
    return Signature(by, on, digest_of(claim), read)


def is_void(claim: Claim) -> bool:
    """Whether a claim has been changed since it was checked."""
    return claim.checked is not None and claim.checked.of not in ("", digest_of(claim))
