"""On whose word a claim rests in the end."""

from collections.abc import Iterable

from ledger.model import Citation
from ledger.text import fold

# What a company's own outlets add to its name.
_OWN_OUTLET = {
    "blog",
    "newsroom",
    "press",
    "office",
    "inc",
    "ltd",
    "plc",
    "corp",
    "corporation",
    "ag",
    "se",
    "gmbh",
    "sa",
}


def is_own_word(name: str, company: str) -> bool:
    """Whether a publisher's name is the company's: the same, but for `Newsroom`, `Blog`, `Inc.` and the like."""
    return _bare(name) == _bare(company)


def _bare(name: str) -> str:
    words = fold(name).split()
    return "".join(word for word in words if word not in _OWN_OUTLET) or "".join(words)


def word_of(citation: Citation) -> tuple[str, ...]:
    """Those whom a source itself reports after; else the source's own publisher or authors."""
    return citation.source.attributed_to or citation.source.who


def origins(citations: Iterable[Citation]) -> list[set[str]]:
    """Groups of names, folded, that rest on one another: a report `attributed_to` an outlet makes one of the two."""
    groups: list[set[str]] = []
    for citation in citations:
        group = {fold(name).replace(" ", "") for name in (*citation.source.who, *citation.source.attributed_to)}
        if not group:
            continue
        for other in [one for one in groups if one & group]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return groups
