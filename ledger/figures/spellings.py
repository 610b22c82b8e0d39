"""Other spellings of an amount in a field, brought to the usual one before it is read."""

import re
from collections.abc import Callable

# Characters that stand for another one, or for none: full-width forms, the Arabic decimal separator, soft hyphens and
# marks of direction.
_CHARACTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x066B: ".", 0xAD: "", 0x200E: "", 0x200F: ""}
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn|m|k|crore|lakh)"
_NUMBER = r"(?<!\d)(?<!\d[.,])\d[\d.,]{0,30}"
# What is written, and how it is read.
_BOUNDS = r"((?:(?:more|less) than |over |under |nearly |almost |about )?)"
_SPELLINGS: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
    (rf"({_NUMBER})\s?(?:grand|thou)\b", r"\1 thousand"),
    (rf"({_NUMBER})\s?b$", r"\1bn"),
    (r"\bpercents\b", "percent"),
    (r"%\s?pts?\b", " percentage points"),
    (rf"({_NUMBER})\s?pcm\b", r"\1 a month"),
    (r"\b(\w+watt)-hours?\b", r"\1 hour"),
    (rf"((?:Rs\.?|INR|₹)\s?{_NUMBER})\s?L\b", r"\1 lakh"),
    (rf"({_NUMBER}\s?°\s?[CF]|degrees)\s(?:below zero)\b", r"-\1"),
    (r"\b(\w+) in every (\w+)\b", r"\1 in \2"),
    (rf"((?:Rs\.?|INR|PKR|₹)\s?{_NUMBER})\sarab\b", r"\1 billion"),
    (rf"({_NUMBER})\sarab(?=\s(?:\w+\s)?rupees?\b)", r"\1 billion"),
    # money with a sign of its own
    (rf"(?<!\w)S/\.?\s?({_NUMBER}(?:\s?{_SCALE})?)\b", r"\1 Peruvian soles"),
    (r"(?<!\w)B/\.?\s?(?=\d)", "PAB "),
    (r"(?<!\w)\$U\s?(?=\d)", "UYU "),
    (rf"({_NUMBER}(?:\s?{_SCALE})?)\s?Ft$", r"\1 forints"),
    (r"(?<!\w)S?Fr\.\s?(?=\d{1,9}[.,'’]\d)", "CHF "),
    # prices: "CHF 5.-", "5,– €", "12:-"
    (r"(?<=\d)[.,:](?:[-–—]{1,2}|―)(?=\s|$)", ""),
    (r"(?<![\d.,])(\d{1,3})[ \u00a0\u202f](\d{3}),(\d\d)(?![\d.,])", r"\1\2.\3"),
    # ranges
    (rf"({_NUMBER})\s?({_SCALE})\sto\s({_NUMBER})$", r"\1 to \3 \2"),
    (rf"^from\s(?=\S*{_NUMBER}\S*(?:\s{_SCALE})?\sto\s)", ""),
    (rf"({_NUMBER}) or even (?=\d)", r"\1-"),
    (rf"^(?:more than|over|above) ({_NUMBER}) but (?:less than|fewer than|under|below) (?=\d)", r"\1-"),
    (r"^(\d{1,3})[-–](\d{1,3})\s?%$", lambda pair: "-".join(sorted(pair.groups(), key=int)) + "%"),
    # a change from one level to another is at the other
    (
        r"^(?:[\w'’-]+\s){0,4}?(?:rose|fell|grew|jumped|climbed|dropped|slipped|up|down)\sfrom\s\S+(?:\s\w+)?\sto\s",
        "",
    ),
    # what is measured, with a number in its name
    (r"^(?:SOFR|SONIA|Euribor|Libor)\s?\+\s?(?=\d)", ""),
    (r"^(?:the\s)?(?:\d{1,2}|two|five|ten|thirty)-year\s(?:yield|note|bond|gilt|Bund|Treasury)s?\s(?=\d)", ""),
    (rf"^({_NUMBER}(?:\s?{_SCALE})?)\s(?:fewer|less)(?=\s[a-z]+$|$)", r"-\1"),
    # fractions
    (rf"^{_BOUNDS}(?:one |a )?half(?=$| of (?!\D{{0,3}}\d))", r"\g<1>0.5"),
    (rf"^{_BOUNDS}a quarter(?=$| of (?!\D{{0,3}}\d))", r"\g<1>0.25"),
]
_COMPILED = [(re.compile(pattern), replacement) for pattern, replacement in _SPELLINGS]
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _SPELLINGS))


def usual(text: str) -> str:
    """The text with the usual spelling of what is spelled otherwise; for a text that is not read as it is."""
    if not text.isascii():
        text = text.translate(_CHARACTERS)
    if not _ANY.search(text):
        return text
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text, count=1)
    return text
