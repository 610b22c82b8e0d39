"""Questions that one key answers."""

from collections.abc import Collection

import typer

from ledger.cli.output import emit

QUIT = "q"
_QUITTING = ("q", "\x04", "\x1b")  # Ctrl-D and Esc, too


def pressed(prompt: str, keys: Collection[str]) -> str:
    """The key that a person presses, one of `keys`, or QUIT; others are asked again."""
    while True:
        emit(prompt)
        try:
            typed = typer.getchar()
        except EOFError:
            typed = QUIT
        answer = typed.lower()
        emit(f"{answer if answer.isprintable() else ''}\n")
        if answer in _QUITTING:
            return QUIT
        if answer in keys:
            return answer
