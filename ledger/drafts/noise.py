"""Numbers in prose that are no figures: ages, addresses, numbers of things."""

import re

from ledger.figures import Figure

# After a number.
_STREET = re.compile(
    r"\s(?:[A-Z][\w'’.-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Blvd|Way|Place|Court|Terrace"
    r"|Row|Plaza|Crescent|Quay)\b"
)
_APPOSITION = re.compile(r",(?:\s|$)|\)")
_LISTED = re.compile(
    r"\s(?:\w+ )?(?:things|ways|reasons|tips|takeaways|lessons|questions|charts|facts|steps|corrections?|charts)\b"
)
# Before a number.
_NAME = re.compile(r"(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+,\s$|\([A-Z][\w'’-]+ [A-Z][\w'’-]+,\s$")
_AGE = re.compile(
    r"(?:\b(?:aged?|at the age of)\s|\b(?:who|he|she) (?:is|was|turned|turns)\s"
    r"|\b(?:man|woman|boy|girl|volunteer|student|driver|worker|teacher|resident|father|mother|son|daughter) of\s)$"
)
_NUMBERED = re.compile(
    r"\b(?:numbers?|nos?\.|chapters?|items?|questions?|rules?|pages?|chapter \d+ of)\s(?:\d+ (?:and|to|or) )?$", re.I
)
_OLDEST = 120  # years


def is_noise(text: str, figure: Figure) -> bool:
    """Whether a figure of a sentence is an age, a street number or the number of something."""
    if figure.unit or figure.per or figure.low != figure.high or figure.low != int(figure.low):
        return bool(_LISTED.match(text[figure.start + _digits(figure) :])) and figure.start < _digits(figure) + 4
    before, after = text[: figure.start], text[figure.end :]
    young = 0 < figure.low < _OLDEST
    if young and (_AGE.search(before) or (_NAME.search(before) and _APPOSITION.match(after))):
        return True
    return bool(_STREET.match(after) or _NUMBERED.search(before) or (not before.strip(" #*") and _LISTED.match(after)))


def _digits(figure: Figure) -> int:
    """How many characters of a figure are its number."""
    found = re.match(r"[\d.,]+", figure.text)
    return found.end() if found else len(figure.text)
