"""What a document leads to: links, the places in it that have a name, and its headings, navigation and main part."""

from collections.abc import Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """A link, or the mark of a note, whose address is `#` and a name within the document."""

    start: int  # in the text; a mark has no text, and ends where it begins
    end: int
    url: str
    title: str = ""


class Region(NamedTuple):
    """A part of the document, as HTML names it: `article`, `nav`, `h2`."""

    tag: str
    start: int
    end: int


class Annotation(NamedTuple):
    """A comment that somebody has made on a part of the text."""

    start: int
    end: int
    text: str


class Outline:
    """Collects these while a document is read."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.anchors: dict[str, int] = {}  # by name; the index in the text where it stands
        self.regions: list[Region] = []
        self._open: list[tuple[int, str, str]] = []

    def begin_link(self, at: int, url: str, title: str = "") -> None:
        """A link begins at an index of the text; one without an address counts for its end."""
        self._open.append((at, url.strip(), title))

    def end_link(self, at: int) -> None:
        """The last link that is open ends."""
        if self._open:
            start, url, title = self._open.pop()
            if url:
                self.links.append(Link(start, max(start, at), url, title))

    def mark(self, at: int, name: str) -> None:
        """The mark of the note of this name."""
        self.links.append(Link(at, at, f"#{name}"))

    def anchor(self, name: str, at: int) -> None:
        """What has this name begins; the first one counts."""
        self.anchors.setdefault(name, at)

    def cut(self, length: int) -> None:
        """The text from an index on is taken back."""
        for number in range(len(self.links) - 1, -1, -1):
            link = self.links[number]
            if link.end <= length:
                break
            self.links[number] = link._replace(start=min(link.start, length), end=length)
        self._open = [(min(at, length), url, title) for at, url, title in self._open]


def trimmed(links: Sequence[Link], text: str) -> list[Link]:
    """The links in the order of the text, without the white space at their ends."""
    found = []
    for link in links:
        part = text[link.start : link.end]
        start = link.start + len(part) - len(part.lstrip(" |\n"))
        found.append(link._replace(start=start, end=max(start, link.end - len(part) + len(part.rstrip(" |\n")))))
    return sorted(found, key=lambda link: link[:2])
