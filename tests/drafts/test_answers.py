"""Answers to the comments of an audit in Word, and what becomes of them at the next one."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from audited import CONFIRMER, CONFIRMING_AUDITOR, TO_CONFIRM
from conftest import LedgerAt, Run
from lxml import etree
from word_documents import package, paragraph, run, word, written

from ledger.documents.word import read_word
from ledger.documents.word_styles import W
from ledger.drafts.verdicts import Judgement
from ledger.exporters.audit import with_comments

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
DRAFT = word(
    paragraph("Acme waved off ", run("6", "<w:b/>"), run("20 people", "<w:i/>"), ".")
    + paragraph("It had a intake of $2.4 billion at Acme.")
    + paragraph("Echo put 4,400 trees into the ground.")
)


def parts_of(data: bytes) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def audited(folder: Path, data: bytes) -> list[Judgement]:
    document = read_word(written(folder, data))
    return CONFIRMER.answered(list(CONFIRMING_AUDITOR.judge(document)), document)[0]


def handed_back(folder: Path, data: bytes) -> bytes:
    document = read_word(written(folder, data))
    return with_comments(document, CONFIRMER.answered(list(CONFIRMING_AUDITOR.judge(document)), document)[0])


def answered(data: bytes, answers: dict[str, str], *, parents: bool, date: str = "2099-03-31T10:00:00Z") -> bytes:
    """A document in which Ada has answered to our comments that have these words; "done" resolves one."""
    parts = parts_of(data)
    comments = etree.fromstring(parts["word/comments.xml"].encode())
    body = parts["word/document.xml"]
    entries = ""
    for count, (words, text) in enumerate(answers.items()):
        [own] = [one for one in comments if words in "".join(one.itertext())]
        number, own_id, new_id = str(1000 + count), f"0000A{count:03}", f"0000B{count:03}"
        if parents or text == "done":
            list(own.iter(f"{W}p"))[-1].set(f"{{{W14}}}paraId", own_id)
            entries += f'<w15:commentEx w15:paraId="{own_id}" w15:done="{int(text == "done")}"/>'
        if text == "done":
            continue
        made = etree.SubElement(comments, f"{W}comment", {f"{W}id": number, f"{W}author": "Ada", f"{W}date": date})
        line = etree.SubElement(made, f"{W}p")
        etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = text
        if parents:
            line.set(f"{{{W14}}}paraId", new_id)
            entries += f'<w15:commentEx w15:paraId="{new_id}" w15:paraIdParent="{own_id}" w15:done="0"/>'
        for name in ("commentRangeStart", "commentRangeEnd"):
            mark = f'<w:{name} w:id="{own.get(f"{W}id")}"/>'
            body = body.replace(mark, f'{mark}<w:{name} w:id="{number}"/>')
        end = f'<w:commentRangeEnd w:id="{number}"/>'
        body = body.replace(end, f'{end}<w:r><w:commentReference w:id="{number}"/></w:r>')
    parts["word/comments.xml"] = etree.tostring(comments).decode()
    parts["word/document.xml"] = body
    if entries:
        parts["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'
        relations = parts["word/_rels/document.xml.rels"]
        made_here = f'<Relationship Id="rIdX" Type="{EXTENDED}" Target="commentsExtended.xml"/>'
        parts["word/_rels/document.xml.rels"] = re.sub("(?=</Relationships>)", made_here, relations)
    return package(parts)


@pytest.mark.parametrize("parents", [True, False], ids=["Word", "LibreOffice"])
def test_an_answer_to_a_comment_is_a_confirmation_by_its_author_on_its_date(tmp_path: Path, *, parents: bool) -> None:
    after = answered(handed_back(tmp_path, DRAFT), {"cuts": "Ok.", "revenue": "revenue"}, parents=parents)
    for _ in range(3):  # and so it stays at the next audits
        first, second, third = audited(tmp_path, after)
        assert [one.verdict.value for one in (first, second, third)] == ["confirmed", "confirmed", "unclear"]
        assert (first.by, first.on, first.claims[0].id) == ("Ada", "2099-03-31", "cuts")
        after = handed_back(tmp_path, after)
        assert [one.text for one in read_word(written(tmp_path, after)).threads[0].answers] == ["Ok."]


@pytest.mark.parametrize("parents", [True, False], ids=["Word", "LibreOffice"])
def test_another_answer_leaves_the_figure_open_and_is_shown(tmp_path: Path, *, parents: bool) -> None:
    after = answered(handed_back(tmp_path, DRAFT), {"cuts": "No idea"}, parents=parents)
    assert audited(tmp_path, after)[0].against[-1] == "Ada answered: “No idea”"


def test_an_answer_with_another_id_is_judged_by_that_claim(tmp_path: Path) -> None:
    after = answered(handed_back(tmp_path, DRAFT), {"cuts": "revenue"}, parents=True)
    first = audited(tmp_path, after)[0]
    assert (first.verdict.value, first.claims[0].id) == ("contradicted", "revenue")


def test_what_was_there_before_our_comment_is_no_answer_to_it(tmp_path: Path) -> None:
    before = answered(handed_back(tmp_path, DRAFT), {"cuts": "ok"}, parents=False, date="1999-01-01T00:00:00Z")
    assert audited(tmp_path, before)[0].verdict == "unclear"


@pytest.mark.parametrize("parents", [True, False], ids=["Word", "LibreOffice"])
def test_an_answer_does_not_outlast_a_change_of_the_sentence(tmp_path: Path, *, parents: bool) -> None:
    parts = parts_of(answered(handed_back(tmp_path, DRAFT), {"cuts": "ok"}, parents=parents))
    parts["word/document.xml"] = parts["word/document.xml"].replace("waved off", "hired")
    first = audited(tmp_path, package(parts))[0]
    assert first.verdict in ("unclear", "unbacked")
    assert first.against[-1] == "the answer was given for other words"


def test_a_comment_that_is_resolved_without_an_answer_is_confirmed_by_nobody_named(tmp_path: Path) -> None:
    after = answered(handed_back(tmp_path, DRAFT), {"cuts": "done"}, parents=True)
    for _ in range(2):
        first = audited(tmp_path, after)[0]
        assert (first.verdict.value, first.reason, first.by) == ("confirmed", "resolved, by nobody named", "")
        after = handed_back(tmp_path, after)


def test_answers_are_kept_beside_the_document_and_outlast_its_comments(
    ledger_at: LedgerAt, run: Run, tmp_path: Path
) -> None:
    ledger_at(TO_CONFIRM)
    ledger_at(DRAFT, "d.docx")
    assert run("audit", "d.docx", "-o", "e.docx").stderr == "3 figures: 3 to read\n"
    answers = {"cuts": "ok", "revenue": "ok", "Echo planted": "ok"}
    ledger_at(answered((tmp_path / "e.docx").read_bytes(), answers, parents=True), "e.docx")
    done = run("audit", "e.docx")
    assert (done.returncode, done.stderr) == (0, "3 answers kept in e.docx.checked.jsonl\n3 figures: 3 confirmed\n")
    assert run("audit", "e.docx").stderr == "3 figures: 3 confirmed\n"
    rows = [json.loads(line) for line in (tmp_path / "e.docx.checked.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["claim"], row["by"]) for row in rows] == [
        ("cuts", "Ada"), ("revenue", "Ada"), ("Echo planted 4400 oaks.", "Ada"),
    ]  # fmt: skip
    ledger_at(DRAFT, "e.docx")
    assert run("audit", "e.docx").returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_answers_survive_being_saved_by_libreoffice(tmp_path: Path) -> None:
    data = answered(handed_back(tmp_path, DRAFT), {"cuts": "ok", "revenue": "done"}, parents=True)
    path = written(tmp_path, data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved"), path]
    subprocess.run(command, check=True, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    [saved] = (tmp_path / "saved").iterdir()
    first = audited(tmp_path, saved.read_bytes())[0]
    assert (first.verdict.value, first.by) == ("confirmed", "Ada")
