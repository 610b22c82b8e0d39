"""Who publishes the pages of a host: names that a citation gives are compared with it.

The table has publishers whose hosts do not spell their names, and those of which links are most often to them alone.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from ledger import urls
from ledger.text import fold

# host: name; a host covers those below it.
_TABLE = """
    abc.net.au: ABC News (Australia)
    abcnews.go.com: ABC News
    abcnews.com: ABC News
    afp.com: AFP
    ajc.com: Atlanta Journal-Constitution
    aljazeera.com: Al Jazeera
    apnews.com: Associated Press
    arstechnica.com: Ars Technica
    arxiv.org: arXiv
    axios.com: Axios
    bbc.co.uk: BBC
    bbc.com: BBC
    bea.gov: Bureau of Economic Analysis
    bls.gov: Bureau of Labor Statistics
    bloomberg.com: Bloomberg
    bostonglobe.com: Boston Globe
    businessinsider.com: Business Insider
    businesswire.com: Business Wire
    buzzfeednews.com: BuzzFeed News
    cbc.ca: CBC
    cbo.gov: Congressional Budget Office
    cbsnews.com: CBS News
    cdc.gov: CDC
    census.gov: Census Bureau
    chicagotribune.com: Chicago Tribune
    cnbc.com: CNBC
    cnet.com: CNET
    cnn.com: CNN
    congress.gov: Congress
    corriere.it: Corriere della Sera
    csmonitor.com: Christian Science Monitor
    dallasnews.com: Dallas Morning News
    denverpost.com: Denver Post
    derstandard.at: Der Standard
    dw.com: Deutsche Welle
    ec.europa.eu: European Commission
    ecb.europa.eu: European Central Bank
    economist.com: The Economist
    elpais.com: El País
    engadget.com: Engadget
    euronews.com: Euronews
    faz.net: Frankfurter Allgemeine
    federalreserve.gov: Federal Reserve
    federalregister.gov: Federal Register
    fivethirtyeight.com: FiveThirtyEight
    forbes.com: Forbes
    fortune.com: Fortune
    foxbusiness.com: Fox Business
    foxnews.com: Fox News
    france24.com: France 24
    ft.com: Financial Times
    gao.gov: Government Accountability Office
    globenewswire.com: GlobeNewswire
    handelsblatt.com: Handelsblatt
    houstonchronicle.com: Houston Chronicle
    huffpost.com: HuffPost
    iea.org: International Energy Agency
    imf.org: IMF
    independent.co.uk: The Independent
    irishtimes.com: Irish Times
    japantimes.co.jp: Japan Times
    justice.gov: Department of Justice
    latimes.com: Los Angeles Times
    lefigaro.fr: Le Figaro
    lemonde.fr: Le Monde
    lesechos.fr: Les Echos
    marketwatch.com: MarketWatch
    miamiherald.com: Miami Herald
    msnbc.com: MSNBC
    nature.com: Nature
    nbcnews.com: NBC News
    newscientist.com: New Scientist
    newsweek.com: Newsweek
    newyorker.com: The New Yorker
    nikkei.com: Nikkei
    asia.nikkei.com: Nikkei Asia
    npr.org: NPR
    nypost.com: New York Post
    nytimes.com: New York Times
    nzz.ch: Neue Zürcher Zeitung
    oecd.org: OECD
    ons.gov.uk: Office for National Statistics
    pbs.org: PBS
    pewresearch.org: Pew Research Center
    politico.com: Politico
    politico.eu: Politico Europe
    propublica.org: ProPublica
    prnewswire.com: PR Newswire
    qz.com: Quartz
    repubblica.it: la Repubblica
    reuters.com: Reuters
    rollingstone.com: Rolling Stone
    science.org: Science
    scmp.com: South China Morning Post
    seattletimes.com: Seattle Times
    sec.gov: SEC
    semafor.com: Semafor
    sfchronicle.com: San Francisco Chronicle
    slate.com: Slate
    sky.com: Sky News
    smh.com.au: Sydney Morning Herald
    spiegel.de: Der Spiegel
    statnews.com: STAT
    straitstimes.com: Straits Times
    sueddeutsche.de: Süddeutsche Zeitung
    tagesschau.de: Tagesschau
    tampabay.com: Tampa Bay Times
    techcrunch.com: TechCrunch
    telegraph.co.uk: The Telegraph
    texastribune.org: Texas Tribune
    theatlantic.com: The Atlantic
    theguardian.com: The Guardian
    thehill.com: The Hill
    theinformation.com: The Information
    theregister.com: The Register
    thetimes.co.uk: The Times
    thetimes.com: The Times
    theverge.com: The Verge
    time.com: Time
    un.org: United Nations
    usatoday.com: USA Today
    usnews.com: U.S. News & World Report
    variety.com: Variety
    venturebeat.com: VentureBeat
    vox.com: Vox
    washingtonpost.com: Washington Post
    whitehouse.gov: White House
    who.int: World Health Organization
    wikipedia.org: Wikipedia
    wired.com: Wired
    worldbank.org: World Bank
    wsj.com: Wall Street Journal
    yahoo.com: Yahoo
    zdnet.com: ZDNET
    zeit.de: Die Zeit
"""
# Hosts on which anybody publishes: they are not the publisher.
_CARRIERS = frozenset(
    """
    twitter.com x.com facebook.com instagram.com youtube.com youtu.be linkedin.com reddit.com medium.com substack.com
    t.co bit.ly threads.net bsky.app tiktok.com docs.google.com drive.google.com google.com news.google.com apple.news
    documentcloud.org github.com archive.org archive.ph archive.today archive.is tinyurl.com lnkd.in
    msn.com flipboard.com
    """.split()  # noqa: SIM905
)
_SECOND_LEVELS = frozenset(("co", "com", "org", "net", "gov", "ac", "gouv", "go", "or", "ne", "edu"))
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el) ")
_SHORTEST = 3  # letters of a name to which a host may add a word


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    pairs = (line.strip().split(": ", 1) for line in _TABLE.strip().split("\n"))
    return {pair[0]: pair[1] for pair in pairs}


def known_publisher(url: str) -> str:
    """The publisher of a page by its host; "" if the table does not have it."""
    labels = urls.host(urls.original(url)).split(".")
    hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((_known()[host] for host in hosts if host in _known()), "")


def is_carrier(url: str) -> bool:
    """Whether anybody can publish on the host of a page."""
    labels = urls.host(url).split(".")
    return any(".".join(labels[at:]) in _CARRIERS for at in range(len(labels) - 1))


def name_of(url: str) -> str:
    """The part of a host that names it: `reuters` of uk.reuters.com."""
    labels = urls.host(urls.original(url)).split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVELS:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]


def fits(name: str, url: str) -> bool:
    """Whether a publisher's name is that of the host of a page: its letters, its initials, or the name in the table.

    "Washington Post" is that of washingtonpost.com, "Atlanta Journal-Constitution" that of ajc.com.
    """
    return bool(name) and (_is_spelled(name, name_of(url)) or fold(name) == fold(known_publisher(url)))


def _is_spelled(name: str, label: str) -> bool:
    return _plain(label) in _spelled(_ARTICLE.sub("", fold(name)).split())


def _plain(label: str) -> str:
    return label.replace("-", "").removeprefix("the")


def _spelled(words: Sequence[str]) -> list[str]:
    """How hosts write a name: its letters, or the initials of three words and more."""
    letters = "".join(words)
    forms = [letters]
    if len(letters) > _SHORTEST:
        forms += [f"{letters}{more}" for more in ("news", "online", "corp", "group", "inc")]
    if len(words) > 2:
        forms.append("".join(word[0] for word in words))
    return forms


def spelled_in(names: Iterable[str], url: str) -> str:
    """The name among some that the host of a page spells; "" if there is none, or there are several.

    Of names that differ in nothing but an article or capitals, the first one counts.
    """
    return Spellings(lambda: names).of_host(url)


class Spellings:
    """Names by their letters and initials, for finding the one that a host spells."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    @cached_property
    def _by_letters(self) -> Mapping[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name in self._names():
            plain = _ARTICLE.sub("", fold(name))
            for form in _spelled(plain.split()):
                found.setdefault(form, {}).setdefault(plain, name)
        return found

    def of_host(self, url: str) -> str:
        """The name that the host of a page spells; "" if there is none, or there are several."""
        found = self._by_letters.get(_plain(name_of(url)), {})
        return next(iter(found.values())) if len(found) == 1 else ""


def is_publisher(name: str, known: Collection[str] = ()) -> bool:
    """Whether a name is that of a publisher: one of the ledger (folded), or of the table."""
    plain = _ARTICLE.sub("", fold(name))
    return bool(plain) and (plain in known or plain in _folded())


@lru_cache(maxsize=1)
def _folded() -> frozenset[str]:
    return frozenset(_ARTICLE.sub("", fold(name)) for name in _known().values())
