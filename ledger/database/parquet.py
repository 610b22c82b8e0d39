"""Write the claims of a ledger as Parquet, for DuckDB, Spark, Trino, BigQuery, ClickHouse and pandas."""

import os
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from ledger.database.rows import claim_rows
from ledger.database.tables import CLAIM, VERSION
from ledger.errors import LedgerError
from ledger.files.replacing import rename, scratch_lines
from ledger.model import Claim

NAME = "claims.parquet"  # of the file in the folder of each year
_MOST_YEARS = 10_000
_LONGEST = "maximum_object_size = 33_554_432"  # bytes of a claim as JSON
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


def write(path: str, claims: Sequence[Claim], heading: str) -> None:
    """Write all claims into an empty file. Raises LedgerError if it cannot be written."""
    _copy(claims, "SELECT *", path, heading, "USE_TMP_FILE false")


def write_years(folder: str, claims: Sequence[Claim], heading: str) -> None:
    """Write the claims of each year into a folder of its own (`year=2026`), in an empty one, as Hive does.

    The year is that of the last day of which a claim speaks. Raises LedgerError if they cannot be written.
    """
    one_file = "PARTITION_BY (year), FILENAME_PATTERN 'claims', OVERWRITE_OR_IGNORE true"
    _copy(claims, "SELECT *, year(last_day) AS year", folder, heading, one_file)
    for year in os.listdir(folder):
        for name in os.listdir(os.path.join(folder, year)):
            rename(os.path.join(folder, year, name), os.path.join(folder, year, NAME))  # DuckDB has numbered it


def _copy(claims: Sequence[Claim], select: str, path: str, heading: str, options: str) -> None:
    """Write claims as Parquet, with the heading and the version of the layout in the metadata.

    DuckDB takes them from a file of JSON: a table in its memory would need three times as much as the ledger.
    """
    try:
        import duckdb
    except ImportError:
        raise LedgerError("Parquet needs DuckDB: pip install 'fact-ledger[parquet]'") from None
    encode = msgspec.json.Encoder().encode
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items())
    with scratch_lines(path, (encode(row) for row in _rows(claims))) as rows:
        held = f"read_json({_quoted(rows)}, format = 'newline_delimited', columns = {{{columns}}}, {_LONGEST})"
        metadata = f"KV_METADATA {{layout: '{VERSION}', heading: {_quoted(heading)}}}"
        target = f"{_quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20_000, {metadata}, {options})"
        try:
            with duckdb.connect(config={"threads": 1, "partitioned_write_max_open_files": _MOST_YEARS}) as connection:
                connection.execute(f"COPY ({select} FROM {held}) TO {target}")
        except duckdb.Error as error:
            said = str(error).partition("\n")[0]
            raise LedgerError(f"the Parquet file cannot be written: {said}") from None


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


def _quoted(text: str) -> str:
    """A text as a literal of SQL."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
