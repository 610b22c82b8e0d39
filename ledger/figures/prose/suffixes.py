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


def suffix(toks: list[Token], i: int, num: Number, field: bool) -> tuple[str, str, int]:
    """The unit from token i: (unit, place, token after it)."""
    first = i + hyphened(toks, i)
    against = first == i and glued(toks, i - 1)
    tok = toks[first]
    if tok.kind == SYMBOL:
        return _symbol(toks, first)
    if (tok.text, toks[first + 1].text) in MARKED and toks[first + 2].kind != NUMERAL:
        return MARKED[tok.text, toks[first + 1].text], "after", first + 2
    if tok.kind != WORD:
        return "", "", i
    if tok.text in CODES and not (first == i and toks[i + 1].text in SYMBOLS):
        return tok.text, "after", first + 1
    for unit, stop, words in _named_units(toks, first):
        if tok.text == "m" and toks[stop].text in ("2", "3") and glued(toks, stop - 1):
            continue
        if words == 1 and not _fits(toks, first, against, num):
            continue
        if words == 1 and tok.key in LOOSE and not _paid(toks, stop, tok.key, num):
            if tok.key in ("pound", "pounds"):
                return "pound", "after", stop
            continue
        return unit, "after", stop
    if against:
        power = {"2": "square metre", "3": "cubic metre"}.get(toks[first + 1].text, "")
        return (power, "after", first + 2) if power and tok.text == "m" and glued(toks, first) else ("", "", i)
    return _noun(toks, first, i, field)


def _named_units(toks: list[Token], i: int) -> Iterator[tuple[str, int, int]]:
    """The units of KNOWN that begin at token i, the longest first: (unit, token after it, its words)."""
    tok = toks[i]
    if tok.key in LONGER:
        keys, stops, j = [tok.key], [i + 1], i + 1
        while len(keys) < 4:
            j += hyphened(toks, j) or (toks[j].text == "/" and glued(toks, j))
            if toks[j].kind != WORD:
                break
            keys.append(toks[j].key)
            j += 1
            stops.append(j)
        for words in range(len(keys), 1, -1):
            unit = KNOWN.get(" ".join(keys[:words]))
            if unit is not None:
                yield unit, stops[words - 1], words
    unit = KNOWN.get(tok.text) or (KNOWN.get(tok.key) if len(tok.text) > 2 else None)
    if unit is not None:
        yield unit, i + 1, 1


def _paid(toks: list[Token], i: int, word: str, num: Number) -> bool:
    """Whether "pounds", "won" and the like before token i are money, not a weight or a verb."""
    return word == "p" or num.scale > 100 or (toks[i].text == "(" and toks[i + 1].text in SYMBOLS)


def _fits(toks: list[Token], i: int, against: bool, num: Number) -> bool:
    """Whether a word of one letter, or one that can be something else, is a unit here."""
    text = toks[i].text
    if text in ATTACHED and not against:
        return text in SPACED and toks[i + 1].text != "."
    if len(text) == 1 and text.isalpha() and text.isupper():
        return num.kind != "words"
    if text == "p" and toks[i - 1].text in RESOLUTIONS:
        return False
    return not (text in ("ha", "stone") and num.kind == "words") and text not in ("MP", "Stone")


def _symbol(toks: list[Token], i: int) -> tuple[str, str, int]:
    text = toks[i].text
    if text in SYMBOLS and toks[i + 1].kind != NUMERAL:
        return SYMBOLS[text], "after", i + 1
    if text == "°" and toks[i + 1].text in ("C", "F") and glued(toks, i):
        return KNOWN["°" + toks[i + 1].key], "after", i + 2
    if text in KNOWN:
        if text in "%％" and toks[i + 1].key in ("point", "points"):
            return "pp", "after", i + 2
        return KNOWN[text], "after", i + 1
    return "", "", i


def _noun(toks: list[Token], first: int, i: int, field: bool) -> tuple[str, str, int]:
    """The counted noun: the first plural within a few words, or the word joined to the number by a hyphen."""
    j = first
    if toks[first].key in ("more", "other", "further", "additional", "extra") and _noun_like(toks[first + 1].text):
        j += 1  # "three more guards"
    while j < first + 5:
        tok = toks[j]
        if tok.kind != WORD or tok.key in STOPS or not _noun_like(tok.text):
            break
        if tok.key == "pounds" or (plural(tok.key) and tok.text[:1].islower()):
            known = KNOWN.get(tok.key) if tok.key not in LOOSE else None
            if known in MONEY and j > first and toks[j - 1].text[:1].isupper():
                known = None  # of a country that is not known
            return known or singular(tok.key), "noun", j + 1
        j += 1
        j += hyphened(toks, j)
    tok, after = toks[first], toks[first + 1]
    if (j == first or len(tok.key) < 3) and tok.key not in PLURALS:
        return "", "", i
    alone = field and after.kind not in (WORD, NUMERAL)
    if tok.key in PLURALS or alone or (first > i and tok.key not in JOINED):
        return singular(tok.key), "noun", first + 1
    return "", "", i


def _noun_like(text: str) -> bool:
    return text.replace("'", "").replace("’", "").isalpha()
