"""The documents that an article cites, and where: links, addresses in brackets, notes, lists of sources, comments.

What is only a reference, such as "(“Title”, https://…)", is no part of the article's prose, which keeps its length: a
blank stands for each character of the reference.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger import urls
from ledger.documents.document import Document
from ledger.drafts.sentences import Sentence, sentences
from ledger.errors import InvalidValueError
from ledger.extracting.layout import body_of, is_in, link_lines, notes_of
from ledger.extracting.references import KnownPublishers, Reference, fields_of, is_label_name

ADDRESS = re.compile(r"https?://[^\s<>\"“”|]{1,2000}", re.IGNORECASE)
_QUOTE_BEFORE = re.compile(r"(?:“(?P<title>[^“”\n]{8,300})”|(?<!\w)\"(?P<plain>[^\"\n]{8,300})\")\s*\Z")
_BETWEEN = r"[\s/,;|&·•–—()\[\]-]|\b(?:and|via|also|see|sources?|more|read|from|h/t)\b:?"
_SEPARATOR = re.compile(rf"(?:{_BETWEEN})*", re.IGNORECASE)
_INTRODUCTION = re.compile(rf"(?:\A|[.!?…][\"”’')\]*]*\s)(?:{_BETWEEN})*\Z", re.IGNORECASE)
_AFTER_RUN = re.compile(r"[\s.)\]*_]*\Z")
_OPENS = re.compile(
    r"\b(?:according to|as|per|citing|in (?:its|a|an|the)|noted|reported|said|wrote|report(?:s|ed)?|announcement)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"(?:(?:and|but|while|meanwhile),? )?according to [^.;]{2,160}?,?\s*\Z", re.IGNORECASE)
_NOTED = re.compile(r"[^.;]{1,80}? (?:in|on) [^.;]{2,100}?,?\s*\Z")
_THAT = re.compile(r"\s*,?\s*that\b\s*")
_NUMBER = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|[¹²³⁰⁴-⁹]+|\^|↩)\s*")
_BACK = re.compile(r"[\s,]*")
_MOST_WORDS = 8  # of prose in brackets that are a reference
_LONGEST = 600  # characters of such brackets
# Where readers share, follow or search; pictures and styles.
_NO_DOCUMENT = re.compile(
    r"/(?:sharer?|intent|share-offsite|share\.php|submit|login|signin|sign-up|signup|subscribe|newsletters?|account)"
    r"(?:/[\w.]+)?/?(?:\?|$)|/(?:tags?|topics?|authors?|category|categories|search|people|by|quotes?|stocks?|symbol)"
    r"(?:/[^/?]+)?/?(?:\?|$)"
    r"|\.(?:png|jpe?g|gif|webp|svg|css|js|ico|mp3)(?:[?#]|$)|^https?://(?:api\.)?whatsapp\.com/|^https?://wa\.me/",
    re.IGNORECASE,
)


class CitedDocument(NamedTuple):
    """A document as it is cited at one place."""

    start: int  # of the reference, in the text; of a note, where its mark is
    end: int
    fields: Mapping[str, str]  # of the source
    group: int  # those of one bracket or run have the same
    opens: bool = False  # what it backs follows: "According to …"
    inline: bool = False  # a link whose words are part of the sentence
    closes: bool = False  # a run at the end of a paragraph, for all of it


class Citations(NamedTuple):
    """What an article cites, and its prose without the references."""

    prose: str  # as long as the text
    sentences: Sequence[Sentence]
    cited: Sequence[CitedDocument]
    listed: Sequence[Mapping[str, str]]  # of a list to which no marks refer
    introductions: Sequence[tuple[int, int]]  # "According to Reuters' report, “Title” (…)," which a claim leaves out


class _Target(NamedTuple):
    start: int
    end: int
    url: str
    label: str  # "" for a bare address
    title: str = ""


def citations_of(document: Document, known: KnownPublishers) -> Citations:
    """The documents that an article cites."""
    text = document.text
    targets = _targets(document)
    body, _ = body_of(document)
    notes, entries = notes_of(document, [(target.start, target.end) for target in targets])
    noted = sorted({*((note.start, note.end) for note in notes), *entries})
    aside = sorted([*noted, *(one for one in link_lines(document) if not is_in(one[0], noted))])
    marks = [span for note in notes for span in note.marks if span[1] > span[0]]
    within = [target for target in targets if is_in(target.start, body) and not is_in(target.start, aside)]
    masked = _masked(text, [*((target.start, target.end) for target in targets if not target.label), *aside, *marks])
    groups = list(_groups(text, masked, within))
    removed = [group.span for group in groups if group.span[1] > group.span[0]]
    prose = _masked(_masked(masked, removed), _outside(body, len(text)))
    spans = list(sentences(prose))
    cited = [one for number, group in enumerate(groups) for one in _cited(group, number, text, prose, spans, known)]
    number = len(groups)
    for note in notes:
        number += 1
        held = _held(targets, note.start, note.end)
        for at, _ in note.marks:
            cited += [CitedDocument(at, at, one, number) for one in _entry(text, (note.start, note.end), held, known)]
    for remark in document.annotations:
        number += 1
        held = [_Target(*match.span(), _trimmed(match[0]), "") for match in ADDRESS.finditer(remark.text)]
        found = _entry(remark.text, (0, len(remark.text)), [one for one in held if _is_document(one.url)], known)
        cited += [CitedDocument(remark.start, remark.end, one, number, inline=True) for one in found]
    listed = [one for span in entries for one in _entry(text, span, _held(targets, *span), known)]
    introductions = sorted(
        (start, end)
        for group in groups
        if group.span[1] > group.span[0]
        and (start := _introduced(prose, spans, group.span[0])) >= 0
        and (end := _end_of_introduction(prose, start, group.span))
    )
    return Citations(prose, spans, sorted(cited, key=lambda one: one[:2]), listed, introductions)


def _targets(document: Document) -> list[_Target]:
    """The links and the bare addresses of a text that may be those of documents, in order."""
    text = document.text
    found = []
    covered: list[tuple[int, int]] = []
    for link in document.links:
        covered.append((link.start, link.end))
        if _is_document(link.url):
            label = text[link.start : link.end]
            bare = ADDRESS.fullmatch(label.strip())
            found.append(_Target(link.start, link.end, link.url, "" if bare else label, link.title))
    starts = [start for start, _ in covered]
    for match in ADDRESS.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        url = _trimmed(match[0])
        if (at < 0 or covered[at][1] <= match.start()) and _is_document(url):
            found.append(_Target(match.start(), match.start() + len(url), url, ""))
    return sorted(found)


def _trimmed(url: str) -> str:
    """An address without the punctuation of its sentence."""
    while url:
        if url[-1] in ".,;:!?'’*_…" or (
            url[-1] in ")]" and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]])
        ):
            url = url[:-1]
        else:
            break
    return url


def _is_document(url: str) -> bool:
    """Whether an address may be that of a document: valid, and no button of a page."""
    if len(url) > 2000 or not url.lower().startswith(("http://", "https://")):
        return False
    try:
        urls.check(url)
    except InvalidValueError:
        return False
    return urls.why_no_page(url) in ("", "names only a site") and not _NO_DOCUMENT.search(url)


class _Group(NamedTuple):
    """Addresses that are cited at one place."""

    targets: Sequence[_Target]
    span: tuple[int, int]  # of what is a reference only; empty for links in a sentence
    closes: bool = False
    title: str = ""  # before the brackets


def _groups(text: str, masked: str, targets: Sequence[_Target]) -> Iterator[_Group]:
    """The addresses of one line after the other, in brackets, in runs, or by themselves."""
    by_line: dict[int, list[_Target]] = {}
    for link in targets:
        by_line.setdefault(text.rfind("\n", 0, link.start) + 1, []).append(link)
    for line, held in by_line.items():
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        run = _run(masked, line, end, held)
        brackets = _brackets(masked, line, end)
        grouped: dict[tuple[int, int], list[_Target]] = {}
        for link in held[: len(held) - len(run)]:
            around = next((pair for pair in brackets if pair[0] < link.start and link.end <= pair[1]), None)
            if around and _is_reference(masked, around, held):
                grouped.setdefault(around, []).append(link)
            elif not link.label:
                grouped[link.start, link.end] = [link]
            elif urls.names_page(link.url):  # that of a site is no document, where a sentence only names it
                yield _Group([link], (link.start, link.start))
        for (start, stop), inside in grouped.items():
            quote = _QUOTE_BEFORE.search(masked[line:start]) if not inside[0].label and len(inside) == 1 else None
            title = (quote["title"] or quote["plain"] or "").strip() if quote else ""
            if quote and _is_title(title) and not _says(masked[start:stop]):
                yield _Group(inside, (line + quote.start(), stop), title=title)
            else:
                yield _Group(inside, (start, stop))
        if run:
            begin = _start_of_run(masked, line, run[0].start)
            yield _Group(run, (begin, end), closes=True)


def _says(bracket: str) -> bool:
    """Whether brackets say something besides an address."""
    return re.search(r"[^\W\d_]", bracket) is not None


def _is_title(text: str) -> bool:
    return (
        len(text.split()) > 2
        and (text[0].isupper() or not text[0].isalpha() or text[1:2].isupper())
        and (text[-1] not in ",." or text.endswith("..."))
    )


def _run(masked: str, line: int, end: int, held: Sequence[_Target]) -> list[_Target]:
    """The addresses at the end of a line with nothing between them, if they stand behind a sentence or alone."""
    run: list[_Target] = []
    stop = end
    for link in reversed(held):
        if not (_AFTER_RUN if not run else _SEPARATOR).fullmatch(masked[link.end : stop]):
            break
        run.insert(0, link)
        stop = link.start
    while run and not _INTRODUCTION.search(masked[line : run[0].start]):
        run.pop(0)
    alone = run and run[0] is held[0] and not _says(_SEPARATOR.sub("", masked[line : run[0].start]))
    if alone and len(run) == 1 and run[0].label and not is_label_name(run[0].label):
        return []  # a line that is one link, such as a heading
    return run


def _start_of_run(masked: str, line: int, start: int) -> int:
    found = _INTRODUCTION.search(masked[line:start])
    begin = line + found.start() if found else start
    while begin < start and not masked[begin].isspace() and masked[begin] in ".!?…\"”’')]*":
        begin += 1
    return begin


def _brackets(masked: str, line: int, end: int) -> list[tuple[int, int]]:
    """The brackets of a line, the inner ones first."""
    opened: list[int] = []
    found = []
    for match in re.finditer(r"[()\[\]]", masked[line:end]):
        if match[0] in "([":
            opened.append(line + match.start())
        elif opened:
            start = opened.pop()
            if line + match.end() - start <= _LONGEST:
                found.append((start, line + match.end()))
    return found


def _is_reference(masked: str, around: tuple[int, int], held: Sequence[_Target]) -> bool:
    """Whether brackets hold little besides the words of links, titles and addresses."""
    part = list(masked[around[0] : around[1]])
    for link in held:
        if link.label and around[0] <= link.start < around[1]:
            part[link.start - around[0] : link.end - around[0]] = " " * (link.end - link.start)
    rest = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", "".join(part))
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_WORDS


def _cited(
    group: _Group, number: int, text: str, prose: str, spans: Sequence[Sentence], known: KnownPublishers
) -> Iterator[CitedDocument]:
    sentence = spans[_sentence_at(spans, group.targets[0].start)] if spans else Sentence(0, len(text))
    begin = sentence.start if sentence.start <= group.targets[0].start else group.targets[0].start
    apart = group.span[1] > group.span[0]
    before = prose[begin : group.span[0] if apart else group.targets[0].start]
    done = group.span[0]
    following = prose[group.span[1] if apart else group.targets[-1].end : sentence.end]
    opens = bool(_OPENS.search(before)) and len(following.split()) > 3 and not group.closes
    for target in group.targets:
        own = text[done : target.start] if apart and not target.label else ""
        after = text[target.end : group.span[1]] if apart and len(group.targets) == 1 else ""
        done = target.end
        said = f"“{group.title}” " if group.title else ""
        reference = Reference(
            target.url, f"{said}{own}{after}", target.label, target.title, before, apart, prose[begin : sentence.end]
        )
        where = group.span if apart else (target.start, target.end)
        yield CitedDocument(*where, fields_of(reference, known), number, opens, not apart, group.closes)


def _held(targets: Sequence[_Target], start: int, end: int) -> Sequence[_Target]:
    """The addresses in a span of the text."""
    first, last = (bisect_left(targets, index, key=lambda link: link.start) for index in (start, end))
    return targets[first:last]


def _entry(
    text: str, span: tuple[int, int], held: Sequence[_Target], known: KnownPublishers
) -> list[Mapping[str, str]]:
    """The documents of a note or of an entry of a list."""
    found: list[Mapping[str, str]] = []
    done = span[0]
    for number, link in enumerate(held):
        stop = span[1] if number == len(held) - 1 else link.end
        said = text[done : link.start] + " " + text[link.end : stop]
        done = stop
        found.append(fields_of(Reference(link.url, _NUMBER.sub("", said), link.label, link.title, whole=True), known))
    return found


def _introduced(prose: str, spans: Sequence[Sentence], at: int) -> int:
    """Where "According to …" before a reference begins; -1 if that is not before it."""
    if not spans:
        return -1
    sentence = spans[_sentence_at(spans, at)]
    found = _ACCORDING.search(prose, sentence.start, at) if sentence.start < at else None
    if not found and _OPENS.search(prose, sentence.start, at):
        found = _NOTED.match(prose[:at], sentence.start)  # "Acme News noted in its report, “Title” (…), that"
        return sentence.start if found else -1
    return found.start() if found and not prose[sentence.start : found.start()].strip() else -1


def _end_of_introduction(prose: str, start: int, span: tuple[int, int]) -> int:
    """Where an introduction ends behind its reference; 0 if what follows needs it."""
    that = _THAT.match(prose, span[1])
    if _ACCORDING.match(prose[: span[0]], start):
        found = _BACK.match(prose, span[1])
        return found.end() if found else span[1]
    return that.end() if that else 0


def _sentence_at(spans: Sequence[Sentence], index: int) -> int:
    return max(bisect_right(spans, index, key=lambda one: one.start) - 1, 0)


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with blanks for some of its parts; line ends stay."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            parts += [text[done : max(start, done)], re.sub(r"[^\n]", " ", text[max(start, done) : end])]
            done = end
    return "".join([*parts, text[done:]])


def _outside(body: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What is not in one of some spans, which are in order and apart."""
    edges = [0, *(edge for span in body for edge in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]
