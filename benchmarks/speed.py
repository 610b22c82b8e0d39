"""Print what the ledger costs, as ratios measured side by side: `python -m benchmarks.speed [RUNS]`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from benchmarks.generate import journal, ledger
from ledger.loading import load_text

_DATA = Path(__file__).parent.parent / "data" / "claims.yaml"
_IMPORTS = [sys.executable, "-c", "import typer, yaml, rich.console, rich.table"]
_PEAK = """
import pathlib, re, sys
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
exec(sys.argv[2])
# Linux counts a parent's memory in ru_maxrss; VmHWM begins anew with the program.
print(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""
_OURS = "from ledger.loading import load_text; kept = load_text(text, 'claims.yaml')"
_THEIRS = "import yaml; kept = yaml.load(text, yaml.CSafeLoader)"


def seconds(action: Callable[[], object]) -> float:
    """The wall time of one call."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def pairs(
    name: str, ours: Callable[[], object], other: Callable[[], object], runs: int, target: float | None = None
) -> None:
    """Measure the two in turn, and print the median of their ratios with its spread."""
    ours()
    other()
    taken = [(seconds(ours), seconds(other)) for _ in range(runs)]
    ratios = sorted(a / b for a, b in taken)
    ours_s, other_s = (statistics.median(column) for column in zip(*taken, strict=True))
    print(
        f"{name}: {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}; {ours_s:.3f} s"
        f" against {other_s:.3f} s{f'; at most {target}' if target else ''})"
    )


def process(*arguments: str) -> Callable[[], object]:
    """A whole process of the ledger's command line, its output read and thrown away."""
    command = [sys.executable, "-c", "from ledger.cli import main; main()", *arguments]
    return lambda: subprocess.run(command, capture_output=True, check=False, env=os.environ | {"COLUMNS": "100"})


def peak(path: Path, code: str) -> int:
    """The peak memory, in KiB, of a process that reads a file and keeps what it made of it, above an empty one."""
    empty = int(subprocess.check_output([sys.executable, "-c", _PEAK, str(path), "import yaml, ledger.loading"]))
    return int(subprocess.check_output([sys.executable, "-c", _PEAK, str(path), code])) - empty


def cached(folder: Path, small: str, large: str, runs: int) -> None:
    """Whole processes that read large files from the cache, against parsing and against the program ledger."""
    ours = {count: folder / f"{count}.yaml" for count in (10_000, 100_000)}
    for file, text in zip(ours.values(), (small, large), strict=True):
        file.write_text(text, encoding="utf-8")
    time.sleep(2.1)  # a file that was just written is not kept
    query = ("show", "--company", "openai", "--limit", "50", "--file")
    os.environ["LEDGER_CACHE"] = str(folder / "cache")
    warm = {count: process(*query, str(file)) for count, file in ours.items()}
    command = [sys.executable, "-m", "ledger", *query, str(ours[100_000])]
    off = os.environ | {"LEDGER_CACHE": "off"}
    cold = partial(subprocess.run, command, capture_output=True, check=True, env=off)
    pairs("show of 100,000 claims from the cache / parsed", warm[100_000], cold, runs, 0.2)
    pairs("show from the cache, 100,000 claims / 10,000", warm[100_000], warm[10_000], runs, 12)
    for peer in ("/usr/bin/ledger", "/usr/bin/hledger"):
        if os.path.exists(peer):
            (folder / "journal").write_text(journal(100_000), encoding="utf-8")
            register = [peer, "-f", str(folder / "journal"), "register", "^OpenAI"]
            theirs = partial(subprocess.run, register, capture_output=True, check=True)
            pairs(f"show of 100,000 claims from the cache / {peer}", warm[100_000], theirs, runs, 0.5)


def main() -> None:
    """Print the ratios; about five minutes with 7 runs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    os.environ["LEDGER_CACHE"] = "off"
    show = process("show", "--company", "openai", "--file", str(_DATA))
    pairs("show on the article's ledger / imports alone", show, lambda: subprocess.run(_IMPORTS, check=True), runs, 1.5)
    small, large = ledger(10_000), ledger(100_000)
    ours = partial(load_text, small, "claims.yaml")
    pairs(
        "load 10,000 claims / yaml.load with CSafeLoader", ours, partial(yaml.load, small, yaml.CSafeLoader), runs, 0.3
    )
    listed = small.replace("    metric:", "    tags: [ai, chips]\n    metric:")
    theirs = partial(yaml.load, listed, yaml.CSafeLoader)
    pairs("the same with a list in each claim", partial(load_text, listed, "claims.yaml"), theirs, runs)
    pairs("load 100,000 claims / 10,000", partial(load_text, large, "claims.yaml"), ours, runs, 15)
    with tempfile.TemporaryDirectory() as folder:
        file, big = Path(folder) / "claims.yaml", Path(folder) / "large.yaml"
        file.write_text(small, encoding="utf-8")
        big.write_text(large, encoding="utf-8")
        print(f"peak memory at 100,000 / CSafeLoader's: {peak(big, _OURS) / peak(big, _THEIRS):.2f} (at most 0.25)")
        csv = process("show", "--company", "company 7", "--format", "csv", "--file", str(file))
        every = process("show", "--format", "csv", "--file", str(file))
        load = [
            sys.executable,
            "-c",
            "import typer, ledger.cli, pathlib\n"
            + _OURS.replace("text,", "pathlib.Path(__import__('sys').argv[1]).read_text(),"),
            str(file),
        ]
        loaded = partial(subprocess.run, load, check=True)
        pairs("10,000 claims filtered and written as csv / loaded", csv, loaded, runs, 1.5)
        pairs("10,000 claims all written as csv / loaded", every, loaded, runs)
    with tempfile.TemporaryDirectory() as folder:
        cached(Path(folder), small, large, runs)
    with tempfile.TemporaryDirectory() as folder:
        thousand = Path(folder) / "claims.yaml"
        thousand.write_text(ledger(1_000), encoding="utf-8")
        table = process("show", "--file", str(thousand))
        pairs(
            "a table of 1,000 claims / the same as csv",
            table,
            process("show", "--format", "csv", "--file", str(thousand)),
            runs,
            2,
        )


if __name__ == "__main__":
    main()
