"""What is seen of a Word document, and comments in its content controls and fields."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from lxml import etree
from word_documents import paragraph, run, table, word, written

from ledger.documents.document import Comment, Document, Paragraph
from ledger.documents.word import read_word
from ledger.documents.word_styles import W
from ledger.figures import find

RAISED = "<w:vertAlign w:val='superscript'/>"
STYLES = (
    "<w:style w:type='character' w:styleId='Mark'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Note'><w:basedOn w:val='Mark'/></w:style>"
    "<w:style w:type='character' w:styleId='Gone'><w:rPr><w:strike/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Cut'><w:rPr><w:strike/></w:rPr></w:style>"
)


def read(folder: Path, body: str, **parts: str) -> Document:
    return read_word(written(folder, word(body, **parts)))


SEEN = [
    (("It cut 900", run("1", RAISED), " jobs."), "It cut 900 jobs.", "a note mark"),
    (("It cut 900", run("1", "<w:position w:val='8'/>"), " jobs."), "It cut 900 jobs.", "a note mark"),
    (("It cut 900", run("1", "<w:rStyle w:val='Note'/>"), " jobs."), "It cut 900 jobs.", "a note mark"),
    (("the 15", run("th", RAISED), " day"), "the 15th day", ""),
    (("500 m", run("2", RAISED), " of it"), "500 m2 of it", ""),
    (("has 5 × 10", run("6", RAISED), " cells"), "has cells", "an exponent"),
    (("It cut ", run("800", "<w:strike/>"), "900 jobs."), "It cut 900 jobs.", "struck"),
    (("It cut ", run("800", "<w:dstrike/>"), "900 jobs."), "It cut 900 jobs.", "struck"),
    (("It cut ", run("800", "<w:strike w:val='0'/>"), "900 jobs."), "It cut 800900 jobs.", ""),
    (("It cut ", run("800", "<w:rStyle w:val='Gone'/>"), "900 jobs."), "It cut 900 jobs.", "struck"),
    (("It cut ", run("12", "<w:vanish/>"), "900 jobs."), "It cut 900 jobs.", "hidden"),
    (("It cut ", run("12", "<w:webHidden/>"), "900 jobs."), "It cut 12900 jobs.", ""),
    (("It cut 9\u00ad00 jobs.",), "It cut 900 jobs.", ""),
    (("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "900 jobs"), "≥900 jobs", ""),
]


@pytest.mark.parametrize(("runs", "text", "reason"), SEEN, ids=[f"{case[1]} {case[2]}" for case in SEEN])
def test_word_is_read_as_its_page_looks(tmp_path: Path, runs: tuple[str, ...], text: str, reason: str) -> None:
    document = read(tmp_path, paragraph(*runs), styles=STYLES)
    assert " ".join(document.text.split()) == text
    assert [one.reason for one in document.left_out] == ([reason] if reason else [])


def test_a_run_that_its_style_and_its_paragraphs_style_both_strike_is_not_struck(tmp_path: Path) -> None:
    both = paragraph(run("It cut 900 jobs.", "<w:rStyle w:val='Gone'/>"), properties="<w:pStyle w:val='Cut'/>")
    assert read(tmp_path, both, styles=STYLES).text.strip() == "It cut 900 jobs."
    one = paragraph("It cut 900 jobs.", properties="<w:pStyle w:val='Cut'/>")
    assert read(tmp_path, one, styles=STYLES).text.strip() == ""


def test_deleted_cells_are_not_read_and_cells_know_what_they_are_called(tmp_path: Path) -> None:
    spanning = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("Jobs") + "</w:tc>"
    restart = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("Acme") + "</w:tc>"
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("") + "</w:tc>"
    deleted = "<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>" + paragraph("1,900 jobs") + "</w:tc>"

    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('Firm')}{spanning}</w:tr>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Name')}{cell('2024')}{cell('2025')}</w:tr>"
        f"<w:tr>{restart}{cell('1')}{cell('2')}{deleted}</w:tr><w:tr>{goes_on}{cell('3')}{cell('4')}</w:tr>"
    )
    document = read(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
    assert "1,900" not in document.text
    called = {document.text[one.start : one.end].strip(): (one.column, one.row) for one in document.cells}
    assert called["2"] == ("Jobs 2025", "Acme")
    assert called["3"] == ("Jobs 2024", "Acme")


def test_a_comment_on_a_figure_with_soft_hyphens_spans_it(tmp_path: Path) -> None:
    data = commented(tmp_path, word(paragraph("It cut 1,2\u00ad00 jobs.")))
    inside = re.search(r"commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", data.decode(), re.DOTALL)
    assert inside is not None
    assert "".join(re.findall(r"<w:t[ >][^<]*?>?([^<>]*)</w:t>", inside[1])) == "1,2\u00ad00 jobs"


# Comments


def commented(folder: Path, data: bytes) -> bytes:
    """The main part of a document with a comment on each figure; the document is in the folder."""
    document = read_word(written(folder, data))
    comments = [Comment(one.start, one.end, [Paragraph("Unbacked", ": HERE")]) for one in find(document.text)]
    made = document.commented(comments, lambda closed: [Paragraph("Figures", ".")])
    (folder / "checked.docx").write_bytes(made)
    return zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def field(instruction: str, *runs: str) -> str:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return (
        mark.format("begin") + f"<w:r><w:instrText xml:space='preserve'> {instruction} </w:instrText></w:r>"
        + mark.format("separate") + inner + mark.format("end")
    )  # fmt: skip


def control(content: str, properties: str = "<w:text/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BODY = (
    paragraph("Top.")
    + control(paragraph("A block of 110 jobs."))
    + paragraph("Within ", control(run("a line, 120 jobs,")), " of text.")
    + paragraph("Both: ", control(control(run("130 jobs")) + run(" and 140 jobs")), ".")
    + paragraph("A field: ", field("REF x", "150 jobs"), ", and ", field("MERGEFIELD y", "160", " jobs"), ".")
    + paragraph("Simple: ", f"<w:fldSimple w:instr='DOCPROPERTY z'>{run('170 jobs')}</w:fldSimple>", ".")
    + paragraph("Nested: ", field("IF 1 = 1", field("REF x", "180 jobs")), ".")
    + paragraph("A link: ", f"<w:hyperlink w:anchor='x'>{run('190 jobs')}</w:hyperlink>", ".")
    + paragraph("Split: ", run("2", "<w:b/>"), run("0", "<w:i/>"), run("0 jobs"), ".")
    + paragraph("Moved: ", f"<w:moveTo w:id='7'>{run('210 jobs')}</w:moveTo>", ".")
    + paragraph("Smart: ", f"<w:smartTag w:element='x'>{run('220 jobs')}</w:smartTag>", ".")
    + paragraph("From right to left: ", run("230 jobs", "<w:rtl/>"), ".")
    + table(["A", "240 jobs"])
    + f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{control('<w:tc>' + paragraph('250 jobs') + '</w:tc>')}</w:tr></w:tbl>"
    + control(paragraph("The end: 260 jobs."))
)


def test_the_reference_of_a_comment_stands_outside_every_control_and_field(tmp_path: Path) -> None:
    tree = etree.fromstring(commented(tmp_path, word(BODY)))
    references = list(tree.iter(f"{W}commentReference"))
    assert len(references) == 17
    opened = 0
    for node in tree.iter(f"{W}fldChar", f"{W}commentReference"):
        if node.tag == f"{W}commentReference":
            assert not opened
            assert not list(node.iterancestors(f"{W}sdt", f"{W}fldSimple"))
        else:
            opened += {"begin": 1, "end": -1}.get(str(node.get(f"{W}fldCharType")), 0)
    spans: dict[str, str] = {}
    now: list[str] = []
    for node in tree.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        if node.tag == f"{W}commentRangeStart":
            now.append(str(node.get(f"{W}id")))
        elif node.tag == f"{W}commentRangeEnd":
            now.remove(str(node.get(f"{W}id")))
        else:
            for number in now:
                spans[number] = spans.get(number, "") + (node.text or "")
    assert sorted(filter(None, spans.values())) == [f"{number} jobs" for number in range(110, 270, 10)]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_text_with_the_comments(tmp_path: Path) -> None:
    commented(tmp_path, word(BODY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path / "txt")]
    paths = [str(tmp_path / name) for name in ("draft.docx", "checked.docx")]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=300)
    before, after = ((tmp_path / "txt" / f"{name}.txt").read_text("utf-8") for name in ("draft", "checked"))
    assert "110 jobs" in before
    assert "HERE" not in after
    assert after == before


def test_a_signed_document_and_one_with_macros_are_read_and_the_end_of_the_signature_is_said(
    run: Run, ledger_at: LedgerAt, tmp_path: Path
) -> None:
    ledger_at("claims: []\n")
    data = word(paragraph("It cut 900 jobs."))
    signed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(signed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "_rels/.rels":
                kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
                target = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
                text = text.replace("</Relationships>", target)
            new.writestr(name, text)
        new.writestr("_xmlsignatures/origin.sigs", "")
    for name in ("draft.docm", "draft.dotx", "draft.dotm"):
        (tmp_path / name).write_bytes(signed.getvalue())
        done = run("audit", name, "-o", f"checked.{name.rpartition('.')[2]}")
        assert done.returncode == 1
        assert f"note: {name}: signed; the copy with comments carries no valid signature" in done.stderr
