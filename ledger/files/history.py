"""Files as they were in a revision of git."""

import os
import subprocess
from collections.abc import Sequence

from ledger.errors import LedgerError
from ledger.text import clean

_SECONDS = 60
_NOT_COMMITTED = "Not Committed Yet"  # what git blame calls the author of such a line


def commit_named(revision: str, beside: str) -> str:
    """The commit that a revision names, in the repository of a file. Raises LedgerError if there is none."""
    found = _git(beside, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        _check_repository(beside)
        raise LedgerError(
            f"git knows no revision '{clean(revision)}'; name a commit, a tag, or a day such as 2026-03-31"
        )
    return found.decode().strip()


def commit_before(day: str, beside: str) -> str:
    """The last commit before a day began, local time. Raises LedgerError if there is none."""
    found = _git(beside, "rev-list", "-1", f"--before={day}T00:00:00", "HEAD")
    if found is None:
        _check_repository(beside)
    if not found:
        raise LedgerError(f"there is no commit before {day}")
    return found.decode().strip()


def texts_at(commit: str, paths: Sequence[str]) -> dict[str, bytes]:
    """The bytes of the files that were there in a commit, by their paths; a folder means the files directly in it."""
    texts: dict[str, bytes] = {}
    for path in paths:
        if os.path.isdir(path):
            listed = _git(path, "ls-tree", "--name-only", "-z", commit, "./", inside=True) or b""
            names = [os.fsdecode(name) for name in listed.split(b"\0") if name]
            inside = [os.path.join(path, name) for name in names if name.endswith((".yaml", ".yml"))]
        else:
            inside = [path]
        for file in inside:
            found = _git(file, "cat-file", "blob", f"{commit}:./{os.path.basename(file)}")
            if found is not None:
                texts[file] = found
    return texts


def authors_of(path: str) -> list[str]:
    """Who wrote each line of a file, by git: "" for a line that is not committed; nothing if git knows no such file."""
    try:
        found = _git(path, "blame", "--line-porcelain", "-w", "--", os.path.basename(path))
    except LedgerError:
        return []
    authors: list[str] = []
    author = ""
    for line in (found or b"").decode("utf-8", "replace").split("\n"):
        if line.startswith("author "):
            author = line.removeprefix("author ")
        elif line.startswith("\t"):
            authors.append("" if author == _NOT_COMMITTED else author)
    return authors


def _check_repository(beside: str) -> None:
    if _git(beside, "rev-parse", "--git-dir") is None:
        raise LedgerError(f"{clean(beside)} is not in a git repository, so it has no earlier revision")


def _git(beside: str, *arguments: str, inside: bool = False) -> bytes | None:
    """What git prints in the folder of a file, or in a folder; None if it fails. Raises LedgerError without git."""
    folder = beside if inside or os.path.isdir(beside) else os.path.dirname(beside) or "."
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise LedgerError("git is not installed, so there are no earlier revisions to compare with") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LedgerError(f"git could not be run: {error}") from None
    return done.stdout if done.returncode == 0 else None
