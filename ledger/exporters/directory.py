"""Names and sources of a ledger, with the number of claims for each, as CSV, JSON and JSON Lines."""

from collections.abc import Mapping, Sequence

from ledger.directory import CitedSource, Entry
from ledger.exporters import csv_rows, json_rows
from ledger.exporters.rows import Value

FORMATS = ("csv", "json", "jsonl")
_OF_NAMES = ("name", "claims", "latest", "other_names")
_OF_SOURCES = ("source", "claims", "date", "publisher", "author", "title", "url", "path", "line")


def names(entries: Sequence[Entry], format: str, *, safe: bool = False) -> str:
    """A row for each name, in one of FORMATS."""
    rows: list[Mapping[str, Value]] = [dict(zip(_OF_NAMES, entry, strict=True)) for entry in entries]
    return _written(_OF_NAMES, rows, format, safe=safe)


def sources(cited: Sequence[CitedSource], format: str, *, safe: bool = False) -> str:
    """A row for each source, in one of FORMATS."""
    rows: list[Mapping[str, Value]] = [
        {
            "source": source.key,
            "claims": claims,
            **{name: getattr(source, name) for name in _OF_SOURCES[2:-2]},
            "path": source.place.path,
            "line": source.place.line,
        }
        for source, claims in cited
    ]
    return _written(_OF_SOURCES, rows, format, safe=safe)


def _written(columns: Sequence[str], rows: Sequence[Mapping[str, Value]], format: str, *, safe: bool) -> str:
    if format == "csv":
        return csv_rows.written(columns, rows, safe=safe)
    if format == "json":
        return json_rows.array(rows)
    return "".join(f"{json_rows.dumped(row)}\n" for row in rows)
