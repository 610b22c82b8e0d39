"""Print ratios for ledger.figures: time against length, 10,000 fields, and a labelled data set if given.

    python benchmarks/figures.py [--mb 1] [LABELLED.json]

LABELLED.json is a list of {"text", "quantities": [{"value", ...}]} as NewsQuant has it.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ledger.figures import find, read

ORDINARY = (
    "The company said on March 31st 2026 that it had raised $122 billion at a valuation of $852 billion, "
    "up from $500bn, and that more than 900 million people use it every week. Revenue rose 45% to $13.1bn. "
    "Most of what a newspaper prints has no figure in it at all, as this sentence shows.\n\n"
)
HOSTILE = [
    "7",
    "$",
    "million ",
    "(",
    "1,",
    "1-",
    "1 ",
    "$1 to ",
    "more than ",
    "between 1 and ",
    "half a ",
    "\n ",
    "234 ",
    "'234",
    ".234",
    "about ",
    "a loss of (",
    "per ",
]
FIELDS = [
    "${n} billion",
    "more than {n},500 users",
    "{n}.5%",
    "€{n}m (${n}5m)",
    "{n}–{n}0 million",
    "{n} weeks",
]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def exhaust(text: str) -> int:
    return sum(1 for _ in find(text))


def growth(piece: str, size: int) -> str:
    """The time for a text of `size`, 2 and 4 times that, as microseconds per kilobyte and as ratios."""
    times = []
    for factor in (1, 2, 4):
        text = piece * (factor * size // len(piece))
        times.append(seconds(partial(exhaust, text)))
    ratios = " ".join(f"x{later / max(times[0], 1e-9):.1f}" for later in times[1:])
    return f"{1e6 * times[0] / (size / 1024):9.0f} µs/KB  {ratios}"


def ends(value: str) -> tuple[float, float]:
    if "E" not in value and not value.startswith("-") and "-" in value:
        low, high = value.split("-")
        return float(low), float(high)
    return float(value), float(value)


def close(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-8)


def score(path: Path) -> str:
    data = json.loads(path.read_text(encoding="utf-8"))
    started = time.perf_counter()
    answers = [[(float(figure.low), float(figure.high)) for figure in find(item["text"])] for item in data]
    rate = len(data) / (time.perf_counter() - started)
    right = 0
    for item, answer in zip(data, answers, strict=True):
        rest = list(answer)
        for low, high in (ends(quantity["value"]) for quantity in item["quantities"]):
            hit = next((pair for pair in rest if close(pair[0], low) and close(pair[1], high)), None)
            if hit is not None:
                rest.remove(hit)
                right += 1
    precision = right / max(sum(map(len, answers)), 1)
    recall = right / max(sum(len(item["quantities"]) for item in data), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}, {rate:,.0f} sentences/s"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("labelled", nargs="?", type=Path, help="a labelled data set to score")
    options.add_argument("--mb", type=float, default=0.1, help="the shortest text, in megabytes (default 0.1)")
    chosen = options.parse_args()
    size = int(chosen.mb * 2**20)
    print("time for a text, then for one 2 and 4 times as long:")
    print(f"  {'ordinary prose':16} {growth(ORDINARY, size)}")
    for piece in HOSTILE:
        print(f"  {piece!r:16} {growth(piece, size)}")
    fields = [FIELDS[n % len(FIELDS)].replace("{n}", str(1 + n % 900)) for n in range(10_000)]
    unlike = len(set(fields))
    print(
        f"10,000 fields, {unlike:,} unlike: {seconds(lambda: [read(text) for text in fields]):.2f} s, ",
        end="",
    )
    print(f"again {seconds(lambda: [read(text) for text in fields]):.3f} s")
    if chosen.labelled:
        print(f"{chosen.labelled.name}: {score(chosen.labelled)}")


if __name__ == "__main__":
    main()
