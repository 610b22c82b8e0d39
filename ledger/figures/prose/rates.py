"""Read rates: "$14 billion a year", "$70 per barrel", "3 a day", "40 per 100,000 people"."""

from ledger.figures.prose.numerals import ONE, Number, glued, numeral
from ledger.figures.prose.tokens import NUMERAL, WORD, Token
from ledger.figures.vocabulary.numbers import MAGNITUDES
from ledger.figures.vocabulary.phrases import ADVERBS, AFTER_TIME, RATED
from ledger.figures.vocabulary.units import DURATIONS, KNOWN, singular


def rate(toks: list[Token], i: int) -> tuple[str, int]:
    """What the amount before token i is per, in the singular, and the token after it; "" and i if it is no rate.

    Two rates, in either order, are one: "$5 a month per user" is per month per user.
    """
    names: list[str] = []
    while len(names) < 3:
        name, i = _one_rate(toks, i)
        if not name:
            break
        names.append(name)
    return " per ".join(sorted(names)), i


def _one_rate(toks: list[Token], i: int) -> tuple[str, int]:
    tok, after = toks[i], toks[i + 1]
    if tok.key in ADVERBS and not after.text[:1].isdigit():
        return ADVERBS[tok.key], i + 1
    if tok.key == "per":
        return _per(toks, i + 1, i)
    if tok.key in ("a", "an", "each", "every"):
        name = RATED.get(after.key, "")
        if tok.key in ("each", "every") and after.key not in DURATIONS:
            return "", i
        if not name or toks[i + 2].key in AFTER_TIME:
            return "", i
        return name, i + 2
    if tok.text == "/" and glued(toks, i):
        name = RATED.get(after.key) or RATED.get(after.text, "")
        return (name, i + 2) if name else ("", i)
    return "", i


def _per(toks: list[Token], i: int, none: int) -> tuple[str, int]:
    """The noun after "per", with the number that it may have."""
    tok = toks[i]
    if tok.kind == NUMERAL or tok.key in MAGNITUDES:
        value = MAGNITUDES.get(tok.key, ONE)
        number = numeral(toks, i, False) if tok.kind == NUMERAL else Number(i, i + 1, value, value, value, "words")
        if number is None:
            return "", none
        noun = toks[number.stop]
        if noun.kind != WORD or noun.key in ("in", "at", "on", "for", "and", "or", "to", "from"):
            return f"{number.value:f}", number.stop
        return f"{number.value:f} {singular(noun.key)}", number.stop + 1
    if tok.kind != WORD or tok.key in ("cent", "se"):
        return "", none
    pair = f"{tok.key} {toks[i + 1].key}"
    if pair in KNOWN:
        return KNOWN[pair], i + 2
    return RATED.get(tok.key) or KNOWN.get(tok.key) or singular(tok.key), i + 1
