"""Comparisons as bars, and histories with changes."""

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ledger.comparison import UNCERTAIN, History, LatestFigure, Step, rounded
from ledger.figures import Measure
from ledger.model import Source
from ledger.origins import caveat
from ledger.terminal.claims import cited, names, publishers, sources
from ledger.terminal.layout import GAP, Line, Run, cells_of, indented, padded, wrap
from ledger.text import clean

_UNDATED = "undated"
_LEAST_BAR = 8  # columns; the minimum length of the longest bar
_EIGHTHS = "▏▎▍▌▋▊▉█"
_NEGATIVE = "░"


def latest_and_sources(
    latest_figures: Mapping[Measure, Sequence[LatestFigure]],
    numbers: Mapping[Source, int],
    columns: int,
    replaced: Container[str] = (),
) -> Iterator[Line]:
    """Bars for each unit and rate, to scale within it, and the sources; superseded claims are marked."""
    for count, ((unit, per), ranked) in enumerate(latest_figures.items()):
        if count:
            yield []
        if len(latest_figures) > 1:
            yield [Run(" per ".join(part for part in (unit or "no unit", per) if part), "bold")]
        yield from _bars(ranked, numbers, columns, replaced)
    yield from sources(numbers, columns)


def _bars(
    ranked: Sequence[LatestFigure], numbers: Mapping[Source, int], columns: int, replaced: Container[str]
) -> Iterator[Line]:
    time = max(len(latest.claim.time or _UNDATED) for latest in ranked)
    publisher = max(cells_of(publishers(latest.claim)) for latest in ranked)
    table = [(latest, _details(latest, numbers, time, publisher, replaced)) for latest in ranked]
    name = max(cells_of(names(latest.claim)) for latest in ranked)
    figure = max(cells_of(clean(latest.claim.figure)) for latest in ranked)
    multiples = [_multiple(latest.multiple) for latest in ranked]
    times = max(map(len, multiples))
    about = max(sum(cells_of(run.text) for run in details) for _, details in table)
    # If the bars would get too short, the details go on a line of their own.
    room = columns - (name + figure + times + about + 4 * GAP)
    apart = room < _LEAST_BAR
    above = columns < name + figure + times + _LEAST_BAR + 3 * GAP  # the name has a line of its own
    lead = GAP if above else name + GAP
    if apart:
        room = max(_LEAST_BAR, columns - (lead + figure + times + 2 * GAP))
    most = max(abs(latest.value) for latest in ranked)
    for (latest, details), multiple in zip(table, multiples, strict=True):
        title = Run(names(latest.claim), "bold")
        if above:
            yield from wrap([title], columns)
        line = [
            *padded([] if above else [title], lead),
            *padded([Run(_bar(latest.value, most, room), "red" if latest.value < 0 else "cyan")], room + GAP),
            *padded([Run(clean(latest.claim.figure), "bold")], figure, right=True),
            Run(" " * GAP),
            *padded([Run(multiple)], times + GAP),
        ]
        if apart:
            yield line
            yield from indented(details, lead, columns)
        else:
            yield [*line, *details]


def _bar(value: Decimal, most: Decimal, room: int) -> str:
    """A bar to scale, to an eighth of a column, or to a column if negative; only zero is invisible."""
    eighths = int((abs(value) / most * room * 8).to_integral_value(ROUND_HALF_UP)) if most else 0
    if value and not eighths:
        eighths = 1
    if value < 0:
        return _NEGATIVE * max(1, round(eighths / 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest - 1] if rest else "")


def _multiple(multiple: Decimal | None) -> str:
    shown = _short(multiple) if multiple is not None else "1.0"
    return "" if shown == "1.0" else f"×{shown} the next"


def _details(
    latest: LatestFigure, numbers: Mapping[Source, int], time: int, publisher: int, replaced: Container[str]
) -> list[Run]:
    """Date, publisher, citation, status and caveats."""
    claim = latest.claim
    runs = padded([Run(claim.time or _UNDATED)], time + GAP)
    runs += padded([Run(publishers(claim))], publisher + GAP if publisher else 0)
    runs.append(cited(claim, numbers)._replace(text=f"[{cited(claim, numbers).text}]"))
    if claim.status != "reported":
        runs.append(Run(f"  {claim.status}", "italic magenta"))
    if claim.id and claim.id in replaced:
        runs.append(Run("  superseded", "red"))
    if claim.withdrawn:
        runs.append(Run("  retracted", "red"))
    if doubt := caveat(claim):
        runs.append(Run(f"  {doubt}", "yellow"))
    if latest.uncertain:
        runs.append(Run(f"  {UNCERTAIN}", "yellow"))
    return runs


def histories_and_sources(histories: Sequence[History], numbers: Mapping[Source, int], columns: int) -> Iterator[Line]:
    """The claims by company and metric, one a line, and the sources."""
    for count, history in enumerate(histories):
        if count:
            yield []
        yield [Run(clean(", ".join(history.company)), "bold"), Run(f" · {clean(history.metric)}")]
        yield from _steps(history.steps, numbers, columns)
    yield from sources(numbers, columns)


def _steps(steps: Sequence[Step], numbers: Mapping[Source, int], columns: int) -> Iterator[Line]:
    time = max(len(step.claim.time) for step in steps)
    figure = max(cells_of(clean(step.claim.figure)) for step in steps)
    changes = [_change(step) for step in steps]
    change = max(map(len, changes))
    for step, said in zip(steps, changes, strict=True):
        claim = step.claim
        style = "dim" if step.superseded else ""
        details = [
            Run(publishers(claim), style),
            cited(claim, numbers)._replace(text=f"[{cited(claim, numbers).text}]"),
        ]
        if claim.status != "reported":
            details.append(Run(claim.status, "italic magenta"))
        if step.superseded:
            details.append(Run("retracted" if claim.withdrawn else "superseded", "dim"))
        details.append(Run(claim.id, "dim"))
        spaced = [part for run in details if run.text for part in (Run("  "), run)][1:]
        head = [
            Run("  "),
            *padded([Run(claim.time, style)], time + GAP),
            *padded([Run(clean(claim.figure), f"{style} bold".strip())], figure, right=True),
            *padded([Run(f"  {said}", style)], change + 2 * GAP),
        ]
        width = sum(cells_of(run.text) for run in head)
        longest = max(cells_of(run.text) for run in spaced)
        if width + longest > columns:  # below, with an indent of its own
            yield head
            yield from indented(spaced, 2 * GAP, columns)
            continue
        first, *others = wrap(spaced, columns - width, fold=False)
        yield [*head, *first]
        for line in others:
            yield [Run(" " * width), *line]


def _change(step: Step) -> str:
    """`+124% ×2.2`; for percentages and temperatures the difference; `n/m` (not meaningful) across zero."""
    if step.change is None:
        return "n/m" if step.crosses_zero else ""
    value, points = step.change
    if points:
        return f"{_signed(value)} {points}"
    percent = f"{_signed(value * 100)}%"
    return f"{percent} ×{_short(value + 1)}" if value >= 1 else percent


def _signed(value: Decimal) -> str:
    shown = rounded(value, "1" if abs(value) >= 10 else "0.1")
    return f"{shown:+f}".removesuffix(".0").replace("-", "−") if shown else "±0"


def _short(value: Decimal) -> str:
    """With one decimal below ten, else without."""
    return f"{rounded(value, '1' if value >= 10 else '0.1'):,f}"
