"""Open a database that was handed over; the only user of psycopg, and of sqlite3 beside the writer."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ledger.database.tables import APPLICATION, SCHEMA
from ledger.errors import LedgerError
from ledger.files.reading import display_address, is_address
from ledger.text import clean

_PATIENCE = 10  # seconds, for a server that does not answer
Query = Callable[[str, Sequence[object]], Iterable[tuple[object, ...]]]


@contextmanager
def connected(address: str) -> Iterator[Query]:
    """A function that asks the database at a path or a URI: SQL with a value for each `?`.

    Raises LedgerError if it cannot be read, or holds no ledger.
    """
    with (_server if is_address(address) else _file)(address) as query:
        yield query


@contextmanager
def _file(path: str) -> Iterator[Query]:
    shown = clean(path)
    try:
        uri = f"{Path(path).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION:
                raise LedgerError(f"{shown}: not a database that ledger export has made")
            yield connection.execute
    except sqlite3.Error as error:
        raise LedgerError(f"{shown}: the database cannot be read: {error}; export it again") from None
    except LedgerError as error:
        raise error if str(error).startswith(shown) else LedgerError(f"{shown}: {error}") from None


@contextmanager
def _server(uri: str) -> Iterator[Query]:
    shown = display_address(uri)
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise LedgerError(f"{shown}: PostgreSQL needs psycopg: pip install 'fact-ledger[postgres]'") from None
    try:
        settings = conninfo_to_dict(uri)
    except psycopg.Error:  # its message may repeat a password
        raise LedgerError(f"{shown}: not an address; write postgresql://USER@HOST:PORT/DATABASE") from None
    try:
        with psycopg.connect(uri, connect_timeout=int(settings.get("connect_timeout") or _PATIENCE)) as connection:
            connection.read_only = True
            if "options" not in settings:
                connection.execute(f"SET search_path TO {SCHEMA}, public")
            yield lambda sql, values: connection.execute(sql.replace("?", "%s"), values)
    except psycopg.errors.UndefinedTable:
        how = "ledger export --format sql -o claims.sql, then psql -f claims.sql"
        raise LedgerError(f"{shown}: no ledger is in this database; hand one over with {how}") from None
    except psycopg.Error as error:
        said = str(error).partition("\n")[0].rstrip(".")
        if secret := settings.get("password"):
            said = said.replace(str(secret), "***")
        raise LedgerError(f"{shown}: {clean(said)}") from None
    except LedgerError as error:
        raise LedgerError(f"{shown}: {error}") from None
