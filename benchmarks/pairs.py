"""Print how many sentences `ledger audit` judges rightly, of those in pairs.yaml: `python -m benchmarks.pairs [-v]`."""

import sys
from collections import Counter
from pathlib import Path

import yaml

from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.verdicts import Verdict
from ledger.loading import load_text

_SOURCE = {"publisher": "FT", "title": "T", "url": "https://www.ft.com/a", "date": "2026-05-01"}


def main() -> None:
    """Print the share of right verdicts of each kind, and with -v the wrong ones."""
    counts: Counter[tuple[str, bool]] = Counter()
    pairs = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
    for pair in pairs:
        claim = {name: str(value) for name, value in pair["claim"].items()} | _SOURCE
        auditor = Auditor(load_text(yaml.safe_dump({"claims": [claim]}, allow_unicode=True), "pairs.yaml"))
        for kind in ("restated", "other", "wrong"):
            for sentence in pair[kind]:
                found = {one.verdict for one in auditor.judge(document_of(sentence, "draft"), everything=True)}
                said = bool(found & {Verdict.BACKED, Verdict.ROUNDED})
                right = said if kind == "restated" else not said
                counts[kind, right] += 1
                if not right and "-v" in sys.argv:
                    print(f"{kind}: {sentence}  {[str(verdict) for verdict in found]}")
    goals = {
        "restated": "restated truly, backed or rounded (at least 0.85)",
        "other": "the same number about something else, not backed (at least 0.98)",
        "wrong": "another number about the same thing, not backed (at least 0.90)",
    }
    for kind, goal in goals.items():
        good, all_of_them = counts[kind, True], counts[kind, True] + counts[kind, False]
        print(f"{goal}: {good / all_of_them:.3f} ({good} of {all_of_them})")


if __name__ == "__main__":
    main()
