"""Write ledger/figures/vocabulary/scales.py: scale words and names of money in other languages, from Unicode CLDR.

Also ledger/figures/vocabulary/foreign.py: those of them in ASCII letters, which English text is checked for.

    npm pack cldr-numbers-full@48.2.0 && tar xzf cldr-numbers-full-48.2.0.tgz
    python tools/scales.py package

Left out: abbreviations of ASCII letters that are short enough to be something else in English, unless APPROVED names
them (CLDR has `bn` for 10^12 in French and `km` for 10^9 in Catalan), and all symbols (`$` stands for 28 currencies).
CLDR names money of one country ("Kanadan dollaria"): what the names of several countries share is the bare noun.
"""

import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VOCABULARY = Path(__file__).parent.parent / "ledger/figures/vocabulary"
LANGUAGES = {
    "Afrikaans": "af", "Albanian": "sq", "Arabic": "ar", "Armenian": "hy", "Azerbaijani": "az", "Basque": "eu",
    "Belarusian": "be", "Bengali": "bn", "Bosnian": "bs", "Bulgarian": "bg", "Catalan": "ca", "Croatian": "hr",
    "Czech": "cs", "Dutch": "nl", "Estonian": "et", "Finnish": "fi", "French": "fr", "Galician": "gl",
    "Georgian": "ka", "German": "de", "Greek": "el", "Hebrew": "he", "Hindi": "hi", "Hungarian": "hu",
    "Icelandic": "is", "Indonesian": "id", "Italian": "it", "Kazakh": "kk", "Latvian": "lv", "Lithuanian": "lt",
    "Macedonian": "mk", "Malay": "ms", "Norwegian and Danish": "no da", "Persian": "fa", "Polish": "pl",
    "Portuguese": "pt", "Romanian": "ro", "Russian": "ru", "Serbian": "sr", "Serbian in Latin script": "sr-Latn",
    "Slovak": "sk", "Slovenian": "sl", "Spanish": "es", "Swedish": "sv", "Thai": "th", "Turkish": "tr",
    "Ukrainian": "uk", "Urdu": "ur", "Uzbek": "uz", "Vietnamese": "vi",
}  # fmt: skip
APPROVED = {
    "Albanian": "mln mld", "Azerbaijani": "mln", "Bosnian": "mil", "Croatian": "mil mlr", "Czech": "tis mil mld",
    "Dutch": "mln mld", "Estonian": "mln mld tuh", "Finnish": "mrd", "Galician": "mil", "German": "mio mrd",
    "Indonesian": "rb jt", "Italian": "mln mld", "Lithuanian": "mln", "Norwegian and Danish": "mio mia mrd",
    "Polish": "tys mln mld bln", "Portuguese": "mil", "Romanian": "mil mld", "Serbian in Latin script": "mil",
    "Slovak": "tis mil mld", "Slovenian": "tis mio mrd", "Spanish": "mil", "Swedish": "mn md", "Turkish": "bin mn mr",
    "Uzbek": "mln",
}  # fmt: skip
POWERS = {2: "hundred", 3: "thousand", 5: "lakh", 6: "million", 7: "crore", 9: "billion", 12: "trillion"}
# The names of money that several countries share, and the codes that CLDR names with them.
NOUNS = {
    "dollars": "USD CAD AUD NZD HKD SGD TWD JMD NAD",
    "pounds": "GBP EGP LBP SYP SDG",
    "crowns": "SEK NOK DKK ISK CZK",
    "roubles": "RUB BYN",
    "francs": "CHF XOF XAF RWF",
    "pesos": "MXN ARS CLP COP PHP",
}
# What names of money share besides the noun, what is a lira too, and what English knows as Nordic.
LEFT_OUT = frozenset(("lirası", "лира", "лири", "לירה", "lire", "liră", "λίρα", "λίρεσ", "mil"))
LEFT_OUT |= {"krona", "kronor", "krone", "kroner"}
# Nouns that mean the money of the country where the language is spoken.
OWN = {
    ("Czech", "crowns"): "Czech crowns",
    ("Icelandic", "crowns"): "Icelandic crowns",
    ("Belarusian", "roubles"): "Belarusian roubles",
    ("Arabic", "pounds"): "",  # Egypt's, Syria's, Sudan's
}
# What English has too, or what it could count.
ENGLISH = """
    billion billions bin corona coronas dollar dollars eur euro euros font franc francs frank liber libra libras livre
    livres mil mila mille million millions ming pesa pesar pesi peso pesos pond pound punta rouble roubles ruble rubles
    trillion
"""
_SHORT = re.compile(r"[a-z]{1,3}\.?|(?:.* )?\w\.?")


def scales(name: str, numbers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The scale words of a language, and the English ones."""
    for length in ("long", "short"):
        for key, pattern in numbers["decimalFormats-numberSystem-latn"][length]["decimalFormat"].items():
            zeros = pattern.count("0")
            word = re.sub(r";.*|[0'\u00a0\u202f\u200f\u200e;\-]", " ", pattern).strip()
            power = len(key.partition("-")[0]) - zeros
            if not zeros or not word or power not in POWERS:
                continue
            plain = word.replace(" .", ".").casefold()
            if _SHORT.fullmatch(plain) and plain.rstrip(".") not in APPROVED.get(name, "").split():
                continue
            for form in sorted({plain, plain.rstrip(".")} - {"bill", "bill."}):
                yield form, POWERS[power]


def money(name: str, currencies: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The bare nouns of money in a language, and the English ones."""
    for noun, codes in NOUNS.items():
        seen: Counter[str] = Counter()
        for code in codes.split():
            names = {text for key, text in currencies.get(code, {}).items() if key.startswith("displayName-count")}
            seen.update({word.casefold() for text in names for word in text.split() if len(word) > 3})
        english = OWN.get((name, noun), noun)
        if english:
            least = min(3, len(codes.split()))
            yield from ((word, english) for word, count in seen.items() if count >= least and word not in LEFT_OUT)
    euros = {text.casefold() for key, text in currencies["EUR"].items() if key.startswith("displayName-count")}
    yield from ((text, "euros") for text in euros)


def main(package: Path) -> None:
    version = json.loads((package / "package.json").read_text())["version"]
    notice = "\n".join(f"# {line}".rstrip() for line in (package / "LICENSE").read_text().strip().splitlines())
    tables, dotted = [], []
    ascii_words: set[str] = set()
    for name, codes in LANGUAGES.items():
        words: dict[str, str] = {}
        for code in codes.split():
            numbers, currencies = (
                json.loads((package / f"main/{code}/{part}.json").read_text())["main"][code]["numbers"]
                for part in ("numbers", "currencies")
            )
            words |= dict(money(name, currencies["currencies"])) | dict(scales(name, numbers))
        ascii_words |= {word for word in words if re.fullmatch("[a-z]{3,}", word)} - {*ENGLISH.split()}
        tables.append(f"    {name!r}: {json.dumps(words, ensure_ascii=False, sort_keys=True)},")
        if numbers["symbols-numberSystem-latn"]["decimal"] == ".":
            dotted.append(name)
    (VOCABULARY / "scales.py").write_text(
        f'"""Scale words and names of money in other languages, from Unicode CLDR {version}, by tools/scales.py."""\n\n'
        f"{notice}\n\n# fmt: off\n# ruff: noqa: E501\n"
        + "WORDS: dict[str, dict[str, str]] = {\n"
        + "\n".join(tables)
        + "\n}\n# Languages with a point before decimals.\nPOINT = frozenset("
        + json.dumps(dotted)
        + ")\n"
    )
    listed = textwrap.fill(" ".join(sorted(ascii_words)), 112, initial_indent="    ", subsequent_indent="    ")
    (VOCABULARY / "foreign.py").write_text(
        f'"""Scales and names of money of other languages, in ASCII, from Unicode CLDR {version}, by tools/scales.py.'
        '\n\nThe notice in scales.py holds for them, too.\n"""\n\n'
        "from ledger.figures.vocabulary.numbers import vocabulary\n\n"
        f'FOREIGN = vocabulary(\n    """\n{listed}\n    """\n)\n'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
