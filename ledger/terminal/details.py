"""Claims with all that the ledger holds about them, one block each."""

from collections.abc import Iterator, Mapping, Sequence

from ledger import dates
from ledger.citation import links, phrases
from ledger.fields import Kind
from ledger.figures import read
from ledger.model import CLAIM_FIELDS, Citation, Claim, Finding, Sourcing
from ledger.places import Place
from ledger.signing import is_void
from ledger.terminal.findings import STYLES
from ledger.terminal.layout import Line, Run, wrap
from ledger.text import clean

_LABEL = 15  # columns, with the gap after the label
_INDENT = 2


def details(
    claims: Sequence[Claim], replacing: Mapping[str, Claim], findings: Mapping[Place, Sequence[Finding]], columns: int
) -> Iterator[Line]:
    """A block for each claim: its fields, the reading of its figure, its sources, and what `check` finds in it.

    `replacing` has the claims that supersede others, by the ids of those; `findings` are by record.
    """
    for count, claim in enumerate(claims):
        if count:
            yield []
        yield [Run(clean(claim.id) or "(no id)", "bold" if claim.id else "dim")]
        for label, runs in _rows(claim, replacing, findings):
            yield from _labelled(label, runs, columns)


def _rows(
    claim: Claim, replacing: Mapping[str, Claim], findings: Mapping[Place, Sequence[Finding]]
) -> Iterator[tuple[str, Sequence[Run]]]:
    for field in CLAIM_FIELDS:
        if field.name == "figure" and claim.figure:
            yield "figure", [Run(clean(claim.figure), "bold")]
            yield "read as", [Run(_reading(claim))]
        elif field.name == "source":
            for citation in claim.citations or (None,):
                yield from _source(citation) if citation else [("source", [Run("none", "bold red")])]
            yield from _texts(("quote", claim.loose_quote), ("locator", claim.loose_locator))
        elif field.name == "supersedes" and claim.id in replacing:
            yield from _texts(("supersedes", claim.supersedes), ("superseded by", replacing[claim.id].id or "a claim"))
        elif field.name == "waive":
            yield from (("waived", [Run(clean(str(waiver)))]) for waiver in claim.waive)
        elif field.kind is Kind.SIGNATURE:
            yield from _checked(claim)
        elif field.kind is Kind.FLAG:
            yield from _texts((field.name, "true" if getattr(claim, field.name) else ""))
        elif field.name != "id":
            value = getattr(claim, field.name)
            yield from _texts((field.name.replace("_", " "), value if isinstance(value, str) else ", ".join(value)))
    places = (claim.place, *(citation.source.place for citation in claim.citations))
    for finding in (finding for place in dict.fromkeys(places) for finding in findings.get(place, ())):
        yield finding.level, [Run(finding.rule, STYLES[finding.level]), Run(f"  {clean(finding.sentence)}")]
    yield "written at", [Run(clean(str(claim.place)), "dim")]


def _checked(claim: Claim) -> Iterator[tuple[str, Sequence[Run]]]:
    """Who checked a claim, when and where, and whether it has been changed since."""
    if claim.checked:
        read = f", read {claim.checked.read}" if claim.checked.read else ""
        said = Run(clean(f"by {claim.checked.by}, {dates.in_words(claim.checked.on)}{read}"))
        yield "checked", [said, *([Run("; changed since", "yellow")] if is_void(claim) else [])]


def _texts(*pairs: tuple[str, str]) -> Iterator[tuple[str, Sequence[Run]]]:
    for label, text in pairs:
        if text:
            yield label, [Run(clean(text))]


def _reading(claim: Claim) -> str:
    """The figure as a number: value or range, unit, rate and bound."""
    figure = read(claim.figure, claim.metric)
    if figure is None:
        return "no number"
    value = f"{figure.low:,f}" if figure.low == figure.high else f"{figure.low:,f} to {figure.high:,f}"
    parts = [value, figure.unit, f"per {figure.per}" if figure.per else ""]
    bound = "" if figure.bound.value == "exact" else f", {figure.bound.value}"
    return clean(" ".join(part for part in parts if part) + bound)


def _source(citation: Citation) -> Iterator[tuple[str, Sequence[Run]]]:
    source = citation.source
    lacking = "" if citation.sourcing is Sourcing.FULL else " (incomplete)"
    key = f" ({source.key})" if source.key else ""
    described = clean(", ".join(phrases(source, copies=True)) or "no publisher")
    yield "source", [Run(described), Run(clean(key), "dim"), Run(lacking, "yellow")]
    for word, url in links(source):
        yield word if not word else "archived", [Run(url, "cyan", link=url)]
    yield from _texts(("quote", citation.quote), ("locator", citation.locator), ("copy", source.copy))


def _labelled(label: str, runs: Sequence[Run], columns: int) -> Iterator[Line]:
    """A label and what it labels, wrapped beside it; a URL is never broken."""
    url = any(run.link for run in runs)
    lines = wrap(runs, max(10, columns - _INDENT - _LABEL), fold=not url)
    for number, line in enumerate(lines):
        head = label if not number else ""
        yield [Run(" " * _INDENT), Run(f"{head:{_LABEL}}", "dim"), *line]
