"""Write the claims of a ledger as Parquet, for DuckDB, Spark, Trino, BigQuery, ClickHouse and pandas."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from ledger.database.rows import claim_rows
from ledger.database.tables import CLAIM, VERSION
from ledger.errors import LedgerError
from ledger.files.replacing import make_folder
from ledger.model import Claim

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NAME = "claims.parquet"  # of the file in the folder of each year
_BATCH = 5_000  # rows
_DECIMAL = "DECIMAL(38, 15)"  # picoseconds and zettabytes
_FINEST, _LARGEST = Decimal("1e-15"), Decimal("1e23")
_TYPES = {"INTEGER": "BIGINT", "NUMERIC": _DECIMAL, "TEXT": "VARCHAR", "DATE": "DATE"}
# Where Parquet has a type of its own for what the table `claim` holds.
_OWN = dict.fromkeys(("company", "mentions", "tags"), "VARCHAR[]") | dict.fromkeys(
    ("superseded", "unreviewed"), "BOOLEAN"
)
COLUMNS = {column.name: _OWN.get(column.name) or _TYPES[column.type.split()[0]] for column in CLAIM}
COLUMNS |= {"publisher": "VARCHAR[]", "url": "VARCHAR[]"}
del COLUMNS["folded"]
# How Hive names the folder of rows without a value, and all that follow it.
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


def write(path: str, claims: Sequence[Claim], heading: str) -> None:
    """Write all claims into an empty file. Raises LedgerError if it cannot be written."""
    with _table(claims) as connection:
        _copy(connection, "TRUE", path, heading)


def write_years(folder: str, claims: Sequence[Claim], heading: str) -> None:
    """Write the claims of each year into a folder of its own (`year=2026`), in an empty one.

    The year is that of the last day of which a claim speaks. Raises LedgerError if they cannot be written.
    """
    with _table(claims) as connection:
        years = connection.execute("SELECT DISTINCT year(last_day) FROM claim ORDER BY 1").fetchall()
        for (year,) in years:
            inner = os.path.join(folder, f"year={_NO_YEAR if year is None else year}")
            make_folder(inner)
            where = "last_day IS NULL" if year is None else f"year(last_day) = {year}"
            _copy(connection, where, os.path.join(inner, NAME), heading)


@contextmanager
def _table(claims: Sequence[Claim]) -> Iterator["DuckDBPyConnection"]:
    """A database in memory with the rows in its table `claim`."""
    try:
        import duckdb
    except ImportError:
        raise LedgerError("Parquet needs DuckDB: pip install 'fact-ledger[parquet]'") from None
    try:
        with duckdb.connect() as connection:
            columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
            connection.execute(f"CREATE TABLE claim ({columns})")
            insert = f"INSERT INTO claim SELECT {', '.join(f'unnest(?::{kind}[])' for kind in COLUMNS.values())}"
            rows = _rows(claims)
            while batch := list(islice(rows, _BATCH)):
                connection.execute(insert, [[row[name] for row in batch] for name in COLUMNS])
            yield connection
    except duckdb.Error as error:
        raise LedgerError(f"the Parquet file cannot be written: {str(error).partition(chr(10))[0]}") from None


def _rows(claims: Sequence[Claim]) -> Iterator[dict[str, object]]:
    names = [column.name for column in CLAIM]
    for claim, row in zip(claims, claim_rows(claims), strict=True):
        sources = [cited.source for cited in claim.citations]
        exact = (_exact(value) if isinstance(value, Decimal) else value for value in row)
        yield dict(zip(names, exact, strict=True)) | {
            "company": claim.company,
            "mentions": claim.mentions,
            "tags": claim.tags,
            "publisher": [source.publisher for source in sources if source.publisher],
            "url": [source.url for source in sources if source.url],
        }


def _exact(number: Decimal) -> str | None:
    """A number as the column of decimals holds it; None if it would be another one there."""
    fits = abs(number) < _LARGEST and number % _FINEST == 0
    return f"{number:f}" if fits else None


def _copy(connection: "DuckDBPyConnection", where: str, path: str, heading: str) -> None:
    """Write rows to a file, with the heading and the version of the layout in its metadata."""
    options = (
        "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, "
        f"KV_METADATA {{layout: '{VERSION}', heading: {_quoted(heading)}}}"
    )
    connection.execute(f"COPY (SELECT * FROM claim WHERE {where} ORDER BY number) TO {_quoted(path)} ({options})")


def _quoted(text: str) -> str:
    """A text as a literal of SQL."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
