"""A Markdown or HTML draft with a comment after each figure that was audited.

These are HTML comments, not footnotes: they change nothing that a reader of the page sees, number nothing anew, and
stand beside their figure in the source, where the writer works.
"""

import re
from collections.abc import Sequence

from ledger.drafts.audit import Judged, Verdict
from ledger.drafts.reading import Draft
from ledger.exporters.audit import comment, overview

_OWN = re.compile(r"<!-- ledger audit: [^\n]*? -->")
_OWN_COUNT = re.compile(r"^<!-- ledger audit: [^\n]*? -->\n\Z|\n<!-- ledger audit: [^\n]*? -->\Z", re.MULTILINE)
# Within these elements of HTML a comment is text.
_TEXT_ONLY = re.compile(r"<(title|textarea|option)\b.*?</\1", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"https?://\S+")
_HYPHEN = re.compile("-(?=-)")


def with_markup_comments(draft: Draft, judged: Sequence[Judged]) -> str:
    """The draft with a comment after each figure, and one with the count at its end.

    Comments from an earlier audit are replaced.
    """
    text = draft.text
    titles = [match.span() for match in _TEXT_ONLY.finditer(text)]
    count = _OWN_COUNT.search(text)
    edits = [(count.start(), count.end(), "")] if count else []
    end = count.start() if count else len(text)
    edits += [(match.start(), match.end(), "") for match in _OWN.finditer(text, 0, end)]
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


def _comment(paragraphs: Sequence[str]) -> str:
    """One line, in which nothing ends the comment or a cell of a Markdown table."""
    said = _URL.sub(lambda match: _HYPHEN.sub("%2D", match[0]).replace("|", "%7C"), " / ".join(paragraphs))
    said = _HYPHEN.sub("-\u2060", said).replace("|", "¦")  # a word joiner, which is invisible
    return f"<!-- ledger audit: {said} -->"
