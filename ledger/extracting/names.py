"""Names in prose, by their form."""

import re

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w&.’'-]*|[a-z]{1,2}[A-Z][\w-]*"
_SMALL = r"of|and|for|the|de|la|le|du|des|di|der|&"
# Capitalised words in a row, with small words between them: "Office for National Statistics".
NAME = rf"(?:{_WORD})(?: (?:(?:{_SMALL}) ){{0,2}}(?:{_WORD})){{0,6}}"
_NAMES = re.compile(rf"(?<![\w.])(?:{NAME})")
_POSSESSIVE = re.compile(r"['’]s?$")


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
