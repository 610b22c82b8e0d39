"""Rows as one JSON array (RFC 8259); what could steer a terminal is escaped."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.exporters.rows import Value, rows
from ledger.model import Claim

# Beyond what JSON itself escapes: DEL, C1, bidirectional overrides, line separators.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def export(claims: Sequence[Claim], heading: str = "") -> str:
    """An array of objects, one on a line."""
    return array(rows(claims))


def array(rows: Iterable[Mapping[str, Value]]) -> str:
    """A JSON array of the rows, one on a line."""
    return "[" + ",".join(f"\n{dumped(row)}" for row in rows) + "\n]\n"


def dumped(row: Mapping[str, object]) -> str:
    """One row as a JSON object on one line, readable as it is in any language."""
    text = json.dumps(row, ensure_ascii=False, default=_number)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _number(value: Decimal) -> int | float | str:
    """A number as JSON has them, where that loses nothing; else its digits as a text."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")
