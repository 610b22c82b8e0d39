"""Numbers that are not figures: dates, years, clock times, names, scores and numbering."""

from ledger.figures.figure import Bound
from ledger.figures.prose.numerals import DASHES, glued
from ledger.figures.prose.quantities import Quantity
from ledger.figures.prose.tokens import CODE, EDGE, NUMERAL, SYMBOL, WORD, Token
from ledger.figures.vocabulary.currencies import SYMBOLS
from ledger.figures.vocabulary.phrases import CALENDAR, CLOCK, EDITIONS, LAST, MONTHS, NUMBERING, OPENERS, YEARLY
from ledger.figures.vocabulary.units import plural

SENTENCE = frozenset('.!?:;"“”‘(—–[•*|…')


def no_figure(text: str, toks: list[Token], found: Quantity, stop: int, spread: bool) -> bool:
    """Whether a quantity in prose is not a figure. `stop` is the token after it; `spread` means a range."""
    num = found.number
    first, before = toks[found.start], toks[found.start - 1]
    priced = found.place == "before"
    if not priced and _joined(toks, found, stop):
        return True
    if toks[num.start].kind != NUMERAL:
        return _idle_word(toks, found, spread)
    if priced:
        return False
    if _spaced_group(toks, num.start) or _spaced_group(toks, num.start + 1):
        return True
    digits = toks[num.start].text
    if len(digits) > 1 and digits[0] == "0" and digits.isdigit():
        return True
    known = found.place == "after"
    after = toks[stop]
    if after.key in CLOCK and found.value <= 24 and not known:
        return True
    if before.text == "[" and after.text == "]":
        return True
    if first.text == "+" and (after.kind in (NUMERAL, CODE) or (after.text == "(" and len(toks[stop + 1].text) == 3)):
        return True
    if known and num.kind == "plain" and _year(toks, num.start) and toks[num.stop].text[:1].isupper():
        return True
    if known or num.scale != 1 or num.kind == "part" or first.text == "+":
        return False
    if found.value < 0:
        return first.text != "(" and first.kind == SYMBOL and _named(toks, found)
    if toks[num.stop].key in CLOCK and found.value <= 24:
        return True
    if num.kind == "plain" and (_dated(toks, found, stop) or _numbered(text, toks, found)):
        return True
    return _named(toks, found)


def _joined(toks: list[Token], found: Quantity, stop: int) -> bool:
    """Whether the number is part of a name or code: GPT-5, 5G, 401(k), 24/7, #3."""
    i, num = found.start, found.number
    before = toks[i - 1]
    if glued(toks, i - 1):
        if before.kind in (WORD, NUMERAL, CODE) or before.text in "_#@&\\=^" or before.text in SYMBOLS:
            return True
        further = toks[i - 2]
        if before.text in DASHES and before.text != "—" and further.end == before.start:
            if further.kind in (WORD, NUMERAL, CODE) and further.key != "sub":
                return True
        elif before.text in "./:" and further.end == before.start and further.kind != EDGE:
            return further.kind in (WORD, NUMERAL, CODE)
        elif before.text in "'’‘" and num.kind == "plain" and len(toks[num.start].text) == 2:
            return True
    if not glued(toks, stop - 1):
        return False
    after, further = toks[stop], toks[stop + 1]
    if found.place:
        return found.place == "after" and found.unit != "%" and after.kind in (WORD, NUMERAL)
    if after.kind in (WORD, NUMERAL, CODE) or after.text in "_@#\\":
        return True
    if after.text == "(" and further.kind == WORD and toks[stop + 2].text == ")" and len(further.text) == 1:
        return True
    if after.end != further.start:
        return False
    if after.text == "/" or (after.text in DASHES and after.text != "—" and further.kind in (WORD, NUMERAL)):
        return True
    return after.text in ".:" and further.kind in (WORD, NUMERAL)


def _idle_word(toks: list[Token], found: Quantity, spread: bool) -> bool:
    """Whether a number in words is a name (the Big Four), or a bare "one"."""
    num = found.number
    if num.start != found.start:
        return False
    tok, before = toks[num.start], toks[num.start - 1]
    bare = num.stop == num.start + 1
    if num.kind == "words" and bare and not spread and tok.key in ("one", "zero"):
        if found.place != "after" or before.key in ("at", "on", "the", "this", "that", "no"):
            return True
        return found.unit in ("day", "second", "night") or found.unit == "point"
    if num.kind == "words" and bare and found.place == "noun" and toks[num.stop].text in DASHES:
        return True
    if tok.text[:1].isupper() and before.kind not in (EDGE,) and before.text not in SENTENCE:
        return bare and found.place != "after"
    return bare and found.place != "after" and (before.key in NUMBERING or before.text == "Formula")


def _dated(toks: list[Token], found: Quantity, stop: int) -> bool:
    """Whether a plain number is a day of a month or a year."""
    num = found.number
    value = found.value
    before, after = toks[found.start - 1], toks[num.stop]
    if before.text == "." and toks[found.start - 2].key in MONTHS:
        before = toks[found.start - 2]
    if value <= 31:
        if before.key in MONTHS and before.text[:1].isupper():
            return True
        ends = toks[stop]
        if (after.key in MONTHS and after.text[:1].isupper()) or (ends.key in MONTHS and ends.text[:1].isupper()):
            return True
        if after.text in ("and", "or", ",") and toks[num.stop + 2].key in MONTHS and toks[num.stop + 1].kind == NUMERAL:
            return toks[num.stop + 2].text[:1].isupper()
    if not _year(toks, num.start):
        return False
    if toks[found.start - 1].key in LAST or found.bound is not Bound.exact:
        return not found.place and value >= 1900
    if value >= 1900 or (value >= 1700 and not found.place):
        return True
    return before.key in YEARLY or before.key in MONTHS


def _year(toks: list[Token], i: int) -> bool:
    """Whether a numeral may be a year."""
    return len(toks[i].text) == 4 and "1000" <= toks[i].text <= "2100"


def _numbered(text: str, toks: list[Token], found: Quantity) -> bool:
    """Whether a plain number counts items, notes or pieces of a telephone number."""
    i, num = found.start, found.number
    before, after = toks[i - 1], toks[num.stop]
    short = len(toks[num.start].text) <= 3
    if before.text == "(" and after.text == ")" and short:
        return True
    opens = before.kind == EDGE or "\n" in text[before.end : toks[i].start]
    if short and opens and after.text in (".", ")") and glued(toks, num.stop - 1) and not glued(toks, num.stop):
        return toks[num.stop + 1].kind != EDGE
    digits = toks[num.start].text
    if after.kind == NUMERAL and after.text.isdigit() and len(digits) > 1 and len(after.text) > 2:
        return True
    return before.kind == NUMERAL and before.text.isdigit() and len(digits) > 2 and i == num.start


def _spaced_group(toks: list[Token], i: int) -> bool:
    """Whether token i may be the second group of a number with a space in it: "12 345 cars", "day 5 300 people"."""
    tok, before = toks[i], toks[i - 1]
    plain = tok.kind == before.kind == NUMERAL and tok.text.isdigit() and before.text.isdigit()
    return plain and tok.start == before.end + 1 and len(tok.text) == 3 and len(before.text) <= 3


def _named(toks: list[Token], found: Quantity) -> bool:
    """Whether the number is part of a name with the word before it: Boeing 787, category 4, No. 5."""
    before = toks[found.start - 1]
    if before.text == "." and toks[found.start - 2].key in (
        "no",
        "nos",
        "vol",
        "ch",
        "fig",
        "sec",
        "art",
        "p",
    ):
        return True
    digits = toks[found.number.start].text
    stop = found.number.stop
    after = toks[stop]
    if found.number.kind == "plain" and len(digits) <= 4 and not found.place and after.text.istitle():
        # "787 Dreamliner" and "10 Downing Street", but not "15 Republicans" or "273 on Friday"
        several = any(plural(tok.key) for tok in toks[stop : stop + 3]) and after.text not in EDITIONS
        if after.kind == WORD and len(after.text) > 2 and after.key not in CALENDAR and before.key not in LAST:
            return not several
    if before.kind != WORD or len(digits) > 4 or "," in digits:
        return False
    if before.key in NUMBERING:
        return True
    if before.text.islower() or before.key in OPENERS or before.key in MONTHS:
        return False
    return "'" not in before.text and "’" not in before.text
