"""Print how sure `ledger audit` is, and what it costs: `python -m benchmarks.audit [DIGESTS.jsonl.gz]`.

DIGESTS holds paragraphs of news, one JSON object with `text` and `date` a line. A ledger is built of a random 80% of
those with money, percentages or scaled numbers; all are audited. Plain search for a figure's text is the baseline.
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter

from benchmarks.generate import ledger
from ledger.documents import document_of
from ledger.drafts.audit import Auditor
from ledger.drafts.verdicts import Judgement, Verdict
from ledger.drafts.words import words_of
from ledger.figures import find, is_count
from ledger.loading import load_text
from ledger.model import Citation, Claim, Ledger, Source

_SAID = (Verdict.BACKED, Verdict.ROUNDED)


def _telling(text: str) -> bool:
    return any(not is_count(figure.unit) or abs(figure.low) >= 10_000 for figure in find(text))


def _long_words(text: str) -> set[str]:
    return {word for word in words_of(text) if len(word) >= 4}


def digests(path: str) -> None:
    """Print the shares for a file of digests."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in file))
    texts = [text for text in texts if _telling(text)]
    draw = random.Random(7)
    draw.shuffle(texts)
    kept, rest = texts[: len(texts) * 4 // 5], texts[len(texts) * 4 // 5 :]
    source = Source(publisher="Digest", url="https://digest.org/1")
    held = Ledger(tuple(Claim(id=f"c{n}", claim=text, citations=(Citation(source),)) for n, text in enumerate(kept)))
    auditor = Auditor(held)
    shares: Counter[str] = Counter()
    values: dict[tuple[str, str], list[set[str]]] = {}
    everything = " ".join(kept)
    for text in kept:
        for figure in find(text):
            values.setdefault((f"{figure.low:f}", f"{figure.high:f}"), []).append(_long_words(text))
    started = time.perf_counter()
    for text in rest:
        figures = {figure.text: figure for figure in find(text)}
        for one in auditor.judge(document_of(text, "draft", "text")):
            if one.verdict is Verdict.NOT_CHECKED or one.text not in figures:
                continue
            figure = figures[one.text]
            words = _long_words(text)
            if any(len(words & other) >= 4 for other in values.get((f"{figure.low:f}", f"{figure.high:f}"), ())):
                continue
            shares["foreign"] += 1
            shares["foreign backed"] += one.verdict in _SAID
            shares["foreign backed by search"] += one.text in everything
            shares["called unbacked, in the rest"] += one.verdict not in _SAID
    for text in kept:
        for one in auditor.judge(document_of(text, "draft", "text")):
            if one.verdict is not Verdict.NOT_CHECKED:
                shares["kept"] += 1
                shares["kept backed"] += one.verdict in _SAID
                shares["called unbacked, in what is kept"] += one.verdict not in _SAID
        for figure in list(find(text))[:1]:
            digits = [at for at in range(figure.start, figure.end) if text[at].isdigit()]
            if not digits or (is_count(figure.unit) and abs(figure.low) < 10_000):
                continue
            at = draw.choice(digits)
            other = draw.choice([digit for digit in "123456789" if digit != text[at]])
            changed = text[:at] + other + text[at + 1 :]
            found = auditor.judge(document_of(changed, "draft", "text"))
            hit = next((one for one in found if _covers(one, changed, at)), None)
            if hit is not None and hit.verdict is not Verdict.NOT_CHECKED:
                shares["changed"] += 1
                shares["changed caught"] += hit.verdict is not Verdict.BACKED
                shares["changed caught, rounded too"] += hit.verdict not in _SAID
                if "-v" in sys.argv and hit.verdict is Verdict.BACKED:
                    print("BACKED", repr(hit.text), text[max(0, at - 150) : at + 100].replace("\n", " "))
    called = shares["called unbacked, in the rest"] + shares["called unbacked, in what is kept"]
    print(f"{len(kept)} paragraphs kept, {len(rest)} not; {time.perf_counter() - started:.1f} s")
    _share(
        "not backed, of the figures that are not kept (at least 0.95)",
        shares["foreign"] - shares["foreign backed"],
        shares["foreign"],
    )
    _share("  by plain search", shares["foreign"] - shares["foreign backed by search"], shares["foreign"])
    _share(
        "not kept, of those called unbacked or contradicted (at least 0.90)",
        shares["called unbacked, in the rest"],
        called,
    )
    _share("caught, of the figures with one digit changed (at least 0.99)", shares["changed caught"], shares["changed"])
    _share("  not even called rounded", shares["changed caught, rounded too"], shares["changed"])
    _share("backed, of the figures that are kept", shares["kept backed"], shares["kept"])


def _covers(one: Judgement, text: str, at: int) -> bool:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return one.line == line and one.column <= column < one.column + len(one.text)


def _share(name: str, part: int, whole: int) -> None:
    print(f"{name}: {part / whole if whole else 0:.3f} ({part:,} of {whole:,})")


def cost() -> None:
    """Print what a draft of 1,000 words costs against 10,000 claims, beside loading them."""
    text = ledger(10_000)
    started = time.perf_counter()
    held = load_text(text, "claims.yaml")
    loaded = time.perf_counter() - started
    sentences = [f"{claim.claim.rstrip('.')} was {claim.figure}." for claim in held.claims[:2000:10]]
    draft = " ".join(sentences)
    words = len(re.findall(r"\S+", draft))
    for times in (1, 2, 4):
        started = time.perf_counter()
        count = sum(
            1
            for _ in Auditor(held).judge(document_of(" ".join([draft[: len(draft) * 1000 // words]] * times), "draft"))
        )
        seconds = time.perf_counter() - started
        said = f"{1000 * times:,} words, {count} figures, against 10,000 claims / loading these"
        print(f"{said}: {seconds / loaded:.2f} ({seconds:.2f} s)")


if __name__ == "__main__":
    cost()
    for path in (argument for argument in sys.argv[1:] if argument != "-v"):
        digests(path)
