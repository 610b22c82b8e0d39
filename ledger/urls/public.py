"""Whether a URL is the address of a page that a reader can open."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from ledger.urls.documents import is_tracking

_PAGE = re.compile(r"https?://[a-z0-9.-]+/+[\w-]")  # so common that it need not be taken apart
# What may be no page that a reader can open, and is looked at more closely.
_SUSPECT = re.compile(
    r"^https?://(?:[\d.:]+[/?#]|\[|[^/?#]*(?:localhost|example|google|bing|duckduckgo|yahoo)|[^/?#.]+\.?[/?#:]"
    r"|[^/?#]*\.(?:local|localdomain|test|invalid|internal|intranet|lan|home|corp|private|home\.arpa)[/?#:])"
    r"|^https?://[^/?#]*/*(?:[?#]|$)|/\.+/?(?:[?#]|$)|/(?:tbd|tba|todo|tk+|xxx+|\.+|…)/?$",
    re.IGNORECASE,
)
# RFC 6761, 6762 and 8375, and names for networks of one's own that public DNS does not have (ICANN, SAC 062 and 113).
_SPECIAL = re.compile(
    r"(?:^|\.)(?:localhost|local|localdomain|test|invalid|internal|intranet|lan|home|corp|private|home\.arpa)$"
)
# RFC 2606, and its like in the domains of countries.
_EXAMPLE = re.compile(r"(?:.*\.)?example(?:\.(?:com|net|org|edu|[a-z]{2}|(?:com|co|org|net|ac)\.[a-z]{2}))?")
_NUMBERS = re.compile(r"[\d.]+|[0-9a-f:.]*:[0-9a-f:.]*")
_UNFINISHED = re.compile(r"tbd|tba|todo|tk+|xxx+|\.{2,}|…|%E2%80%A6", re.IGNORECASE)
_SEARCHES = re.compile(
    r"(?:www\.)?(?:google\.(?:com|[a-z]{2}|co\.[a-z]{2})|bing\.com|duckduckgo\.com|search\.yahoo\.com)$"
)


def names_page(url: str) -> bool:
    """Whether a URL is the public address of one page, which a reader can open."""
    return not why_no_page(url)


@lru_cache(maxsize=16384)
def why_no_page(url: str) -> str:
    """Why a URL is not the public address of one page, in words that follow "this one"; "" if it is.

    It names only a site (no path, query or fragment, but for tracking parameters), a search, or a host that is not
    public: an address that is not global (RFC 6890), a special name (RFC 2606, 6761, 6762, 8375), or a name that public
    DNS does not have.
    """
    if _PAGE.match(url) and not _SUSPECT.search(url):
        return ""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return "names no host"
    if not _is_public(name):
        return "names a host that nobody else can reach"
    if _EXAMPLE.fullmatch(name):
        return "is an example"
    last = parts.path.rstrip("/").rpartition("/")[2]
    if last and (_UNFINISHED.fullmatch(last) or not last.strip(".")):
        return "is not finished" if last.strip("./") or len(last) > 1 else "names only a site"
    query = [pair for pair in parts.query.split("&") if pair and not is_tracking(pair)]
    if _SEARCHES.match(name) and parts.path.rstrip("/") in ("/search", "/webhp", ""):
        return "names only a search" if query else "names only a site"
    return "" if parts.path.strip("/.") or query or parts.fragment else "names only a site"


def _is_public(name: str) -> bool:
    """Whether a host is one that everybody can reach."""
    if _SPECIAL.search(name) or ("." not in name.strip(".") and ":" not in name):
        return False
    if not _NUMBERS.fullmatch(name):
        return True
    import ipaddress  # rarely needed

    try:
        return ipaddress.ip_address(name).is_global
    except ValueError:
        return False
