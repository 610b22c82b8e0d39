"""One host, and its publisher spelled in two ways.

`New York Times` and `The New York Times` on nytimes.com are one publisher, and a count by publisher makes them
two. Only spellings of one name are meant: one within the other, or its initials. A host that carries three
publishers or more (a video site, a newsletter service) is nobody's, and is left alone.

Fix: write the name in one way.
"""

import datetime
from collections.abc import Iterable, Iterator

from ledger import urls
from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.text import counted, fold, matcher

_FEW = 2  # publishers on one host; with a third it is anybody's


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    hosts: dict[str, dict[str, list[Claim | Source]]] = {}
    for source, record in ledger.documents():
        if source.url and source.publisher:
            hosts.setdefault(urls.host(source.url), {}).setdefault(source.publisher, []).append(record)
    for host, publishers in hosts.items():
        # The commoner spelling is taken for the right one, so the rarer ones are the findings.
        for name, other in _pairs(sorted(publishers, key=lambda name: -len(publishers[name]))):
            many = counted(len(publishers[other]), "time")
            message = f"{host} is published by '{name}' here and by '{other}' elsewhere ({many})"
            for record in publishers[name]:
                yield RULE.finding(record, "publisher", message, "write the name in one way")


def _pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name that is a spelling of one before it, with that one; none where the host is many publishers'."""
    apart: list[str] = []
    pairs: list[tuple[str, str]] = []
    for name in names:
        other = next((one for one in apart if _spellings_of_one(name, one)), None)
        if other is not None:
            pairs.append((name, other))
        elif len(apart) == _FEW:
            return []
        else:
            apart.append(name)
    return pairs


def _spellings_of_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if fold(short).replace(" ", "") == fold(long).replace(" ", ""):
        return False  # similar-name says so
    initials = "".join(word[0] for word in fold(long).split())
    return matcher(short)(long) or fold(short).replace(" ", "") in (initials, initials.removeprefix("t"))


RULE = Rule("publisher-mismatch", Level.WARNING, __doc__, check)
