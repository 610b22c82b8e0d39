"""From parsed files to one ledger: every citation of a key becomes the source that is declared under it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ledger.loading.parsed import ParsedCitation, ParsedFile
from ledger.model import Citation, Claim, Finding, Ledger, Source, invalid_record
from ledger.places import Place
from ledger.text import Guesses, folded_name


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
    groups, clashes = _companies(files)
    guesses = Guesses(declared)
    for file in files:
        linked = list(file.claims)
        if groups:
            linked = [_known(claim, groups) for claim in linked]
        found = [*file.findings, *(clash for clash in clashes if clash.place.path == file.path)]
        own = {source.key: source for source in file.sources}
        for at, cited in file.cited.items():
            linked[at] = _linked(linked[at], cited, own, declared, guesses, found)
        claims += linked
        findings += sorted(found, key=lambda finding: (finding.place.line, finding.place.column))
    return Ledger(
        tuple(claims),
        declared,
        tuple(findings),
        tuple(file.path for file in files),
        next((file.heading for file in files if file.heading), ""),
        tuple(repeated),
        {names[0]: names[1:] for names in groups.values()},
        tuple(place for file in files for place in file.dropped),
        {file.path: file.settings for file in files if file.settings},
    )


def _companies(files: Iterable[ParsedFile]) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """The names of each company, the main one first, by each of them folded; and the names that two of them have."""
    groups: dict[str, tuple[str, ...]] = {}
    clashes: list[Finding] = []
    for company in (company for file in files for company in file.companies):
        names = tuple(dict.fromkeys((company.name, *company.others)))
        taken = next((name for name in names if folded_name(name) in groups), None)
        if taken is None:
            groups |= {folded_name(name): names for name in names}
            continue
        message = f"'{taken}' is also a name of {groups[folded_name(taken)][0]}"
        clashes.append(invalid_record(company.place, company.place, "", message, "list each name once"))
    return groups, clashes


def _known(claim: Claim, groups: Mapping[str, tuple[str, ...]]) -> Claim:
    """The claim with the main and the other names of its companies."""
    known = [groups.get(folded_name(name), (name,)) for name in claim.company]
    aliases = tuple(alias for names in known if len(names) > 1 for alias in names)
    return replace(claim, canonical=tuple(names[0] for names in known), aliases=aliases) if aliases else claim


def _linked(
    claim: Claim,
    cited: Sequence[ParsedCitation],
    own: Mapping[str, Source],
    declared: Mapping[str, Source],
    guesses: Guesses,
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
        message = f"undeclared source '{key}'{guesses(key)}"
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
        unfounded=_unfounded(citations) if not missing else "",
    )


def _unfounded(citations: Sequence[Citation]) -> str:
    """That all sources of a claim were retracted, and why; "" if one stands, or there is none."""
    reasons = [cited.source.retracted for cited in citations]
    if not all(reasons) or not reasons:
        return ""
    return f"its {'source was' if len(reasons) == 1 else 'sources were'} retracted: {reasons[0]}"
