"""Exceptions that end a command, and the exit codes."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes; 130 and 141 are 128 plus SIGINT and SIGPIPE, as shells report them."""

    DONE = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class LedgerError(Exception):
    """A command could not run. The message says what, and how to fix it; `place` says where, as path:line:col."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: error: {message}" if place else message)
        self.message = message
        self.place = place


class ClosedPipeError(Exception):
    """The reader of standard output has gone (`ledger show | head -1`)."""


class InvalidValueError(ValueError):
    """A value that is not valid in its field: what is wrong, how to fix it, and the value itself.

    `{}` in `what` stands for the value, so that errors of one kind are those that have the same `what`.
    """

    def __init__(self, what: str, fix: str, value: str = "") -> None:
        self.what = what
        self.fix = fix
        self.value = value
        super().__init__(f"{self.message}; {fix}")

    @property
    def message(self) -> str:
        """What is wrong, with the value."""
        return self.what.replace("{}", self.value, 1)
