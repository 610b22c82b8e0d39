"""Several writers and editors at one file: nobody's words are lost, and nobody is kept waiting for ever."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.errors import LedgerError
from ledger.files import locking, replacing
from ledger.files.locking import locked, replace_text

LEDGER = "claims:\n  - {id: a, claim: A., note: old}\n"
CHANGE = ("edit", "a", "--set", "note=new")


def test_a_lock_that_stays_is_waited_for_for_a_while_and_nothing_is_written(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_at(LEDGER)
    monkeypatch.setattr(locking, "_SOON", 0.05)
    monkeypatch.setattr(locking, "_AT_LAST", 0.2)
    with open(path) as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = run(*CHANGE)
    assert (done.returncode, path.read_text()) == (2, LEDGER)
    assert done.stderr.startswith("claims.yaml: another program is writing to it; waiting …\nerror: claims.yaml: ")
    assert "nothing was written, try again" in done.stderr
    assert run(*CHANGE).returncode == 0


@pytest.mark.slow
def test_the_file_that_was_put_in_the_place_of_the_locked_one_is_locked_instead(ledger_at: LedgerAt) -> None:
    path = ledger_at("one\n")
    with open(path) as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        told: list[str] = []

        def save_elsewhere(line: str) -> None:  # once the wait is said, the holder finishes: a new file, no lock
            told.append(line)
            ledger_at("two\n", "new")
            os.replace(path.parent / "new", path)
            fcntl.flock(other, fcntl.LOCK_UN)

        with locked(str(path), save_elsewhere) as held:
            assert (held.text, len(told)) == ("two\n", 1)
            replace_text(held, "three\n")
    assert path.read_text() == "three\n"


@pytest.mark.parametrize("way", ["rename", "in place", "removed", "same bytes"])
def test_what_an_editor_saves_in_between_is_kept(ledger_at: LedgerAt, way: str) -> None:
    path = ledger_at("one\n")
    with locked(str(path), print) as held:
        if way == "in place":
            path.write_text("editor\n")
        elif way == "removed":
            path.unlink()
        else:
            os.replace(ledger_at("one\n" if way == "same bytes" else "editor\n", "saved"), path)
        with pytest.raises(LedgerError, match="changed by another program; nothing was written, try again"):
            replace_text(held, "ours\n")
    assert os.listdir(path.parent) == ([] if way == "removed" else ["claims.yaml"])
    assert way == "removed" or path.read_text() == ("one\n" if way == "same bytes" else "editor\n")


def test_an_editor_that_saves_at_the_last_moment_is_noticed(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_at(LEDGER)
    sync = os.fsync

    def save(descriptor: int) -> None:  # when the new file has been written
        sync(descriptor)
        os.replace(ledger_at(LEDGER + "# the editor's\n", "saved"), path)

    monkeypatch.setattr(os, "fsync", save)
    done = run(*CHANGE)
    assert (done.returncode, path.read_text()) == (2, LEDGER + "# the editor's\n")
    assert os.listdir(path.parent) == ["claims.yaml"]


def test_what_is_saved_when_the_new_file_takes_its_place_is_put_back(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_at(LEDGER)
    exchange = replacing._exchange

    def save_and_exchange(one: str, other: str) -> bool:
        os.replace(ledger_at("claims: [] # the editor's\n", "saved"), path)
        return exchange(one, other)

    if not exchange(str(ledger_at("", "one")), str(ledger_at("", "other"))):
        pytest.skip("this system cannot exchange files")
    monkeypatch.setattr(replacing, "_exchange", save_and_exchange)
    done = run(*CHANGE)
    assert (done.returncode, path.read_text()) == (2, "claims: [] # the editor's\n")
    assert sorted(os.listdir(path.parent)) == ["claims.yaml", "one", "other"]


def test_without_an_exchange_the_file_is_replaced_too(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_exchange", lambda *_: False)
    path = ledger_at(LEDGER)
    assert run(*CHANGE).returncode == 0
    assert "note: new" in path.read_text()
    assert os.listdir(path.parent) == ["claims.yaml"]


@pytest.mark.parametrize("error", [OSError(37, "No locks available"), OSError(95, "Operation not supported")])
def test_a_file_system_without_locks_is_said_and_still_compares(
    ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(fcntl, "flock", refuse)
    path = ledger_at(LEDGER)
    done = run(*CHANGE)
    assert (done.returncode, "note: new" in path.read_text()) == (0, True)
    assert "note: claims.yaml: this file system has no locks; let only one program write to it at a time" in done.stderr
    with locked(str(path), lambda _: None) as held:
        path.write_text("editor\n")
        with pytest.raises(LedgerError, match="changed by another program"):
            replace_text(held, "ours\n")


def test_what_a_killed_writer_left_is_removed_by_the_next_one(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    leftover = ledger_at("half", ".claims.yaml.0123456789abcdef.new")
    leftover.chmod(0o600)
    others = [".claims.yaml.new", ".other.yaml.0123456789abcdef.new", "claims.yaml.0123456789abcdef.new"]
    for name in others:
        ledger_at("mine", name)
    assert run(*CHANGE).returncode == 0
    assert sorted(os.listdir(path.parent)) == sorted(["claims.yaml", *others])


def test_a_link_to_a_ledger_stays_a_link(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    path = ledger_at(LEDGER, "real/facts.yaml")
    (tmp_path / "claims.yaml").symlink_to(path)
    assert run(*CHANGE).returncode == 0
    assert (tmp_path / "claims.yaml").is_symlink()
    assert "note: new" in path.read_text()


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder in which all users may write, with a ledger."""
    if os.geteuid() != 0:
        pytest.skip("to be two users takes root")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o1777)
        Path(folder, "claims.yaml").write_text(LEDGER)
        yield Path(folder)


def as_another_user(code: str, path: Path) -> subprocess.Popen[str]:
    """A process of another user's, in the folder of this file; `edit` changes the ledger there."""
    setup = (
        "import os, sys, fcntl, time\nfrom ledger.cli import run\n"
        "def edit(path): return run(['edit', 'a', '--set', 'note=new', '--file', path])\n"
        f"edit({str(path.parent / 'warm.yaml')!r})  # what it imports may be out of reach later\n"
        f"os.setgroups([]); os.setgid(1234); os.setuid(1234); os.chdir({str(path.parent)!r})\n"
    )
    (path.parent / "warm.yaml").write_text(LEDGER)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.Popen([sys.executable, "-c", setup + code], stdout=-1, stderr=-1, text=True, env=environment)


def test_what_one_user_leaves_in_a_shared_folder_blocks_nobody(shared: Path, process: Run) -> None:
    """One user leaves things of all names that a writer might use, and is killed while holding a lock."""
    path = shared / "claims.yaml"
    leave = (
        "open('.claims.yaml.new', 'x'); os.mkdir('claims.yaml.lock')\n"
        "os.symlink('/etc/hostname', '.claims.yaml.0123456789abcdef.new')\n"
        "file = open('claims.yaml'); fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)\n"
    )
    with as_another_user(leave, path) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        other.kill()
    done = process(*CHANGE, "--file", path)
    assert (done.returncode, "note: new" in path.read_text()) == (0, True), done.stderr
    assert (shared / ".claims.yaml.0123456789abcdef.new").is_symlink()


def test_a_lock_that_another_user_holds_is_waited_for(shared: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shared / "claims.yaml"
    monkeypatch.setattr(locking, "_AT_LAST", 0.2)
    hold = "file = open('claims.yaml'); fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)\n"
    with as_another_user(hold, path) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        done = run(*CHANGE, "--file", path)
        other.kill()
    assert (done.returncode, path.read_text()) == (2, LEDGER)
    assert "another program has been writing to it" in done.stderr


def test_a_file_that_another_user_owns_is_not_taken_over(shared: Path) -> None:
    path = shared / "claims.yaml"
    path.chmod(0o666)
    with as_another_user(f"sys.exit(edit({str(path)!r}))", path) as other:
        _, said = other.communicate(timeout=60)
    assert (other.returncode, path.read_text(), path.stat().st_uid) == (2, LEDGER, 0), said
    assert "nothing was written, because a new file would not keep its owner: Operation not permitted" in said
