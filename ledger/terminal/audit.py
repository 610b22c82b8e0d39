"""The figures of a draft on a screen, by verdict, each marked in its sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ledger.drafts.audit import MEANING, Judged, Verdict
from ledger.terminal.layout import Line, Run, cells_of, indented, wrap
from ledger.text import clean

_STYLES = {
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNBACKED: "bold yellow",
    Verdict.ROUNDED: "cyan",
    Verdict.BACKED: "green",
}


def by_verdict(judged: Sequence[Judged], explain: Callable[[Judged], str], columns: int) -> Iterator[Line]:
    """The figures, the most urgent first; `explain` says what the ledger has on one."""
    several = len({one.path for one in judged}) > 1
    first = True
    for verdict, meaning in MEANING.items():
        group = [one for one in judged if one.verdict is verdict]
        if not group:
            continue
        if not first:
            yield []
        first = False
        yield from wrap(
            [Run(f"{verdict} ({len(group):,})", _STYLES[verdict], whole=True), Run(f"  {meaning}", "dim")], columns
        )
        width = max(len(str(one.line)) for one in group)
        for prominent in (True, False):
            part = [one for one in group if one.prominent is prominent]
            if part and not prominent and len(part) < len(group):
                yield [Run("  numbers and counts", "dim")]
            for one in part:
                yield from _entry(one, explain(one), width, columns, several, quiet=not prominent)
    skipped = Counter(one.reason for one in judged if one.verdict is Verdict.NOT_CHECKED)
    if skipped:
        if not first:
            yield []
        said = ", ".join(f"{count:,} {clean(reason)}" for reason, count in skipped.most_common())
        yield from wrap([Run("not checked  ", "bold"), Run(said, "dim")], columns)


def _entry(one: Judged, said: str, width: int, columns: int, several: bool, *, quiet: bool) -> Iterator[Line]:
    if several:
        yield [Run(f"  {clean(one.path)}", "bold")]
    margin = width + 4
    style = _STYLES[one.verdict]
    yield [Run(f"  {one.line:>{width}}  ", "dim"), *_window(one, columns - margin, style, "dim" if quiet else "")]
    if said:
        yield from indented([Run(said, "italic")], margin, columns, fold=True)


def _window(one: Judged, room: int, style: str, around: str) -> Line:
    """As much of the sentence as fits around the figure, which is marked."""
    before = clean(" ".join(one.sentence[: one.at].split())).lstrip("-*+•| ")
    rest = one.sentence[one.at :]
    figure = one.text
    after = clean(" ".join(rest[len(rest) - len(rest.lstrip()) + len(figure) :].split()))
    left = max(0, room - cells_of(figure) - 2)
    head = min(cells_of(before), max(left // 2, left - cells_of(after)))
    lead, tail = _end(before, head), _start(after, left - min(head, cells_of(before)))
    glue = "" if not after or after[0] in ".,;:!?)”’'%-–" else " "
    return [Run(f"{lead} " if lead else "", around), Run(clean(figure), style), Run(f"{glue}{tail}", around)]


def _end(text: str, room: int) -> str:
    if cells_of(text) <= room:
        return text
    words: list[str] = []
    for word in reversed(text.split(" ")):
        room -= cells_of(word) + 1
        if room < 1:
            break
        words.append(word)
    return "…" + " ".join(reversed(words))


def _start(text: str, room: int) -> str:
    if cells_of(text) <= room:
        return text
    words: list[str] = []
    for word in text.split(" "):
        room -= cells_of(word) + 1
        if room < 1:
            break
        words.append(word)
    return " ".join(words) + "…"
