"""One website with two spellings of its publisher.

`New York Times` and `The New York Times` on nytimes.com are the same publisher, but are counted as two. Two names
are spellings of one if one is within the other or is its initials. A website with three publishers or more, such as a
video site, is not checked.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: The New York Times
        url: https://www.nytimes.com/a
      - claim: OpenAI is worth $852 billion.
        publisher: New York Times
        url: https://www.nytimes.com/b

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: The New York Times
        url: https://www.nytimes.com/a
      - claim: OpenAI is worth $852 billion.
        publisher: The New York Times
        url: https://www.nytimes.com/b

Fix: use one spelling.
"""

import datetime
from collections.abc import Iterable, Iterator

from ledger import urls
from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.text import counted, fold, name_matcher

_FEW = 2  # publishers on one website


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    hosts: dict[str, dict[str, list[Claim | Source]]] = {}
    for source, record in ledger.documents():
        if source.url and source.publisher:
            hosts.setdefault(urls.host(urls.original(source.url)), {}).setdefault(source.publisher, []).append(record)
    for host, publishers in hosts.items():
        # The commonest spelling is taken to be right; the rarer ones are reported.
        for name, other in _pairs(sorted(publishers, key=lambda name: -len(publishers[name]))):
            many = counted(len(publishers[other]), "time")
            message = f"the publisher of {host} is '{name}' here but '{other}' elsewhere ({many})"
            for record in publishers[name]:
                yield RULE.finding(record, "publisher", message, "use one spelling")


def _pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name that is a spelling of an earlier one, with that one; none if there are too many publishers."""
    apart: list[str] = []
    pairs: list[tuple[str, str]] = []
    for name in names:
        other = next((earlier for earlier in apart if _spellings_of_one(name, earlier)), None)
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
    return name_matcher(short)(long) or fold(short).replace(" ", "") in (initials, initials.removeprefix("t"))


RULE = Rule("publisher-mismatch", Level.WARNING, __doc__, check)
