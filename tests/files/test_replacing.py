"""How files are created and replaced: as a whole, through no link, keeping what a file has beside its text."""

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.errors import LedgerError
from ledger.files import replacing
from ledger.files.replacing import create, overwrite

LEDGER = "claims:\n  - {id: a, claim: A., note: old}\n"
CHANGE = ("edit", "a", "--set", "note=new")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_link_with_the_name_of_a_temporary_file_leads_nowhere(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_at(LEDGER, "desk/claims.yaml")
    victim = ledger_at("mine", "victim")
    monkeypatch.setattr(os, "urandom", lambda size: bytes(size))  # as if the name could be foreseen
    (path.parent / ".claims.yaml.new").symlink_to(victim)
    link = path.parent / f".claims.yaml.{'0' * 16}.new"
    link.symlink_to(victim)
    done = run(*CHANGE, "--file", path)
    assert (done.returncode, victim.read_text(), path.read_text()) == (2, "mine", LEDGER)
    assert link.is_symlink()
    assert not path.is_symlink()


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_whatever_lies_beside_the_ledger_is_no_hindrance(ledger_at: LedgerAt, process: Run, kind: str) -> None:
    path = ledger_at(LEDGER)
    for name in (".claims.yaml.new", "claims.yaml.lock"):
        beside = path.parent / name
        if kind == "link":
            beside.symlink_to(path.parent / "victim")
        elif kind == "pipe":
            os.mkfifo(beside)
        else:
            beside.mkdir()
    before = sorted(os.listdir(path.parent))
    assert process(*CHANGE).returncode == 0
    assert "note: new" in path.read_text()
    assert sorted(os.listdir(path.parent)) == before


def test_a_temporary_file_is_for_this_user_alone_until_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(descriptor: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))

    monkeypatch.setattr(os, "fsync", look)
    path = tmp_path / "a.md"
    create(str(path), b"one")
    path.chmod(0o664)
    overwrite(str(path), b"two")
    assert [seen[0], seen[2]] == [0o600, 0o600]  # the others are of the folder
    assert (path.read_bytes(), mode(path)) == (b"two", 0o664)
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create(str(tmp_path / "a.md"), b"")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.md") == 0o640


def test_a_file_system_without_hard_links_has_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "a.md"
    create(str(path), b"one")
    assert path.read_bytes() == b"one"
    with pytest.raises(FileExistsError):
        create(str(path), b"two")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # as if it had come in between
    with pytest.raises(FileExistsError):
        create(str(path), b"two")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"one", ["a.md"])


def test_a_new_file_replaces_nothing_that_comes_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    path = tmp_path / "a.md"
    path.symlink_to(tmp_path / "gone")
    with pytest.raises(FileExistsError):
        create(str(path), b"two")
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("bits", [0o444, 0o400])
def test_a_file_that_its_mode_forbids_to_write_is_refused(ledger_at: LedgerAt, run: Run, bits: int) -> None:
    path = ledger_at(LEDGER)
    path.chmod(bits)
    done = run(*CHANGE)
    assert (done.returncode, path.read_text(), mode(path)) == (2, LEDGER, bits)
    assert done.stderr == "error: claims.yaml: is read-only; to change it, first allow that with chmod u+w\n"


def test_a_hard_link_is_said(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    other = path.parent / "other.yml"
    os.link(path, other)
    done = run(*CHANGE)
    assert done.returncode == 0
    assert "note: claims.yaml has another name, a hard link; under that name the old content stays\n" in done.stderr
    assert (other.read_text(), "note: new" in path.read_text()) == (LEDGER, True)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes")
def test_extended_attributes_and_acls_are_kept(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    # The ACL u::rw- u:1234:r-- g::r-- m::r-- o::--- (acl(5)), as the kernel keeps it.
    entries = [(1, 6, 2**32 - 1), (2, 4, 1234), (4, 4, 2**32 - 1), (16, 4, 2**32 - 1), (32, 0, 2**32 - 1)]
    acl = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + bits.to_bytes(2, "little") + who.to_bytes(4, "little") for tag, bits, who in entries
    )
    kept = {"user.desk": b"business", "system.posix_acl_access": acl}
    try:
        for name, value in kept.items():
            os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this file system: {error.strerror}")
    assert run(*CHANGE).returncode == 0
    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == kept
    assert mode(path) == 0o640


def test_what_cannot_be_kept_is_refused(ledger_at: LedgerAt, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    path = ledger_at(LEDGER)
    attributes = iter([{"user.desk": b"business"}, {}])
    monkeypatch.setattr(replacing, "_attributes", lambda _: next(attributes))
    monkeypatch.setattr(os, "setxattr", refused, raising=False)
    done = run(*CHANGE)
    assert (done.returncode, path.read_text(), os.listdir(path.parent)) == (2, LEDGER, ["claims.yaml"])
    assert "a new file would not keep its access control list or extended attributes" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_root_does_not_take_a_file_away_from_its_owner(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    os.chown(path, 1234, 1235)
    assert run(*CHANGE).returncode == 0
    assert (path.stat().st_uid, path.stat().st_gid, "note: new" in path.read_text()) == (1234, 1235, True)
    assert run("export", "-o", "sources.md").returncode == 0
    os.chown(path.parent / "sources.md", 1234, 1235)
    assert run("export", "-o", "sources.md", "--force").returncode == 0
    assert (path.parent / "sources.md").stat().st_uid == 1234


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_not_a_file_is_not_written(ledger_at: LedgerAt, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.md"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path("/dev/full")
    with pytest.raises(LedgerError, match="is not a file; choose another name"):
        overwrite(str(path), b"x")


COMMANDS = [
    ("init",),
    ("init", "new"),
    ("import", "table.csv", "--file", "new.yaml"),
    ("schema", "-o", "my.schema.json"),
    ("export", "--file", "there/claims.yaml", "-o", "sources.md"),
    ("add", "--file", "there/claims.yaml", "--claim", "One.", "--no-input"),
    ("edit", "--file", "there/claims.yaml", "a", "--set", "note=new"),
    ("check", "--file", "there/claims.yaml", "--fix"),
]


@pytest.mark.slow
@pytest.mark.parametrize("bytes_left", [0, 100, 2000, 5000])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_leaves_nothing_half_written_and_nothing_in_the_way(
    ledger_at: LedgerAt, process: Run, tmp_path: Path, command: tuple[str, ...], bytes_left: int
) -> None:
    ledger_at("company,claim\nAcme,It has 5 offices.\n", "table.csv")
    ledger_at(LEDGER + "  - {company: Acme, claim: B., note: " + "long " * 1000 + "}\n", "there/claims.yaml")
    (tmp_path / "new").mkdir()

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-m", "ledger", *command],
        preexec_fn=little_room, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60, check=False,
    )  # fmt: skip
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    if done.returncode == 2:
        assert "cannot be written: File too large" in done.stderr
        changed = {path for path in after if after[path] != before.get(path)}
        # The schema for text editors, which comes first, may be there: as a whole.
        assert changed <= {tmp_path / "ledger.schema.json", tmp_path / "new" / "ledger.schema.json"}
        again = process(*command)
        assert again.returncode in (0, 1), again.stderr
    assert all(path.read_bytes().endswith(b"\n") for path in after)
