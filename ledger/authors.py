"""Authors' names in their parts, as bibliographies need them; what is not clearly a person's name stays whole."""

import re
from collections.abc import Container
from itertools import pairwise
from typing import NamedTuple


class Name(NamedTuple):
    """The parts of a person's name, as CSL 1.0.2 and BibTeX have them, or any other name as `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""  # of the family name, in lower case: von der
    suffix: str = ""  # Jr.
    literal: str = ""


_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_WORD = re.compile(r"\w+")
_PARTICLES = frozenset(
    _WORD.findall(
        "af al av bin bint da das de del della den der di do dos du el ibn la las le los ten ter van vom von zu zum zur"
    )
)
# Words of organisations, departments and bylines that are nobody's name.
_NOT_OF_PERSONS = frozenset(
    _WORD.findall(
        """
        affairs agency airlines alliance american analysis analytics and army association authority banco bank
        banque blog board british broadcasting bureau by capital census center central centre chamber chinese
        city club co college commerce commission committee communications community company computing
        consulting contributor contributors corp corporation correspondent correspondents council county court
        daily data department desk digital economic economics editor editorial editors energy entertainment
        estate european exchange federal federation finance financial for foundation from fund global gmbh gov
        government group health holdings house inc industries industry information initiative inquirer
        insights institute insurance intelligence international invest investment investments journal lab
        laboratories laboratory labs league limited llc llp llm ltd magazine management market markets media
        ministry monetary monitor motors national navy network networks news newspaper newsroom of office
        official oil online organisation organization parliament partners party petroleum pictures plc police
        policy political post press project publishing records registry relations report reporter reporters
        reports republic research reserve review robotics school science sciences securities senate service
        services society software staff state states statistics studio studios survey systems team tech
        technologies technology the times today treasury tribune trust uk un union united university us usa
        ventures weekly wire with world writer writers
        """
    )
)
# Organisations with names like a person's.
_LIKE_PERSONS = frozenset(("goldman sachs", "morgan stanley", "wells fargo", "credit suisse", "merrill lynch"))
# What may stand before a capital within a word of a name, and at its start in lower case.
_PREFIXES = ("Mc", "Mac", "De", "Del", "Di", "Du", "Da", "Fitz", "La", "Le", "Van", "Von")
_JOINED = re.compile(r"^(?:d['’]|l['’]|(?:al|an|as|ash|at|el)-)(?=\w)")
_LONGEST = 5  # words of a person's name


def name(text: str, organisations: Container[str] = ()) -> Name:
    """The parts of an author's name; of an organisation's name, and where it is not clear, it is all literal.

    `Family, Given` and `Family, Jr., Given` are persons (BibTeX's forms). So are two to five capitalised words
    and initials, of which the last one is the family name, with the particles before it. A name is an
    organisation's if it is among the given ones, or contains a word such as News, of or Inc., a digit or a
    word in capitals.
    """
    whole = " ".join(text.split())
    if whole in organisations or whole.casefold() in _LIKE_PERSONS or _names_organisation(whole):
        return Name(literal=whole)
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) == 1:
        return _given_first(whole.split(" ")) or Name(literal=whole)
    if len(parts) == 2 and _is_suffix(parts[1]):
        return _given_first([*parts[0].split(" "), parts[1]]) or Name(literal=whole)
    suffix = parts.pop(1) if len(parts) == 3 and _is_suffix(parts[1]) else ""
    if len(parts) != 2 or not all(parts) or any(len(part.split(" ")) >= _LONGEST for part in parts):
        return Name(literal=whole)
    return _named(parts[0].split(" "), parts[1], suffix)


def _given_first(words: list[str]) -> Name | None:
    """A person's name with the family name last; None if the words do not look like one."""
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    if not 2 <= len(words) <= _LONGEST or not _is_capitalised(words[0]) or not _is_capitalised(words[-1]):
        return None
    family = len(words) - 1
    while family > 1 and words[family - 1].lower() in _PARTICLES:
        family -= 1
    if not all(map(_is_capitalised, words[1:family])):
        return None
    return _named(words[family:], " ".join(words[:family]), suffix.rstrip(","))


def _named(family: list[str], given: str, suffix: str) -> Name:
    """A person, with the particles in lower case parted from the family name."""
    first = next((at for at, word in enumerate(family) if word not in _PARTICLES), len(family) - 1)
    return Name(" ".join(family[first:]), given, " ".join(family[:first]), suffix)


def _names_organisation(text: str) -> bool:
    words = text.replace(",", " ").split()
    return bool(re.search(r"[\d&@/|()\[\]:]", text)) or any(
        word.strip(".").casefold() in _NOT_OF_PERSONS
        or (_is_in_capitals(word) and not _is_suffix(word))
        or _is_joined(word)
        for word in words
    )


def _is_suffix(text: str) -> bool:
    return text.strip(".,").casefold() in _SUFFIXES


def _is_in_capitals(word: str) -> bool:
    """Whether a word is written in capitals and is more than initials: BBC, but not J.R.R. or JK."""
    return len(word) > 2 and word.isupper() and "." not in word and "-" not in word


def _is_joined(word: str) -> bool:
    """Whether words are joined in it, as in OpenAI and TechCrunch, but not in McDonald."""
    rest = next((word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix)), word)
    return any(before.islower() and after.isupper() for before, after in pairwise(rest))


def _is_capitalised(word: str) -> bool:
    return _JOINED.sub("", word, count=1)[0].isupper()
