"""`ledger export -o claims.parquet`, and folders of them, as DuckDB reads them."""

import datetime
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import LedgerAt, Run
from random_ledgers import generated

from ledger.database import sqlite
from ledger.database.connecting import connected
from ledger.database.parquet import write, write_years
from ledger.database.tables import VIEWS
from ledger.errors import LedgerError
from ledger.files import replacing
from ledger.loading import load_text

LEDGER = """
heading: The desk's figures
claims:
  - {id: car, company: [Acme, Bolt], claim: It goes far., metric: range, figure: 400.5 km, as_of: 2025-03,
     tags: [a, b], publisher: FT, url: "https://ft.com/1"}
  - {id: atom, company: Acme, claim: It is small., figure: 3 nanometres, as_of: 2024}
  - {id: huge, company: Acme, claim: It is huge., figure: "$123,456,789,123,456,789,123,456,789", as_of: 2024}
  - {claim: Nobody knows when., figure: a lot, retracted: Wrong.}
"""


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def test_figures_are_decimals_times_are_dates_and_names_are_lists(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    done = run("export", "-o", "claims.parquet")
    assert done.stderr.startswith("4 of 4 claims\n")
    columns = "company, tags, publisher, url, low, base_low, unit, first_day, last_day, superseded"
    (car,) = rows(f"SELECT {columns} FROM '{tmp_path}/claims.parquet' WHERE id = 'car'")
    assert car == (
        *(["Acme", "Bolt"], ["a", "b"], ["FT"], ["https://ft.com/1"]),
        *(Decimal("400.5"), Decimal(400500), "kilometre"),
        *(datetime.date(2025, 3, 1), datetime.date(2025, 3, 31), False),
    )
    kept = rows(f"SELECT id, base_low, last_day IS NULL, retracted FROM '{tmp_path}/claims.parquet' OFFSET 1")
    assert kept == [("atom", Decimal("3e-9"), False, ""), ("huge", None, False, ""), ("", None, True, "Wrong.")]
    metadata = rows(f"SELECT key, value FROM parquet_kv_metadata('{tmp_path}/claims.parquet')")
    assert (b"heading", b"The desk's figures") in metadata


def test_desks_hand_over_into_one_folder_that_is_read_as_one_table(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    for desk in ("archive/desk=economy/", "archive/desk=it's sport"):
        done = run("export", "--format", "parquet", "-o", desk)
        assert done.returncode == 0, done.stderr
    every = f"read_parquet('{tmp_path}/archive/*/*/*.parquet', hive_partitioning = true)"
    counts = rows(f"SELECT desk, year, count(*) FROM {every} GROUP BY ALL ORDER BY ALL")
    assert counts == [
        (desk, year, number) for desk in ("economy", "it's sport") for year, number in ((2024, 2), (2025, 1), (None, 1))
    ]


def test_a_folder_is_replaced_only_if_asked_and_leaves_no_old_year(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    command = ["export", "--format", "parquet", "-o", "out/"]
    run(*command)
    assert "out/ has files; choose another folder, or replace it with --force" in run(*command).stderr
    assert run(*command, "--force", "--company", "bolt").returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["year=2025"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.yaml", "out"]
    (tmp_path / "out" / "mine.txt").write_text("mine")
    done = run(*command, "--force")
    assert done.returncode == 2
    assert "out/ has other files, such as mine.txt" in done.stderr
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def writing(text: str) -> Callable[[str], None]:
    def fill(folder: str) -> None:
        Path(folder, "a.txt").write_text(text)

    return fill


@pytest.mark.parametrize("at_once", [True, False])
def test_a_file_that_somebody_puts_there_in_the_meantime_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    folder = tmp_path / "out"
    own = re.compile(r"a\.txt")
    replacing.create_folder(str(folder), writing("old"), own, force=False)
    if not at_once:  # as where the system cannot exchange two names
        monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)

    def fill(new: str) -> None:
        Path(new, "a.txt").write_text("new")
        (folder / "mine.txt").write_text("mine")

    with pytest.raises(LedgerError, match=r"has other files, such as mine\.txt"):
        replacing.create_folder(str(folder), fill, own, force=True)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a.txt": "old", "mine.txt": "mine"}
    (folder / "mine.txt").unlink()
    replacing.create_folder(str(folder), writing("new"), own, force=True)
    assert (folder / "a.txt").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
@pytest.mark.parametrize("output", ["claims.parquet", "out/"])
def test_a_full_disk_leaves_what_was_there(ledger_at: LedgerAt, run: Run, tmp_path: Path, output: str) -> None:
    ledger_at(generated(300))
    assert run("export", "--format", "parquet", "-o", output).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "export", "--format", "parquet", "-o", output, "--force"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)),
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written: " in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_without_duckdb_it_is_said_how_to_get_it(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("export", "-o", "claims.parquet")
    assert done.stderr.endswith("Parquet needs DuckDB: pip install 'fact-ledger[parquet]'\n")
    assert not (tmp_path / "claims.parquet").exists()


@pytest.mark.slow
def test_the_views_count_the_same_rows_by_company_metric_and_year_on_parquet_as_on_sqlite(tmp_path: Path) -> None:
    ledger = load_text(generated(3_000), "claims.yaml")
    write(str(tmp_path / "claims.parquet"), ledger.claims, ledger.heading)
    (tmp_path / "years").mkdir()
    write_years(str(tmp_path / "years"), ledger.claims, ledger.heading)
    sqlite.write(str(tmp_path / "claims.sqlite"), ledger.claims, ledger.heading)
    for place in ("claims.parquet", "years/*/claims.parquet"):
        with duckdb.connect() as connection:
            connection.execute(
                "CREATE VIEW claim AS SELECT * REPLACE (array_to_string(company, '; ') AS company)"
                f" FROM read_parquet('{tmp_path / place}')"
            )
            for view in ("latest", "conflicts"):
                connection.execute(f"CREATE VIEW {view} AS {VIEWS[view][1]}")
                query = f"SELECT company, metric, substr(CAST(last_day AS TEXT), 1, 4), count(*) FROM {view}"
                query += " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
                with connected(str(tmp_path / "claims.sqlite")) as ask:
                    expected = list(ask(query, ()))
                assert len(expected) > 1
                assert connection.execute(query).fetchall() == expected
