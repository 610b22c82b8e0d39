"""`ledger check --fix`: write what can be written without a doubt."""

from collections.abc import Collection
from functools import partial

from msgspec.structs import replace

from ledger.cli.output import note
from ledger.editing import Change, Edit, field_edits, write
from ledger.files.reading import STDIN, display_path
from ledger.model import Ledger
from ledger.naming import proposed_ids
from ledger.places import Place
from ledger.text import clean, counted


def write_ids(ledger: Ledger, places: Collection[Place]) -> int:
    """Give the claims at these places the ids that `check` proposes, file by file; return how many got one.

    Raises LedgerError if a file cannot be written.
    """
    proposed = {place: name for place, name in proposed_ids(ledger).items() if place in places}
    written = 0
    for file in ledger.files:
        wanted = {place: name for place, name in proposed.items() if place.path == file}
        if wanted and file != display_path(STDIN):
            write(ledger.files, file, partial(_change, wanted), note)
            note(f"{clean(file)}: wrote {counted(len(wanted), 'id')}")
            written += len(wanted)
    return written


def _change(wanted: dict[Place, str], before: Ledger, text: str) -> Change:
    edits: list[Edit] = []
    claims = list(before.claims)
    for number, claim in enumerate(claims):
        if claim.place in wanted and not claim.id:
            edits += field_edits(text, claim, {"id": wanted[claim.place]})
            claims[number] = replace(claim, id=wanted[claim.place])
    return Change(sorted(edits), replace(before, claims=tuple(claims)))
