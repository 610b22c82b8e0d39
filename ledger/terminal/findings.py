"""Findings on a screen, by rule, or one a line."""

from collections.abc import Iterator, Mapping, Sequence

from ledger.citation import describe
from ledger.linter import Rule
from ledger.model import Claim, Finding, Ledger, Level, Source
from ledger.places import Place
from ledger.terminal.layout import Line, Run, cells_of, cut, indented, padded, wrap
from ledger.text import clean, counted, shortened

STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.STRICT: "cyan"}
_MOST = 10  # findings of one rule that are all shown; of more, only the first few
_FEW = 5
_INDENT = 2
_GAP = 2
_WORDS = 40  # characters of a claim that stand for a missing id

Records = Mapping[Place, Claim | Source]


def findings_by_line(findings: Sequence[Finding], ledger: Ledger) -> Iterator[Line]:
    """The findings, one a line: `path:line:col: level[rule] id: message; fix`."""
    records = _records(ledger)
    for finding in findings:
        name = _name(finding) or _first_words(records.get(finding.record))
        yield [
            Run(f"{clean(str(finding.place))}: ", "dim"),
            Run(f"{finding.level}[{finding.rule}]", STYLES[finding.level]),
            Run(f" {name}:" if name else ":", "bold" if name else ""),
            Run(f" {clean(finding.sentence)}"),
        ]


def findings_by_rule(
    findings: Sequence[Finding], rules: Sequence[Rule], ledger: Ledger, columns: int, see_all: str
) -> Iterator[Line]:
    """Each rule with what it found: a heading with the advice, and for each finding its line, id and sentence.

    Of many findings of one rule only the first few are shown, followed by the command `see_all` with the
    rule's name; if that is "", all are.
    """
    records = _records(ledger)
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    several = len({finding.place.path for finding in findings}) > 1
    first = True
    for rule in rules:
        if group := groups.get(rule.name):
            if not first:
                yield []
            first = False
            shown = group[:_FEW] if see_all and len(group) > _MOST else group
            yield from _heading(rule, group, columns)
            yield from _entries(shown, group, records, columns, several)
            if len(shown) < len(group):
                yield [Run(f"{' ' * _INDENT}… {len(group) - len(shown):,} more: {see_all} {rule.name}", "dim")]


def statistics(findings: Sequence[Finding], rules: Sequence[Rule]) -> Iterator[Line]:
    """The number of findings of each rule that found something, and its summary; the commonest first."""
    counts = [(sum(finding.rule == rule.name for finding in findings), rule) for rule in rules]
    found = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])
    width = max((len(f"{count:,}") for count, _ in found), default=0)
    name = max((len(rule.name) for _, rule in found), default=0)
    for count, rule in found:
        head = [Run(f"{count:>{width},}", "bold"), Run("  "), Run(f"{rule.name:{name}}", STYLES[rule.level])]
        yield [*head, Run(f"  {rule.summary}", "dim")]


def _records(ledger: Ledger) -> Records:
    """The claims and declared sources by their places."""
    sources = (*ledger.sources.values(), *ledger.repeated)
    return {source.place: source for source in sources} | {claim.place: claim for claim in ledger.claims}


def _heading(rule: Rule, group: Sequence[Finding], columns: int) -> Iterator[Line]:
    fix = _common([finding.fix for finding in group])
    advice = f" {clean(fix[:1].upper() + fix[1:])}." if fix else ""
    yield from wrap(
        [
            Run(f"{rule.name} ({len(group):,})", STYLES[rule.level], whole=True),
            Run(f"  {rule.summary}{advice}", "dim"),
        ],
        columns,
        fold=False,
    )


def _entries(
    shown: Sequence[Finding], group: Sequence[Finding], records: Records, columns: int, several: bool
) -> Iterator[Line]:
    same_message = len(group) > 1 and bool(_common([finding.message for finding in group]))
    same_fix = bool(_common([finding.fix for finding in group]))
    number = max(len(str(finding.place.line)) for finding in shown)
    name = max(cells_of(_name(finding)) for finding in shown)
    margin = _INDENT + number + _GAP
    room = columns - margin - (name + _GAP if name else 0)
    below = room < columns // 3  # the sentence has a line of its own
    path = ""
    for finding in shown:
        if several and finding.place.path != path:
            path = finding.place.path
            yield [Run(f"{' ' * _INDENT}{clean(path)}", "bold")]
        sentence = _sentence(records.get(finding.record))
        head: Line = [Run(f"{' ' * _INDENT}{finding.place.line:>{number}}{' ' * _GAP}", "dim")]
        own = [Run(_name(finding), "bold")]
        if below:
            yield [*head, *own]
            yield [Run(" " * margin), Run(cut(sentence, columns - margin))]
        else:
            yield [*head, *(padded(own, name + _GAP) if name else []), Run(cut(sentence, room))]
        if not (same_message and same_fix and sentence):
            said = finding.message if same_fix and sentence else finding.sentence
            yield from indented([Run(clean(said), "italic")], margin, columns, fold=True)


def _common(texts: Sequence[str]) -> str:
    """The text that all of them are; "" if they differ."""
    return texts[0] if len(set(texts)) == 1 else ""


def _name(finding: Finding) -> str:
    return clean(shortened(finding.id))


def _first_words(record: Claim | Source | None) -> str:
    """The beginning of a claim that has no id, in quotation marks."""
    return f"“{cut(_sentence(record), _WORDS)}”" if isinstance(record, Claim) and record.claim else ""


def _sentence(record: Claim | Source | None) -> str:
    """What a record says, on one line."""
    if isinstance(record, Claim):
        return clean(" ".join(record.claim.split()))
    return clean(" ".join(describe(record).split())) if record else ""


def summary(findings: Sequence[Finding], waived: int) -> str:
    """`17 findings: 12 errors, 5 warnings; 3 waived`, or that there are none."""
    kinds = {Level.ERROR: ("error", ""), Level.WARNING: ("warning", ""), Level.STRICT: ("strict", "strict")}
    counts = [(sum(finding.level is level for finding in findings), names) for level, names in kinds.items()]
    said = ", ".join(counted(n, *names) for n, names in counts if n)
    said = f"{counted(len(findings), 'finding')}: {said}" if findings else "no problems found"
    return f"{said}; {waived:,} waived (shown with --no-waivers)" if waived else said
