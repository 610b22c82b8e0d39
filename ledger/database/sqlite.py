"""Write a ledger as an SQLite database: for colleagues, Datasette, and programs that speak SQL."""

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ledger.database.rows import Row, rows
from ledger.database.tables import APPLICATION, INDEXES, LEDGER, TABLES, VERSION, VIEWS, meanings
from ledger.errors import LedgerError
from ledger.model import Claim


def write(path: str, claims: Sequence[Claim], heading: str) -> None:
    """Write a database into an empty file: a table for each of TABLES, the views, and what they mean in `_columns`.

    Raises LedgerError if it cannot be written.
    """
    try:
        connection = sqlite3.connect(path)
        try:
            _fill(connection, claims, heading)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise LedgerError(f"the database cannot be written: {error}") from None


def _fill(connection: sqlite3.Connection, claims: Sequence[Claim], heading: str) -> None:
    # The file is new, and gets its name only when it is whole: no journal is needed.
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        f"application_id = {APPLICATION}",
        f"user_version = {VERSION}",
    ):
        connection.execute(f"PRAGMA {setting}")
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column.name} {column.type}' for column in columns)})")
    for table, made in rows(claims):
        _insert(connection, table, map(_with_floats, made) if table == "claim" else made)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("CREATE TABLE _columns (table_name TEXT, column_name TEXT, meaning TEXT)")
    connection.executemany("INSERT INTO _columns VALUES (?, ?, ?)", meanings())
    connection.execute(LEDGER)
    connection.execute("INSERT INTO _ledger VALUES (?, ?, ?)", (VERSION, len(claims), heading))
    for name, (_, query) in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _with_floats(row: Row) -> Row:
    """A row with its numbers as SQLite holds them."""
    return tuple(float(value) if type(value) is Decimal else value for value in row)


def _insert(connection: sqlite3.Connection, table: str, made: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(TABLES[table]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", made)
