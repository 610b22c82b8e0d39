"""From parsed files to one ledger: every citation of a key becomes the source that is declared under it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ledger.loading.records import Cited, ParsedFile
from ledger.model import Citation, Claim, Finding, Ledger, Place, Source, invalid_record
from ledger.text import did_you_mean


def link(files: Iterable[ParsedFile]) -> Ledger:
    """One ledger of some files. A key declared in several files means, in each of them, that file's own source."""
    files = list(files)
    declared: dict[str, Source] = {}
    repeated: list[Source] = []
    for file in files:
        for source in file.sources:
            if declared.setdefault(source.key, source) is not source:
                repeated.append(source)
    claims: list[Claim] = []
    findings: list[Finding] = []
    for file in files:
        linked = list(file.claims)
        found = list(file.findings)
        own = {source.key: source for source in file.sources}
        for at, cited in file.cited.items():
            linked[at] = _linked(linked[at], cited, own, declared, found)
        claims += linked
        findings += sorted(found, key=lambda finding: (finding.place.line, finding.place.column))
    return Ledger(
        tuple(claims),
        declared,
        tuple(findings),
        tuple(file.path for file in files),
        next((file.heading for file in files if file.heading), ""),
        tuple(repeated),
        tuple(place for file in files for place in file.dropped),
    )


def _linked(
    claim: Claim,
    cited: Sequence[Cited],
    own: Mapping[str, Source],
    declared: Mapping[str, Source],
    findings: list[Finding],
) -> Claim:
    """The claim with the sources that it cites; a key that is not declared is added to the findings."""
    citations: list[Citation] = []
    missing: list[tuple[Place, str]] = []
    for citation in cited:
        source = own.get(citation.key) or declared.get(citation.key)
        if source:
            citations.append(Citation(source, citation.quote, citation.locator))
        else:
            missing.append((citation.place, citation.key))
    for place, key in missing:
        message = f"undeclared source '{key}'{did_you_mean(key, declared)}"
        fix = "declare it under `sources:`, or correct the key"
        findings.append(invalid_record(place, claim.place, claim.id, message, fix))
    quote, locator = claim.loose_quote, claim.loose_locator
    if len(citations) == 1 and (quote or locator) and not (citations[0].quote or citations[0].locator):
        citations = [Citation(citations[0].source, quote, locator)]
        quote = locator = ""
    return replace(
        claim,
        citations=tuple(citations),
        loose_quote=quote,
        loose_locator=locator,
        faulty=claim.faulty or bool(missing),
    )
