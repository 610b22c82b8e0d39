"""Print what a hand-over to SQLite costs, and look-ups among many claims there: `python -m benchmarks.scale [CLAIMS]`.

A ledger is generated and handed over, then multiplied by ten inside SQLite. Times are those of whole processes, as
multiples of a `ledger show` of the YAML file without the cache.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.generate import ledger
from ledger.database.tables import TABLES

_TIMES = 10
_LOOKUPS = {
    "by company": ["show", "--company", "company 31 4"],
    "by words": ["show", "--match", "company values money"],
    "by a range of figures": ["show", "--min", "$998.5bn"],
    "the latest of a metric": ["compare", "valuation", "--company", "company 31 4"],
}


def _seconds(*arguments: str | Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "ledger", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LEDGER_CACHE": "off"})
    return time.perf_counter() - started


def multiply(path: Path, claims: int) -> None:
    """Copy the claims of a database nine times, with companies and ids of their own."""
    own = {
        "claim": {"number": "number + {n}", "id": "id || '-{k}'", "company": "company || ' {k}'"},
        "citation": {"claim": "claim + {n}"},
        "name": {"claim": "claim + {n}", "name": "CASE kind WHEN 'company' THEN name || ' {k}' ELSE name END"},
    }
    with closing(sqlite3.connect(path)) as connection:
        for k in range(1, _TIMES):
            for table, changed in own.items():
                columns = [column.name for column in TABLES[table]]
                values = ", ".join(changed.get(name, name).format(k=k, n=k * claims) for name in columns)
                key = "number" if table == "claim" else "claim"
                connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {key} <= {claims}")
        connection.execute("UPDATE _ledger SET claims = claims * ?", (_TIMES,))
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        yaml, database = Path(folder, "claims.yaml"), Path(folder, "claims.sqlite")
        yaml.write_text(ledger(claims), encoding="utf-8")
        unit = _seconds("show", "--company", "company 31", "--file", yaml)
        cost = _seconds("export", "--file", yaml, "-o", database) / unit
        size = database.stat().st_size / yaml.stat().st_size
        print(f"{claims:,} claims handed over: {cost:.1f} times a show, {size:.1f} times as large")
        multiply(database, claims)
        print(f"asked of {claims * _TIMES:,} claims in SQLite, as a part of that show:")
        for name, command in _LOOKUPS.items():
            print(f"  {name}: {_seconds(*command, '--file', database) / unit:.2f}")


if __name__ == "__main__":
    main()
