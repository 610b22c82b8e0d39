"""Raised text: note marks and exponents are not read, ordinals and units are."""

import re

from ledger.documents.document import EXPONENT, NOTE_MARK, Builder

# What may be a note mark, and what can stand before one: a word, a number, the end of a sentence.
_MARK = re.compile(
    r"[\s(\[]*(?:\d{1,3}|[a-e*†‡§¶#]{1,3})(?:[\s,;–-]{1,2}(?:\d{1,3}|[a-e*†‡§¶]))*[\s)\]]*", re.IGNORECASE
)
_EXPONENT = re.compile(r"(?:[\d.,]{1,12}\s?[×x·*]\s?)?(?<![\d.,])10\Z")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|mi|yd|foot|feet|mile|miles|inch|inches)\Z", re.IGNORECASE)
_LONGEST = 60  # characters of raised text
_LOOK = 40  # characters before raised text


def kind_of_raised(before: str, raised: str) -> tuple[str, int]:
    """Why raised text is not read, and how many characters before it are not read with it; "" if it is read.

    After exactly 10 it is an exponent, after a unit of length a part of that, and else a note mark, if it is like one.
    """
    plain = raised.strip()
    if re.fullmatch(r"[-−–]?\d{1,3}", plain) and (number := _EXPONENT.search(before)):
        return EXPONENT, len(number[0])
    if plain in ("2", "3") and _UNIT.search(before):
        return "", 0
    return (NOTE_MARK, 0) if _MARK.fullmatch(raised) and before.strip() else ("", 0)


def set_aside(made: Builder, start: int) -> None:
    """Take raised text, which begins at an index, out of what is read, if it is a note mark or an exponent."""
    if not 0 < made.length - start < _LONGEST:
        return
    raised = made.end(made.length - start)
    before = made.end(_LOOK + len(raised))[: -len(raised)]
    reason, more = kind_of_raised(before, raised)
    if reason:
        text, at = made.cut(start - more)
        made.leave_out(text, reason, at)
