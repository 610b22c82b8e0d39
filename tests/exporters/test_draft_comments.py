"""Drafts handed back with a comment on each figure."""

import io
import itertools
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_documents import package, paragraph, run, table, text_box, word, written

from ledger.documents.word import read_word
from ledger.documents.word_styles import W
from ledger.documents.word_threads import AUTHOR
from ledger.drafts.audit import Auditor
from ledger.exporters.audit import with_comments
from ledger.loading import load_text

LEDGER = """\
claims:
  - id: acme-funding
    company: Acme
    claim: Acme raised $60 million.
    metric: funding
    figure: $60 million
    publisher: Reuters
    title: Acme raises -- at last | money
    url: https://www.reuters.com/acme--raises
    date: 2026-02-12
    quote: We have $60 million.
    locator: p. 4
"""
EVERY_SHAPE = (
    paragraph("Acme raised $6", run("0 mil", "<w:b/>"), "lion, or $6.5 million, or ", run("$7 million", "<w:i/>"), ".")
    + paragraph("It raised ", f"<w:ins w:id='1'>{run('$8')}</w:ins>", " million.")
    + paragraph(f"<w:ins w:id='1'>{run('Or ')}{run('$16 million')}{run(' at least.')}</w:ins>")
    + paragraph("It raised ", "<w:del w:id='1'><w:r><w:delText>$5</w:delText></w:r></w:del>", "$9 million.")
    + paragraph("See ", f"<w:hyperlink r:id='x'>{run('the $10 million')}</w:hyperlink>", " here.")
    + paragraph("<w:r><w:t>$11</w:t><w:noBreakHyphen/><w:t>million</w:t><w:tab/><w:t>It has $12</w:t></w:r>")
    + table(["Acme raised", "$13 million"], ["Bolt", "$14 million and $15 million"])
)


def commented(folder: Path, data: bytes) -> bytes:
    document = read_word(written(folder, data))
    auditor = Auditor(load_text(LEDGER, "claims.yaml"))
    return with_comments(document, list(auditor.judge(document)), everything=True)


def tree(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def text_of(data: bytes) -> list[str]:
    """The text of each paragraph, with what was deleted."""
    return ["".join(node.text or "" for node in one.iter(f"{W}t", f"{W}delText")) for one in tree(data).iter(f"{W}p")]


def spans(data: bytes) -> list[str]:
    """What each comment with a range spans, without what was deleted."""
    found: dict[str, str] = {}
    opened: list[str] = []
    for node in tree(data).iter():
        if node.tag == f"{W}commentRangeStart":
            opened.append(str(node.get(f"{W}id")))
            found[opened[-1]] = ""
        elif node.tag == f"{W}commentRangeEnd":
            opened.remove(str(node.get(f"{W}id")))
        elif node.tag in (f"{W}t", f"{W}noBreakHyphen") and opened:
            for number in opened:
                found[number] += node.text or "‑"
    return [span for span in found.values() if span]


def comments(data: bytes) -> list[list[str]]:
    """The paragraphs of each comment by this program."""
    return [
        ["".join(node.text or "" for node in one.iter(f"{W}t")) for one in made.iter(f"{W}p")]
        for made in tree(data, "word/comments.xml").iter(f"{W}comment")
        if made.get(f"{W}author") == AUTHOR
    ]


def test_each_comment_spans_exactly_its_figure_and_no_text_changes(tmp_path: Path) -> None:
    before = word(EVERY_SHAPE)
    after = commented(tmp_path, before)
    assert spans(after) == [
        *(
            "$60 million",
            "$6.5 million",
            "$7 million",
            "$8 million",
            "$16 million",
            "$9 million",
            "$10 million",
            "$11‑million",
        ),
        *("$12", "$13 million", "$14 million", "$15 million"),
    ]
    assert text_of(after) == text_of(before)
    assert read_word(written(tmp_path, after)).text == read_word(written(tmp_path, before)).text


def test_a_comment_gives_the_verdict_then_the_claim_its_source_and_its_words(tmp_path: Path) -> None:
    after = commented(tmp_path, word(paragraph("Acme raised $60 million.") + paragraph("Acme raised $16 million.")))
    source = [
        "Reuters, “Acme raises -- at last | money”, 12 February 2026",
        "https://www.reuters.com/acme--raises",
        "“We have $60 million.”",
        "p. 4",
        "In the ledger: Acme raised $60 million. (acme-funding)",
    ]
    assert comments(after) == [
        [
            "2 figures: 1 in the ledger, 1 differs.",
            "Differs from the ledger: The ledger gives another figure for the same thing.",
            "In the ledger: A claim states it.",
            "The ledger is a list of figures with their sources.",
        ],
        ["In the ledger", *source],
        ["Differs from the ledger: the ledger says $60 million", *source],
    ]


def test_the_readme_shows_a_comment_as_it_is_written(run: Run, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    written(tmp_path, word(paragraph("OpenAI is worth $825 billion.")))
    run("audit", "draft.docx", "-o", "checked.docx", "--file", str(root / "data" / "claims.yaml"))
    shown = re.findall(
        r"```text\n(Differs.*?)\n```", (root / "docs" / "auditing.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert ["\n".join(comments((tmp_path / "checked.docx").read_bytes())[1])] == shown


def test_figures_that_cannot_carry_a_comment_are_listed_in_the_first_one(tmp_path: Path) -> None:
    body = paragraph("Acme.", "<w:r><w:footnoteReference w:id='2'/></w:r>", text_box("It paid $2."))
    note = f"<w:footnote w:id='2'>{paragraph('It paid $3.')}</w:footnote>"
    after = commented(tmp_path, word(body, footnotes=note, header1=paragraph("Draft for $4")))
    assert spans(after) == []
    assert comments(after) == [
        [
            "3 figures: 3 not in the ledger.",
            "Not in the ledger: No claim states it.",
            "The ledger is a list of figures with their sources.",
            "In a text box: $2: not in the ledger",
            "In a footnote: $3: not in the ledger",
            "In a header: $4: not in the ledger",
        ]
    ]


def test_comments_of_others_stay_and_own_ones_are_replaced(tmp_path: Path) -> None:
    other = f"<w:comment w:id='7' w:author='Ann' w:initials='A'>{paragraph('Sure?')}</w:comment>"
    marked = "<w:commentRangeStart w:id='7'/>{}<w:commentRangeEnd w:id='7'/><w:r><w:commentReference w:id='7'/></w:r>"
    body = paragraph("Acme raised ", marked.format(run("$60 million")), " once.")
    once = commented(tmp_path, word(body, comments=other))
    twice = commented(tmp_path, once)
    for data in (once, twice):
        authors = [one.get(f"{W}author") for one in tree(data, "word/comments.xml").iter(f"{W}comment")]
        assert sorted(map(str, authors)) == ["Ann", AUTHOR, AUTHOR]
        assert spans(data) == ["$60 million", "$60 million"]
        numbers = [mark.get(f"{W}id") for mark in tree(data).iter(f"{W}commentReference")]
        assert len(numbers) == len(set(numbers)) == 3
    assert [len(list(tree(data).iter(f"{W}r"))) for data in (once, twice)] == [6, 6]


def test_an_answer_to_a_comment_that_is_replaced_is_kept(tmp_path: Path) -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    own = f"<w:comment w:id='1' w:author='{AUTHOR}'><w:p {w14} w14:paraId='0A'>{run('Unbacked')}</w:p></w:comment>"
    answer = f"<w:comment w:id='2' w:author='Ann'><w:p {w14} w14:paraId='0B'>{run('Seen')}</w:p></w:comment>"
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    known = f"<w15:commentEx {w15} w15:paraId='0A'/><w15:commentEx {w15} w15:paraId='0B' w15:paraIdParent='0A'/>"
    after = commented(tmp_path, word(paragraph("Acme."), comments=own + answer, commentsExtended=known))
    (left,) = tree(after, "word/commentsExtended.xml")
    assert [value for name, value in left.attrib.items()] == ["0B"]
    assert b"Seen" in zipfile.ZipFile(io.BytesIO(after)).read("word/comments.xml")


def test_parts_that_are_not_concerned_stay_byte_for_byte(tmp_path: Path) -> None:
    before = word(EVERY_SHAPE, styles="<w:style   w:styleId='A'/>", footer1=paragraph("$4"), comments="")
    after = commented(tmp_path, before)
    archives = [zipfile.ZipFile(io.BytesIO(data)) for data in (before, after)]
    assert archives[0].namelist() == archives[1].namelist()
    for name in set(archives[0].namelist()) - {"word/document.xml", "word/comments.xml"}:
        assert archives[0].read(name) == archives[1].read(name)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 60), max_size=12), st.sampled_from(["", "<w:ins w:id='1'>{}</w:ins>"]))
def test_figures_are_found_across_any_split_into_runs(cuts: list[int], around: str) -> None:
    text = "Acme raised $60 million, then $1.5 billion; 12% of it, or 40 cents a share, went to Bolt."
    ends = sorted({0, len(text), *cuts})
    runs = [run(text[a:b], "<w:b/>" if a % 2 else "") for a, b in itertools.pairwise(ends)]
    data = word(paragraph(*((around or "{}").format(one) for one in runs)))
    with tempfile.TemporaryDirectory() as folder:
        after = commented(Path(folder), data)
        assert spans(after) == ["$60 million", "$1.5 billion", "12%", "40 cents a share"]
        assert text_of(after) == [text]
        again = commented(Path(folder), after)
        assert (spans(again), text_of(again)) == (spans(after), [text])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_reads_the_comments_where_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, commented(tmp_path, word(EVERY_SHAPE)), "checked.docx")
    command = ["pandoc", "--track-changes=all", "--wrap=none", "--to=markdown", path]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert re.search(r'\[\*\*In the ledger\*\*.{10,400}\]\{\.comment-start id="1" author="ledger"', said)
    assert said.count(".comment-start") == said.count(".comment-end") == 13


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_comments(tmp_path: Path) -> None:
    path = written(tmp_path, commented(tmp_path, word(EVERY_SHAPE)), "checked.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), path]
    subprocess.run(command, capture_output=True, check=True, timeout=170)
    said = (tmp_path / "checked.fodt").read_text(encoding="utf-8")
    assert len(re.findall(r"<dc:creator>ledger</dc:creator>", said)) == 13


def test_the_command_writes_the_document_and_refuses_to_replace_a_file(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    written(tmp_path, word(paragraph("Acme raised $16 million.")))
    done = run("audit", "draft.docx", "-o", "checked.docx")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "1 figure: 1 differs\n"
    assert spans((tmp_path / "checked.docx").read_bytes()) == ["$16 million"]
    done = run("audit", "draft.docx", "-o", "checked.docx")
    assert (done.returncode, "already exists" in done.stderr) == (2, True)
    assert run("audit", "checked.docx", "-o", "checked.docx", "--force", "--format", "concise").stdout


@pytest.mark.parametrize(
    ("drafts", "output", "said"),
    [
        (["d.md"], "d.docx", "d.docx: a draft with comments keeps its format; choose a name with its ending"),
        (["d.md"], "d.html", "keeps its format"),
        (["d.txt"], "e.txt", "plain text has no comments; save the draft as .md, .html or .docx"),
        (["d.md", "d.md"], "e.md", "--output takes one draft at a time"),
        (["d.md"], "claims.yaml", "keeps its format"),
    ],
)
def test_an_output_that_cannot_hold_the_comments_is_refused(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, drafts: list[str], output: str, said: str
) -> None:
    ledger_at(LEDGER)
    for name in drafts:
        (tmp_path / name).write_text("Acme raised $16 million.", encoding="utf-8")
    done = run("audit", *drafts, "-o", output)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)


MARKDOWN = """\
---
title: $60 million
---
# Acme raised **$60 million**

| Acme raised | $60 million |
| --- | --- |

It raised `$5` and [$16 million](https://a.org/5). <!-- ledger: ignore -->

Acme raised $16 million"""
HTML = "<!doctype html><title>Acme raised $60 million</title><p>Acme raised <b>$60 million</b>.</p>\n"
_NOTE = re.compile(r"\n?<!-- ledger audit: [^\n]*? -->\n?\Z|<!-- ledger audit: [^\n]*? -->")


@pytest.mark.parametrize(("name", "text", "count"), [("d.md", MARKDOWN, 3), ("d.html", HTML, 2)])
def test_markup_gets_a_comment_after_each_figure_and_stays_as_it_was(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, name: str, text: str, count: int
) -> None:
    ledger_at(LEDGER)
    (tmp_path / name).write_text(text, encoding="utf-8")
    run("audit", name, "-o", f"e{name}")
    once = (tmp_path / f"e{name}").read_text(encoding="utf-8")
    assert once.count("<!-- ledger audit: ") == count
    assert "$60 million<!-- ledger audit: In the ledger / Reuters, “Acme raises -\u2060- at last ¦ money" in once
    assert "p. 4 / In the ledger: Acme raised $60 million. (acme-funding) -->" in once
    assert "https://www.reuters.com/acme%2D-raises" in once
    assert name != "d.md" or "In a heading: $60 million: in the ledger" in once
    assert _NOTE.sub("", once).rstrip("\n") == text.rstrip("\n")
    run("audit", f"e{name}", "-o", f"f{name}")
    assert (tmp_path / f"f{name}").read_text(encoding="utf-8") == once


def test_no_comment_is_put_where_it_would_be_text(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(LEDGER)
    (tmp_path / "d.html").write_text(HTML, encoding="utf-8")
    run("audit", "d.html", "-o", "e.html")
    said = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "<title>Acme raised $60 million</title>" in said
    assert re.search(r"2 figures: 2 in the ledger\. / .* / In a title or form field: \$60 million: in the ledger", said)


def test_a_byte_order_mark_stays_at_the_beginning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text("claims: []\n", encoding="utf-8")
    (tmp_path / "draft.md").write_bytes(b"\xef\xbb\xbfIt made $3 million.\r\n")
    assert run("audit", "draft.md", "-o", "checked.md").returncode == 1
    checked = (tmp_path / "checked.md").read_bytes()
    assert checked.startswith(b"\xef\xbb\xbfIt made $3 million<!-- ledger audit: Not in the ledger")
    assert checked.count(b"\xef\xbb\xbf") == 1


def test_a_comment_with_an_endless_number_is_kept(tmp_path: Path) -> None:
    other = f"<w:comment w:id='{'4' * 5000}' w:author='Ann' w:initials='A'>{paragraph('Sure?')}</w:comment>"
    after = commented(tmp_path, word(paragraph("Acme raised $60 million."), comments=other))
    numbers = [len(str(one.get(f"{W}id"))) for one in tree(after, "word/comments.xml").iter(f"{W}comment")]
    assert numbers == [5000, 1, 1]


def test_a_part_of_comments_that_holds_something_else_is_refused(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(LEDGER)
    before = word(paragraph("Acme raised $60 million."), comments="")
    damaged = {
        name: zipfile.ZipFile(io.BytesIO(before)).read(name).decode()
        for name in zipfile.ZipFile(io.BytesIO(before)).namelist()
    }
    damaged["word/comments.xml"] = damaged["word/comments.xml"].replace("w:comments", "w:footnotes")
    written(tmp_path, package(damaged))
    done = run("audit", "draft.docx", "-o", "checked.docx")
    assert (done.returncode, (tmp_path / "checked.docx").exists()) == (2, False)
    assert "draft.docx: damaged: word/comments.xml holds no comments; save it again in Word" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 million.[^",
        "It cost $5 million. <!-- ledger audit: never closed",
        "<!-- ledger audit: a --> It cost $5 million. <!-- ledger audit: b -->",
        "<!-- ledger audit: a -->\n",
        "<!-- ledger audit: ",
    ],
)
def test_only_own_comments_are_replaced_and_every_other_character_stays(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, text: str
) -> None:
    ledger_at(LEDGER)
    (tmp_path / "d.md").write_text(text, encoding="utf-8")
    run("audit", "d.md", "-o", "e.md")
    said = (tmp_path / "e.md").read_text(encoding="utf-8")
    own = re.compile(r" ?<!-- ledger audit: [^\n]*? -->")
    assert own.sub("", said).strip() == own.sub("", text).strip()
    run("audit", "e.md", "-o", "f.md")
    assert (tmp_path / "f.md").read_text(encoding="utf-8") == said


def test_in_word_a_figure_that_is_in_the_ledger_has_a_comment_only_on_request(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER)
    written(tmp_path, word(paragraph("Acme raised $60 million, and spent $5 million.")))
    run("audit", "draft.docx", "-o", "some.docx")
    run("audit", "draft.docx", "-o", "all.docx", "--comment-all")
    assert spans((tmp_path / "some.docx").read_bytes()) == ["$5 million"]
    assert comments((tmp_path / "some.docx").read_bytes())[0][0] == "2 figures: 1 in the ledger, 1 not in the ledger."
    assert spans((tmp_path / "all.docx").read_bytes()) == ["$60 million", "$5 million"]
