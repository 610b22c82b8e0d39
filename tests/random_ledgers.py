"""A ledger with many kinds of claims, and filters for it, at random but the same each time."""

import random
from collections.abc import Iterator
from typing import Any

import yaml

from ledger.query import Filters

_COMPANIES = [
    *("Acme", "Acme Motors", "H&M", "HM Treasury", "Société Générale", "L'Oréal", "Open AI", "OpenAI", "Mistral AI"),
    *("Яндекс", "株式会社", "C++ Alliance", "100% Foods", "Zoë_Bank", "R&D House"),
]
_FIGURES = [
    *("$122 billion", "€3.5bn", "about 45%", "half", "one in five", "300 jobs", "1.2 million people", "2,500", "a lot"),
    *(
        "400 km",
        "250 miles",
        "75 cents",
        "$5 to $7 million",
        "over 10%",
        "3.5 GW",
        "£20m a year",
        "-4%",
        "12 basis points",
    ),
    *("$1.25 a share", "18 months", "$4.2 billion", "a dozen", "7 °C", "", ""),
]
_METRICS = ["revenue", "annualised revenue", "headcount", "Programme costs", "range", "stake", "R&D spending", ""]
_PUBLISHERS = ["Reuters", "Le Monde", "Süddeutsche Zeitung", "The “Post”", "AT&T News", "100% News", "a_b"]
_TIMES = ["2023", "2024-Q1", "2024-02-29", "2025-03", "2025-07/2025-12", "2024-11/2025-02", "", ""]
_WORDS = "the round values growth café naïve market 1.5 100,000 C++ chips note-taking URL über data 雪 half".split()  # noqa: SIM905
_TAGS = ["budget", "Jobs & pay", "énergie", "50%", "under_score"]


def generated(claims: int, seed: int = 3) -> str:
    """A ledger as YAML."""
    draw = random.Random(seed)
    made: list[dict[str, object]] = []
    for number in range(claims):
        claim: dict[str, object] = {
            "id": f"c{number}",
            "company": draw.sample(_COMPANIES, k=draw.choice((1, 1, 1, 2))),
            "claim": " ".join(draw.choices(_WORDS, k=7)),
            "metric": draw.choice(_METRICS),
            "figure": draw.choice(_FIGURES),
            "as_of": draw.choice(_TIMES),
            "status": draw.choice(("reported", "reported", "estimate", "forecast", "plan")),
            "tags": draw.sample(_TAGS, k=draw.choice((0, 0, 1, 2))),
        }
        if draw.random() < 0.2:
            claim["mentions"] = [draw.choice(_COMPANIES)]
        if draw.random() < 0.1:
            claim["retracted"] = "It was wrong."
        if number and draw.random() < 0.1:
            claim["supersedes"] = f"c{draw.randrange(number)}"
        if draw.random() < 0.1:
            claim["embargo"] = "2999-01-01"
        if draw.random() < 0.1:
            del claim["id"]
        kind = draw.random()
        if kind < 0.3:
            claim["source"] = draw.sample(["first", "second", "secret"], k=draw.choice((1, 2)))
        elif kind < 0.9:
            claim |= {"publisher": draw.choice(_PUBLISHERS), "date": f"2025-0{draw.randrange(1, 10)}-11"}
            claim |= {"url": f"https://news.org/{number}", "title": " ".join(draw.choices(_WORDS, k=3))}
        made.append({name: value for name, value in claim.items() if value not in ("", [])})
    sources = {
        "first": {"publisher": "Reuters", "title": "Growth", "url": "https://reuters.com/a", "date": "2024-05-06"},
        "second": {"author": ["Ann Lee", "Bo Ek"], "title": "A book", "type": "book"},
        "secret": {"publisher": "Canary Row", "confidential": True, "url": "https://canary.org/x"},
    }
    root = {
        "heading": "A bit of everything",
        "companies": {"Acme": ["Acme Motors", "Acme Co"], "OpenAI": ["Open AI"]},
        "sources": sources,
        "claims": made,
    }
    return yaml.safe_dump(root, allow_unicode=True, sort_keys=False, width=200)


def random_filters(number: int, seed: int = 5) -> Iterator[Filters]:
    """One to three filters, and words, of which some match nothing."""
    draw = random.Random(seed)
    names = {
        "company": ["acme", "open ai", "openai", "h&m", "hm", "societe", "Яндекс", "株", "c++", "100%", "zoe", "opnai"],
        "publisher": ["reuters", "monde", "zeitung", "at&t", "100%", "a_b", "canary", "ann lee"],
        "metric": ["revenue", "annualised", "costs", "r&d", "program cost"],
        "tag": ["jobs", "energie", "50%", "under"],
        "status": ["reported", "forecast", "retracted", "superseded"],
        "match": ["cafe", "growth values", "1.5", "100000", "雪", "%", "_", "zebra", "“", "news.org", "canary", "alf"],
    }
    single = {
        "since": ["2024", "2025-03-11", "2024-Q3"],
        "until": ["2024-02", "2025", "2023-06"],
        "minimum": ["100", "$1bn", "45%", "400 km", "50 cents", "2,000 people", "1 GW", "10 jobs", "$1"],
        "maximum": ["1000", "$5bn", "20%", "300 miles", "$1", "2 million people", "0", "-1%"],
    }
    words = ["growth", "c1", "c77", "acme", "openai", "half", "nothing-such", "reuters", "note taking"]
    for _ in range(number):
        chosen: dict[str, Any] = {}
        for kind in draw.sample([*names, *single], k=draw.choice((0, 1, 1, 2, 3))):
            known = names.get(kind)
            chosen[kind] = tuple(draw.sample(known, k=draw.choice((1, 2)))) if known else draw.choice(single[kind])
        if draw.random() < 0.3:
            chosen["sourced"] = draw.random() < 0.5
        if draw.random() < 0.15:
            chosen["words"] = tuple(draw.sample(words, k=draw.choice((1, 1, 2))))
        yield Filters(**chosen)
