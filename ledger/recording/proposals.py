"""What the fields of a new claim probably are: proposed, and never written unasked."""

import re

from ledger import urls
from ledger.figures import find
from ledger.metrics import metric_key
from ledger.model import Ledger
from ledger.query import names
from ledger.text import fold, sentence_matcher

_YEAR = re.compile(r"(?<![\d.,$€£¥/-])(?:19|20)\d\d(?![\d/%-]|[.,]\d)")

_TIME = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may(?= \d|,|\.)|(?<=in )may|june|july|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|quarter|half-year|Q[1-4]|H[12]|(?:last|this|next|previous) \w+|ago"
    r"|yesterday|today|tomorrow)\b",
    re.IGNORECASE,
)


def figure_in(sentence: str) -> str:
    """The only figure of a sentence with digits, as written; "" if there is none or more than one."""
    found = [figure for figure in find(sentence) if any(map(str.isdigit, figure.text))]
    return found[0].text if len(found) == 1 else ""


def year_in(sentence: str) -> str:
    """The only year of a sentence; "" if there is none or more than one."""
    years = set(_YEAR.findall(sentence))
    return years.pop() if len(years) == 1 else ""


def speaks_of_time(sentence: str) -> bool:
    """Whether a sentence has words for a time, such as a month, a quarter or "last week"."""
    return _TIME.search(sentence) is not None


def metric_in(sentence: str, ledger: Ledger) -> str:
    """The metric of the ledger whose words a sentence has, the longest if one is part of another; "" if not sure."""
    known = {metric_key(name): name for name in reversed(names(ledger.claims, "metric"))}
    said = [name for name in known.values() if sentence_matcher(name)(sentence)]
    longest = max(said, key=lambda name: len(fold(name)), default="")
    apart = [name for name in said if not sentence_matcher(name)(longest)]
    return "" if apart else longest


def publisher_of(url: str, ledger: Ledger) -> str:
    """The publisher of all other pages on the host of a URL; "" if there is none or more than one."""
    return publishers_of_hosts(ledger).get(urls.host(urls.original(url)), "")


def publishers_of_hosts(ledger: Ledger) -> dict[str, str]:
    """The publisher of each host whose pages all have the same one."""
    found: dict[str, set[str]] = {}
    for source, _ in ledger.documents():
        if source.publisher and source.url:
            found.setdefault(urls.host(urls.original(source.url)), set()).add(source.publisher)
    return {host: next(iter(names)) for host, names in found.items() if len(names) == 1}
