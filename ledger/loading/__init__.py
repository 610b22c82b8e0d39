"""From YAML files to a Ledger, with the place of every field; the only user of yaml."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from ledger.files.reading import STDIN, display_path, read_text
from ledger.loading import cache
from ledger.loading.files import ledger_files
from ledger.loading.linking import link
from ledger.loading.parsed import ParsedFile
from ledger.model import Ledger

__all__ = ["load", "load_text", "load_texts"]


def load(paths: Sequence[str], unsaved: Mapping[str, str] | None = None) -> Ledger:
    """Read files, folders of files, and standard input (`-`) as one ledger.

    `unsaved` has the text of some of the files as it would be after a change. What is wrong in one
    record is among the ledger's findings. Raises LedgerError for what makes a file unreadable: it
    does not exist, or is not UTF-8, not YAML, not a mapping, or nested too deep.
    """
    texts = unsaved or {}
    with _without_garbage_collection():
        return link(_parsed(path, texts.get(path)) for path in ledger_files(paths))


def load_text(text: str, path: str) -> Ledger:
    """Read one ledger from its text; `path` names it in messages. Raises LedgerError as `load` does."""
    with _without_garbage_collection():
        return link([_parse(path, text)])


def load_texts(texts: Mapping[str, str]) -> Ledger:
    """Read one ledger from the texts of its files, by their paths. Raises LedgerError as `load` does."""
    with _without_garbage_collection():
        return link([_parse(display_path(path), text) for path, text in texts.items()])


def _parsed(path: str, text: str | None) -> ParsedFile:
    """One file in parsed form: from its text if that is given, else from the cache, else from the file."""
    shown = display_path(path)
    if text is not None or path == STDIN:
        return _parse(shown, read_text(path) if text is None else text)
    before = cache.state_of(path)
    if before and (kept := cache.read(before, shown)):
        return kept
    parsed = _parse(shown, read_text(path))
    if before:
        cache.write(before, parsed)
    return parsed


def _parse(path: str, text: str) -> ParsedFile:
    from ledger.loading.records import parse  # not needed for files in the cache; loads yaml

    return parse(path, text)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Keep the cyclic collector from values that have no cycles, now and later: it takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
