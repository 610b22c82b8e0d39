"""Who a claim ultimately depends on."""

from collections.abc import Collection

from ledger import urls
from ledger.model import Citation, Claim, Sourcing
from ledger.text import fold

# Words that a company's own publications, and its legal form, add to its name.
_OWN_OUTLET = {"the", "blog", "newsroom", "press", "office", "investor", "relations", "company", "group", "holdings"}
_LEGAL_FORM = {"inc", "ltd", "limited", "llc", "pbc", "plc", "co", "corp", "corporation", "ag", "se", "gmbh", "sa"}
_ADDED = _OWN_OUTLET | _LEGAL_FORM


def is_own_word(name: str, company: str) -> bool:
    """Whether a publisher is the company itself, apart from words such as `The`, `Newsroom`, `Blog` and `Inc.`."""
    return _bare(name) == _bare(company)


def _bare(name: str) -> str:
    words = fold(name).split()
    return "".join(word for word in words if word not in _ADDED) or "".join(words)


def word_of(citation: Citation) -> tuple[str, ...]:
    """Those to whom a source attributes its report; else its publisher or authors."""
    return citation.source.attributed_to or citation.source.who


def origins(citations: Collection[Citation]) -> list[set[str]]:
    """The independent groups of publishers.

    Two are in the same group by `attributed_to`, by a name and its initials (AP and Associated Press), or if both
    sources are one document: a page and its archived copy.
    """
    if len(citations) < 2:
        return [{_bare(name) for name in word_of(citation)} for citation in citations if word_of(citation)]
    known = {_bare(name) for citation in citations for name in _named(citation)}
    groups: list[set[str]] = []
    for citation in citations:
        names = _named(citation)
        group = {_bare(name) for name in names} | (known & set(map(_initials, names)))
        if not group:
            continue
        if citation.source.url:
            group.add(urls.document(citation.source.url))
        for other in [other for other in groups if other & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return groups


def _named(citation: Citation) -> tuple[str, ...]:
    return (*citation.source.who, *citation.source.attributed_to)


def _initials(name: str) -> str:
    """AP for Associated Press; "" for a single word."""
    words = [word for word in fold(name).split() if word not in _LEGAL_FORM | {"the"}]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def is_self_sourced(claim: Claim) -> bool:
    """Whether every source of a claim is, or repeats, the company that the claim is about."""
    words = [name for citation in claim.citations for name in word_of(citation)]
    return bool(words) and all(
        any(is_own_word(name, company) for company in (*claim.company, *claim.aliases)) for name in words
    )


def caveat(claim: Claim) -> str:
    """A caveat about a claim: unsourced, unreviewed, partly sourced, self-sourced, one origin; "" for none."""
    if claim.unreviewed and claim.citations:
        return "unreviewed"
    if claim.sourcing is not Sourcing.FULL:
        return "unsourced" if claim.sourcing is Sourcing.NONE else "partly sourced"
    if is_self_sourced(claim):
        return "self-sourced"
    return "" if len(origins(claim.citations)) > 1 else "one origin"
