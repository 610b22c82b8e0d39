"""`ledger edit`: corrections that change the lines meant, and no other byte."""

import difflib
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

LEDGER = """\
# Kept by hand.
sources:
  report: {type: report, publisher: Acme, title: R, date: 2026-02}   # old
  page:
    publisher: Bolt   # a comment
    title: A page
    url: https://bolt.com/a

claims:
  - id: acme-revenue   # checked
    company: Acme
    claim: "Acme made $2 billion."
    metric: revenue
    figure: $2 billion   # up
    # Why so much?
    source: report

  - {id: bolt-staff, company: Bolt, claim: Bolt has 90 staff., source: page}
  - id: own
    claim: It is.
    publisher: FT
    url: https://ft.com/a
    quote: Is it?
  - claim: No id.
"""


def changes(before: str, path: Path) -> list[str]:
    """The lines that differ, with - and +."""
    lines = difflib.ndiff(before.splitlines(), path.read_bytes().decode().splitlines())
    return [line for line in lines if line[0] in "-+"]


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ["acme-revenue", "--set", "figure=$9 billion"],
            ["-     figure: $2 billion   # up", "+     figure: $9 billion   # up"],
        ),
        (["acme-revenue", "--set", "note=Ask: why?"], ["+     note: 'Ask: why?'"]),
        (["acme-revenue", "--set", "as-of=2026-Q1"], ["+     as_of: 2026-Q1"]),
        (["acme-revenue", "--set", "tags=a", "--set", "tags=b"], ["+     tags: [a, b]"]),
        (["acme-revenue", "--unset", "metric"], ["-     metric: revenue"]),
        (
            ["acme-revenue", "--unset", "id"],
            ["-   - id: acme-revenue   # checked", "-     company: Acme", "+   - company: Acme"],
        ),
        (["acme-revenue", "--retract", "Never said."], ["+     retracted: Never said."]),
        (["acme-revenue", "--set", "waive=undated: no day"], ["+     waive: {undated: no day}"]),
        (["acme-revenue", "--set", "unreviewed=true"], ["+     unreviewed: true"]),
        (
            ["acme-revenue", "--set", "source=report", "--set", "source=page"],
            ["-     source: report", "+     source: [report, page]"],
        ),
        (
            ["bolt-staff", "--set", "claim=Bolt has 91, not 90, staff.", "--set", "figure=91"],
            [
                "-   - {id: bolt-staff, company: Bolt, claim: Bolt has 90 staff., source: page}",
                "+   - {id: bolt-staff, company: Bolt, claim: 'Bolt has 91, not 90, staff.', figure: 91, source: page}",
            ],
        ),
        (["own", "--set", "publisher=Financial Times"], ["-     publisher: FT", "+     publisher: Financial Times"]),
        (
            ["own", "--set", "quote=It is.", "--unset", "url"],
            ["-     url: https://ft.com/a", "-     quote: Is it?", "+     quote: It is."],
        ),
        (["page", "--set", "date=2026-03-01"], ["+     date: 2026-03-01"]),
        (
            ["page", "--set", "publisher=Bolt Inc."],
            ["-     publisher: Bolt   # a comment", "+     publisher: Bolt Inc.   # a comment"],
        ),
        (
            ["report", "--set", "date=2026-03", "--set", "author=Ann", "--set", "author=Bo"],
            [
                "-   report: {type: report, publisher: Acme, title: R, date: 2026-02}   # old",
                "+   report: {type: report, publisher: Acme, title: R, date: 2026-03, author: [Ann, Bo]}   # old",
            ],
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_meant_are_changed(
    ledger_at: LedgerAt, run: Run, arguments: list[str], lines: list[str], newline: str
) -> None:
    before = LEDGER.replace("\n", newline)
    path = ledger_at(before)
    shown = run("edit", *arguments, "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert path.read_bytes().decode() == before
    assert [line for line in shown.stdout.splitlines() if line[0] in "-+"][2:] == [
        f"{line[0]}{line[2:]}" for line in lines
    ]
    done = run("edit", *arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"changed {arguments[0]} at claims.yaml:" in done.stderr or "--unset id" in " ".join(arguments)
    assert changes(before, path) == lines
    assert path.read_bytes().decode().count("\r\n") == (
        path.read_bytes().decode().count("\n") if newline == "\r\n" else 0
    )


def test_what_check_now_notices_is_said(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(LEDGER)
    done = run("edit", "acme-revenue", "--set", "figure=$9 billion")
    assert "note: figure-not-in-claim acme-revenue: the figure is '$9 billion', but the sentence states" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acme-revenu", "--set", "note=x"], "no claim or source is named 'acme-revenu'; did you mean acme-revenue?"),
        (["acme-revenue", "--set", "fgure=x"], "unknown field 'fgure'; did you mean figure?"),
        (["acme-revenue", "--set", "figure"], "--set figure: write FIELD=VALUE"),
        (["acme-revenue", "--set", "figure="], "to remove the field, write --unset figure"),
        (["acme-revenue", "--set", "as_of=soon"], "--set as_of: 'soon' is not a valid date"),
        (["acme-revenue", "--set", "note=a", "--set", "note=b"], "--set note: given twice; it can have one value"),
        (["acme-revenue", "--set", "publisher=X"], "that the claim cites; change it with ledger edit report"),
        (["acme-revenue", "--set", "source=reprt"], "undeclared source 'reprt'; did you mean report?"),
        (["acme-revenue", "--unset", "note"], "the record has no `note`, so there is nothing to remove"),
        (["acme-revenue", "--unset", "claim"], "missing required field `claim`"),
        (["own", "--set", "source=page"], "cannot be combined with `source`"),
        (["page", "--set", "figure=$5"], "unknown field 'figure'"),
        (["page", "--supersede", "--set", "claim=x"], "page is a source; only a claim can be superseded"),
        (["acme-revenue", "--supersede", "--set", "claim=x", "--retract", "y"], "--supersede adds a claim and leaves"),
        (["acme-revenue", "--supersede", "--set", "figure=$5"], "--supersede needs the new sentence: --set claim="),
    ],
)
def test_what_cannot_be_changed_is_refused_and_nothing_written(
    ledger_at: LedgerAt, run: Run, arguments: list[str], said: str
) -> None:
    path = ledger_at(LEDGER)
    done = run("edit", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert path.read_text() == LEDGER


def test_of_two_records_with_one_name_none_is_changed(ledger_at: LedgerAt, run: Run) -> None:
    ledger_at("claims:\n  - {id: a, claim: A.}\n  - {id: a, claim: B.}\n")
    done = run("edit", "a", "--set", "note=x")
    assert done.returncode == 2
    assert "2 records are named 'a'; change one of them by hand\n  claims.yaml:2:6\n  claims.yaml:3:6" in done.stderr


def test_records_in_brackets_with_others_are_refused(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims: [{id: a, claim: A.}, {id: b, claim: B.}]\n")
    done = run("edit", "a", "--set", "note=x")
    assert done.returncode == 2
    assert "write each record on its own lines" in done.stderr
    assert path.read_text() == "claims: [{id: a, claim: A.}, {id: b, claim: B.}]\n"


def test_a_superseding_claim_takes_company_and_metric_and_no_source(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(LEDGER)
    arguments = ["--set", "claim=Acme made $9 billion.", "--set", "figure=$9 billion", "--set", "as_of=2026"]
    done = run("edit", "acme-revenue", "--supersede", *arguments)
    assert done.returncode == 0
    assert "note: missing-source: no source" in done.stderr
    assert [line for line in changes(LEDGER, path) if line.strip("+ ")] == [
        "+   - id: acme-revenue-2026",
        "+     company: Acme",
        "+     claim: Acme made $9 billion.",
        "+     metric: revenue",
        "+     figure: $9 billion",
        "+     as_of: 2026",
        "+     supersedes: acme-revenue",
    ]


def editor(tmp_path: Path, script: str) -> dict[str, str]:
    """The environment in which a script, which gets the file's path, is the editor."""
    program = tmp_path / "editor.py"
    program.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\n{script}\n", encoding="utf-8")
    return {"EDITOR": f"{sys.executable} {program}", "VISUAL": "", "TMPDIR": str(tmp_path)}


def test_without_options_the_record_opens_in_the_editor(ledger_at: LedgerAt, process: Run, tmp_path: Path) -> None:
    path = ledger_at(LEDGER)
    script = (
        "text = file.read_text()\nassert text.startswith('- id: acme-revenue   # checked\\n  company: Acme\\n'), text\n"
    )
    script += "file.write_text(text.replace('$2 billion   # up', '|\\n    $2\\n    billion').replace('made', 'earned'))"
    done = process("edit", "acme-revenue", env=editor(tmp_path, script))
    assert done.returncode == 0, done.stderr
    assert changes(LEDGER, path) == [
        '-     claim: "Acme made $2 billion."',
        '+     claim: "Acme earned $2 billion."',
        "-     figure: $2 billion   # up",
        "+     figure: |",
        "+       $2",
        "+       billion",
    ]


def test_a_source_opens_in_the_editor_under_its_key(ledger_at: LedgerAt, process: Run, tmp_path: Path) -> None:
    path = ledger_at(LEDGER)
    script = "file.write_text(file.read_text().replace('page:\\n  publisher: Bolt ', 'page:\\n  publisher: Bold '))"
    assert process("edit", "page", env=editor(tmp_path, script)).returncode == 0
    assert changes(LEDGER, path) == ["-     publisher: Bolt   # a comment", "+     publisher: Bold   # a comment"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("file.write_text('- claim: [x')", "the list that [ opens is not closed"),
        ("file.write_text('- id: acme-revenue')", "missing required field `claim`"),
        (
            "file.write_text(file.read_text() + '- claim: another')",
            "would alter how other parts of the ledger are read",
        ),
        ("file.write_text('')", "nothing was changed; what you wrote is in"),
        ("file.write_bytes(b'\\xff')", "the text is not UTF-8\n  nothing was changed; what you wrote is in"),
        ("sys.exit(3)", "failed; nothing was changed"),
        ("file.write_text('- claim: kept'); sys.exit(3)", "nothing was changed; what you wrote is in"),
        ("pass", "nothing was changed"),
    ],
)
def test_what_the_editor_leaves_is_checked_before_it_is_written(
    ledger_at: LedgerAt, process: Run, tmp_path: Path, script: str, said: str
) -> None:
    path = ledger_at(LEDGER)
    done = process("edit", "acme-revenue", env=editor(tmp_path, script))
    assert done.returncode == (0 if script == "pass" else 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_text() == LEDGER
    if "what you wrote is in" in done.stderr:
        assert Path(done.stderr.strip().rpartition("what you wrote is in ")[2]).exists()


def test_an_editor_that_does_not_exist_is_named(ledger_at: LedgerAt, process: Run, tmp_path: Path) -> None:
    ledger_at(LEDGER)
    done = process("edit", "acme-revenue", env={"EDITOR": "no-such-editor", "VISUAL": ""})
    assert done.returncode == 2
    assert "cannot run the editor 'no-such-editor'; set $EDITOR, or use --set FIELD=VALUE" in done.stderr


def test_findings_that_only_move_to_other_lines_are_neither_faults_nor_noted(ledger_at: LedgerAt, run: Run) -> None:
    clashing = "".join(
        f"  - {{id: c{n}, company: Cog, claim: C., metric: staff, figure: {n}00, as_of: 2025}}\n" for n in (1, 2)
    )
    path = ledger_at(f"claims:\n  - id: a\n    claim: A.\n{clashing}  - id: d\n    claim: D.\n    claim: E.\n")
    assert "at claims.yaml:4:" in run("check").stdout
    assert "the first, on line" in run("check").stdout
    done = run("edit", "a", "--set", "note=One line more.")
    assert (done.returncode, done.stderr) == (0, "changed a at claims.yaml:2:5\n")
    assert "One line more." in path.read_text()


@pytest.mark.slow
def test_at_a_terminal_a_slip_in_the_editor_can_be_corrected(ledger_at: LedgerAt, tmp_path: Path) -> None:
    path = ledger_at(LEDGER)
    script = (
        "text = file.read_text()\n"
        "file.write_text(text.replace('claim: [', 'claim: ') if '[' in text else text.replace('claim: ', 'claim: ['))"
    )
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(editor(tmp_path, script), TERM="dumb")
        os.chdir(path.parent)
        os.execv(sys.executable, [sys.executable, "-m", "ledger", "edit", "acme-revenue"])
    screen, asked, end = "", False, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                screen += os.read(terminal, 65536).decode()
            except OSError:
                break
        elif not asked and screen.endswith("Edit it again? [Y/n] "):
            asked = True
            os.write(terminal, b"\r")
    else:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert asked, screen
    assert "nothing was changed" in screen
    assert path.read_text() == LEDGER


def test_fix_writes_the_proposed_ids_and_nothing_else(ledger_at: LedgerAt, run: Run) -> None:
    text = "claims:\n  - claim: No id.   # yet\n    company: B\n  - {claim: Nor this.}\n  -\n    claim: No id.\n"
    path = ledger_at(text)
    proposed = [
        line.rpartition("`id: ")[2].rstrip("`") for line in run("check").stdout.splitlines() if "missing-id" in line
    ]
    done = run("check", "--fix")
    assert done.returncode == 1
    assert "claims.yaml: wrote 3 ids\n" in done.stderr
    assert "missing-id" not in done.stdout
    assert proposed == ["b-no-id", "nor-this", "no-id"]
    assert path.read_text() == (
        "claims:\n  - id: b-no-id\n    claim: No id.   # yet\n    company: B\n  - {id: nor-this, claim: Nor this.}\n"
        "  -\n    id: no-id\n    claim: No id.\n"
    )
    assert "wrote" not in run("check", "--fix").stderr


def test_fix_changes_only_what_is_reported(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims:\n  - {claim: One., company: A}\n  - {claim: Two., company: B}\n")
    run("check", "--fix", "--company", "B")
    assert path.read_text() == "claims:\n  - {claim: One., company: A}\n  - {id: b-two, claim: Two., company: B}\n"
    run("check", "--fix", "--ignore", "missing-id")
    assert "id: a-one" not in path.read_text()


def test_a_field_cannot_be_set_and_removed_at_once(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims:\n  - {id: a, claim: A., note: old}\n")
    done = run("edit", "a", "--set", "note=new", "--unset", "note")
    assert (done.returncode, "note: old" in path.read_text()) == (2, True)
    assert done.stderr == "error: both --set and --unset give `note`; use one of them\n"


def test_a_quote_in_the_braces_of_its_source_is_changed_there(ledger_at: LedgerAt, run: Run) -> None:
    before = """sources:
  ft: {publisher: FT, title: T, url: "https://ft.com/1"}
claims:
  - id: a
    claim: So.
    source: {key: ft, quote: Old words, locator: p. 1}
  - {id: b, claim: So., source: [{key: ft, quote: Old words}]}
"""
    path = ledger_at(before)
    assert run("edit", "a", "--set", "quote=New words").returncode == 0
    after = before.replace("{key: ft, quote: Old words, locator", "{key: ft, quote: New words, locator")
    assert path.read_text() == after
    assert run("edit", "a", "b", "--set", "locator=p. 2").returncode == 0
    assert path.read_text() == after.replace("locator: p. 1", "locator: p. 2").replace(
        "[{key: ft, quote: Old words}]", "{key: ft, quote: Old words, locator: p. 2}"
    )
