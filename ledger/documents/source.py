"""Documents that are one text: reading them, and writing comments into them as HTML comments.

The comments change nothing that a reader of the page sees, number nothing anew, and stand beside their figure in the
source, where the writer works.
"""

import difflib
import re
from collections.abc import Callable, Collection, Sequence

from ledger.documents.document import Builder, Comment, Document, LeftOut, Overview, Paragraph, Write
from ledger.documents.links import trimmed
from ledger.errors import LedgerError
from ledger.files.reading import decoded, display_path, mark_of, read_bytes
from ledger.text import clean

_BEGIN, _END = "<!-- ledger audit: ", " -->"
_IGNORE = re.compile(r"<!--[ \t]*ledger:[ \t]*ignore[ \t]*-->")
_URL = re.compile(r"https?://\S+")
_HYPHEN = re.compile("-(?=-)")
# What Liquid and kramdown run within comments, too, and what begins math.
_RUN = re.compile(r"\{(?=[{%:])|\$(?=\$)|\\(?=[(\[])")


def read_source(path: str, read: Callable[[str], Document]) -> Document:
    """Read a document of one text with its reader. Raises LedgerError if it cannot be read or is not UTF-8."""
    data = read_bytes(path)
    document = read(decoded(data, clean(display_path(path))))
    document.path = display_path(path)
    mark = mark_of(data)
    return _marked(document, mark) if mark else document


def _marked(document: Document, mark: bytes) -> Document:
    """The document, which is written with the byte order mark that it was read with."""
    write = document.write
    document.write = lambda *arguments: mark + write(*arguments)
    return document


def document_of(made: Builder, source: str, read: Callable[[str], Document]) -> Document:
    """The document that a reader has read from a text."""
    document = Document(
        made.text, made.pieces, made.left_out, line_starts(source), writer_of(read), source, made.cells, made.comments
    )
    document.links = trimmed(made.outline.links, document.text)
    document.anchors, document.regions = made.outline.anchors, made.outline.regions
    return document


def line_starts(text: str) -> list[int]:
    """The indexes at which the lines of a text begin."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def ignored(text: str) -> list[tuple[int, int]]:
    """What `<!-- ledger: ignore -->` sets aside: its line, or, if it stands alone, the paragraph below it."""
    found: list[tuple[int, int]] = []
    for match in _IGNORE.finditer(text):
        if found and match.start() < found[-1][1]:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if not (text[start : match.start()] + text[match.end() : end]).strip():
            gap = re.compile(r"\n[ \t]*\r?(?:\n|\Z)").search(text, end + 1)
            end = gap.start() if gap else len(text)
        found.append((start, end))
    return found


def writer_of(read: Callable[[str], Document]) -> Write:
    """What writes comments into documents that a reader reads: the result is read again, and must read the same."""

    def write(document: Document, comments: Sequence[Comment], overview: Overview) -> bytes:
        outside = {
            number: where
            for number, comment in enumerate(comments)
            if (where := document.piece_at(comment.end - 1).closed)
        }
        for at_the_top in (False, True):  # the end may be in code that is never closed
            closed = dict(outside)
            for _ in range(2):
                text = _with_comments(document, comments, closed, overview, at_the_top=at_the_top)
                lines = changed_lines(document, read(text))
                if not lines:
                    return text.encode()
                here = [
                    number for number, comment in enumerate(comments) if document.position(comment.start)[0] in lines
                ]
                closed |= {number: "place where a comment would be seen" for number in here if number not in closed}
        raise LedgerError(
            f"{clean(document.path)}: comments would change what a reader of the page sees; audit it without --output"
        )

    return write


def with_insertions(
    document: Document, read: Callable[[str], Document], insertions: Sequence[tuple[int, str]]
) -> tuple[str, Collection[int]]:
    """The source with comments behind indexes of the text, and the numbers of those that would have been seen there.

    The result is read again, and must read the same.
    """
    kept = {
        number: insertion
        for number, insertion in enumerate(insertions)
        if not document.piece_at(insertion[0] - 1).closed
    }
    for _ in range(2):
        edits = sorted((document.span(index - 1, index)[1], text) for index, text in kept.values())
        parts: list[str] = []
        done = 0
        for at, text in edits:
            parts += [document.source[done:at], text]
            done = at
        made = "".join([*parts, document.source[done:]])
        lines = changed_lines(document, read(made))
        if not lines:
            return made, set(range(len(insertions))) - kept.keys()
        kept = {
            number: insertion
            for number, insertion in kept.items()
            if document.position(insertion[0] - 1)[0] not in lines
        }
    return document.source, range(len(insertions))


def changed_lines(document: Document, again: Document) -> Collection[int]:
    """The lines of the source where a document reads otherwise after a change; they are counted as they were before."""
    before, after = ([" ".join(line.split()) for line in read.text.split("\n")] for read in (document, again))
    said, said_again = _said(document.left_out), _said(again.left_out)
    if list(filter(None, before)) == list(filter(None, after)) and said == said_again:
        return ()
    found: set[int] = set()
    starts = [*line_starts(document.text), len(document.text) + 1]
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            for line in range(max(start - 1, 0), min(max(end, start + 1) + 1, len(before))):
                first, last = starts[line], starts[line + 1] - 2
                if last >= first:
                    found.update(range(document.position(first)[0], document.position(last)[0] + 1))
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, said, said_again, autojunk=False).get_opcodes():
        if kind != "equal":
            for passage in document.left_out[max(start - 1, 0) : max(end, start + 1) + 1]:
                line = document.position_in_source(passage.at)[0]
                found.update(range(line - 1, line + passage.text.count("\n") + 2))
    return found or {0}


def _said(left_out: Sequence[LeftOut]) -> list[tuple[str, str]]:
    return [(" ".join(passage.text.split()), passage.reason) for passage in left_out]


def _with_comments(
    document: Document, comments: Sequence[Comment], closed: dict[int, str], overview: Overview, *, at_the_top: bool
) -> str:
    text = document.source
    edits = [(*_with_its_line(text, start, end), "") for start, end in own_comments(text)]
    for number, comment in enumerate(comments):
        if number not in closed:
            at = document.span(comment.start, comment.end)[1]
            edits.append((at, at, _comment(comment.paragraphs)))
    said = _comment(overview(sorted(closed.items())))
    top = document.begin
    if at_the_top:
        edits.append((top, top, f"{said}\n"))
    parts = []
    done = 0
    for start, stop, new in sorted(edits):
        parts += [text[done:start], new]
        done = stop
    rest = "".join([*parts, text[done:]])
    if at_the_top:
        return rest
    return f"{rest}{said}\n" if rest.endswith("\n") or not rest else f"{rest}\n{said}"


def own_comments(text: str) -> list[tuple[int, int]]:
    """The spans of the comments of an earlier audit, each on one line."""
    found = []
    start = text.find(_BEGIN)
    while start >= 0:
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        end = text.find(_END, start + len(_BEGIN), line_end)
        if end >= 0:
            end += len(_END)
            found.append((start, end))
        start = text.find(_BEGIN, line_end if end < 0 else end)
    return found


def _with_its_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a comment, with its line end if it has a line to itself, as the one on the whole has."""
    if start and text[start - 1] != "\n":
        return start, end
    if text.startswith("\n", end):
        return start, end + 1
    return (max(start - 1, 0), end) if end == len(text) else (start, end)


def _comment(paragraphs: Sequence[Paragraph]) -> str:
    """One line, in which nothing ends the comment or a cell of a table, and nothing runs."""
    text = " / ".join(map("".join, paragraphs))
    said = _URL.sub(lambda match: _HYPHEN.sub("%2D", match[0]).replace("|", "%7C"), text)
    said = _HYPHEN.sub("-\u2060", said).replace("|", "¦").replace("`", "ˋ")  # a word joiner, which is invisible
    said = _RUN.sub(lambda match: f"{match[0]}\u2060", said)
    return f"{_BEGIN}{said}{_END}"
