"""Claims as flat rows: one for each claim and source that it cites, with every field."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Source

Value = str | int | Decimal | tuple[str, ...]

_CLAIM = [field.name for field in CLAIM_FIELDS if field.name != "source"]
_SOURCE = [field.name for field in SOURCE_FIELDS]
_CITATION = [field.name for field in CITATION_FIELDS]
_READ = ("low", "high", "unit", "per", "bound")
_AT = _CLAIM.index("figure") + 1
COLUMNS = (*_CLAIM[:_AT], *_READ, *_CLAIM[_AT:], "source", *_SOURCE, *_CITATION, "sourced", "path", "line")
TABLE_COLUMNS = (*COLUMNS, "revision")
# The columns that no field of a ledger is behind, and a signature, which nobody gives in a table.
COMPUTED = (*_READ, "checked", "sourced", "path", "line", "revision")
OF_RECORDS = tuple(name for name in COLUMNS if name not in COMPUTED)
UNSOURCED = "`sourced` is none"  # where a claim without a source is
_LOST = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffd\ufffe\uffff]")
_NO_SOURCE = Citation(Source(type=""))


def rows(claims: Iterable[Claim]) -> Iterator[dict[str, Value]]:
    """A row for each citation of each claim, in the order of COLUMNS; a claim without one has one row.

    `source` is the key that the claim cites, "" for a source written in the claim; `sourced` is
    full, part or none; low, high, unit, per and bound are the figure read as a number. A quote that
    belongs to none of several sources is in the row of each.
    """
    for claim in claims:
        own: dict[str, Value] = {name: getattr(claim, name) for name in _CLAIM[:_AT]}
        own |= figure_columns(claim)
        own |= {name: getattr(claim, name) for name in _CLAIM[_AT:]}
        own["retracted"] = claim.withdrawn
        own["waive"] = tuple(map(str, claim.waive))
        own["checked"] = str(claim.checked or "")
        sourced = claim.sourcing.name.lower()
        for citation in claim.citations or (_NO_SOURCE,):
            source = citation.source
            row = own | {"source": source.key}
            for name in _SOURCE:
                row[name] = getattr(source, name)
            row["quote"] = citation.quote or claim.loose_quote
            row["locator"] = citation.locator or claim.loose_locator
            row["sourced"] = sourced
            row["path"] = claim.place.path
            row["line"] = claim.place.line
            yield row


def table_rows(claims: Iterable[Claim]) -> Iterator[tuple[Claim, dict[str, Value]]]:
    """The rows of the tables for people, in the order of TABLE_COLUMNS, each with its claim."""
    for claim in claims:
        for row in rows([claim]):
            yield claim, row | {"revision": revision({name: as_cell(value) for name, value in row.items()})}


def as_cell(value: Value) -> str:
    """A value as the text of a cell; several names are separated by `; `."""
    if isinstance(value, tuple):
        return "; ".join(name.replace("\\", "\\\\").replace(";", "\\;") for name in value)
    if isinstance(value, bool):
        return "true" if value else ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def revision(cells: Mapping[str, str]) -> str:
    """A checksum of the fields in a row, by which an edit is told from a change of the ledger since.

    It begins with a letter that no number has, so that no spreadsheet takes it for one.
    """
    fields = [f"{name}={as_kept(cells[name])}" for name in OF_RECORDS if cells.get(name)]
    return "r" + hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def as_kept(cell: str) -> str:
    """A cell as spreadsheets keep it: with LF line ends, without tabs, and without characters that XML cannot hold."""
    return _LOST.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))


def figure_columns(claim: Claim) -> dict[str, Value]:
    """The figure as a number: both ends of its range, unit, rate and bound; "" if it cannot be read."""
    from ledger.figures import read  # slow to import, and not needed where formats are only listed

    figure = read(claim.figure, claim.metric)
    if figure is None:
        return dict.fromkeys(_READ, "")
    return {"low": figure.low, "high": figure.high, "unit": figure.unit, "per": figure.per, "bound": figure.bound.value}
