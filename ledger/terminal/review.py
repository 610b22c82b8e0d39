"""A claim to be reviewed, on a screen: its sentence with the figure marked, its fields, and what a saved copy says."""

from collections.abc import Iterator, Sequence

from ledger.citation import links, phrases
from ledger.dates import in_words
from ledger.evidence.comparing import Verdict
from ledger.evidence.verifying import ClaimCheck
from ledger.figures import find, read
from ledger.model import Claim
from ledger.terminal.layout import Line, Run, indented
from ledger.text import clean

MARKS = "▸{}◂"
_GOOD = (Verdict.found, Verdict.figure_found)
_LABEL = 9  # columns, with the gap behind


def claim_to_review(
    claim: Claim, lead: str, candidates: Sequence[str], checked: ClaimCheck, columns: int
) -> Iterator[Line]:
    """What a person is asked about a claim; `candidates` are companies that it may be of, by number."""
    yield []
    yield [Run(lead, "bold"), Run(f"  {clean(claim.id or str(claim.place))}", "dim")]
    yield from indented(_marked(claim), 2, columns, fold=True)
    company = [Run(", ".join(map(clean, claim.company)) or "none", "" if claim.company else "bold yellow")]
    for number, name in enumerate(candidates, 1):
        company += [Run("  "), Run(str(number), "bold"), Run(f" {clean(name)}")]
    yield from _labelled("company", company, columns)
    for name in ("metric", "figure", "as_of", "status"):
        value = getattr(claim, name)
        if value and not (name == "status" and value == "reported"):
            yield from _labelled(name.replace("_", " "), [Run(clean(value))], columns)
    for citation in claim.citations:
        key = f" ({citation.source.key})" if citation.source.key else ""
        described = clean(", ".join(phrases(citation.source)) or "neither publisher nor title")
        yield from _labelled("source", [Run(described), Run(clean(key), "dim")], columns)
        for word, url in links(citation.source):
            if not word:
                yield from indented([Run(url, "cyan", link=url)], 2 + _LABEL, columns)  # never broken
        if citation.quote and citation.quote != claim.claim:
            yield from _labelled("quote", [Run(f"“{clean(citation.quote)}”", "italic")], columns)
    if not claim.citations:
        yield from _labelled("source", [Run("none", "bold red")], columns)
    yield from _copy(checked, columns)


def _marked(claim: Claim) -> list[Run]:
    """The sentence with its figure marked: where it stands as written, else where its value does."""
    text = " ".join(claim.claim.split())
    at = text.find(claim.figure) if claim.figure else -1
    end = at + len(claim.figure)
    if at < 0 and claim.figure and (own := read(claim.figure, claim.metric)):
        same = next(
            (
                figure
                for figure in find(text)
                if (figure.low, figure.high, figure.unit) == (own.low, own.high, own.unit)
            ),
            None,
        )
        at, end = (same.start, same.start + len(same.text)) if same else (-1, -1)
    if at < 0:
        return [Run(clean(text))]
    return [Run(clean(text[:at])), Run(MARKS.format(clean(text[at:end])), "bold magenta"), Run(clean(text[end:]))]


def _copy(checked: ClaimCheck, columns: int) -> Iterator[Line]:
    """What the saved copy says, if there is one."""
    if checked.copy is None:
        if checked.citation:
            yield from _labelled("copy", [Run("none saved", "dim")], columns)
        return
    result = checked.result
    style = "green" if result.verdict in _GOOD else "bold yellow"
    said = [Run(str(result.verdict), style)]
    if result.reason:
        said.append(Run(f": {clean(result.reason)}"))
    if result.passage:
        said.append(Run(f"  “{clean(result.passage)}”", "italic"))
    yield from _labelled("copy", said, columns)
    told = f"{clean(checked.copy.path)}, saved {in_words(checked.saved)}"
    yield from indented([Run(told, "dim")], 2 + _LABEL, columns, fold=True)


def _labelled(label: str, runs: Sequence[Run], columns: int) -> Iterator[Line]:
    lines = list(indented(runs, 2 + _LABEL, columns, fold=True))
    for number, line in enumerate(lines):
        if number:
            yield line
        else:
            yield [Run(f"  {label:{_LABEL}}", "dim"), *line[1:]]
