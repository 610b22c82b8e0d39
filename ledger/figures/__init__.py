"""Figures as news prints them: found in prose, read from fields, written, and compared."""

from collections.abc import Iterator

from ledger.figures.compare import Relation, likely_typo, relate
from ledger.figures.fields import amount, read, written
from ledger.figures.figure import Bound, Figure
from ledger.figures.grammar import scan

__all__ = ["Bound", "Figure", "Relation", "amount", "find", "likely_typo", "read", "relate", "written"]


def find(text: str) -> Iterator[Figure]:
    """Every figure that a piece of prose states, in the order of the text.

    Years, dates, clock times, numbering, versions and names with numbers are none. Raises nothing,
    and takes time in proportion to the length of the text.
    """
    return scan(text)
