"""Word documents as drafts: which of their text is read."""

import io
import zipfile
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from word_documents import package, paragraph, run, table, text_box, word, written

from ledger.documents import package as packages
from ledger.documents.document import Document
from ledger.documents.word import read_word
from ledger.errors import LedgerError
from ledger.figures import find

LEDGER = "claims: [{company: Acme, claim: Acme raised $60 million., metric: funding, figure: $60 million}]\n"
FIGURE = "Acme raised $60 million."
_WHOLE = word(paragraph(FIGURE))
_AT = _WHOLE.index(b"word/document.xml") + 100
DAMAGED = _WHOLE[:_AT] + bytes(byte ^ 255 for byte in _WHOLE[_AT : _AT + 50]) + _WHOLE[_AT + 50 :]


def read(folder: Path, body: str, **parts: str) -> Document:
    return read_word(written(folder, word(body, **parts)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Acme raised $6", run("0 mil", "<w:b/>"), "lion."), FIGURE),
        (paragraph("Acme raised ", f"<w:ins w:id='1'>{run('$60')}</w:ins>", " million."), FIGURE),
        (
            paragraph("Acme raised ", "<w:del w:id='1'><w:r><w:delText>$50</w:delText></w:r></w:del>", "$60 million."),
            FIGURE,
        ),
        (paragraph("Acme raised ", f"<w:moveFrom w:id='1'>{run('$50 ')}</w:moveFrom>", "$60 million."), FIGURE),
        (paragraph("Acme raised ", f"<w:hyperlink r:id='x'>{run('$60 million')}</w:hyperlink>", "."), FIGURE),
        (paragraph("Acme raised ", f"<w:sdt><w:sdtContent>{run('$60 million')}</w:sdtContent></w:sdt>", "."), FIGURE),
        (f"<w:sdt><w:sdtContent>{paragraph(FIGURE)}</w:sdtContent></w:sdt>", FIGURE),
        (paragraph(FIGURE, text_box("It has 7 shops.")), f"{FIGURE}\n\nIt has 7 shops."),
        (paragraph("Acme raised<w:r/>".replace("<w:r/>", "")) + paragraph("$60."), "Acme raised\n\n$60."),
        (paragraph("A", "<w:r><w:tab/></w:r>", "B", "<w:r><w:br/></w:r>", "C"), "A\tB\nC"),
        (paragraph("9", "<w:r><w:noBreakHyphen/></w:r>", "year"), "9‑year"),
        (table(["Acme", "$60 million"], ["Bolt", "$7"]), "| Acme | $60 million | \n| Bolt | $7 | "),
        (
            paragraph("One.", properties="<w:numPr/>") + paragraph("Two.", properties="<w:pStyle w:val='ListBullet'/>"),
            "- One.\n- Two.",
        ),
        (
            paragraph("It rai", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("sed $60.") + paragraph("X"),
            "It raised $60.\n\nX",
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>" + paragraph("$50") + "</w:tc></w:tr></w:tbl>",
            "",
        ),
    ],
)
def test_the_text_is_what_a_reader_would_see_with_all_changes_accepted(
    tmp_path: Path, body: str, expected: str
) -> None:
    assert read(tmp_path, body).text == expected


def test_notes_headers_and_footers_are_read_after_the_text(tmp_path: Path) -> None:
    note = "<w:footnote w:id='{}'>{}</w:footnote>"
    document = read(
        tmp_path,
        paragraph("Body.", "<w:r><w:footnoteReference w:id='3'/></w:r>"),
        footnotes=note.format(3, paragraph("It cost $3.")) + note.format(4, paragraph("Not referred to: $4.")),
        header1=paragraph("Draft of $5"),
        footer1=paragraph("Page $6"),
    )
    assert document.text == "Body.\n\nIt cost $3.\n\nDraft of $5\n\nPage $6"
    regions = [document.piece_at(document.text.index(text)).closed for text in ("Body", "$3", "$5", "$6")]
    assert regions == ["", "footnote", "header", "footer"]


def test_a_line_is_a_paragraph(tmp_path: Path) -> None:
    draft = read(tmp_path, paragraph("One.") + paragraph("Two.") + table(["A", "B"]))
    assert [draft.position(draft.text.index(text)) for text in ("One", "wo", "B")] == [(1, 1), (2, 2), (3, 7)]


def test_code_and_what_word_computes_are_not_prose(tmp_path: Path) -> None:
    def field(instruction: str, result: str) -> str:
        kinds = [f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")]
        return f"{kinds[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{kinds[1]}{run(result)}{kinds[2]}"

    body = paragraph("Page ", field(" PAGE ", "$12"), " of ", "<w:fldSimple w:instr='NUMPAGES'>", run("$40"))
    body = body.replace("</w:p>", "</w:fldSimple></w:p>")
    body += paragraph(field("REF x", "$7 million"))
    body += paragraph("ledger --min $9", properties="<w:pStyle w:val='SourceCode'/>")
    body += paragraph(run("$8", "<w:rStyle w:val='VerbatimChar'/>"))
    draft = read(tmp_path, body)
    assert [figure.text for figure in find(draft.text)] == ["$7 million"]
    assert [(one.text, one.reason) for one in draft.left_out] == [
        ("ledger --min $9", "code"),
        ("$8", "code"),
    ]


def test_what_is_not_read_is_said(ledger_at: LedgerAt, run: Run, tmp_path: Path) -> None:
    ledger_at(LEDGER)
    uri = "http://schemas.openxmlformats.org/drawingml/2006/"
    drawn = "".join(
        f"<w:r><w:drawing><a:graphicData uri='{uri}{kind}'/></w:drawing></w:r>"
        for kind in ("chart", "picture", "chart")
    )
    body = paragraph(FIGURE, drawn, "<m:oMath/>") + "<w:altChunk r:id='x'/>"
    written(tmp_path, word(body))
    done = run("audit", "draft.docx")
    assert "note: draft.docx: not read: 2 charts, 1 picture, 1 equation, 1 embedded document\n" in done.stderr


def test_the_same_draft_in_word_and_in_markdown_gets_the_same_verdicts(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(LEDGER + "  \n")
    (tmp_path / "draft.md").write_text(
        "# Acme's $60 million\n\nAcme raised $60 million.\n\n- It paid $5 million.\n- It raised $60 million.\n\n"
        "| Acme raised | $60 million |\n| --- | --- |\n| Acme raised | $16 million |\n",
        encoding="utf-8",
    )
    item = "<w:numPr/>"
    body = paragraph("Acme’s $60 million".replace("’", "'")) + paragraph("Acme raised $6", run_of("0 million."))
    body += paragraph("It paid $5 million.", properties=item) + paragraph("It raised $60 million.", properties=item)
    body += table(["Acme raised", "$60 million"], ["Acme raised", "$16 million"])
    written(tmp_path, word(body))

    def verdicts(name: str) -> list[list[str]]:
        lines = run("audit", name, "--format", "concise").stdout.splitlines()
        return [line.split(": ")[1:3] for line in lines]

    assert verdicts("draft.docx") == verdicts("draft.md")
    assert len(verdicts("draft.md")) == 6


def run_of(text: str) -> str:
    return run(text, "<w:i/>")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old .doc, or protected by a password"),
        (b"not a zip", "not a Word document"),
        (package({"a.txt": "x"}), "not a Word document"),
        (DAMAGED, "damaged: word/document.xml cannot be read"),
        (word("<w:p>"), "word/document.xml: damaged"),
        (word("")[:-200], "not a Word document"),
    ],
)
def test_what_is_not_a_word_document_gets_one_clear_message(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, data: bytes, said: str
) -> None:
    ledger_at(LEDGER)
    written(tmp_path, data)
    done = run("audit", "draft.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_entity_is_expanded_and_nothing_from_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("$1 secret", encoding="utf-8")
    data = zipfile.ZipFile(io.BytesIO(word(paragraph("&outside;"))))
    files = {name: data.read(name).decode() for name in data.namelist()}
    declared = f'<!DOCTYPE w [<!ENTITY outside SYSTEM "file://{secret}">]><w:document'
    files["word/document.xml"] = files["word/document.xml"].replace("<w:document", declared, 1)
    with pytest.raises(LedgerError, match="declares a document type"):
        read_word(written(tmp_path, package(files)))


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_PART", 1000)
    path = written(tmp_path, word(paragraph("x" * 5000)))
    with pytest.raises(LedgerError, match=r"word/document\.xml is larger than 0 MB"):
        read_word(path)
    monkeypatch.setattr(packages, "LARGEST_PACKAGE", 1000)
    with pytest.raises(LedgerError, match="unpacks to more than 0 MB"):
        read_word(path)
