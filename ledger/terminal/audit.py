"""The figures of a draft on a screen: what is wrong, what is to be read, and the rest, each marked in its sentence."""

from collections.abc import Callable, Iterator, Sequence

from ledger.drafts.verdicts import SHOWN, Judgement, Verdict
from ledger.drafts.words import differing
from ledger.model import Claim
from ledger.terminal.layout import Line, Run, cells_of, indented
from ledger.text import clean

# The headings, in the order of what needs doing.
_GROUPS = (
    ("wrong", "bold red", (Verdict.WITHDRAWN, Verdict.CONTRADICTED, Verdict.INCONSISTENT, Verdict.OUTDATED)),
    (SHOWN[Verdict.UNCLEAR].name, "bold magenta", (Verdict.UNCLEAR,)),
    (SHOWN[Verdict.UNBACKED].name, "bold yellow", (Verdict.UNBACKED,)),
    (SHOWN[Verdict.BACKED].name, "green", (Verdict.BACKED, Verdict.ROUNDED, Verdict.CONFIRMED, Verdict.DERIVED)),
)
_MARKS = "▸{}◂"  # around a figure and what differs, because a screen may have no colours
_CALM = (Verdict.BACKED, Verdict.ROUNDED, Verdict.CONFIRMED, Verdict.DERIVED)
# What is wrong by a claim, and may be in other drafts too; each with what the claim is.
_WRONG_BY_CLAIM = {Verdict.WITHDRAWN: "retracted", Verdict.CONTRADICTED: "differs", Verdict.OUTDATED: "outdated"}


def by_verdict(judged: Sequence[Judgement], cite: Callable[[Claim], str], columns: int) -> Iterator[Line]:
    """The figures, the most urgent first; `cite` names a claim and its source, shortly."""
    several = len({judgement.path for judgement in judged}) > 1
    first = True
    for name, style, verdicts in _GROUPS:
        group = [judgement for judgement in judged if judgement.verdict in verdicts]
        if not group:
            continue
        if not first:
            yield []
        first = False
        yield [Run(f"{name} ({len(group):,})", style)]
        width = max(len(str(judgement.line)) for judgement in group)
        for judgement in sorted(
            group, key=lambda each: verdicts.index(each.verdict) if each.verdict not in _CALM else 0
        ):
            if several:
                yield [Run(f"  {clean(judgement.path)}", "bold")]
            yield from _entry(judgement, cite, width, columns, style)


def _entry(judgement: Judgement, cite: Callable[[Claim], str], width: int, columns: int, style: str) -> Iterator[Line]:
    """A figure in its sentence, and what the ledger says; in one line if all is well."""
    margin = width + 4
    lead = Run(f"  {judgement.line:>{width}}  ", "dim")
    if judgement.verdict in _CALM:
        said = "; ".join(filter(None, (clean(judgement.reason), cite(judgement.claims[0]) if judgement.claims else "")))
        first, *others = indented([Run(clean(judgement.text), style), Run(f"  {said}")], margin, columns, fold=True)
        yield [lead, *first[1:]] if first and not first[0].text.strip() else [lead, *first]
        yield from others
        return
    yield [lead, *_window(judgement, columns - margin, style)]
    if judgement.verdict is not Verdict.UNCLEAR:
        said = "; ".join(filter(None, (clean(judgement.reason), *map(cite, judgement.claims[:1]))))
        said = f"{SHOWN[judgement.verdict].word}: {said}"
        if judgement.verdict is not Verdict.UNBACKED:
            yield from indented([Run(said, "italic")], margin, columns, fold=True)
    else:
        for claim in judgement.claims:
            yield from indented(
                [*_compared(clean(claim.claim), judgement.sentence), Run(f"” {cite(claim)}", "italic")],
                margin,
                columns,
                fold=True,
            )
        if against := "; ".join(map(clean, filter(None, judgement.against))):
            yield from indented([Run(against, "dim")], margin, columns, fold=True)
    if judgement.quoted:
        yield from indented([Run("do not alter the quotation; add the right figure", "dim")], margin, columns)


def by_claim(judged: Sequence[Judgement]) -> Iterator[Line]:
    """The claims by which something is wrong in several drafts: `acme-cuts (retracted): 3 drafts: a.md 4, 7; …`."""
    found: dict[tuple[str, Verdict], dict[str, dict[int, None]]] = {}
    for judgement in judged:
        if judgement.verdict in _WRONG_BY_CLAIM and judgement.claims:
            claim = judgement.claims[0]
            paths = found.setdefault((clean(claim.id or str(claim.place)), judgement.verdict), {})
            paths.setdefault(clean(judgement.path), {})[judgement.line] = None
    for (name, verdict), paths in sorted(found.items(), key=lambda entry: -len(entry[1])):
        if len(paths) > 1:
            places = "; ".join(f"{path} {', '.join(map(str, lines))}" for path, lines in paths.items())
            yield [Run(f"{name} ({_WRONG_BY_CLAIM[verdict]}): {len(paths):,} drafts: {places}")]


def question(judgement: Judgement, cite: Callable[[Claim], str], columns: int, lead: str) -> Iterator[Line]:
    """What a person is asked about a figure: its sentence, and the claims that may be meant, each with a number."""
    yield []
    yield [Run(lead, "bold"), Run(f"  {clean(judgement.path)}, line {judgement.line}", "dim")]
    before, after = (
        judgement.sentence[: judgement.at],
        judgement.sentence[judgement.at + judgement.end - judgement.start :],
    )
    sentence = [
        Run(clean(" ".join(f"{before}|".split()))[:-1]),
        Run(_MARKS.format(clean(judgement.text)), "bold magenta"),
        Run(clean(" ".join(f"|{after}".split()))[1:]),
    ]
    yield from indented(sentence, 2, columns, fold=True)
    for number, claim in enumerate(judgement.claims, 1):
        first, *others = indented(
            [*_compared(clean(claim.claim), judgement.sentence), Run(f"” {cite(claim)}", "italic")],
            4,
            columns,
            fold=True,
        )
        yield [Run(f"  {number} ", "bold"), *first[1:]]
        yield from others
    if against := "; ".join(map(clean, filter(None, judgement.against))):
        yield from indented([Run(against, "dim")], 4, columns, fold=True)


def _compared(claim: str, sentence: str) -> Iterator[Run]:
    """A claim's sentence, with marks around what the draft's sentence does not say."""
    end = 0
    yield Run("“", "italic")
    for start, stop in differing(claim, sentence):
        yield Run(claim[end:start], "italic")
        yield Run(_MARKS.format(claim[start:stop]), "bold italic")
        end = stop
    yield Run(claim[end:], "italic")


def _window(judgement: Judgement, room: int, style: str) -> Line:
    """As much of the sentence as fits around the figure, which is marked."""
    before = clean(" ".join(judgement.sentence[: judgement.at].split())).lstrip("-*+•| ")
    rest = judgement.sentence[judgement.at :]
    after = clean(" ".join(rest[len(rest) - len(rest.lstrip()) + len(judgement.text) :].split()))
    figure = _MARKS.format(clean(judgement.text))
    left = max(0, room - cells_of(figure) - 2)
    head = min(cells_of(before), max(left // 2, left - cells_of(after)))
    start, tail = _end(before, head), _start(after, left - min(head, cells_of(before)))
    glue = "" if not after or after[0] in ".,;:!?)”’'%-–" else " "
    return [Run(f"{start} " if start else ""), Run(figure, style), Run(f"{glue}{tail}")]


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
