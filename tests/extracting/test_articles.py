"""What an article says of itself, and the source that it then is."""

import base64
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from ledger.extracting.articles import read_article, source_that_is
from ledger.model import Source

URL = "https://harbourpost.com/halden"
LD = '<script type="application/ld+json">{}</script>'
BODY = "<article><p>Halden cut 340 jobs.</p></article>"


def source(tmp_path: Path, text: str, name: str = "page.html") -> Source | None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return source_that_is(read_article(str(tmp_path / name))[1])


def test_json_ld_comes_before_open_graph_and_that_before_the_title(tmp_path: Path) -> None:
    graph = (
        '{"@graph": [{"@type": "Organization", "name": "X"}, {"@type": ["NewsArticle"], "headline": "Halden&amp;Co",'
        f' "datePublished": "2026-03-27T08:00:00+01:00", "author": ["Anna Lind", {{"name": "Ben Oak"}}],'
        f' "publisher": {{"name": "Harbour Post"}}, "mainEntityOfPage": {{"@id": "{URL}"}}}}]}}'
    )
    meta = f'<meta property="og:title" content="Other"><meta property="og:url" content="{URL}?og">'
    assert source(tmp_path, LD.format(graph) + meta + BODY) == Source(
        publisher="Harbour Post",
        title="Halden&Co",
        url=f"{URL}?og",
        date="2026-03-27",
        author=("Anna Lind", "Ben Oak"),
    )
    page = (
        f"<title>Halden cuts jobs - Harbour Post</title><link rel=canonical href={URL}>"
        '<meta content="Harbour Post" property=og:site_name>'
    )
    assert source(tmp_path, page + BODY) == Source(publisher="Harbour Post", title="Halden cuts jobs", url=URL)


def test_singlefile_says_where_a_page_was_saved_and_the_host_who_published_it(tmp_path: Path) -> None:
    comment = (
        "<!--\n Page saved with SingleFile\n url: https://www.reuters.com/business/halden\n"
        " saved date: Wed Mar 04 2026 10:00:00 GMT+0100 (CET)\n-->\n<title>Halden cuts jobs | Reuters</title>"
    )
    assert source(tmp_path, comment + BODY) == Source(
        publisher="Reuters",
        title="Halden cuts jobs",
        url="https://www.reuters.com/business/halden",
        accessed="2026-03-04",
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (f"title: 'Halden'\npublisher: Harbour Post # ours\nurl: {URL}\ndate: 2026-03-27\n",
         Source(publisher="Harbour Post", title="Halden", url=URL, date="2026-03-27")),
        (f'headline: "Halden"\nauthor: Anna Lind and Ben Oak\ncanonical_url: {URL}\n',
         Source(author=("Anna Lind", "Ben Oak"), title="Halden", url=URL)),
        ("title: Halden\nauthor: Anna Lind\n", None),
        (f"title: Halden\nurl: {URL}\n", None),
        (f"title: TBD\npublisher: TBD\nurl: {URL}\n", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_front_matter_is_simple_lines(tmp_path: Path, front: str, expected: Source | None, name: str) -> None:
    assert source(tmp_path, f"---\n{front}---\n\nHalden cut 340 jobs.\n", name) == expected


@pytest.mark.parametrize(
    "script",
    ["{", "[[[[[[[[[[1]]]]]]]]]]", '{"@type": 5}', '{"@type": "NewsArticle", "author": {"name": {"name": 3}}}', "null"],
)
def test_json_ld_that_says_nothing_is_passed_over(tmp_path: Path, script: str) -> None:
    assert source(tmp_path, LD.format(script) + BODY) is None


def test_a_page_saved_by_chrome_is_read_with_its_address(tmp_path: Path) -> None:
    page = base64.encodebytes(f"<meta property=og:site_name content='Harbour Post'>{BODY}".encode()).decode()
    (tmp_path / "p.mhtml").write_text(
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding:'
        f" base64\nContent-Location: {URL}\n\n{page}\n--b--\n"
    )
    document, metadata = read_article(str(tmp_path / "p.mhtml"))
    assert "Halden cut 340 jobs." in document.text
    assert source_that_is(metadata) == Source(publisher="Harbour Post", url=URL)


def test_a_page_is_read_in_the_encoding_that_it_states(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes("<meta charset=windows-1252><p>Käse für €5 Mio.</p>".encode("cp1252"))
    assert "Käse für €5 Mio." in read_article(str(tmp_path / "p.html"))[0].text


def test_a_damaged_page_names_itself_once(tmp_path: Path) -> None:
    (tmp_path / "p.mhtml").write_text("nothing")
    with pytest.raises(LedgerError, match=r"^[^:]*p\.mhtml: damaged: no page in it$"):
        read_article(str(tmp_path / "p.mhtml"))
