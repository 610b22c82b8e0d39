"""Write into a claim who has checked it."""

import datetime
from collections.abc import Sequence

from msgspec.structs import replace

from ledger.cli.revision import change_claim
from ledger.model import Claim, Sourcing
from ledger.signing import signed


def why_not_signed(claim: Claim) -> str:
    """Why a claim cannot be signed, in words that follow its id; "" if it can."""
    if claim.withdrawn:
        return f"is retracted: {claim.withdrawn.rstrip('.')}"
    reviewed = replace(claim, unreviewed=False)
    if reviewed.sourcing is Sourcing.NONE:
        return "has no source that it could be checked against"
    if reviewed.sourcing is Sourcing.PART:
        return "has a source that says only who or where; complete it first"
    return ""


def with_signature(paths: Sequence[str], claim: Claim, by: str, read: str = "") -> Claim:
    """Sign a claim, and take `unreviewed` from it; return it as it is then.

    Raises LedgerError if it was changed in the meantime.
    """
    signature = signed(claim, by, datetime.date.today().isoformat(), read)
    return change_claim(paths, claim, {"checked": signature}, ["unreviewed"] if claim.unreviewed else [])
