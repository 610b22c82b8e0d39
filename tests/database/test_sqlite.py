"""`ledger export -o claims.sqlite`: a ledger as a database."""

import json
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.database.tables import TABLES, VIEWS

LEDGER = """
heading: Two makers
companies: {Acme: [Acme Motors]}
sources:
  ft: {publisher: FT, title: Jobs, url: "https://www.ft.com/content/x?utm_source=a", date: 2026-02,
       author: [A L, B O]}
  canary: {publisher: Canary Row, title: Whispers, url: "https://canary.org/x", confidential: true}
claims:
  - {id: old, company: Acme, claim: Acme took $4 million., metric: revenue, figure: $4 million, as_of: 2025-Q1,
     source: ft}
  - {id: new, company: Acme, claim: Acme took $5 million., metric: revenue, figure: $5 million, as_of: 2025-Q2,
     source: [{key: ft, quote: "it took $5 million"}, canary], mentions: [Bolt], tags: [a, b], note: Ask Canary Row}
  - {id: rival, company: Acme, claim: Acme took $6 million., metric: revenue, figure: $6 million, as_of: 2025-Q2,
     publisher: Sea Power, url: "https://seapower.org/1"}
  - {id: hope, company: Acme, claim: It will be more., metric: revenue, figure: $9 million, as_of: 2026,
     status: forecast}
  - {id: range, company: Bolt, claim: It goes 400 km., metric: range, figure: about 400 km, publisher: P,
     url: "https://p.org/x"}
  - {id: gone, company: Bolt, claim: Bolt sank., retracted: Wrong.}
  - {id: twice, company: Bolt, claim: Bolt floats., supersedes: gone}
  - {claim: Somebody said so., figure: a lot}
"""


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def made(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> Path:
    ledger_at(LEDGER)
    done = run("export", "-o", "a.sqlite")
    assert done.returncode == 0, done.stderr
    return tmp_path / "a.sqlite"


def test_figures_are_numbers_in_their_own_and_in_the_base_unit_and_times_are_days(made: Path) -> None:
    columns = "low, high, unit, bound, dimension, base_low, base_high, first_day, last_day"
    (new,) = rows(made, f"SELECT {columns} FROM claim WHERE id = 'new'")
    assert new == (5e6, 5e6, "USD", "exact", "USD", 5e6, 5e6, "2025-04-01", "2025-06-30")
    (car,) = rows(made, f"SELECT {columns} FROM claim WHERE id = 'range'")
    assert car == (400.0, 400.0, "kilometre", "about", "metre", 400_000.0, 400_000.0, None, None)
    assert rows(made, "SELECT low, unit FROM claim WHERE figure = 'a lot'") == [(None, "")]


def test_all_claims_are_handed_over_and_a_record_is_the_claim_as_json(made: Path) -> None:
    assert [one for (one,) in rows(made, "SELECT id FROM claim ORDER BY number")] == [
        *("old", "new", "rival", "hope", "range", "gone", "twice", ""),
    ]
    (record,) = rows(made, "SELECT record FROM claim WHERE id = 'old'")[0]
    claim = json.loads(str(record))
    assert claim["citations"][0]["source"]["author"] == ["A L", "B O"]
    assert claim["figure"] == "$4 million"


def test_sources_are_there_once_and_cited_in_their_order(made: Path) -> None:
    query = "SELECT c.id, s.publisher, t.position, t.quote FROM citation t JOIN claim c ON c.number = t.claim"
    found = rows(made, f"{query} JOIN source s ON s.number = t.source ORDER BY c.number, t.position")
    assert found == [
        ("old", "FT", 1, ""),
        ("new", "FT", 1, "it took $5 million"),
        ("new", "a source known to the desk", 2, ""),
        ("rival", "Sea Power", 1, ""),
        ("range", "P", 1, ""),
    ]
    assert rows(made, "SELECT document, first_day, last_day FROM source WHERE key = 'ft'") == [
        ("ft.com/content/x", "2026-02-01", "2026-02-28")
    ]


def test_names_are_folded_with_their_kind(made: Path) -> None:
    found = rows(made, "SELECT kind, name, n.folded FROM name n JOIN claim c ON c.number = n.claim WHERE c.id = 'new'")
    assert set(found) >= {
        ("company", "Acme", "acme"),
        ("other name", "Acme Motors", "acmemotors"),
        ("metric", "revenue", "revenue"),
        ("mention", "Bolt", "bolt"),
        ("tag", "b", "b"),
        ("publisher", "FT", "ft"),
    }


def test_the_views_show_claims_the_latest_figures_and_conflicts(made: Path) -> None:
    assert rows(made, "SELECT id, date, publisher FROM claims LIMIT 2") == [
        ("old", "2025-Q1", "FT"),
        ("new", "2025-Q2", "FT; a source known to the desk"),
    ]
    assert rows(made, "SELECT company, id FROM latest") == [("Acme", "rival")]
    assert rows(made, "SELECT one, other FROM conflicts") == [("new", "rival")]
    assert rows(made, "SELECT id FROM claim WHERE superseded") == [("gone",)]


def test_what_is_confidential_stays_at_the_desk(made: Path, run: Run) -> None:
    content = made.read_bytes()
    assert b"Canary Row" not in content
    assert b"canary.org" not in content
    assert run("export", "-o", "b.sqlite", "--private").returncode == 0
    assert b"Canary Row" in (made.parent / "b.sqlite").read_bytes()


def test_each_column_has_its_meaning_and_the_schema_its_version(made: Path) -> None:
    for table, columns in TABLES.items():
        assert [name for _, name, *_ in rows(made, f"PRAGMA table_info({table})")] == [one.name for one in columns]
        assert len(rows(made, f"SELECT * FROM _columns WHERE table_name = '{table}' AND meaning <> ''")) == len(columns)
    assert {name for (name,) in rows(made, "SELECT table_name FROM _columns WHERE column_name = ''")} == set(VIEWS)
    assert rows(made, "PRAGMA user_version") == [(2,)]
    assert rows(made, "PRAGMA integrity_check") == [("ok",)]
    assert rows(made, "PRAGMA foreign_key_check") == []
    assert rows(made, "SELECT * FROM _ledger") == [(2, 8, "Two makers")]


def test_a_file_that_is_there_is_replaced_as_a_whole_or_not_at_all(made: Path, run: Run) -> None:
    before = made.read_bytes()
    assert "already exists" in run("export", "-o", "a.sqlite").stderr
    assert made.read_bytes() == before
    assert run("export", "--company", "bolt", "-o", "a.sqlite", "--force").returncode == 0
    assert len(rows(made, "SELECT * FROM claim")) == 4
    assert sorted(path.name for path in made.parent.iterdir()) == ["a.sqlite", "claims.yaml"]


def test_a_full_disk_leaves_the_old_file(made: Path) -> None:
    before = made.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "export", "-o", "a.sqlite", "--force"],
        cwd=made.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 2
    assert "the database cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert made.read_bytes() == before
    assert sorted(path.name for path in made.parent.iterdir()) == ["a.sqlite", "claims.yaml"]


def test_a_database_goes_to_no_stream(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    assert "a database is written to a file; name it with --output" in run("export", "--format", "sqlite").stderr
    assert "sqlite has no layouts" in run("export", "--format", "sqlite", "--layout", "list", "-o", "x.db").stderr
