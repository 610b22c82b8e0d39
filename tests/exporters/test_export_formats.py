"""HTML, wikitext, CSL-JSON and BibTeX, as agreed and as other programs read them."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import LedgerAt, Load, Run
from hypothesis import given
from hypothesis import strategies as st

from ledger.exporters import FORMATS, ROWS
from ledger.model import Citation, Claim, Source
from ledger.text import clean

GOLDEN = Path(__file__).parent / "golden"
FILES = {"html": "html.html", "wikitext": "wikitext.txt", "csl-json": "csl-json.json", "bibtex": "bibtex.bib"}
LEDGER = r"""
heading: A round & more
sources:
  raise:
    publisher: Reuters
    title: "A round: 5% & $3 {more}_#1 | [x] \\ ^~"
    url: https://reuters.org/a_(b)?x=1&y=2%20#f
    date: 2026-03-31
    attributed_to: [CNBC, FT]
    accessed: 2026-04-01
    archive_url: https://archive.org/1
    archive_date: 2026-04-02
  release: {type: press-release, publisher: OpenAI, title: It's 'big', url: https://openai.org/, date: 2026-03}
  filing: {type: filing, publisher: SEC, title: Form 10-K, date: 2026}
  report: {type: report, publisher: OECD, title: Outlook, url: https://oecd.org/, language: fr}
  talk: {type: interview, publisher: CBS, title: Sixty Minutes, author: [Ann Lee, Åsa Öberg]}
  news: {type: broadcast, publisher: BBC, title: News at Ten}
  post: {type: post, publisher: A Blog, title: A post, url: https://blog.org/1}
  book: {type: book, publisher: Penguin, title: The Book, author: Bo Ek}
claims:
  - {id: one, claim: "* Star <b>it's</b> ''so'' [[x]] {{y}} |", source: [raise, release, filing, report, talk]}
  - {id: two, claim: Again., source: [news, post, {key: book, locator: p. 3, quote: Its words}, raise]}
  - {id: three, claim: Another page., source: {key: book, locator: p. 9}}
  - {id: four, claim: Said in place., publisher: FT}
  - {claim: Nobody says so.}
  - {id: gone, claim: It shrank., retracted: Never said., source: raise}
"""
PUBLISHERS = ["Reuters", "OpenAI", "SEC", "OECD", "CBS", "BBC", "A Blog", "Penguin", "FT"]


def written(load: Load, format: str) -> str:
    ledger = load(LEDGER)
    return FORMATS[format].export(ledger.claims, ledger.heading)


@pytest.mark.parametrize("format", FILES)
def test_each_format_is_as_it_was_agreed(load: Load, format: str) -> None:
    assert written(load, format) == (GOLDEN / FILES[format]).read_text(encoding="utf-8")


def test_every_format_has_its_golden_file_or_tests_of_its_own() -> None:
    tried_elsewhere = {"markdown", "page", "xlsx", "sqlite", "sql", "parquet"}
    assert {*FORMATS} == {*FILES, *ROWS, *tried_elsewhere}


needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")


def cited_by_pandoc(tmp_path: Path, name: str, text: str) -> str:
    """The bibliography that pandoc's citeproc sets from a file of sources."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["pandoc", "--citeproc", "--bibliography", tmp_path / name, "-f", "markdown", "-t", "plain", "--wrap=none"],
        input=b'---\nnocite: "@*"\n...\n',
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


@needs_pandoc
@pytest.mark.parametrize("format", ["csl-json", "bibtex"])
def test_pandoc_names_every_source_with_its_title_and_address(load: Load, tmp_path: Path, format: str) -> None:
    set_by_it = cited_by_pandoc(tmp_path, FILES[format], written(load, format))
    for source in (citation.source for claim in load(LEDGER).claims for citation in claim.citations):
        assert source.publisher in set_by_it
        assert source.url in set_by_it
        assert all(name.split()[-1] in set_by_it for name in source.author)
    assert len(set_by_it.split("\n\n")) == len(PUBLISHERS)
    assert r"5% & $3 {more}_#1 | [x] \ ^~".casefold() in set_by_it.casefold()


@needs_pandoc
@pytest.mark.parametrize("format", ["csl-json", "bibtex"])
@pytest.mark.parametrize(
    ("title", "set_as"),
    [
        ("The <i>first</i> and <b>last</b>", "The <i>first</i> and <b>last</b>"),
        ("A line\nand another\r\none", "A line and another one"),
    ],
)
def test_pandoc_sets_a_title_as_it_is_written(tmp_path: Path, format: str, title: str, set_as: str) -> None:
    cited = Citation(Source(publisher="FT", title=title, type="report"))
    document = FORMATS[format].export([Claim(claim="A.", citations=(cited,))], "")
    shown = cited_by_pandoc(tmp_path, FILES[format], document).replace("\u2060", "")
    straight = shown.translate({0x2018: "`", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "–"})
    assert set_as.casefold() in straight.casefold()


def test_a_csl_note_holds_no_field_of_its_own() -> None:
    cited = Citation(Source(publisher="FT", attributed_to=("CNBC\nURL: https://evil.org/", "{:DOI: 10.1/x}")))
    [item] = json.loads(FORMATS["csl-json"].export([Claim(claim="A.", citations=(cited,))]))
    assert item["note"] == "citing CNBC URL: https://evil.org/ and {\u2060:DOI: 10.1/x}"


def test_bibtex_joins_no_quotes_and_hyphens_of_a_title() -> None:
    cited = Citation(Source(publisher="FT", title="''a'' -- ---- ``b``, it's o-k"))
    document = FORMATS["bibtex"].export([Claim(claim="A.", citations=(cited,))], "")
    assert "{{'{}'a'{}' -{}- -{}-{}-{}- `{}`b`{}`, it's o-k}}" in document


@pytest.mark.parametrize("format", ["wikitext", "bibtex", "html", "csl-json"])
def test_a_line_end_in_a_title_or_a_quote_is_a_space(format: str) -> None:
    cited = Citation(Source(publisher="FT", title="One\ntwo"), quote="three\r\nfour", locator="p.\n5")
    document = FORMATS[format].export([Claim(claim="A.", citations=(cited,))], "")
    assert "One two" in document
    assert "␊" not in document


def test_a_csl_item_is_dated_as_precisely_as_its_source(load: Load) -> None:
    items = {item["id"]: item for item in json.loads(written(load, "csl-json"))}
    assert list(items) == ["raise", "release", "filing", "report", "talk", "news", "post", "book", "four"]
    assert items["raise"]["issued"] == {"date-parts": [[2026, 3, 31]]}
    assert items["release"]["issued"] == {"date-parts": [[2026, 3]]}
    assert items["filing"]["issued"] == {"date-parts": [[2026]]}
    assert "issued" not in items["report"]
    assert items["raise"]["accessed"] == {"date-parts": [[2026, 4, 1]]}


def test_wikitext_gives_a_source_whole_once_for_each_page_that_is_cited(load: Load) -> None:
    text = written(load, "wikitext")
    assert text.count('<ref name="raise">') == 1
    assert text.count('<ref name="raise" />') == 2
    assert '<ref name="book">' in text
    assert '<ref name="book-2">' in text
    assert (text.count("{{citation needed}}"), text.count("{{full citation needed}}")) == (1, 1)


class Reader(HTMLParser):
    """The text of a fragment, its elements, and where its links lead."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: set[str] = set()
        self.open: list[str] = []
        self.targets: list[str] = []
        self.feed(fragment)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.open.append(tag)
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.targets += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


PLAIN_ELEMENTS = {"a", "h2", "h3", "li", "ol", "s", "strong", "sup", "ul"}
AWKWARD = st.lists(
    st.sampled_from([*"<>&\"'[]{}|*_~=$\\\n", "''", "<b>", "&amp;", "]]", "}}", "é"]) | st.text(max_size=3)
)
TEXT = AWKWARD.map("".join)


@given(TEXT, TEXT)
def test_html_holds_plain_elements_only_and_says_what_is_written(claim: str, title: str) -> None:
    url = "https://a.org/?x=1&copy=2"
    cited = Citation(Source(publisher="FT", title=title, url=url))
    read = Reader(FORMATS["html"].export([Claim(claim=claim, citations=(cited,))], title))
    assert read.elements <= PLAIN_ELEMENTS
    assert read.targets == [url, url]
    for text in (claim, title):
        assert clean(" ".join(text.split())) in read.text


@given(TEXT, TEXT)
def test_wikitext_holds_no_markup_of_the_texts(claim: str, title: str) -> None:
    cited = Citation(Source(publisher="FT", title=title, url="https://a.org/b"))
    text = FORMATS["wikitext"].export([Claim(claim=claim, citations=(cited,))], "")
    note = r'<ref name="source-1">\{\{cite news(?: \|title=(.*))? \|work=FT \|url=\S+\}\}</ref>'
    inner = re.fullmatch(rf"\* (.*){note}\n\n\{{\{{reflist\}}\}}\n", text)
    assert inner
    for part in inner.groups(""):
        assert not re.search(r"[\[\]{}|<>]|''", part)


@pytest.mark.parametrize("format", FILES)
def test_each_format_is_written_by_the_command_and_has_no_layouts(run: Run, ledger_at: LedgerAt, format: str) -> None:
    ledger_at(LEDGER)
    done = run("export", "--format", format)
    assert done.returncode == 0
    assert "shrank" not in done.stdout
    assert "1 claim has no source: " in done.stderr
    refused = run("export", "--format", format, "--layout", "table")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{format} has no layouts" in refused.stderr


@pytest.mark.parametrize(
    ("format", "document"), [("html", "\n"), ("wikitext", "\n{{reflist}}\n"), ("csl-json", "[\n]\n"), ("bibtex", "")]
)
def test_no_claims_are_an_empty_document(format: str, document: str) -> None:
    assert FORMATS[format].export([], "") == document


NAMES = (
    "Frenkel, Sheera",
    "Ursula von der Leyen",
    "King, Jr., Martin",
    "Goldman Sachs",
    "Ann Neil",
    "D_e & Co.",
)


@needs_pandoc
def test_pandoc_reads_the_same_names_from_bibtex_as_from_csl(tmp_path: Path) -> None:
    cited = Citation(Source(publisher="FT", title="A", author=NAMES))
    claims = [Claim(claim="A.", citations=(cited,))]
    done = subprocess.run(
        ["pandoc", "-f", "biblatex", "-t", "csljson"],
        input=FORMATS["bibtex"].export(claims).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    [read], [ours] = json.loads(done.stdout), json.loads(FORMATS["csl-json"].export(claims))
    for name in read["author"]:  # where a style puts a particle is the style's choice
        if "dropping-particle" in name:
            name["non-dropping-particle"] = name.pop("dropping-particle")
    assert read["author"] == ours["author"]
    assert [name.get("family") for name in ours["author"]] == ["Frenkel", "Leyen", "King", None, "Neil", None]


@needs_pandoc
@pytest.mark.parametrize("format", ["csl-json", "bibtex"])
def test_pandoc_sorts_by_family_name_and_prints_the_day_of_a_newspaper(tmp_path: Path, format: str) -> None:
    sources = [
        Source(publisher="FT", title=name[:1], author=(name,), date="2026-03-31") for name in ("Zoe Ash", "Al Ray")
    ]
    document = FORMATS[format].export([Claim(claim="A.", citations=tuple(map(Citation, sources)))])
    set_by_it = cited_by_pandoc(tmp_path, FILES[format], document)
    assert set_by_it.index("Ash, Zoe") < set_by_it.index("Ray, Al")
    assert set_by_it.count("March 31, 2026") == 2
