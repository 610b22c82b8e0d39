"""`ledger verify`: whether the saved copy of a source still says what the claim says."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from browser import Browser
from conftest import LedgerAt, Run

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Bolt sheds jobs</title>
<link rel="canonical" href="https://www.ft.com/content/bolt-sheds-jobs"></head><body>
<h1>Bolt sheds jobs</h1><p>Bolt, the carmaker, sheds <b>3,400</b> jobs at&nbsp;three fac&shy;tories, it said&mdash;the
most since 2019.</p><p>Revenue rose to €2.2bn.</p></body></html>"""
LEDGER = """
sources:
  ft: {publisher: FT, title: Bolt sheds jobs, url: "http://ft.com/content/bolt-sheds-jobs?utm_source=x"}
  whisper: {publisher: Canary, title: Whisper, confidential: true}
claims:
  - id: cuts
    company: Bolt
    claim: Bolt cut 3,400 jobs.
    figure: 3,400 jobs
    source: {key: ft, quote: "sheds 3,400 jobs at three factories, it said - the most"}
  - {id: revenue, company: Bolt, claim: Bolt's revenue was €2.2bn., metric: revenue, figure: €2.2 billion, source: ft}
  - {id: profit, company: Bolt, claim: Bolt's profit was €5bn., figure: €5 billion, source: ft}
  - {id: quiet, company: Bolt, claim: Bolt whispers., source: {key: whisper, quote: It whispers loudly}}
  - {id: other, claim: Nothing., publisher: P, url: "https://a.org/x"}
  - {id: gone, claim: It shrank., source: ft, retracted: Never said.}
"""


@pytest.fixture
def desk(tmp_path: Path, ledger_at: LedgerAt) -> Path:
    ledger_at(LEDGER)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "page.html").write_text(PAGE)
    return tmp_path


def test_claims_are_held_against_the_copy_beside_their_file(desk: Path, run: Run) -> None:
    done = run("verify")
    assert done.returncode == 0, done.stderr
    assert "not found (1)\n  profit  no quote, and the figure is not in the copy; read it by hand\n" in done.stdout
    assert (
        "no copy (2)  save the page into evidence/ (SingleFile, Save As, Print to PDF)\n  quiet, other\n" in done.stdout
    )
    assert "cuts" not in done.stdout
    assert "5 claims: 1 found, 1 figure found, 1 not found, 2 without a copy\n" in done.stderr
    assert "1 retracted claim left out\n" in done.stderr
    assert run("verify", "--strict").returncode == 1
    assert run("verify", "cuts", "--strict").returncode == 0


def test_one_digit_changed_in_the_ledger_differs(desk: Path, run: Run) -> None:
    (desk / "claims.yaml").write_text(LEDGER.replace("figure: 3,400 jobs", "figure: 4,300 jobs"))
    done = run("verify", "--company", "bolt")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "differs (1)\n  cuts  ours 4,300 jobs, the copy 3,400 jobs: “Bolt, the carmaker, sheds"
    )
    (desk / "claims.yaml").write_text(LEDGER.replace('"sheds 3,400', '"sheds 3,500'))
    assert "ours 3500, the copy 3400" in run("verify", "cuts").stdout


def test_json_has_the_passage_and_names_no_confidential_source(desk: Path, run: Run) -> None:
    (desk / "evidence" / "whisper.txt").write_text("It whispers loudly, said Canary.")
    rows = {row["id"]: row for row in json.loads(run("verify", "--format", "json").stdout)}
    assert (rows["cuts"]["verdict"], rows["cuts"]["copy"]) == ("found", "evidence/page.html")
    assert rows["cuts"]["passage"].startswith("Bolt, the carmaker, sheds 3,400 jobs")
    assert (rows["quiet"]["verdict"], rows["quiet"]["copy"], rows["quiet"]["passage"]) == ("found", "", "")
    assert "whispers loudly" in run("verify", "--format", "json", "--private").stdout


def test_json_leaves_out_what_is_under_an_embargo(desk: Path, run: Run) -> None:
    (desk / "claims.yaml").write_text(
        LEDGER.replace("    company: Bolt\n", "    company: Bolt\n    embargo: 2999-01-01\n")
    )
    done = run("verify", "--format", "json")
    assert "cuts" not in done.stdout
    assert "1 claim under an embargo left out; include with --private\n" in done.stderr
    assert '"cuts"' in run("verify", "--format", "json", "--private").stdout
    assert "1 found" in run("verify").stderr


def test_a_missing_folder_is_no_error_and_a_named_one_that_is_missing_is(desk: Path, run: Run) -> None:
    (desk / "evidence").rename(desk / "copies")
    done = run("verify")
    assert (done.returncode, "5 claims: 5 without a copy\n" in done.stderr) == (0, True)
    assert "1 found" in run("verify", "--saved", "copies").stderr
    done = run("verify", "--saved", "evidence")
    assert (done.returncode, done.stderr) == (2, "error: --saved evidence: no such folder\n")


def test_copies_that_are_of_no_source_are_named(desk: Path, run: Run) -> None:
    (desk / "evidence" / "astray.html").write_text(PAGE.replace("bolt-sheds-jobs", "another"))
    (desk / "evidence" / "scan 12.txt").write_text("Bolt.")
    (desk / "evidence" / "broken.mhtml").write_text("no page")
    done = run("verify")
    assert "  evidence/broken.mhtml: damaged: no page in it\n" in done.stderr
    assert "note: 3 copies are of no source that a claim cites:\n" in done.stderr
    assert "  evidence/astray.html: https://www.ft.com/content/another\n" in done.stderr
    assert "  evidence/scan 12.txt: without an address; give it the key of its source as its name\n" in done.stderr
    assert "of no source" not in run("verify", "cuts").stderr


def test_copies_lie_beside_the_file_that_declares_the_source(desk: Path, run: Run, ledger_at: LedgerAt) -> None:
    (desk / "more").mkdir()
    ledger_at(
        "claims:\n  - {id: cited, claim: Bolt cut 3.4 thousand jobs., figure: 3.4 thousand jobs, source: ft}\n",
        "more/a.yaml",
    )
    done = run("verify", "-f", "claims.yaml", "-f", "more/a.yaml", "cited")
    assert "1 claim: 1 figure found\n" in done.stderr


def test_a_copy_that_cannot_be_read_is_said_and_if_none_can_nothing_was_verified(desk: Path, run: Run) -> None:
    (desk / "evidence" / "page.html").write_bytes(b"")
    (desk / "evidence" / "ft.pdf").write_bytes(b"not a pdf")
    done = run("verify", "cuts")
    assert done.returncode == 2
    assert "not read (1)\n  cuts  damaged: not a PDF file that can be read\n" in done.stdout
    (desk / "evidence" / "ft.pdf").rename(desk / "evidence" / "ft.png")
    done = run("verify", "cuts")
    assert (done.returncode, "a picture: kept, not read" in done.stdout) == (0, True)


def test_a_cell_of_official_statistics_is_compared_by_its_place(desk: Path, run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(
        "sources:\n  ons: {type: report, publisher: ONS, title: Jobs}\nclaims:\n"
        '  - {id: a, claim: So., figure: "1,200 jobs", source: {key: ons, locator: B2}}\n'
        '  - {id: b, claim: So., figure: "1,200 jobs", source: {key: ons, locator: B3}}\n'
        '  - {id: c, claim: So., figure: "1,200 jobs", source: {key: ons, locator: B9}}\n'
    )
    (desk / "evidence" / "ons.csv").write_text('Area,Jobs\nNorth,"1,200"\nSouth,1300\n')
    done = run("verify")
    assert "differs (1)\n  b  ours 1,200 jobs, the cell B3 1300: “1300”" in done.stdout
    assert "c  the cell B9 is empty, or not there" in done.stdout
    assert "3 claims: 1 figure found, 1 differs, 1 not found\n" in done.stderr


@pytest.mark.slow
def test_a_page_saved_by_a_browser_is_found_and_one_digit_changed_is_not(
    desk: Path, run: Run, browser: Browser
) -> None:
    browser.open(PAGE)
    (desk / "evidence" / "page.html").unlink()
    (desk / "evidence" / "saved.mhtml").write_text(
        browser.cdp("Page.captureSnapshot", format="mhtml")["data"], newline=""
    )
    assert "1 claim: 1 found\n" in run("verify", "cuts").stderr
    (desk / "evidence" / "saved.mhtml").unlink()
    pdf = base64.b64decode(browser.cdp("Page.printToPDF", displayHeaderFooter=True)["data"])
    (desk / "evidence" / "ft.pdf").write_bytes(pdf)  # by the key of the source: its address is that of the test
    assert "1 claim: 1 found\n" in run("verify", "cuts").stderr
    (desk / "claims.yaml").write_text(LEDGER.replace("figure: 3,400 jobs", "figure: 3,300 jobs"))
    assert run("verify", "cuts").returncode == 1


def test_record_writes_which_copy_a_source_has_and_never_replaces_it(desk: Path, run: Run) -> None:
    (desk / "evidence" / "page.html").write_text(
        "<!--\n Page saved with SingleFile\n url: https://ft.com/content/bolt-sheds-jobs\n"
        " saved date: Wed Mar 04 2026 10:00:00 GMT\n-->" + PAGE
    )
    (desk / "evidence" / "whisper.txt").write_text("It whispers loudly.")
    sha = hashlib.sha256((desk / "evidence" / "page.html").read_bytes()).hexdigest()
    recorded = f"accessed: 2026-03-04, copy: evidence/page.html, copy_sha256: {sha}}}"
    done = run("verify", "--record", "--dry-run")
    assert (recorded in done.stdout, "copy" in (desk / "claims.yaml").read_text()) == (True, False)
    done = run("verify", "--record")
    assert "claims.yaml: recorded 2 copies\n" in done.stderr
    assert (
        "git should not keep copies of confidential sources; add to .gitignore:\n  /evidence/whisper.txt\n"
        in done.stderr
    )
    after = (desk / "claims.yaml").read_text()
    assert after.replace(f'x", {recorded}', 'x"}').startswith(LEDGER[:60])
    (desk / ".gitignore").write_text("/evidence/whisper.txt\n")
    done = run("verify", "--record")
    assert (done.stderr.endswith("no new copy to record\n"), (desk / "claims.yaml").read_text()) == (True, after)
    assert "copy saved 4 March 2026" in run("show", "cuts", "--details").stdout
    assert "copy saved 4 March 2026" in run("export", "--format", "page").stdout
    assert "seen 4 March 2026" in run("export", "--format", "markdown").stdout
    assert run("check", "--strict", "--select", "copy-changed").returncode == 0
    with (desk / "evidence" / "page.html").open("a") as file:
        file.write("<!-- edited -->")
    done = run("verify", "--record")
    assert "note: ft: evidence/page.html has changed since it was recorded\n" in done.stderr
    assert (desk / "claims.yaml").read_text() == after
    assert "copy-changed" in run("check", "--strict", "--select", "copy-changed").stdout


def test_a_source_may_name_its_copy_but_none_outside_of_the_folder(desk: Path, run: Run, ledger_at: LedgerAt) -> None:
    ledger_at(
        "claims:\n  - {id: a, claim: So., figure: 412 jobs, publisher: P, copy: files/x.txt}\n"
        "  - {id: b, claim: So., figure: 412 jobs, publisher: P, copy: ../outside.txt}\n",
        "in/claims.yaml",
    )
    (desk / "in" / "files").mkdir()
    (desk / "in" / "files" / "x.txt").write_text("412 jobs")
    (desk / "outside.txt").write_text("412 jobs")
    assert "2 claims: 1 figure found, 1 without a copy\n" in run("verify", "-f", "in/claims.yaml").stderr


def test_a_broadcast_is_looked_at_about_the_minute_that_the_locator_names(
    desk: Path, run: Run, ledger_at: LedgerAt
) -> None:
    cues = "".join(
        f"00:{minute:02}:00.000 --> 00:{minute:02}:05.000\nMinute {minute} of it.\n\n" for minute in range(30)
    )
    (desk / "evidence" / "news.vtt").write_text("WEBVTT\n\n" + cues.replace("Minute 12 of", "Bolt cut 3,400 jobs in"))
    said = 'claim: So., figure: "3,400 jobs"'
    places = {"then": "12:02", "minute": "minute 12", "elsewhere": "25:00", "page": "p. 4"}
    ledger_at(
        "sources:\n  news: {type: broadcast, publisher: BBC, title: News}\nclaims:\n"
        + "".join(
            f'  - {{id: {key}, {said}, source: {{key: news, quote: "Bolt cut 3,400 jobs in it", locator: "{at}"}}}}\n'
            for key, at in places.items()
        )
    )
    done = run("verify")
    assert "nearly (1)\n  elsewhere  said, but not at 25:00: “" in done.stdout
    assert "4 claims: 3 found, 1 nearly\n" in done.stderr
