"""Whose figure it is: the subject of the clause that a figure is in, if nothing speaks against it.

A name is asserted only where its form leaves no doubt: "Anthropic's valuation has reached", "xAI raised". Another
subject in the clause, a second name beside it, words between the verb and the figure that may begin something else, or
a verb of saying leave it open.
"""

import re
from collections.abc import Collection

from ledger.drafts.quantities import quantities
from ledger.drafts.words import DEMONYMS, is_common, words_of
from ledger.extracting.names import NAME
from ledger.figures import Figure, find
from ledger.text import fold

# What may stand before the subject of a sentence: "On March 31st 2026", "In the first quarter,", "Meanwhile,".
_LEAD = (
    r"(?:(?:And|But|Yet|So|Still|Meanwhile|However|Separately|Also|Now|Today|Overall|Last|This|Earlier|Later|While"
    r"|Although|Though|On|In|At|By|For|Since|During|Over|After|As of|With|Within)\b[^,.;:]{0,60}?,? )?"
)
_ADVERB = r"(?:also|now|already|recently|reportedly|alone|itself|later|since|\w+ly)"
# Verbs with which a subject has the figure that follows, and forms of "be" and "have" that do so by themselves.
_OWNING = (
    r"raise[sd]?|secure[sd]?|borrow(?:s|ed)|earn(?:s|ed)|made|makes|lose[s]?|lost|report(?:s|ed)|post(?:s|ed)"
    r"|generate[sd]?|employ(?:s|ed)|spen[dt]s?|paid|pays|sold|sells?|deliver(?:s|ed)|ship(?:s|ped)|cuts?|cutting"
    r"|laid off|lays off|invest(?:s|ed)|reach(?:es|ed)|hits?|surpass(?:es|ed)|exceed(?:s|ed)|top(?:s|ped)|book(?:s|ed)"
    r"|recorded|produce[sd]?|clos(?:es|ed)|complete[sd]?|hire[sd]?|owe[sd]?|commands?|commanded|fetch(?:es|ed)"
    r"|will (?:spend|invest|cut|pay|raise|hire|lay off|sell)|plans? to (?:spend|invest|cut|raise|hire|lay off)"
    r"|expects?|recalled|serves?|burn(?:s|ed|t)|pulled in|brought in|took in|turned over|shed|axed|climbed|rose|fell"
    r"|grew|jumped|dropped|slipped|stands? at|stood at|amount(?:s|ed) to|total(?:s|ed|led)|came to"
)
_PARTICIPLE = (
    r"valued|worth|raised|secured|reached|hit|passed|surpassed|exceeded|spent|paid|earned|lost|made|sold|cut|grown|risen"
    r"|fallen|climbed|completed|closed|borrowed|invested|raising|spending|generating|employing|cutting|laying off"
    r"|laid off|fined|producing|delivered|shipped|topped|dropped|declined|increased|doubled|recalled"
)
_BEING = r"(?:has|have|had|is|was|are|were)"
_SAYING = (
    r"said|says|say|told|believes?|thinks?|warn(?:s|ed)|argue[sd]?|claim(?:s|ed)|not(?:es|ed)|wrote|predict(?:s|ed)"
    r"|estimate[sd]?|announce[sd]?|confirm(?:s|ed)|disclose[sd]?|reveal(?:s|ed)"
)
_VERB = (
    rf"(?:{_BEING}(?: (?:{_ADVERB}))?(?: been)?(?: (?:{_PARTICIPLE}))?|{_OWNING}|{_SAYING}|[a-z]+ed|[a-z]+s"
    r"|will|would|could|can|may|might|did|does)"
)
_OWNS = re.compile(rf"{_BEING}(?: (?:{_ADVERB}))?(?: been)? (?:{_PARTICIPLE})|{_OWNING}")
_IS = re.compile(rf"{_BEING}(?: (?:{_ADVERB}))?")
_SAYS = re.compile(rf"\b(?:{_SAYING})\b")
_PRONOUN = r"(?:it|they|[Tt]he (?:company|firm|group|start-?up|maker|chipmaker|carmaker|bank|retailer|airline|lab))"
_BEGIN = rf"(?:^|[.;:] |, (?:and|but|while|whereas|as|with) |\b(?:that|while|whereas|and|but|because|as|{_SAYING}) )"
_SUBJECT = re.compile(
    rf"{_BEGIN}(?P<lead>{_LEAD})(?:"
    rf"(?P<place>{NAME})['’]s? (?P<inner>{NAME}) (?:{_ADVERB} )?(?P<verb5>{_VERB})\b"
    rf"|(?P<owner>{NAME})['’]s? (?P<thing>(?:[\w$€£%.,-]+ ){{0,6}}?)(?P<verb1>{_VERB})\b"
    rf"|(?P<name>{NAME})(?:, [^,]{{2,60}},)? (?:{_ADVERB} )?(?P<verb2>{_VERB})\b"
    rf"|(?P<pronoun>{_PRONOUN}) (?:{_ADVERB} )?(?P<verb3>{_VERB})\b"
    rf"|(?P<own>[Ii]ts|[Tt]heir) (?P<things>(?:[\w$€£%.,-]+ ){{0,6}}?)(?P<verb4>{_VERB})\b"
    rf"|(?P<other>(?:[Tt]he|[Aa]n?|[Tt]hese|[Tt]hose|[Tt]his|[Tt]hat|[Ss]ome|[Mm]any|[Mm]ost|[Hh]is|[Hh]er|[Ww]e|I|[Hh]e"
    rf"|[Ss]he|[Yy]ou|[a-z]+) (?:[\w-]+ ){{0,5}}?{_VERB})\b)"
)
# What may stand between such a verb and its figure, word for word.
_BETWEEN = re.compile(
    r"(?:\s|, (?=securing|raising|valuing)|[$€£]?\d[\d.,]*%?(?= )|(?:"
    r"an?|the|its|their|about|some|around|nearly|almost|over|more|less|than|up|to|at|by|of|total|record|roughly|just"
    r"|annual|annuali[sz]ed|quarterly|net|gross|operating|revenues?|sales|turnover|profits?|loss(?:es)?|income|earnings"
    r"|funding|debt|rounds?|valuation|value|capital|investment|staff|another|additional|further|worth|valued|below|above"
    r"|approximately|as|much|many|least|most|fresh|new|equity|(?:first|second|third|fourth)[- ]quarter|full-year"
    r"|adjusted|pre-?tax|post-money|pre-money|committed|implied|year|currently|now|and|in|workforce|headcount|spending|costs?"
    r"|latest|financing|series|[A-H]|seed|completed|closed|only|close|million|billion|trillion|bn|m|securing|raising"
    r"|valuing|it|funds?|percent|per|cent|points?|growth|margin|jobs|market|capitali[sz]ation|dividend|capex"
    r")(?![\w-]))*",
    re.IGNORECASE,
)
_NAME_AND = re.compile(r"[A-Z][\w.&’'-]* and \Z")
# What tells that a figure is of several, or of somebody else.
_SEVERAL = re.compile(
    r"\b(?:together|combined|each|both|respectively|collectively|jointly|between them|among them)\b", re.IGNORECASE
)
_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow january february march april may
    june july august september october november december year week month quarter spring summer autumn winter
    """.split()  # noqa: SIM905
)
_TITLES = frozenset(
    """
    president senator representative governor mayor chancellor minister secretary judge justice chairman chairwoman ceo
    chief mr mrs ms dr sen rep gov gen sir attorney general prosecutor prime king queen pope rev
    """.split()  # noqa: SIM905
)
# Of which a company has a figure: what a president or an agency reports is somebody else's.
_OF_COMPANIES = frozenset(
    """
    valuation funding revenue profit loss eps margin capex investment debt dividend buyback guidance staff layoffs hires
    users deliveries production shops inventory stake takeover cost viewers exports shares contract churn recall
    """.split()  # noqa: SIM905
)


def subject_of(sentence: str, figure: Figure, inside: Collection[str], known: Collection[str]) -> str | None:
    """The name of the one whose figure it is; "" if that is not sure, None if the sentence has no subject before it.

    `inside` has the names that the article writes within sentences, and `known` those of the ledger, both folded: a
    word that begins a sentence may be no name.
    """
    lead = len(sentence) - len(sentence.lstrip())
    before = sentence[lead : figure.start]
    name: str | None = None
    sure = False
    for match in _subjects(before):
        verb = next((text for number in range(1, 6) if (text := match[f"verb{number}"])), "")
        between = before[match.end() :]
        near = _BETWEEN.fullmatch(between) is not None
        owns = near and (_OWNS.fullmatch(verb) is not None)
        thing = quantities(words_of(match["thing"] or match["things"] or ""))
        if match["own"] or match["owner"]:
            owns = bool(thing) and near and (owns or _IS.fullmatch(verb) is not None)
        if match["pronoun"] or match["own"]:
            sure = bool(name) and owns
        elif match["other"]:
            if name and _SAYS.search(match["other"]):
                continue
            name, sure = "", False
        else:
            given = match["owner"] or match["name"] or match["inner"]
            starts = not match["inner"] and not before[: match.start("owner" if match["owner"] else "name")].strip()
            name = _checked(given, inside, known, starts=starts)
            beside = _NAME_AND.search(before[: match.start("lead")])  # "Acme and Bolt invested"
            sure = owns and not beside and (not match["inner"] or is_place(match["place"]))
    if name is None:
        return None
    said = quantities(words_of(sentence))
    against = _SEVERAL.search(sentence) or said.isdisjoint(_OF_COMPANIES) or _is_second(before)
    return name if sure and not against else ""


def is_place(name: str) -> bool:
    """Whether a name is that of a country, or of the European Union."""
    return fold(name) in DEMONYMS.values() or fold(name) in DEMONYMS


def _is_second(before: str) -> bool:
    """Whether a figure may be the one of another thing in a list of them: "5% of Acme, 6% of Bolt"."""
    earlier = list(find(before))
    return len(earlier) > 1 or bool(earlier and "," in before[earlier[-1].end :])


def _subjects(before: str) -> list[re.Match[str]]:
    """The subjects of the clauses before a figure; one may begin within what an earlier one spans."""
    found = []
    at = 0
    while match := _SUBJECT.search(before, at):
        found.append(match)
        at = match.start() + 1
    return found


def _checked(given: str, inside: Collection[str], known: Collection[str], *, starts: bool) -> str:
    """A name, if it is one; "" if that is not sure."""
    words = given.split()
    plain = fold(given)
    if plain in known:
        return given
    folded = plain.split()
    if not folded or len(words) > 5 or any(word in _TIMES or word in _TITLES for word in folded):
        return ""
    if "and" in words or "&" in words or quantities(folded[:1]) or (len(folded) == 1 and is_common(plain)):
        return ""
    if starts and len(folded) == 1 and plain not in inside and not any(char.isupper() for char in given[1:]):
        return ""
    return given.removeprefix("The ") if plain not in known else given
