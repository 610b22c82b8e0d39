"""Companies' latest figures on one metric, as CSV or JSON."""

from collections.abc import Iterator, Sequence

from ledger.comparison import UNCERTAIN, WIDE, LatestFigure, rounded
from ledger.exporters import csv_rows, json_rows
from ledger.exporters.rows import Value, figure_columns
from ledger.origins import caveat

_FIGURE = ("company", "metric", "figure", "low", "high", "unit", "per", "bound", "multiple", "as_of", "status")
COLUMNS = (*_FIGURE, "publisher", "date", "url", "id", "caveat", "path", "line")


def as_csv(latest_figures: Sequence[LatestFigure]) -> str:
    """A header and a row for each company."""
    return csv_rows.written(COLUMNS, _rows(latest_figures))


def as_safe_csv(latest_figures: Sequence[LatestFigure]) -> str:
    """Like `as_csv`, for a spreadsheet: no text is a formula."""
    return csv_rows.written(COLUMNS, _rows(latest_figures), safe=True)


def as_json(latest_figures: Sequence[LatestFigure]) -> str:
    """An array of objects, one for each company."""
    return json_rows.array(_rows(latest_figures))


FORMATS = {"csv": as_csv, "json": as_json}


def _rows(latest_figures: Sequence[LatestFigure]) -> Iterator[dict[str, Value]]:
    for latest in latest_figures:
        claim = latest.claim
        source = claim.citations[0].source if claim.citations else None
        multiple = rounded(latest.multiple, "0.001").normalize(WIDE) if latest.multiple is not None else None
        yield {
            "company": ", ".join(claim.company),
            "metric": claim.metric,
            "figure": claim.figure,
            **figure_columns(claim),
            "multiple": "" if multiple is None else multiple,
            "as_of": claim.time,
            "status": claim.status,
            "publisher": source.publisher if source else "",
            "date": source.date if source else "",
            "url": source.url if source else "",
            "id": claim.id,
            "caveat": "; ".join(part for part in (caveat(claim), UNCERTAIN if latest.uncertain else "") if part),
            "path": claim.place.path,
            "line": claim.place.line,
        }
