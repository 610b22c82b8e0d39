"""What stops a command, and the exit codes it stops with."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a shell is told; 130 and 141 are 128 plus SIGINT and SIGPIPE, as shells report them."""

    DONE = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130
    CLOSED_PIPE = 141


class LedgerError(Exception):
    """A command could not run; the message says where, what, and how to mend it."""


class ClosedPipe(Exception):
    """Whoever read the output has gone (`ledger show | head -1`)."""


class Faulty(ValueError):
    """A value that is not what it should be: what is wrong with it, and what to write instead."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")
        self.what = what
        self.mend = mend
