"""When two URLs address the same document."""

import contextlib
import re
from urllib.parse import quote, urlsplit

from ledger.urls.copies import original

# Forms so common that they need not be taken apart: a host, a page on it, and one without a query or dots in its path.
_HOST_OF = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)")
_PLAIN_PAGE = re.compile(r"https?://([a-z0-9.-]+)((?:/[\w~-]*)*)", re.ASCII)
# Query parameters that say how a reader came to a page, not which page it is. `ref`, `si` and `share` are not
# among them: on some sites they name the page.
_TRACKING = (
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id"
    r"|cmpid|ref_src|ref_url|referrer|smid|smtyp|taid|ncid|guccounter|guce_\w+|sref|leadsource|srnd"
    r"|shareType|shareToken|accessToken|unlocked_article_code|reflink|giftCopy"
)
# The unreserved characters of RFC 3986, section 2.3: only these are the same with and without percent-encoding.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": 80, "https": 443}
_MIRRORS = ("www.", "m.", "mobile.", "amp.")


def host(url: str) -> str:
    """The host of a URL in lower case and ASCII (IDNA), without `www.`, `m.`, `mobile.` or `amp.`; "" if there is none.

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


def is_tracking(pair: str) -> bool:
    return re.fullmatch(_TRACKING, pair.partition("=")[0], re.IGNORECASE) is not None


def document(url: str) -> str:
    """A key that is the same for two URLs of the same document.

    Equivalent are, by RFC 3986, sections 6.2.2 and 6.2.3: upper and lower case of the host and of percent-encodings,
    unreserved characters with and without percent-encoding (`%7E` and `~`, but not `%2F` and `/`), dot segments, and
    the default port of the scheme; by RFC 5891: a host in Unicode and in Punycode; and by convention: http and https,
    the hosts `www.`, `m.`, `mobile.` and `amp.` of a site, the copies that `original` knows, a trailing slash, tracking
    parameters, the order of parameters, and a fragment that does not begin with `!`.
    """
    url = original(url)
    if plain := _PLAIN_PAGE.fullmatch(url):
        return _site(plain[1].rstrip(".")) + plain[2].rstrip("/")
    parts = urlsplit(url)
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = sorted(_normalized(pair) for pair in pairs if not is_tracking(pair))
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
