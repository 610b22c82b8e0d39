"""Read rates: "$14 billion a year", "$70 per barrel", "3 a day", "40 per 100,000 people"."""

from ledger.figures.prose.numerals import ONE, Number, glued, numeral
from ledger.figures.prose.tokens import NUMERAL, WORD, Token
from ledger.figures.vocabulary.numbers import MAGNITUDES
from ledger.figures.vocabulary.phrases import ADVERBS, AFTER_TIME, RATED
from ledger.figures.vocabulary.units import DURATIONS, KNOWN, singular


def rate(tokens: list[Token], i: int) -> tuple[str, int]:
    """What the amount before token i is per, in the singular, and the token after it; "" and i if it is no rate.

    Two rates, in either order, are one: "$5 a month per user" is per month per user.
    """
    names: list[str] = []
    while len(names) < 3:
        name, i = _one_rate(tokens, i)
        if not name:
            break
        names.append(name)
    return " per ".join(sorted(names)), i


def _one_rate(tokens: list[Token], i: int) -> tuple[str, int]:
    token, after = tokens[i], tokens[i + 1]
    if token.key in ADVERBS and not after.text[:1].isdigit():
        return ADVERBS[token.key], i + 1
    if token.key == "per":
        return _per(tokens, i + 1, i)
    if token.key in ("a", "an", "each", "every"):
        name = RATED.get(after.key, "")
        if token.key in ("each", "every") and after.key not in DURATIONS:
            return "", i
        if not name or tokens[i + 2].key in AFTER_TIME:
            return "", i
        return name, i + 2
    if token.text == "/" and glued(tokens, i):
        name = RATED.get(after.key) or RATED.get(after.text, "")
        return (name, i + 2) if name else ("", i)
    return "", i


def _per(tokens: list[Token], i: int, none: int) -> tuple[str, int]:
    """The noun after "per", with the number that it may have."""
    token = tokens[i]
    if token.kind == NUMERAL or token.key in MAGNITUDES:
        value = MAGNITUDES.get(token.key, ONE)
        number = numeral(tokens, i, False) if token.kind == NUMERAL else Number(i, i + 1, value, value, value, "words")
        if number is None:
            return "", none
        noun = tokens[number.stop]
        if noun.kind != WORD or noun.key in ("in", "at", "on", "for", "and", "or", "to", "from"):
            return f"{number.value:f}", number.stop
        return f"{number.value:f} {singular(noun.key)}", number.stop + 1
    if token.kind != WORD or token.key in ("cent", "se"):
        return "", none
    pair = f"{token.key} {tokens[i + 1].key}"
    if pair in KNOWN:
        return KNOWN[pair], i + 2
    return RATED.get(token.key) or KNOWN.get(token.key) or singular(token.key), i + 1
