"""`ledger export --format sql`, and `ledger show --file postgresql://…`, with a real server."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from random_ledgers import generated, random_filters

from ledger.database import postgresql, sqlite
from ledger.database.reading import read
from ledger.loading import load_text
from ledger.query import Selection, select

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SECRET = "Rosebud-77"

pytestmark = pytest.mark.slow  # most need a server
needs_server = pytest.mark.skipif(not PROGRAMS or not shutil.which("psql"), reason="PostgreSQL is not installed")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URI of a server of the test's own, without a database of its name: it is to be added."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-postgresql-", dir="/tmp"))  # the path of a socket must be short
    if ROOT:  # initdb refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    as_owner = ["runuser", "-u", "postgres", "--"] if ROOT else []
    data, port = folder / "data", _free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"

    def run_program(name: str, *arguments: str | Path) -> None:
        command = [*as_owner, str(PROGRAMS[-1] / name), *map(str, arguments)]
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            subprocess.run(command, check=True, timeout=60, stdout=log, stderr=log, cwd="/")

    control = ("-D", data, "-w", "-t", "50")
    try:
        run_program("initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run_program("pg_ctl", *control, "-o", settings, "-l", folder / "log", "start")
        try:
            yield f"postgresql://desk:{SECRET}@127.0.0.1:{port}/"
        finally:
            run_program("pg_ctl", *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    """The URI of a new database."""
    name = f"d{abs(hash(request.node.nodeid))}"
    psql(server + "postgres", "-c", f"CREATE DATABASE {name}")
    return server + name


def psql(database: str, *arguments: str | Path, status: int = 0) -> str:
    command = ["psql", "-X", "-q", "-A", "-t", *map(str, arguments), database]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout if status == 0 else done.stderr


@needs_server
@pytest.mark.parametrize("seed", [1, 2])
def test_500_random_filters_find_the_same_in_yaml_sqlite_and_postgresql(
    database: str, tmp_path: Path, seed: int
) -> None:
    whole = load_text(generated(2_000), "claims.yaml")
    sqlite.write(str(tmp_path / "claims.sqlite"), whole.claims, whole.heading)
    postgresql.write(str(tmp_path / "claims.sql"), whole.claims, whole.heading)
    psql(database, "-f", tmp_path / "claims.sql")
    found = 0
    for filters in random_filters(250, seed):
        expected = select(whole, filters)
        for address in (str(tmp_path / "claims.sqlite"), database):
            answer = select(read(address, filters), filters)
            assert _numbers(answer) == _numbers(expected), (filters, address)
            assert answer.claims[:50] == expected.claims[:50]
            assert (answer.undated, answer.unread) == (expected.undated, expected.unread), filters
        found += bool(expected.claims)
    assert found > 100


def _numbers(selection: Selection) -> list[int]:
    return [claim.place.line for claim in selection.claims]


@needs_server
def test_a_ledger_is_handed_over_by_psql_and_read_with_the_same_result(
    database: str, ledger_at: LedgerAt, run: Run
) -> None:
    path = ledger_at(generated(200))
    assert run("export", "--private", "-o", "claims.sql").returncode == 0
    psql(database, "-f", path.with_name("claims.sql"))
    for command in (["show", "--company", "acme"], ["compare", "revenue"], ["timeline"], ["export", "--tag", "jobs"]):
        from_server, from_yaml = (run(*command, "--file", file) for file in (database, path))
        assert (from_server.stdout, from_server.stderr) == (from_yaml.stdout, from_yaml.stderr)
    assert psql(database, "-c", "SELECT count(*) FROM ledger.claims").strip() == "200"
    assert psql(database, "-c", "SELECT version, claims FROM ledger._ledger").strip() == "2|200"


@needs_server
def test_awkward_text_arrives_as_it_is(database: str, ledger_at: LedgerAt, run: Run) -> None:
    text = r"a\tb \. \N 'quoted' \\ ; DROP TABLE x; -- %s ? $1"
    path = ledger_at(f'claims: [{{id: a, claim: "tab\\t line\\n end", note: {text!r}}}]', "it's.yaml")
    run("export", "--file", path, "-o", "x.sql")
    psql(database, "-f", path.with_name("x.sql"))
    rows = [run("show", "--format", "jsonl", "--file", file).stdout for file in (database, path)]
    assert rows[0] == rows[1]
    assert "DROP TABLE" in rows[0]
    assert psql(database, "-c", "SELECT note FROM ledger.claim").rstrip("\n") == text


@needs_server
def test_a_second_hand_over_replaces_the_first_and_one_that_fails_leaves_it(
    database: str, ledger_at: LedgerAt, run: Run
) -> None:
    path = ledger_at("claims: [{claim: One.}, {claim: Two.}]")
    run("export", "-o", "two.sql")
    ledger_at("claims: [{claim: One.}]")
    run("export", "-o", "one.sql")
    for script in ("one.sql", "two.sql"):
        psql(database, "-f", path.with_name(script))
    assert "2 of 2 claims" in run("show", "--file", database).stderr
    psql(database, "-c", "CREATE VIEW mine AS SELECT claim FROM ledger.claim")
    said = psql(database, "-f", path.with_name("one.sql"), status=3)
    assert "view public.mine depends on table claim" in said
    assert "2 of 2 claims" in run("show", "--file", database).stderr
    psql(database, "-v", "schema=economy desk", "-f", path.with_name("one.sql"))
    there = f"{database}?options=-csearch_path%3D%22economy%5C%20desk%22"
    assert "1 of 1 claim" in run("show", "--file", there).stderr


@needs_server
def test_what_is_no_ledger_is_said_in_one_line(database: str, run: Run) -> None:
    done = run("show", "--file", database)
    shown = database.replace(f":{SECRET}", "")
    how = "ledger export --format sql -o claims.sql, then psql -f claims.sql"
    assert done.stderr == f"error: {shown}: no ledger is in this database; hand one over with {how}\n"
    done = run("show", "--file", f"{database}x")
    assert done.stderr.startswith(f"error: {shown}x: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode == 2


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://desk:{}@127.0.0.1:{port}/news",
        "postgresql://desk:{}@127.0.0.1:{port}/news?password={}&connect_timeout=3",
        "postgresql://desk:{}@127.0.0.1:not-a-port/news",
        "postgresql://desk:{}@:::/news?x=y",
        "postgres://127.0.0.1:{port}/news?password={}#x",
    ],
)
@pytest.mark.parametrize("command", [["show"], ["check"], ["add", "--claim", "It is so."], ["export", "-o", "x.csv"]])
def test_a_server_that_is_not_there_gives_one_message_without_the_password(
    run: Run, address: str, command: list[str]
) -> None:
    uri = address.format(*[SECRET] * address.count("{}"), port=_free_port())
    done = run(*command, "--file", uri)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert SECRET not in done.stdout + done.stderr
    assert "127.0.0.1" in done.stderr or ":::" in done.stderr


def test_without_psycopg_it_is_said_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    done = run("show", "--file", "postgresql://127.0.0.1/news")
    assert "PostgreSQL needs psycopg: pip install 'fact-ledger[postgres]'" in done.stderr
