"""What a page or a draft says of itself: its title, publisher, authors, day and addresses.

Read are schema.org's articles in JSON-LD, the Open Graph protocol, HTML's own elements, the comments of programs that
save pages, and front matter. What they do not say is empty.
"""

import calendar
import datetime
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

HEAD = 3_000_000  # characters at the beginning of a page in which it says where it is from
_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*+([^\n]{1,100})", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_TAG = re.compile(r"<(?P<tag>link|meta|html)\b(?P<attributes>[^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(rel|href|property|name|itemprop|content|lang)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_TITLE = re.compile(r"<title\b[^<>]{0,400}>([^<>]{1,1000})</title", re.IGNORECASE)
_JSON_LD = re.compile(
    r"<script\b[^<>]{0,400}application/ld\+json[^<>]{0,400}>(.{0,200000}?)</script", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|\w*NewsArticle|Report|WebPage)")
_DAY = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d{4})")  # of JavaScript: Sat Feb 21 2026 10:00:00 GMT+0100
_MONTHS = list(calendar.month_abbr)  # the first is empty, so that January is 1
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?![\d-])")
_LINE = re.compile(r"([A-Za-z_-]+)\s*[:=]\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\n#]*?))[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_KEYS = {
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("publisher", "publication", "site", "outlet"), "publisher"),
    **dict.fromkeys(("author", "authors", "byline"), "author"),
    **dict.fromkeys(("date", "published", "pubdate"), "date"),
    **dict.fromkeys(("url", "canonical_url", "canonical", "source_url"), "url"),
}
_DEEPEST = 6  # values within values of JSON-LD


class Metadata(NamedTuple):
    """What a document says of itself."""

    title: str = ""
    publisher: str = ""
    author: tuple[str, ...] = ()
    date: str = ""  # the day of publication: 2026-03-31
    addresses: tuple[str, ...] = ()  # the surest first
    saved: str = ""  # the day on which a copy was saved


def of_page(source: str) -> Metadata:
    """What the source of an HTML page says of it."""
    head = source[:HEAD]
    addresses, saved = [], ""
    if found := _SINGLEFILE.search(head):
        addresses.append(found[1])
        saved = day_in(found[2])
    if found := _SAVED_FROM.search(head):
        addresses.append(found[1])
    stated = _stated(head)
    article = _article(head)
    addresses += [stated[name] for name in ("canonical", "og:url") if name in stated]
    addresses += filter(None, map(_address, (article.get("url"), article.get("mainEntityOfPage"))))
    pages = tuple(
        html.unescape(address)
        for address in dict.fromkeys(addresses)
        if address.lower().startswith(("http:", "https:"))
    )
    authors = tuple(_names(article.get("author"))) or tuple(filter(None, (stated.get("author", ""),)))
    published = str(article.get("datePublished") or stated.get("article:published_time") or stated.get("date") or "")
    publisher = _plain(next(_names(article.get("publisher")), "") or stated.get("og:site_name", ""))
    title = _plain(str(article.get("headline") or stated.get("og:title", "")))
    if not title and (named := _TITLE.search(head)):
        parts = [
            part for part in re.split(r"\s+[|–—-]\s+", _plain(named[1])) if part.casefold() != publisher.casefold()
        ]
        title = parts[0] if parts else ""
    return Metadata(
        title,
        publisher,
        tuple(_plain(author) for author in authors if not author.startswith("http")),
        found[0] if (found := _ISO.match(published)) else "",
        pages,
        saved,
    )


def of_front_matter(text: str) -> Metadata:
    """What the lines `key: value` of front matter say."""
    values: dict[str, str] = {}
    for match in _LINE.finditer(text):
        name = _KEYS.get(match[1].lower(), "")
        if name and (value := next(filter(None, match.groups()[1:]), "").strip()):
            values.setdefault(name, value)
    authors = [author.strip(" \"'[]") for author in re.split(r",(?![^(]*\))|\sand\s|;", values.get("author", ""))]
    return Metadata(
        values.get("title", ""),
        values.get("publisher", ""),
        tuple(filter(None, authors)),
        found[0] if (found := _ISO.match(values.get("date", ""))) else "",
        tuple(filter(None, (values.get("url", ""),))),
    )


def day_in(text: str) -> str:
    """The day in a date as SingleFile and others write it; "" if there is none."""
    if (found := _DAY.search(text)) and found[1] in _MONTHS:
        return f"{found[3]}-{_MONTHS.index(found[1]):02}-{int(found[2]):02}"
    try:
        return datetime.datetime.fromisoformat(text.strip()).date().isoformat()
    except ValueError:
        return ""


def _stated(head: str) -> dict[str, str]:
    """The canonical address of a page (RFC 6596), and its `meta` elements by their names."""
    found: dict[str, str] = {}
    for tag in _TAG.finditer(head):
        pairs = _ATTRIBUTE.findall(tag["attributes"])
        attributes = {key.lower(): quoted or single or bare for key, quoted, single, bare in pairs}
        if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
            found.setdefault("canonical", attributes["href"])
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop", "")
        if name and attributes.get("content"):
            found.setdefault(name.lower(), html.unescape(attributes["content"]))
    return found


def _article(head: str) -> Mapping[str, Any]:
    """The first article of a page's JSON-LD, else a page in it (schema.org/Article, schema.org/WebPage)."""
    pages: list[Mapping[str, Any]] = []
    for script in _JSON_LD.finditer(head):
        try:
            content = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        for thing in _things(content, 0):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names):
                if "WebPage" not in names:
                    return thing
                pages.append(thing)
    return pages[0] if pages else {}


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)


def _names(value: Any) -> Iterator[str]:
    """The names of persons or organisations in JSON-LD, however they are given."""
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
