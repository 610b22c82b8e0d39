"""Which URLs are valid, and when two of them address the same document."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from ledger.errors import InvalidValue

# Characters that RFC 3986 does not allow: spaces, controls, and the delimiters of RFC 2396, section 2.4.3.
_FORBIDDEN = r'[\s\x00-\x20\x7f-\x9f<>"{}|\\^`\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]|localhost"
_LOOKS_LIKE_HOST = r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:].*)?"
# The commonest form of a URL; everything it matches also passes the full check.
_COMMON = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w/.,~%?&=+:;@!$'()*#-]*)?", re.ASCII)
# Query parameters that say how a reader came to a page, not which page it is.
_TRACKING = (
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id"
    r"|cmpid|ref|ref_src|ref_url|referrer|smid|smtyp|taid|ncid|guccounter|guce_\w+|sref|leadsource|srnd|share|sh|si"
)
_PATH_DATE = r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)"


def check(url: str) -> None:
    """Raise InvalidValue if a text is not the URL of a page: http or https, a host, valid characters only."""
    if _COMMON.fullmatch(url):
        return
    if bad := re.search(_FORBIDDEN, url):
        if bad[0].isspace():
            raise InvalidValue(
                f"'{url}': a URL cannot contain spaces", "write %20, or remove what does not belong to the URL"
            )
        if bad[0].isprintable():
            raise InvalidValue(f"'{url}': a URL cannot contain {bad[0]}", f"write %{ord(bad[0]):02X}")
        raise InvalidValue(
            f"'{url}': a URL cannot contain invisible characters", "copy it from the browser's address bar"
        )
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise InvalidValue(f"'{url}' is not a valid URL", "copy it from the browser's address bar") from None
    if parts.scheme in ("http", "https"):
        if not host or not re.fullmatch(_HOST, f"[{host}]" if ":" in host else host, re.I):
            raise InvalidValue(f"'{url}' has no valid host", "copy it from the browser's address bar")
    elif re.fullmatch(_LOOKS_LIKE_HOST, url, re.I):
        raise InvalidValue(f"'{url}' does not begin with https://", f"write https://{url}")
    else:
        raise InvalidValue(f"'{url}' is not the URL of a page", "write one that begins with https:// or http://")


@lru_cache(maxsize=65536)
def host(url: str) -> str:
    """The host of a URL, in lower case and without `www.`; "" if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=65536)
def document(url: str) -> str:
    """A key that is the same for two URLs of the same document.

    Scheme, `www.`, a default port, tracking parameters, the order of parameters, a trailing
    slash and the fragment do not make a different document.
    """
    parts = urlsplit(url)
    kept = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not re.fullmatch(_TRACKING, pair[0], re.I)
    )
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{host(url)}{port}{parts.path.rstrip('/')}" + (f"?{urlencode(kept)}" if kept else "")


@lru_cache(maxsize=65536)
def stated_date(url: str) -> str:
    """The day or month in a URL's path (`/2026/03/31/`, `-2026-03-31`, `/20260331/`, `/2026/03/`); "" for none."""
    days = [match for match in re.finditer(_PATH_DATE, urlsplit(url).path) if match[4] or match[2] == "/"]
    for match in sorted(days, key=lambda match: not match[4]):
        return "-".join(part for part in (match[1], match[3], match[4]) if part)
    return ""
