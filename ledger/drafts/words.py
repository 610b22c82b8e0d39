"""What a sentence is about, as words: stems, and the quantities that news measures."""

import calendar
import re
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from ledger.figures.vocabulary.numbers import NUMBER_WORDS, vocabulary
from ledger.text import fold

_DIRECTIONS = """
    +up: grew grow grows growth growing rose rise rises rising increased increase increases
    +up: climbed jumped soared
    +up: surged up gain gained
    +down: fell fall falls falling decline declined declines dropped drop drops decreased
    +down: decrease shrank slumped plunged down
"""
# Adjectives of countries that are claimed about, each with the country.
_COUNTRIES = """
    united states: american us u.s america usa
    united kingdom: british uk u.k britain
    european union: eu european
    france: french
    germany: german
    spain: spanish
    italy: italian
    china: chinese
    japan: japanese
    india: indian
    russia: russian
    ukraine: ukrainian
    canada: canadian
    australia: australian
    brazil: brazilian
    mexico: mexican
    south korea: korean
    turkey: turkish
    israel: israeli
    iran: iranian
    poland: polish
    sweden: swedish
    norway: norwegian
    denmark: danish
    netherlands: dutch
    switzerland: swiss
    austria: austrian
    ireland: irish
    greece: greek
    europe: european
    africa: african
    scotland: scottish
    wales: welsh
    england: english
"""
# Names with one of these are no names: a sentence need not mention "AI industry".
GENERIC = vocabulary(
    """
    industry industries market markets sector sectors world economy firms companies makers users consumers investors
    banks governments cities countries businesses households workers people
    """
)
_STOP = vocabulary(
    """
    a about above after again all also although am among an and any are around as at be because been before being
    below between both but by can could did do does during each either else ever every few for from further had
    has have he her here hers him his how however i if in into is it its itself just last latest less like made
    make makes many may me might more most much must my near new no nor not now of off on once one only or other
    our out over own per said same say says she should since so some still such than that the their them then
    there these they this those through to today together too total under until up upon us very was we were what
    when where which while who whom whose why will with within without would yet you your according amid first
    second third year years month months week weeks day days quarter announced announcement reported report
    reports told percent cent per million billion trillion thousand hundred january february march april june july
    august september october november december
    """
) | frozenset(NUMBER_WORDS)


# The first words of many names, which stand for none of them.
_COMMON = vocabulary(
    """
    national international general united royal american british european global world central federal first new old
    great grand north south east west northern southern eastern western city state public bank union party house
    department ministry office institute university college school church agency authority council commission
    association society foundation club street river lake mount saint san los las big best good open free fast blue red
    green black white golden silver all one two three judge president minister dr mr mrs ms sir king queen prince
    princess lord lady senator mayor professor coach pope captain governor chancellor
    """
)


def is_common(word: str) -> bool:
    """Whether a folded word is too common to stand for a name alone."""
    return word in _COMMON or word in _STOP or word in GENERIC or word in DEMONYMS or word in _COUNTRY_WORDS


def _table(lines: str) -> dict[str, str]:
    pairs = (line.strip().split(": ") for line in lines.strip().splitlines())
    return {form: name for name, forms in pairs for form in forms.split()}


_STEMMER = EnglishStemmer()
DEMONYMS = _table(_COUNTRIES)
_DIRECTION = _table(_DIRECTIONS)
_COUNTRY_WORDS = frozenset(word for name in DEMONYMS.values() for word in name.split())
# Words that carry no meaning by themselves, but another figure or time.
_TELLING = vocabulary("percent cent per thousand million billion trillion") | {
    name.lower() for name in calendar.month_name[1:]
}
_WRITTEN = re.compile(r"[^\s\"“”„(\[](?:\S*[^\s.,;:!?)\]\"“”])?")  # a word without the punctuation around it


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """A word without its ending, so that other forms of it are the same; as the Snowball stemmer for English has it.

    "Annualized" is "annualised".
    """
    return str(_STEMMER.stemWord(word.replace("iz", "is")))


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


def stems(words: list[str]) -> frozenset[str]:
    """The stems of the words that carry meaning; numbers are left out."""
    return frozenset(_stem(word) for word in words if word not in _STOP and not word[0].isdigit() and len(word) > 1)


def differing(text: str, other: str) -> list[tuple[int, int]]:
    """Where a text has words, months or numbers that the other text lacks; neighbours are one place."""
    written, words = frozenset(_WRITTEN.findall(other)), words_of(other)
    known, known_stems = frozenset(words), stems(words)
    places: list[tuple[int, int]] = []
    for match in _WRITTEN.finditer(text):
        new = (
            word not in known if word in _TELLING else not stems([word]) <= known_stems for word in words_of(match[0])
        )
        if match[0] in written or not (any(new) or any(map(str.isdigit, match[0]))):
            continue
        if places and text[places[-1][1] : match.start()].isspace():
            places[-1] = (places[-1][0], match.end())
        else:
            places.append(match.span())
    return places


def directions(words: list[str]) -> frozenset[str]:
    """Whether the words speak of a rise or of a fall."""
    return frozenset(_DIRECTION[word] for word in words if word in _DIRECTION)


_YEAR = re.compile(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d,.]\d|\d)")
_QUARTER = re.compile(
    r"\b(first|second|third|fourth|Q[1-4]|[1-4]Q)(?:(?:[ -](?:fiscal|calendar))?[ -]quarter)?\b", re.IGNORECASE
)
_QUARTERS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def years(text: str) -> frozenset[str]:
    """The years that a text states."""
    return frozenset(_YEAR.findall(text))


def quarters(text: str) -> frozenset[str]:
    """The quarters of a year that a text states."""
    found = (match for match in _QUARTER.finditer(text) if match[0].lower() not in _QUARTERS)
    return frozenset(_QUARTERS.get(match[1].lower(), match[1].strip("qQ")) for match in found)


_MONTH = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Ii]n early|[Ii]n late|[Ss]ince|ended|to|until|by) (?:the end of )?"
    rf"({'|'.join(calendar.month_name[1:])})\b(?! \d{{1,2}}(?:st|nd|rd|th)?\b)"
)


def months(text: str) -> frozenset[str]:
    """The months of which a text speaks; a day, as of a report or a meeting, is none."""
    return frozenset(_MONTH.findall(text))
