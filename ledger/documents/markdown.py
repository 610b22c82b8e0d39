"""Markdown as a reader of the finished page sees it: CommonMark with GitHub's tables and strikethrough.

markdown-it-py parses; it knows the lines of blocks, but not where the parts of a paragraph stand. `_Inline` notes that
for each of its tokens. What other programs run or replace before a page is made (front matter, templates, math, note
marks) is masked with characters of the same number, so that it changes neither the parse nor a position.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ledger.documents.document import (
    ALT_TEXT,
    CODE,
    FRONT_MATTER,
    MATH,
    NOTE_MARK,
    STRUCK,
    TEMPLATE,
    Builder,
    Document,
)
from ledger.documents.html import HtmlReader
from ledger.documents.links import Region
from ledger.documents.source import document_of, ignored, line_starts

_KEY = re.compile(r"[\w\"'][^\n:]*:")  # of YAML
_OF_YAML = re.compile(r"[\w\"'][^\n:]*:|[# \t-]|\r?\n")
# What is masked, by how it begins. All are bounded: what is not closed soon is text.
_MASKED = re.compile(
    r"\{\{(?!\{)[^{}\n]{0,400}\}\}|\{%[^%\n]{0,400}%\}|\{:[^{}\n]{0,200}\}|!\[\[[^\[\]\n]{0,200}\]\]"  # templates
    r"|\$\$(?:[^$\n]|\n(?![ \t]*\n)){1,1000}\$\$|\\\((?:[^\\\n]|\\(?!\))){1,400}\\\)"  # math
    r"|\\\[(?:[^\\\n]|\\(?!\])|\n(?![ \t]*\n)){1,1000}\\\]"
    r"|(?<![\w$\\])\$(?=[^\d\s$])[^$\n]{0,200}(?<=\S)\$(?!\w)"
    r"|\[\^[^\[\]\s]{1,80}\]:?"  # note marks
)
_REASONS = {"{": TEMPLATE, "!": TEMPLATE, "$": MATH, "\\": MATH, "[": NOTE_MARK}
_MASKS = range(0xE000, 0xF8FF)  # the characters of the private use area, one of which is in no text
_HEADING, _REFERENCE, _AUTOLINK = "heading", "reference link", "address"


class _Inline(ParserInline):
    """Notes for each token where it begins and ends in the text of its block, in `meta`."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        pending_at = state.pos
        end = state.posMax
        while state.pos < end:
            before, known = state.pos, len(state.tokens)
            if not state.pending:
                pending_at = before
            matched = False
            if state.level < deepest:
                for rule in rules:
                    if matched := rule(state, False):
                        break
            for number in range(known, len(state.tokens)):
                token = state.tokens[number]
                if "at" not in token.meta:
                    if token.type == "text" and number == known and pending_at < before:
                        token.meta["at"] = pending_at, before  # what was pending
                    else:
                        token.meta["at"] = before, state.pos
            if len(state.tokens) > known:
                pending_at = state.pos
            if not matched:
                state.pending += state.src[state.pos]
                state.pos += 1
        if state.pending:
            state.pushPending().meta["at"] = pending_at, state.pos
        state.env["label_end"] = state.pos


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline = _joined_to(parser)
    parser.core.ruler.disable("text_join")
    # Addresses are not read, and other programs make a link of any.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _joined_to(parser: MarkdownIt) -> _Inline:
    made = _Inline()
    made.ruler, made.ruler2 = parser.inline.ruler, parser.inline.ruler2
    made.ruler2.disable("fragments_join")
    return made


_PARSER = _parser()


class _Place:
    """Where the text of a block stands in the source."""

    def __init__(self) -> None:
        self._starts: list[int] = []  # in the text of the block
        self._sources: list[int] = []

    def add(self, start: int, source: int) -> None:
        self._starts.append(start)
        self._sources.append(source)

    def __call__(self, index: int) -> int:
        at = max(bisect_right(self._starts, index) - 1, 0)
        return self._sources[at] + index - self._starts[at]


class _Reader:
    """Reads the tokens of a document into a builder."""

    def __init__(self, source: str, masked: str, mask: str) -> None:
        self.made = Builder(ignored(source))
        self._html = HtmlReader(self.made)
        self._source = source
        self._masked = masked
        self._lines = line_starts(source)
        self._items: list[int] = []  # where each item of a list that is open begins
        self._masks = re.compile(f"{mask}+")

    def line(self, number: int) -> int:
        """Where a line begins; for the one after the last, where the text ends."""
        return self._lines[number] if number < len(self._lines) else len(self._source)

    def blocks(self, tokens: Sequence[Token]) -> None:
        closed = ""
        heading = False
        heading_at = 0
        row: list[Token] = []
        for token in tokens:
            kind = token.type
            if kind == "inline":
                if row:
                    row.append(token)
                else:
                    self._paragraph(token, closed)
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "html_block":
                self.made.gap("\n\n")
                self._html.feed(token.content, self._place_of(token))
                self.made.gap("\n\n")
            elif kind == "tr_open":
                row = [token]
            elif kind == "tr_close":
                self._row(row[1:], heading=heading)
                row = []
            elif kind in ("thead_open", "thead_close"):
                heading = token.nesting > 0
            elif kind == "table_open":
                self.made.table()
                self.made.gap("\n\n")
            elif kind == "table_close":
                self.made.end_table()
                self.made.gap("\n\n")
            elif kind in ("heading_open", "heading_close"):
                closed = _HEADING if token.nesting > 0 else ""
                if token.nesting > 0:
                    heading_at = self.made.length
                else:
                    self.made.outline.regions.append(Region(token.tag, heading_at, self.made.length))
                self.made.gap("\n\n")
            elif kind in ("list_item_open", "list_item_close"):
                self._item(opens=kind == "list_item_open")
            elif kind != "paragraph_open" or not token.hidden:  # the paragraph of a tight list begins no block
                self.made.gap("\n\n" if kind.endswith(("_open", "_close")) and not token.hidden else "\n")

    def _item(self, *, opens: bool) -> None:
        """An item of a list begins or ends."""
        if opens:
            self._items.append(self.made.length)
        elif self._items:
            self.made.outline.regions.append(Region("li", self._items.pop(), self.made.length))
        self.made.gap("\n" if opens else "\n\n")

    def _place_of(self, token: Token) -> _Place:
        """Where the lines of a block stand: each is the end of its line in the source."""
        place = _Place()
        first = token.map[0] if token.map else 0
        start = 0
        for number, line in enumerate(token.content.split("\n")):
            said = line.strip()
            begin, end = self.line(first + number), self.line(first + number + 1)
            found = self._masked.rfind(said, begin, end) if said else begin
            place.add(start, (found if found >= 0 else begin) - (len(line) - len(line.lstrip())))
            start += len(line) + 1
        return place

    def _paragraph(self, token: Token, closed: str) -> None:
        self._inline(token, self._place_of(token), closed)

    def _row(self, cells: Sequence[Token], *, heading: bool) -> None:
        """The cells of a row, found from the last one: what begins its line may be the mark of a list."""
        self.made.gap("\n")
        end = -1
        places = []
        for token in reversed(cells):
            first = token.map[0] if token.map else 0
            end = self.line(first + 1) if end < 0 else end
            written = token.content.replace("|", "\\|")
            found = max(self._masked.rfind(written, self.line(first), end), self.line(first))
            place = _Place()
            start = 0
            for part in token.content.split("|"):
                place.add(start, found)
                place.add(start + len(part), found + len(part) + 1)  # the pipe, behind its backslash
                start += len(part) + 1
                found += len(part) + 2
            end = place(0)
            places.append(place)
        self.made.row()
        for token, place in zip(cells, reversed(places), strict=True):
            self.made.begin_cell()
            self._inline(token, place, "")
            self.made.end_cell(heading=heading)
            self.made.gap(" | ")
        self.made.gap("\n")

    def _code(self, token: Token) -> None:
        self.made.gap("\n\n")
        first, last = token.map or (0, 0)
        start, end = self.line(first), self.line(last)
        reason = MATH if token.info.strip() == "math" else CODE
        self.made.leave_out(self._source[start:end], reason, start)
        self.made.gap("\n\n")

    def _inline(self, token: Token, place: Callable[[int], int], closed: str) -> None:
        children = token.children or []
        links = _closed_links(children, token.content)
        within: list[str] = []
        for number, child in enumerate(children):
            start, end = child.meta["at"]
            at = place(start)
            kind = child.type
            where = closed or next((reason for reason in within if reason), "")
            if kind == "text":
                self._text(child.content, at, where)
            elif kind == "text_special":
                self._html.text(child.content, at, end - start, where)
            elif kind == "softbreak":
                if not self.made.ended:
                    self._html.text(" ", at, 1, where)
            elif kind == "hardbreak":
                self.made.gap("\n")
            elif kind == "code_inline":
                self.made.leave_out(self._source[at : place(end - 1) + 1], CODE, at)
            elif kind == "html_inline":
                self._html.feed(child.content, lambda index, start=start: place(start + index), where)  # type: ignore[misc]
            elif kind == "image":
                self.made.leave_out(child.content, ALT_TEXT, at + 2)
            elif kind == "link_open":
                within.append(links.get(number, ""))
                url, title = child.attrGet("href"), child.attrGet("title")
                self.made.outline.begin_link(self.made.length, str(url or ""), str(title or ""))
            elif kind == "link_close":
                within.pop()
                self.made.outline.end_link(self.made.length)
            elif kind == "s_open":
                self._html.unread(STRUCK)
            elif kind == "s_close":
                self._html.read_again()

    def _text(self, text: str, at: int, closed: str) -> None:
        """Text as it stands, but for what is masked in it."""
        done = 0
        for match in self._masks.finditer(text):
            self._html.text(text[done : match.start()], at + done, match.start() - done, closed)
            said = self._source[at + match.start() : at + match.end()]
            for part in _MASKED.finditer(said):
                self._note(part[0], at + match.start() + part.start())
                self.made.leave_out(part[0], _REASONS[part[0][0]], at + match.start() + part.start())
            done = match.end()
        self._html.text(text[done:], at + done, len(text) - done, closed)

    def _note(self, mark: str, at: int) -> None:
        """Note where a note is referred to, or begins."""
        if mark.startswith("[^") and mark.endswith(":") and not self._source[:at].rpartition("\n")[2].strip(" >"):
            self.made.outline.anchor(mark[1:-2], self.made.length)
        elif mark.startswith("[^"):
            self.made.outline.mark(self.made.length, mark[1:].rstrip(":]"))


def _closed_links(children: Sequence[Token], content: str) -> dict[int, str]:
    """The numbers of the links whose text cannot hold a comment, because it is the address, or the name of one."""
    found: dict[int, str] = {}
    opened: list[int] = []
    for number, child in enumerate(children):
        if child.type == "link_open":
            opened.append(number)
        elif child.type == "link_close":
            first = opened.pop()
            start, _ = child.meta["at"]
            label_end = child.meta.get("label_end", start)
            after = content[label_end : label_end + 2]
            if children[first].markup == "autolink":
                found[first] = _AUTOLINK
            elif not after.startswith("](") and (
                not after.startswith("][") or content[label_end + 2 : label_end + 3] == "]"
            ):
                found[first] = _REFERENCE
    return found


def _front_matter(source: str) -> int:
    """Where the front matter ends: between `---` if it is like YAML, or between `+++`."""
    fence = source[:3]
    if fence not in ("---", "+++") or source[3 : source.find("\n") + 1].strip():
        return 0
    keyed = fence == "+++"
    at = source.find("\n") + 1
    while 0 < at < len(source):
        end = source.find("\n", at) + 1 or len(source)
        line = source[at:end].rstrip()
        if line == fence or (line == "..." and fence == "---"):
            return end if keyed else 0
        if fence == "---":
            if not _OF_YAML.match(source, at):
                return 0
            keyed = keyed or _KEY.match(source, at) is not None
        at = end
    return 0


def _blank(text: str, mask: str) -> str:
    return re.sub(r"[^\n]", mask, text)


def read_markdown(source: str) -> Document:
    """A Markdown document as a reader of its page sees it."""
    mask = next(char for code in _MASKS if (char := chr(code)) not in source)
    front = _front_matter(source)
    rest = source[front:].replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    masked = _blank(source[:front], " ") + _MASKED.sub(lambda match: _blank(match[0], mask), rest)
    reader = _Reader(source, masked, mask)
    reader.made.leave_out(source[:front], FRONT_MATTER, 0)
    reader.blocks(_PARSER.parse(masked))
    document = document_of(reader.made, source, read_markdown)
    document.begin = front
    return document
