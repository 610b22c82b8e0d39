"""Numbers in words: cardinals, scales and fractions."""

from decimal import Decimal


def vocabulary(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


def table(lines: str) -> dict[str, str]:
    """Lines like "inch: in inches" as {form: name}; an underscore stands for a space."""
    return {
        form.replace("_", " "): name
        for name, _, forms in (line.partition(": ") for line in lines.strip().splitlines())
        for form in forms.split()
    }


_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = """
    twenty thirty forty fifty sixty seventy eighty ninety
"""
ONES = {word: Decimal(n) for n, word in enumerate(_ONES.split())}
TENS = {word: Decimal(10 * n) for n, word in enumerate(_TENS.split(), start=2)}

# The numbers that can have a part: "two thirds", "nine in ten".
MULTIPLE = {word: value for word, value in (ONES | TENS).items() if value}

THOUSAND, MILLION, BILLION, TRILLION = (Decimal(10) ** n for n in (3, 6, 9, 12))
LAKH, CRORE = Decimal(10) ** 5, Decimal(10) ** 7

# Words that multiply the number before them; "a" means one.
MAGNITUDES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": THOUSAND,
    "lakh": LAKH,
    "lac": LAKH,
    "million": MILLION,
    "crore": CRORE,
    "billion": BILLION,
    "trillion": TRILLION,
    "quadrillion": Decimal(10) ** 15,
}

# Scales of East Asian languages, and those that English papers print as they are in other European ones.
FOREIGN_SCALES = {
    "万": Decimal(10) ** 4,
    "萬": Decimal(10) ** 4,
    "億": Decimal(10) ** 8,
    "亿": Decimal(10) ** 8,
    "兆": TRILLION,
    "mrd": BILLION,
    "mld": BILLION,
    "mds": BILLION,
    "milliard": BILLION,
    "milliards": BILLION,
    "milliarde": BILLION,
    "milliarden": BILLION,
    "miljard": BILLION,
    "miljarder": BILLION,
    "miliardi": BILLION,
    "millionen": MILLION,
    "miljoen": MILLION,
    "miljoner": MILLION,
    "milioni": MILLION,
    "millones": MILLION,
    "milhões": MILLION,
}

# Vague plurals: "thousands of people" means up to ten times the word.
PLURAL_MAGNITUDES = {f"{word}s": value for word, value in MAGNITUDES.items()}

# Abbreviations that can follow a numeral, with or without a space.
SHORT = {
    "mn": MILLION,
    "mln": MILLION,
    "mio": MILLION,
    "mil": MILLION,
    "bil": BILLION,
    "tril": TRILLION,
    "bn": BILLION,
    "bln": BILLION,
    "tn": TRILLION,
    "trn": TRILLION,
    "trln": TRILLION,
    "cr": CRORE,
    "crs": CRORE,
} | FOREIGN_SCALES
# Abbreviations that may end with a full stop before a currency: "1,9 Mrd. €".
DOTTED = vocabulary("mrd mio mld mln mn bn cr")

# Letters that follow a numeral without a space: "$1.5M", "25k".
GLUED = {"k": THOUSAND, "m": MILLION, "b": BILLION, "t": TRILLION}

# The names of parts, and how many of them make a whole.
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}

# All words that say how many, alone or together with a number.
NUMBER_WORDS = (
    ONES.keys()
    | TENS.keys()
    | MAGNITUDES.keys()
    | PLURAL_MAGNITUDES.keys()
    | SHORT.keys()
    | (PARTS.keys() - {"quarter", "quarters", "half", "third", "fourth"})
    | VULGAR.keys()
    | {"twice", "thrice", "double", "triple", "couple", "several", "tens", "half"}
)
