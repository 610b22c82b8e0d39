"""A Markdown or HTML draft with a comment after each figure that was audited.

These are HTML comments, not footnotes: they change nothing that a reader of the page sees, number nothing anew, and
stand beside their figure in the source, where the writer works.
"""

import re
from collections.abc import Sequence

from ledger.drafts.audit import Judged, Verdict
from ledger.drafts.reading import Draft
from ledger.exporters.audit import Paragraph, comment, overview

_BEGIN, _END = "<!-- ledger audit: ", " -->"
# Within these elements of HTML a comment is text.
_TEXT_ONLY = re.compile(r"<(title|textarea|option)\b", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_HYPHEN = re.compile("-(?=-)")


def with_markup_comments(draft: Draft, judged: Sequence[Judged]) -> str:
    """The draft with a comment after each figure, and one with the count at its end.

    Comments from an earlier audit are replaced.
    """
    text = draft.text
    titles = _elements_of_text(text)
    edits = [(start, end, "") for start, end in _own_comments(text)]
    if edits and (count := _alone_at_the_end(text, *edits[-1][:2])):
        edits[-1] = (*count, "")
    elsewhere = []
    for one in judged:
        if one.verdict is Verdict.NOT_CHECKED:
            continue
        if any(start <= one.start < stop for start, stop in titles):
            elsewhere.append((one, "title or form field"))
        else:
            edits.append((one.end, one.end, _comment(comment(one))))
    parts = []
    done = 0
    for start, stop, new in sorted(edits):
        parts += [text[done:start], new]
        done = stop
    rest = "".join([*parts, text[done:]])
    said = _comment(overview(judged, elsewhere))
    return f"{rest}{said}\n" if rest.endswith("\n") or not rest else f"{rest}\n{said}"


def _own_comments(text: str) -> list[tuple[int, int]]:
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


def _alone_at_the_end(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a comment on the last line of a text, which it has to itself, with that line's end."""
    if text[:start].endswith("\n") or not start:
        if text[end:] == "\n":
            return start, end + 1
        if end == len(text):
            return max(start - 1, 0), end
    return None


def _elements_of_text(text: str) -> list[tuple[int, int]]:
    """The spans of the elements of HTML in which a comment is text."""
    found: list[tuple[int, int]] = []
    unclosed = set()
    folded = re.sub("[A-Z]+", lambda letters: letters[0].lower(), text)  # of the same length
    done = 0
    for match in _TEXT_ONLY.finditer(text):
        name = match[1].lower()
        if match.start() < done or name in unclosed:
            continue
        end = folded.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
        else:
            done = end
            found.append((match.start(), end))
    return found


def _comment(paragraphs: Sequence[Paragraph]) -> str:
    """One line, in which nothing ends the comment or a cell of a Markdown table."""
    text = " / ".join(map("".join, paragraphs))
    said = _URL.sub(lambda match: _HYPHEN.sub("%2D", match[0]).replace("|", "%7C"), text)
    said = _HYPHEN.sub("-\u2060", said).replace("|", "¦")  # a word joiner, which is invisible
    return f"<!-- ledger audit: {said} -->"
