"""From YAML files to a Ledger, with the place of every field; the only user of yaml."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

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
    return _built((path, read_text(path)) for path in ledger_files(paths))


def load_text(text: str, path: str) -> Ledger:
    """Read one ledger from its text; `path` names it in messages. Raises LedgerError as `load` does."""
    return _built([(path, text)])


def _built(files: Iterable[tuple[str, str]]) -> Ledger:
    builder = Builder()
    with _no_cycles_to_collect():
        for path, text in files:
            builder.read(path, entries(path, text))
        return builder.ledger()


@contextmanager
def _no_cycles_to_collect() -> Iterator[None]:
    """Keep the cyclic collector out: a third of the time it would walk values that know no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
