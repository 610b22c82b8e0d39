"""Write ledger/exporters/page/folding.js: the tables by which the page folds text as ledger/text.py does.

    python tools/page_folding.py

JavaScript has Unicode's decompositions and lower case, but neither its full case folding nor combining classes.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ledger import text

TARGET = Path(__file__).parent.parent / "ledger/exporters/page/folding.js"
SCRIPT = """\
// What `fold` in page.js needs of Unicode. Written by tools/page_folding.py; do not edit.
const unseen = /[{unseen}]/gu;
const folded = {folded};
const single = "[{single}]";
const jamo = "[{jamo}]";
const syllable = "{syllable}";
"""


def main() -> None:
    chars = [
        chr(code) for code in range(128, sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]
    unseen = [char for char in chars if all(map(_is_dropped, char.casefold()))]
    gone = set(unseen)
    folded: dict[str, str] = {}
    for char in chars:
        low = char.lower()
        if unicodedata.normalize("NFKD", char) != char or char in gone or len(low) != 1:
            continue
        plain = "".join(one for one in char.casefold() if one not in gone).translate(text.PLAIN)
        if plain != low:
            assert folded.setdefault(low, plain) == plain
    TARGET.write_text(
        SCRIPT.format(
            unseen=_ranges(unseen),
            folded=json.dumps(folded, separators=(",", ":")),
            single=_escaped(text.UNSPACED),
            jamo=_escaped(text.JAMO),
            syllable=_escaped(text.SYLLABLE),
        ),
        encoding="utf-8",
    )


def _is_dropped(char: str) -> bool:
    return unicodedata.combining(char) > 0 or text.PLAIN.get(ord(char), "") is None


def _ranges(chars: Iterable[str]) -> str:
    """Characters as the inside of a class: those that follow one another as a range."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(_code(first) + (f"-{_code(last)}" if last > first else "") for first, last in spans)


def _escaped(expression: str) -> str:
    return "".join(char if char.isascii() else _code(ord(char)) for char in expression)


def _code(code: int) -> str:
    return f"\\u{{{code:x}}}"


if __name__ == "__main__":
    main()
