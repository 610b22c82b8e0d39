"""The terminal: its width, whether there is one, and lines as text with or without escape sequences."""

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style

from ledger.terminal.layout import Line, Run

Item = TypeVar("Item")

WIDTH_OF_A_PIPE = 100
_MANY = 5  # files that are worth a progress bar


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):  # closed
        return False


def use_color(color: str = "auto", *, to_file: bool = False) -> bool:
    """Whether to write escape sequences: `always`, `never`, or `auto` to a terminal that knows them."""
    if color != "auto":
        return color == "always"
    return not to_file and is_terminal() and os.environ.get("TERM") not in ("dumb", "unknown")


def width() -> int:
    """The columns to fill: $COLUMNS, else the terminal's, else 100.

    If standard output is a pipe, the terminal of standard error counts: `| less` shows it there.
    """
    stated = os.environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdecimal() and int(stated[:6]) > 0:
        return min(int(stated[:6]), 10_000)
    for stream in (sys.stdout, sys.stderr):
        # Closed; no terminal; a stream without a descriptor.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            if columns := os.get_terminal_size(stream.fileno()).columns:
                return columns
    return WIDTH_OF_A_PIPE


def tracked(items: Sequence[Item], what: str) -> Iterable[Item]:
    """The items one by one, with a progress bar on standard error if that is a terminal and there are many."""
    if len(items) < _MANY or not sys.stderr.isatty():
        return items
    from rich.progress import track  # slow to import, and rarely needed

    return track(items, description=what, console=Console(stderr=True), transient=True)


def rendered(lines: Iterable[Line], *, styled: bool) -> str:
    """The lines as text, with escape sequences if `styled`; with NO_COLOR only bold and italic remain."""
    if not styled:
        return "".join("".join(run.text for run in line).rstrip(" ") + "\n" for line in lines)
    console = Console(
        file=io.StringIO(), force_terminal=True, color_system="standard", width=10_000, legacy_windows=False
    )
    with console.capture() as capture:
        console.print(_Lines(lines), crop=False, end="")
    return capture.get()


class _Lines:
    """Lines as a rich renderable."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in self._lines:
            last = len(line) - 1
            while last >= 0 and not line[last].text.strip(" "):
                last -= 1
            for number, run in enumerate(line[: last + 1]):
                yield Segment(run.text.rstrip(" ") if number == last else run.text, _style(run))
            yield Segment.line()


def _style(run: Run) -> Style | None:
    if run.link:
        return _named(run.style) + Style(link=run.link)
    return _named(run.style) if run.style else None


@lru_cache
def _named(style: str) -> Style:
    return Style.parse(style)
