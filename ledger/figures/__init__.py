"""Figures as news writes them: found in prose, read from fields, and compared."""

from collections.abc import Iterator

from ledger.figures.field import ambiguity, amount, read, speaks_of_loss, unexplained, unsigned
from ledger.figures.figure import Bound, Figure
from ledger.figures.measures import (
    Measure,
    are_comparable,
    based,
    in_common,
    is_count,
    joined,
    measure_of,
    size_of,
    within,
)
from ledger.figures.prose.scan import scan
from ledger.figures.relation import Relation, conflict, likely_typo, relate, typo_in_conflict
from ledger.figures.vocabulary.currencies import MONEY
from ledger.figures.vocabulary.dimensions import TEMPERATURES, WITH_CENTS

__all__ = [
    "MONEY",
    "TEMPERATURES",
    "WITH_CENTS",
    "Bound",
    "Figure",
    "Measure",
    "Relation",
    "ambiguity",
    "amount",
    "are_comparable",
    "based",
    "conflict",
    "find",
    "in_common",
    "is_count",
    "joined",
    "likely_typo",
    "measure_of",
    "read",
    "relate",
    "size_of",
    "speaks_of_loss",
    "typo_in_conflict",
    "unexplained",
    "unsigned",
    "within",
]


def find(text: str) -> Iterator[Figure]:
    """Every figure in a piece of prose, in the order of the text.

    Years, dates, clock times, numbering, versions and names with numbers are not figures. Raises
    nothing; the time is proportional to the length of the text.
    """
    return scan(text)
