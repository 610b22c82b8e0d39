"""Which copy a source was checked against, as fields of its record."""

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from ledger.evidence.verifying import SourceCopy
from ledger.places import Place
from ledger.text import clean


class NewValues(NamedTuple):
    """New values of fields by the records that get them, and what the user should know."""

    values: dict[Place, dict[str, Any]]
    notes: list[str]


def records_of(copies: Iterable[SourceCopy]) -> NewValues:
    """The fields that name the copies of sources: what is recorded already is never replaced."""
    values: dict[Place, dict[str, Any]] = {}
    notes: list[str] = []
    for source, record, copy in copies:
        place = record.place
        name = os.path.relpath(copy.path, os.path.dirname(place.path) or ".").replace(os.sep, "/")
        shown = f"{clean(source.key or str(place))}: "
        if name.startswith("../"):
            notes.append(f"{shown}{clean(copy.path)} is not beside {clean(place.path)}, and is not recorded")
        elif not source.copy or not source.copy_sha256:
            if source.copy and source.copy != name:
                notes.append(f"{shown}names {clean(source.copy)}; {clean(name)} is not recorded in its place")
                continue
            values[place] = {"accessed": copy.saved, "copy": name, "copy_sha256": copy.sha256}
        elif source.copy != name:
            notes.append(f"{shown}{clean(name)} is newer than {clean(source.copy)}, which stays recorded")
        elif source.copy_sha256.strip().lower() != copy.sha256:
            notes.append(f"{shown}{clean(name)} has changed since it was recorded")
    return NewValues(values, notes)


def to_ignore(copies: Iterable[SourceCopy]) -> dict[str, list[str]]:
    """The lines for a .gitignore in each folder that keep copies of confidential sources out of git (gitignore(5))."""
    lines: dict[str, list[str]] = {}
    for source, record, copy in copies:
        folder = os.path.dirname(record.place.path)
        name = os.path.relpath(copy.path, folder or ".").replace(os.sep, "/")
        if source.confidential and not name.startswith("../"):
            escaped = "".join(f"\\{char}" if char in "\\*?[ " else char for char in name)
            lines.setdefault(folder, []).append(f"/{escaped}")
    return lines
