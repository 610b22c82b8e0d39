"""Print how exactly `ledger audit --output` puts comments into Word documents: `python -m benchmarks.word`.

20 documents as newsrooms have them, 10 figures each, are made by pandoc, LibreOffice (`soffice`) and python-docx:
with footnotes, tables, tracked changes, text boxes, comments, or text split into runs as Google Docs does. Each is
audited twice.
"""

import datetime
import io
import itertools
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from benchmarks.generate import ledger
from ledger.documents.word import read_word
from ledger.documents.word_styles import W
from ledger.documents.word_threads import AUTHOR
from ledger.drafts.audit import Auditor
from ledger.exporters.audit import with_comments
from ledger.loading import load_text

_FORMS = ("${} million", "{}.5%", "€{} bn", "£{},250", "{} megawatts", "{} million people", "${}.75 a share", "{} jobs")
_SENTENCES = ("Acme raised {}, it says.", "Of these, {} went to Bolt.", "It was {}!", "“{}” was said.")
_BOX = (
    f'<w:r xmlns:w="{W[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>Nothing to see.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_NOW = datetime.datetime(2026, 1, 1)


def figures(draw: random.Random, start: int) -> list[str]:
    """Ten figures, no two alike."""
    return [draw.choice(_FORMS).format(start + number) for number in range(10)]


def sentence(draw: random.Random, figure: str) -> str:
    return draw.choice(
        ("Acme raised {}, it says.", "Of these, {} went to Bolt.", "It was {}!", "“{}” was said.")
    ).format(figure)


def by_pandoc(path: Path, draw: random.Random, said: list[str]) -> None:
    """Headings, emphasis, links, a list, a table, and a footnote without figures."""
    lines = [sentence(draw, figure) for figure in said]
    lines[0] = f"# {lines[0]}"
    lines[1] = lines[1].replace(said[1], f"**{said[1][:2]}**{said[1][2:]}")
    lines[2] = lines[2].replace(said[2], f"[{said[2]}](https://a.org/x)[^1]")
    lines[3:5] = [f"- {lines[3]}\n- {lines[4]}"]
    lines[4:6] = [f"| Acme | Bolt |\n| --- | --- |\n| {said[5]} | {said[6]} |"]
    text = "\n\n".join([*lines, "[^1]: Nothing to see."])
    subprocess.run(["pandoc", "-f", "markdown", "-o", str(path)], input=text, text=True, check=True, timeout=60)


def by_libreoffice(path: Path, draw: random.Random, said: list[str]) -> None:
    """A web page that LibreOffice saved as a Word document: nested tables, styles, line breaks."""
    lines = [sentence(draw, figure) for figure in said]
    lines[1] = lines[1].replace(said[1], f"<i>{said[1][:3]}</i><b>{said[1][3:]}</b>")
    lines[2] = f"<ol><li>{lines[2]}</li></ol>"
    lines[3:5] = [f"<table><tr><td>{lines[3]}</td><td>{lines[4]}</td></tr></table>"]
    lines[4] = lines[4].replace(", ", ",<br>")
    page = path.with_suffix(".html")
    page.write_text("<meta charset=utf-8>" + "".join(f"<div>{line}</div>" for line in lines), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:Office Open XML Text", "--outdir"]
    command += [str(path.parent), "--infilter=HTML (StarWriter)", str(page)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def by_python_docx(path: Path, draw: random.Random, said: list[str]) -> None:
    """Text in many runs, as Google Docs exports it, a table, comments by others, and a header without figures."""
    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Draft"
    for number, figure in enumerate(said[:8]):
        line = sentence(draw, figure)
        paragraph = document.add_paragraph(style=draw.choice([None, "List Bullet", "Heading 2"]))
        cuts = sorted({0, len(line), *(draw.randrange(len(line)) for _ in range(draw.randrange(6)))})
        for start, end in itertools.pairwise(cuts):
            paragraph.add_run(line[start:end]).italic = draw.choice([None, True])
        if number % 3 == 0:
            document.add_comment(paragraph.runs, text="Sure?", author="Ann", initials="A")
    table = document.add_table(1, 2)
    for cell, figure in zip(table.rows[0].cells, said[8:], strict=True):
        cell.text = figure
    document.save(str(path))


def tracked(path: Path, draw: random.Random, said: list[str]) -> None:
    """The document of `by_python_docx`, in which runs were inserted, others deleted, and a text box added."""
    by_python_docx(path, draw, said)
    data = read_parts(path.read_bytes())
    root = etree.fromstring(data["word/document.xml"])
    for run in list(root.iter(f"{W}r")):
        if run.find(f"{W}t") is None or draw.random() < 0.5:
            continue
        attributes = {f"{W}id": str(draw.randrange(10**6)), f"{W}author": "Ann"}
        inserted = etree.Element(f"{W}ins", attributes)
        run.addprevious(inserted)
        inserted.append(run)
        if draw.random() < 0.4:
            deleted = etree.SubElement(etree.Element(f"{W}del", attributes), f"{W}r")
            etree.SubElement(deleted, f"{W}delText").text = "$99 billion"
            inserted.addprevious(deleted.getparent())
    next(root.iter(f"{W}p")).append(etree.fromstring(_BOX))
    data["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a document by name."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def texts(data: bytes) -> list[str]:
    """All text of a document, deleted text included, paragraph by paragraph."""
    root = etree.fromstring(read_parts(data)["word/document.xml"])
    return ["".join(node.text or "" for node in one.iter(f"{W}t", f"{W}delText")) for one in root.iter(f"{W}p")]


def spans(data: bytes) -> list[str]:
    """What the comments by this program span."""
    parts = read_parts(data)
    own = {
        node.get(f"{W}id")
        for node in etree.fromstring(parts["word/comments.xml"]).iter(f"{W}comment")
        if node.get(f"{W}author") == AUTHOR
    }
    found: dict[str | None, str] = {}
    opened: set[str | None] = set()
    for node in etree.fromstring(parts["word/document.xml"]).iter():
        number = node.get(f"{W}id")
        if node.tag == f"{W}commentRangeStart" and number in own:
            opened.add(number)
            found[number] = ""
        elif node.tag == f"{W}commentRangeEnd":
            opened.discard(number)
        elif node.tag == f"{W}t":
            for one in opened:
                found[one] += node.text or ""
    return [span for span in found.values() if span]


def main() -> None:
    """Print the shares."""
    draw = random.Random(1)
    makers = (by_pandoc, by_libreoffice, by_python_docx, tracked)
    auditor = Auditor(load_text(ledger(100), "claims.yaml"))
    expected = exact = changed = lost = unread = extra = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(20):
            path = folder / f"{number}.docx"
            said = figures(draw, 11 + 10 * (number % 8))
            makers[number % 4](path, draw, said)
            before = path.read_bytes()
            after = before
            for _ in range(2):
                document = read_word(str(path))
                after = with_comments(document, list(auditor.judge(document)))
                path.write_bytes(after)
            found = spans(after)
            if "-v" in sys.argv and sorted(found) != sorted(said):
                print(makers[number % 4].__name__, set(said) - set(found), set(found) - set(said))
            expected += len(said)
            exact += sum(figure in found for figure in said)
            extra += len(found) - sum(figure in found for figure in said)
            changed += texts(after) != texts(before)
            comments = [read_parts(data).get("word/comments.xml", b"").count(b'"Ann"') for data in (before, after)]
            lost += comments[0] - comments[1]
            read = subprocess.run(
                ["pandoc", "--track-changes=all", "-t", "json", str(path)], capture_output=True, check=True, timeout=60
            )
            unread += len(re.findall(rb'"comment-start"', read.stdout)) - comments[1] != len(found) + 1
        outputs = [str(path) for path in folder.glob("*.docx")]
        (folder / "odt").mkdir()
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "odt"]
        subprocess.run([*command, "--outdir", f"{folder}/odt", *outputs], check=True, capture_output=True, timeout=300)
        converted = len(list((folder / "odt").iterdir()))
        long = folder / "long.docx"
        made = docx.Document()
        for count in range(500):
            made.add_paragraph(f"Acme raised ${count} million in all, as it said then.")
        made.save(str(long))
        started = time.perf_counter()
        document = read_word(str(long))
        with_comments(document, list(auditor.judge(document)))
        seconds = time.perf_counter() - started
    print(f"comments exactly on their figure (at least 0.98): {exact / expected:.3f} ({exact} of {expected})")
    print(
        f"comments on anything else: {extra}; documents whose text changed: {changed}; comments of others lost: {lost}"
    )
    print(f"documents of which pandoc reads other comments: {unread}; read by LibreOffice: {converted} of 20")
    print(f"5,000 words, 500 figures: {seconds:.2f} s")


if __name__ == "__main__":
    main()
