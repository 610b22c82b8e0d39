"""The date of publication that a URL states."""

import calendar
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from ledger.urls.copies import original

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_AT = r"(?P<at>[-/_.]?)"
# The surest form comes first.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?<![^/]){_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?![^/])",  # /2026/3/31/
        rf"(?<![a-z\d]){_YEAR}(?P<at>[-/_.]){_NAME}(?P=at)(?P<day>\d\d?)(?![a-z\d])",  # /2026/mar/31/
        rf"(?<!\d){_YEAR}{_AT}(?P<month>\d\d)(?P=at)(?P<day>\d\d)(?!\d)",  # 2026-03-31, 20260331
        rf"(?<![a-z\d])(?P<day>\d\d?)(?P<at>[-/_.]){_NAME}(?P=at){_YEAR}(?!\d)",  # 31-mar-2026
        rf"(?<![a-z\d]){_NAME}(?P<at>[-/_.])(?P<day>\d\d?)(?P=at){_YEAR}(?!\d)",  # march-31-2026
        rf"(?<!\d)(?P<one>\d\d?)(?P<at>[-/_.])(?P<other>\d\d?)(?P=at){_YEAR}(?!\d)",  # 31-03-2026, 03-31-2026
        rf"(?<![^/])(?P<one>\d\d)(?P<other>\d\d){_YEAR}(?![^/])",  # /31032026/
        rf"(?<![^/]){_YEAR}(?:/(?P<month>\d\d?)|/{_NAME})(?![^/])",  # /2026/03/
    )
)
_PARAMETER = re.compile("(?:pub(?:lication|lish|lished)?_?)?(?:date|day)", re.IGNORECASE)
_DIGITS = re.compile(r"(?:19|20)\d\d")


def stated_date(url: str) -> str:
    """The day or month of publication that a URL states, as ISO 8601; "" for none.

    It stands in the path (`/2026/03/31/`, `/2026/mar/31/`, `-2026-03-31`, `/20260331/`, `31-03-2026`, `/2026/03/`), or
    in a parameter (`?date=2026-03-31`). A date whose day and month could be swapped is none.
    """
    if not _DIGITS.search(url):
        return ""
    parts = urlsplit(original(url))
    for form in _FORMS:
        for match in form.finditer(parts.path):
            if stated := _date(match.groupdict(default="")):
                return stated
    for name, value in parse_qsl(parts.query):
        day = _FORMS[2].match(value) if _PARAMETER.fullmatch(name) else None
        if day:
            return _date(day.groupdict(default=""))
    return ""


def _date(found: Mapping[str, str]) -> str:
    """The date that the parts of a match say; "" if there is none, or more than one."""
    year, day = found["year"], found.get("day", "")
    if found.get("one"):
        one, other = int(found["one"]), int(found["other"])
        if one != other and max(one, other) <= 12:
            return ""
        month, day = (one, str(other)) if one <= 12 else (other, str(one))
    else:
        month = _MONTHS[found["name"].lower()] if found.get("name") else int(found["month"])
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= calendar.monthrange(int(year), month)[1]):
        return ""
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"
