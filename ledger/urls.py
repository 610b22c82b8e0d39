"""Which URLs are valid, and when two of them address the same document."""

import contextlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from ledger.errors import InvalidValueError

# Characters that RFC 3986 does not allow: spaces, controls, and the delimiters of RFC 2396, section 2.4.3.
_FORBIDDEN = r'[\s\x00-\x20\x7f-\x9f<>"{}|\\^`\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]|localhost"
_LOOKS_LIKE_HOST = r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:].*)?"
# The commonest form of a URL; everything it matches also passes the full check.
_COMMON = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w/.,~%?&=+:;@!$'()*#-]*)?", re.ASCII)
# A user name and perhaps a password (RFC 3986, section 3.2.1), also in a URL that stands within another one.
_USER = re.compile(r"(?:(?<=^https:)|(?<=^http:)|^)//[^/?#]*@|(?<=:)//[^/?#@]+:[^/?#@]*@", re.IGNORECASE)
# Forms so common that they need not be taken apart: a host, a page on it, and one without a query or dots in its path.
_HOST_OF = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)")
_PAGE = re.compile(r"https?://[a-z0-9.-]+/+[\w-]")
_PLAIN_PAGE = re.compile(r"https?://([a-z0-9.-]+)((?:/[\w~-]*)*)", re.ASCII)
# Query parameters that say how a reader came to a page, not which page it is. `ref`, `si` and `share` are not
# among them: on some sites they name the page.
_TRACKING = (
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id"
    r"|cmpid|ref_src|ref_url|referrer|smid|smtyp|taid|ncid|guccounter|guce_\w+|sref|leadsource|srnd"
)
# The unreserved characters of RFC 3986, section 2.3: only these are the same with and without percent-encoding.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# What may be no page that a reader can open, and is looked at more closely.
_SUSPECT = re.compile(
    r"^https?://(?:[\d.:]+[/?#]|\[|[^/?#]*(?:localhost|example|google|bing|duckduckgo|yahoo)|[^/?#.]+[/?#:]"
    r"|[^/?#]*\.(?:local|localdomain|test|invalid|internal|intranet|lan|home|corp|private|home\.arpa)[/?#:])"
    r"|/\.*/?(?:[?#]|$)|/(?:tbd|tba|todo|tk+|xxx+|\.+|…)/?$",
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
_PORTS = {"http": 80, "https": 443}
_MIRRORS = ("www.", "m.", "amp.")
_COPY = "copy it from the browser's address bar"
_PATH_DATE = r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)"


def check(url: str) -> None:
    """Raise InvalidValueError if a text is not the URL of a page: http or https, a host, valid characters only."""
    if "@" in url and _USER.search(url):
        shown = _USER.sub("//…@", url)  # a password is repeated nowhere
        raise InvalidValueError("'{}' has a user name or a password", "remove what stands between // and @", shown)
    if _COMMON.fullmatch(url):
        return
    if bad := re.search(_FORBIDDEN, url):
        if bad[0].isspace():
            raise InvalidValueError(
                "'{}': a URL cannot contain spaces", "write %20, or remove what does not belong to the URL", url
            )
        if bad[0].isprintable():
            raise InvalidValueError(f"'{{}}': a URL cannot contain {bad[0]}", f"write %{ord(bad[0]):02X}", url)
        raise InvalidValueError("'{}': a URL cannot contain invisible characters", _COPY, url)
    if any(unicodedata.category(char) == "Cf" for char in url):
        raise InvalidValueError("'{}': a URL cannot contain invisible characters", _COPY, url)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise InvalidValueError("'{}' is not a valid URL", _COPY, url) from None
    if parts.scheme in ("http", "https"):
        if not host or not re.fullmatch(_HOST, f"[{host}]" if ":" in host else host, re.I):
            raise InvalidValueError("'{}' has no valid host", _COPY, url)
    elif re.fullmatch(_LOOKS_LIKE_HOST, url, re.I):
        raise InvalidValueError("'{}' does not begin with https://", f"write https://{url}", url)
    else:
        raise InvalidValueError("'{}' is not the URL of a page", "write one that begins with https:// or http://", url)


def host(url: str) -> str:
    """The host of a URL in lower case and ASCII (IDNA), without `www.`, `m.` or `amp.`; "" if there is none.

    Such a prefix is kept if fewer than two labels would remain.
    """
    if common := _HOST_OF.match(url):
        return _site(common[1].rstrip("."))
    try:
        name = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("idna").decode("ascii")
    return _site(name)


def _site(name: str) -> str:
    """A host without the prefix of one of its mirrors."""
    for prefix in _MIRRORS:
        if name.startswith(prefix) and "." in name.removeprefix(prefix):
            return name.removeprefix(prefix)
    return name


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
    query = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair)]
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


def _is_tracking(pair: str) -> bool:
    return re.fullmatch(_TRACKING, pair.partition("=")[0], re.IGNORECASE) is not None


def document(url: str) -> str:
    """A key that is the same for two URLs of the same document.

    Equivalent are, by RFC 3986, sections 6.2.2 and 6.2.3: upper and lower case of the host and of
    percent-encodings, unreserved characters with and without percent-encoding (`%7E` and `~`, but not
    `%2F` and `/`), dot segments, and the default port of the scheme; by RFC 5891: a host in Unicode and
    in Punycode; and by convention: http and https, the hosts `www.`, `m.` and `amp.` of a site, a
    trailing slash, tracking parameters, the order of parameters, and a fragment that does not begin
    with `!`.
    """
    if plain := _PLAIN_PAGE.fullmatch(url):
        return _site(plain[1].rstrip(".")) + plain[2].rstrip("/")
    parts = urlsplit(url)
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = sorted(_normalized(pair) for pair in pairs if not _is_tracking(pair))
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    path = _normalized(_without_dots(parts.path)).rstrip("/")
    fragment = f"#{_normalized(parts.fragment)}" if parts.fragment.startswith("!") else ""
    return f"{host(url)}{port}{path}" + (f"?{'&'.join(kept)}" if kept else "") + fragment


def _normalized(text: str) -> str:
    """Percent-encodings in upper case, those of unreserved characters decoded, other characters encoded."""

    def decoded(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    return re.sub("%([0-9A-Fa-f]{2})", decoded, quote(text, safe="%/?#[]@!$&'()*+,;=:~-._"))


def _without_dots(path: str) -> str:
    """A path without the segments `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)


def stated_date(url: str) -> str:
    """The day or month in a URL's path (`/2026/03/31/`, `-2026-03-31`, `/20260331/`, `/2026/03/`); "" for none."""
    if not re.search(_PATH_DATE, url):
        return ""
    days = [match for match in re.finditer(_PATH_DATE, urlsplit(url).path) if match[4] or match[2] == "/"]
    for match in sorted(days, key=lambda match: not match[4]):
        return "-".join(part for part in (match[1], match[3], match[4]) if part)
    return ""
