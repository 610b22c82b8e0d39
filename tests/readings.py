"""What texts are read as, and how drafts are judged; `python tests/readings.py` writes it anew.

Each line of a table (`*.readings`) is a text as JSON, and what becomes of it. To try another text, add it on a line,
and run this. Look at the difference: every line that changes is a change that a user sees.
"""

import contextlib
import datetime
import io
import json
import os
import shlex
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest.mock import patch

from random_ledgers import generated

from ledger import cli
from ledger.documents import document_of
from ledger.documents.document import Document
from ledger.drafts.audit import Auditor
from ledger.drafts.second_look import second_looks
from ledger.drafts.verdicts import Judgement
from ledger.figures import (
    Figure,
    ambiguity,
    amount,
    are_comparable,
    find,
    in_common,
    likely_typo,
    read,
    relate,
    unexplained,
    within,
)
from ledger.linter import lint
from ledger.loading import load_text
from ledger.model import Ledger
from ledger.rules import RULES

TESTS = Path(__file__).parent


def shown(figure: Figure) -> str:
    """Everything that is known of a figure."""
    ends = f"{figure.low:f}" if figure.low == figure.high else f"{figure.low:f}..{figure.high:f}"
    unit = figure.unit + (f" per {figure.per}" if figure.per else "") + (", annualised" if figure.annualised else "")
    return f"{figure.text!r}@{figure.start} {figure.bound.value} {ends} {unit or '-'} step {figure.step:f}"


def in_prose(text: str) -> Iterable[str]:
    """The figures of a sentence."""
    return map(shown, find(text))


def in_field(text: str) -> Iterable[str]:
    """The figure of a field, the metric being after a line end; how else it can be read, and what keeps it from it."""
    figure, _, metric = text.partition("\n")
    found = read(figure, metric)
    if found:
        yield shown(found)
    if ways := ambiguity(figure):
        yield " or ".join(ways)
    if word := unexplained(figure, metric):
        yield f"not explained: {word}"


def in_option(text: str) -> Iterable[str]:
    """The amount of an option such as `--min`, or why it is none."""
    try:
        yield shown(amount(text))
    except ValueError as error:
        yield str(error)


def compared(text: str) -> Iterable[str]:
    """What two figures, each on a line, are to each other."""
    a, b = (read(line) for line in text.split("\n"))
    if not a or not b:
        return
    yield f"at least: {within(a, b, None)}, at most: {within(a, None, b)}"
    if are_comparable(a, b):
        yield relate(a, b).value
        yield from map(shown, in_common(a, b))
        yield likely_typo(a, b)
    else:
        yield "not comparable"


def judged(day: datetime.date | None = None) -> Callable[[str], Iterable[str]]:
    """What an audit says of a draft, by the ledger beside the table, if the draft is of this day."""
    auditor = Auditor(load_text((TESTS / "drafts" / "readings.yaml").read_text(encoding="utf-8"), "claims.yaml"))
    return lambda text: map(told, auditor.judge(document_of(text, "draft.md", "markdown"), everything=True, day=day))


def told(judgement: Judgement) -> str:
    """Everything that is said of a figure of a draft."""
    claims = " ".join(claim.id or "?" for claim in judgement.claims)
    where = f"{judgement.line}:{judgement.column} {judgement.text!r} {judgement.company or '-'}"
    kind = f"{'quoted ' * judgement.quoted}{'' if judgement.prominent else 'minor '}"
    return f"{where} {kind}{judgement.verdict.value} [{claims}] {judgement.reason}".rstrip()


def looked_at(draft: Document, auditor: Auditor, ledger: Ledger) -> Iterable[str]:
    """What of a draft wants a second look."""
    for look in second_looks(draft, list(auditor.judge(draft, everything=True)), ledger):
        yield f"{look.line}:{look.column} {look.what}"


def second_looked() -> Callable[[str], Iterable[str]]:
    """What of a draft wants a second look, by the ledger beside the table."""
    ledger = load_text((TESTS / "drafts" / "readings.yaml").read_text(encoding="utf-8"), "claims.yaml")
    auditor = Auditor(ledger)
    return lambda text: looked_at(document_of(text, "draft.md", "markdown"), auditor, ledger)


def judged_by_claims(text: str) -> Iterable[str]:
    """What an audit says of a draft, by the claims on the first line."""
    claims, _, draft = text.partition("\n")
    ledger = load_text(f"claims: {claims}", "claims.yaml")
    auditor = Auditor(ledger)
    document = document_of(draft, "draft.md", "markdown")
    yield from map(told, auditor.judge(document, everything=True))
    yield from looked_at(document, auditor, ledger)


def in_example(name: str) -> Iterable[str]:
    """What all rules find in an example of one, in a ledger made at random (`random 70`), or in a ledger itself."""
    if "\n" in name:
        ledger = load_text(name, "claims.yaml")
    elif name.startswith("random "):
        ledger = load_text(generated(int(name.split()[1])), "claims.yaml")
    else:
        ledger = load_text((TESTS / "rules" / "examples" / name).read_text(encoding="utf-8"), name)
    rules = [rule for rule in RULES if rule.name != "one-pair-of-eyes"]  # which asks git
    for finding in lint(ledger, rules, datetime.date(2026, 4, 15)).findings:
        yield f"{finding.place.line}:{finding.place.column} {finding.rule} {finding.id or '-'} {finding.sentence}"


def in_commands() -> Callable[[str], Iterable[str]]:
    """What a command prints of a ledger made at random."""
    ledger = generated(70, seed=9)
    return lambda command: run(command, ledger)[0]


def edited(text: str) -> Iterable[str]:
    """What becomes of a ledger by the command on the first line, and what it says."""
    command, _, ledger = text.partition("\n")
    said, after = run(command, ledger)
    lines = after.replace("\r", "␍").split("\n")  # a table is read with any line ends
    return [*said, *(lines if after != ledger else ["unchanged"])]


def run(command: str, ledger: str) -> tuple[list[str], str]:
    """What a command prints, with how it ended, and the ledger's text afterwards."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("claims.yaml").write_text(ledger, encoding="utf-8", newline="")
        with (
            patch.dict(os.environ, {"COLUMNS": "90", "LEDGER_CACHE": "off", "LC_ALL": "C.UTF-8"}),
            contextlib.redirect_stdout(streams[0]),
            contextlib.redirect_stderr(streams[1]),
        ):
            code = cli.run(shlex.split(command))
        after = Path("claims.yaml").read_bytes().decode()
    lines = []
    for stream in streams:
        stream.flush()
        lines += stream.buffer.getvalue().decode().splitlines()
    return [*lines, f"exit {code}"], after


def tables() -> dict[Path, Callable[[str], Iterable[str]]]:
    """What each table holds."""
    return {
        TESTS / "figures" / "prose.readings": in_prose,
        TESTS / "figures" / "fields.readings": in_field,
        TESTS / "figures" / "options.readings": in_option,
        TESTS / "figures" / "pairs.readings": compared,
        TESTS / "drafts" / "drafts.readings": judged(),
        TESTS / "drafts" / "dated.readings": judged(datetime.date(2026, 1, 15)),
        TESTS / "drafts" / "claims.readings": judged_by_claims,
        TESTS / "drafts" / "looks.readings": second_looked(),
        TESTS / "rules" / "examples.readings": in_example,
        TESTS / "cli" / "commands.readings": in_commands(),
        TESTS / "editing" / "edits.readings": edited,
    }


def text_of(line: str) -> str:
    """The text of a line of a table."""
    return str(json.loads(line.partition("\t")[0]))


def line_of(text: str, reading: Callable[[str], Iterable[str]]) -> str:
    """A line of a table."""
    return "\t".join([json.dumps(text, ensure_ascii=False), *reading(text)])


def changed(path: Path) -> list[str]:
    """The lines of a table that are not what the texts are read as now."""
    reading = tables()[path]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{line}\n  now: {now}" for line in lines if line != (now := line_of(text_of(line), reading))]


if __name__ == "__main__":
    for path, reading in tables().items():
        texts = [text_of(line) for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text("".join(f"{line_of(text, reading)}\n" for text in dict.fromkeys(texts)), encoding="utf-8")
