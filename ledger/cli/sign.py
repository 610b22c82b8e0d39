"""`ledger sign`: say that you have checked claims against their sources."""

from typing import Annotated

import typer

from ledger import dates
from ledger.cli.completion import complete_ids
from ledger.cli.options import Scope
from ledger.cli.output import note
from ledger.cli.person import person_named
from ledger.cli.signatures import why_not_signed, with_signature
from ledger.errors import LedgerError
from ledger.model import Claim
from ledger.query import Filters
from ledger.recording.targets import record_named
from ledger.signing import is_void
from ledger.text import clean

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who checks; default: git's user.name.")]


def sign(
    names: Annotated[
        list[str], typer.Argument(metavar="ID...", help="The ids of the claims.", autocompletion=complete_ids)
    ],
    by: By = "",
    read: Annotated[
        str, typer.Option("--read", metavar="WHERE", help="Where you read the source, if not in a saved copy.")
    ] = "",
    file: Annotated[
        list[str] | None, typer.Option("--file", "-f", metavar="PATH", help="The ledger; may be repeated.")
    ] = None,
) -> int:
    """Write into claims that you have checked them against their sources. A later change of a claim voids it.

    Claims that are unreviewed, retracted or not sourced are refused, and then none is signed.
    """
    who = person_named(by)
    paths = Scope(tuple(file or ()), Filters()).paths()
    ledger = Scope(tuple(paths), Filters()).load(warn=False)
    claims = []
    for name in dict.fromkeys(names):
        claim = record_named(ledger, name)
        if not isinstance(claim, Claim):
            raise LedgerError(f"{clean(name)} is a source; only claims are signed")
        if claim.unreviewed:
            raise LedgerError(f"{clean(name)} is unreviewed; compare it with its source: ledger review {clean(name)}")
        if reason := why_not_signed(claim):
            raise LedgerError(f"{clean(name)} {clean(reason)}")
        claims.append(claim)
    for claim in claims:
        before = claim.checked
        if before and before.by == who and not is_void(claim) and not read:
            note(f"{clean(claim.id)}: you have signed it on {dates.in_words(before.on)}")
            continue
        after = with_signature(paths, claim, who, read)
        instead = f", instead of {clean(before.by)}, {dates.in_words(before.on)}" if before else ""
        note(f"signed {clean(claim.id)} at {clean(str(after.place))}, checked by {clean(who)}{instead}")
    return 0
