"""What a reader of a Markdown, HTML or text document sees, and comments that change none of it."""

import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from conftest import LedgerAt, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.documents import document_of
from ledger.documents.document import Comment, Document, Paragraph
from ledger.documents.source import own_comments
from ledger.errors import LedgerError
from ledger.figures import find

SEEN = [
    ("It raised &pound;2.1 billion.", "It raised £2.1 billion."),
    ("It grew 10&ndash;12%.", "It grew 10–12%."),
    ("Delta hired [7,300](https://x.org/a) nurses.", "Delta hired 7,300 nurses."),
    ("It cut **9**00 _jobs_.", "It cut 900 jobs."),
    ("It cut <b>9</b>00 jobs.", "It cut 900 jobs."),
    ("It cut\n900 jobs.", "It cut 900 jobs."),
    ("It cut  \n900 jobs.", "It cut\n900 jobs."),
    ("1. Go\n2. It cut 900 jobs", "Go\nIt cut 900 jobs"),
    ("> It cut\n> 900 jobs.", "It cut 900 jobs."),
    ("| a | b |\n| - | - |\n| x\\|y | 900 |", "a | b\nx|y | 900"),
    ("1. | 1 | 2 |\n   | - | - |\n   | 3 | 4 |", "1 | 2\n3 | 4"),
    ("# It cut 900 jobs #\n\nNow.", "It cut 900 jobs\n\nNow."),
    (r"It cost \$5 \* 2.", "It cost $5 * 2."),
    ("900[^1] jobs", "900 jobs"),
    ("It cost $5 and $6.", "It cost $5 and $6."),
    ("a<!-- $5 -->b", "ab"),
    ("<div>\nIt cut\n900 jobs.\n</div>", "It cut 900 jobs."),
    ("---\n\nNo YAML here", "No YAML here"),
    ("---\n- 5 jobs\n---\nNow", "5 jobs\nNow"),
    ("It cut 900\r\njobs.\r\n\r\nNow.", "It cut 900 jobs.\n\nNow."),
]


@pytest.mark.parametrize(("source", "text"), SEEN, ids=[case[0] for case in SEEN])
def test_markdown_is_read_as_a_reader_of_the_page_sees_it(source: str, text: str) -> None:
    lines = [line.strip(" |") for line in document_of(source).text.split("\n")]
    assert [" ".join(line.split()) for line in lines if line] == [line for line in text.split("\n") if line]


LEFT_OUT = [
    ("`$5 million` here", "code", "`$5 million`"),
    ("    $5 million", "code", "    $5 million"),
    ("```\n$5 million\n```", "code", "```\n$5 million\n```"),
    ("> ~~~\n> $5\n> ~~~", "code", "> ~~~\n> $5\n> ~~~"),
    ("<pre>$5</pre>", "code", "$5"),
    ("Let $x = 1,200$ be", "math", "$x = 1,200$"),
    ("$$x = 5$$", "math", "$$x = 5$$"),
    (r"Let \(x = 5\) be", "math", r"\(x = 5\)"),
    ("```math\nx = 5\n```", "math", "```math\nx = 5\n```"),
    ("{{ n | times: 500 }}", "a template", "{{ n | times: 500 }}"),
    ('{% include a.html n="5" %}', "a template", '{% include a.html n="5" %}'),
    ('Photo {: width="500"}', "a template", '{: width="500"}'),
    ("![[photo.png|500]]", "a template", "![[photo.png|500]]"),
    ("---\ntitle: $5\n---\nText", "front matter", "---\ntitle: $5\n---\n"),
    ('+++\ntitle = "5"\n+++\nText', "front matter", '+++\ntitle = "5"\n+++\n'),
    ("![A crowd of 1,200](x.png)", "alt text", "A crowd of 1,200"),
    ('<img src=x alt="1,200 jobs">', "alt text", "1,200 jobs"),
    ("~~900~~ 800", "struck", "900"),
    ("<del>900</del> 800", "struck", "900"),
    ("<p hidden>900</p>", "hidden", "900"),
    ('<p style="display: none">900</p>', "hidden", "900"),
    ("900[^1] jobs", "a note mark", "[^1]"),
    ("900<sup>1</sup> jobs", "a note mark", "1"),
    ("5 × 10<sup>6</sup> cells", "an exponent", "5 × 106"),
    ("Acme cut 900 jobs. <!-- ledger: ignore -->", "set aside", "Acme cut 900 jobs."),
]


@pytest.mark.parametrize(("source", "reason", "text"), LEFT_OUT, ids=[case[0] for case in LEFT_OUT])
def test_what_is_left_out_is_said_with_its_reason_and_its_place(source: str, reason: str, text: str) -> None:
    document = document_of(source)
    found = {one.reason: one for one in document.left_out}
    assert found[reason].text.strip("\n ") == text.strip("\n ")
    line, column = document.position_in_source(found[reason].at)
    assert source.split("\n")[line - 1][column - 1 :].startswith(found[reason].text.split("\n")[0].rstrip("6\n"))


def test_the_page_names_each_of_them() -> None:
    page = (Path(__file__).parents[2] / "docs" / "auditing.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([a-zA-Z ]+?) \| ", page, re.MULTILINE))
    assert {reason for _, reason, _ in LEFT_OUT} <= named


@pytest.mark.parametrize("length", [60, 119, 120, 121, 300])
def test_a_sentence_may_have_lines_of_any_length(run: Run, ledger_at: LedgerAt, length: int) -> None:
    ledger_at(
        "claims:\n  - {id: a, company: Acme, claim: Acme cut 900 jobs., metric: jobs cut, figure: 900 jobs,"
        " publisher: FT, url: https://ft.org/a}\n"
    )
    ledger_at("Acme ".ljust(length, "x")[: length - 5] + " cut\n900 jobs.\n", "d.md")
    assert "backed: 900 jobs" in run("audit", "d.md", "--format", "concise").stdout


def test_html_and_text_are_read_as_their_readers_see_them() -> None:
    html = "<title>T</title><p>It cut <b>9</b>00 jobs.<p>A&shy;cme<br>grew<script>5</script><ul><li>1<li>2</ul>"
    assert document_of(html, kind="html").text == "T\n\nIt cut 900 jobs.\n\nAcme\ngrew\n\n1\n2"
    assert (
        document_of("It cut\n900 jobs.\n\n- one\n- two\n", kind="text").text.rstrip()
        == "It cut 900 jobs.\n\n- one\n- two"
    )


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("markdown", "| Firm | 2025 |\n| - | - |\n| Acme | 900 |\n| Bolt | 800 |"),
        ("html", "<table><tr><th>Firm<th>2025</tr><tr><td>Acme<td>900<tr><td>Bolt</td><td>800</td></table><p>700"),
    ],
)
def test_a_cell_knows_what_its_column_and_its_row_are_called(kind: str, source: str) -> None:
    document = document_of(source, kind=kind)
    cell = document.cell_at(document.text.index("800"))
    assert cell is not None
    assert (cell.column, cell.row) == ("2025", "Bolt")
    assert document.text[cell.start : cell.end].strip() == "800"
    assert kind == "markdown" or document.cell_at(document.text.index("700")) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("9<wbr>00 per&shy;cent and 1,2\xad00", "900 percent and 1,200"),
        ("<span>9</span><span>00</span>", "900"),
        ("900<sup>1</sup>, 800<sup><a href=#n>a, b</a></sup>", "900, 800"),
        ("the 15<sup>th</sup> of 500 m<sup>2</sup>", "the 15th of 500 m2"),
        ("CO<sub>2</sub>", "CO2"),
        ("<p>900<p>800<br>700<div>600</div>500", "900\n\n800\n700\n\n600\n\n500"),
        ("<s>800</s>900 and <span style='display:none'>1</span>900", "900 and 900"),
        ("a<script>if (5 < 6) '</p>'</script>b<style>5%</style>", "ab"),
    ],
)
def test_html_is_laid_out_as_browsers_do(html: str, text: str) -> None:
    assert document_of(html, kind="html").text.strip() == text


def test_a_cell_may_take_several_columns_and_rows() -> None:
    source = "<table><tr><th rowspan=2>Firm<th colspan=2>Jobs<tr><th>2024<th>2025<tr><td rowspan=2>Acme<td>1<td>2"
    source += "<tr><td>3<td>4</table>"
    document = document_of(source, kind="html")
    called = {document.text[cell.start : cell.end]: (cell.column, cell.row) for cell in document.cells}
    assert called["2"] == ("Jobs 2025", "Acme")
    assert called["3"] == ("Jobs 2024", "Acme")


def test_headings_stack() -> None:
    source = "<table><tr><th>Firm<th>2025<tr><th>Name<th>Jobs<tr><td>Acme<td>900</table>"
    cell = document_of(source, kind="html").cells[-1]
    assert (cell.column, cell.row) == ("2025 Jobs", "Acme")


# Comments

NOTE = [Paragraph("Unbacked", ": no claim `x` {{ y }} {% z %} states it | - -- > $$ \\(")]


def commented(document: Document) -> str:
    """The document with a comment on each of its figures."""
    comments = [Comment(figure.start, figure.end, NOTE) for figure in find(document.text)]
    return document.commented(comments, lambda closed: [Paragraph("", f"{where}.") for _, where in closed]).decode()


def without_comments(text: str) -> str:
    for start, end in reversed(own_comments(text)):
        text = text[:start] + text[end:]
    return text


def rendered(text: str) -> str:
    made = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)
    return " ".join(re.sub(r"<!-- ledger audit: .*? -->", "", made).split())


PLACES = [
    "1. It cut 900 jobs\n2. It cut 800 jobs",
    "# It cut 900 jobs\n\nIt cut 900 jobs",
    "A [BSD 3-Clause] licence\n\n[BSD 3-Clause]: https://x.org",
    "See [7,300 nurses](https://x.org) and [7,300 nurses][a]\n\n[a]: https://x.org",
    "It cut **900** jobs, *900*jobs, __900__ jobs, ~~900~~ 800",
    "| a | b |\n| - | - |\n| 900 jobs | 5 |",
    "- 900\n- 800\n\n  300",
    "It cut 900\n===\n\nIt cut 800\n---",
    "    900 jobs\n\n`900 jobs` and ``900 ` jobs``",
    "> It cut 900 jobs\n\n```\n900 jobs",
    "---\nn: 900\n---\nIt cut 900 jobs",
    "<p title='900'>It cut 900 jobs</p>\n\n<title>900 jobs</title>",
    "900[^1] jobs\n\n[^1]: It was 800 jobs",
    "![900 jobs](x.png '900') and <https://x.org/900>",
    "900\n\n***\n\n$x = 900$ and {{ 900 }}",
    "5 * 6 * 7_8_9",
    "<!-- 900 --> 900 <!-- 800",
]


@pytest.mark.parametrize("source", PLACES)
def test_comments_change_nothing_that_a_reader_of_the_page_sees(source: str) -> None:
    said = commented(document_of(source))
    assert rendered(said) == rendered(source)
    assert without_comments(said).strip("\n") == source.strip("\n")
    assert commented(document_of(said)) == said


pieces = st.sampled_from(
    [*"*_~`[]()<>!#|-\\&\n \n", "900", " 5", "**", "__", "\n\n", "    ", "> ", "- ", "1. ", "a", "](x)", "[a]: x\n",
     "<b>", "</b>", "<!--", "-->", "```\n", "~~", "$", "{{", "}}", "&amp;", "| - | - |\n", "| 5 | 6 |\n", "\r\n", "# "]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(pieces, max_size=25).map("".join))
def test_whatever_a_document_holds_its_figures_keep_their_place_and_comments_are_removed_without_a_trace(
    source: str,
) -> None:
    document = document_of(source)
    for figure in find(document.text):
        start, end = document.span(figure.start, figure.end)
        assert source[start:end][:1] in figure.text[:1] + "&\\"
    try:
        said = commented(document)
    except LedgerError:
        return  # refused
    assert without_comments(said).strip("\n") == source.strip("\n")
