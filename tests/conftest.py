"""What tests have in common: a ledger from its text, each YAML parser, and the real command."""

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import yaml
from hypothesis import HealthCheck, settings

from ledger import cli
from ledger.loading import load_text, reader
from ledger.model import Ledger

if TYPE_CHECKING:
    from browser import Browser
    from selenium.webdriver import Chrome

# A slow machine is no fault of the ledger's.
settings.register_profile("ledger", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ledger")

# What a person's shell may set, and a test must not depend on.
_OWN = (
    "LEDGER_",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "COLUMNS",
    "LINES",
    "TERM",
    "LC_",
    "LANG",
    "PYTHON",
    "GITHUB_",
)


os.environ["LEDGER_CACHE"] = "off"  # except where the cache is the subject


class LedgerAt(Protocol):
    def __call__(self, text: str | bytes, name: str = "claims.yaml") -> Path: ...


class Load(Protocol):
    def __call__(self, text: str) -> Ledger: ...


class Run(Protocol):
    def __call__(
        self, *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, input: str = ""
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def ledger_at(tmp_path: Path) -> LedgerAt:
    """Write a file into the test's own folder; the path is returned. Text is written with the line ends that it has."""

    def write(text: str | bytes, name: str = "claims.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def load() -> Load:
    """A ledger from its text, as if it stood in claims.yaml."""
    return lambda text: load_text(text, "claims.yaml")


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each parser in turn: libyaml, and PyYAML's own, which is used if libyaml is missing."""
    if request.param == "libyaml" and not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader if request.param == "python" else yaml.CSafeLoader)
    return str(request.param)


def _environment(given: Mapping[str, str] | None) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return plain | {"LC_ALL": "C.UTF-8", "LEDGER_CACHE": "off"} | dict(given or {})


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `ledger` in this process, in the test's own folder unless told otherwise.

    Standard input is empty unless `input` is given. The output keeps its line ends; `env` is added to
    a plain environment.
    """

    def ledger(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, input: str = ""
    ) -> subprocess.CompletedProcess[str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
        stdin = io.TextIOWrapper(io.BytesIO(input.encode()), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "environ", _environment(env))
            patch.setattr(sys, "stdin", stdin)
            patch.chdir(cwd or tmp_path)
            with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
                code = cli.run([str(argument) for argument in arguments])
        texts = []
        for stream in streams:
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())
        return subprocess.CompletedProcess(arguments, code, *texts)

    return ledger


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """The same as a process of its own, where streams, signals or the start itself are the subject."""

    def ledger(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, input: str = ""
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "ledger", *arguments],
            cwd=cwd or tmp_path,
            env=_environment(env),
            input=input.encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return ledger


def at_a_terminal(
    folder: Path, arguments: Sequence[str], typed: Sequence[str], prompts: tuple[str, ...]
) -> tuple[int, str]:
    """The exit code and the screen of a command in a pseudo-terminal, in which something is typed at each prompt."""
    left = list(typed)
    pid, terminal = pty.fork()
    if not pid:
        os.environ["TERM"] = "dumb"
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "ledger", *arguments])
    screen = ""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                screen += os.read(terminal, 65536).decode()
            except OSError:
                break
        elif left and screen.endswith(prompts):  # and nothing follows: the prompt is whole
            screen += "⏎"
            os.write(terminal, left.pop(0).encode())
    else:
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), screen


@pytest.fixture(scope="session")
def driver() -> Iterator["Chrome"]:
    from browser import started  # slow to import, and needed by few tests

    yield from started()


@pytest.fixture
def browser(driver: "Chrome", tmp_path: Path) -> Iterator["Browser"]:
    from browser import page_in

    yield from page_in(driver, tmp_path)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    from browser import server_of

    yield from server_of(tmp_path)
