"""`ledger export` as a whole process: what it writes, where, and what it will not overwrite."""

import csv
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.exporters import FORMATS

LEDGER = """\
heading: A round
sources:
  raise: {publisher: OpenAI, title: A round, url: https://openai.org/raise, date: 2026-03-31}
claims:
  - {id: a, company: OpenAI, claim: It raised money., source: raise}
  - {id: b, company: xAI, claim: It will grow.}
  - {id: c, company: xAI, claim: It has grown., publisher: FT}
  - {id: d, company: xAI, claim: It shrank., retracted: Never said., source: raise}
"""


@pytest.fixture(autouse=True)
def at(ledger_at: LedgerAt) -> Path:
    return ledger_at(LEDGER)


def test_the_document_goes_to_standard_output_and_what_it_lacks_to_standard_error(run: Run) -> None:
    done = run("export", "--format", "markdown")
    assert done.returncode == 0
    assert done.stdout == (
        "# A round\n\n"
        "- It raised money.[^raise]\n"
        "- It will grow. **source needed**\n"
        "- It has grown.[^c] **source incomplete**\n\n"
        "[^raise]: OpenAI, “A round”, 31 March 2026. <https://openai.org/raise>\n\n"
        "[^c]: FT\n"
    )
    assert done.stderr == (
        "3 of 4 claims\n"
        "1 retracted claim left out; include with --retracted\n"
        "1 claim has no source: marked **source needed**\n"
        "1 claim has only part of a source\n"
    )


@pytest.mark.parametrize("layout", FORMATS["markdown"].layouts)
def test_retracted_claims_are_left_out_unless_asked_for_and_then_marked(run: Run, layout: str) -> None:
    assert "shrank" not in run("export", "--layout", layout).stdout
    assert "It shrank. **retracted:** Never said." in run("export", "--layout", layout, "--retracted").stdout


def test_the_first_layout_is_the_default(run: Run) -> None:
    assert run("export").stdout == run("export", "--layout", "footnotes").stdout


def test_filters_and_words_choose_what_is_exported(run: Run) -> None:
    done = run("export", "--company", "openai", "raised")
    assert "It raised money." in done.stdout
    assert "It will grow." not in done.stdout
    assert done.stderr == "1 of 4 claims\n"


def test_an_unknown_layout_or_format_is_answered_with_the_nearest(run: Run) -> None:
    for option, value, guess in (("--layout", "footnote", "footnotes"), ("--format", "markdwon", "markdown")):
        done = run("export", option, value)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"did you mean {guess}?" in done.stderr


def test_a_document_is_utf_8_whatever_the_terminal_speaks(process: Run) -> None:
    assert "“A round”" in process("export", env={"PYTHONIOENCODING": "ascii"}).stdout


def test_a_file_is_written_whole_and_alone(run: Run, tmp_path: Path) -> None:
    done = run("export", "-o", "citations.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("3 of 4 claims\n")
    assert (tmp_path / "citations.md").read_bytes().decode() == run("export").stdout
    assert sorted(os.listdir(tmp_path)) == ["citations.md", "claims.yaml"]


def test_a_file_that_exists_is_replaced_only_with_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "citations.md"
    file.write_text("mine", encoding="utf-8")
    done = run("export", "--output", "citations.md")
    assert done.returncode == 2
    assert done.stderr == "error: citations.md already exists; choose another name, or replace it with --force\n"
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("export", "--output", "citations.md", "--force").returncode == 0
    assert file.read_text(encoding="utf-8").startswith("# A round")


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ledger", "export", "-o", "new.md"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, umask=0o027, timeout=60)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_a_replaced_file_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "citations.md"
    file.touch()
    file.chmod(0o604)
    assert run("export", "-o", file, "--force").returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o604


def test_a_link_is_followed_and_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "citations.md"
    target.touch()
    link = tmp_path / "link.md"
    link.symlink_to(target)
    assert run("export", "-o", link).returncode == 2
    assert run("export", "-o", link, "--force").returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# A round")
    assert os.listdir(tmp_path / "real") == ["citations.md"]


def test_a_link_that_leads_nowhere_exists_all_the_same(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "later.md")
    assert run("export", "-o", link).returncode == 2
    assert run("export", "-o", link, "--force").returncode == 0
    assert (tmp_path / "later.md").read_text(encoding="utf-8").startswith("# A round")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("gone/citations.md", "gone/citations.md: cannot be written: No such file or directory"),
        ("claims.yaml/citations.md", "claims.yaml/citations.md: cannot be written: Not a directory"),
        (".", ". already exists"),
        (f"{'x' * 300}.md", "cannot be written: File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_reported(run: Run, tmp_path: Path, path: str, why: str) -> None:
    done = run("export", "-o", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["claims.yaml"]


def test_a_folder_is_not_replaced_even_with_force(run: Run, tmp_path: Path) -> None:
    done = run("export", "-o", ".", "--force")
    assert done.returncode == 2
    assert done.stderr == "error: . is not a file; choose another name\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unreadable_folder_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    done = run("export", "-o", "closed/citations.md")
    assert done.returncode == 2
    assert done.stderr == "error: closed/citations.md: cannot be written: Permission denied\n"


def test_a_name_that_would_steer_the_terminal_is_shown_harmless(run: Run) -> None:
    done = run("export", "-o", "gone/\x1b[31m.md")
    assert "gone/␛[31m.md" in done.stderr
    assert "\x1b" not in done.stderr


def test_a_ledger_that_cannot_be_read_leaves_the_file_alone(run: Run, ledger_at: LedgerAt, tmp_path: Path) -> None:
    (tmp_path / "citations.md").write_text("mine", encoding="utf-8")
    ledger_at("claims: [")
    assert run("export", "-o", "citations.md", "--force").returncode == 2
    assert (tmp_path / "citations.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("command", "file", "begins"),
    [
        (("export",), "a.md", "# A round"),
        (("export",), "a.TXT", "# A round"),
        (("export",), "citations", "# A round"),
        (("export",), "a.html", "<!doctype html>"),
        (("export",), "a.bib", "@"),
        (("export",), "a.csv", "id,company"),
        (("export",), "a.json", "[\n{"),
        (("export",), "a.jsonl", '{"id"'),
        (("export", "--format", "csl-json"), "a.json", '[\n{"id": '),
        (("export", "--format", "markdown"), "a.docx", "# A round"),
        (("show",), "a.csv", "id,company"),
        (("show",), "a.jsonl", '{"id"'),
        (("show",), "a.txt", "Company"),
        (("show", "--format", "table"), "a.md", "Company"),
        (("compare", "valuation"), "a.csv", "company,metric"),
        (("compare", "valuation"), "a.txt", "OpenAI"),
    ],
)
def test_the_ending_of_the_file_decides_the_format(
    ledger_at: LedgerAt, run: Run, tmp_path: Path, command: tuple[str, ...], file: str, begins: str
) -> None:
    ledger_at(
        "heading: A round\nclaims:\n- {id: a, company: OpenAI, claim: C., metric: valuation, figure: $1bn,"
        " publisher: FT, url: https://ft.com/a, title: T}\n"
    )
    done = run(*command, "-o", file)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(begins)
    assert run(*command, "-o", "-").stdout == run(*command).stdout


def test_an_ending_that_stands_for_no_format_is_a_question(run: Run, tmp_path: Path) -> None:
    done = run("export", "-o", "a.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a.docx: no format of this command has the ending .docx; choose one with" in done.stderr
    done = run("show", "-o", "a.md")
    assert "markdown is written by ledger export" in done.stderr
    assert os.listdir(tmp_path) == ["claims.yaml"]


def test_no_output_replaces_a_file_of_the_ledger_under_any_name(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    (tmp_path / "link.md").symlink_to("claims.yaml")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "claims.yaml")
    for command in (("export",), ("show",)):
        for name in ("link.md", "hard.csv"):
            done = run(*command, "--output", name, "--force", "--format", "json")
            assert (done.returncode, done.stdout) == (2, "")
            assert f"{name} is part of the ledger" in done.stderr
    assert (tmp_path / "claims.yaml").read_text(encoding="utf-8") == before


def test_safe_csv_holds_no_text_that_a_spreadsheet_would_run(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(
        "claims:\n- {id: a, claim: '=HYPERLINK(1)', company: '@x', metric: margin, figure: -5%, note: \"\\ta\"}\n"
    )
    for command in (["show"], ["export"], ["compare", "margin"]):
        plain, safe = (run(*command, "--format", "csv", *more).stdout for more in ([], ["--safe"]))
        rows = [next(csv.DictReader(text.splitlines())) for text in (plain, safe)]
        for name, value in rows[0].items():
            runs = value.startswith(("=", "+", "-", "@", "\t", "\r")) and name != "low" and name != "high"
            assert rows[1][name] == (f"'{value}" if runs else value)
        assert rows[1]["figure"] == "'-5%"
        assert rows[1]["low"] == "-5"
    for command in (["show"], ["export"], ["compare", "margin"], ["show", "--format", "json"]):
        done = run(*command, "--safe")
        assert (done.returncode, done.stdout) == (2, "")
        assert "--safe is for csv" in done.stderr
