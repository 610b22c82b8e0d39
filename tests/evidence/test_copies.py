"""Saved copies of every kind are read with their address and day; what cannot be read is said, each once."""

import gzip
import io
import os
import plistlib
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest

from ledger.documents.pdf import Pdf
from ledger.errors import LedgerError
from ledger.evidence.copies import Evidence
from ledger.evidence.reading import read_copy
from ledger.model import Claim, Source

URL = "https://www.ft.com/content/bolt"
PAGE = (
    "<!DOCTYPE html><html><head><title>Bolt</title>{head}</head><body><p>Bolt sheds 3,400 jobs – née.</p></body></html>"
)
SINGLEFILE = f"""<!--
 Page saved with SingleFile
 url: {URL}?utm_source=x
 saved date: Wed Mar 04 2026 10:00:00 GMT+0100 (CET)
-->"""
CANONICAL = f'<link href="{URL}" rel="canonical">'
MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Date: Wed, 4 Mar 2026 09:00:00 GMT
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B"

----B
Content-Type: text/html
Content-Location: https://ads.example.org/frame
Content-Transfer-Encoding: quoted-printable

<p>An advertisement for 9,999 things.</p>
----B
Content-Type: text/html; charset=utf-8
Content-Location: {URL}
Content-Transfer-Encoding: quoted-printable

<p>Bolt sheds 3,400 jobs =E2=80=93 n=C3=A9e.</p>
----B--
""".replace("\n", "\r\n")
WEB_ARCHIVE = plistlib.dumps(
    {
        "WebMainResource": {
            "WebResourceData": PAGE.format(head="").encode("utf-8"),
            "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": URL,
        }
    },
    fmt=plistlib.FMT_BINARY,
)
VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Ann>Bolt sheds

2
00:04.000 --> 00:07.000 align:start
3,400 jobs &ndash; n\u00e9e.
"""


def text_of(name: str, data: bytes) -> str:
    return " ".join(read_copy(name, data).text.split())


@pytest.mark.parametrize(
    ("name", "data", "saved"),
    [
        ("a.html", (SINGLEFILE + PAGE.format(head="")).encode(), "2026-03-04"),
        ("a.html", PAGE.format(head=f"<!-- saved from url=(0031){URL} -->").encode(), ""),
        ("a.htm", PAGE.format(head=CANONICAL + '<meta charset="utf-8">').encode(), ""),
        ("a.html", PAGE.format(head=f'<meta content="{URL}" property="og:url">').encode(), ""),
        ("a.html", PAGE.format(head=CANONICAL + '<meta charset="iso-8859-1">').encode("cp1252"), ""),
        ("a.html", b"\xff\xfe" + PAGE.format(head=CANONICAL).encode("utf-16-le"), ""),
        ("a.html", PAGE.format(head=CANONICAL).encode("cp1252"), ""),  # states nothing, and is not UTF-8
        ("a.html.gz", gzip.compress(PAGE.format(head=CANONICAL).encode()), ""),
        ("a.mhtml", MHTML.encode(), "2026-03-04"),
        ("a.webarchive", WEB_ARCHIVE, ""),
        ("a.mht", MHTML[: MHTML.index("----B--")].encode(), "2026-03-04"),  # truncated
    ],
)
def test_a_page_is_read_with_its_address_and_day(name: str, data: bytes, saved: str) -> None:
    copy = read_copy(name, data)
    assert "Bolt sheds 3,400 jobs – née." in copy.text
    assert "9,999" not in copy.text
    assert copy.addresses[0].partition("?")[0] == URL
    assert copy.saved == saved


def test_broadcasts_tables_and_texts_are_read(tmp_path: Path) -> None:
    assert text_of("a.vtt", VTT.encode()) == "Bolt sheds 3,400 jobs – née."
    srt = VTT.replace("WEBVTT\n\n", "1\n").replace("00:01.000", "00:00:01,000").replace("<v Ann>", "")
    assert text_of("a.srt", srt.encode()) == "Bolt sheds 3,400 jobs – née."
    assert text_of("a.txt", b"Bolt sheds\r\n3,400 jobs.") == "Bolt sheds 3,400 jobs."
    table = read_copy("a.csv", b"Company;Jobs\nBolt;3400\n")
    assert (table.cells["B2"], table.text) == ("3400", "Company | Jobs\nBolt | 3400")
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Company", "Jobs"])
    second = book.create_sheet("Table 3")
    second["C14"] = 0.034
    second["C14"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    cells = read_copy("a.xlsx", (tmp_path / "a.xlsx").read_bytes()).cells
    assert (cells["Table 3!C14"], cells["B1"]) == ("3.4%", "Jobs")
    document = docx.Document()
    document.add_paragraph("Bolt sheds 3,400 jobs.")
    document.save(str(tmp_path / "a.docx"))
    assert (
        read_copy(str(tmp_path / "a.docx"), (tmp_path / "a.docx").read_bytes()).text.strip() == "Bolt sheds 3,400 jobs."
    )


def test_what_is_set_like_code_in_a_filing_is_read_and_what_is_hidden_is_not() -> None:
    page = "<pre>REVENUE   $ 5,100\nCOSTS     $ 4,000</pre><p hidden>$ 9,999</p><s>$ 8,888</s>"
    assert text_of("a.html", page.encode()) == "REVENUE $ 5,100 COSTS $ 4,000"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    return tmp_path / "evidence"


def found(source: Source, claim: Claim | None = None) -> list[str]:
    matched = Evidence("evidence").of(source, claim or Claim(id="a-claim", claim="So."))
    return [os.path.basename(one.path) for one in (matched.newest, *matched.others)] if matched else []


def test_a_copy_is_matched_by_its_address_else_by_the_key_and_never_without_either(folder: Path) -> None:
    (folder / "some page.html").write_text(PAGE.format(head=CANONICAL))
    (folder / "report.txt").write_text("Bolt sheds 3,400 jobs.")
    (folder / "A-Claim.txt").write_text("Bolt sheds 3,400 jobs.")
    (folder / "nameless.html").write_text(PAGE.format(head=""))
    assert found(Source(key="ft", url="http://ft.com/content/bolt?utm_medium=mail#top")) == ["some page.html"]
    assert found(Source(key="ft", archive_url=URL)) == ["some page.html"]
    assert found(Source(key="report", url="https://bolt.org/report")) == ["report.txt"]
    assert found(Source(url="https://bolt.org/other")) == ["A-Claim.txt"]  # written in the claim
    assert found(Source(key="other", url="https://ft.com/content/other")) == []


def test_of_two_copies_of_one_address_the_newest_speaks(folder: Path) -> None:
    for name, day in (("old.html", "Mar 04 2026"), ("new.html", "May 05 2026"), ("older.html", "Feb 01 2026")):
        (folder / name).write_text(SINGLEFILE.replace("Mar 04 2026", day) + PAGE.format(head=""))
    assert found(Source(url=URL)) == ["new.html", "old.html", "older.html"]


def test_folders_are_read_but_not_what_a_saved_page_needs_and_no_link_out_of_them(folder: Path) -> None:
    (folder / "2026").mkdir()
    (folder / "2026" / "ft.txt").write_text("Bolt.")
    (folder / "page_files").mkdir()
    (folder / "page_files" / "frame.html").write_text(PAGE.format(head=CANONICAL))
    (folder.parent / "secret.txt").write_text("Secret.")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "inside.txt").symlink_to(folder / "2026" / "ft.txt")
    os.mkfifo(folder / "pipe.txt")
    evidence = Evidence("evidence")
    assert sorted(os.path.basename(one.path) for one in evidence.files) == ["ft.txt", "inside.txt"]
    assert evidence.problems == [
        "evidence/link.txt: a link out of the folder; put the copy itself there",
        "evidence/pipe.txt: not a regular file",
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ft.png", b"\x89PNG", "a picture: kept, not read"),
        ("ft.html", b"", "no text in it"),
        ("ft.txt", b"\0" * 100, "no text in it"),
        (
            "ft.mhtml",
            b"Content-Type: multipart/related; boundary=B\n\n" + b"--B\nContent-Type: x/y\n\n" * 5_000,
            "more than 5,000",
        ),
        ("ft.webarchive", b"bplist00broken", "damaged: not a web archive that can be read"),
        ("ft.mhtml", b"From: x\r\n\r\nnothing", "damaged: no page in it"),
        ("ft.html.gz", b"\x1f\x8b\x08broken", "damaged: not a gzip file that can be read"),
        ("ft.xlsx", b"PK\x03\x04broken", "the file is damaged"),
        ("ft.docx", b"no zip", "not a Word document"),
        ("ft.html", b"<div>" * 200_000, "no text in it"),
        ("ft.html.gz", gzip.compress(bytes(60_000_000)), "unpacks to more than 50 MB"),
    ],
)
def test_what_cannot_be_read_is_kept_and_said(folder: Path, name: str, data: bytes, said: str) -> None:
    (folder / name).write_bytes(data)
    matched = Evidence("evidence").of(Source(key="ft"), Claim(claim="So."))
    assert matched
    assert matched.newest.problem.startswith(said)


def test_a_file_over_50_mb_is_not_read(folder: Path) -> None:
    with (folder / "ft.txt").open("wb") as file:
        file.truncate(50_000_001)
    matched = Evidence("evidence").of(Source(key="ft"), Claim(claim="So."))
    assert matched
    assert matched.newest.problem == "larger than 50 MB"


def test_a_text_in_place_of_a_pdf_is_damaged_and_a_pdf_without_text_may_be_a_scan() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    with pytest.raises(LedgerError, match="damaged: not a PDF file"):
        read_copy("a.pdf", b"no pdf")
    empty = pdfium.PdfDocument.new()
    empty.new_page(200, 200)
    out = io.BytesIO()
    empty.save(out)
    with pytest.raises(LedgerError, match="no text in it: a scan"):
        read_copy("a.pdf", out.getvalue())


def test_what_is_packed_in_a_pdf_unfolds_in_a_process_of_its_own_and_not_without_bounds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("pypdfium2")
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path / "cache"))
    page = zlib.compress(b"BT /F1 12 Tf 9 9 Td (Bolt sheds 3,400 jobs.) Tj ET")
    copy = read_copy("a.pdf", pdf_of(page))
    assert (copy.text.strip(), copy.saved) == ("Bolt sheds 3,400 jobs.", "2026-03-04")
    monkeypatch.setattr("ledger.evidence.reading.read_pdf", lambda data: pytest.fail("it was read again"))
    assert read_copy("b.pdf", pdf_of(page)).text == copy.text  # from the cache, by its content


def test_what_stands_above_and_below_each_page_of_a_pdf_does_not_part_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [
        f"A. Title\n{word} text goes\nover the\nedge\n3/4/26, 10:11 AM A. Title\n{URL} {page}/3"
        for page, word in enumerate(("One", "Two", "Six"), 1)
    ]
    monkeypatch.setenv("LEDGER_CACHE", "off")
    monkeypatch.setattr("ledger.evidence.reading.read_pdf", lambda data: Pdf(pages, "2026-03-04"))
    copy = read_copy("a.pdf", b"%PDF")
    assert copy.text.startswith(
        "One text goes\nover the\nedge\nTwo text goes\nover the\nedge\nSix text goes\nover the\nedge\nA."
    )
    assert copy.addresses == [URL]


@pytest.mark.slow
def test_a_pdf_that_unfolds_to_more_than_a_text_is_not_read() -> None:
    pytest.importorskip("pypdfium2")
    bomb = zlib.compress(b"BT /F1 12 Tf " + b"(412 jobs) Tj " * 20_000_000 + b" ET", 1)
    with pytest.raises(LedgerError, match="too large to be read, or damaged"):
        read_copy("a.pdf", pdf_of(bomb))


def pdf_of(content: bytes) -> bytes:
    """A PDF file of one page with this packed content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</CreationDate(D:20260304101112Z)>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%bendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>startxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer
