"""`ledger init`, and a newcomer's first hour with it."""

import json
import os
from pathlib import Path

import pytest
from conftest import Run

from ledger.loading import load
from ledger.schema import schema


def test_it_starts_a_ledger_that_passes_check(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "started claims.yaml, with ledger.schema.json for text editors; add a claim with ledger add\n"
    assert sorted(os.listdir(tmp_path)) == ["claims.yaml", "ledger.schema.json"]
    started = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    assert started.startswith("# yaml-language-server: $schema=ledger.schema.json\n")
    assert json.loads((tmp_path / "ledger.schema.json").read_text(encoding="utf-8")) == schema()
    assert run("check", "--strict").returncode == 0


def test_the_example_in_its_comments_is_a_claim_without_a_finding(run: Run, tmp_path: Path) -> None:
    run("init")
    text = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    example = [line[4:] for line in text.splitlines() if line.startswith("#   - ") or line.startswith("#     ")]
    (tmp_path / "claims.yaml").write_text("claims:\n" + "\n".join(example) + "\n", encoding="utf-8")
    assert len(load([str(tmp_path / "claims.yaml")]).claims) == 1
    assert run("check", "--today", "2026-11-01").returncode == 0


@pytest.mark.parametrize("path", ["facts", "facts/claims.yaml"])
def test_a_folder_or_a_file_can_be_named(run: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "facts").mkdir()
    done = run("init", path)
    assert done.stderr == (
        "started facts/claims.yaml, with ledger.schema.json for text editors;"
        " add a claim with ledger add --file facts/claims.yaml\n"
    )
    assert run("add", "--file", "facts/claims.yaml", "--claim", "It is.").returncode == 0
    assert run("show", "--file", "facts").stderr.startswith("1 of 1 claim\n")


def test_a_schema_that_is_there_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.schema.json").write_text("{}", encoding="utf-8")
    assert run("init").returncode == 0
    assert (tmp_path / "ledger.schema.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("link", [False, True])
def test_it_never_overwrites(run: Run, tmp_path: Path, link: bool) -> None:
    path = tmp_path / "claims.yaml"
    if link:
        path.symlink_to("nowhere.yaml")
    else:
        path.write_text("claims: []\n", encoding="utf-8")
    done = run("init")
    assert done.returncode == 2
    assert done.stderr.startswith("error: claims.yaml already exists; ")
    assert link or path.read_text(encoding="utf-8") == "claims: []\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [("claims.txt", "write claims.txt.yaml"), ("gone/claims.yaml", "cannot be written: No such file or directory")],
)
def test_what_cannot_be_started_is_refused(run: Run, path: str, said: str) -> None:
    done = run("init", path)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_newcomers_first_claims_stand_below_the_comments(run: Run, tmp_path: Path) -> None:
    run("init")
    before = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    source = ("--url", "https://acme.com/report", "--publisher", "Acme", "--title", "Report", "--date", "2026-03")
    assert (
        run(
            "add", "--company", "Acme", "--claim", "Acme made $2 billion.", "--figure", "$2 billion", *source
        ).returncode
        == 0
    )
    assert run("add", "--company", "Bolt", "--claim", "Bolt has 90 staff.", "--source", "bolt", *source).returncode == 0
    after = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.partition("sources:")[0])
    assert len(load([str(tmp_path / "claims.yaml")]).claims) == 2
