"""The cache of large files saves time, and never changes an answer."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import LedgerAt, Run

from ledger.loading import cache, load
from ledger.model import Ledger

LEDGER = """\
heading: A round
companies:
  Meta: [Facebook]
sources:
  raise: {publisher: OpenAI, title: A round, url: https://openai.com/raise, date: 2026-03-31, author: [Ann, Bo]}
claims:
  - {id: a, company: OpenAI, claim: It is worth $852 billion., metric: valuation, figure: $852 billion, source: raise}
  - id: b
    company: [Facebook, xAI]
    claim: It grew by 5%.
    figure: 5%
    source:
      - {key: raise, quote: We grew by 6%., locator: p. 3}
      - {key: gone, locator: p. 4}
    tags: [x]
  - {id: c, company: xAI, claim: Said in place., publisher: Reuters, url: https://reuters.com/a, quote: Said.}
  - {id: c, company: xAI, claim: Faulty., date: TBD, unreviewed: true, nonsense: 1}
  - {id: d, company: xAI, metric: funding, figure: $1bn, retracted: Never said.}
  - {id: e, company: xAI, claim: It grew again., supersedes: a, status: plan}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, for files of any size."""
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SMALLEST", 1)
    return tmp_path / "cache"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files settle at once."""
    monkeypatch.setattr(cache, "_SETTLED", 0)


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def no_parsing(path: str, text: str) -> Ledger:
    raise AssertionError(f"{path} was parsed")


def everything(ledger: Ledger) -> str:
    """The ledger with all its places."""
    places = [
        (claim.place, claim.place.of("figure"), claim.place.of("source"), *(c.source.place for c in claim.citations))
        for claim in ledger.claims
    ]
    shown = [[str(place) for place in group] for group in places]
    return f"{shown} {[str(finding.place) for finding in ledger.findings]}"


@pytest.mark.usefixtures("settled")
def test_a_file_is_parsed_once_and_read_from_the_cache_whole(
    ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(ledger_at(LEDGER))
    parsed = load([path])
    assert len(entries(folder)) == 1
    monkeypatch.setattr("ledger.loading.records.parse", no_parsing)
    kept = load([path])
    assert kept == parsed
    assert everything(kept) == everything(parsed)


@pytest.mark.usefixtures("settled")
def test_a_file_in_the_cache_is_named_as_the_user_names_it(
    ledger_at: LedgerAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([str(ledger_at(LEDGER))])
    monkeypatch.setattr("ledger.loading.records.parse", no_parsing)
    monkeypatch.chdir(tmp_path)
    assert load(["claims.yaml"]).files == ("claims.yaml",)
    assert {claim.place.path for claim in load(["./claims.yaml"]).claims} == {"./claims.yaml"}


COMMANDS = [
    ["show"],
    ["show", "--company", "meta", "--format", "json"],
    ["check", "--today", "2026-11-01", "--strict"],
    ["check", "--format", "json", "--today", "2026-11-01"],
    ["export"],
    ["export", "--format", "csv"],
    ["compare", "valuation"],
    ["timeline"],
    ["add", "--dry-run", "--company", "xAI", "--claim", "It is.", "--source", "raise"],
]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_the_same_with_and_without_the_cache(
    ledger_at: LedgerAt, run: Run, folder: Path, command: list[str]
) -> None:
    ledger_at(LEDGER)
    plain, cold, warm = (run(*command, env={"LEDGER_CACHE": value}) for value in ("off", str(folder), str(folder)))
    assert entries(folder)
    for done in (cold, warm):
        assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr)


@pytest.mark.usefixtures("settled")
def test_a_file_that_cannot_be_read_is_refused_each_time(ledger_at: LedgerAt, run: Run, folder: Path) -> None:
    path = ledger_at(LEDGER)
    run("show", env={"LEDGER_CACHE": str(folder)})
    path.write_text(LEDGER + "  - [", encoding="utf-8")
    refused = [run("show", env={"LEDGER_CACHE": str(folder)}) for _ in range(2)]
    assert [done.returncode for done in refused] == [2, 2]
    assert refused[0].stderr == refused[1].stderr


@pytest.mark.usefixtures("settled")
def test_a_damaged_entry_means_parsing(ledger_at: LedgerAt, folder: Path) -> None:
    path = str(ledger_at(LEDGER))
    parsed = load([path])
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    state = cache.state_of(path)
    assert state
    assert cache.read(state, path)
    draw = random.Random(1)
    for _ in range(1000):
        data = bytearray(whole)
        if draw.random() < 0.3:
            data = data[: draw.randrange(len(data))]
        else:
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        entry.write_bytes(data)
        assert cache.read(state, path) is None
    assert load([path]) == parsed
    assert entry.read_bytes()[: len(whole)] == whole  # written anew


@pytest.mark.usefixtures("settled")
def test_an_entry_of_another_file_program_or_form_does_not_count(
    ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = str(ledger_at(LEDGER)), str(ledger_at(LEDGER.replace("852", "853"), "other.yaml"))
    load([one])
    load([other])
    first, second = entries(folder)
    first.write_bytes(second.read_bytes())
    assert {load([path]).claims[0].figure for path in (one, other)} == {"$852 billion", "$853 billion"}
    assert load([one]).claims[0].figure == "$852 billion"
    state = cache.state_of(one)
    assert state
    monkeypatch.setattr(cache, "_program", lambda: "another")
    later = cache.state_of(one)
    assert later
    assert cache.read(later, one) is None


@pytest.mark.usefixtures("settled")
def test_a_changed_file_of_the_same_size_and_time_is_parsed(ledger_at: LedgerAt, folder: Path) -> None:
    path = ledger_at(LEDGER)
    load([str(path)])
    before = path.stat()
    time.sleep(0.02)  # the time of a change has the grain of the kernel's clock
    path.write_text(LEDGER.replace("852", "853"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load([str(path)]).claims[0].figure == "$853 billion"


def test_a_file_that_was_just_modified_is_not_kept(ledger_at: LedgerAt, folder: Path) -> None:
    path = ledger_at(LEDGER)
    for number in range(300):
        path.write_text(LEDGER.replace("852", str(100 + number)), encoding="utf-8")
        assert load([str(path)]).claims[0].figure == f"${100 + number} billion"
    assert not entries(folder)


@pytest.mark.usefixtures("settled")
def test_a_file_that_changes_while_it_is_read_is_not_kept(
    ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_at(LEDGER)

    def read_and_change(name: str) -> str:
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "# more\n", encoding="utf-8")
        return text

    monkeypatch.setattr("ledger.loading.read_text", read_and_change)
    load([str(path)])
    assert not entries(folder)


@pytest.mark.usefixtures("settled")
def test_an_entry_is_for_the_user_alone(ledger_at: LedgerAt, folder: Path) -> None:
    load([str(ledger_at(LEDGER))])
    (entry,) = entries(folder)
    assert (folder.stat().st_mode & 0o777, entry.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.usefixtures("settled")
def test_the_folder_stays_below_its_limit(ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load([str(ledger_at(LEDGER))])
    (first,) = entries(folder)
    monkeypatch.setattr(cache, "LARGEST_FOLDER", 3 * first.stat().st_size)
    for number in range(6):
        time.sleep(0.01)
        load([str(ledger_at(LEDGER, f"{number}.yaml"))])
    assert len(entries(folder)) <= 3
    assert first not in entries(folder)


@pytest.fixture
def hindered(folder: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """A cache folder that cannot be used."""
    if request.param == "a file":
        folder.write_text("mine", encoding="utf-8")
    elif request.param == "below a file":
        folder.parent.joinpath("x").touch()
        os.environ["LEDGER_CACHE"] = str(folder.parent / "x" / "cache")
    else:
        os.environ["LEDGER_CACHE"] = "/proc/ledger-cache"
    yield
    if request.param == "a file":
        assert folder.read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("settled", "hindered")
@pytest.mark.parametrize("hindered", ["a file", "below a file", "read-only"], indirect=True)
def test_a_folder_that_cannot_be_used_is_no_hindrance(ledger_at: LedgerAt, capfd: pytest.CaptureFixture[str]) -> None:
    path = str(ledger_at(LEDGER))
    assert load([path]) == load([path])
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_a_small_file_is_not_kept_and_a_large_one_is_in_processes_too(
    ledger_at: LedgerAt, process: Run, folder: Path
) -> None:
    more = "".join(f"  - {{id: n{number}, company: xAI, claim: It is number {number}.}}\n" for number in range(6000))
    small, large = ledger_at(LEDGER, "small.yaml"), ledger_at(LEDGER + more, "large.yaml")
    for path in (small, large):
        os.utime(path, ns=(0, 0))
    time.sleep(2.1)  # a time of change cannot be set
    command = [sys.executable, "-m", "ledger", "show", "--format", "csv", "--file", str(large)]
    environment = os.environ | {"LEDGER_CACHE": str(folder)}
    both = [subprocess.Popen(command, stdout=-1, stderr=-1, env=environment) for _ in range(2)]
    printed = {one.communicate(timeout=60) for one in both}
    process("show", "--file", small, env={"LEDGER_CACHE": str(folder)})
    assert len(entries(folder)) == 1
    again = process("show", "--format", "csv", "--file", large, env={"LEDGER_CACHE": str(folder)})
    assert printed == {(again.stdout.encode(), again.stderr.encode())}
    off = process("show", "--format", "csv", "--file", large, env={"LEDGER_CACHE": "off"})
    assert (off.stdout, off.stderr) == (again.stdout, again.stderr)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("value", ["off", "OFF", "0", "no", "No", "false"])
def test_the_variable_turns_the_cache_off(ledger_at: LedgerAt, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    path = str(ledger_at(LEDGER))
    assert cache.state_of(path)
    monkeypatch.setenv("LEDGER_CACHE", value)
    assert cache.state_of(path) is None


@pytest.mark.usefixtures("settled")
def test_a_tilde_is_the_home(ledger_at: LedgerAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEDGER_CACHE", "~/mine")
    load([str(ledger_at(LEDGER))])
    assert len(entries(tmp_path / "home" / "mine")) == 1


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "what", ["link to a device", "link to an entry", "pipe", "folder", "another user's", "writable", "too large"]
)
def test_an_entry_that_another_user_could_have_made_is_not_trusted(
    ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    path = str(ledger_at(LEDGER))
    parsed = load([path])
    (entry,) = entries(folder)
    state = cache.state_of(path)
    assert state
    assert cache.read(state, path) == cache.read(state, path) is not None
    if what == "another user's":
        monkeypatch.setattr(os, "geteuid", lambda: os.stat(entry).st_uid + 1)
    elif what == "writable":
        entry.chmod(0o622)
    elif what == "too large":
        monkeypatch.setattr(cache, "LARGEST", entry.stat().st_size - 1)
    else:
        kept = entry.rename(folder.parent / "kept")
        if what == "pipe":
            os.mkfifo(entry, 0o600)
        elif what == "folder":
            entry.mkdir()
        else:
            entry.symlink_to("/dev/zero" if "device" in what else kept)
    assert cache.read(state, path) is None
    assert load([path]) == parsed


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770])
def test_a_folder_that_others_may_write_is_not_used(ledger_at: LedgerAt, folder: Path, mode: int) -> None:
    path = str(ledger_at(LEDGER))
    parsed = load([path])
    (entry,) = entries(folder)
    folder.chmod(mode)
    state = cache.state_of(path)
    assert state
    assert cache.read(state, path) is None
    entry.unlink()
    assert load([path]) == parsed
    assert not entries(folder)


@pytest.mark.usefixtures("settled")
def test_only_entries_make_room(ledger_at: LedgerAt, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(mode=0o700)
    for name in ("mine.parsed", "notes.new"):
        (folder / name).write_text("mine")
    (folder / ".01234567.parsed.0123456789abcdef.new").write_text("left over")
    monkeypatch.setattr(cache, "LARGEST_FOLDER", 1)
    load([str(ledger_at(LEDGER))])
    assert len(entries(folder)) == 3
    assert {"mine.parsed", "notes.new"} < {path.name for path in entries(folder)}
