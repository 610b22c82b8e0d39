"""A draft as prose: Markdown, HTML or plain text in which everything else is blank, each character in its place."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.files.reading import display_path, read_text
from ledger.text import clean

CODE, URL, FRONT_MATTER, IGNORED = "code", "a URL or path", "front matter", "set aside"

_MARKDOWN = (".md", ".markdown", ".mdown", ".qmd", ".rmd", "")
_HTML = (".html", ".htm", ".xhtml")
_TEXT = (".txt", ".text")

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?s:.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_IGNORE = re.compile(r"<!--[ \t]*ledger:[ \t]*ignore[ \t]*-->")
URL_PATTERN = re.compile(r"(?:https?://|www\.)[^\s<>\"\[\]]++")
# What is markup within a line of Markdown, by what it is; "" is not counted.
_INLINE = [
    (re.compile(r"`[^`\n]*+`"), CODE),
    (re.compile(r"(?<=\])\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?(?:\s+\"[^\"\n]*+\")?\)"), URL),
    (re.compile(r"^\[[^\]\n]++\]:[ \t]*\S++", re.MULTILINE), URL),
    (re.compile(r"<[^<>\n]*+>"), ""),
    (URL_PATTERN, URL),
    (re.compile(r"\[\^[^\[\]\n]*+\]:?"), ""),
    (re.compile(r"&(?:nbsp|thinsp|#160|#8239);"), ""),
    (re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*++|(?<!\w)_++|_++(?!\w)|~~|^[ \t]*#++|^[ \t]*>++", re.MULTILINE), ""),
]
_QUIET = ("script", "style", "template", "noscript")
_CODE = ("code", "pre", "kbd", "samp")
_DEEPEST = 50  # elements within one another whose text is not prose
_BLOCKS = vocabulary(
    """
    p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th blockquote section article header footer figcaption br hr dd
    dt main aside nav title
    """
)


class Skipped(NamedTuple):
    """A span that is not prose, and why its figures are not checked."""

    start: int
    end: int
    reason: str


class Draft(NamedTuple):
    """A draft: its text, the same with all that is not prose as blanks, and what was skipped."""

    path: str  # as messages name it
    text: str
    prose: str
    skipped: tuple[Skipped, ...]
    lines: tuple[int, ...]  # where each line begins
    line_name: str = "line"  # what a reader calls one

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of an index."""
        line = bisect_right(self.lines, index)
        return line, index - self.lines[line - 1] + 1


def read_draft(path: str) -> Draft:
    """Read a file, or standard input (`-`), which is taken for Markdown.

    Raises LedgerError if it cannot be read, is not UTF-8, or is of a kind that cannot be read.
    """
    kind = kind_of(path)
    if not kind:
        raise LedgerError(
            f"{clean(path)}: a draft is Word, Markdown, plain text or HTML; save it as .docx, .md, .txt or .html"
        )
    return draft_of(read_text(path), display_path(path), kind)


def kind_of(path: str) -> str:
    """The kind of a draft by the ending of its name: markdown, html or text; "" for another."""
    ending = os.path.splitext(path)[1].lower()
    endings = {"markdown": _MARKDOWN, "html": _HTML, "text": _TEXT}
    return next((kind for kind, known in endings.items() if ending in known), "")


def draft_of(text: str, path: str, kind: str = "markdown") -> Draft:
    """A draft from its text; the kind is markdown, html or text."""
    spans = list(
        _html_spans(text) if kind == "html" else _markdown_spans(text) if kind == "markdown" else _text_spans(text)
    )
    spans += ignored(text)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    return draft_from(text, path, spans, lines, "line", html=kind == "html")


def draft_from(
    text: str, path: str, spans: Iterable[Skipped], lines: Iterable[int], line_name: str, *, html: bool = False
) -> Draft:
    """A draft in which these spans are not prose; `lines` are the indexes at which its lines begin."""
    prose = list(text)
    skipped = []
    for start, end, reason in spans:
        block = reason in ("block", IGNORED, CODE) and "\n" not in text[start:end] and end - start > 2 and html
        prose[start:end] = [char if char == "\n" else " " for char in text[start:end]]
        if block:
            prose[start : start + 2] = "\n\n"
        if reason in (CODE, URL, FRONT_MATTER, IGNORED):
            skipped.append(Skipped(start, end, reason))
    return Draft(path, text, "".join(prose), tuple(sorted(skipped)), tuple(lines), line_name)


def _text_spans(text: str) -> Iterator[Skipped]:
    for match in URL_PATTERN.finditer(text):
        yield Skipped(match.start(), match.end(), URL)


def _markdown_spans(text: str) -> Iterator[Skipped]:
    begin = 0
    if front := _FRONT.match(text):
        yield Skipped(0, front.end(), FRONT_MATTER)
        begin = front.end()
    fenced: list[tuple[int, int]] = []
    opened, mark, at = -1, "", begin
    for line in text[begin:].splitlines(keepends=True):
        fence = _FENCE.match(line)
        if fence and opened < 0:
            opened, mark = at, fence[1]
        elif (
            fence
            and fence[1].startswith(mark[0] * 3)
            and len(fence[1]) >= len(mark)
            and not line[fence.end() :].strip()
        ):
            fenced.append((opened, at + len(line)))
            opened = -1
        at += len(line)
    if opened >= 0:
        fenced.append((opened, len(text)))
    for start, end in fenced:
        yield Skipped(start, end, CODE)
    for pattern, reason in _INLINE:
        for match in pattern.finditer(text, begin):
            yield Skipped(match.start(), match.end(), reason)
    start = text.find("<!--", begin)
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        yield Skipped(start, end + 3, "")
        start = text.find("<!--", end)


def ignored(text: str) -> Iterator[Skipped]:
    """What `<!-- ledger: ignore -->` sets aside: its line, or, if it stands alone, the paragraph below it."""
    done = 0
    for match in _IGNORE.finditer(text):
        if match.start() < done:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if not (text[start : match.start()] + text[match.end() : end]).strip():
            gap = re.compile(r"\n[ \t]*\r?(?:\n|\Z)").search(text, end + 1)
            end = gap.start() if gap else len(text)
        done = end
        yield Skipped(start, end, IGNORED)


class _Tags(HTMLParser):
    """Collects the spans of an HTML text that are not prose."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._quiet: list[str] = []
        self.spans: list[Skipped] = []
        self._last = 0
        self._reason = ""
        # An unclosed comment goes on to the end; after the last > there is no tag; a marked section is none in HTML.
        comment = text.find("<!--", text.rfind("-->") + 1)
        end = comment if comment >= 0 else len(text)
        last = text.rfind(">", 0, end) + 1
        self.feed(text[:last].replace("<![", "  ["))
        self.close()
        self._note(last)
        if end < len(text):
            self.spans.append(Skipped(end, len(text), "tag"))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _note(self, upto: int) -> None:
        """What is pending ends here."""
        if self._reason and upto > self._last:
            self.spans.append(Skipped(self._last, upto, self._reason))
        self._last, self._reason = upto, ""

    def _mark(self, reason: str) -> None:
        at = self._at()
        self._note(at)
        self._last, self._reason = at, reason

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark("block" if tag in _BLOCKS else "tag")
        if tag in (*_QUIET, *_CODE) and len(self._quiet) < _DEEPEST:
            self._quiet.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark("block" if tag in _BLOCKS else "tag")

    def handle_endtag(self, tag: str) -> None:
        self._mark("block" if tag in _BLOCKS else "tag")
        if tag in self._quiet:
            del self._quiet[self._quiet.index(tag) :]

    def handle_data(self, data: str) -> None:
        self._mark("" if not self._quiet else CODE if self._quiet[-1] in _CODE else "tag")

    def handle_entityref(self, name: str) -> None:
        self._mark("tag" if name in ("nbsp", "thinsp", "ensp") or self._quiet else "")

    def handle_charref(self, name: str) -> None:
        self._mark("tag")

    def handle_comment(self, data: str) -> None:
        self._mark("tag")

    def handle_decl(self, decl: str) -> None:
        self._mark("tag")

    def handle_pi(self, data: str) -> None:
        self._mark("tag")

    def unknown_decl(self, data: str) -> None:
        self._mark("tag")


def _html_spans(text: str) -> Iterator[Skipped]:
    yield from _Tags(text).spans
    yield from _text_spans(text)
