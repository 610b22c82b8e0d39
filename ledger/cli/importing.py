"""`ledger import`: the rows of a table as claims."""

import os
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.capture import lines_of
from ledger.cli.init import STARTED, start
from ledger.cli.options import Scope, one_of
from ledger.cli.output import emit_data, note
from ledger.cli.schema import SCHEMA_FILE
from ledger.editing import Addition, addition_of, read_back, write
from ledger.errors import ExitCode, LedgerError
from ledger.files.reading import read_text
from ledger.importing.claims import ORDERS, Fault, Imported, Plan, claims_of, plan_for
from ledger.importing.layout import Row, spans
from ledger.importing.tables import Table, read_table
from ledger.loading import load
from ledger.loading.files import is_yaml
from ledger.model import Ledger
from ledger.query import Filters
from ledger.recording.notices import findings_in
from ledger.recording.targets import file_to_write
from ledger.text import clean, counted, shortened

_FEW = 3  # faults of one kind; of the others, the rows are listed
_MOST = 8  # kinds of faults, so that a report fits on a screen
_NOTICED = ("duplicate-claim", "conflicting-figures", "similar-name")
_EMPTY = "claims:\n"


_Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=HEADING",
        help="The column of a field; FIELD= leaves the field out. May be repeated.",
    ),
]
_Texts = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="FIELD=TEXT", help="The same text in all rows; {HEADING} stands for a cell of the row."
    ),
]
_HeaderRow = Annotated[int, typer.Option(metavar="N", min=0, help="The row that has the headings; default: found.")]
_Encoding = Annotated[
    str, typer.Option(metavar="NAME", help="The encoding of a text table, such as latin2; default: UTF-8.")
]
_VisibleOnly = Annotated[
    bool, typer.Option("--visible-only", help="Leave out what is hidden or struck out in a spreadsheet.")
]
_DateOrder = Annotated[
    str | None, typer.Option(metavar="ORDER", help="How 3/4/2026 is read: dmy or mdy.", callback=one_of(ORDERS))
]


def import_claims(
    table: Annotated[
        str,
        typer.Argument(metavar="TABLE", help="A .csv, .tsv, .jsonl, .json, .xlsx or .ods file; - for CSV on stdin."),
    ],
    mapped: _Mapped = None,
    texts: _Texts = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet of a spreadsheet; default: the first.")] = "",
    header_row: _HeaderRow = 0,
    encoding: _Encoding = "",
    visible_only: _VisibleOnly = False,
    date_order: _DateOrder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be added instead of adding it.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Import the good rows only.")] = False,
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", metavar="PATH", help="The ledger; a .yaml file that does not exist is started."),
    ] = None,
    into: Annotated[
        str, typer.Option("--into", metavar="FILE", help="The file to add to, if the ledger has several.")
    ] = "",
) -> int:
    """Add the rows of a table as claims. Nothing is written unless all rows are good, or with --partial (exit 1)."""
    found = read_table(table, sheet, visible_only=visible_only, encoding=encoding, header_row=header_row)
    plan = plan_for(found, _pairs(mapped, "--map"), _pairs(texts, "--set"), date_order or "")
    paths = Scope(tuple(file or ()), Filters()).paths()
    for line in (*found.notes, *([f"not imported: {_listed(plan.unused)}"] if plan.unused else [])):
        note(f"note: {line}")
    new = len(paths) == 1 and is_yaml(os.path.basename(paths[0])) and not os.path.lexists(paths[0])
    target = paths[0] if new else file_to_write(paths, into)
    if dry_run:
        return _shown(found, plan, paths, target, _EMPTY if new else read_text(target))
    return _written(found, plan, paths, target, new=new, partial=partial)


def _written(table: Table, plan: Plan, paths: Sequence[str], target: str, *, new: bool, partial: bool) -> int:
    """Add the claims to the ledger; a new file is written once, with its claims."""
    result: list[Imported] = []

    def addition(ledger: Ledger) -> Addition:
        result[:] = [_claims(table, plan, ledger)]
        _report(result[0], len(table.rows), partial)
        _say_noticed(ledger, result[0].addition)
        return result[0].addition

    if new:
        ledger = load(paths, {target: STARTED})
        change = addition_of(STARTED, target, ledger, addition(ledger))
        text, _ = read_back(paths, target, STARTED, ledger, change)
        start(target, text)
        note(f"started {clean(target)}, with {SCHEMA_FILE} for text editors")
    else:
        write(paths, target, lambda ledger, text: addition_of(text, target, ledger, addition(ledger)), note)
    rows = {fault.row for fault in result[0].faults}
    held = f"; {counted(result[0].held, 'row')} already there" if result[0].held else ""
    left = f"; {counted(len(rows), 'row')} left out" if rows else ""
    note(f"added {counted(len(result[0].addition.claims), 'claim')} to {clean(target)}{held}{left}")
    return ExitCode.FINDINGS if rows else ExitCode.DONE


def _pairs(given: Sequence[str] | None, option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not (value.strip() or option == "--map"):
            raise LedgerError(f"{option} {clean(text)}: write FIELD=…, such as {option} company='Company name'")
        if name.strip() in pairs:
            raise LedgerError(f"{option}: `{clean(name.strip())}` is given twice")
        pairs[name.strip()] = value.strip()
    return pairs


def _claims(table: Table, plan: Plan, ledger: Ledger) -> Imported:
    def rows() -> Iterator[Row]:
        size = 500
        pages = [table.rows[at : at + size] for at in range(0, len(table.rows), size)]
        for page in terminal.tracked(pages, "Importing"):
            yield from page

    return claims_of(rows(), plan, ledger)


def _report(imported: Imported, rows: int, partial: bool) -> None:
    """Print the notes, and the faults by their kind.

    Raises LedgerError if there are faults, unless the good rows are wanted.
    """
    for line in imported.notes:
        note(f"note: {line}")
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for fault in imported.faults:
        kinds.setdefault((fault.field, fault.what), []).append(fault)
    for alike in list(kinds.values())[:_MOST]:
        for fault in alike[:_FEW]:
            note(f"row {fault.row}: {_place(fault)}{shortened(fault.message)}")
        if further := [fault.row for fault in alike[_FEW:]]:
            note(f"  and {len(further):,} more like this, in rows {shortened(spans(further), 100)}")
    if len(kinds) > _MOST:
        note(f"and {counted(len(kinds) - _MOST, 'other kind')} of faults")
    wrong = len({fault.row for fault in imported.faults})
    if wrong and not partial:
        verb = "has" if wrong == 1 else "have"
        raise LedgerError(
            f"nothing was imported: {wrong:,} of {counted(rows, 'row')} {verb} faults; correct them, or import the"
            " others with --partial"
        )


def _say_noticed(ledger: Ledger, addition: Addition) -> None:
    """Print what `check` would find in the claims that has to do with others: the rest it finds by itself."""
    found = findings_in(ledger, addition, _NOTICED)
    for rule in _NOTICED:
        alike = [finding for finding in found if finding.rule == rule]
        if alike and rule == "duplicate-claim":
            rows = [finding.record.line for finding in alike]
            look = "looks like a claim that is" if len(rows) == 1 else "look like claims that are"
            which = "row" if len(rows) == 1 else "rows"
            note(f"note: {counted(len(rows), 'row')} {look} there already ({which} {shortened(spans(rows), 100)})")
        for finding in alike[:_FEW]:
            note(f"note: row {finding.record.line}: {rule}: {finding.sentence}")
        if len(alike) > _FEW:
            note(f"  and {len(alike) - _FEW:,} more of {rule}; see ledger check --select {rule}")


def _place(fault: Fault) -> str:
    return f"{clean(fault.field)}: " if fault.field else ""


def _shown(table: Table, plan: Plan, paths: Sequence[str], target: str, text: str) -> int:
    """Print which column is which field, the claims as YAML, and the faults."""
    ledger = load(paths, {target: text})
    imported = _claims(table, plan, ledger)
    for name, heading in plan.columns.items():
        note(f"{name}: the column '{clean(heading)}'")
    for name, given in plan.texts.items():
        note(f"{name}: {clean(given)}")
    if imported.addition.claims:
        emit_data(lines_of(paths, target, text, ledger, imported.addition), paged=True)
    _report(imported, len(table.rows), partial=True)
    _say_noticed(ledger, imported.addition)
    rows = {fault.row for fault in imported.faults}
    held = f", {imported.held:,} already there" if imported.held else ""
    note(
        f"{counted(len(table.rows), 'row')}: {counted(len(imported.addition.claims), 'claim')} to add{held},"
        f" {counted(len(rows), 'row')} with faults"
    )
    return ExitCode.FINDINGS if rows else ExitCode.DONE


def _listed(headings: Sequence[str]) -> str:
    shown = shortened(", ".join(f"'{clean(heading)}'" for heading in headings))
    return f"{shown}; --map FIELD=HEADING imports a column"
