"""Records put into the text of a ledger: what was there stays, byte for byte, and what was put in reads back."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import LedgerAt, Run
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger.editing import Addition, addition_of, read_back
from ledger.editing.insertion import applied, edits
from ledger.errors import LedgerError
from ledger.fields import Kind
from ledger.loading import load, load_text
from ledger.model import CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Ledger, Source
from ledger.placeholders import is_placeholder
from ledger.text import is_blank

CLAIM = Claim(id="new", company=("Acme",), claim="Acme sold 5 things.", figure="5")
SECOND = Claim(id="second", company=("Bolt",), claim="Bolt sold 6.", figure="6")

# Every shape in which people keep a list of claims; the ⟨…⟩ is where a claim of Acme's belongs.
SHAPES = {
    "a heading": "heading: X\n⟨\nclaims:\n  - N⟩",
    "claims without a value": "claims:\n⟨  - N⟩",
    "claims without a value, and a comment": "claims: # none yet\n⟨  - N⟩# end\n",
    "a list": "claims:\n  - claim: a\n⟨\n  - N⟩",
    "a list without indentation": "claims:\n- claim: a\n⟨\n- N⟩",
    "no line end at the end": "claims:\n  - claim: a⟨\n\n  - N⟩",
    "two, without a blank line": "claims:\n  - claim: a\n  - claim: b\n⟨  - N⟩",
    "two, with a blank line": "claims:\n  - claim: a\n\n  - claim: b\n⟨\n  - N⟩\n# end\n",
    "its company's last": "claims:\n  - company: Acme\n    claim: a\n⟨  - N⟩  - company: Bolt\n    claim: b\n",
    "its company's, in other letters": "claims:\n  - claim: b\n  - company: ACME\n    claim: a\n⟨  - N⟩  - claim: c\n",
    "a comment of the claim before": "claims:\n  - claim: a\n    # of a\n⟨\n  - N⟩  # of the list\n",
    "a dash alone": "claims:\n  -\n    claim: a\n  -\n    claim: b\n⟨  - N⟩",
    "a wide dash": "claims:\n  -   claim: a\n⟨\n  -   N⟩",
    "a literal block at the end": "claims:\n  - claim: |\n      a\n\n      b\n⟨\n  - N⟩\n\n",
    "a kept block at the end": "claims:\n  - claim: |+\n      a\n\n⟨\n  - N⟩",
    "a quote over lines": "claims:\n  - claim: 'a\n\n      b: c'\n⟨\n  - N⟩",
    "a record in braces": "claims:\n  - {claim: a}\n⟨\n  - N⟩",
    "sources after the claims": "claims:\n  - claim: a\n⟨\n  - N⟩\nsources:\n  x:\n    url: https://x.com/\n",
    "a document's end": "---\nclaims:\n  - claim: a\n⟨\n  - N⟩...\n",
}


def _document(shape: str) -> tuple[str, str]:
    """The text before and the text wanted after."""
    before, rest = shape.split("⟨")
    put_in, after = rest.split("⟩")
    dash, found, _ = put_in.partition("N")
    assert found
    column = len(dash.rpartition("\n")[2])
    fields = ["id: new", "company: Acme", "claim: Acme sold 5 things.", "figure: 5"]
    return before + after, before + dash + ("\n" + " " * column).join(fields) + "\n" + after


@pytest.mark.parametrize("shape", SHAPES, ids=list(SHAPES))
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_claim_is_put_where_it_belongs_and_every_other_byte_stays(shape: str, newline: str) -> None:
    text, wanted = _document(SHAPES[shape])
    text, wanted = text.replace("\n", newline), wanted.replace("\n", newline)
    if newline not in text:
        wanted = wanted.replace(newline, "\n")  # nothing tells which line ends the file has
    ledger = load_text(text, "claims.yaml")
    got = applied(text, edits(text, "claims.yaml", ledger, Addition([CLAIM])))
    assert got == wanted
    assert CLAIM in load_text(got, "claims.yaml").claims


@pytest.mark.parametrize("empty", ["[]", "[ ]", "~", "null", "[] # none yet"])
def test_an_empty_list_becomes_a_block(empty: str) -> None:
    text = f"# mine\nclaims: {empty}\nheading: X\n"
    got = applied(text, edits(text, "claims.yaml", load_text(text, "claims.yaml"), Addition([CLAIM])))
    assert load_text(got, "claims.yaml").claims == (CLAIM,)
    assert load_text(got, "claims.yaml").heading == "X"
    assert ("# none yet" in got) == ("# none yet" in text)


@pytest.mark.parametrize(
    "text", ["claims: [{claim: a}]\n", "{claims: [{claim: a}]}\n", "claims: [\n  {claim: a},\n]\n"]
)
def test_a_filled_list_in_brackets_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(LedgerError, match=r"claims\.yaml:\d+:1: error: .*in brackets"):
        edits(text, "claims.yaml", load_text(text, "claims.yaml"), Addition([CLAIM]))


def test_several_claims_go_to_the_end_in_their_order() -> None:
    text = "claims:\n  - company: Acme\n    claim: a\n\n  - claim: b\n"
    got = applied(text, edits(text, "claims.yaml", load_text(text, "claims.yaml"), Addition([CLAIM, SECOND])))
    assert [claim.claim for claim in load_text(got, "claims.yaml").claims] == ["a", "b", CLAIM.claim, SECOND.claim]
    assert got.startswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "claims:\n  - claim: a\n",
        "# top\n\n# of the claims\nclaims:\n  - claim: a\n",
        "sources:\n  old:\n    url: https://old.com/\n\nclaims:\n  - claim: a\n",
        "sources:\n  old: {url: 'https://old.com/'}\n  # end\nclaims:\n  - claim: a\n",
        "sources:\nclaims:\n  - claim: a\n",
        "sources: {}\nclaims:\n  - claim: a\n",
        "heading: X\n",
    ],
)
def test_a_source_is_declared_beside_those_there(text: str) -> None:
    source = Source(url="https://x.com/", publisher="X: Y", key="x")
    claim = Claim(claim="b", citations=(Citation(source, "q, r"),))
    before = load_text(text, "claims.yaml")
    got = applied(text, edits(text, "claims.yaml", before, Addition([claim], [source])))
    after = load_text(got, "claims.yaml")
    assert not after.findings
    assert after.claims == (*before.claims, claim)
    assert after.sources == {**before.sources, "x": source}
    assert all(line in got.splitlines() for line in text.splitlines() if line not in ("sources: {}",))


# What a YAML file can hold, in a text that is not blank.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(text.strip()))
ODD = st.sampled_from(
    [
        "#", "a #b", "- a", "a: b", ": ", "'", '"', "it's", "\\", "\\n", "~", "null", "yes", "|", ">", "&a", "*a",
        "!a", "%a", "@a", "`", "[a]", "{a}", "a,b", "? a", " a", "a ", "\ta", "a\n", "\na", "a\n\nb",
        "---", "...", " a\nb", "a\n b", "a\r\nb", "a\x85b", "a\u2028b", "\ufeff",
        "\x1b[31m", "é", "😀", "=", "<<", "a:", "a#", "-", "$5 bn",
    ]
)  # fmt: skip
VALUE = st.one_of(TEXT, ODD, st.lists(ODD, min_size=2, max_size=4).map("".join)).filter(
    lambda text: not (is_blank(text) or is_placeholder(text))
)
NAMES = st.lists(VALUE, min_size=1, max_size=3).map(tuple)


def _records(record: type, fields: list[str]) -> st.SearchStrategy[object]:
    kinds = {field.name: field.kind for field in (*CLAIM_FIELDS, *SOURCE_FIELDS)}
    texts = {name: NAMES if kinds[name] is Kind.NAMES else VALUE for name in fields}
    return st.fixed_dictionaries({}, optional=texts).map(lambda given: record(**given))


SOURCES = _records(Source, [field.name for field in SOURCE_FIELDS if field.kind in (Kind.TEXT, Kind.NAMES)])
CLAIMS = _records(Claim, [field.name for field in CLAIM_FIELDS if field.kind in (Kind.TEXT, Kind.NAMES)])


@given(
    CLAIMS,
    SOURCES,
    VALUE,
    VALUE,
    st.sampled_from(["claims:\n  - claim: a\n", "heading: X\n", "claims:\n- claim: a\n  note: |\n    b\n"]),
)
def test_whatever_a_ledger_can_hold_reads_back_as_it_was_given(
    claim: Claim, source: Source, sentence: str, quote: str, text: str
) -> None:
    source = replace(source, key="k", url="https://x.com/")
    bare = replace(claim, claim=sentence)
    in_place = replace(bare, citations=(Citation(replace(source, key=""), quote),))
    keyed = replace(bare, citations=(Citation(source, quote, "p. 5"), Citation(source)))
    before = load_text(text, "claims.yaml")
    addition = Addition([bare, in_place, keyed], [source])
    after = load_text(applied(text, edits(text, "claims.yaml", before, addition)), "claims.yaml")
    assert after.claims == (*before.claims, *addition.claims)
    assert after.sources == {"k": source}
    assert not after.findings


def test_what_would_change_something_else_is_refused(ledger_at: LedgerAt) -> None:
    path = str(ledger_at("claims:\n  - claim: a\n    source: [x, y]\n"))
    ledger = load([path])
    assert ledger.findings  # the keys are declared nowhere: declaring one gives the old claim a source
    source = Source(url="https://x.com/", key="x")
    text = Path(path).read_text()
    with pytest.raises(LedgerError, match="would alter how other parts of the ledger are read"):
        read_back([path], path, text, ledger, addition_of(text, path, ledger, Addition([CLAIM], [source])))


# As a whole process


# A process that is killed, or that may not write, leaves coverage data that cannot be read.
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def _add(path: Path, number: int | str) -> list[str]:
    words = ["add", "--file", str(path), "--claim", f"Claim {number}", "--company", f"Company {number}", "--no-input"]
    return [sys.executable, "-m", "ledger", *words]


MANY_ADDS = """
import sys
from ledger.cli import run
for number in range(int(sys.argv[2])):
    name = f"{sys.argv[3]} {number}"
    assert run(["add", "--file", sys.argv[1], "--claim", f"Claim {name}", "--company", name, "--no-input"]) == 0
"""


@pytest.mark.slow
def test_two_writers_at_once_lose_nothing(ledger_at: LedgerAt) -> None:
    path = ledger_at("# kept\nclaims:\n")
    both = [
        subprocess.Popen([sys.executable, "-c", MANY_ADDS, str(path), "100", name], stderr=subprocess.DEVNULL)
        for name in ("One", "Two")
    ]
    assert [one.wait(timeout=110) for one in both] == [0, 0]
    ledger = load([str(path)])
    assert len({claim.claim for claim in ledger.claims}) == 200
    assert not ledger.findings
    assert sorted(os.listdir(path.parent)) == ["claims.yaml"]


@pytest.mark.parametrize("kills", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one_and_the_next_one_works(
    ledger_at: LedgerAt, run: Run, kills: int
) -> None:
    path = ledger_at("# kept\nclaims:\n  - claim: first\n    note: " + "long " * 20_000 + "\n")
    moments = random.Random(4)
    program = [sys.executable, "-c", MANY_ADDS, str(path), "1000"]
    for turn in range(kills):
        writer = subprocess.Popen([*program, f"Turn {turn}"], stderr=subprocess.DEVNULL, env=UNMEASURED)
        before = len(load([str(path)]).claims)
        begun = time.monotonic()
        while len(load([str(path)]).claims) == before:
            assert time.monotonic() < begun + 60, "the writer never began"
            time.sleep(0.02)
        for _ in range(5):  # the file is whole whenever it is looked at
            time.sleep(moments.random() / 200)
            os.kill(writer.pid, signal.SIGSTOP)
            assert not load([str(path)]).findings
            os.kill(writer.pid, signal.SIGCONT)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=10)
        ledger = load([str(path)])
        assert not ledger.findings
        assert path.read_bytes().startswith(b"# kept\nclaims:\n  - claim: first\n")
        assert path.read_bytes().endswith(b"\n")
    done = run("add", "--file", path, "--claim", "The last one.")
    assert done.returncode == 0, done.stderr
    assert load([str(path)]).claims[-1].claim == "The last one."
    assert sorted(os.listdir(path.parent)) == ["claims.yaml"]


def test_a_full_disk_leaves_the_old_file(ledger_at: LedgerAt) -> None:
    path = ledger_at("claims:\n  - claim: " + "first " * 2000 + "\n")
    old = path.read_bytes()

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(old), len(old)))

    done = subprocess.run(
        _add(path, 1), preexec_fn=little_room, capture_output=True, text=True, check=False, env=UNMEASURED
    )
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert path.read_bytes() == old
    assert os.listdir(path.parent) == ["claims.yaml"]


def test_a_link_is_followed_and_the_mode_is_kept(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at("claims:\n", "real/claims.yaml")
    path.chmod(0o640)
    link = path.parent.parent / "claims.yaml"
    link.symlink_to(path)
    assert run("add", "--claim", "One.").returncode == 0
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "One." in path.read_text()


def test_a_byte_order_mark_stays(ledger_at: LedgerAt, run: Run) -> None:
    path = ledger_at(b"\xef\xbb\xbfclaims:\r\n  - claim: a\r\n")
    assert run("add", "--claim", "b").returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbfclaims:\r\n  - claim: a\r\n\r\n  - id: b\r\n    claim: b\r\n"


def test_no_ledger_of_an_empty_addition_changes() -> None:
    text = "claims:\n"
    assert edits(text, "claims.yaml", Ledger(), Addition()) == []
