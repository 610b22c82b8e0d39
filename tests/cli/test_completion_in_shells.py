"""Tab in real shells: it completes ids and names, and runs nothing that is in the ledger."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import LedgerAt

# What a shell that evaluates a proposal, or a text beside it, would run; each in a ledger of its own.
TRAPS = [
    r"\$(touch PWN)",
    "$(touch PWN)",
    r"\`touch PWN\`",
    "`touch PWN`",
    r"\"; touch PWN; \"",
    r"\'; touch PWN; \'",
    "'; touch PWN; '",
    ")); touch PWN; ((",
]
LEDGER = """\
sources:
  acme-report: {publisher: P, title: T, url: 'https://acme.com/'}
claims:
  - {id: acme-revenue, company: P, claim: P, metric: P, publisher: P, tags: [P], note: P}
"""
SHELLS = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], "source completion.bash; PS1='re''ady '\n"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; source completion.zsh; PS1='re''ady '\n"),
    "fish": (
        ["fish", "--no-config", "-i"],
        "source completion.fish; function fish_prompt; echo -n 're''ady '; end\n",
    ),
}


def screen_after(terminal: int, typed: str, *awaited: str) -> str:
    """What the shell prints until all that is awaited is on the screen, for 20 seconds at most."""
    os.write(terminal, typed.encode())
    screen = ""
    end = time.monotonic() + 20
    while time.monotonic() < end and not all(text in screen for text in awaited):
        if select.select([terminal], [], [], 0.1)[0]:
            screen += os.read(terminal, 65536).decode(errors="replace")
            if "\x1b[c" in screen or "\x1b[0c" in screen:  # fish asks what terminal this is, and waits for the answer
                os.write(terminal, b"\x1b[?62;c")
                screen = screen.replace("\x1b[c", "").replace("\x1b[0c", "")
    return screen


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_and_runs_nothing(ledger_at: LedgerAt, tmp_path: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "LEDGER_CACHE": "off",
    }
    asking = environment | {"_LEDGER_COMPLETE": f"source_{shell}"}
    script = subprocess.run(["ledger"], env=asking, capture_output=True, check=True).stdout
    for number, trap in enumerate(TRAPS):
        folder = ledger_at(LEDGER.replace(": P", f": {json.dumps(f'Acme {trap}')}"), f"{number}/claims.yaml").parent
        (folder / f"completion.{shell}").write_bytes(script)
        for typed, *proposed in (("ledger edit acme-re", "report", "revenue"), ("ledger show -c acm", "touch")):
            screen = screen_of_tab(shell, folder, environment, typed, proposed)
            assert all(word in screen for word in proposed), screen
    assert [path for path in tmp_path.rglob("*") if path.name.startswith("PWN")] == []


def screen_of_tab(shell: str, folder: Path, environment: dict[str, str], typed: str, proposed: list[str]) -> str:
    """What a new shell prints when Tab is pressed twice after a text."""
    command, setup = SHELLS[shell]
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    try:
        screen_after(terminal, setup, "ready ")
        return screen_after(terminal, f"{typed}\t\t", *proposed)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
