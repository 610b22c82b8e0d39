"""What saved copies say about claims, on a screen: what differs first, and what was found as a number only."""

from collections.abc import Iterator, Sequence

from ledger.dates import in_words
from ledger.evidence.comparing import Verdict
from ledger.evidence.verifying import ClaimCheck
from ledger.terminal.layout import Line, Run, cells_of, indented
from ledger.text import clean

_STYLES = {
    Verdict.differs: "bold red",
    Verdict.nearly: "bold magenta",
    Verdict.not_found: "bold yellow",
    Verdict.not_read: "bold yellow",
    Verdict.no_copy: "bold",
}
_ADVICE = {Verdict.no_copy: "save the page into evidence/ (SingleFile, Save As, Print to PDF)"}
_MOST = 24  # columns of an id beside which its reason stands
_FEW = 20  # claims without a copy that are named


def by_verdict(checked: Sequence[ClaimCheck], columns: int) -> Iterator[Line]:
    """The claims that are to be looked at, by verdict; those that were found are only counted elsewhere."""
    first = True
    for verdict, style in _STYLES.items():
        group = [check for check in checked if check.result.verdict is verdict]
        if not group:
            continue
        if not first:
            yield []
        first = False
        advice = f"  {_ADVICE[verdict]}" if verdict in _ADVICE else ""
        yield from indented([Run(f"{verdict} ({len(group):,})", style), Run(advice, "dim")], 0, columns)
        if verdict is Verdict.no_copy:
            names = [_name(check) for check in group[:_FEW]]
            more = f" and {len(group) - _FEW:,} more" if len(group) > _FEW else ""
            yield from indented([Run(", ".join(names) + more)], 2, columns)
            continue
        width = min(_MOST, max(cells_of(_name(checked)) for checked in group))
        for check in group:
            yield from _entry(check, width, columns)


def _entry(check: ClaimCheck, width: int, columns: int) -> Iterator[Line]:
    """A claim, why, and the passage of the copy."""
    name = _name(check)
    reason = clean(check.result.reason)
    passage = f"“{clean(check.result.passage)}”" if check.result.passage else ""
    said = ": ".join(filter(None, (reason, passage)))
    margin = width + 4
    lines = list(indented([Run(said)], margin, columns, fold=True))
    if cells_of(name) > width:
        yield [Run(f"  {name}", "bold")]
        yield from lines
    else:
        head = Run(f"  {name}{' ' * (width - cells_of(name))}  ", "bold")
        first = [run for run in lines[0] if run.text.strip()] if lines else []
        yield [head, *first]
        yield from lines[1:]
    if check.copy:
        older = f"; older: {', '.join(clean(copy.path) for copy in check.others)}" if check.others else ""
        told = f"{clean(check.copy.path)}, saved {in_words(check.saved)}{older}"
        yield from indented([Run(told, "dim")], margin, columns, fold=True)


def _name(check: ClaimCheck) -> str:
    return clean(check.claim.id or str(check.claim.place))
