"""What may be a link, and which URLs address one document."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import urls
from ledger.errors import InvalidValueError


@pytest.mark.parametrize(
    "url",
    [
        "https://openai.com/index/accelerating-the-next-phase-ai/",
        "http://a.co",
        "HTTPS://Reuters.COM/X",
        "https://a.com:8443/x?y=1&z=[2]#part",
        "https://en.wikipedia.org/wiki/Anthropic_(company)",
        "https://www.société.fr/é?q=é",
        "https://例え.jp/",
        "https://127.0.0.1/x",
        "http://localhost:8000/",
        "https://[2001:db8::1]/x",
        "https://a.com./",
        "https://my_bucket.s3.example.com/a",
        "https://a.com?q=1",
        "https://a.com#x",
        "https://a.com/%20",
        "https://web.archive.org/web/2026/https://a.com/x",
    ],
)
def test_a_link_to_a_page_is_let_be(url: str) -> None:
    urls.check(url)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://www.reuters.com/", "names only a site"),
        ("https://www.reuters.com/?utm_source=x&fbclid=y", "names only a site"),
        ("https://www.reuters.com//", "names only a site"),
        ("https://www.reuters.com/...", "is not finished"),
        ("https://www.reuters.com/business/TK", "is not finished"),
        ("https://www.reuters.com/business/…", "is not finished"),
        ("https://www.google.com/search?q=openai+funding", "names only a search"),
        ("https://duckduckgo.com/?q=openai", "names only a search"),
        ("http://localhost:8000/a", "names a host that nobody else can reach"),
        ("http://wiki/a", "names a host that nobody else can reach"),
        ("http://wiki.corp.local/a", "names a host that nobody else can reach"),
        ("https://files.internal/a", "names a host that nobody else can reach"),
        ("http://nas.home.arpa/a", "names a host that nobody else can reach"),
        ("http://127.0.0.1/a", "names a host that nobody else can reach"),
        ("http://10.1.2.3/a", "names a host that nobody else can reach"),
        ("http://192.168.1.20:8080/a", "names a host that nobody else can reach"),
        ("http://100.64.0.1/a", "names a host that nobody else can reach"),
        ("http://169.254.1.1/a", "names a host that nobody else can reach"),
        ("http://[::1]/a", "names a host that nobody else can reach"),
        ("http://[fd00::1]/a", "names a host that nobody else can reach"),
        ("http://[2001:db8::1]/a", "names a host that nobody else can reach"),
        ("https://news.example.net/a", "is an example"),
        ("https://example.co.uk/a", "is an example"),
        ("https://paper.example/a", "is an example"),
    ],
)
def test_a_url_that_shows_a_reader_no_page_says_why(url: str, why: str) -> None:
    assert urls.why_no_page(url) == why
    assert not urls.names_page(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.reuters.com/a",
        "https://www.reuters.com/?p=1234",
        "https://www.reuters.com/#!/a",
        "https://localhost-news.com/a",
        "https://thelocal.de/a",
        "https://www.corp.com/a",
        "https://home.barclays/a",
        "https://an-example.com/a",
        "https://news.google.com/articles/a",
        "https://search.google/a",
        "https://abc.xyz/investor/",
        "https://93.184.216.34/a",
        "https://[2606:2800:220:1::1]/a",
        "https://a.com/tk-maxx",
        "https://a.com/search?q=x",
        "https://bücher.de/a",
    ],
)
def test_a_url_of_a_public_page_is_one(url: str) -> None:
    assert urls.why_no_page(url) == ""


@pytest.mark.parametrize(
    ("url", "what", "fix"),
    [
        ("javascript:alert(1)", "not the URL of a page", "https://"),
        ("JavaScript://a.com/%0aalert(1)", "not the URL of a page", "https://"),
        ("data:text/html,x", "not the URL of a page", "https://"),
        ("file:///etc/passwd", "not the URL of a page", "https://"),
        ("ftp://a.com/x", "not the URL of a page", "https://"),
        ("mailto:a@b.com", "not the URL of a page", "https://"),
        ("https://a.org/p. 3", "cannot contain spaces", "%20"),
        ("www.a.org/p. 3", "cannot contain spaces", "%20"),
        ("Internal memo", "not the URL of a page", "for a source that is no page `type: report` and a `title`"),
        ("see-page", "not the URL of a page", "https://"),
        ("", "not the URL of a page", "https://"),
        ("//a.com/x", "not the URL of a page", "https://"),
        ("/x", "not the URL of a page", "https://"),
        ("reuters.com/x", "does not begin with https://", "write https://reuters.com/x"),
        ("www.reuters.com", "does not begin with https://", "write https://www.reuters.com"),
        ("reuters.com:8080/x", "does not begin with https://", "write https://reuters.com:8080/x"),
        ("https:/reuters.com/x", "no valid host", "address bar"),
        ("https:reuters.com/x", "no valid host", "address bar"),
        ("https://", "no valid host", "address bar"),
        ("https:///x", "no valid host", "address bar"),
        ("https://reuters/x", "no valid host", "address bar"),
        ("https://-/x", "no valid host", "address bar"),
        ("https://.com/x", "no valid host", "address bar"),
        ("https://a..com/x", "no valid host", "address bar"),
        ("https://a.com:port/x", "not a valid URL", "address bar"),
        ("https://a.com:99999/x", "not a valid URL", "address bar"),
        ("https://[2001:db8::1/x", "not a valid URL", "address bar"),
        ("https://a.com/a b", "cannot contain spaces", "%20"),
        (" https://a.com", "cannot contain spaces", "%20"),
        ("https://a.com\n", "cannot contain spaces", "%20"),
        ("https://a.com/\u00a0", "cannot contain spaces", "%20"),
        ("https://a.com/<b>", "cannot contain <", "%3C"),
        ('https://a.com/"', 'cannot contain "', "%22"),
        ("https://a.com/a|b", "cannot contain |", "%7C"),
        ("https://a.com/a\\b", "cannot contain \\", "%5C"),
        ("https://a.com/`", "cannot contain `", "%60"),
        ("https://a.com/\x1b[31m", "invisible", "address bar"),
        ("https://a.com/\x00", "invisible", "address bar"),
        ("https://a.com/\u202ex", "invisible", "address bar"),
        ("https://a.com/\ud800", "invisible", "address bar"),
    ],
)
def test_an_invalid_url_is_reported_with_what_to_write(url: str, what: str, fix: str) -> None:
    with pytest.raises(InvalidValueError) as raised:
        urls.check(url)
    assert what in raised.value.message
    assert fix in raised.value.fix


NEARLY_URLS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "https:/", "HTTP://", "", "//", "ftp://"]),
    st.text("ab.-_:@[]%éⅠ1", max_size=12),
    st.sampled_from(["", "/", ":80", ":443", ":x", "/2026/03/31/", "?"]),
    st.text("ab/?&=#%;+-._20é[]()", max_size=20),
)


@given(st.text(st.characters()) | NEARLY_URLS)
def test_any_text_is_a_link_that_can_be_compared_or_is_faulty(url: str) -> None:
    assert isinstance(urls.host(url), str)
    with contextlib.suppress(InvalidValueError):
        urls.check(url)
        assert urls.host(url)
        assert urls.document(url)
        assert isinstance(urls.stated_date(url), str)
        assert not set(url) & set(' \t\n<>"\x1b')


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Reuters.com/x", "reuters.com"),
        ("https://reuters.com:443", "reuters.com"),
        ("https://uk.reuters.com./", "uk.reuters.com"),
        ("https://wwwhat.com", "wwwhat.com"),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_is_in_lower_case_and_without_www(url: str, host: str) -> None:
    assert urls.host(url) == host


ARTICLE = "https://www.reuters.com/technology/x-2026-03-30/"


@pytest.mark.parametrize(
    "url",
    [
        "http://reuters.com/technology/x-2026-03-30",
        "https://www.reuters.com:443/technology/x-2026-03-30/",
        "http://www.reuters.com:80/technology/x-2026-03-30/",
        f"{ARTICLE}?utm_source=x&utm_medium=y&UTM_Campaign=z",
        f"{ARTICLE}?fbclid=1&gclid=2&mc_cid=3",
        f"{ARTICLE}#part",
        f"{ARTICLE}?",
        "https://WWW.Reuters.com/technology/x-2026-03-30/",
    ],
)
def test_scheme_www_port_tracking_slash_and_fragment_make_no_other_document(url: str) -> None:
    assert urls.document(url) == urls.document(ARTICLE)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.reuters.com/technology/y-2026-03-30/",
        "https://www.reuters.com/Technology/x-2026-03-30/",
        "https://uk.reuters.com/technology/x-2026-03-30/",
        "https://www.reuters.com:8443/technology/x-2026-03-30/",
        f"{ARTICLE}?page=2",
        f"{ARTICLE}?id=",
    ],
)
def test_path_host_port_and_page_make_another_document(url: str) -> None:
    assert urls.document(url) != urls.document(ARTICLE)


def test_the_order_of_parameters_makes_no_other_document() -> None:
    assert urls.document("https://a.com/?a=1&b=2") == urls.document("https://a.com/?b=2&a=1")
    assert urls.document("https://a.com/?a=1&b=2") != urls.document("https://a.com/?a=2&b=1")


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("business/x-2026-03-30/", "2026-03-30"),
        ("2026/03/30/x", "2026-03-30"),
        ("2026-03-30", "2026-03-30"),
        ("20260330/x", "2026-03-30"),
        ("2026_03_30", "2026-03-30"),
        ("2026/03/x", "2026-03"),
        ("2026/03/x-2026-03-30", "2026-03-30"),
        ("x-2026-03", ""),
        ("x-202603", ""),
        ("2026/13/30", ""),
        ("2026", ""),
        ("article-120260330", ""),
        ("1850/03/30", ""),
        ("2026/3/30/x", "2026-03-30"),
        ("business/2026/mar/30/x", "2026-03-30"),
        ("2026-March-30", "2026-03-30"),
        ("2026/mar/x", "2026-03"),
        ("x-30-mar-2026", "2026-03-30"),
        ("march-30-2026/x", "2026-03-30"),
        ("x-30-03-2026", "2026-03-30"),
        ("x/03-30-2026", "2026-03-30"),
        ("03302026/x", "2026-03-30"),
        ("x-05-03-2026", ""),
        ("x-03-03-2026", "2026-03-03"),
        ("x-31-04-2026", ""),
        ("story-12032026", ""),
        ("x?date=2026-03-30", "2026-03-30"),
        ("x?a=1&published_date=20260330", "2026-03-30"),
        ("x?id=20260330", ""),
        ("x?until=2026-03-30", ""),
        ("", ""),
    ],
)
def test_the_date_in_a_url_is_read(path: str, date: str) -> None:
    assert urls.stated_date(f"https://a.com/{path}") == date


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/~user", "https://a.org/%7Euser"),
        ("https://a.org/caf%c3%a9", "https://a.org/caf%C3%A9"),
        ("https://a.org/café", "https://a.org/caf%C3%A9"),
        ("https://bücher.org/x", "https://xn--bcher-kva.org/x"),
        ("https://a.org/b/../c", "https://a.org/c"),
        ("https://a.org/./c", "https://a.org/c"),
        ("https://a.org/../c", "https://a.org/c"),
        ("https://m.a.org/c", "https://www.a.org/c"),
        ("https://amp.a.org/c", "https://a.org/c"),
        ("https://a.org:443/c", "https://a.org/c"),
        ("https://a.org/c?x=%7e", "https://a.org/c?x=~"),
        ("https://mobile.a.org/c", "https://a.org/c"),
        ("https://en.m.wikipedia.org/wiki/OpenAI", "https://en.wikipedia.org/wiki/OpenAI"),
        ("https://a.org/c/amp/", "https://a.org/c/"),
        ("https://a.org/amp/c", "https://a.org/c"),
        ("https://a.org/c.amp.html", "https://a.org/c.html"),
        ("https://a.org/c?outputType=amp", "https://a.org/c"),
        ("https://a.org/c?id=1&amp", "https://a.org/c?id=1"),
        ("https://a.org/c?shareType=nongift", "https://a.org/c"),
        ("https://www.google.com/amp/s/www.a.org/c/amp/", "https://a.org/c"),
        ("https://www.google.co.uk/amp/a.org/c", "https://a.org/c"),
        ("https://www-a-org.cdn.ampproject.org/c/s/www.a.org/c?usqp=mq331AQ", "https://a.org/c"),
        ("https://web.archive.org/web/20260401123456/https://www.a.org/c", "https://a.org/c"),
        ("http://web.archive.org/web/2026/http:/a.org/c", "https://a.org/c"),
        ("https://web.archive.org/web/20260401123456id_/a.org/c?x=1", "https://a.org/c?x=1"),
        ("https://archive.today/20260401123456/https://a.org/c", "https://a.org/c"),
        ("https://archive.ph/2026.04.01-123456/https://a.org/c", "https://a.org/c"),
        ("https://archive.is/newest/https://a.org/c", "https://a.org/c"),
        ("https://archive.ph/o/AbC12/https://a.org/c", "https://a.org/c"),
        ("https://webcache.googleusercontent.com/search?q=cache:a.org/c", "https://a.org/c"),
        ("https://archive.ph/newest/https%3A%2F%2Fa.org%2Fc", "https://a.org/c"),
        ("https://web.archive.org/web/2026/https://amp.a.org/c/amp", "https://a.org/c"),
    ],
)
def test_two_urls_that_are_surely_one_page_are_one_document(one: str, other: str) -> None:
    assert urls.document(one) == urls.document(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/c?ref=1", "https://a.org/c?ref=2"),
        ("https://a.org/c?si=1", "https://a.org/c"),
        ("https://a.org/c?share=1", "https://a.org/c"),
        ("https://a.org/#!/story/1", "https://a.org/#!/story/2"),
        ("https://a.org/a%2Fb", "https://a.org/a/b"),
        ("https://a.org:80/c", "https://a.org/c"),
        ("http://a.org:443/c", "http://a.org/c"),
        ("https://www.com/c", "https://com/c"),
        ("https://m.org/c", "https://example/c"),
        ("https://a.org/C", "https://a.org/c"),
        ("https://a.org/c?x=a+b", "https://a.org/c?x=a%2Bb"),
        ("https://archive.ph/AbC12", "https://archive.ph/AbC13"),
        ("https://web.archive.org/", "https://archive.org/"),
        ("https://web.archive.org/save", "https://web.archive.org/about"),
        ("https://a.org/amp", "https://a.org/"),
        ("https://a.org/stamp", "https://a.org/st"),
        ("https://a.org/c?outputType=pdf", "https://a.org/c"),
        ("https://a.org/amp-hours/c", "https://a.org/c"),
        ("https://m.org/wiki/c", "https://org/wiki/c"),
    ],
)
def test_two_urls_that_may_be_different_pages_are_two_documents(one: str, other: str) -> None:
    assert urls.document(one) != urls.document(other)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://www.reuters.com@evil.org/x", "'https://…@evil.org/x' has a user name or a password"),
        ("https://user:word@a.org/x", "'https://…@a.org/x' has a user name or a password"),
        ("HTTPS://user:wo rd@a.org/x", "'HTTPS://…@a.org/x' has a user name or a password"),
        ("https://a.org/https://user:word@b.org/", "'https://a.org/https://…@b.org/' has a user name"),
        ("https://a.org/\u200bx", "invisible characters"),
        ("https://a\u00ad.org/x", "invisible characters"),
    ],
)
def test_a_url_that_pretends_is_not_valid(url: str, what: str) -> None:
    with pytest.raises(InvalidValueError, match=what):
        urls.check(url)


@pytest.mark.parametrize(
    ("url", "names_page"),
    [("https://a.org", False), ("https://a.org/", False), ("https://a.org/?", False)]
    + [(f"https://a.org/{page}", True) for page in ("x", "?id=1", "#part")],
)
def test_a_url_with_only_a_host_names_no_page(url: str, names_page: bool) -> None:
    assert urls.names_page(url) is names_page


@given(
    st.from_regex(r"(?:www\.|m\.)?[a-z]{1,3}(?:\.[a-z]{2,3}){0,2}\.?", fullmatch=True),
    st.from_regex(r"(?:/[a-z0-9_~.-]{0,3}){0,4}", fullmatch=True),
)
def test_a_plain_url_is_no_other_document_than_the_same_url_taken_apart(site: str, path: str) -> None:
    plain = f"https://{site}{path}"
    for other in (f"HTTPS://{site}{path}", f"https://{site}{path}#part", f"https://{site}:443{path}"):
        assert (urls.host(plain), urls.document(plain)) == (urls.host(other), urls.document(other))
    assert urls.names_page(plain) == urls.names_page(f"HTTPS://{site}{path}")
