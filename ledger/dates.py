"""Dates as precise as they were given: a day, a month, a quarter, a year, or an interval of them."""

import calendar
import datetime
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ledger.errors import InvalidValueError

# ISO 8601 calendar dates, reduced to the precision known; quarters as statisticians write them;
# an interval is ISO 8601's solidus between two of these.
_PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?", re.ASCII)
# What people write instead; compiled only for a date that is not valid.
_COMPACT = r"(\d{4})(\d\d)(\d\d)"
_SLASHED = r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
_LOOSE = r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?"
_STAMP = r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*"
_MONTH_AND_YEAR = r"(\d{1,2})[/.](\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* )?"
# With a day before it, a year may have two digits, as spreadsheets show it: 5-Aug-24.
_DAY_FIRST = (
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[ /.-](?P<month>[a-z]{{3,10}})(?:\.?,? |[/.-])"
    r"(?P<year>\d{4}|\d\d)"
)
_MONTH_FIRST = rf"{_WEEKDAY}(?P<month>[a-z]{{3,10}})\.?[ /-](?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<year>\d{{4}})"
_PART = (
    r"(?:(?P<year>\d{4})[ /.-]?(?P<part>Q[1-4]|H[12])"
    r"|(?:(?P<first>Q[1-4]|H[12])|(?P<number>[12](?=[QH])|[34](?=Q))(?P<kind>[QH]))[ /.-]?(?P<late>\d{4}))"
)
_FISCAL = r"FY[ '-]?(\d{4})"
_HALVES = {"H1": "{0}-01/{0}-06", "H2": "{0}-07/{0}-12"}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
# Months in other languages, without accents: those that a table of another country has.
_FOREIGN = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
januar februar marz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
"""
_FORMS = "write 2026-03-31, 2026-03 or 2026"


class Span(NamedTuple):
    """The days from `first` to `last` that a date as written may speak of."""

    first: datetime.date
    last: datetime.date

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=65536)
def parse(text: str) -> Span:
    """Read a day, month, quarter, year, or an interval `A/B` of them.

    Raises InvalidValueError with what is wrong and what to write instead.
    """
    first, slash, last = text.partition("/")
    if slash and _PERIOD.fullmatch(first) and _PERIOD.fullmatch(last):
        span = Span(_period(first).first, _period(last).last)
        if span.first > span.last:
            raise InvalidValueError("'{}' ends before it begins", f"write {last}/{first}", text)
        return span
    return _period(text)


@lru_cache(maxsize=65536)
def parse_published(text: str) -> Span:
    """Read the date of a document: a day, a month or a year. Raises InvalidValueError as `parse` does."""
    try:
        span = parse(text)
    except InvalidValueError as fault:
        usable = "/" in text or not re.search("[Q/]", fault.fix)
        raise fault if usable else InvalidValueError(fault.what, _FORMS, fault.value) from None
    if "Q" in text or "/" in text:
        raise InvalidValueError("'{}' is not a day, month or year", _FORMS, text)
    return span


def entered(text: str) -> str:
    """The date that a person means, in the form that `parse` reads: 2026-03 for `March 2026`.

    Raises InvalidValueError as `parse` does, and for one that can be read in two ways, such as 3/4/2026.
    """
    text = text.strip()
    try:
        parse(text)
    except InvalidValueError:
        meant = readings(text)
        if len(meant) != 1:
            raise
        return meant[0]
    return text


def canonical(text: str) -> str:
    """The shortest way to write the days of a date: 2026-Q1 for 2026-01/2026-03, 2025 for 2025-01/2025-12."""
    if "/" not in text:
        return text
    first, last = parse(text)
    if first == last:
        return str(first)
    if first.day == 1 and last == _last_day(last.year, last.month) and first.year == last.year:
        months = (first.month, last.month)
        if months == (1, 12):
            return f"{first.year:04}"
        if months[0] == months[1]:
            return f"{first.year:04}-{first.month:02}"
        if months[0] % 3 == 1 and months[1] == months[0] + 2:
            return f"{first.year:04}-Q{months[1] // 3}"
    return text


_EMBARGO = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


@lru_cache
def embargo_end(text: str) -> datetime.datetime:
    """When an embargo ends: a day means 00:00 local time, a time needs a zone (RFC 3339: `2026-03-12T07:00Z`).

    Raises InvalidValueError with what to write instead.
    """
    match = _EMBARGO.fullmatch(text)
    form = "write a day, such as 2026-03-12, or a time with its zone, such as 2026-03-12T07:00Z"
    if not match:
        raise InvalidValueError("'{}' is not a day or time", form, text)
    if match[2] and match[2][-1] != "Z" and match[2][-6] not in "+-":
        raise InvalidValueError("'{}' has no time zone", f"write {text}Z for UTC, or {text}+01:00", text)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValueError("'{}' is not a day or time", form, text) from None
    try:
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError):  # at the ends of the calendar, where no local time is known
        return moment.replace(tzinfo=datetime.UTC)


def _period(text: str) -> Span:
    match = _PERIOD.fullmatch(text)
    if not match:
        raise _advised(text)
    year, quarter, month, day = (int(group) if group else 0 for group in match.groups())
    if quarter:
        return Span(_day(year, 3 * quarter - 2, 1, text), _last_day(year, 3 * quarter))
    if match[4]:
        return Span(*[_day(year, month, day, text)] * 2)
    if match[3]:
        return Span(_day(year, month, 1, text), _last_day(year, month))
    return Span(_day(year, 1, 1, text), datetime.date(year, 12, 31))


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int, text: str) -> datetime.date:
    if not year:
        raise InvalidValueError("'{}': there is no year 0000", _FORMS, text)
    if not 1 <= month <= 12:
        raise InvalidValueError(f"'{{}}': there is no month {month:02}", _FORMS, text)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        whole = f"{year:04}-{month:02}"
        fix = f"write {whole}-{days} or {whole}"
        raise InvalidValueError(f"'{{}}': {calendar.month_name[month]} {year} has {days} days", fix, text)
    return datetime.date(year, month, day)


def readings(text: str) -> list[str]:
    """The dates that a text in another form may mean: two for 3/4/2026, the one with the day first before the other.

    Of years with two digits, only those after the name of a month are read: 3/4/05 may mean three dates.
    """
    meant: list[str] = []
    if match := re.fullmatch(_COMPACT, text, re.ASCII):
        meant = ["-".join(match.groups())]
    elif match := re.fullmatch(_STAMP, text, re.ASCII):
        meant = [match[1]]
    elif match := re.fullmatch(_LOOSE, text, re.ASCII):
        meant = ["-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])]
    elif match := re.fullmatch(_SLASHED, text, re.ASCII):
        first, second = int(match[1]), int(match[2])
        meant = [f"{match[3]}-{month:02}-{day:02}" for month, day in dict.fromkeys([(second, first), (first, second)])]
    elif match := re.fullmatch(_PART, text.strip(), re.ASCII | re.IGNORECASE):
        part = (match["part"] or match["first"] or f"{match['kind']}{match['number']}").upper()
        meant = [_HALVES.get(part, f"{{0}}-{part}").format(match["year"] or match["late"])]
    elif match := re.fullmatch(_MONTH_AND_YEAR, text, re.ASCII):
        meant = [f"{match[2]}-{int(match[1]):02}"]
    else:
        plain = _without_accents(text.strip())
        named = (re.fullmatch(form, plain, re.ASCII | re.IGNORECASE) for form in (_DAY_FIRST, _MONTH_FIRST))
        if match := next(filter(None, named), None):
            months = _months_named(match["month"].lower())
            day = f"-{int(match['day']):02}" if match["day"] else ""
            meant = [f"{full_year(match['year'])}-{months[0]:02}{day}"] if months else []
    return [date for date in meant if _is_valid(date)]


def _without_accents(text: str) -> str:
    """A date in words as the forms have it: `5 aout 2024` for `5 août 2024`, `5 mayo 2024` for `5 de mayo de 2024`."""
    if text.isascii() and " de " not in text.lower():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r" (?:de|del) ", " ", plain, flags=re.IGNORECASE)


def _months_named(name: str) -> list[int]:
    """The numbers of the months that a word begins, in English; else of the one that it is in another language."""
    if english := [number for month, number in _MONTHS.items() if month.startswith(name)]:
        return english
    found = {line.split().index(name) + 1 for line in _FOREIGN.strip().split("\n") if name in line.split()}
    return list(found) if len(found) == 1 else []


def full_year(year: str) -> str:
    """A year with its century: of two digits, 69 to 99 are 19.. and the others 20.. (POSIX, strptime)."""
    return year if len(year) == 4 else f"{'19' if year >= '69' else '20'}{year}"


def _advised(text: str) -> InvalidValueError:
    """The error for a text that is not a date, with the date to write if there is only one reading."""
    if match := re.fullmatch(_FISCAL, text.strip(), re.ASCII | re.IGNORECASE):
        year = int(match[1])
        example = f"{year - 1}-10/{year}-09" if year > 1 else "2023-10/2024-09"
        return InvalidValueError("'{}' is a fiscal year", f"write its first and last month, such as {example}", text)
    real = readings(text)
    if len(real) == 2:
        return InvalidValueError("'{}' is ambiguous", f"write {real[0]} or {real[1]}", text)
    return InvalidValueError("'{}' is not a valid date", f"write {real[0]}" if real else _FORMS, text)


def _is_valid(text: str) -> bool:
    try:
        return bool(parse(text))
    except InvalidValueError:
        return False


def in_words(text: str) -> str:
    """A date in words: `31 March 2026` for `2026-03-31`, `March 2026` for `2026-03`; other forms unchanged."""
    match = _PERIOD.fullmatch(text)
    if not match or not match[3]:
        return text
    month = calendar.month_name[int(match[3])]
    return f"{int(match[4])} {month} {match[1]}" if match[4] else f"{month} {match[1]}"


FIRST = datetime.date.min
LAST = datetime.date.max
