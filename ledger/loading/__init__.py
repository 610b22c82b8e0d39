"""From YAML files to a Ledger, with the place of every field; the only user of yaml."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from ledger.loading.files import display_path, ledger_files, read_text
from ledger.loading.linking import link
from ledger.loading.records import parse
from ledger.model import Ledger

__all__ = ["load", "load_text"]


def load(paths: Sequence[str], unsaved: Mapping[str, str] | None = None) -> Ledger:
    """Read files, folders of files, and standard input (`-`) as one ledger.

    `unsaved` has the text of some of the files as it would be after a change. What is wrong in one
    record is among the ledger's findings. Raises LedgerError for what makes a file unreadable: it
    does not exist, or is not UTF-8, not YAML, not a mapping, or nested too deep.
    """
    texts = unsaved or {}
    with _without_garbage_collection():
        return link(
            parse(display_path(path), texts[path] if path in texts else read_text(path)) for path in ledger_files(paths)
        )


def load_text(text: str, path: str) -> Ledger:
    """Read one ledger from its text; `path` names it in messages. Raises LedgerError as `load` does."""
    with _without_garbage_collection():
        return link([parse(path, text)])


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Keep the cyclic collector out: it would spend a third of the time on values without cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
