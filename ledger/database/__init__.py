"""A ledger as tables of a database; the only user of sqlite3."""
