"""The page behind the address of a copy of it: in an archive, in a cache, for AMP or for telephones."""

import re
from urllib.parse import unquote, urlsplit, urlunsplit

# What every such address has; all others are let be without a closer look.
_SIGNS = re.compile(r"amp|archive\.|webcache|\.m\.", re.IGNORECASE)
_MANY = 3  # copies of copies
_PAGE = r"(?P<page>(?:https?(?:://?|%3A%2F%2F))?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:(?:[/?#]|%2F).*)?)"
_COPIES = tuple(
    re.compile(rf"https?://{form}", re.IGNORECASE)
    for form in (
        # The Wayback Machine: a time of 4 to 14 digits, perhaps with a flag such as `id_`.
        rf"web\.archive\.org/web/(?:\d{{4,14}}|\*)(?:[a-z]{{2}}_)?/{_PAGE}",
        # archive.today's long form; a short address such as archive.ph/AbC12 does not tell the page.
        rf"(?:www\.)?archive\.(?:today|ph|is|li|vn|fo|md)/(?:[\d.-]{{4,19}}|newest|oldest|o/\w+)/{_PAGE}",
        # Viewers and caches of AMP: `s` says that the page's scheme is https.
        rf"(?:www\.)?(?:google|bing)\.[a-z.]+/amp/(?:s/)?{_PAGE}",
        rf"[\w-]+\.cdn\.ampproject\.org/(?:wp|[a-z])/(?:s/)?{_PAGE}",
        rf"webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{{12}}:)?{_PAGE}",
    )
)
_AMP_PARAMETER = re.compile(
    r"(?:outputType|output|format|view|mode|type)=amp|amp(?:=(?:1|true|yes)?)?|amp_\w+=.*|usqp=.*", re.I
)

_ARCHIVES = re.compile(
    r"https?://(?:web\.archive\.org|(?:www\.)?archive\.(?:today|ph|is|li|vn|fo|md)|perma\.cc|ghostarchive\.org)/",
    re.IGNORECASE,
)


def is_archived(url: str) -> bool:
    """Whether a URL is itself an archive's."""
    return _ARCHIVES.match(url) is not None


def original(url: str) -> str:
    """The address of the page of which a URL addresses a copy; the URL itself if it addresses none, or does not say.

    Copies are those of the Wayback Machine and of archive.today, in Google's caches, for AMP (`/amp`, `outputType=amp`)
    and for telephones (`en.m.wikipedia.org`).
    """
    if not _SIGNS.search(url):
        return url
    for _ in range(_MANY):
        copy = next(filter(None, (form.fullmatch(url) for form in _COPIES)), None)
        if not copy:
            break
        page = unquote(copy["page"]) if "%3A%2F" in copy["page"].upper() else copy["page"]
        url = "https://" + re.sub("^https?:/+", "", page, flags=re.IGNORECASE)
    return _without_amp(url)


def _without_amp(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    segments = parts.path.split("/")
    named = [at for at, segment in enumerate(segments) if segment]
    if len(named) > 1 and segments[named[-1]].lower() in ("amp", "amp.html"):
        del segments[named[-1]]
    elif len(named) > 1 and segments[named[0]].lower() == "amp":
        del segments[named[0]]
    path = re.sub(r"\.amp(\.html)?$", r"\1", "/".join(segments), flags=re.IGNORECASE)
    query = "&".join(pair for pair in parts.query.split("&") if not _AMP_PARAMETER.fullmatch(pair))
    # Wikipedia's way; a host that begins with `m.` is told by `host`.
    place = re.sub(r"(?<=\.)m\.(?=[\w-]+\.[\w.:-]+$)", "", parts.netloc, flags=re.IGNORECASE)
    return urlunsplit((parts.scheme, place, path, query, parts.fragment))
