"""The arithmetic of a draft beyond one sentence: the rows of its tables, and its headline beside its text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ledger.documents.tables import Cell
from ledger.drafts.arithmetic import agrees, growth
from ledger.drafts.consistency import Inconsistent, inconsistent, like
from ledger.drafts.statements import Passage, value_of
from ledger.drafts.words import years
from ledger.figures import MONEY, Figure, Relation, are_comparable, is_count, likely_typo, measure_of, relate

_CHANGE = re.compile(r"\b(?:change|growth|increase|decrease|chg|yoy|y/y|variation)\b|±|Δ", re.IGNORECASE)
_DIGITS = 2  # of a figure in a headline, at least
_DURATIONS = ("second", "month")


def inconsistent_in(passages: Sequence[Passage]) -> list[tuple[Passage, Inconsistent]]:
    """The figures of a draft that others of their sentence, of their row, or below the headline contradict."""
    own = [(passage, finding) for passage in passages for finding in inconsistent(passage.text, passage.figures)]
    return [*own, *_rows(passages), *_headline(passages)]


def _rows(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Inconsistent]]:
    """The percentages under "Change" that the levels of two years in the same row contradict."""
    rows: dict[int, list[tuple[Passage, Figure, Cell]]] = {}
    for passage in passages:
        figure = passage.figures[0]
        at = passage.start + figure.start
        if cell := passage.draft.cell_at(at):
            rows.setdefault(passage.draft.text.rfind("\n", 0, at), []).append((passage, figure, cell))
    for row in rows.values():
        levels = [(years(cell.column), figure) for _, figure, cell in row if len(years(cell.column)) == 1]
        changes = [cell for cell in row if cell[1].unit == "%" and _CHANGE.search(cell[2].column)]
        if len(levels) != 2 or len(changes) != 1:
            continue
        (earlier, later) = sorted(levels, key=lambda cell: sorted(cell[0]))
        if earlier[0] == later[0] or not _comparable(earlier[1], later[1]):
            continue
        passage, stated, _ = changes[0]
        found = growth(later[1], earlier[1])
        if found and not agrees(stated, found):
            yield passage, Inconsistent(stated, like(stated, found.value))


def _headline(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Inconsistent]]:
    """The figures of the headline that stand in the text with a slip: "5,400 jobs" above "4,500 jobs"."""
    body = [figure for passage in passages if not passage.headline for figure in passage.figures]
    for passage in passages:
        is_headline = passage.headline and passage.text.rstrip()[-1:] not in tuple(".!?…")
        for figure in passage.figures if is_headline else ():
            if len(re.sub(r"\D", "", figure.text).strip("0")) < _DIGITS or measure_of(figure)[0] in _DURATIONS:
                continue
            alike = [other for other in body if _is_like(figure, other)]
            if any(relate(figure, other) is not Relation.conflicting for other in alike):
                continue
            values = {value_of(other): other for other in alike}
            if len(values) == 1 and likely_typo(figure, next(iter(values.values()))):
                yield passage, Inconsistent(figure, next(iter(values.values())).text)


def _is_like(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one unit; a bare number is of none."""
    if not one.unit or not other.unit or one.per != other.per:
        return False
    return one.unit == other.unit and are_comparable(one, other)


def _comparable(one: Figure, other: Figure) -> bool:
    money = one.unit in MONEY or other.unit in MONEY
    return are_comparable(one, other) if money or one.unit == other.unit else is_count(measure_of(one)[0])
