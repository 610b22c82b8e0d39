"""The two streams: data to standard output, everything else to standard error."""

import shutil
import sys
from typing import IO

from ledger.errors import ClosedPipeError, LedgerError
from ledger.text import clean_lines

_NARROWEST = 40  # columns; a shorter text is not broken anywhere


def emit(text: str, *, encoding: str = "") -> None:
    """Write data to standard output, in its encoding unless another is given.

    Raises ClosedPipeError if the reader has gone, LedgerError if it cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        raise LedgerError("cannot write: standard output is closed")
    coding = encoding or stream.encoding or "utf-8"
    emit_bytes(text.encode(coding, "surrogateescape" if coding == "utf-8" else "backslashreplace"))


def emit_bytes(data: bytes) -> None:
    """Write data to standard output.

    Raises ClosedPipeError if the reader has gone, LedgerError if it cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        raise LedgerError("cannot write: standard output is closed")
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except OSError as error:
        abandon(stream)
        if isinstance(error, BrokenPipeError):
            raise ClosedPipeError from None
        raise LedgerError(f"cannot write to standard output: {error.strerror}") from None


def emit_data(text: str, *, paged: bool = False) -> None:
    """Write what other programs read, as UTF-8; on a terminal with control characters made visible.

    If it may be `paged`, a text that is longer than the terminal is shown by $PAGER, else by less.
    """
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    if on_terminal and paged and text.count("\n") >= shutil.get_terminal_size().lines:
        import pydoc  # slow to import

        pydoc.pager(clean_lines(text))
    else:
        emit(clean_lines(text) if on_terminal else text, encoding="utf-8")


def abandon(stream: IO[str]) -> None:
    """Discard what is left in the buffer, so that the interpreter does not try to write it at exit."""
    from ledger.files.replacing import discard_output  # rarely needed

    discard_output(stream.fileno())


def note(text: str) -> None:
    """Print a line for the user on standard error."""
    if sys.stderr is None:  # closed; print would use standard output
        return
    try:
        print(_fitted(clean_lines(text)), file=sys.stderr, flush=True)
    except OSError:  # the exit code still tells
        abandon(sys.stderr)


def _fitted(text: str) -> str:
    """A text with lines that a terminal does not break within a word; unchanged where there is no terminal."""
    if len(text) < _NARROWEST or not sys.stderr.isatty():
        return text
    import textwrap

    width = shutil.get_terminal_size().columns
    lines = (
        textwrap.wrap(
            line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False, drop_whitespace=True
        )
        if len(line) > width and not line.startswith(" ")
        else [line]
        for line in text.split("\n")
    )
    return "\n".join("\n".join(parts) for parts in lines)


def note_error(error: LedgerError) -> None:
    """Print why a command could not run."""
    note(str(error) if error.place else f"error: {error}")
