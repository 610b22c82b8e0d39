"""Figures of other languages: a field is read by one of them, or not at all.

A phrase of a language is brought to English, and so are its decimal and grouping marks; then English must explain every
word that is left. Where two languages give different amounts, the money's home language decides, or the figure is not
read.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ledger.figures.vocabulary.languages import AT_HOME, ENGLISH_TOO, HOME, LANGUAGES
from ledger.figures.vocabulary.scales import POINT

_NUMERAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+,\d+(?!\d)|\d+")
# Turkish puts "percent" before the number.
_PERCENT = re.compile(r"\bpercent (\d[\d.,]{0,20})")
_LETTERS = re.compile(r"[^\W\d_]+")


class Translation(NamedTuple):
    """A field in English."""

    text: str
    languages: list[str]
    telling: bool  # whether a word of it is one that English does not have


def in_english(text: str) -> list[Translation]:
    """The field in English, by the languages that have words of their own in it: those that know most of it."""
    plain = " ".join(text.replace("’", "'").split())
    index = _index()
    most, found = 0, dict[str, Translation]()
    for name in sorted({name for word in _LETTERS.findall(plain.casefold()) for name in index.get(word, ())}):
        phrases, pattern = LANGUAGES[name], _pattern(name)
        words = {word.casefold() for word in pattern.findall(plain)}
        known = sum(map(len, words))
        telling = not words <= ENGLISH_TOO
        if known < most or not (telling or words & AT_HOME):
            continue
        if known > most:
            most, found = known, {}
        english = pattern.sub(lambda match, known=phrases: f" {known[match[0].casefold()]} ", plain)  # type: ignore[misc]
        if name not in POINT:
            english = _NUMERAL.sub(_marks, english)
        english = _PERCENT.sub(r"\1 percent", " ".join(english.split()))
        one = found.setdefault(english, Translation(english, [], telling))
        one.languages.append(name)
    return list(found.values())


def is_known(word: str) -> bool:
    """Whether a language has a phrase of this word, or one that begins with its letters."""
    return any(letters in _index() for letters in _LETTERS.findall(word.casefold()))


def is_home(unit: str, language: str) -> bool:
    """Whether a language is that of those who write of this money."""
    return HOME.get(unit) == language


def _marks(match: re.Match[str]) -> str:
    return match[0].replace(".", "").replace(",", ".")


@lru_cache
def _index() -> dict[str, list[str]]:
    """The languages that have a phrase that begins with a word."""
    found: dict[str, list[str]] = {}
    for name, phrases in LANGUAGES.items():
        for phrase in phrases:
            first = _LETTERS.search(phrase)
            if first:
                found.setdefault(first[0], []).append(name)
    return found


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(LANGUAGES[name], key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, phrases))})(?![\w'])", re.IGNORECASE)
