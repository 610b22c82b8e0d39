"""The figures of a draft with their verdicts, as lines, JSON and GitHub commands."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ledger import dates
from ledger.citation import describe, links
from ledger.documents.document import Comment, Document, Paragraph
from ledger.drafts.confirmations import confirmed_for, line_of, question_for
from ledger.drafts.verdicts import SHOWN, Judgement, Verdict
from ledger.exporters.findings import github_command
from ledger.model import Claim
from ledger.text import clean, counted

_LEVELS = {
    Verdict.WITHDRAWN: "error",
    Verdict.CONTRADICTED: "error",
    Verdict.INCONSISTENT: "error",
    Verdict.OUTDATED: "error",
    Verdict.UNCLEAR: "warning",
    Verdict.UNBACKED: "warning",
}
# What cannot wait.
URGENT = (Verdict.WITHDRAWN, Verdict.CONTRADICTED, Verdict.INCONSISTENT, Verdict.OUTDATED, Verdict.UNCLEAR)


def as_json(judged: Sequence[Judgement]) -> str:
    """An array of objects, one for each figure."""
    rows = [
        {
            "path": judgement.path,
            "line": judgement.line,
            "column": judgement.column,
            "text": judgement.text,
            "verdict": judgement.verdict,
            "claims": [claim.id or str(claim.place) for claim in judgement.claims],
            "reason": judgement.reason,
            "against": list(filter(None, judgement.against)),
            "caveat": judgement.caveat,
            "by": judgement.by,
            "on": judgement.on,
        }
        for judgement in judged
    ]
    return json.dumps(rows, indent=1) + "\n"


def as_lines(judged: Sequence[Judgement]) -> str:
    """A line for each figure that was checked: `path:line:col: verdict: figure: what the ledger says`."""
    return "".join(
        f"{clean(judgement.path)}:{judgement.line}:{judgement.column}: {judgement.verdict}: "
        f"{clean(judgement.text)}{_said(judgement, ': ')}\n"
        for judgement in judged
        if judgement.verdict is not Verdict.NOT_CHECKED
    )


def as_github(judged: Sequence[Judgement]) -> str:
    """GitHub's workflow commands for the figures that need doing."""
    return "".join(
        github_command(
            _LEVELS[judgement.verdict],
            judgement.path,
            judgement.line,
            judgement.column,
            judgement.verdict,
            f"{judgement.text}{_said(judgement, ': ')}",
        )
        for judgement in judged
        if judgement.verdict in _LEVELS
    )


def _said(judgement: Judgement, lead: str) -> str:
    said = explanation(judgement)
    return f"{lead}{said}" if said else ""


def explanation(judgement: Judgement) -> str:
    """What the ledger says about a figure, in words: the reason, and the claim with its source."""
    cited = named(judgement.claims[0]) if judgement.claims else ""
    return "; ".join(part for part in (clean(judgement.reason), cited) if part)


def named(claim: Claim) -> str:
    """A claim by its id, else its place, and its first source in words."""
    name = clean(claim.id or str(claim.place))
    source = clean(describe(claim.citations[0].source)) if claim.citations else ""
    return f"{name}: {source}" if source else name


def cited(claim: Claim) -> str:
    """A claim by its id, else its place, with who says so and when: `acme-cuts, Reuters, 2 January 2026`."""
    name = clean(claim.id or str(claim.place))
    if not claim.citations:
        return name
    source = claim.citations[0].source
    return ", ".join(filter(None, (name, clean(next(iter(source.who), "")), dates.in_words(source.date))))


def summary(judged: Sequence[Judgement]) -> str:
    """`31 figures: 27 in the ledger, 2 differ, 2 to read; 4 not checked: 3 code, 1 a URL or path`."""
    counts = Counter(judgement.verdict for judgement in judged)
    skipped = counts.pop(Verdict.NOT_CHECKED, 0)
    said = _counted(counts, tuple(reversed(SHOWN)))
    total = counted(counts.total(), "figure")
    reasons = Counter(judgement.reason for judgement in judged if judgement.verdict is Verdict.NOT_CHECKED)
    why = ", ".join(f"{count:,} {clean(reason)}" for reason, count in reasons.most_common())
    return (f"{total}: {said}" if said else "no figures") + (f"; {skipped:,} not checked: {why}" if skipped else "")


def urgent(judged: Sequence[Judgement]) -> str:
    """What cannot wait: `1 withdrawn, 2 differ, 9 to read`; "" for nothing."""
    return _counted(Counter(judgement.verdict for judgement in judged), URGENT)


def _counted(counts: Mapping[Verdict, int], order: Iterable[Verdict]) -> str:
    found = ((counts[verdict], SHOWN[verdict].word) for verdict in order if counts.get(verdict))
    return ", ".join(f"{count:,} {'differ' if word == 'differs' and count > 1 else word}" for count, word in found)


def with_comments(document: Document, judged: Sequence[Judgement], *, everything: bool = False) -> bytes:
    """A draft with a comment on each figure that was audited, and one with the count.

    Where comments are seen, as in Word, a figure that is in the ledger has one only with `everything`.

    Raises LedgerError if they cannot be written without changing what a reader sees.
    """
    answered = {(thread.start, thread.end) for thread in document.threads if thread.answers or thread.resolved}
    silent = {Verdict.NOT_CHECKED}
    if document.crowded and not everything:
        silent |= {Verdict.BACKED, Verdict.CONFIRMED}
    checked = [
        judgement
        for judgement in sorted(judged, key=lambda judgement: judgement.start)
        if judgement.verdict not in silent
        or (judgement.verdict is Verdict.CONFIRMED and (judgement.start, judgement.end) in answered)
    ]
    return document.commented(
        [
            Comment(
                check.start,
                check.end,
                comment(check, asks=document.crowded),
                line_of(check.claims[0]) if check.claims else "",
            )
            for check in checked
        ],
        lambda elsewhere: overview(
            judged, [(checked[number], where) for number, where in elsewhere], document.not_read
        ),
    )


def comment(judgement: Judgement, *, asks: bool = False) -> list[Paragraph]:
    """What a comment on a figure says: the verdict, who said it and where, and the claim; `asks` for an answer."""
    lead = ": " if judgement.ground or judgement.against else ", " if judgement.caveat else ""
    said = [Paragraph(SHOWN[judgement.verdict].name.capitalize(), lead + clean(judgement.reason))]
    said += [Paragraph("", "Do not alter the quotation; add the right figure.")] if judgement.quoted else []
    said += [Paragraph("", text) for text in (_claimed(judgement.claims[0]) if judgement.claims else ())]
    if judgement.verdict is Verdict.UNCLEAR:
        said += [Paragraph("", line_of(claim).replace("In", "Or in", 1)) for claim in judgement.claims[1:]]
        said += [Paragraph("", question_for(judgement))] if asks and judgement.claims else []
    elif asks and (judgement.by or judgement.verdict is Verdict.CONFIRMED):
        said.append(Paragraph("", confirmed_for(judgement)))
    return said


def _claimed(claim: Claim) -> list[str]:
    """The sources of a claim, and what it says, in paragraphs."""
    said = []
    for citation in claim.citations:
        said.append(clean(describe(citation.source)))
        said += [f"{word}: {clean(url)}".removeprefix(": ") for word, url in links(citation.source)]
        said += [f"“{clean(citation.quote)}”"] if citation.quote else []
        said += [clean(citation.locator)] if citation.locator else []
    return [*filter(None, said), line_of(claim)]


def overview(
    judged: Sequence[Judgement], elsewhere: Iterable[tuple[Judgement, str]], not_read: str = ""
) -> list[Paragraph]:
    """What the one comment on a draft says: the count, the verdicts explained, and what has no comment.

    `elsewhere` pairs each figure that carries none with where it stands: "footnote".
    """
    found = {judgement.verdict for judgement in judged}
    said = [f"{name.capitalize()}: {meaning}" for verdict, (name, _, meaning) in SHOWN.items() if verdict in found]
    said += ["The ledger is a list of figures with their sources."] if said else []
    for judgement, where in elsewhere:
        parts = filter(
            None, (f"In a {where}: {clean(judgement.text)}: {SHOWN[judgement.verdict].name}", explanation(judgement))
        )
        said.append("; ".join(parts))
    said += [f"Not read: {clean(not_read)}."] if not_read else []
    total, colon, rest = summary(judged).partition(":")
    return [Paragraph(total, f"{colon}{rest}."), *(Paragraph("", text) for text in said)]
