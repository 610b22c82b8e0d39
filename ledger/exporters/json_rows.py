"""Rows as a JSON array (RFC 8259), or as JSON Lines; control characters are escaped."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.exporters.format import Format
from ledger.exporters.rows import UNSOURCED, Value, rows
from ledger.model import Claim

# Escaped in addition to what JSON requires: DEL, C1, bidirectional overrides, line separators.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def export(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """An array of objects, one a line, for each claim and source."""
    return array(rows(claims))


def export_lines(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """One object a line for each claim and source."""
    return "".join(f"{dumped(row)}\n" for row in rows(claims))


def array(rows: Iterable[Mapping[str, Value]]) -> str:
    """A JSON array of the rows, one a line."""
    return "[" + ",".join(f"\n{dumped(row)}" for row in rows) + "\n]\n"


def dumped(row: Mapping[str, object], *, spaced: bool = True) -> str:
    """One row as a JSON object on one line; letters of all languages are unescaped."""
    text = json.dumps(row, ensure_ascii=False, default=_number, separators=None if spaced else (",", ":"))
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _number(value: Decimal) -> int | float | str:
    """A JSON number if that is exact, else a string of its digits."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")


FORMAT = Format("json", (".json",), {"": export}, UNSOURCED)
LINES = Format("jsonl", (".jsonl", ".ndjson"), {"": export_lines}, UNSOURCED)
