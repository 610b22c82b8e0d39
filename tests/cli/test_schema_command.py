"""`ledger schema`."""

import json
from pathlib import Path

import pytest
from conftest import Run

from ledger.schema import schema


def test_it_prints_the_schema_without_a_ledger(run: Run) -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == schema()


def test_it_writes_a_file_and_says_how_a_ledger_names_it(run: Run, tmp_path: Path) -> None:
    done = run("schema", "-o", "ledger.schema.json")
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.endswith("\n# yaml-language-server: $schema=ledger.schema.json\n")
    assert json.loads((tmp_path / "ledger.schema.json").read_text(encoding="utf-8")) == schema()
    assert run("schema", "-o", "ledger.schema.json").returncode == 2
    assert run("schema", "-o", "ledger.schema.json", "--force").returncode == 0


@pytest.mark.parametrize("path", ["claims.yaml", "schema"])
def test_it_writes_only_json_files(run: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "claims.yaml").write_text("claims: []\n", encoding="utf-8")
    done = run("schema", "-o", path, "--force")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {path}: a JSON Schema is a .json file; write {path}.json\n"
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8") == "claims: []\n"
