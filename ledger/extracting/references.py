"""What the words of a reference say of the document that it is to: title, publisher and date.

A reference is what stands in brackets with an address, the text of a note, or an entry of a list: "Reuters, “Title”, 26
March 2026, https://…". What is not sure stays empty.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ledger import dates, urls
from ledger.extracting.names import NAME, names_in
from ledger.extracting.publishers import fits, is_carrier, is_publisher, known_publisher, spelled_in

_QUOTED = re.compile(
    r"“([^“”\n]{2,300})”|„([^„“”\n]{2,300})[“”]|«\s?([^«»\n]{2,300}?)\s?»|(?<!\w)\"([^\"\n]{2,300})\"(?!\w)"
    r"|‘([^‘\n]{8,300}?)’(?!\w)|(?<!\w)'([^'\n]{8,300}?)'(?!\w)|(?<!\*)\*([^*\n]{8,300})\*(?!\*)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-zé]*\.?"
_FULL_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{_MONTH}),?[ -](?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?P<year3>(?:19|20)\d\d), (?P<month3>{_MONTH}) (?P<day3>\d{{1,2}})\b"
    r"|(?<![\d/-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    r"\(?\b(?:last )?(?:accessed|retrieved|viewed|visited|archived|abgerufen)\b(?: on| at| am)?:?\s*", re.IGNORECASE
)
_KIND = (
    r"(?:news |press |official |annual |quarterly |earnings |blog |research |special |exclusive )*"
    r"(?:report|article|story|piece|announcement|statement|post|release|filing|note|column|analysis|interview"
    r"|newsletter|study|survey|paper|dispatch|coverage|letter|blog)"
)
# What is published, and when: "report of March 26th 2026", "its 1 April 2026 report", "reported on 12 May 2025".
_DATED_AFTER = re.compile(
    rf"(?:\b{_KIND}s?,?(?: published| dated| released| issued)?(?: of| from| on)?"
    r"|\b(?:reported|published|wrote|posted|updated|dated|released)(?: on)?)[ (]*\Z",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(rf"[ )]*(?:{_KIND})\b", re.IGNORECASE)
_SAYING = (
    "reported|reports|said|says|noted|notes|wrote|writes|found|finds|announced|announces|revealed|reveals|disclosed"
    "|estimates|estimated|told|confirmed|calculated|calculates|shows|showed|published|put"
)
_ATTRIBUTED = re.compile(
    rf"(?:\b(?:[Aa]ccording to|[Aa]s reported by|[Rr]eported by|[Pp]er|[Vv]ia|[Aa]s told to|[Ss]ource:)"
    rf" (?:(?:a|an|the) )?(?P<first>{NAME})|(?P<second>{NAME}) (?:{_SAYING})\b)"
)
_SEGMENTS = re.compile(r"\.\s+|\s[–—|•-]\s|[,;:()\[\]]\s*|\s*\n\s*")
_TITLE_WORDS = 4  # at least, of a title without quotation marks
_LONGEST_TITLE = 250  # characters
_INTRODUCED = re.compile(
    r"^(?:sources?|see(?: also)?|read(?: more)?(?: at| on| in)?|more|via|from|available (?:at|from)|link|online"
    r"|retrieved from|url|here|pdf|h/t|hat tip|quelle)\b:?\s*",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    """
    source sources link links here report reports article story this more read pdf via reported said says site website
    original full text statement announcement press release filing data blog post
    """.split()  # noqa: SIM905
)


class Reference(NamedTuple):
    """The words around an address."""

    url: str
    text: str = ""  # of the reference, without the address
    label: str = ""  # the text of the link
    title: str = ""  # and what the link is called
    before: str = ""  # what its sentence says before it
    whole: bool = False  # nothing but references stands in it: an entry of a list, a note, a bracket
    sentence: str = ""


class KnownPublishers(NamedTuple):
    """Who publishes what, as the ledger has it."""

    by_host: Mapping[str, str] = {}
    publishers: Collection[str] = ()  # folded, without an article
    in_article: Callable[[str], str] = lambda _: ""  # the name in the article that the host of an address spells


def fields_of(reference: Reference, known: KnownPublishers) -> dict[str, str]:
    """The fields of the source that a reference is to: `url`, and what is sure of `publisher`, `title` and `date`."""
    stated = _ACCESSED.split(reference.text, maxsplit=1)
    text = stated[0]
    title = _title(reference, text)
    date = date_in(text) or attributed_date(reference.before) or _url_date(reference.url)
    publisher = _publisher(reference, text.replace(title, " ") if title else text, known)
    if not title and reference.whole:
        title = _unquoted_title(text, publisher)
    if is_name_only(title, publisher):
        title = ""
    found = {"url": reference.url, "publisher": publisher, "title": title, "date": date}
    if len(stated) > 1 and (accessed := date_in(stated[1])):
        found["accessed"] = accessed
    return {name: value for name, value in found.items() if value}


def date_in(text: str) -> str:
    """The only full date of a text: 2026-03-31; "" if there is none, or more than one."""
    found = {date for match in _FULL_DATE.finditer(text) if (date := _of_match(match))}
    return found.pop() if len(found) == 1 else ""


def attributed_date(text: str) -> str:
    """The date of what is published, by the words beside it; "" if no date is called that."""
    found = ""
    for match in _FULL_DATE.finditer(text):
        if _DATED_AFTER.search(text[: match.start()]) or _DATED_BEFORE.match(text[match.end() :]):
            found = _of_match(match) or found
    return found


def _of_match(match: re.Match[str]) -> str:
    if match["iso"]:
        meant = [str(match["iso"])]
    else:
        day, month, year = (match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("day", "month", "year"))
        meant = dates.readings(f"{day} {month.rstrip('.')[:3]} {year}")
    try:
        return str(meant[0]) if len(meant) == 1 and dates.parse(meant[0]) else ""
    except ValueError:
        return ""


def _url_date(url: str) -> str:
    """The day that an address states; a month alone may be another one than that of publication."""
    stated = urls.stated_date(url)
    return stated if len(stated) == len("2026-03-31") else ""


def _title(reference: Reference, text: str) -> str:
    """What stands between quotation marks, else a link's text that is not a part of a sentence."""
    quoted: list[str] = [next(filter(None, match.groups())).strip() for match in _QUOTED.finditer(text)]
    quoted = [part.rstrip(",;") for part in quoted if any(map(str.isalpha, part))]
    if quoted:
        return max(quoted, key=len)
    written = reference.label.strip()
    label = written.strip(' "“”«»')
    quoted_label = written[:1] in '"“«' and written[-1:] in '"”»'
    for named in (label if reference.whole or quoted_label else "", reference.title):
        if len(named.split()) >= _TITLE_WORDS and len(named) <= _LONGEST_TITLE and "://" not in named:
            return named
    return ""


def _unquoted_title(text: str, publisher: str) -> str:
    """The only long part of a reference that is neither a publisher nor a date; "" if it is not sure which it is."""
    rest = _FULL_DATE.sub(" | ", text)
    parts = [_INTRODUCED.sub("", part).strip(" \"“”'.,*_") for part in re.split(r"\.\s+|\s[–—|]\s|\n", rest)]
    parts = [re.sub(r"^[\s,:;()]+|[\s,:;()]+$", "", part) for part in parts]
    long = [part for part in parts if len(part.split()) >= _TITLE_WORDS and part != publisher]
    if len(long) != 1 or len(long[0]) > _LONGEST_TITLE:
        return ""
    begun = re.match(rf"{re.escape(publisher)}\s*[,:]\s*", long[0]) if publisher else None
    return long[0][begun.end() :] if begun else long[0]


def is_name_only(title: str, publisher: str) -> bool:
    """Whether a title is the publisher's name and no more."""
    return bool(publisher) and title.strip(". ").casefold() == publisher.casefold()


def _publisher(reference: Reference, text: str, known: KnownPublishers) -> str:
    """Who publishes the document: what the reference says, if its host or the place where it says so bears it out."""
    label = " ".join(reference.label.split()).strip(" .,()[]")
    named = is_label_name(label)
    if named and reference.whole and (len(label.split()) <= _TITLE_WORDS or not known_publisher(reference.url)):
        return label
    of_host = known.by_host.get(urls.host(urls.original(reference.url)), "")
    segments = [_INTRODUCED.sub("", part).strip(' ."“”*_') for part in _SEGMENTS.split(text)]
    stated = [part for part in segments if part and (fits(part, reference.url) or is_publisher(part, known.publishers))]
    if named and fits(label, reference.url):
        return of_host or label
    if stated:
        return next((part for part in stated if fits(part, reference.url)), stated[0])
    if of_host:
        return of_host
    if table := known_publisher(reference.url):
        return table
    around = [*names_in(label), *names_in(reference.before), *names_in(reference.sentence)]
    if spelled := spelled_in(around, reference.url) or known.in_article(reference.url):
        return spelled
    if is_carrier(reference.url):
        return ""
    attributed = [match["first"] or match["second"] for match in _ATTRIBUTED.finditer(f"{reference.before} {label}")]
    return re.sub(r"['’]s?$", "", attributed[-1]) if attributed else ""


def is_label_name(label: str) -> bool:
    """Whether the text of a link may be the name of a publisher."""
    words = label.split()
    if not words or len(words) > 8 or "://" in label or fold_words(words) <= _GENERIC:
        return False
    small = ("of", "and", "for", "in", "the", "on", "de", "la", "le", "du", "&", "–", "-", "di", "der", "des", "et")
    return all(word[0].isupper() or word[0].isdigit() or word in small or word[:1] in "'’" for word in words) and any(
        word[0].isupper() for word in words
    )


def fold_words(words: Sequence[str]) -> set[str]:
    """Words in lower case, without punctuation."""
    return {word.lower().strip(".,:;()[]“”\"'") for word in words}
