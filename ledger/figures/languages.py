"""Figures of other languages: a field is read by one of them, or not at all.

A phrase of a language is brought to English, and so are its decimal and grouping marks; then English must explain every
word that is left. Where two languages give different amounts, the money's home language decides, or the figure is not
read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ledger.figures.vocabulary.languages import AT_HOME, ENGLISH_TOO, HOME, LANGUAGES

_NUMERAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+,\d+(?!\d)|\d+")


def in_english(text: str) -> Iterator[tuple[str, bool, str]]:
    """The field in English, for each language that has a word of its own in it.

    Gives the name of the language, whether a word of it is one that English does not have, and the field.
    """
    plain = " ".join(text.replace("’", "'").split())
    for name, phrases in LANGUAGES.items():
        pattern = _pattern(name)
        words = {match[0].casefold() for match in pattern.finditer(plain)}
        if words & AT_HOME or not words <= ENGLISH_TOO:
            found = pattern.sub(lambda match, known=phrases: f" {known[match[0].casefold()]} ", plain)  # type: ignore[misc]
            yield name, not words <= ENGLISH_TOO, " ".join(_NUMERAL.sub(_marks, found).split())


def is_home(unit: str, language: str) -> bool:
    """Whether a language is that of those who write of this money."""
    return HOME.get(unit) == language


def _marks(match: re.Match[str]) -> str:
    return match[0].replace(".", "").replace(",", ".")


@lru_cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(LANGUAGES[name], key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, phrases))})(?![\w'])", re.IGNORECASE)
