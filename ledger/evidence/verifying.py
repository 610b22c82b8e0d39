"""Whether the saved copies of a claim's sources say what it says."""

import os
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.evidence.comparing import Result, Statement, Verdict, compare, compare_cell
from ledger.evidence.copies import FOLDER, Evidence, SavedCopy
from ledger.evidence.reading import seconds
from ledger.evidence.words import Words
from ledger.model import Citation, Claim, Source
from ledger.places import Place

_CELL = re.compile(r"(?:(?P<sheet>.+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")
_BEFORE, _AFTER = 60, 120  # seconds around the time that a locator names
# The results of several sources of one claim: what the claim as a whole gets is the first of these.
_ORDER = (
    *(Verdict.differs, Verdict.found, Verdict.figure_found, Verdict.nearly),
    *(Verdict.not_found, Verdict.not_read, Verdict.no_copy),
)


class ClaimCheck(NamedTuple):
    """A claim, what the copies of its sources say about it, and the copy that decides."""

    claim: Claim
    citation: Citation | None
    result: Result
    copy: SavedCopy | None = None
    others: tuple[SavedCopy, ...] = ()  # older copies of the same source

    @property
    def saved(self) -> str:
        """The day on which the copy was saved, as it says, else as it is recorded, else that of its last change."""
        if self.copy is None or self.citation is None:
            return ""
        source = self.citation.source
        recorded = source.accessed if source.copy and self.copy.path.endswith(source.copy) else ""
        stated = self.copy.copy.saved if self.copy.copy else ""
        return stated or recorded or self.copy.saved


class SourceCopy(NamedTuple):
    """A source as it is written in a record, and the newest copy of it that can be read."""

    source: Source
    record: Claim | Source
    copy: SavedCopy


class Verifier:
    """Holds claims against the copies beside their files, or in one folder."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self.evidence: dict[str, Evidence] = {}  # by folder

    def check(self, claim: Claim) -> ClaimCheck:
        """What the copies say about a claim; of several sources, one that differs decides, else the best one."""
        found = [self._of(claim, citation) for citation in claim.citations]
        if not found:
            return ClaimCheck(claim, None, Result(Verdict.no_copy, "no source"))
        return min(found, key=lambda one: _ORDER.index(one.result.verdict))

    def copies(self, claims: Iterable[Claim]) -> list[SourceCopy]:
        """The sources of some claims that have a copy, each once."""
        found: dict[Place, SourceCopy] = {}
        for claim in claims:
            for source in (citation.source for citation in claim.citations):
                record = source if source.key else claim
                matched = None if record.place in found else self._evidence_at(record.place.path).of(source, claim)
                if matched and not matched.newest.problem:
                    found[record.place] = SourceCopy(source, record, matched.newest)
        return list(found.values())

    def _of(self, claim: Claim, citation: Citation) -> ClaimCheck:
        source = citation.source
        place = source.place if source.key else claim.place
        matched = self._evidence_at(place.path).of(source, claim)
        if matched is None:
            return ClaimCheck(claim, citation, Result(Verdict.no_copy))
        copy = matched.newest
        if copy.problem:
            return ClaimCheck(claim, citation, Result(Verdict.not_read, copy.problem), copy, tuple(matched.others))
        return ClaimCheck(claim, citation, _result(claim, citation, copy), copy, tuple(matched.others))

    def _evidence_at(self, file: str) -> Evidence:
        folder = self._folder or os.path.join(os.path.dirname(file), FOLDER)
        if folder not in self.evidence:
            self.evidence[folder] = Evidence(folder)
        return self.evidence[folder]


def _result(claim: Claim, citation: Citation, copy: SavedCopy) -> Result:
    quote = citation.quote or claim.loose_quote
    locator = citation.locator or claim.loose_locator
    statement = Statement(claim.claim, claim.figure, claim.metric, quote, " ".join((*claim.company, *claim.aliases)))
    if copy.copy and copy.copy.cells and (cell := _cell(locator, copy.copy.cells)) is not None:
        return compare_cell(statement, locator, cell)
    if copy.copy and copy.copy.times and (second := seconds(locator)) is not None:
        return _at_time(statement, locator, second, copy)
    return compare(statement, copy.words)


def _at_time(statement: Statement, locator: str, second: float, copy: SavedCopy) -> Result:
    """What is said about then; what is said at another time only is not where the claim says it is."""
    assert copy.copy
    spoken = [at for time, at in copy.copy.times if second - _BEFORE <= time <= second + _AFTER]
    later = [at for time, at in copy.copy.times if time > second + _AFTER]
    if spoken:
        result = compare(statement, Words(copy.copy.text[spoken[0] : later[0] if later else None]))
        if result.verdict is not Verdict.not_found:
            return result
    result = compare(statement, copy.words)
    if result.verdict in (Verdict.found, Verdict.figure_found):
        return result._replace(verdict=Verdict.nearly, reason=f"said, but not at {locator}")
    return result


def _cell(locator: str, cells: Mapping[str, str]) -> str | None:
    """The cell that a locator such as `Table 3!C14` names; None if it names none."""
    match = _CELL.fullmatch(locator.strip())
    if not match:
        return None
    place = f"{match['column'].upper()}{match['row']}"
    sheet = (match["sheet"] or "").strip("'")
    return cells.get(f"{sheet}!{place}" if sheet else place, "")
