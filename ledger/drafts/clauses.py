"""What the words around a figure say of it: doubt, time, change, and what is counted."""

import re

from ledger.figures import Figure
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.figures.vocabulary.phrases import CALENDAR
from ledger.text import fold

_BREAK = re.compile(r"[,;:(]\s|\)|\s[–—-]\s|\s(?:but|while|whereas|although|though|which|who|and)\s", re.IGNORECASE)
_LATER = re.compile(r"\s(?:it|he|she|they) (?=\w+(?:ed|d|t|de)\b)|\s(?:that|when|because) ", re.IGNORECASE)
# What follows is taken for a fact, whatever is denied or wished before it.
_GIVEN = re.compile(
    r"\b(?:without|despite|because of|thanks to|due to|after|following|besides) (?:the|its|their|his|her)\b",
    re.IGNORECASE,
)
# What makes a sentence about a figure something else than a statement of it.
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|no longer|denied|denies|deny|denying|dropped|untrue|false|falsely|wrong|wrongly"
    r"|refuted|rejected|disputed|doubts?|doubted|doubtful|cannot|unlikely|hardly|nowhere near|short of|missed"
    r"|avoided|averted|prevented|spared|reinstated|cancelled|turned down|returned|overstated|understated|misstated"
    r"|(?:nearly|almost) (?:killed|lost|cut|made|sold)|captured|offset|inflated|formerly|used to|until"
    r"|once (?:had|made|was|employed)"
    r"|before the (?:merger|sale|split|crisis|war|pandemic))\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_DENIED_LATER = re.compile(r"\bwhich (?:[\w’']+ ){1,4}(?:denies|denied|disputes|disputed|rejects|rejected)\b")
_UNREAL = re.compile(
    r"\b(?:threatened|could|(?-i:may)|might|would|should|wanted?|wants|sought|seeks|demands?|demanded|offered|proposed|if|unless"
    r"|rumou?red|alleged|wish(?:es|ed)?|hopes?|hoped)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:expects?|expected|plans?|planned|planning|will|is to|are to|aims?|target(?:s|ed|ing)?|forecasts?|projects?"
    r"|projected|intends?|guided|guidance|earmarked|set aside|by 20\d\d)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are) \w+ing\b|\b(?:over|in|within|for) the (?:next|coming)\b|\bsoon\b|\bset to\b", re.IGNORECASE
)
_SUPERLATIVE = re.compile(
    r"\b(?:record|highest|lowest|largest|biggest|smallest|all-time|ever|unprecedented|best|worst|since (?:19|20)\d\d"
    r"|peaked|averaged|averages|another|additional"
    r"|first(?![ -](?:quarter|half|fiscal|time|round|three|six|nine)))\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|currently|today|latest|still|at present|these days)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:from|against|versus|vs|compared (?:with|to)|than|earlier|previously|before|formerly|ago|was|were|had|used to"
    r"|last (?:year|quarter|month)|stood at|closed)\b",
    re.IGNORECASE,
)
# Somebody else whose figure it is: "Acme's rival Bolt".
_OTHER = re.compile(
    r"['’]s? (?:\w+ )?(?:rival|competitor|supplier|customer|partner|parent|owner|founder|subsidiary|unit|peer)s?,?"
    r" [A-Z]\w"
    # "Acme's rival has", "whose parent had", "the industry made"
    r"|(?:['’]s?|\bwhose) (?:\w+ )?(?:rival|competitor|supplier|partner|parent|subsidiary|affiliate|peer)s?"
    r" (?!says?\b|said\b)"
    r"|\b(?:[Tt]he|[Ii]ts) (?:whole |entire |global )?(?:industry|sector|rivals?|competitors?)"
    r" (?:has|have|had|makes?|made)\b"
)
# Nouns that count the same, a group in a line; those of two groups count two things.
_GROUPS = """
    people person man woman child adult employee worker staff staffer job role position personnel member voter pupil
        student teacher doctor nurse patient resident inhabitant user customer subscriber viewer visitor passenger
        player soldier officer firefighter prisoner migrant refugee cyclist driver guard cleaner engineer scientist
        author artist
    shop store outlet branch boutique bakery restaurant supermarket cafe
    office headquarters
    ship vessel boat tanker
    car vehicle van truck lorry bus
    plane aircraft jet airliner
    rocket launch flight
    home house flat apartment dwelling household
    school university college
    hospital clinic
    cow cattle pig sheep goat chicken hen
    fish salmon
    acre hectare mile kilometre metre
    painting sculpture artwork work
    book title volume
    death fatality
    pothole hole
    meter
    year month week day hour minute
    time occasion
    city town village
    country nation
    bag box bottle
    tree
"""
_GROUP = {
    word: number for number, line in enumerate(re.sub(r"\n {8}", " ", _GROUPS).split("\n")) for word in line.split()
}
_NUMBERED = re.compile(r"[^\W\d_]+")


def clause_of(text: str, figure: Figure) -> str:
    """The part of a sentence, between commas and conjunctions, that a figure is in.

    What "that" begins after it says something else; before it, "that" may be what is denied.
    """
    start, end = 0, len(text)
    for match in _GIVEN.finditer(text, 0, figure.start):
        start = match.start()
    for match in _BREAK.finditer(text, start):
        if match.end() <= figure.start:
            start = match.end()
        elif match.start() >= figure.end:
            end = match.start()
            break
    if later := _LATER.search(text, figure.end, end):
        end = later.start()
    return text[start : end + (text[end : end + 1] == "?")]


def doubt_in(clause: str, after: str = "") -> str:
    """The word of a clause, or of what follows it, that denies or doubts what it says; "" for none."""
    found = _DENIED.search(clause) or _UNREAL.search(clause) or _DENIED_LATER.search(after)
    return found[0].strip() if found else ""


def superlative_in(clause: str, claim: str) -> str:
    """The superlative of a clause that a claim does not have; "" for none."""
    known = claim.casefold()
    return next((found[0] for found in _SUPERLATIVE.finditer(clause) if found[0].casefold() not in known), "")


def speaks_of_future(text: str) -> bool:
    return _FUTURE.search(text) is not None


def may_speak_of_future(text: str) -> bool:
    """The same, and what is under way: "is putting $5 million into", "over the next two years"."""
    return speaks_of_future(text) or _UNDER_WAY.search(text) is not None


def speaks_of_now(clause: str) -> bool:
    return _NOW.search(clause) is not None


def speaks_of_past(clause: str) -> bool:
    """Whether a clause states a former level: "from", "against", "was"."""
    return _PAST.search(clause) is not None


# Whose figure it is: "bought Bolt, which had".
_WHICH = re.compile(r"\b([A-Z][\w&’'-]+), (?:which|who) \w+[^,;]*$")
_POSSESSIVE = re.compile(r"\W*([A-Z][\w&-]*)['’]s [a-z]")
_NOBODY = (
    vocabulary("it that there here what who where how let today yesterday tomorrow year month week quarter") | CALENDAR
)


def has_other_subject(text: str, figure: Figure) -> bool:
    """Whether the figure is that of somebody who is named by their part: "Acme's rival Bolt has"."""
    return _OTHER.search(text[: figure.start]) is not None


def named_by_which(text: str, figure: Figure) -> str:
    """The last word of the name of whose figure a relative clause tells: "Bolt" in "Bolt, which had $5 million"."""
    found = _WHICH.search(text[: figure.start])
    return found[1] if found else ""


def begins_with_another(text: str) -> bool:
    """Whether a sentence that names no company of the ledger begins with what is somebody's: "Hawk's rose by 5%"."""
    found = _POSSESSIVE.match(text)
    return found is not None and found[1].lower() not in _NOBODY


def noun_group(text: str) -> int | None:
    """The group of nouns of what is counted, by the last noun of these words that is known; None for none."""
    found = None
    for word in _NUMBERED.findall(fold(text)):
        for form in (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"):
            if form in _GROUP:
                found = _GROUP[form]
                break
    return found


def is_quoted(text: str, at: int) -> bool:
    """Whether an index of a sentence is between quotation marks."""
    before = text[:at]
    if before.count("“") > before.count("”") or before.count("„") > before.count("“"):
        return True
    return before.count('"') % 2 == 1 and '"' in text[at:]
