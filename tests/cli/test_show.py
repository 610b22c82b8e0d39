"""`ledger show` as a whole process: what it prints where, what it answers, and how it ends."""

import csv
import fcntl
import io
import json
import os
import pty
import re
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

LEDGER = """\
sources:
  raise: {type: press-release, publisher: OpenAI, title: A round, url: https://openai.org/raise, date: 2026-03-31}
claims:
  - {id: b, company: OpenAI, claim: It is “worth” more., figure: $852 billion, metric: valuation, source: raise}
  - {id: a, company: xAI, claim: It will grow., status: plan, as_of: 2025}
  - {id: c, company: Mistral, claim: It shrank., retracted: Never said., source: raise}
"""
NASTY = """\
claims:
  - company: [OpenAI, 'Lee; Ek', 'a\\b']
    claim: "Quotes \\" and, commas\\nand lines\\r\\nand \\e[31mred\\e]52;c;aGk=\\a and \\u202eevil"
    publisher: '"Q", said; he'
    note: "=1+1"
"""
NASTY_CLAIM = 'Quotes " and, commas\nand lines\r\nand \x1b[31mred\x1b]52;c;aGk=\x07 and \u202eevil'
PLAIN = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COV")}
PLAIN["LC_ALL"] = "C.UTF-8"


@pytest.fixture
def at(ledger_at: LedgerAt) -> Path:
    return ledger_at(LEDGER)


def shell(command: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `ledger` is the ledger."""
    own = f'ledger() {{ {shlex.quote(sys.executable)} -W error -m ledger "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", own],
        cwd=cwd,
        env=PLAIN | dict(env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )


def test_claims_go_to_standard_output_and_counts_to_standard_error(run: Run, at: Path) -> None:
    done = run("show", "--company", "openai")
    assert done.returncode == 0
    assert "$852 billion" in done.stdout
    assert "https://openai.org/raise" in done.stdout
    assert "of 3" not in done.stdout
    assert done.stderr == "1 of 3 claims\n"


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("worth", "more"), "b"),
        (("-c", "openai", "-c", "xai"), "b a"),
        (("-p", "openai", "--sort", "company"), "c b"),
        (("--sourced", "--reverse"), "c b"),
        (("--sort", "id", "--reverse", "--limit", "1"), "c"),
        (("--limit", "0"), ""),
        (("--until", "2025"), "a"),
    ],
)
def test_filters_order_and_limit_choose_what_is_shown(run: Run, at: Path, arguments: tuple[str, ...], ids: str) -> None:
    done = run("show", "--format", "jsonl", *arguments)
    assert done.returncode == 0
    assert " ".join(json.loads(line)["id"] for line in done.stdout.splitlines()) == ids
    assert done.stderr.endswith(f"{len(ids.split())} of 3 claims\n")


def test_undated_claims_and_unknown_names_are_reported(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{claim: A., company: OpenAI}, {claim: B., as_of: 2026}]")
    assert run("show", "--since", "2020").stderr == "1 of 2 claims; 1 without a date left out\n"
    assert run("show", "--since", "January 2020").stderr == "1 of 2 claims; 1 without a date left out\n"
    done = run("show", "--company", "opnai")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "note: no company matches 'opnai'; did you mean OpenAI?\n0 of 2 claims\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sort", "dat"), "did you mean date?"),
        (("--format", "xml"), "'xml' is not valid; use table, csv, json or jsonl"),
        (("--since", "yesterday"), "'yesterday' is not a valid date"),
        (("--until", "3/4/2026"), "'3/4/2026' is ambiguous; write 2026-04-03 or 2026-03-04"),
        (("--since", "H1 2026"), "write 2026-01/2026-06"),
        (("--status", "planned"), "did you mean plan?"),
        (("--limit", "-1"), "-1"),
        (("--company", ""), "an empty word matches nothing"),
        (("--color", "sometimes"), "auto, always or never"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_a_wrong_option_is_a_usage_error_that_says_what_is_right(
    run: Run, at: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("show", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "see: ledger show --help" in done.stderr
    assert "Traceback" not in done.stderr


def test_data_formats_carry_every_text_unchanged(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(NASTY)
    read = {
        "csv": list(csv.DictReader(io.StringIO(run("show", "--format", "csv").stdout, newline=""), strict=True)),
        "json": json.loads(run("show", "--format", "json").stdout),
        "jsonl": [json.loads(run("show", "--format", "jsonl").stdout)],
    }
    for format, (row,) in read.items():
        assert row["claim"] == NASTY_CLAIM
        assert row["publisher"] == '"Q", said; he'
        assert row["note"] == "=1+1"
        assert (row["path"], str(row["line"])) == ("claims.yaml", "2")
        names = ["OpenAI", "Lee; Ek", "a\\b"]
        assert row["company"] == ("OpenAI; Lee\\; Ek; a\\\\b" if format == "csv" else names)


def test_the_table_shows_what_would_steer_a_terminal(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(NASTY)
    for columns in ("60", "120"):
        done = run("show", env={"COLUMNS": columns})
        assert "␛[31mred␛]52;c;aGk=␇" in done.stdout
        assert "<U+202E>evil" in done.stdout
        assert "\x1b" not in done.stdout


@pytest.mark.parametrize("columns", [69, 70, 200])
def test_a_pipe_is_filled_as_columns_says(run: Run, at: Path, columns: int) -> None:
    lines = run("show", env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert lines[0].startswith("Company") is (columns >= 70)


def test_a_pipe_is_a_hundred_columns_wide_unless_told(run: Run, at: Path) -> None:
    assert len(run("show").stdout.splitlines()[1]) == 100


@pytest.mark.slow
def test_colour_is_as_asked_for(process: Run, at: Path) -> None:
    assert "\x1b" not in process("show").stdout
    assert "\x1b" not in process("show", "--color", "never").stdout
    for term in ("xterm-256color", "dumb"):
        assert "\x1b[36mhttps" in process("show", "--color", "always", env={"TERM": term}).stdout
    done = process("show", "--color", "always", env={"NO_COLOR": "1"})
    assert "\x1b[1m" in done.stdout
    assert not re.search(r"\x1b\[(?:\d+;)*[34]\d", done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("env", "coding", "kept"),
    [
        ({"LC_ALL": "C"}, "utf-8", "“worth”"),
        ({"LC_ALL": "POSIX"}, "utf-8", "“worth”"),
        ({"PYTHONIOENCODING": "latin-1"}, "latin-1", "\\u201cworth\\u201d"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii", "\\u201cworth\\u201d"),
    ],
)
def test_a_terminal_of_few_letters_loses_nothing(
    at: Path, tmp_path: Path, env: dict[str, str], coding: str, kept: str
) -> None:
    done = shell("ledger show", tmp_path, env)
    assert done.returncode == 0
    assert kept in done.stdout.decode(coding)
    assert "“worth”" in shell("ledger show --format csv", tmp_path, env).stdout.decode()


@pytest.mark.slow
def test_a_reader_who_leaves_ends_it_quietly(ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at("claims:\n" + "".join(f"  - {{id: c{n}, claim: {'A long claim. ' * 10}}}\n" for n in range(600)))
    for format in ("table", "csv"):
        done = shell(f"ledger show --format {format} | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}", tmp_path)
        assert (done.stdout, done.stderr) == (b"141\n", b"")


def test_a_full_disk_is_reported(at: Path, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    done = shell("ledger show > /dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr == b"error: cannot write to standard output: No space left on device\n"


def test_a_closed_standard_output_is_reported(at: Path, tmp_path: Path) -> None:
    done = shell("ledger show >&-", tmp_path)
    assert done.returncode == 2
    assert done.stderr == b"error: cannot write: standard output is closed\n"


@pytest.mark.slow
def test_a_closed_or_full_standard_error_changes_no_data(at: Path, tmp_path: Path) -> None:
    expected = shell("ledger show --format csv", tmp_path).stdout
    for elsewhere in ("2>&-", "2>/dev/full"):
        done = shell(f"ledger show --format csv {elsewhere}", tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")


def on_a_terminal(*arguments: str, columns: int, cwd: Path, env: Mapping[str, str]) -> str:
    """What `ledger` writes to a terminal of so many columns."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "ledger", *arguments]
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=subprocess.DEVNULL, cwd=cwd, env=PLAIN | dict(env)):
        os.close(its)
        written = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # Linux's way to say that the other side is closed
                read = b""
            if not read:
                break
            written += read
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.slow
def test_a_terminal_is_filled_and_coloured(at: Path, tmp_path: Path) -> None:
    for columns in (60, 80, 132):
        text = on_a_terminal("show", columns=columns, cwd=tmp_path, env={"TERM": "xterm-256color"})
        assert "\x1b[36mhttps://openai.org/raise" in text
        assert "\x1b]8;" in text
        bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;.*?\x1b\\", "", text).splitlines()
        assert max(map(len, bare)) <= columns
        assert ("─" * columns in bare) is (columns >= 70)


@pytest.mark.slow
def test_a_terminal_is_left_without_colour_where_it_asks_for_that(at: Path, tmp_path: Path) -> None:
    env = {"TERM": "xterm-256color"}
    text = on_a_terminal("show", columns=80, cwd=tmp_path, env=env | {"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[(?:\d+;)*[34]\d", text)
    assert "\x1b" not in on_a_terminal("show", "--color", "never", columns=80, cwd=tmp_path, env=env)
    assert "\x1b" not in on_a_terminal("show", columns=80, cwd=tmp_path, env={"TERM": "dumb"})


@pytest.mark.slow
def test_data_on_a_terminal_steer_it_no_more_than_a_table_does(ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at(NASTY)
    for format in ("csv", "json", "jsonl", "table"):
        text = on_a_terminal("show", "--format", format, columns=80, cwd=tmp_path, env={"TERM": "dumb"})
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_a_screen_shows_ids_and_figures_whole(at: Path, tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m ledger show; tput cup 30 0; echo the-end; sleep 60"
    tmux = ["tmux", "-L", f"ledger-test-{os.getpid()}", "-f", os.devnull]
    env = PLAIN | {"TMUX_TMPDIR": str(tmp_path)}
    subprocess.run([*tmux, "new", "-d", "-x", "70", "-y", "40", command], cwd=tmp_path, env=env, check=True, timeout=60)
    try:
        for _ in range(600):
            done = subprocess.run([*tmux, "capture-pane", "-p"], env=env, capture_output=True, check=True, timeout=60)
            if b"the-end" in done.stdout:
                break
            time.sleep(0.05)
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, check=True, timeout=60)
    screen = done.stdout.decode()
    assert "$852 billion" in screen
    assert "a · as of 2025 · plan" in screen
    assert "https://openai.org/raise" in screen


def test_interrupted_it_ends_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "claims.yaml"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "ledger", "show", "--file", fifo], stdout=-1, stderr=-1, cwd=tmp_path, env=PLAIN
    )
    writer = -1
    for _ in range(3000):  # until it reads, and waits for more
        try:
            writer = os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    os.close(writer)  # should the signal come just before it waits, the end of the file wakes it
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_a_broken_ledger_is_one_message_with_its_place(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims:\n  - claim: [\n")
    done = run("show")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.match(r"claims\.yaml:\d+:\d+: error: ", done.stderr)
    assert "Traceback" not in done.stderr


def test_no_ledger_is_answered_with_how_to_start_one(run: Run, tmp_path: Path) -> None:
    done = run("show")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no ledger found" in done.stderr
    assert "start one with ledger init" in done.stderr
    assert run("init").returncode == 0
    assert run("show").returncode == 0
    assert run("check").returncode in (0, 1)


def test_a_ledger_is_found_here_or_above(run: Run, ledger_at: LedgerAt, tmp_path: Path) -> None:
    ledger_at(LEDGER, "data/claims.yaml")
    below = tmp_path / "articles" / "2026"
    below.mkdir(parents=True)
    assert run("show", cwd=below).returncode == 0
    assert '"path": "../../data/claims.yaml"' in run("show", "--format", "jsonl", cwd=below).stdout
    ledger_at("claims: [{claim: Nearer.}]", "articles/claims.yaml")
    assert run("show", cwd=below).stderr == "1 of 1 claim\n"


def test_the_file_option_comes_before_the_environment_and_that_before_the_folder(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{claim: Here.}]")
    stated = ledger_at("claims: [{claim: A.}, {claim: B.}]", "other/stated.yaml")
    named = ledger_at("claims: [{claim: A.}, {claim: B.}, {claim: C.}]", "third/named.yaml")
    env = {"LEDGER_CLAIMS": str(stated)}
    assert run("show", env=env).stderr.startswith("2 of 2")
    assert run("show", "--file", named, env=env).stderr.startswith("3 of 3")
    assert run("show", "-f", named.parent, "-f", stated, env=env).stderr.startswith("5 of 5")
    assert run("show", env={"LEDGER_CLAIMS": ""}).stderr.startswith("1 of 1")
    assert run("show", env={"LEDGER_CLAIMS": "gone.yaml"}).returncode == 2


def test_what_was_set_aside_and_what_was_not_read_is_noted(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{claim: A., date: yesterday}, {company: X}]")
    ledger_at("claims: [{claim: B.}]", "more.yaml")
    faults, count, unread = run("show").stderr.splitlines()
    assert faults == "note: 2 invalid entries in the ledger, 1 claim left out: see ledger check"
    assert count == "1 of 1 claim"
    assert "more.yaml" in unread


def test_in_a_pipe_the_terminal_of_standard_error_gives_the_width(at: Path, tmp_path: Path) -> None:
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 64, 0, 0))
    command = [sys.executable, "-m", "ledger", "show", "--file", str(at)]
    with subprocess.Popen(command, stdout=-1, stderr=its, cwd=tmp_path, env=PLAIN) as process:
        printed = process.communicate(timeout=60)[0].decode()
    os.close(its)
    os.close(ours)
    assert printed.startswith("OpenAI · $852 billion · ")  # a list, because a table needs more columns
