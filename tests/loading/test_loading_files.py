"""Which files make a ledger, and what is said of a file that cannot be read."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import LedgerAt, Run

from ledger.errors import LedgerError
from ledger.loading import load
from ledger.loading.files import ledger_files, nearest_ledger, unread_neighbours

TEXT = "claims:\n  - claim: C\n"


def refusal(*paths: Path | str) -> str:
    with pytest.raises(LedgerError) as raised:
        load([str(path) for path in paths])
    return str(raised.value)


def test_a_folder_means_every_yaml_file_directly_in_it(ledger_at: LedgerAt, tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", ".hidden.yaml", "folder.yaml/deep.yaml", "d.YAML.bak"):
        ledger_at(TEXT, name)
    assert [os.path.basename(path) for path in load([str(tmp_path)]).files] == ["a.yml", "b.yaml"]


def test_a_file_named_twice_is_read_once(ledger_at: LedgerAt, tmp_path: Path) -> None:
    path = ledger_at(TEXT)
    (tmp_path / "link.yaml").symlink_to(path)
    assert len(load([str(path), str(tmp_path), f"{tmp_path}/./claims.yaml"]).claims) == 1


def test_for_a_folder_without_yaml_the_error_shows_how_to_start_a_ledger(ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at("x", "notes.txt")
    message = refusal(tmp_path)
    assert f"{tmp_path}: no *.yaml" in message
    assert f"start one with ledger init {tmp_path}" in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.yaml") == f"{tmp_path}/gone.yaml: no such file"


def test_a_path_through_a_file_is_named(ledger_at: LedgerAt) -> None:
    path = ledger_at(TEXT)
    assert refusal(path / "claims.yaml").startswith(f"{path}/claims.yaml: cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_or_folder_without_permission_is_named(ledger_at: LedgerAt) -> None:
    path = ledger_at(TEXT, "folder/claims.yaml")
    path.chmod(0)
    assert refusal(path).startswith(f"{path}: cannot be read: Permission denied")
    path.parent.chmod(0)
    assert refusal(path.parent).startswith(f"{path.parent}: cannot be read: Permission denied")
    path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    assert refusal(tmp_path) == f"{tmp_path}: cannot be read: Permission denied"
    assert unread_neighbours([f"{tmp_path}/claims.yaml"]) == []


def test_a_file_that_fails_while_it_is_read_is_named() -> None:
    if os.path.exists("/proc/self/mem"):
        assert refusal("/proc/self/mem").startswith("/proc/self/mem: cannot be read: Input/output error")


def test_a_path_that_the_system_refuses_is_named_without_its_control_characters() -> None:
    assert refusal("a\x1b[31mb") == "a␛[31mb: no such file"
    assert refusal("x" * 5000).endswith(": cannot be read: File name too long")


@pytest.mark.parametrize(
    ("data", "place", "what"),
    [
        (TEXT.encode("utf-16"), "1:1", "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "1:1", "UTF-16"),
        (TEXT.encode("utf-16-le"), "1:2", "NUL"),
        (TEXT.encode("utf-32"), "1:1", "UTF-"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "3:1", "NUL"),
        (b"claims:\n  - claim: \xc3\xa9\0\n", "2:13", "NUL"),
        ("claims:\n  - claim: Soci\xe9t\xe9\n".encode("latin-1"), "2:16", "0xE9 is not UTF-8 ('é' in Windows-1252)"),
        ("claims:\n  - claim: é “x”\n".encode().replace("“".encode(), b"\x93"), "2:14", "'“' in Windows-1252"),
        (b"\xef\xbb\xbfclaims:\xff\n", "1:8", "0xFF is not UTF-8"),
        (b"claims:\r\n  - claim: \xed\xa0\x80\r\n", "2:12", "0xED is not UTF-8"),
        (b"claims: \x81\n", "1:9", "0x81 is not UTF-8"),
        (b"claims: \xe2\x82", "1:9", "0xE2 is not UTF-8"),
    ],
)
def test_invalid_utf8_is_refused_with_the_place_of_the_first_bad_byte(
    ledger_at: LedgerAt, data: bytes, place: str, what: str
) -> None:
    path = ledger_at(data)
    message = refusal(path)
    assert message.startswith(f"{path}:{place}: error: ")
    assert what in message
    assert "UTF-8" in message


@pytest.mark.usefixtures("parser")
def test_a_byte_order_mark_is_not_part_of_the_text(ledger_at: LedgerAt) -> None:
    (claim,) = load([str(ledger_at(b"\xef\xbb\xbfclaims:\r\n  - claim: C\r\n"))]).claims
    assert claim.claim == "C"
    assert str(claim.place).endswith("claims.yaml:2:5")
    (one_line,) = load([str(ledger_at(b"\xef\xbb\xbf{claims: [{claim: C}]}"))]).claims
    assert (one_line.place.of("claim").line, one_line.place.of("claim").column) == (1, 19)


@pytest.mark.usefixtures("parser")
def test_two_files_joined_with_their_byte_order_marks_are_no_riddle(ledger_at: LedgerAt) -> None:
    path = ledger_at(b"\xef\xbb\xbfclaims:\n  - claim: C\n\xef\xbb\xbfsources: {a: {title: T}}\n")
    assert [problem.place.line for problem in load([str(path)]).findings] == [3]


def test_the_nearest_ledger_is_found_here_or_above(ledger_at: LedgerAt, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    ledger_at(TEXT, "data/claims.yaml")
    assert nearest_ledger(deep) == os.path.join("..", "..", "data", "claims.yaml")
    ledger_at(TEXT, "a/claims.yml")
    assert nearest_ledger(deep) == os.path.join("..", "claims.yml")
    ledger_at(TEXT, "a/b/claims.yaml")
    assert nearest_ledger(deep) == "claims.yaml"


def test_without_a_ledger_the_error_shows_how_to_start_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    with pytest.raises(LedgerError, match=r"no claims\.yaml(?s:.*)ledger init(?s:.*)--file PATH"):
        nearest_ledger(tmp_path)


def test_yaml_files_beside_the_ledger_that_hold_claims_are_named(
    ledger_at: LedgerAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ledger_at(TEXT)
    ledger_at(TEXT, "more.yml")
    ledger_at("heading: x\n# claims:\n  claims:\n", "other.yaml")
    ledger_at(TEXT, "claims.txt")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken.yaml").symlink_to(tmp_path / "gone")
    assert unread_neighbours([str(read)]) == [str(tmp_path / "more.yml")]
    monkeypatch.chdir(tmp_path)
    assert unread_neighbours(["claims.yaml"]) == ["more.yml"]
    assert unread_neighbours(ledger_files(["."])) == []


# As a user meets it


@pytest.mark.parametrize("command", ["show", "check", "export"])
@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"claims:\n  - title: OpenAI: the round\n", "claims.yaml:2:18: error: "),
        (b"\xff\xfec\0", "claims.yaml:1:1: error: "),
        (b"", "claims.yaml:1:1: error: "),
        (b"claims: " + b"[" * 200_000, "claims.yaml:1:"),
    ],
)
def test_an_unreadable_ledger_ends_every_command_with_one_message(
    run: Run, ledger_at: LedgerAt, command: str, data: bytes, place: str
) -> None:
    ledger_at(data)
    done = run(command, "--file", "claims.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert place in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_in_a_record_is_noted_and_the_claim_still_shown(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims:\n  - {claim: It stays, date: yesterday}\n  - It goes\n")
    shown = run("show")
    assert shown.returncode == 0
    assert "It stays" in shown.stdout
    assert "2 invalid entries" in shown.stderr
    assert "1 claim left out" in shown.stderr
    checked = run("check")
    assert checked.returncode == 1
    assert "claims.yaml:2:29" in checked.stdout
    assert "claims.yaml:3:5" in checked.stdout


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="it was")
def test_a_ledger_is_read_where_pyyaml_was_built_without_libyaml(ledger_at: LedgerAt) -> None:
    path = ledger_at(TEXT)
    code = "import sys, yaml; del yaml.CSafeLoader; import ledger.loading as one; print(one.load(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert "claim='C'" in done.stdout


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(ledger_at: LedgerAt, enabled: bool) -> None:
    path = ledger_at(TEXT)
    try:
        gc.enable() if enabled else gc.disable()
        load([str(path)])
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


# Standard input


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_a_ledger_is_read_from_standard_input(name: str, process: Run) -> None:
    done = process("show", "--file", name, "--format", "csv", input="claims:\n  - {claim: C, figure: $5}\n")
    assert done.returncode == 0
    assert ",C," in done.stdout


def test_standard_input_is_read_once_together_with_files_and_named_in_messages(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("sources:\n  report: {publisher: A, url: 'https://a.org/b'}\n")
    piped = "claims:\n  - {id: a, claim: C, source: report}\n  - {id: b, claim: D, date: soon}\n"
    done = run("check", "--file", "-", "--file", path, "--file", "-", "--select", "invalid-record", input=piped)
    assert "<stdin>:3:29: error[invalid-record] b: `date`:" in done.stdout
    done = run("show", "--file", "-", input="claims: C\n")
    assert done.stderr.startswith("<stdin>:1:9: error: `claims` must be a list")
    done = run("check", "-", input=piped)
    assert done.stdout.count("<stdin>:") > 2


def test_nothing_is_added_to_standard_input(run: Run) -> None:
    done = run("add", "--file", "-", "--claim", "C", input="claims: []\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a file with --file" in done.stderr


def test_files_that_were_not_read_are_noted_only_if_the_ledger_was_found(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims: [{claim: C}]\n")
    for name in "abcd":
        ledger_at("claims: []\n", f"{name}.yaml")
    assert "note: 4 files with claims were not read: a.yaml, b.yaml, c.yaml, …; read a whole" in run("show").stderr
    assert "not read" not in run("show", "--file", path).stderr


# What a system can hold


def test_a_pipe_beside_the_ledger_or_in_its_folder_is_left_alone(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at("claims: [{claim: C}]\n")
    os.mkfifo(tmp_path / "z.yaml")
    for arguments in ((), ("--file", ".")):
        done = run("show", *arguments)
        assert (done.returncode, "1 of 1 claim" in done.stderr) == (0, True)


def test_a_file_without_end_is_refused(run: Run) -> None:
    done = run("show", "--file", "/dev/zero")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: /dev/zero: larger than 200 MB; split the ledger into several files\n"


def test_a_deleted_folder_is_named_as_the_cause(tmp_path: Path, run: Run) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m ledger show'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "the current folder does not exist any more" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["show", "--help"]])
def test_a_help_text_that_cannot_be_written_is_an_error(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "ledger", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "error: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize(
    "arguments", [("show", "--sort", ""), ("export", "--format", ""), ("compare", "m", "--format", "")]
)
def test_an_empty_choice_is_a_usage_error(arguments: tuple[str, ...], run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: []\n")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'' is not valid; use " in done.stderr


def test_an_export_never_replaces_the_ledger_itself(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims: [{claim: C}]\n")
    for name in ("claims.yaml", str(path), "./claims.yaml"):
        done = run("export", "--output", name, "--format", "markdown", "--force")
        assert done.returncode == 2
        assert "is part of the ledger; choose another name" in done.stderr
    assert path.read_text() == "claims: [{claim: C}]\n"
