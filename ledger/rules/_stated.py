"""Compare a figure with the figures that a text states."""

from collections.abc import Sequence

from msgspec.structs import replace

from ledger.figures import Figure, Relation, relate


def states_otherwise(figure: Figure, stated: Sequence[Figure]) -> str:
    """The first stated figure with the same unit, as written, if none of them equals the figure; else "".

    A figure that rounds to it, or that has the same value and says "about" or "more than", counts as equal.
    A figure without a unit is not compared: other numbers in the text may count other things.
    """
    alike = [candidate for candidate in stated if figure.unit and candidate.unit == figure.unit]
    for candidate in alike:
        if figure.per and candidate.per and figure.per != candidate.per:
            continue
        if (candidate.low, candidate.high) == (figure.low, figure.high):
            return ""
        if relate(replace(figure, per=""), replace(candidate, per="")) in (Relation.same, Relation.rounded):
            return ""
    return alike[0].text if alike else ""
