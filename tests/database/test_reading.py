"""`ledger show --file claims.sqlite`: a database answers as the YAML files do."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from random_ledgers import generated, random_filters

from ledger.cli.options import Scope
from ledger.query import Filters


@pytest.fixture
def made(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> Path:
    """A database with all that its ledger has, which lies beside it."""
    ledger_at(generated(400))
    done = run("export", "--private", "-o", "claims.sqlite")
    assert done.returncode == 0, done.stderr
    return tmp_path / "claims.sqlite"


def answers(run: Run, file: str, arguments: Sequence[str]) -> tuple[str, str]:
    done = run(*arguments, "--file", file)
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


@pytest.mark.slow
def test_random_filters_find_the_same_claims_in_the_same_order_and_count_the_same(made: Path, run: Run) -> None:
    found = 0
    for filters in random_filters(40):
        arguments = ["show", "--format", "jsonl", "--private", *_options(filters)]
        from_yaml, said = answers(run, "claims.yaml", arguments)
        from_database, also_said = answers(run, "claims.sqlite", arguments)
        assert from_database == from_yaml, filters
        assert _without_guesses(also_said) == _without_guesses(said), filters
        found += bool(from_yaml)
    assert found > 15


def _options(filters: Filters) -> list[str]:
    return [*Scope((), filters).arguments()]


def _without_guesses(said: str) -> list[str]:
    return [line.partition("; did you mean")[0] for line in said.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["compare", "revenue"],
        ["compare", "r&d spending", "--company", "acme"],
        ["compare", "programme cost", "--all", "--as-of", "2025-04"],
        ["compare", "--company", "openai"],
        ["timeline", "--company", "acme"],
        ["show", "--company", "openai", "--sort", "figure"],
        ["export", "--company", "acme"],
        ["export", "--format", "bibtex", "--tag", "jobs", "--private"],
    ],
)
def test_other_commands_say_the_same_of_a_database(made: Path, run: Run, command: list[str]) -> None:
    assert answers(run, "claims.sqlite", command) == answers(run, "claims.yaml", command)


def test_what_is_confidential_in_a_private_database_leaves_it_only_as_asked(made: Path, run: Run) -> None:
    assert "Canary" not in run("export", "--file", made).stdout
    assert "Canary" not in run("show", "--format", "csv", "--file", made).stdout
    assert "Canary" in run("show", "--format", "csv", "--file", made, "--private").stdout


def test_a_name_that_only_other_claims_have_is_known(made: Path, run: Run) -> None:
    done = run("show", "--file", made, "--company", "acme", "--metric", "range", "--since", "2029")
    assert done.stderr.splitlines()[0].startswith("0 of 400 claims")
    assert "did you mean OpenAI?" in run("show", "--file", made, "--company", "opnai").stderr


def test_details_of_a_claim_are_shown_from_a_database(made: Path, run: Run) -> None:
    assert "c7" in run("show", "--file", made, "--details", "c7").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["add", "--claim", "It is so."],
        ["edit", "c1"],
        ["check"],
        ["review"],
        ["import", "rows.csv"],
        ["audit", "draft.md"],
        ["list", "companies"],
    ],
)
def test_commands_that_need_the_yaml_files_say_so(
    made: Path, run: Run, command: list[str], ledger_at: LedgerAt
) -> None:
    ledger_at("claim\nIt is so.\n", "rows.csv")
    ledger_at("It is so.\n", "draft.md")
    before = made.read_bytes()
    done = run(*command, "--file", made)
    assert done.returncode == 2
    assert "a database is a copy, which only show, compare, timeline and export read" in done.stderr
    assert made.read_bytes() == before


def test_a_database_is_not_written_over_while_it_is_read(made: Path, run: Run) -> None:
    before = made.read_bytes()
    done = run("export", "--file", made, "-o", made, "--force")
    assert "is part of the ledger" in done.stderr
    assert made.read_bytes() == before


def test_a_database_is_read_alone(made: Path, run: Run) -> None:
    assert "a database is read alone" in run("show", "--file", made, "--file", "claims.yaml").stderr


def test_a_file_cut_anywhere_gives_one_message_or_all_claims(made: Path, run: Run) -> None:
    whole = made.read_bytes()
    expected = run("show", "--file", made, "--format", "jsonl").stdout
    for length in (
        0,
        1,
        15,
        16,
        50,
        100,
        600,
        4096,
        5000,
        *range(10_000, len(whole), len(whole) // 23),
        len(whole) - 1,
    ):
        made.write_bytes(whole[:length])
        done = run("show", "--file", made, "--format", "jsonl")
        if done.returncode == 0:
            assert done.stdout == expected
        else:
            assert done.returncode == 2
            assert len(done.stderr.splitlines()) == 1
            assert str(made) in done.stderr


def test_a_foreign_database_and_another_layout_are_told_from_a_ledgers(made: Path, run: Run, tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE claim (id TEXT)")
        connection.commit()
    assert run("show", "--file", foreign).stderr == f"error: {foreign}: not a database that ledger export has made\n"
    for version, advice in ((1, "export it again"), (99, "update ledger")):
        with closing(sqlite3.connect(made)) as connection:
            connection.execute(f"UPDATE _ledger SET version = {version}")
            connection.commit()
        done = run("show", "--file", made)
        assert done.returncode == 2
        assert done.stderr.endswith(f"has layout {version}, and this version of ledger reads 2: {advice}\n")


def test_a_damaged_record_is_named(made: Path, run: Run) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("UPDATE claim SET record = '{\"id\": 7}' WHERE number = 3")
        connection.commit()
    done = run("show", "--file", made)
    assert "claim 3 of the database is damaged" in done.stderr
    assert done.returncode == 2


def test_a_database_is_known_by_its_content_whatever_its_name(made: Path, run: Run) -> None:
    renamed = made.rename(made.with_name("it's 100% #1?.yaml"))
    done = run("show", "--file", renamed, "c7", "--format", "json")
    assert [claim["id"] for claim in json.loads(done.stdout)] == ["c7"]


def test_the_ledger_may_be_named_by_the_environment(made: Path, run: Run) -> None:
    assert "1 of 400 claims" in run("show", "c7", env={"LEDGER_CLAIMS": str(made)}).stderr
