"""A correction comes in: a source is retracted, and a figure is replaced by one from another source."""

from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.loading import load

REASON = "The paper withdrew it."
LEDGER = """\
sources:
  herald-story:
    publisher: Herald
    title: A year of cuts
    url: https://herald.org/cuts
    date: 2026-03-02
  other: {publisher: Post, title: More, url: https://post.org/more, date: 2026-03-03}

claims:
""" + "".join(
    f"  - {{id: firm-{n}, company: Firm{n} Works, claim: Firm{n} Works cut {n + 200} jobs., metric: jobs cut,"
    f" figure: {n + 200} jobs, source: herald-story}}\n"
    for n in range(23)
)
BOTH = "  - {id: both, company: Both, claim: Both cut 99 jobs., figure: 99 jobs, source: [herald-story, other]}\n"


def test_a_retracted_source_takes_away_what_only_it_backs_by_one_command(
    run: Run, ledger_at: LedgerAt, tmp_path: Path
) -> None:
    path = ledger_at(LEDGER + BOTH)
    done = run("edit", "herald-story", "--retract", REASON)
    assert done.returncode == 0
    assert "23 claims stand no longer, because only herald-story backs them\n" in done.stderr
    assert f"    date: 2026-03-02\n    retracted: {REASON}\n" in path.read_text()
    ledger = load([str(path)])
    assert [claim.id for claim in ledger.claims if not claim.withdrawn] == ["both"]
    assert "one origin" in run("check", "--strict", "--select", "single-origin").stdout
    assert "retracted: its source was retracted: The paper withdrew it." in run("show", "firm-1").stdout
    exported = run("export").stderr
    assert "23 retracted claims left out; include with --retracted" in exported
    assert "Herald, “A year of cuts”, 2 March 2026, retracted" in run("show", "both").stdout
    assert "Firm1 Works" in run("show", "--status", "retracted").stdout
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "one.md").write_text("Firm3 Works cut 203 jobs.\n")
    (tmp_path / "published" / "two.md").write_text("It rained. Both cut 99 jobs.\n")
    (tmp_path / "published" / "three.md").write_text("Then Firm20 Works cut 220 jobs.\n")
    audit = run("audit", *(f"published/{name}.md" for name in ("one", "two", "three")), "--format", "concise")
    assert audit.returncode == 1
    withdrawn = [line for line in audit.stdout.splitlines() if ": withdrawn: " in line]
    assert [line.partition(":")[0] for line in withdrawn] == ["published/one.md", "published/three.md"]
    assert "The paper withdrew it" in withdrawn[0]


@pytest.mark.parametrize("form", ["page", "markdown", "html", "wikitext", "csv", "json"])
def test_exports_say_so(run: Run, ledger_at: LedgerAt, form: str) -> None:
    ledger_at(LEDGER.replace("    date: 2026-03-02\n", f"    date: 2026-03-02\n    retracted: {REASON}\n"))
    done = run("export", "--format", form, "--retracted")
    assert "its source was retracted: The paper withdrew it." in done.stdout
    if form != "csv":
        assert "claim has no source" not in done.stderr


def test_it_can_be_taken_back(run: Run, ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    run("edit", "herald-story", "--retract", REASON)
    assert run("edit", "herald-story", "--unset", "retracted").returncode == 0
    assert path.read_text() == LEDGER


def test_a_claim_of_a_declared_source_is_replaced_by_one_with_another_page(run: Run, ledger_at: LedgerAt) -> None:
    path = ledger_at(LEDGER)
    done = run(
        "edit", "firm-2", "--supersede", "--set", "claim=Firm2 Works cut 222 jobs.", "--set", "figure=222 jobs",
        "--set", "url=https://www.herald.org/correction", "--set", "publisher=Herald", "--set", "title=Correction",
        "--set", "date=4 March 2026",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    new = next(claim for claim in load([str(path)]).claims if claim.supersedes == "firm-2")
    assert (new.company, new.metric, new.citations[0].source.title) == (("Firm2 Works",), "jobs cut", "Correction")
    assert new.published == "2026-03-04"
    assert "    title: A year of cuts\n" in path.read_text()
