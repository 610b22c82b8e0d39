"""Write a ledger as a script for psql, which makes the same tables and views in PostgreSQL.

What speaks its protocol takes it too: Citus, Aurora, CockroachDB. The format of the rows is COPY's text format
(https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ledger.database.rows import Row, rows
from ledger.database.tables import INDEXES, LEDGER, SCHEMA, TABLES, VERSION, VIEWS, meanings
from ledger.files.replacing import write_lines
from ledger.model import Claim

_TYPES = {"INTEGER": "bigint", "NUMERIC": "numeric", "TEXT": 'text COLLATE "C"', "DATE": "date"}
_REFERENCE = re.compile(r" REFERENCES .*")
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_COLUMNS = "CREATE TABLE _columns (table_name text, column_name text, meaning text)"


def write(path: str, claims: Sequence[Claim], heading: str) -> None:
    """Write the script into an empty file; it replaces what an earlier one has made. Raises OSError."""
    write_lines(path, _script(claims, heading))


def _script(claims: Sequence[Claim], heading: str) -> Iterator[str]:
    yield "-- A ledger as tables, for psql -f; -v schema=NAME puts them into another schema."
    yield from (r"\set ON_ERROR_STOP on", r"\if :{?schema}", r"\else", rf"\set schema {SCHEMA}", r"\endif")
    yield "SET client_encoding TO 'UTF8';"
    yield "SET client_min_messages TO warning;"
    yield "BEGIN;"
    yield 'CREATE SCHEMA IF NOT EXISTS :"schema";'
    yield 'SET search_path TO :"schema";'
    yield f"DROP VIEW IF EXISTS {', '.join(VIEWS)};"
    yield f"DROP TABLE IF EXISTS {', '.join([*reversed(TABLES), '_columns', '_ledger'])};"
    for table, columns in TABLES.items():
        yield f"CREATE TABLE {table} ({', '.join(f'{column.name} {_type(column.type)}' for column in columns)});"
    for table, made in rows(claims):
        yield from _copied(table, made)
    yield f"{_COLUMNS};"
    yield from _copied("_columns", meanings())
    yield f"{LEDGER};"
    yield from _copied("_ledger", [(VERSION, len(claims), heading)])
    yield from (f"{index};" for index in INDEXES)
    for table, columns in TABLES.items():
        for column in columns:
            if found := _REFERENCE.search(column.type):
                yield f"ALTER TABLE {table} ADD FOREIGN KEY ({column.name}){found[0]};"
    for name, (_, query) in VIEWS.items():
        yield f"CREATE VIEW {name} AS {query.replace('group_concat', 'string_agg')};"
    yield "COMMIT;"
    yield f"ANALYZE {', '.join(TABLES)};"


def _type(stated: str) -> str:
    """The type of a column in PostgreSQL; what it refers to is said when the rows are there."""
    kind, _, rest = _REFERENCE.sub("", stated).partition(" ")
    return f"{_TYPES[kind]} {rest}".rstrip()


def _copied(table: str, made: Iterable[Row]) -> Iterator[str]:
    yield f"COPY {table} FROM STDIN;"
    yield from ("\t".join(map(_field, row)) for row in made)
    yield r"\."


def _field(value: object) -> str:
    return r"\N" if value is None else str(value).translate(_ESCAPES)
