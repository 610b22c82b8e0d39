"""Markdown that reads back as written, in GitHub's flavour, in CommonMark and in pandoc."""

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from conftest import Load
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ledger.exporters import FORMATS
from ledger.exporters.markdown import escaped, footnotes
from ledger.model import Citation, Claim, Source
from ledger.text import clean

GOLDEN = Path(__file__).parent / "golden"
LAYOUTS = FORMATS["markdown"].layouts

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
COMMONMARK = MarkdownIt("commonmark")
READERS = {"github": GITHUB, "commonmark": COMMONMARK}

NASTY = [
    "*a* _b_ __c__ `d` ~~e~~ [f](g) ![h](i) <b>j</b> <https://k.org> | l | $m$ $$n$$ ^o^ ~p~ \\q",
    "# heading",
    "heading #",
    "heading ##",
    "C#",
    "2024. Was a year",
    "1234567890. is a long number",
    "1) one",
    "(1) one",
    "(iv) four",
    "a. letter",
    "#. numbered",
    "(@) example",
    "@name said @[other] so",
    "- dash",
    "+ plus",
    "* star",
    "> quote",
    "---",
    "===",
    ": definition",
    "~ definition",
    "~~~ fence",
    "``` fence",
    "% title",
    "| line block",
    "\\begin{x} \\alpha \\\\ \\",
    "&amp; &copy; &#65; &lt;b&gt; AT&T",
    "[^1] [@cite] [x]: http://y.org",
    "http://bare.org www.bare.org a@b.org mailto:a@b.org",
    ":smile: :+1: a:b:c",
    "\"quoted\" 'quoted' it's the 1990s' -- and --- and ...",
    "{.class} {#id} {=html}",
    "<!-- comment --> <?php ?> <![CDATA[x]]>",
    "$852 billion and $122 billion",
    "[sic]",
    "- [ ] task",
    "[ ] task",
    "[x] done",
    "[X] done",
    "a.b+c@d.org mailto:a@b.org xmpp:a@b.org/c @a a@ @",
    "Table: not a caption",
    "===== x",
    "a\tb\nc\r\nd",
    "\x1b[31mred \u202eevil \x85 \u2028",
    "\xa0blank\u3000",
]
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from("ab1 .)(*_`[]<>!|$@~^{}\"'&#;:=+-\\/\n\t%wx"), max_size=24),
    st.lists(st.sampled_from([*" \n*_[]()<>|&;:#.-'\"$1a", "&amp;", "[^a]", "www.", "http://", "**"]), max_size=10).map(
        "".join
    ),
    st.text(max_size=12),
)


def folded(text: str) -> str:
    """The text as it should be read: hidden controls visible, blanks folded."""
    return " ".join(clean(re.sub(r"[ \t\r\n]+", " ", text).strip(" ")).split())


EMPTY = "<!-- -->"  # what keeps GitHub from linking a mail address, and pandoc from drawing a checkbox


def is_empty_comment(token: Token) -> bool:
    return (token.type, token.content) == ("html_inline", EMPTY)


def read(tokens: Sequence[Token]) -> tuple[list[str], str]:
    """The names of a document's tokens, and its text."""
    names: list[str] = []
    text = ""
    for token in tokens:
        if token.type == "inline":
            for child in token.children or []:
                assert child.type in ("text", "text_special") or is_empty_comment(child), child
                text += "" if is_empty_comment(child) else child.content
        else:
            names.append(token.type)
            assert not token.content
    return names, " ".join(text.split())


IN_ITEM = ["list_item_open", "paragraph_open", "paragraph_close", "list_item_close"]
# Where a text may stand: what is written around it, and the tokens around its text.
PLACES: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "paragraph": (lambda text: text, ["paragraph_open", "paragraph_close"]),
    "list item": (
        lambda text: f"- {text}",
        ["bullet_list_open", *IN_ITEM, "bullet_list_close"],
    ),
    "numbered item": (
        lambda text: f"12. {text}",
        ["ordered_list_open", *IN_ITEM, "ordered_list_close"],
    ),
    "heading": (lambda text: f"# {text}", ["heading_open", "heading_close"]),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=80)
@given(TEXT)
def test_a_text_is_read_back_as_written(reader: str, place: str, text: str) -> None:
    around, names = PLACES[place]
    said = folded(text)
    if said:
        assert read(READERS[reader].parse(around(escaped(text)))) == (names, said)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("place", PLACES)
def test_githubs_own_parser_makes_no_link_and_no_checkbox_of_a_text(place: str, text: str) -> None:
    around, _ = PLACES[place]
    page = cmarkgfm.github_flavored_markdown_to_html(around(escaped(text)), Options.CMARK_OPT_UNSAFE)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "ul", "ol", "li", "h1"}
    shown = html.unescape(re.sub(r"<!-- -->|</?(?:p|ul|ol|li|h1)\b[^>]*>", "", page))
    assert " ".join(shown.split()) == folded(text)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("place", PLACES)
def test_what_looks_like_markup_is_read_back_as_written(place: str, text: str) -> None:
    around, names = PLACES[place]
    for reader in READERS.values():
        assert read(reader.parse(around(escaped(text)))) == (names, folded(text))


@settings(max_examples=80)
@given(TEXT, TEXT)
@example("a|b", "\\|")
def test_a_text_in_a_table_stays_in_its_cell(one: str, two: str) -> None:
    tokens = GITHUB.parse(f"| A | B |\n| --- | --- |\n| {escaped(one)} | {escaped(two)} |\n")
    cells = [token for token in tokens if token.type == "inline"][2:]
    assert [read([cell])[1] for cell in cells] == [folded(one), folded(two)]
    assert Counter(token.type for token in tokens)["tr_open"] == 2


@given(TEXT)
def test_an_escaped_text_is_one_line_without_blanks_around_it(text: str) -> None:
    assert escaped(text) == escaped(text).strip(" ")
    assert len(escaped(text).splitlines()) <= 1


def test_what_needs_no_escape_is_left_readable() -> None:
    for text in ("OpenAI's round (the last), 50% up: 1.5 times; Short. Done?", "It is AT&T, C# and so-called."):
        assert escaped(text) == text


def texts_and_links(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                yield "link", str(child.attrs["href"])
            elif child.type in ("text", "text_special"):
                yield "text", child.content
            else:
                assert child.type in ("link_close", "strong_open", "strong_close") or is_empty_comment(child), child
        assert token.type not in ("html_block", "code_block", "fence", "hr", "blockquote_open")


URLS = [
    "https://en.org/wiki/A_(b)",
    "https://en.org/wiki/A_(b",
    "https://en.org/a)b_c_d*e*f",
    "https://en.org/%28x%29?q=%20&r=a+b#frag",
    "https://en.org/~me/$a$/@user/a--b...c/",
    "https://en.org/?a=1&copy=2&amp;b=3&lt;",
    "https://en.org/[x]!'*,;:.",
]
SOURCES = st.builds(
    Source,
    publisher=TEXT,
    title=TEXT,
    url=st.one_of(st.just(""), st.sampled_from(URLS)),
    author=st.lists(TEXT, max_size=2).map(tuple),
)
CLAIMS = st.lists(
    st.builds(
        Claim,
        id=st.sampled_from(["", "an-id", "other_id.1", "2024"]),
        company=st.lists(TEXT, max_size=2).map(tuple),
        claim=TEXT.filter(lambda text: bool(folded(text))),
        figure=TEXT,
        retracted=TEXT,
        citations=st.lists(st.builds(Citation, SOURCES, locator=TEXT), max_size=2).map(tuple),
    ),
    max_size=3,
)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CLAIMS, TEXT)
def test_whatever_a_ledger_holds_makes_no_markup_of_its_own(layout: str, claims: list[Claim], heading: str) -> None:
    document = LAYOUTS[layout](claims, heading)
    # This parser knows no footnotes, and takes a note of one word for the definition of a link.
    found = list(texts_and_links(GITHUB.parse(re.sub(r"(?m)^(\[\^[\w.-]+\]):", r"\1 :", document))))
    shown = " ".join("".join(content for kind, content in found if kind == "text").split())
    assert folded(heading) in shown
    assert all(folded(claim.claim) in shown for claim in claims)
    urls = {citation.source.url for claim in claims for citation in claim.citations if citation.source.url}
    assert {url for kind, url in found if kind == "link"} == {GITHUB.normalizeLink(url) for url in urls}


LEDGER = """
heading: OpenAI's $122 billion round
sources:
  raise:
    {type: press-release, publisher: OpenAI, title: '[A] round', url: https://openai.org/raise, date: 2026-03-31}
  report: {type: report, publisher: A_B, title: Outlook 2024 | 2025}
claims:
  - {id: one, company: OpenAI, claim: It raised $122 billion., figure: $122 billion, source: raise}
  - {id: two, company: [OpenAI, xAI], claim: 2024. Was *the* year., source: [{key: raise, locator: p. 3}, report]}
  - {id: three, claim: Said in place., publisher: Reuters, url: https://reuters.org/a_(b), attributed_to: CNBC}
  - {claim: Said in place again., publisher: Reuters, url: https://reuters.org/a_(b), attributed_to: CNBC}
  - {claim: No id to be cited by., author: Ann Lee, url: https://lee.org/a, archive_url: https://archive.org/1}
  - {id: bare, company: AI industry, claim: Nobody <b>says</b> so.}
  - {id: part, company: xAI, claim: Somebody says so., publisher: FT}
  - {id: gone, company: xAI, claim: It shrank., figure: $1 billion, retracted: Never said., source: raise}
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_as_it_was_agreed(load: Load, layout: str) -> None:
    ledger = load(LEDGER)
    expected = (GOLDEN / f"markdown-{layout}.md").read_text(encoding="utf-8")
    assert LAYOUTS[layout](ledger.claims, ledger.heading) == expected


def test_every_golden_file_belongs_to_a_layout() -> None:
    assert {path.stem for path in GOLDEN.glob("markdown-*")} == {f"markdown-{layout}" for layout in LAYOUTS}


def test_each_place_in_a_document_is_one_note_and_every_mark_has_its_note(load: Load) -> None:
    document = footnotes(load(LEDGER).claims, "")
    marks = re.findall(r"\[\^([^\]]+)\](?!:)", document)
    notes = re.findall(r"^\[\^([^\]]+)\]:", document, re.MULTILINE)
    assert Counter(marks) == {"raise": 2, "raise-p-3": 1, "report": 1, "three": 2, "source-1": 1, "part": 1}
    assert notes == list(dict.fromkeys(marks))


def test_two_documents_never_share_a_label() -> None:
    sources = [Source(title=str(count), key="same" if count % 2 else "same-1") for count in range(6)]
    document = footnotes([Claim(claim="A.", citations=tuple(map(Citation, sources)))], "")
    notes = re.findall(r"^\[\^([^\]]+)\]:", document, re.MULTILINE)
    assert len(set(notes)) == len(notes) == 6


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_claim_without_a_source_is_marked(load: Load, layout: str) -> None:
    claims = load(LEDGER).claims
    assert LAYOUTS[layout](claims, "").count("**source needed**") == 1
    assert LAYOUTS[layout](claims, "").count("**source incomplete**") == 1
    assert LAYOUTS[layout]([], "") in ("\n", LAYOUTS["table"]([], ""))


needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
CITED = tuple(Citation(Source(publisher="FT", title=text, url=url)) for text, url in zip(NASTY, URLS, strict=False))


def pandoc(document: str, flavour: str) -> dict[str, Any]:
    done = subprocess.run(
        ["pandoc", "-f", flavour, "-t", "json"], input=document.encode(), capture_output=True, check=True, timeout=60
    )
    assert not done.stderr, done.stderr.decode()
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of pandoc's tree."""
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        yield from nodes(node.get("c", []))


def plain(node: Any) -> str:
    """The text below an element of pandoc's tree, apostrophes straight."""
    found = ""
    for one in nodes(node):
        found += one["c"] if one["t"] == "Str" else " " if one["t"] in ("Space", "SoftBreak") else ""
    return " ".join(found.replace("’", "'").split())


@needs_pandoc
@pytest.mark.parametrize("flavour", ["markdown", "gfm", "commonmark_x"])
def test_pandoc_reads_nasty_texts_as_written(flavour: str) -> None:
    claims = [Claim(id=f"n{count}", claim=text) for count, text in enumerate(NASTY)]
    tree = pandoc(footnotes(claims, "heading #"), flavour)
    heading, items = tree["blocks"]
    assert (heading["t"], plain(heading["c"][2])) == ("Header", "heading #")
    assert items["t"] == "BulletList"
    for text, item in zip(NASTY, items["c"], strict=True):
        assert [block["t"] for block in item] in (["Plain"], ["Para"])
        assert plain(item) == f"{folded(text)} source needed"
        assert {one["t"] for one in nodes(item)} <= {"Plain", "Para", "Str", "Space", "Strong", "RawInline"}
        assert all(one["c"] == ["html", EMPTY] for one in nodes(item) if one["t"] == "RawInline")


@needs_pandoc
@pytest.mark.parametrize("flavour", ["markdown", "gfm"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pandoc_reads_links_and_notes_unchanged(layout: str, flavour: str) -> None:
    claims = [Claim(id="a", claim="First.", citations=CITED), Claim(claim="Next.", citations=CITED[:1])]
    tree = pandoc(LAYOUTS[layout](claims, ""), flavour)
    found = list(nodes(tree["blocks"]))
    # Brackets are no less brackets for being percent-encoded.
    targets = {one["c"][2][0].replace("%5B", "[").replace("%5D", "]") for one in found if one["t"] == "Link"}
    assert targets == {citation.source.url for citation in CITED}
    if layout == "footnotes":
        notes = [plain(one["c"]) for one in found if one["t"] == "Note"]
        assert len(notes) == len(CITED) + 1
        for citation, note in zip(CITED, notes, strict=False):
            assert folded(citation.source.title) in note
        assert "[^" not in plain([one for one in tree["blocks"] if one["t"] == "BulletList"]).replace("[^1]", "")


@needs_pandoc
def test_two_marks_are_two_numbers_and_a_locator_stands_in_its_note() -> None:
    sources = [Source(publisher=name, title="A", key=name.lower()) for name in ("Ash", "Birch")]
    cited = tuple(Citation(source, locator=page) for source, page in zip(sources, ("p. 4", ""), strict=True))
    done = subprocess.run(
        ["pandoc", "-t", "plain"],
        input=footnotes([Claim(claim="It is.", citations=cited)]).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.decode().split("\n\n") == [
        "-   It is.[1] [2] source incomplete",
        "[1] Ash, “A”, p.\xa04",
        "[2] Birch, “A”\n",
    ]


def test_two_places_in_a_document_are_two_notes_whose_labels_nothing_else_has() -> None:
    one = Source(publisher="Ash", key="ash")
    places = [("p. 4", ""), ("P 4", ""), ("p. 4", "a quote"), ("第4页", ""), ("", "")]
    cited = [Citation(one, quote, place) for place, quote in places]
    other = Citation(Source(publisher="Birch", key="ash-p-4"))
    document = footnotes([Claim(claim="It is.", citations=(*cited, other))])
    assert document.startswith("- It is.[^ash-p-4-2] [^ash-p-4-3] [^ash-di4ye] [^ash] [^ash-p-4]")
    notes = re.findall(r"^\[\^([^\]]+)\]:", document, re.MULTILINE)
    assert len(set(notes)) == len(notes) == 5
