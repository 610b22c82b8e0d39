"""Which saved copies are of which source."""

import datetime
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from ledger import urls
from ledger.errors import InvalidValueError, LedgerError
from ledger.evidence.reading import MOST_BYTES, PICTURES, Copy, is_copy, read_copy
from ledger.evidence.words import Words
from ledger.files.reading import beside, read_regular
from ledger.model import Claim, Source
from ledger.text import clean

FOLDER = "evidence"
_DEEPEST = 4  # folders within folders
_MOST_TEXT = 5_000_000  # characters


class SavedCopy:
    """A file in a folder of copies, which is read when it is needed."""

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The name of the file without its endings."""
        return PurePath(self.path).name.split(".")[0] if self.path.endswith(".gz") else PurePath(self.path).stem

    @property
    def is_picture(self) -> bool:
        return PurePath(self.path).suffix.lower() in PICTURES

    @cached_property
    def _read(self) -> tuple[Copy | None, str]:
        if self.is_picture:
            return None, "a picture: kept, not read"
        try:
            return read_copy(self.path, read_regular(self.path, MOST_BYTES)), ""
        except LedgerError as error:
            return None, str(error).removeprefix(f"{clean(self.path)}: ")

    @property
    def copy(self) -> Copy | None:
        """What it says; None if it cannot be read."""
        return self._read[0]

    @property
    def problem(self) -> str:
        """Why it cannot be read; "" if it can."""
        if self._read[1]:
            return self._read[1]
        if self.copy and len(self.copy.text) > _MOST_TEXT:
            return f"more than {_MOST_TEXT // 10**6} million characters of text"
        return "" if self.words.keys else "no text in it"

    @cached_property
    def sha256(self) -> str:
        """The checksum of its bytes. Raises LedgerError if it cannot be read."""
        return hashlib.sha256(read_regular(self.path, MOST_BYTES)).hexdigest()

    @cached_property
    def words(self) -> Words:
        return Words(self.copy.text if self.copy else "")

    @cached_property
    def documents(self) -> frozenset[str]:
        """The keys of the documents whose addresses it carries."""
        return frozenset(filter(None, map(_document, self.copy.addresses if self.copy else ())))

    @cached_property
    def saved(self) -> str:
        """The day on which it was saved, as it says, else the day of the file's last change."""
        if self.copy and self.copy.saved:
            return self.copy.saved
        return datetime.datetime.fromtimestamp(os.stat(self.path).st_mtime, datetime.UTC).date().isoformat()


class SourceCopies(NamedTuple):
    """The copies of a source: the newest one, and the others."""

    newest: SavedCopy
    others: Sequence[SavedCopy] = ()


class Evidence:
    """The copies in a folder."""

    def __init__(self, folder: str) -> None:
        self.problems: list[str] = []  # what was passed over, and why
        self._matched: set[SavedCopy] = set()
        self.files = [SavedCopy(path) for path in self._paths(folder, 0)]
        self._by_name: dict[str, list[SavedCopy]] = {}
        for file in self.files:
            self._by_name.setdefault(file.name.casefold(), []).append(file)

    def _paths(self, folder: str, depth: int) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            self.problems.append(f"{clean(folder)}: cannot be read: {error.strerror}")
            return
        for entry in entries:
            ending = PurePath(entry.name).suffix.lower()
            if entry.name.startswith(".") or not (entry.is_dir() or is_copy(entry.name) or ending in PICTURES):
                continue
            if entry.is_symlink() and not _is_within(entry.path, folder):
                self.problems.append(f"{clean(entry.path)}: a link out of the folder; put the copy itself there")
            elif not entry.is_dir():
                if stat.S_ISREG(entry.stat().st_mode):
                    yield entry.path
                else:
                    self.problems.append(f"{clean(entry.path)}: not a regular file")
            elif depth < _DEEPEST and not entry.name.endswith(("_files", ".files")):  # what a page needs to be shown
                yield from self._paths(entry.path, depth + 1)

    @cached_property
    def _by_document(self) -> dict[str, list[SavedCopy]]:
        found: dict[str, list[SavedCopy]] = {}
        for file in self.files:
            for document in file.documents:
                found.setdefault(document, []).append(file)
        return found

    def of(self, source: Source, claim: Claim) -> SourceCopies | None:
        """The copies of a source that a claim cites, the newest first; None if there are none.

        They are those with its address, else those with its key as their name, else the one that it names itself. A
        source that is written in a claim has the claim's id as its key.
        """
        keys = filter(None, (_document(source.url), _document(source.archive_url)))
        found = [copy for key in keys for copy in self._by_document.get(key, ())]
        if not found:
            found = self._by_name.get((source.key or claim.id).casefold(), [])
        if not found and (path := recorded_path(source, claim)) and os.path.exists(path):
            found = [SavedCopy(path)]
        self._matched.update(found)
        found = sorted(dict.fromkeys(found), key=lambda copy: (copy.copy is not None, copy.saved), reverse=True)
        return SourceCopies(found[0], found[1:]) if found else None

    def unmatched(self) -> list[SavedCopy]:
        """The copies that were of no source so far."""
        return [file for file in self.files if file not in self._matched]


def recorded_path(source: Source, claim: Claim) -> str:
    """The copy that a source names; "" if it names none, or one outside of the folder of its file."""
    place = source.place if source.key else claim.place
    return beside(place.path, source.copy) if source.copy else ""


def _document(url: str) -> str:
    """The key of the document at an address; "" if that is not one."""
    try:
        urls.check(url)
    except InvalidValueError:
        return ""
    return urls.document(url)


def _is_within(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)
