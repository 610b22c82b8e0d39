"""From YAML files to a Ledger, with the place of every field; the only user of yaml."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ledger.loading import events, plain
from ledger.loading.events import Entry
from ledger.loading.files import ledger_files, read_text
from ledger.loading.plain import reads_plain
from ledger.loading.records import Builder
from ledger.model import Ledger

__all__ = ["load", "load_text", "reads_plain"]


def load(paths: Sequence[str], unsaved: Mapping[str, str] | None = None) -> Ledger:
    """Read files, and folders of files, as one ledger; `unsaved` has the text of some of them as it would be.

    What is wrong in one record is among the ledger's problems. Raises LedgerError for what
    makes a file unreadable: no file, no text in UTF-8, no YAML, no mapping, nested beyond reason.
    """
    files = ledger_files(paths)
    texts = unsaved or {}
    return _built(lambda: ((path, texts[path] if path in texts else read_text(path)) for path in files))


def load_text(text: str, path: str) -> Ledger:
    """Read one ledger from its text; `path` names it in messages. Raises LedgerError as `load` does."""
    return _built(lambda: [(path, text)])


def _built(files: Callable[[], Iterable[tuple[str, str]]]) -> Ledger:
    with _no_cycles_to_collect():
        try:
            return _read(files(), plain.entries)
        except plain.Irregular:
            return _read(files(), events.entries)


def _read(files: Iterable[tuple[str, str]], entries: Callable[[str, str], Iterator[Entry]]) -> Ledger:
    builder = Builder()
    for path, text in files:
        events.check_characters(path, text)
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
