"""Where a record and its fields are: file, line and column."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct


class FieldPositions:
    """The file of a record, its fields, and their positions: line, column, line, column …

    Lines are counted from the record's own, so that all records of a file that look alike share one.
    """

    __slots__ = ("names", "path", "positions")

    def __init__(self, path: str, names: tuple[str, ...] = (), positions: Sequence[int] = ()) -> None:
        self.path = path
        self.names = names
        self.positions = positions


class Place(Struct, frozen=True, eq=False, array_like=True, gc=False):
    """Where a record is: its file, the line and column (from 1) of its first field, and those of its fields.

    Two places are equal if file, line and column are.
    """

    line: int
    column: int
    fields: FieldPositions

    @property
    def path(self) -> str:
        """The file, as messages name it."""
        return self.fields.path

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Place):
            return NotImplemented
        return (self.line, self.column, self.path) == (other.line, other.column, other.path)

    def __hash__(self) -> int:
        return hash((self.line, self.column, self.path))

    def has(self, name: str) -> bool:
        """Whether a field of this name is written there."""
        return name in self.fields.names

    def of(self, name: str) -> "Place":
        """The place of one field's value; the record's own if the field is not written there."""
        fields = self.fields
        if name not in fields.names:
            return self
        at = 2 * fields.names.index(name)
        return place_in(fields.path, self.line + fields.positions[at], fields.positions[at + 1])

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@lru_cache(maxsize=10_000)
def field_positions(path: str, names: tuple[str, ...] = (), positions: tuple[int, ...] = ()) -> FieldPositions:
    """The positions of a record's fields; the same value for all records that look alike."""
    return FieldPositions(path, names, positions)


def place_in(path: str, line: int, column: int) -> Place:
    """A place without fields of its own."""
    return Place(line, column, field_positions(path))


NOWHERE = place_in("", 0, 0)
