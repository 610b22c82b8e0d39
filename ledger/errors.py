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
    """A command could not run. The message says where, what, and how to fix it."""


class ClosedPipe(Exception):
    """The reader of standard output has gone (`ledger show | head -1`)."""


class InvalidValue(ValueError):
    """A value that is not valid in its field: what is wrong with it, and how to fix it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message}; {fix}")
        self.message = message
        self.fix = fix
