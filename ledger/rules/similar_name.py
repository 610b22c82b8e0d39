"""Two names that differ only by case, spacing or one letter.

In a table, a chart or a count, `Open AI` and `OpenAI` are two companies. Companies, publishers and metrics are
compared. One letter counts only in names of six letters or more, and never the first: ABC News and NBC News are two.
Names with different digits, or with different words of up to three letters (Series A and B, Fund II and III), are
different names. Of metrics, plurals and British and American spellings are one. The rarer spelling is reported.

Fails:

    claims:
      - company: Anthropic
        claim: Anthropic is worth $380 billion.
      - company: Antropic
        claim: Anthropic raised $30 billion.

Passes:

    claims:
      - company: Anthropic
        claim: Anthropic is worth $380 billion.
      - company: Anthropic
        claim: Anthropic raised $30 billion.

Fix: use one spelling.
"""

import datetime
from collections.abc import Iterator, Mapping

from ledger.linter import Rule
from ledger.metrics import metric_key
from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.text import counted, fold, folded_name

_LONG_ENOUGH = 6
_TOO_LONG = 100  # not a name, and slow to compare
_FEW = 20  # names that are compared with one more that has the same letters but one
_SHORT = 3  # letters; shorter words are often abbreviations or numbers

_Place = tuple[Claim | Source, str]


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    groups = [(main, *others) for main, others in ledger.companies.items()]
    main_names = {folded_name(name): folded_name(names[0]) for names in groups for name in names}
    for kind, names in _named(ledger).items():
        by_spelling: dict[str, str] = {}
        by_letters: dict[str, list[str]] = {}
        # The commonest spelling is taken to be right; the rarer ones are reported.
        for name in sorted(names, key=lambda name: -len(names[name])):
            folded = (metric_key(name) if kind == "metric" else _words(name).replace(" ", "")) or name
            other, how = by_spelling.setdefault(folded, name), "case, spacing, accents or punctuation"
            if other == name:
                shorter = _without_a_letter(folded) if _LONG_ENOUGH <= len(folded) <= _TOO_LONG else []
                near = (candidate for key in (folded, *shorter) for candidate in by_letters.get(key, ()))
                other = next((candidate for candidate in near if _one_letter_apart(name, candidate)), name)
                how = "one letter"
                for key in (folded, *shorter):
                    if len(alike := by_letters.setdefault(key, [])) < _FEW:
                        alike.append(name)
            elif _words(other).replace(" ", "") != _words(name).replace(" ", ""):
                how = "plural or spelling"
            same = kind == "company" and _one_company(name, other, main_names)
            if other != name and not same:
                fix = "use one spelling"
                if kind == "company":
                    fix += f", or add `{other}: [{name}]` to `companies:`"
                many = counted(len(names[other]), "time")
                message = f"the {kind} '{name}' and '{other}' ({many}) differ by {how}"
                for record, field in names[name]:
                    yield RULE.finding(record, field, message, fix)


def _one_company(name: str, other: str, main_names: Mapping[str, str]) -> bool:
    """Whether the ledger says that two names are of the same company."""
    main = main_names.get(folded_name(name))
    return main is not None and main == main_names.get(folded_name(other))


def _named(ledger: Ledger) -> dict[str, dict[str, list[_Place]]]:
    """The names of companies, publishers and metrics, each with its places."""
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
    """The name without one of its letters, except the first; two names that differ by a letter have one in common."""
    return [folded[:at] + folded[at + 1 :] for at in range(1, len(folded)) if folded[at].isalpha()]


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two names differ by one letter: added, removed, changed or swapped with its neighbour.

    They are known to be equal after one letter is removed from one or both.
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
