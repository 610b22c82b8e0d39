"""HTML as browsers lay it out: one pass over the tags, entities and comments of a text.

What is block, line and raw text follows the HTML Standard, sections 13.2.5 (tokenization) and 15.3 (rendering).
"""

import html
import re
from collections.abc import Callable

from ledger.documents.document import ALT_TEXT, CODE, HIDDEN, STRUCK, Builder, Document, SourceComment
from ledger.documents.links import Region
from ledger.documents.raised import set_aside
from ledger.documents.source import document_of, ignored

# Each alternative takes all up to its end, or to the end of the text: what is not closed is looked at once.
_TOKEN = re.compile(
    r"(?P<comment><!--(?:-?>|(?s:.*?)(?:--!?>|\Z)))"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^\"'>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<space>[\t\n\r\f ]*[\t\n\r\f][\t\n\r\f ]*|[ ]{2,})"
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main nav ol p pre search section summary table title ul
    """.split()  # noqa: SIM905
)
_LINES = frozenset(("br", "li", "option", "tr"))
_CELLS = ("td", "th")
_ENDS_CELL = frozenset(("table", "tbody", "tfoot", "thead", "tr"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# Elements whose text is not markup, and those whose text is not read, with the reason; "" is not worth a word.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_UNREAD = {
    **dict.fromkeys(("code", "kbd", "pre", "samp", "xmp"), CODE),
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
    **dict.fromkeys(("script", "style", "template", "noscript", "iframe", "noembed", "noframes", "svg", "math"), ""),
}
_CLOSED = frozenset(("title", "textarea", "option"))
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_HREF = re.compile(r"(?:^|\s)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_NAME = re.compile(r"(?:^|\s)(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_REGIONS = frozenset(
    ("article", "aside", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "title")
)
_DEEPEST = 200  # open elements among which the one that a tag closes is looked for


class HtmlReader:
    """Reads pieces of HTML into a builder; elements that are open stay open from one piece to the next."""

    def __init__(self, made: Builder, *, code: bool = False) -> None:
        """With `code`, what is set like code is read, too: many filings are."""
        self._made = made
        self._code = code
        self._open: list[str] = []
        self._unread: list[tuple[int, str]] = []  # how many were open, and why the text is not read
        self._cell = ""  # the tag of the cell that is open
        self._spans: dict[str, int] = {}  # of that cell: columns and rows
        self._raised: list[int] = []  # where the text of each open <sup> begins
        self._closed = 0  # open elements in which a comment would be text
        self._regions: list[tuple[str, int]] = []  # that are open, and where each begins

    def feed(self, source: str, place: Callable[[int], int], closed: str = "") -> None:
        """Read a piece; `place` gives the index in the document of one in the piece."""
        at = 0
        while match := _TOKEN.search(source, at):
            self.text(source[at : match.start()], place(at), match.start() - at, closed)
            at = match.end()
            if match["entity"]:
                decoded = html.unescape(match[0]).replace("\xad", "")
                self.text(decoded, place(match.start()), len(match[0]), closed)
            elif match["space"]:
                if not self._made.ended:
                    self.text(" ", place(match.start()), len(match[0]), closed)
            elif match["comment"]:
                self._made.comments.append(SourceComment(place(match.start()), match[0]))
            elif name := match["tag"]:
                tag = name.lower()
                if match["end"]:
                    self._end(tag)
                else:
                    self._start(tag, match["attributes"], place(match.start("attributes")))
                    if tag in _RAW:
                        at = self._raw(tag, source, at, place, closed)
        self.text(source[at:], place(at), len(source) - at, closed)

    def text(self, text: str, at: int, size: int, closed: str = "") -> None:
        """Text that stands at an index of the document, if the elements that are open let it be read."""
        if not text:
            return
        if self._unread:
            if reason := self._unread[-1][1]:
                self._made.leave_out(text, reason, at)
        elif text != " " or not self._made.ended:
            self._made.add(text, at, size, closed="title or form field" if self._closed else closed)

    def unread(self, reason: str) -> None:
        """What follows is not read, up to `read_again`."""
        self._open.append("")
        self._unread.append((len(self._open), reason))

    def read_again(self) -> None:
        """The end of what is not read."""
        self._end("")

    def _raw(self, tag: str, source: str, at: int, place: Callable[[int], int], closed: str) -> int:
        """The text of an element that has no markup in it; where it ends."""
        end = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(source, at)
        stop = end.start() if end else len(source)
        for match in re.finditer(r"[^\s]+(?:[ ][^\s]+)*|\s+", source[at:stop]):
            begin = at + match.start()
            self.text(" " if match[0].isspace() else match[0], place(begin), len(match[0]), closed)
        return stop

    def _start(self, tag: str, attributes: str, at: int) -> None:
        self._table(tag, attributes, opens=True)
        self._layout(tag)
        if tag == "img" and (alt := _ALT.search(attributes)) and not self._unread:
            number = next(number for number in (1, 2, 3) if alt[number] is not None)
            self._made.leave_out(html.unescape(alt[number]), ALT_TEXT, at + alt.start(number))
        if tag in _VOID or (attributes.endswith("/") and tag in _UNREAD):
            return
        self._open.append(tag)
        self._closed += tag in _CLOSED
        self._refer(tag, attributes)
        if tag == "sup":
            self._raised.append(self._made.length)
        unread = tag in _UNREAD and not (self._code and _UNREAD[tag] == CODE)
        if unread or (attributes and _HIDDEN.search(attributes)):
            self._unread.append((len(self._open), _UNREAD.get(tag, HIDDEN)))

    def _end(self, tag: str) -> None:
        if tag in self._open[-_DEEPEST:]:
            while True:
                last = self._open.pop()
                self._closed -= last in _CLOSED
                if last == "sup":
                    set_aside(self._made, self._raised.pop())
                elif last == "a":
                    self._made.outline.end_link(self._made.length)
                elif last in _REGIONS and self._regions:
                    self._made.outline.regions.append(Region(*self._regions.pop(), self._made.length))
                if last == tag:
                    break
            while self._unread and self._unread[-1][0] > len(self._open):
                self._unread.pop()
        self._table(tag, opens=False)
        self._layout(tag)

    def _refer(self, tag: str, attributes: str) -> None:
        """Note a link, a name, or a region that begins."""
        if tag == "a":
            found = None if self._unread else _HREF.search(attributes)
            self._made.outline.begin_link(self._made.length, _value(found))
        elif tag in _REGIONS:
            self._regions.append((tag, self._made.length))
        if attributes and (found := _NAME.search(attributes)):
            self._made.outline.anchor(_value(found), self._made.length)

    def _table(self, tag: str, attributes: str = "", *, opens: bool) -> None:
        """Note where the tables and cells of the text begin and end; the end tag of a cell or row may be left out."""
        if self._cell and (tag in _ENDS_CELL or (tag in _CELLS and (opens or tag == self._cell))):
            spans = self._spans
            self._made.end_cell(heading=self._cell == "th", columns=spans.get("col", 1), rows=spans.get("row", 1))
            self._cell = ""
        if tag == "table":
            if opens:
                self._made.table()
            else:
                self._made.end_table()
        elif opens and tag == "tr":
            self._made.row()
        elif opens and tag in _CELLS:
            self._made.begin_cell()
            self._cell = tag
            self._spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}

    def _layout(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._made.gap("\n\n")
        elif tag in _LINES:
            self._made.gap("\n")
        elif tag in _CELLS:
            self._made.gap(" | ")


def _value(found: re.Match[str] | None) -> str:
    """The value of an attribute, decoded; "" if it is not there."""
    return html.unescape(next((value for value in found.groups() if value is not None), "")) if found else ""


def read_html(source: str, *, code: bool = False) -> Document:
    """An HTML document as its reader sees it; with `code`, what is set like code is read, too."""
    made = Builder(ignored(source))
    HtmlReader(made, code=code).feed(source, lambda at: at)
    document = document_of(made, source, read_html)
    document.is_page = True
    return document
