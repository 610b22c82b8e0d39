"""Figures with two readings, and how to write each of them so that it has one."""

import re
from collections.abc import Iterator

# A comma that groups digits in English, and begins decimals in many languages.
COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,])")
# What is written, and the two ways to say what is meant.
_WAYS = [
    # a trillion in German, a billion in an English headline
    (re.compile(r"(?<![\d.,])1\sBillion(?=\s(?:Euro|Dollar)\b)"), "1 billion", "1 trillion"),
    # whose money?
    (re.compile(r"\bBs\.?\s?(?=\d)"), "BOB ", "VES "),
    (re.compile(r"(?<!\w)B\$\s?(?=\d)"), "BSD ", "BND "),
    (re.compile(r"^K(?=\d[\d.,]{0,20}\s?(?:[mb]n?|million|billion)\b)"), "PGK ", "ZMW "),
    (re.compile(r"(?<!emirati\s)(?<!moroccan\s)(?<!uae\s)\bdirhams?\b", re.I), "Emirati dirhams", "Moroccan dirhams"),
]
# What all of these have in common: a quick test.
SUSPECT = re.compile(r"1\sBillion\s|\bBs\b|\bB\$|^K\d|dirham", re.IGNORECASE)


def two_words(text: str) -> Iterator[tuple[str, str]]:
    """The ways to write a figure whose words may have two readings."""
    for pattern, one, other in _WAYS:
        if pattern.search(text):
            yield pattern.sub(one, text, count=1), pattern.sub(other, text, count=1)


def two_commas(text: str) -> tuple[str, str]:
    """The ways to write a figure whose comma may group digits or begin decimals."""
    return COMMA.sub(r"\1\2", text, count=1), COMMA.sub(r"\1,\g<2>0", text, count=1)
