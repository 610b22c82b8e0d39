"""What an export format is: its name, the file endings that mean it, and a function for each layout."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from ledger.model import Claim, Sourcing


class Exporter(Protocol):
    """A function from claims, and the ledger's heading and source keys, to the text of a document."""

    def __call__(self, claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = (), /) -> str: ...


class BinaryExporter(Protocol):
    """A function from claims, and the ledger's heading and source keys, to the bytes of a file."""

    def __call__(self, claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = (), /) -> bytes: ...


class FileExporter(Protocol):
    """A function from claims, heading and keys to one that writes the file, which is empty, by its path."""

    def __call__(
        self, claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = (), /
    ) -> Callable[[str], None]: ...


class Marks(NamedTuple):
    """How a document marks a claim without a source, with an incomplete one, and one that nobody has checked."""

    none: str
    part: str
    unreviewed: str

    def of(self, claim: Claim) -> str:
        """The mark for what a claim's sourcing lacks; "" for nothing."""
        if claim.unreviewed and claim.sourcing is Sourcing.PART:
            return self.unreviewed
        return {Sourcing.NONE: self.none, Sourcing.PART: self.part}.get(claim.sourcing, "")


class Format(NamedTuple):
    """An export format. The first of its layouts is the default; where there is only one, it has no name."""

    name: str
    endings: tuple[str, ...]  # of file names, with their dots
    layouts: Mapping[str, Exporter]
    unsourced: str  # where a claim without a source is: "marked so", "not included"
    safe: Exporter | None = None  # the same for programs that would run a cell as a formula
    binary: BinaryExporter | None = None  # of a format that is not text, and has no layouts
    file: FileExporter | None = None  # of one that is too large to be held in memory
    folder: FileExporter | None = None  # the same into an empty folder

    @property
    def export(self) -> Exporter:
        """The default layout."""
        return next(iter(self.layouts.values()))
