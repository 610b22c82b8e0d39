"""The export formats, one module each, in the order in which they are listed."""

import os
from collections.abc import Container

from ledger.exporters import (
    bibtex,
    csl_json,
    csv_rows,
    html_fragment,
    json_rows,
    markdown,
    page,
    parquet,
    postgresql,
    sqlite,
    wikitext,
    workbook,
)
from ledger.exporters.format import Format

# The data formats, with every field.
ROWS = {format.name: format for format in (csv_rows.FORMAT, json_rows.FORMAT, json_rows.LINES)}

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        markdown.FORMAT,
        page.FORMAT,
        html_fragment.FORMAT,
        wikitext.FORMAT,
        csl_json.FORMAT,
        bibtex.FORMAT,
        *ROWS.values(),
        workbook.FORMAT,
        sqlite.FORMAT,
        postgresql.FORMAT,
        parquet.FORMAT,
    )
}


def format_of(path: str, among: Container[str] = FORMATS) -> str:
    """The name of the format that the ending of a file name means; "" if it means none of these."""
    ending = os.path.splitext(path)[1].lower()
    return next((name for name, format in FORMATS.items() if name in among and ending in format.endings), "")
