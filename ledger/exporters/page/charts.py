"""Bars of the latest figures and lines of their history, as SVG in the words of `compare` and `timeline`.

Horizontal positions are percentages, so that a picture fits any width and its text keeps its size.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ledger import dates
from ledger.comparison import (
    UNCERTAIN,
    History,
    LatestFigure,
    Step,
    histories,
    latest_figures,
    merged,
    shown_measure,
    value_of,
)
from ledger.exporters.page.markup import escaped
from ledger.exporters.page.table import lacks
from ledger.figures import Bound, Figure, Measure, based, measure_of
from ledger.metrics import metric_key
from ledger.model import FIRM, Claim
from ledger.origins import caveat
from ledger.text import fold

_MOST_CHARTS = 12  # of each kind; the table has everything
_MOST_BARS = 15
_ROW = 40  # pixels, for a bar and its label
_WORDS = 46  # characters that fit beside one another at the least width
_HEIGHT, _TOP, _BOTTOM, _DATES = 130, 30, 95, 118  # pixels, of a line chart
_LEFT, _RIGHT = 7.0, 93.0  # percent
_LONGEST_LABEL = 26  # characters
_ZERO = Decimal(0)
_ISOLATED = "\u2068{}\u2069"  # UAX #9, section 2.4: a name from right to left does not move the date; SVG has no <bdi>
_LIMITS = (Bound.over, Bound.under)


class _Point(NamedTuple):
    step: Step
    figure: Figure
    x: float  # percent
    day: float


def charts(claims: Sequence[Claim], superseded: Set[str]) -> str:
    """The pictures as HTML; "" if nothing can be compared. Only figures of one unit and rate share a picture."""
    bars = _metrics_to_draw(claims, superseded)
    lines = _histories_to_draw(claims, superseded)
    return _section(
        "The latest figures", [_bars(f"bars-{n}", *chart) for n, chart in enumerate(bars[:_MOST_CHARTS])], len(bars)
    ) + _section(
        "Figures over time", [_line(f"line-{n}", *chart) for n, chart in enumerate(lines[:_MOST_CHARTS])], len(lines)
    )


def _section(heading: str, pictures: Sequence[str], total: int) -> str:
    if not pictures:
        return ""
    left = total - len(pictures)
    more = f'<p class="soft">{left:,} more are not drawn.\n' if left else ""
    return f'<h3>{heading}</h3>\n<div class="charts">\n{"".join(pictures)}</div>\n{more}'


# Bars


def _metrics_to_draw(
    claims: Sequence[Claim], superseded: Set[str]
) -> list[tuple[str, Measure, Sequence[LatestFigure]]]:
    """For each metric with two companies or more, the commonest first, their latest figures that are not forecasts."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.metric and claim.status in FIRM and not claim.withdrawn and not (claim.id and claim.id in superseded):
            groups.setdefault(metric_key(claim.metric), []).append(claim)
    found: list[tuple[str, Measure, Sequence[LatestFigure]]] = [
        (group[0].metric, measure, ranked)
        for group in groups.values()
        for measure, ranked in latest_figures(group).items()
        if len(ranked) > 1
    ]
    return sorted(found, key=lambda one: -len(one[2]))


def _bars(name: str, metric: str, measure: Measure, ranked: Sequence[LatestFigure]) -> str:
    shown = ranked[:_MOST_BARS]
    drawn = [based(latest.figure, measure[0]) for latest in shown]
    lowest = min(_ZERO, *(figure.low for figure in drawn))
    highest = max(_ZERO, *(figure.high for figure in drawn))
    span = (highest - lowest) or Decimal(1)

    def x(value: Decimal) -> float:
        return float((value - lowest) / span) * 100

    bars = "".join(
        _bar(latest, figure, at * _ROW, x(_ZERO), x)
        for at, (latest, figure) in enumerate(zip(shown, drawn, strict=True))
    )
    title = f"{metric}{_unit(metric, measure)}"
    caption = f" The {_MOST_BARS} largest of {len(ranked):,}." if len(ranked) > len(shown) else ""
    if any(latest.figure.bound in _LIMITS for latest in shown):
        caption += " Dashed: a bound, not the figure itself."
    if any(latest.figure.low != latest.figure.high for latest in shown):
        caption += " Lighter: a range."
    said = "; ".join(f"{', '.join(latest.claim.company)}: {latest.claim.figure}" for latest in shown)
    return _picture(name, title, said, len(shown) * _ROW, bars, caption)


def _bar(latest: LatestFigure, figure: Figure, y: int, zero: float, x: Callable[[Decimal], float]) -> str:
    claim = latest.claim
    value = _cut(claim.figure, 30)
    doubt = caveat(claim) if lacks(claim) else UNCERTAIN if latest.uncertain else ""
    name = _cut(", ".join(claim.company), max(10, _WORDS - len(value) - len(claim.time) - len(doubt)))
    about = f'<tspan class="date">{escaped(claim.time)}</tspan>'
    about += f' <tspan class="doubt">{doubt}</tspan>' if doubt else ""
    label = (
        f'<text x="0" y="{y + 14}">{_ISOLATED.format(escaped(name))} {about}</text>'
        f'<text class="value" x="100%" y="{y + 14}" text-anchor="end">{escaped(value)}</text>'
    )
    near, far = sorted((x(figure.low), x(figure.high)), key=lambda end: abs(end - zero))
    if figure.low < 0 < figure.high:
        near = zero
    below = "below" if figure.high <= 0 else ""
    drawn = _rect(zero, near, y, f"{below} bound".lstrip() if figure.bound in _LIMITS else below)
    if figure.low != figure.high:
        ends = (x(figure.low), x(figure.high)) if near == zero else (near, far)
        drawn += _rect(*ends, y, f"{below} range".lstrip())
    return label + drawn


def _rect(start: float, end: float, y: int, kind: str) -> str:
    left, right = sorted((start, end))
    if left == right:
        return ""
    named = f' class="{kind}"' if kind else ""
    return f'<rect{named} x="{left:.4g}%" y="{y + 20}" width="{max(right - left, 0.3):.4g}%" height="9"/>'


# Lines


def _histories_to_draw(claims: Sequence[Claim], superseded: Set[str]) -> list[tuple[History, Measure, Sequence[Step]]]:
    """For each company and metric with figures of two times or more in one unit, those with the most first."""
    found: list[tuple[History, Measure, Sequence[Step]]] = []
    for history in histories(claims, frozenset(superseded)):
        measures: dict[Measure, list[Step]] = {}
        for step in history.steps:
            if step.figure is not None and not step.claim.withdrawn:
                measures.setdefault(measure_of(step.figure), []).append(step)
        for measure, steps in merged(measures).items():
            if len({step.claim.time for step in steps}) > 1:
                found.append((history, measure, steps))
    return sorted(found, key=lambda one: -len(one[2]))


def _line(name: str, history: History, measure: Measure, steps: Sequence[Step]) -> str:
    points = _points(steps, measure[0])
    values = [end for point in points for end in (point.figure.low, point.figure.high)]
    lowest, highest = min(_ZERO, *values), max(_ZERO, *values)
    span = (highest - lowest) or Decimal(1)

    def y(value: Decimal) -> float:
        return _BOTTOM - float((value - lowest) / span) * (_BOTTOM - _TOP)

    zero = y(_ZERO)
    drawn = f'<line class="axis" x1="0" x2="100%" y1="{zero:.4g}" y2="{zero:.4g}"/>'
    current = [point for point in points if not point.step.superseded]
    for one, other in pairwise(current):
        old = ' class="old"' if not _is_firm(other) else ""
        ends = y(value_of(one.figure)), y(value_of(other.figure))
        drawn += f'<line{old} x1="{one.x:.4g}%" y1="{ends[0]:.4g}" x2="{other.x:.4g}%" y2="{ends[1]:.4g}"/>'
    for point in points:
        if point.figure.low != point.figure.high:
            top, bottom = y(point.figure.high), y(point.figure.low)
            drawn += f'<line x1="{point.x:.4g}%" x2="{point.x:.4g}%" y1="{top:.4g}" y2="{bottom:.4g}"/>'
        old = "" if _is_firm(point) and not point.step.superseded else ' class="old"'
        drawn += f'<circle{old} cx="{point.x:.4g}%" cy="{y(value_of(point.figure)):.4g}" r="4"/>'
    for point, x, anchor in _labelled(points):
        top = y(point.figure.high if point.figure.high > 0 else value_of(point.figure)) - 10
        for kind, height, text in (("value", top, _label(point)), ("date", _DATES, point.step.claim.time)):
            place = f'x="{x:.4g}%" y="{height:.4g}" text-anchor="{anchor}"'
            drawn += f'<text class="{kind}" {place}>{escaped(text)}</text>'
    unit = _unit(history.metric, shown_measure(measure, (step.figure for step in steps if step.figure)))
    title = f"{', '.join(history.company)}: {history.metric}{unit}"
    said = "; ".join(f"{point.step.claim.time}: {point.step.claim.figure}" for point in points)
    caption = ""
    if any(point.step.superseded or not _is_firm(point) for point in points):
        caption += " Hollow: superseded, a forecast or a plan."
    if any(point.figure.bound in _LIMITS for point in points):
        caption += " Some are bounds, not the figure itself."
    if any(lacks(point.step.claim) for point in points):
        caption += " Some lack a full source."
    return _picture(name, title, said, _HEIGHT, drawn, caption)


def _points(steps: Sequence[Step], dimension: str) -> list[_Point]:
    """The steps at the middle of the time that each speaks of, in the base unit of a dimension."""
    days = []
    for step in steps:
        span = dates.parse(step.claim.time)
        days.append((span.first.toordinal() + span.last.toordinal()) / 2)
    first, last = min(days), max(days)
    points = []
    for step, day in zip(steps, days, strict=True):
        assert step.figure is not None
        share = (day - first) / (last - first) if last > first else 0.5
        points.append(_Point(step, based(step.figure, dimension), _LEFT + share * (_RIGHT - _LEFT), day))
    return sorted(points, key=lambda point: point.day)


def _label(point: _Point) -> str:
    return _cut(point.figure.text, _LONGEST_LABEL)


def _labelled(points: Sequence[_Point]) -> Iterator[tuple[_Point, float, str]]:
    """The points that have room for a label, with its place and the side by which it is placed.

    These are the first, the last if the two do not meet, and of the others those that meet no label before them.
    """
    first, *between, last = points
    room = 100 - _width(last)
    end = _width(first)
    yield first, 0.0, "start"
    for point in between:
        half = _width(point) / 2
        if point.x - half > end + 2 and point.x + half < room - 2:
            yield point, point.x, "middle"
            end = point.x + half
    if room > end + 2:
        yield last, 100.0, "end"


def _width(point: _Point) -> float:
    """About how many percent a label takes at the least width."""
    return 2.1 * max(len(_label(point)), len(point.step.claim.time))


def _is_firm(point: _Point) -> bool:
    return point.step.claim.status in FIRM


# Both


def _picture(name: str, title: str, description: str, height: int, drawn: str, caption: str) -> str:
    """A picture with its heading, and in words for those who do not see it."""
    return (
        f'<figure><figcaption><b>{escaped(title)}</b><span class="soft">{caption}</span></figcaption>\n'
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" height="{height}">'
        f'<title id="{name}-t">{escaped(title)}</title><desc id="{name}-d">{escaped(description)}</desc>'
        f"{drawn}</svg></figure>\n"
    )


def _unit(metric: str, measure: Measure) -> str:
    """The unit and rate, if the metric does not say them: `, USD per year`."""
    unit = " per ".join(part for part in measure if part)
    return f", {unit}" if unit and fold(unit) not in fold(metric) else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
