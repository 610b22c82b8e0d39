"""Figures as news writes them: found in prose, read from fields, and compared."""

from collections.abc import Iterator

from ledger.figures.field import ambiguity, amount, is_count, read, speaks_of_loss, unexplained, unsigned
from ledger.figures.figure import Bound, Figure
from ledger.figures.prose.scan import scan
from ledger.figures.relation import Relation, likely_typo, relate
from ledger.figures.vocabulary.currencies import MONEY

__all__ = [
    "MONEY",
    "Bound",
    "Figure",
    "Relation",
    "ambiguity",
    "amount",
    "find",
    "is_count",
    "likely_typo",
    "read",
    "relate",
    "speaks_of_loss",
    "unexplained",
    "unsigned",
]


def find(text: str) -> Iterator[Figure]:
    """Every figure in a piece of prose, in the order of the text.

    Years, dates, clock times, numbering, versions and names with numbers are not figures. Raises
    nothing; the time is proportional to the length of the text.
    """
    return scan(text)
