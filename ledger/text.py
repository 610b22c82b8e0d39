"""Text from anywhere: folding for matching, escaping for terminals, the nearest of known names."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
# What nobody sees within a word: soft hyphens, zero-width characters, marks of direction, variation selectors.
_UNSEEN = [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_UNSEEN += range(0xFE00, 0xFE10)
PLAIN = str.maketrans(_LETTERS) | dict.fromkeys(_UNSEEN)
# A word is a run of letters and digits; a mark between digits belongs to the number ("1.5", "100,000").
# In scripts written without spaces, each character is a word, and each syllable of Hangul, in which particles are
# attached to names (Unicode 3.12: a leading consonant, a vowel, and perhaps a trailing consonant).
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
JAMO = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
SYLLABLE = "[\u1100-\u115f\ua960-\ua97f]+[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7ff]*"
# A plus or number sign right after a letter, and before no other, belongs to the word ("C++", "Disney+").
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:\.(?<=\d\.)(?=\d)[a-z0-9]+)*(?:(?<=[a-z])[+#]+(?![a-z0-9+#]))?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_LONGEST_NAME = 100  # characters, of a name that is proposed
_MANY_NAMES = 2_000  # of more than these, only those that begin alike are compared letter by letter

_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and a symbol that look like a space
# C0 (newline among them), DEL and C1, the bidirectional embeddings, overrides and isolates
# (UAX #9, 2.1 to 2.4), line and paragraph separators, and lone surrogates.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROLS_BUT_NEWLINE = re.compile(_CONTROLS.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The words of a text without case, accents and punctuation, one space apart: `L'Oréal` is `l oreal`."""
    return fold_long(text)


def fold_long(text: str) -> str:
    """The same for a long text, which is not kept to be found again."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(_THOUSANDS.sub("", text.lower())))
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(PLAIN)
    return " ".join(_word().findall(_THOUSANDS.sub("", plain)))


@lru_cache
def _word() -> re.Pattern[str]:
    """A word in any script; compiled only if needed, because it takes longer than the rest of this module."""
    letter = rf"[^\W_{UNSPACED}{JAMO}]"
    return re.compile(
        rf"[{UNSPACED}]|{SYLLABLE}|[{JAMO}]"
        rf"|{letter}+(?:\.(?<=\d\.)(?=\d){letter}+)*(?:(?<=[^\W\d_])[+#]+(?![\w+#]))?"
    )


def folded_name(name: str) -> str:
    """A name without case, accents, punctuation and spaces: `Open AI` is `openai`."""
    return fold(name).replace(" ", "") or name


def name_matcher(pattern: str) -> Callable[[str], bool]:
    """A function that tests whether a name contains the pattern's words, in order; spaces do not count.

    `openai` and `open ai` are both found in `OpenAI` and in `Open AI`; `ai` is found in
    `Mistral AI` but not in `OpenAI`. Around an ampersand they do: `H&M` is not found in `HM Treasury`.
    A pattern without letters or digits is searched for literally.
    """
    parts = [fold(part).replace(" ", "") for part in re.split("[&＆]", pattern)]
    return _matcher(pattern, " ".join(" ?".join(map(re.escape, part)) for part in parts if part))


def sentence_matcher(pattern: str) -> Callable[[str], bool]:
    """A function that tests whether a sentence contains the pattern's words, in order.

    `notable` is not found in "not able". A pattern without letters or digits is searched for literally.
    """
    return _matcher(pattern, re.escape(fold(pattern)))


def _matcher(pattern: str, folded: str) -> Callable[[str], bool]:
    if not folded:
        return lambda text: pattern in text
    found = re.compile(rf"(?<!\S){folded}(?!\S)").search
    return lambda text: found(fold(text)) is not None


def slug(text: str) -> str:
    """The text as part of an id: its folded words in ASCII, joined by hyphens (`societe-generale`, `yandeks`)."""
    folded = fold(text)
    if not folded.isascii():
        from anyascii import anyascii  # rarely needed

        folded = fold(anyascii(unicodedata.normalize("NFC", text)))
    return re.sub(r"[^a-z0-9.]+", "-", folded).strip("-.")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is spelled most like this one; "" if none is close."""
    if len(name) > _LONGEST_NAME:  # not a typo, and slow to compare
        return ""
    import difflib  # takes a few milliseconds to load, and is needed only for messages

    wanted = fold(name).replace(" ", "")
    folded = {fold(candidate).replace(" ", ""): candidate for candidate in known if len(candidate) <= _LONGEST_NAME}
    if wanted in folded:
        return folded[wanted]
    likely: Iterable[str] = folded
    if len(folded) > _MANY_NAMES:
        likely = [other for other in folded if other[:1] == wanted[:1] and abs(len(other) - len(wanted)) <= 2]
    close = difflib.get_close_matches(wanted, likely, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?` for a message; "" if no known name is close."""
    guess = nearest(name, known)
    return f"; did you mean {guess}?" if guess else ""


class Guesses:
    """Makes `; did you mean …?` for many wrong names.

    Comparing letters takes time for every known name, so only the first few wrong names are compared
    so; of the others, those that differ from a known one by case, spacing or punctuation are found.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._left = 10
        self._folded: dict[str, str] | None = None

    def __call__(self, name: str) -> str:
        if self._left:
            self._left -= 1
            return did_you_mean(name, self._known)
        if self._folded is None:
            self._folded = {folded_name(other): other for other in reversed(self._known)}
        guess = self._folded.get(folded_name(name), "")
        return f"; did you mean {guess}?" if guess else ""


def clean(text: str) -> str:
    """The text on one line, with control characters and line ends replaced by visible ones."""
    return _CONTROLS.sub(_stand_in, text)


def clean_lines(text: str) -> str:
    """Like `clean`, but line ends are kept."""
    return _CONTROLS_BUT_NEWLINE.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # Control Pictures: ESC is ␛
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def is_blank(text: str) -> bool:
    """Whether a text has no visible character."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    return all(char.isspace() or unicodedata.category(char) in _INVISIBLE or char in _FILLERS for char in text)


def shortened(text: str, limit: int = 400) -> str:
    """The text in at most `limit` characters: the beginning and the end of a longer one, with … between."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    return f"{text[: limit - tail - 1]}…{text[-tail:]}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 claim`, `2 claims`, `1,200 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = items
    return f"{', '.join(most)} {word} {last}" if most else last
