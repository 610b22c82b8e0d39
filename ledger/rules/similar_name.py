"""Two names that differ by case, spacing or one letter.

`Open AI` and `OpenAI`, `Antropic` and `Anthropic`: to a table, a chart or a count they are two companies. Looked
at are companies, publishers and metrics. A letter counts only in names of six letters or more, and never the
first one: ABC News and NBC News are two. A different digit, or another word of up to three letters (Series A and
B, CBS and CBC News, Fund II and III), makes another name. The rarer spelling is the finding.

Fix: write the name in one way.
"""

import datetime
from collections.abc import Iterator

from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.text import counted, fold

_LONG_ENOUGH = 6
_TOO_LONG = 100  # no name, and slow to compare
_SHORT = 3  # letters of a word that is an abbreviation or a number as often as not

_Place = tuple[Claim | Source, str]


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for kind, names in _named(ledger).items():
        by_spelling: dict[str, str] = {}
        by_letters: dict[str, list[str]] = {}
        # The commoner spelling is taken for the right one, so the rarer ones are the findings.
        for name in sorted(names, key=lambda name: -len(names[name])):
            folded = _words(name).replace(" ", "") or name
            other, how = by_spelling.setdefault(folded, name), "case, spacing, accents or punctuation"
            if other == name:
                shorter = _without_a_letter(folded) if _LONG_ENOUGH <= len(folded) <= _TOO_LONG else []
                near = (one for key in (folded, *shorter) for one in by_letters.get(key, ()))
                other = next((one for one in near if _one_letter_apart(name, one)), name)
                how = "one letter"
                for key in (folded, *shorter):
                    by_letters.setdefault(key, []).append(name)
            if other != name:
                many = counted(len(names[other]), "time")
                message = f"the {kind} '{name}' and '{other}' ({many}) differ by {how}"
                for record, field in names[name]:
                    yield RULE.finding(record, field, message, "write one of them")


def _named(ledger: Ledger) -> dict[str, dict[str, list[_Place]]]:
    """Companies, publishers and metrics, each name with the places where it stands."""
    found: dict[str, dict[str, list[_Place]]] = {"company": {}, "publisher": {}, "metric": {}}
    for claim in ledger.claims:
        for field in ("company", "mentions"):
            for name in getattr(claim, field):
                found["company"].setdefault(name, []).append((claim, field))
        if claim.metric:
            found["metric"].setdefault(claim.metric, []).append((claim, "metric"))
    for source, record in ledger.documents():
        if source.publisher:
            found["publisher"].setdefault(source.publisher, []).append((record, "publisher"))
    return found


def _words(name: str) -> str:
    return fold(name.replace("+", " plus ").replace("&", " and "))


def _without_a_letter(folded: str) -> list[str]:
    """All that is left of a name when one letter is taken out, but the first: two names a letter apart share one."""
    return [folded[:at] + folded[at + 1 :] for at in range(1, len(folded)) if folded[at].isalpha()]


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter more, less, other or swapped with its neighbour makes the one name of the other.

    The two are known to be the same but for one letter that was taken out of one or of both.
    """
    one_words, other_words = _words(one), _words(other)
    short, long = sorted((one_words.replace(" ", ""), other_words.replace(" ", "")), key=len)
    if all(len(word) <= _SHORT for word in {*one_words.split()} ^ {*other_words.split()}):
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, other_rest = short[start:], long[start:]
    if len(short) < len(long):
        return rest == other_rest[1:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return rest[1:] == other_rest[1:] or (swapped and rest[:2].isalpha())


RULE = Rule("similar-name", Level.WARNING, __doc__, check)
