"""Writers that are killed at any moment, while an editor saves: whole files, no save lost, nothing in the way."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger.loading import load

LEDGER = "claims:\n  - {id: a, claim: A., note: old}\n  - {company: B, claim: B., note: " + "long " * 5000 + "}\n"
# What writes, and the file that it writes to. {} is a number.
WRITERS = [
    (["add", "--claim", "Claim {}.", "--company", "C", "--no-input"], "claims.yaml"),
    (["edit", "a", "--set", "note=new {}"], "claims.yaml"),
    (["edit", "a", "--supersede", "--set", "claim=Claim {}."], "claims.yaml"),
    (["check", "--fix"], "claims.yaml"),
    (["import", "table.csv", "--set", "note=row {}"], "claims.yaml"),
    (["import", "table.csv", "--file", "new.yaml"], "new.yaml"),
    (["init", "fresh.yaml"], "fresh.yaml"),
    (["schema", "-o", "ledger.schema.json", "--force"], "ledger.schema.json"),
    (["export", "-o", "sources.md", "--force"], "sources.md"),
    (["show", "-o", "claims.csv", "--force"], "claims.csv"),
]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


class Editor(threading.Thread):
    """A text editor that saves a ledger again and again, with one line more each time, by renaming."""

    def __init__(self, path: Path, pause: float) -> None:
        super().__init__(daemon=True)
        self.path, self.pause = path, pause
        self.saves = self.lost = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(self.pause):
            text = self.path.read_text()
            if self.saves and f"# save {self.saves}\n" not in text:
                self.lost += 1
            self.saves += 1
            new = self.path.with_name("editor's")
            new.write_text(f"{text}# save {self.saves}\n")
            os.replace(new, self.path)


def temporary_files(folder: Path) -> set[str]:
    return {name for name in os.listdir(folder) if name.startswith(".") and name.endswith(".new")}


def wait_until_it_writes(writer: subprocess.Popen[bytes], folder: Path, before: set[str], *, alone: bool) -> None:
    """Wait until a writer has its temporary file, or has done its work; fail if it does neither."""
    allowed = (0, 1) if alone else (0, 1, 2)  # 2: the editor has saved in the meantime
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if temporary_files(folder) - before:
            return
        if writer.poll() is not None:
            assert writer.returncode in allowed, f"{writer.args!r} ended with {writer.returncode}"
            return
    writer.kill()
    pytest.fail(f"{writer.args!r} never began to write")


class Outcome(NamedTuple):
    """How often the editor saved, how many of its saves were lost, and how many writers were killed as they wrote."""

    saves: int
    lost: int
    killed: int


def killed(folder: Path, kills: int, pauses: list[float], seed: int = 1) -> Outcome:
    """Kill writers soon after they begin to write; an editor saves with each of the pauses in between (0: none)."""
    draw = random.Random(seed)
    path = folder / "claims.yaml"
    path.write_text(LEDGER)
    (folder / "table.csv").write_text("company,claim\nAcme,It has 5 offices.\nBolt,It has 6.\n")
    saves = lost = while_writing = 0
    for turn in range(kills):
        arguments, written = WRITERS[turn % len(WRITERS)]
        pause = pauses[turn // len(WRITERS) % len(pauses)]
        command = [sys.executable, "-m", "ledger", *(word.replace("{}", str(turn)) for word in arguments)]
        for name in ("new.yaml", "fresh.yaml"):
            (folder / name).unlink(missing_ok=True)
        editor = Editor(path, pause) if pause and written == "claims.yaml" else None
        if editor:
            editor.start()
        before = temporary_files(folder)
        writer = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=-3, stderr=-3)
        wait_until_it_writes(writer, folder, before, alone=editor is None)
        time.sleep(draw.choice((0, draw.uniform(0, 0.01))))
        while_writing += writer.poll() is None
        writer.kill()
        writer.wait(timeout=60)
        if editor:
            editor.done.set()
            editor.join(timeout=60)
            saves, lost = saves + editor.saves, lost + editor.lost
        for name in {written, "claims.yaml"}:
            if (folder / name).exists():
                assert (folder / name).read_bytes().endswith(b"\n"), (turn, name)
        assert not load([str(path)]).findings
        if written == "new.yaml" and (folder / written).exists():
            assert len(load([str(folder / written)]).claims) == 2
        elif written != "claims.yaml" and not (folder / written).exists():
            again = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
            assert again.returncode == 0, again.stderr
        if len(path.read_bytes()) > 200_000:
            path.write_text(LEDGER)
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "edit", "a", "--set", "note=last"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not [name for name in os.listdir(folder) if name.startswith(".claims.yaml")]
    return Outcome(saves, lost, while_writing)


@pytest.mark.slow
def test_writers_that_are_killed_leave_whole_files_and_lose_no_save(tmp_path: Path) -> None:
    outcome = killed(tmp_path, 60, [0, 0.02, 0, 0.1, 0, 0.25])
    assert outcome.saves
    assert outcome.lost <= 1
    assert outcome.killed > 20
