"""Which record is meant, and which file of a ledger a record is written to."""

import os
from collections.abc import Sequence

from ledger.errors import LedgerError
from ledger.files.reading import STDIN, display_path
from ledger.loading.files import ledger_files
from ledger.model import Claim, Ledger, Source
from ledger.text import clean, did_you_mean


def file_to_write(paths: Sequence[str], into: str) -> str:
    """The file to add to: `into`, else the only one of the ledger. Raises LedgerError if there is neither."""
    files = [file for file in ledger_files(paths) if file != STDIN]
    if not into:
        if len(files) == 1:
            return files[0]
        if not files:
            raise LedgerError("cannot add to standard input; name a file with --file PATH")
        raise LedgerError(
            f"the ledger has {len(files)} files; choose one with --into FILE\n  "
            + "\n  ".join(f"--into {clean(file)}" for file in files)
        )
    for file in files:
        if os.path.realpath(file) == os.path.realpath(into):
            return file
    if not os.path.exists(into):
        raise LedgerError(f"{clean(into)}: no such file")
    named = "\n  ".join(clean(file) for file in files)
    raise LedgerError(f"{clean(into)} is not part of the ledger; add it with --file, or choose one of\n  {named}")


def file_of(paths: Sequence[str], record: Claim | Source) -> str:
    """The file that a record is in, as the ledger names it. Raises LedgerError for standard input."""
    for file in ledger_files(paths):
        if file != STDIN and display_path(file) == record.place.path:
            return file
    raise LedgerError("cannot edit standard input; name a file with --file PATH")


def record_named(ledger: Ledger, name: str) -> Claim | Source:
    """The claim or the declared source of this name. Raises LedgerError if there is not exactly one."""
    found: list[Claim | Source] = [claim for claim in ledger.claims if claim.id == name]
    found += [source for source in (*ledger.sources.values(), *ledger.repeated) if source.key == name]
    if not found:
        known = [claim.id for claim in ledger.claims if claim.id] + list(ledger.sources)
        raise LedgerError(f"no claim or source is named '{clean(name)}'{did_you_mean(name, known)}")
    if len(found) > 1:
        places = "".join(f"\n  {clean(str(record.place))}" for record in found)
        raise LedgerError(f"{len(found)} records are named '{clean(name)}'; change one of them by hand{places}")
    return found[0]
