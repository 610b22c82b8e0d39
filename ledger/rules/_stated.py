"""Compare a figure with the figures that a text states."""

from msgspec.structs import replace

from ledger.figures import Figure, Relation, find, relate, speaks_of_loss, unsigned


def states_otherwise(figure: Figure, text: str) -> str:
    """The first figure in a text with the same unit, as written, if none of them equals the figure; else "".

    A figure that rounds to it, or that has the same value and says "about" or "more than", counts as equal, and
    so does one without a sign in a text that speaks of a loss. A rate that only one of the two states is no
    difference. A figure without a unit is not compared: other numbers in the text may count other things.
    """
    alike = [other for other in find(text) if figure.unit and other.unit == figure.unit]
    if figure.high < 0 and alike and speaks_of_loss(text):
        figure = unsigned(figure)
        alike = [unsigned(other) for other in alike]
    for other in alike:
        if figure.per and other.per and figure.per != other.per:
            continue
        if (other.low, other.high) == (figure.low, figure.high):
            return ""
        if relate(replace(figure, per=""), replace(other, per="")) in (Relation.same, Relation.rounded):
            return ""
    return alike[0].text if alike else ""
