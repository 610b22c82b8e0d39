"""One host, and its publisher spelled in two ways.

`New York Times` and `The New York Times` on nytimes.com are one publisher, and a count by publisher makes them
two. Only spellings of one name are meant: one within the other, or its initials; a host on which many publish
(a video site, a newsletter service) may carry any number of names.

Mend it: write the name in one way.
"""

import datetime
from collections.abc import Iterator

from ledger import urls
from ledger.linter import Found, Level
from ledger.model import Claim, Ledger, Source
from ledger.text import counted, fold, matcher

LEVEL = Level.WARNING


def check(ledger: Ledger, today: datetime.date) -> Iterator[Found]:
    hosts: dict[str, dict[str, list[Claim | Source]]] = {}
    for source, record in ledger.documents():
        if source.url and source.publisher:
            hosts.setdefault(urls.host(source.url), {}).setdefault(source.publisher, []).append(record)
    for host, publishers in hosts.items():
        names = sorted(publishers, key=lambda name: -len(publishers[name]))
        for at, name in enumerate(names):
            for other in names[:at]:
                if _spellings_of_one(name, other):
                    many = counted(len(publishers[other]), "time")
                    message = f"{host} is published by '{name}' here and by '{other}' elsewhere ({many})"
                    yield Found.at(publishers[name][0], "publisher", message, "write the name in one way")
                    break


def _spellings_of_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if fold(short).replace(" ", "") == fold(long).replace(" ", ""):
        return False  # similar-name says so
    initials = "".join(word[0] for word in fold(long).split())
    return matcher(short)(long) or fold(short).replace(" ", "") in (initials, initials.removeprefix("t"))
