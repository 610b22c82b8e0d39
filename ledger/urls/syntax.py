"""Which URLs are valid."""

import re
import unicodedata
from urllib.parse import urlsplit

from ledger.errors import InvalidValueError

# Characters that RFC 3986 does not allow: spaces, controls, and the delimiters of RFC 2396, section 2.4.3.
_FORBIDDEN = r'[\s\x00-\x20\x7f-\x9f<>"{}|\\^`\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]|localhost"
_LOOKS_LIKE_HOST = r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:].*)?"
# The commonest form of a URL; everything it matches also passes the full check.
_COMMON = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w/.,~%?&=+:;@!$'()*#-]*)?", re.ASCII)
# A user name and perhaps a password (RFC 3986, section 3.2.1), also in a URL that stands within another one.
_USER = re.compile(r"(?:(?<=^https:)|(?<=^http:)|^)//[^/?#]*@|(?<=:)//[^/?#@]+:[^/?#@]*@", re.IGNORECASE)
_COPY = "copy it from the browser's address bar"


def check(url: str) -> None:
    """Raise InvalidValueError if a text is not the URL of a page: http or https, a host, valid characters only."""
    if "@" in url and _USER.search(url):
        shown = _USER.sub("//…@", url)  # a password is repeated nowhere
        raise InvalidValueError("'{}' has a user name or a password", "remove what stands between // and @", shown)
    if _COMMON.fullmatch(url):
        return
    if bad := re.search(_FORBIDDEN, url):
        if bad[0].isspace() and not re.match(r"\w+:/|www\.|[\w-]+\.[a-z]{2,}/", url.lstrip(), re.IGNORECASE):
            fix = "write one that begins with https://, or for a source that is no page `type: report` and a `title`"
            raise InvalidValueError("'{}' is not the URL of a page", fix, url)
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
