"""Numbers that are not figures: dates, years, clock times, names, scores and numbering."""

import re
from typing import NamedTuple

from ledger.figures.figure import Bound
from ledger.figures.prose.numerals import DASHES, glued
from ledger.figures.prose.quantities import Quantity
from ledger.figures.prose.tokens import CODE, EDGE, NUMERAL, SYMBOL, WORD, Token
from ledger.figures.vocabulary.currencies import SYMBOLS
from ledger.figures.vocabulary.numbers import MULTIPLE, PARTS
from ledger.figures.vocabulary.phrases import CALENDAR, CLOCK, EDITIONS, LAST, MONTHS, NTH, NUMBERING, OPENERS, YEARLY
from ledger.figures.vocabulary.units import DURATIONS, plural

SENTENCE = frozenset('.!?:;"“”‘(—–[•*|…')


class Case(NamedTuple):
    """A quantity in prose that may be no figure."""

    text: str
    tokens: list[Token]
    found: Quantity
    stop: int  # the token after it
    spread: bool  # it is a range

    @property
    def first(self) -> Token:
        return self.tokens[self.found.start]

    @property
    def before(self) -> Token:
        return self.tokens[self.found.start - 1]

    @property
    def after(self) -> Token:
        return self.tokens[self.stop]

    @property
    def digits(self) -> str:
        return self.tokens[self.found.number.start].text


def no_figure(text: str, tokens: list[Token], found: Quantity, stop: int, spread: bool) -> bool:
    """Whether a quantity in prose is not a figure. `stop` is the token after it; `spread` means a range."""
    case = Case(text, tokens, found, stop, spread)
    priced = found.place == "before"
    if not priced and any(test(case) for test in OF_ANY):
        return True
    if tokens[found.number.start].kind != NUMERAL:
        return any(test(case) for test in OF_WORDS)
    if priced:
        return False
    if any(test(case) for test in OF_DIGITS):
        return True
    if found.place == "after" or found.number.scale != 1 or found.number.kind == "part" or case.first.text == "+":
        return False
    if found.value < 0:
        return case.first.text != "(" and case.first.kind == SYMBOL and named(case)
    return any(test(case) for test in OF_BARE_DIGITS)


def joined(case: Case) -> bool:
    """Part of a name or code: GPT-5, 5G, 401(k), 24/7, #3."""
    return _joined(case.tokens, case.found, case.stop)


def nth_part(case: Case) -> bool:
    """A period or a rank, not a share: "the second half of the year", "a third-party audit", "a third-quarter loss"."""
    tokens, num = case.tokens, case.found.number
    if num.kind != "part":
        return False
    after = tokens[num.stop]
    if after.text in DASHES and glued(tokens, num.stop - 1) and glued(tokens, num.stop):
        return tokens[num.stop - 1].key in PARTS and tokens[num.stop + 1].key not in ("of", "mile", "hour")
    return case.first.key in ("half", "quarter", "third") and case.before.key in NTH


def idle_word(case: Case) -> bool:
    """A number in words that is a name (the Big Four), or a bare "one"."""
    return _idle_word(case.tokens, case.found, case.spread)


def spaced_group(case: Case) -> bool:
    """One group of a number with a space in it: "12 345 cars"."""
    start = case.found.number.start
    return _spaced_group(case.tokens, start) or _spaced_group(case.tokens, start + 1)


def leading_zero(case: Case) -> bool:
    """A number with a leading zero: a code or a telephone number."""
    return len(case.digits) > 1 and case.digits[0] == "0" and case.digits.isdigit()


def clock_time(case: Case) -> bool:
    """A time of day: "8 am", "20 GMT", "07.15"."""
    tokens, found = case.tokens, case.found
    if found.place == "after" or found.value > 24:
        return False
    at = re.fullmatch(r"0\d\.[0-5]\d", case.digits) is not None
    return case.after.key in CLOCK or tokens[found.number.stop].key in CLOCK or (at and not found.place)


def citation(case: Case) -> bool:
    """A note's number in brackets: [12]."""
    return case.before.text == "[" and case.after.text == "]"


def telephone(case: Case) -> bool:
    """A telephone number: +44 20 7946 0000."""
    further = case.tokens[case.stop + 1].text
    follows = case.after.kind in (NUMERAL, CODE) or (case.after.text == "(" and len(further) == 3)
    return case.first.text == "+" and follows


def statute(case: Case) -> bool:
    """A title or section of a law: "15 U.S.C. § 1341"."""
    return case.before.text == "§" or case.tokens[case.found.number.stop].text.replace(".", "") in ("USC", "CFR")


def filing_form(case: Case) -> bool:
    """A form of the securities regulator: 13F, 13D, 10-K."""
    after = case.tokens[case.found.number.stop]
    return (
        case.digits in ("8", "10", "13", "20")
        and glued(case.tokens, case.found.number.stop - 1)
        and after.text in "DFGKQ"
    )


def street(case: Case) -> bool:
    """A house number: "4 W 22nd St"."""
    tokens, stop = case.tokens, case.found.number.stop
    if case.found.number.kind != "plain" or tokens[stop].text.rstrip(".") not in (
        "N",
        "S",
        "E",
        "W",
        "NE",
        "NW",
        "SE",
        "SW",
    ):
        return False
    return tokens[stop + 1].text[:1].isdigit() or tokens[stop + 1].text.istitle()


def postcode(case: Case) -> bool:
    """A ZIP code: "the 60614 ZIP code", "ZIP code 60614"."""
    words = {token.key for token in case.tokens[case.found.start - 2 : case.found.start]} | {case.after.key}
    return len(case.digits) == 5 and case.digits.isdigit() and not words.isdisjoint(("zip", "postcode", "postal"))


def brand(case: Case) -> bool:
    """A name made of a number and a word: 7-Eleven, 3M."""
    stop = case.found.number.stop
    after = case.tokens[stop + 1]
    if case.tokens[stop].text in DASHES and glued(case.tokens, stop) and after.text.istitle() and after.key in MULTIPLE:
        return True
    return case.digits == "3" and case.text.startswith("3M", case.first.start) and not plural(case.tokens[stop].key)


def group_of(case: Case) -> bool:
    """A club of states or firms: "the Group of 20"."""
    return case.before.key == "of" and case.tokens[case.found.start - 2].text in ("Group", "Gang", "Class", "Band")


def year_of_a_period(case: Case) -> bool:
    """A year before a period: "the 2023 quarter", "the 2024 year"."""
    tokens, found = case.tokens, case.found
    if found.number.kind != "plain" or found.place != "after" or not _year(tokens, found.number.start):
        return False
    unit = tokens[found.number.stop]
    return unit.text[:1].isupper() or (unit.key == found.unit and unit.key in DURATIONS)


def dated(case: Case) -> bool:
    """A day of a month, or a year."""
    return case.found.number.kind == "plain" and _dated(case.tokens, case.found, case.stop)


def numbered(case: Case) -> bool:
    """The number of an item or a note, or a piece of a telephone number."""
    return case.found.number.kind == "plain" and _numbered(case.text, case.tokens, case.found)


def named(case: Case) -> bool:
    """Part of a name with the word before it: Boeing 787, category 4, No. 5."""
    return _named(case.tokens, case.found)


# What makes a number no figure, by what it applies to; each test's first line says what it finds.
OF_ANY = (joined, nth_part, filing_form, statute, street, brand)  # any number but an amount of money
OF_WORDS = (idle_word,)  # numbers in words
OF_DIGITS = (spaced_group, leading_zero, clock_time, citation, telephone, postcode, group_of, year_of_a_period)
OF_BARE_DIGITS = (dated, numbered, named)  # without a known unit and a scale


def _joined(tokens: list[Token], found: Quantity, stop: int) -> bool:
    """Whether the number is part of a name or code: GPT-5, 5G, 401(k), 24/7, #3."""
    i, num = found.start, found.number
    before = tokens[i - 1]
    if glued(tokens, i - 1):
        if before.kind in (WORD, NUMERAL, CODE) or before.text in "_#@&\\=^" or before.text in SYMBOLS:
            return True
        further = tokens[i - 2]
        if before.text in DASHES and before.text != "—" and further.end == before.start:
            if further.kind in (WORD, NUMERAL, CODE) and further.key != "sub":
                return True
        elif before.text in "./:" and further.end == before.start and further.kind != EDGE:
            return further.kind in (WORD, NUMERAL, CODE)
        elif before.text in "'’‘" and num.kind == "plain" and len(tokens[num.start].text) == 2:
            return True
    if not glued(tokens, stop - 1):
        return False
    after, further = tokens[stop], tokens[stop + 1]
    if found.place:
        return found.place == "after" and found.unit != "%" and after.kind in (WORD, NUMERAL)
    if after.kind in (WORD, NUMERAL, CODE) or after.text in "_@#\\":
        return True
    if after.text == "(" and further.kind == WORD and tokens[stop + 2].text == ")" and len(further.text) == 1:
        return True
    if after.end != further.start:
        return False
    if after.text == "/" or (after.text in DASHES and after.text != "—" and further.kind in (WORD, NUMERAL)):
        return True
    return after.text in ".:" and further.kind in (WORD, NUMERAL)


def _idle_word(tokens: list[Token], found: Quantity, spread: bool) -> bool:
    """Whether a number in words is a name (the Big Four), or a bare "one"."""
    num = found.number
    if num.start != found.start:
        return False
    token, before = tokens[num.start], tokens[num.start - 1]
    bare = num.stop == num.start + 1
    if num.kind == "words" and bare and not spread and token.key in ("one", "zero"):
        if found.place != "after" or before.key in ("at", "on", "the", "this", "that", "no"):
            return True
        return found.unit in ("day", "second", "night") or found.unit == "point"
    if num.kind == "words" and bare and found.place == "noun" and tokens[num.stop].text in DASHES:
        return True
    if token.text[:1].isupper() and before.kind not in (EDGE,) and before.text not in SENTENCE:
        return bare and found.place != "after"
    return bare and found.place != "after" and (before.key in NUMBERING or before.text == "Formula")


def _dated(tokens: list[Token], found: Quantity, stop: int) -> bool:
    """Whether a plain number is a day of a month or a year."""
    num = found.number
    value = found.value
    before, after = tokens[found.start - 1], tokens[num.stop]
    if before.text == "." and tokens[found.start - 2].key in MONTHS:
        before = tokens[found.start - 2]
    if value <= 31:
        if before.key in MONTHS and before.text[:1].isupper():
            return True
        ends = tokens[stop]
        if (after.key in MONTHS and after.text[:1].isupper()) or (ends.key in MONTHS and ends.text[:1].isupper()):
            return True
        if (
            after.text in ("and", "or", ",")
            and tokens[num.stop + 2].key in MONTHS
            and tokens[num.stop + 1].kind == NUMERAL
        ):
            return tokens[num.stop + 2].text[:1].isupper()
    if not _year(tokens, num.start):
        return False
    if found.place == "shared":  # "from 1100 to 1900 hires"
        return False
    if before.key == "of" and value >= 1900:  # "the review of 2024 sales figures"
        return True
    if before.key in LAST or found.bound is not Bound.exact:
        return not found.place and value >= 1900
    if value >= 1900 or (value >= 1700 and not found.place):
        return True
    return before.key in YEARLY or before.key in MONTHS


def _year(tokens: list[Token], i: int) -> bool:
    """Whether a numeral may be a year."""
    return len(tokens[i].text) == 4 and "1000" <= tokens[i].text <= "2199"


def _numbered(text: str, tokens: list[Token], found: Quantity) -> bool:
    """Whether a plain number counts items, notes or pieces of a telephone number."""
    i, num = found.start, found.number
    before, after = tokens[i - 1], tokens[num.stop]
    short = len(tokens[num.start].text) <= 3
    if before.text == "(" and after.text == ")" and short:
        return True
    opens = before.kind == EDGE or "\n" in text[before.end : tokens[i].start]
    if (
        short
        and opens
        and after.text in (".", ")", "/")
        and glued(tokens, num.stop - 1)
        and not glued(tokens, num.stop)
    ):
        return tokens[num.stop + 1].kind != EDGE
    digits = tokens[num.start].text
    if after.kind == NUMERAL and after.text.isdigit() and len(digits) > 1 and len(after.text) > 2:
        return True
    return before.kind == NUMERAL and before.text.isdigit() and len(digits) > 2 and i == num.start


def _spaced_group(tokens: list[Token], i: int) -> bool:
    """Whether token i may be the second group of a number with a space in it: "12 345 cars", "day 5 300 people"."""
    token, before = tokens[i], tokens[i - 1]
    plain = token.kind == before.kind == NUMERAL and token.text.isdigit() and before.text.isdigit()
    return plain and token.start == before.end + 1 and len(token.text) == 3 and len(before.text) <= 3


def _named(tokens: list[Token], found: Quantity) -> bool:
    """Whether the number is part of a name with the word before it: Boeing 787, category 4, No. 5."""
    before = tokens[found.start - 1]
    if before.text == "." and tokens[found.start - 2].key in (
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
    digits = tokens[found.number.start].text
    stop = found.number.stop
    after = tokens[stop]
    if found.number.kind == "plain" and len(digits) <= 4 and not found.place and after.text.istitle():
        # "787 Dreamliner" and "10 Downing Street", but not "15 Republicans" or "273 on Friday"
        several = any(plural(token.key) for token in tokens[stop : stop + 3]) and after.text not in EDITIONS
        if after.kind == WORD and len(after.text) > 2 and after.key not in CALENDAR and before.key not in LAST:
            return not several
    if before.kind != WORD or len(digits) > 4 or "," in digits:
        return False
    if before.key in NUMBERING:
        return True
    if before.text.islower() or before.key in OPENERS or before.key in MONTHS:
        return False
    return "'" not in before.text and "’" not in before.text
