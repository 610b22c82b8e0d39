"""The figures of a draft with their verdicts, as lines, JSON and GitHub commands."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from ledger.citation import describe, links
from ledger.documents.document import Comment, Document, Paragraph
from ledger.drafts.audit import MEANING, Judged, Verdict
from ledger.exporters.findings import github_command
from ledger.model import Claim
from ledger.text import clean, counted

_LEVELS = {Verdict.CONTRADICTED: "error", Verdict.UNBACKED: "warning"}


def as_json(judged: Sequence[Judged]) -> str:
    """An array of objects, one for each figure."""
    rows = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "text": one.text,
            "verdict": one.verdict,
            "claims": [claim.id or str(claim.place) for claim in one.claims],
            "reason": one.reason,
        }
        for one in judged
    ]
    return json.dumps(rows, indent=1) + "\n"


def as_lines(judged: Sequence[Judged]) -> str:
    """A line for each figure that was checked: `path:line:col: verdict: figure: what the ledger says`."""
    return "".join(
        f"{clean(one.path)}:{one.line}:{one.column}: {one.verdict}: {clean(one.text)}{_said(one, ': ')}\n"
        for one in judged
        if one.verdict is not Verdict.NOT_CHECKED
    )


def as_github(judged: Sequence[Judged]) -> str:
    """GitHub's workflow commands for the figures that are contradicted or unbacked."""
    return "".join(
        github_command(
            _LEVELS[one.verdict], one.path, one.line, one.column, one.verdict, f"{one.text}{_said(one, ': ')}"
        )
        for one in judged
        if one.verdict in _LEVELS
    )


def _said(one: Judged, lead: str) -> str:
    said = explanation(one)
    return f"{lead}{said}" if said else ""


def explanation(one: Judged) -> str:
    """What the ledger says about a figure, in words: the reason, and the claim with its source."""
    cited = named(one.claims[0]) if one.claims else ""
    return "; ".join(part for part in (clean(one.reason), cited) if part)


def named(claim: Claim) -> str:
    """A claim by its id, else its place, and its first source in words."""
    name = clean(claim.id or str(claim.place))
    source = clean(describe(claim.citations[0].source)) if claim.citations else ""
    return f"{name}: {source}" if source else name


def summary(judged: Sequence[Judged]) -> str:
    """`31 figures: 27 backed, 2 rounded, 1 contradicted, 1 unbacked; 4 not checked`."""
    counts = Counter(one.verdict for one in judged)
    skipped = counts.pop(Verdict.NOT_CHECKED, 0)
    order = (Verdict.BACKED, Verdict.ROUNDED, Verdict.CONTRADICTED, Verdict.UNBACKED)
    said = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in order if counts[verdict])
    total = counted(counts.total(), "figure")
    return (f"{total}: {said}" if said else "no figures") + (f"; {skipped:,} not checked" if skipped else "")


def with_comments(document: Document, judged: Sequence[Judged]) -> bytes:
    """A draft with a comment on each figure that was audited, and one with the count.

    Raises LedgerError if they cannot be written without changing what a reader sees.
    """
    checked = sorted((one for one in judged if one.verdict is not Verdict.NOT_CHECKED), key=lambda one: one.start)
    return document.commented(
        [Comment(one.start, one.end, comment(one)) for one in checked],
        lambda elsewhere: overview(
            judged, [(checked[number], where) for number, where in elsewhere], document.not_read
        ),
    )


def comment(one: Judged) -> list[Paragraph]:
    """What a comment on a figure in a draft says: the verdict, who said it and where, and the claim."""
    ground = ": " if one.ground else ", " if one.caveat else ""
    first = Paragraph(str(one.verdict).capitalize(), ground + clean(one.reason))
    return [first, *(Paragraph("", text) for text in (_claimed(one.claims[0]) if one.claims else ()))]


def _claimed(claim: Claim) -> list[str]:
    """The sources of a claim, and what it says, in paragraphs."""
    said = []
    for citation in claim.citations:
        said.append(clean(describe(citation.source)))
        said += [f"{word}: {clean(url)}".removeprefix(": ") for word, url in links(citation.source)]
        said += [f"“{clean(citation.quote)}”"] if citation.quote else []
        said += [clean(citation.locator)] if citation.locator else []
    name = f" ({clean(claim.id)})" if claim.id else ""
    return [*filter(None, said), f"In the ledger: {clean(claim.claim)}{name}"]


def overview(judged: Sequence[Judged], elsewhere: Iterable[tuple[Judged, str]], not_read: str = "") -> list[Paragraph]:
    """What the one comment on a draft says: the count, the verdicts explained, and what has no comment.

    `elsewhere` pairs each figure that carries none with where it stands: "footnote".
    """
    found = {one.verdict for one in judged}
    said = [f"{verdict.capitalize()}: {MEANING[verdict]}" for verdict in reversed(MEANING) if verdict in found]
    said += ["The ledger is a list of figures with their sources."] if said else []
    said += [f"In a {where}: {clean(one.text)}: {one.verdict}; {explanation(one)}" for one, where in elsewhere]
    said += [f"Not read: {clean(not_read)}."] if not_read else []
    total, colon, rest = summary(judged).partition(":")
    return [Paragraph(total, f"{colon}{rest}."), *(Paragraph("", text) for text in said)]
