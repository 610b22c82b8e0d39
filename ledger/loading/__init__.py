"""From YAML files to a Ledger, with the place of every field; the only user of yaml."""

from collections.abc import Sequence

from ledger.loading.events import entries
from ledger.loading.files import ledger_files, read_text
from ledger.loading.records import Builder
from ledger.model import Ledger

__all__ = ["load", "load_text"]


def load(paths: Sequence[str]) -> Ledger:
    """Read files, and folders of files, as one ledger.

    What is wrong in one record is among the ledger's problems. Raises LedgerError for what
    makes a file unreadable: no file, no text in UTF-8, no YAML, no mapping, nested beyond reason.
    """
    builder = Builder()
    for path in ledger_files(paths):
        builder.read(path, entries(path, read_text(path)))
    return builder.ledger()


def load_text(text: str, path: str) -> Ledger:
    """Read one ledger from its text; `path` names it in messages. Raises LedgerError as `load` does."""
    builder = Builder()
    builder.read(path, entries(path, text))
    return builder.ledger()
