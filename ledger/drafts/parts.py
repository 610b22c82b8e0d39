"""What makes a figure one of a part: a unit, a place, a kind of revenue, some of the staff.

What a claim says of all does not back what a sentence says of a part, if the claim does not say so too.
"""

import re
from collections.abc import Iterator

from ledger.drafts.clauses import noun_group
from ledger.drafts.quantities import quantities
from ledger.drafts.words import DEMONYMS, stems, words_of
from ledger.figures import Figure, is_count, measure_of
from ledger.figures.vocabulary.numbers import vocabulary
from ledger.figures.vocabulary.phrases import MONTHS

_PART = re.compile(
    r"\b(?:unit|division|segment|arm|subsidiary|affiliate|branch|regions?|part of|share of)\b"
    r"|\bhalf of\b(?! (?:the year|\d{4}))|\b(?:north|south|east|west)(?:ern part)? of\b|\blong-term\b|\bscope [123]\b"
    r"|\bmargin of error\b|\bby a margin of\b"
    r"|\b(?:at|in) (?:an?|the|its|their|his|her|our) (?:[\w’'-]+ ){0,3}?(?:plants?|factory|factories|sites?|teams?"
    r"|departments?|offices|labs?|warehouses?|stores|mines?|shipyards?|depots?)\b"
    r"|\bper (?:user|head|employee|customer|share|store)\b",
    re.I,
)
_EXCEPT = re.compile(r"[^.;:\d]{0,40}\b(excluding|apart from|except for|not (?:counting|including))\b")
_TOWN = re.compile(r"\bin ([A-Z][a-z]{2,})\b")
_MARKET = re.compile(r"\bof (?:the|its) ([\w-]+) market\b")
_OF_PLACE = re.compile(
    r"\b([A-Z]\w+) (?:markets?|business|operations|sales|revenues?|customers|users|output|exports)\b"
)
_IN = re.compile(r"\bin (?:the )?((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?)")
_LEAD = re.compile(r"^\W*(?:In|Across|Throughout) (?:the )?((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?),")
_REGIONS = frozenset(DEMONYMS.values()) | vocabulary(
    "america asia africa europe scandinavia americas emea apac us uk eu california texas london berlin paris tokyo"
)
# Words that make a metric another one.
_KINDS = vocabulary(
    """
    gross operating adjusted underlying pretax pre-tax annualised annualized recurring organic diluted core domestic
    overseas abroad online cumulative estimated consensus pro-forma comparable deferred northern southern eastern
    western regional pre-money post-money youth female male
    """
)
_METRICS = (
    r"funding|valuation|layoffs|unemployment|revenues?|sales|turnover|profits?|loss(?:es)?|income|earnings|costs?|spending|expenses|margins?|debts?|deliveries"
    r"|exports|imports|production|output|emissions|investments?|capex|orders|bookings|backlog|headcount|staff|workforce|users"
    r"|customers|subscribers|visitors"
)
# A quantity behind a word that belongs to it, and words there that do not make it one of a part.
_QUALIFIED = re.compile(
    r"(?:['’]s?|\b(?:its|their|his|her|our|had|has|have|made|posted|reported|recorded|generated|earned|saw)) ([\w-]+)"
    rf" (?P<metric>{_METRICS})\b",
    re.I,
)
_WHOLE = vocabulary(
    """
    a an the its their some total annual yearly full-year whole overall entire net own group company consolidated
    reported published official actual latest last current recent new previous fiscal record global worldwide planned
    expected quarterly monthly more less higher lower strong weak
    """
)
# What comes of a metric, or is missing from it: "revenue growth", "a revenue gap".
_COMPOUND = re.compile(
    rf"\b(?P<metric>{_METRICS}) (growth|gap|hole|shortfall|target|guidance|forecast|tax|team|loss|increase|decline)\b",
    re.I,
)
_FROM = re.compile(r"\bfrom ([a-z][\w-]+)", re.I)
_NO_ORIGIN = MONTHS | vocabulary(
    """
    a an the its their under just nearly about some over more less around roughly almost last previous nothing loss
    profit to
    """
)
_ON = re.compile(r"\b(?:profits?|margins?|loss(?:es)?) on (?:the |its )?([a-z][\w-]+)\b[^,;]*$")
_ON_AFTER = re.compile(r" on (?:the |its )?([a-z][\w-]+)")
_NO_OBJECT = vocabulary("average sales revenue revenues turnover year a an")
# What somebody has, and not they themselves: "Acme's app has", "Acme's founder is".
_OWNED = re.compile(
    r"['’]s ((?:[a-z][\w-]* ){0,2}[a-z][\w-]+)"
    r" (?:has|have|had|is|are|was|were|made|makes?|raised|employs?|employed|reached)\b[^,;]*$"
)
_STAFF = frozenset(("staff", "layoffs", "hires"))
_OF_PEOPLE = _STAFF | {"users", "viewers", "visitors", "population"}
_CHANGED = re.compile(r"\b(lost|shed|gained|added|won) $")
_PAYING = vocabulary("subscriber download")
_PEOPLE = vocabulary("people person employee worker staff staffer job role position post personnel human soul")
_PLAIN = vocabulary("more other own such of them million billion thousand m bn k and")


def narrower(text: str, clause: str, figure: Figure, said: str, metric: str) -> str:
    """The words by which a figure of a sentence is one of a part, and that a claim does not have; "" for none.

    `said` is what the claim says, with its metric.
    """
    measured = quantities(words_of(metric))
    if "profit" in measured:  # a loss is a profit below zero
        measured |= {"loss"}
    return next(_narrower(text, clause, figure, said, measured), "")


def _narrower(text: str, clause: str, figure: Figure, said: str, measured: frozenset[str]) -> Iterator[str]:
    known = {_british(word) for word in words_of(said)}
    yield from _places(text, clause, said.casefold())
    for market in _MARKET.finditer(clause):
        if market[1].lower() not in _WHOLE and market[1].lower() not in known:
            yield market[0]
    if (left_out := _EXCEPT.match(text, figure.end)) and left_out[1] not in said:
        yield left_out[1]
    if text[: figure.start].endswith("former "):
        yield "former"
    yield from (word for word in words_of(clause) if word in _KINDS and _british(word) not in known)
    if measured & _OF_PEOPLE:
        towns = (match for match in _TOWN.finditer(clause) if match[1].lower() not in known | MONTHS)
        yield from (match[0] for match in towns)
    held = stems(words_of(said))
    for match in _QUALIFIED.finditer(clause):
        word = match[1].lower()
        if _is_of(match["metric"], measured) and not (word[0].isdigit() or word in _WHOLE or stems([word]) <= held):
            yield match[1]
    for match in _COMPOUND.finditer(clause):
        if _is_of(match["metric"], measured) and match[2].lower() not in known:
            yield match[0]
    if not measured.isdisjoint(("profit", "loss", "margin")):
        for match in filter(None, (_ON.search(text[: figure.start]), _ON_AFTER.match(text, figure.end))):
            if match[1] not in _NO_OBJECT and not stems([match[1]]) <= held:
                yield match[0].strip()
    if not measured.isdisjoint(("revenue", "profit")):
        origins = [match for match in _FROM.finditer(clause) if match[1].lower() not in _NO_ORIGIN]
        yield from (match[0] for match in origins if not stems([match[1]]) <= held)
    if (owned := _OWNED.search(text[: figure.start])) and not (
        quantities(words_of(owned[1])) & measured or stems(words_of(owned[1])) & held
    ):
        yield owned[1]
    if is_count(measure_of(figure)[0]) and measured:
        yield from (word for word in _counted(figure, said, measured) if word not in known)
        if (change := _CHANGED.search(text[: figure.start])) and change[1] not in known and measured & _OF_PEOPLE:
            yield change[1]


def _is_of(metric: str, measured: frozenset[str]) -> bool:
    return not quantities([metric.lower()]).isdisjoint(measured)


def _counted(figure: Figure, said: str, measured: frozenset[str]) -> Iterator[str]:
    """The words behind a number that say which are counted, or that it is others: "engineers", "paying users"."""
    *_, behind = re.split(r"\d", figure.text)
    words = words_of(behind) if behind != figure.text else []
    for at, word in enumerate(words):
        forms = {word, word.removesuffix("s")}
        is_noun = figure.unit and at == len(words) - 1
        if forms & (_PEOPLE | _PLAIN) or not (stems([word]) or word == "new"):
            continue
        if not is_noun and measured.isdisjoint(_OF_PEOPLE):
            continue
        if is_noun and measured.isdisjoint(_STAFF) and not forms & _PAYING:
            group = noun_group(word)
            if quantities([word]) & measured or (group is not None and group in map(noun_group, words_of(said))):
                continue
        yield word


def _places(text: str, clause: str, known: str) -> Iterator[str]:
    """The part of a company, or the place, of which a clause or the beginning of its text speaks."""
    part = _PART.search(clause)
    if part and part[0].casefold() not in known:
        yield part[0]
    for match in _OF_PLACE.finditer(clause):
        country = DEMONYMS.get(match[1].lower())
        if country and match[1].lower() not in known and country not in known:
            yield match[1]
    for place in (*_IN.finditer(clause), *_LEAD.finditer(text)):
        name = place[1].casefold().replace(".", "")
        if name in _REGIONS and name not in known.replace(".", ""):
            yield place[0].rstrip(",")


def _british(word: str) -> str:
    """A word as the British spell it, as far as its verb goes: "annualized" is "annualised"."""
    return word.replace("iz", "is")
