"""Names in prose, by their form."""

import re

from ledger.drafts.words import is_common
from ledger.text import fold

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w&.’'-]*|[a-z]{1,2}[A-Z][\w-]*"
_SMALL = r"of|and|for|the|de|la|le|du|des|di|der|&"
# Capitalised words in a row, with small words between them: "Office for National Statistics".
NAME = rf"(?:{_WORD})(?: (?:(?:{_SMALL}) ){{0,2}}(?:{_WORD})){{0,6}}"
_NAMES = re.compile(rf"(?<![\w.])(?:{NAME})")
_POSSESSIVE = re.compile(r"['’]s?$")


def candidates_in(text: str) -> list[str]:
    """The names in a text that may be those of companies, each whole, in order."""
    found: dict[str, None] = {}
    for match in _NAMES.finditer(text):
        for part in re.split(r"(?<=['’]s) |(?<=s['’]) | and ", match[0]):
            name = _POSSESSIVE.sub("", part if "." in part[:-1] else part.rstrip(".,"))
            words = fold(name).split()
            if len(words) > 1 and not text[: match.start()].strip() and is_common(words[0]):  # "In Acme", "The Acme"
                name, words = name.partition(" ")[2], words[1:]
            if words and not all(word.isdigit() or is_common(word) for word in words):
                found[name] = None
    return list(found)


def names_in(text: str) -> list[str]:
    """The runs of capitalised words in a text, without what makes them possessive, and the parts of each."""
    found: dict[str, None] = {}
    for match in _NAMES.finditer(text):
        parts = re.split(r"(?<=['’]s) |(?<=s['’]) ", match[0])
        for part in parts:
            name = _POSSESSIVE.sub("", part.rstrip(".,"))
            found[name] = None
            words = name.split()
            for at in range(1, len(words)):
                found[" ".join(words[at:])] = None
                found[" ".join(words[:at])] = None
    return [name for name in found if name[:1].isalpha()]
