"""What leaves the desk: the options `--private` and `--today`, and what is said about what was held back."""

import datetime
from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.model import Claim, Ledger
from ledger.release import KNOWN, Release, is_embargoed, now_of, released, released_ledger
from ledger.text import counted

Private = Annotated[
    bool, typer.Option("--private", help="Name confidential sources, and include what is under an embargo.")
]
Today = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The current day, for embargoes; default: now."),
]


def day_of(today: datetime.datetime | None) -> datetime.date | None:
    """The day that is given."""
    return today.date() if today else None


def to_publish(claims: Sequence[Claim], *, private: bool, today: datetime.datetime | None) -> Release:
    """The claims that may leave the desk; all of them if what is private is asked for."""
    return Release(claims) if private else released(claims, now_of(day_of(today)))


def public_ledger(ledger: Ledger, *, private: bool, today: datetime.datetime | None) -> Ledger:
    """A ledger as it may leave the desk; as it is, if what is private is asked for."""
    return ledger if private else released_ledger(ledger, now_of(day_of(today)))


def published(claims: Sequence[Claim], *, private: bool, today: datetime.datetime | None) -> Sequence[Claim]:
    """The claims that are under no embargo, as they are; all of them if what is private is asked for."""
    now = now_of(day_of(today))
    return claims if private else [claim for claim in claims if not is_embargoed(claim, now)]


def held_back(result: Release, *, noted: bool = False) -> list[str]:
    """What was held back, for the summary, and if they are `noted`, how many notes for editors are in the data."""
    said = []
    if noted and (notes := sum(bool(claim.note) for claim in result.claims)):
        said.append(f"{counted(notes, 'note')} for editors in the data")
    if result.embargoed:
        said.append(f"{counted(result.embargoed, 'claim')} under an embargo left out; include with --private")
    if result.withheld:
        has = counted(result.withheld, "claim has", "claims have")
        said.append(f"{has} “{KNOWN}” for a confidential one; name it with --private")
    return said
