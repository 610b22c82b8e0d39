"""The figures of drafts as a workbook for the lawyer and the archive: what each one rests on, and what is open."""

from collections.abc import Iterator, Sequence

from ledger.citation import describe
from ledger.drafts.verdicts import FAILING, SHOWN, Judgement, Verdict
from ledger.exporters.text_book import Column, text_book
from ledger.model import Citation, Claim, Sourcing
from ledger.signing import is_void
from ledger.text import clean

_COLUMNS = (
    *(Column("no", 6), Column("draft", 18), Column("line", 6), Column("figure", 20, wrapped=True)),
    *(Column("sentence", 60, wrapped=True), Column("verdict", 16, wrapped=True), Column("reason", 40, wrapped=True)),
    *(Column("id", 30), Column("claim", 50, wrapped=True), Column("figure in the ledger", 20, wrapped=True)),
    *(Column("source", 50, wrapped=True), Column("url", 40), Column("quote", 50, wrapped=True), Column("locator", 12)),
    *(Column("copy", 30), Column("copy_sha256", 20), Column("confirmed by", 18), Column("confirmed on", 14)),
    *(Column("claim checked by", 18), Column("claim checked on", 14)),
    Column("open", 40, wrapped=True),
)
_LACKING = {Sourcing.NONE: "no source", Sourcing.PART: "the source is incomplete"}


def as_workbook(judged: Sequence[Judgement]) -> bytes:
    """A workbook with a numbered row for each figure that was checked.

    Raises LedgerError if there is more than a sheet or a cell can hold.
    """
    return text_book("Figures", _COLUMNS, _rows(judged))


def _rows(judged: Sequence[Judgement]) -> Iterator[tuple[str, list[str]]]:
    checked = [judgement for judgement in judged if judgement.verdict is not Verdict.NOT_CHECKED]
    for number, judgement in enumerate(checked, 1):
        claim = judgement.claims[0] if judgement.claims else None
        row = [str(number), judgement.path, str(judgement.line), judgement.text, " ".join(judgement.sentence.split())]
        row += [SHOWN[judgement.verdict].name, judgement.reason]
        row += [claim.id or str(claim.place), claim.claim, claim.figure] if claim else [""] * 3
        cited = claim.citations if claim else ()
        row += [_each(cited, name) for name in ("", "url", "quote", "locator", "copy", "copy_sha256")]
        signature = claim.checked if claim and not is_void(claim) else None
        row += [judgement.by, judgement.on, *((signature.by, signature.on) if signature else ("", ""))]
        row.append("; ".join(_open(judgement, claim)))
        yield clean(f"{judgement.path}:{judgement.line}"), row


def _each(cited: Sequence[Citation], name: str) -> str:
    """What each source has in a field, or the source in words, one a line."""
    found = [
        getattr(citation, name)
        if name in ("quote", "locator")
        else getattr(citation.source, name)
        if name
        else describe(citation.source)
        for citation in cited
    ]
    return "\n".join(found) if any(found) else ""


def _open(judgement: Judgement, claim: Claim | None) -> Iterator[str]:
    """What is to be done before the figure can go out."""
    if judgement.verdict in FAILING:
        yield SHOWN[judgement.verdict].name
    if claim is None:
        return
    if claim.unreviewed:
        yield "the claim is not reviewed"
    elif claim.sourcing in _LACKING:
        yield _LACKING[claim.sourcing]
    if is_void(claim):
        yield "the claim was changed since it was checked"
    public = [cited.source for cited in claim.citations if cited.withheld is None]
    if public and not any(source.copy for source in public):
        yield "no copy is recorded"
