"""What stands in a ledger or in a file's name steers no terminal and no log; a value that nobody sees is no value."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.fields import Kind
from ledger.model import FIELDS

# An escape sequence, a bell, a C1 control, a bidirectional override and isolate, and a line separator.
STEERING = "\x1b]0;PWN\x07\x9b31m\u202eabc\u2066\u2028"
NAME = "cl\u202eaims\x1b[31m.yaml"
IN_YAML = json.dumps(STEERING)[1:-1]
LEDGER = f"""\
# \u202ea comment\u2066
claims:
  - id: a
    company: "Acme {IN_YAML}"
    claim: "A {IN_YAML}"
    note: old
    figure: $5
    url: https://x.com/
"""
COMMANDS = [
    ("edit", "a", "--set", "note=new", "--dry-run"),
    ("edit", "a", "--set", f"note=new {STEERING}", "--dry-run"),
    ("edit", "a", "--supersede", "--set", f"claim=B {STEERING}", "--dry-run"),
    ("edit", f"b{STEERING}",),
    ("add", "--no-input", "--claim", f"B {STEERING}", "--dry-run"),
    ("import", "table.csv", "--dry-run"),
    ("check",),
    ("check", "--format", "github"),
    ("check", "--format", "json"),
    ("show",),
    ("show", "--details"),
    ("show", "--format", "json"),
    ("show", "--format", "csv"),
    ("export",),
    ("audit", "draft.md"),
    ("audit", "draft.md", "--format", "github"),
    ("audit", "draft.md", "--format", "concise"),
    ("compare",),
    ("timeline",),
]  # fmt: skip


def at_a_terminal(folder: Path, command: tuple[str, ...]) -> str:
    """What a command prints on a terminal, on both streams."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.environ.update(TERM="dumb", LC_ALL="C.UTF-8", COLUMNS="200")
        os.execv(sys.executable, [sys.executable, "-m", "ledger", *command])
    screen = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                screen += os.read(terminal, 65536)
            except OSError:
                break
    os.waitpid(pid, 0)
    os.close(terminal)
    return screen.decode()


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command).encode("ascii", "replace").decode())
def test_no_command_lets_a_text_steer_the_terminal(
    ledger_at: LedgerAt, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ledger_at(LEDGER, NAME)
    ledger_at(f"company,claim\nAcme,It has 5 {STEERING.replace(chr(0x2028), '')}.\n", "table.csv")
    ledger_at(f"Acme {STEERING} made $5 or $6 {STEERING}.\n", "draft.md")
    screen = at_a_terminal(tmp_path, (*command, "--file", NAME))
    assert screen.strip()
    assert "Traceback" not in screen
    assert not [char for char in "\x1b\x07\x9b\u202e\u2066\u2028" if char in screen], screen


def test_a_log_of_github_gets_no_control_characters(ledger_at: LedgerAt, run: Run) -> None:
    """GitHub obeys escape sequences in a log."""
    ledger_at(LEDGER, NAME)
    ledger_at(f"Acme {STEERING} made $5 or $6 {STEERING}.\n", "draft.md")
    for command in (("check",), ("audit", "draft.md")):
        said = run(*command, "--format", "github", "--file", NAME).stdout
        assert said.startswith("::")
        assert not [char for char in STEERING if ord(char) > 126 or ord(char) < 32 if char in said]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["help", "show"], ["check", "--list-rules"], []])
def test_a_closed_pipe_ends_a_help_text_too(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "ledger", *arguments]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_what_is_written_to_the_null_device_is_discarded(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - {claim: A., company: B}\n")
    for command in ("export", "show"):
        done = run(command, "-o", "/dev/null", "--force")
        assert (done.returncode, done.stdout) == (0, "")
    assert run("export", "-o", "/dev/null").returncode == 2
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("value", ["\u200b", "\u2060\ufeff", "\u3164", "\u00ad \t"])
@pytest.mark.parametrize("field", [name for name, field in FIELDS.items() if field.kind is not Kind.FLAG])
def test_a_value_that_nobody_can_see_is_refused(ledger_at: LedgerAt, run: Run, field: str, value: str) -> None:
    before = (
        "claims:\n  - {id: a, claim: A., company: B, note: old, tags: [x], publisher: P, url: https://x.com/a,"
        " date: 2026-01-02}\n"
    )
    path = ledger_at(before)
    edited = run("edit", "a", "--set", f"{field}={value}")
    added = run("add", "--no-input", "--claim", "C.", f"--{field.replace('_', '-')}={value}")
    assert (edited.returncode, added.returncode, path.read_text()) == (2, 2, before)
    assert "no value; to remove the field, write --unset" in edited.stderr
    assert "has no visible character" in added.stderr or "given twice" in added.stderr


@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_a_retraction_has_a_reason(ledger_at: LedgerAt, run: Run, reason: str) -> None:
    path = ledger_at("claims:\n  - {id: a, claim: A.}\n")
    done = run("edit", "a", "--retract", reason)
    assert (done.returncode, path.read_text()) == (2, "claims:\n  - {id: a, claim: A.}\n")
    assert done.stderr == "error: --retract: no reason; say why the claim is not valid\n"


@pytest.mark.parametrize("url", ["https://ann:secret@x.com/a", "https://a.org/https://ann:secret@x.com/a"])
def test_a_password_in_a_url_gets_nowhere(ledger_at: LedgerAt, run: Run, url: str) -> None:
    before = f"claims:\n  - {{id: a, claim: A., company: B, publisher: P, url: '{url}'}}\n"
    path = ledger_at(before)
    ledger_at(f"claim,url\nB.,{url}\n", "table.csv")
    ran = [
        run("add", "--no-input", "--claim", "C.", "--url", url),
        run("edit", "a", "--set", f"url={url}"),
        run("import", "table.csv"),
        run("check"),
        *(run("export", "--format", name) for name in ("markdown", "csl-json", "page")),
        run("show", "--format", "json"),
        run("show", "--details"),
    ]
    assert [done.returncode for done in ran[:4]] == [2, 2, 2, 1]
    assert path.read_text() == before
    assert "…@x.com/a' has a user name or a password" in ran[3].stdout
    assert not [done.args for done in ran if "secret" in done.stdout + done.stderr]
