"""Who is at the keyboard."""

import subprocess
import sys

from ledger.errors import LedgerError


def person_named(given: str) -> str:
    """Who says so: the given name, else git's. Raises LedgerError if there is none."""
    if given.strip():
        return given.strip()
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=5, check=False)
        name = done.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    if not name:
        raise LedgerError("no name to sign with, because git has no user.name; give yours with --by")
    return name


def can_be_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
