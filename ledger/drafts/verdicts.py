"""What the ledger says of the figures of a draft."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from ledger.figures import Figure
from ledger.model import Claim


class Verdict(StrEnum):
    """What the ledger says of a figure."""

    WITHDRAWN = "withdrawn"
    CONTRADICTED = "contradicted"
    INCONSISTENT = "inconsistent"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    UNBACKED = "unbacked"
    ROUNDED = "rounded"
    CONFIRMED = "confirmed"
    BACKED = "backed"
    DERIVED = "derived"
    NOT_CHECKED = "not checked"


class VerdictLabel(NamedTuple):
    """What a verdict is called where people read it."""

    name: str  # of a group of figures
    word: str  # of one, and of several in a count
    meaning: str


# The verdicts, the most urgent first.
SHOWN = {
    Verdict.WITHDRAWN: VerdictLabel("withdrawn", "withdrawn", "The claim that states it is retracted."),
    Verdict.CONTRADICTED: VerdictLabel(
        "differs from the ledger", "differs", "The ledger gives another figure for the same thing."
    ),
    Verdict.INCONSISTENT: VerdictLabel(
        "does not add up", "inconsistent", "Other figures of the same sentence give another one."
    ),
    Verdict.OUTDATED: VerdictLabel("outdated", "outdated", "The ledger has a later figure."),
    Verdict.UNCLEAR: VerdictLabel(
        "to read: may be in the ledger", "to read", "The same figure, or another of what may be the same thing."
    ),
    Verdict.UNBACKED: VerdictLabel("not in the ledger", "not in the ledger", "No claim states it."),
    Verdict.ROUNDED: VerdictLabel("in the ledger, rounded", "rounded", "It rounds to what a claim states."),
    Verdict.CONFIRMED: VerdictLabel(
        "in the ledger, confirmed", "confirmed", "A person has said which claim is meant, and that claim states it."
    ),
    Verdict.BACKED: VerdictLabel("in the ledger", "in the ledger", "A claim states it."),
    Verdict.DERIVED: VerdictLabel(
        "follows from the ledger", "derived", "Growth, difference or ratio of two claims of a company and metric."
    ),
}
# The verdicts with which an audit fails.
FAILING = (
    *(Verdict.WITHDRAWN, Verdict.CONTRADICTED, Verdict.INCONSISTENT, Verdict.OUTDATED, Verdict.UNCLEAR),
    Verdict.UNBACKED,
)


class Judgement(Struct, frozen=True):
    """A figure of a draft with its verdict, the claims that it rests on, and what speaks against them."""

    path: str
    line: int
    column: int
    text: str  # the figure, as written
    sentence: str
    at: int  # the index of the figure in the sentence
    start: int  # and in the text of the draft
    end: int
    verdict: Verdict
    claims: tuple[Claim, ...] = ()  # the likeliest first
    ground: str = ""  # what the verdict rests on
    against: tuple[str, ...] = ()  # what speaks against the first claim
    caveat: str = ""  # "but …": what keeps the claim from backing it without reserve
    quoted: bool = False  # it stands between quotation marks
    prominent: bool = True  # money, a percentage or a measure; bare numbers and counted nouns come after these
    figure: Figure | None = None  # None for what is not checked
    company: str = ""  # folded, that it belongs to, as far as that is known
    by: str = ""  # who confirmed it
    on: str = ""  # and when: a day, 2026-03-31

    @property
    def reason(self) -> str:
        """The ground, what speaks against it, and the caveat in one."""
        return "; ".join(filter(None, (self.ground, *self.against, self.caveat)))
