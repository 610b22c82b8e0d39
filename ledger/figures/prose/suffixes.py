"""What follows a number: its unit, or the noun that it counts."""

from collections.abc import Iterator

from ledger.figures.prose.numerals import Number, glued, hyphened
from ledger.figures.prose.tokens import NUMERAL, SYMBOL, WORD, Token
from ledger.figures.vocabulary.currencies import CODES, LOOSE, MARKED, MONEY, SYMBOLS
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.figures.vocabulary.phrases import JOINED, STOPS
from ledger.figures.vocabulary.units import KNOWN, PLURALS, plural, singular

LONGER = frozenset(name.partition(" ")[0] for name in KNOWN if " " in name)

# Units of one letter that must follow their number without a space.
ATTACHED = vocabulary("x p × m g l t c C F in")
SPACED = vocabulary("m g l")
RESOLUTIONS = frozenset({"480", "720", "1080", "1440", "2160"})


def suffix(tokens: list[Token], i: int, num: Number, field: bool) -> tuple[str, str, int]:
    """The unit from token i: (unit, place, token after it)."""
    first = i + hyphened(tokens, i)
    against = first == i and glued(tokens, i - 1)
    token = tokens[first]
    if token.kind == SYMBOL:
        return _symbol(tokens, first)
    if (token.text, tokens[first + 1].text) in MARKED and tokens[first + 2].kind != NUMERAL:
        return MARKED[token.text, tokens[first + 1].text], "after", first + 2
    if token.kind != WORD:
        return "", "", i
    if token.text in CODES and not (first == i and tokens[i + 1].text in SYMBOLS):
        return token.text, "after", first + 1
    if power := _power(tokens, first):
        return power, "after", first + 2
    for unit, stop, words in _named_units(tokens, first):
        if words == 1 and not _fits(tokens, first, against, num):
            continue
        if words == 1 and token.key in LOOSE and not _paid(tokens, stop, token.key, num):
            if token.key in ("pound", "pounds"):
                return "pound", "after", stop
            continue
        return unit, "after", stop
    return ("", "", i) if against else _noun(tokens, first, i, field)


def _power(tokens: list[Token], i: int) -> str:
    """The unit of "km2" or "m3" at token i; "" for others."""
    raised = {"2": "²", "3": "³"}.get(tokens[i + 1].text, "")
    return KNOWN.get(tokens[i].text + raised, "") if raised and glued(tokens, i) else ""


def _named_units(tokens: list[Token], i: int) -> Iterator[tuple[str, int, int]]:
    """The units of KNOWN that begin at token i, the longest first: (unit, token after it, its words)."""
    token = tokens[i]
    if token.key in LONGER:
        keys, stops, j = [token.key], [i + 1], i + 1
        while len(keys) < 4:
            j += hyphened(tokens, j) or (tokens[j].text == "/" and glued(tokens, j))
            if tokens[j].kind != WORD:
                break
            keys.append(tokens[j].key)
            j += 1
            stops.append(j)
        for words in range(len(keys), 1, -1):
            unit = KNOWN.get(" ".join(keys[:words]))
            if unit is not None:
                yield unit, stops[words - 1], words
    unit = KNOWN.get(token.text) or (KNOWN.get(token.key) if len(token.text) > 2 else None)
    if unit is not None:
        yield unit, i + 1, 1


def _paid(tokens: list[Token], i: int, word: str, num: Number) -> bool:
    """Whether "pounds", "won" and the like before token i are money, not a weight or a verb."""
    return word == "p" or num.scale > 100 or (tokens[i].text == "(" and tokens[i + 1].text in SYMBOLS)


def _fits(tokens: list[Token], i: int, against: bool, num: Number) -> bool:
    """Whether a word of one letter, or one that can be something else, is a unit here."""
    text = tokens[i].text
    if text in ATTACHED and not against:
        return text in SPACED and tokens[i + 1].text != "."
    if len(text) == 1 and text.isalpha() and text.isupper():
        return num.kind != "words"
    if text == "p" and tokens[i - 1].text in RESOLUTIONS:
        return False
    return not (text in ("ha", "stone") and num.kind == "words") and text not in ("MP", "Stone")


def _symbol(tokens: list[Token], i: int) -> tuple[str, str, int]:
    text = tokens[i].text
    if text in SYMBOLS and tokens[i + 1].kind != NUMERAL:
        return SYMBOLS[text], "after", i + 1
    if text == "°" and tokens[i + 1].text in ("C", "F") and glued(tokens, i):
        return KNOWN["°" + tokens[i + 1].key], "after", i + 2
    if text in KNOWN:
        stop = i + 1 + hyphened(tokens, i + 1)
        if text in "%％" and tokens[stop].key in ("point", "points"):
            return "pp", "after", stop + 1
        return KNOWN[text], "after", i + 1
    return "", "", i


def _noun(tokens: list[Token], first: int, i: int, field: bool) -> tuple[str, str, int]:
    """The counted noun: the first plural within a few words, or the word joined to the number by a hyphen."""
    j = first
    if tokens[first].key in ("more", "other", "further", "additional", "extra") and _noun_like(tokens[first + 1].text):
        j += 1  # "three more guards"
    while j < first + 5:
        token = tokens[j]
        if token.kind != WORD or token.key in STOPS or not _noun_like(token.text):
            break
        if token.key == "pounds" or (plural(token.key) and token.text[:1].islower()):
            known = KNOWN.get(token.key) if token.key not in LOOSE else None
            if known in MONEY and j > first and tokens[j - 1].text[:1].isupper():
                known = None  # of a country that is not known
            return known or singular(token.key), "noun", j + 1
        j += 1
        j += hyphened(tokens, j)
    token, after = tokens[first], tokens[first + 1]
    if (j == first or len(token.key) < 3) and token.key not in PLURALS:
        return "", "", i
    alone = field and after.kind not in (WORD, NUMERAL)
    if token.key in PLURALS or alone or (first > i and token.key not in JOINED):
        return singular(token.key), "noun", first + 1
    return "", "", i


def _noun_like(text: str) -> bool:
    return text.replace("'", "").replace("’", "").isalpha()
