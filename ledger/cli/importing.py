"""`ledger import`: the rows of a table as claims."""

import os
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from ledger import terminal
from ledger.cli.capture import lines_of, record
from ledger.cli.options import Scope, one_of
from ledger.cli.output import emit_data, note
from ledger.cli.table_rows import report, say_noticed
from ledger.editing import Addition, addition_of
from ledger.errors import ExitCode, LedgerError
from ledger.files.reading import read_text
from ledger.importing.claims import ORDERS, ImportResult, Plan, claims_of, plan_for
from ledger.importing.layout import Row
from ledger.importing.tables import Table, read_table
from ledger.loading import load
from ledger.loading.files import is_yaml
from ledger.model import Ledger
from ledger.query import Filters
from ledger.recording.targets import file_to_write
from ledger.text import clean, counted, shortened

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
_Update = Annotated[
    bool, typer.Option("--update", help="Change the claims of an exported table as it was corrected, by their ids.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be added instead of adding it.")]
_Partial = Annotated[bool, typer.Option("--partial", help="Import the good rows only.")]
_Into = Annotated[str, typer.Option("--into", metavar="FILE", help="The file to add to, if the ledger has several.")]
_Yes = Annotated[bool, typer.Option("--yes", help="With --update: do not ask.")]
_Force = Annotated[
    bool, typer.Option("--force", help="With --update: take every difference of a table without revisions.")
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
    dry_run: _DryRun = False,
    partial: _Partial = False,
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", metavar="PATH", help="The ledger; a .yaml file that does not exist is started."),
    ] = None,
    into: _Into = "",
    update: _Update = False,
    yes: _Yes = False,
    force: _Force = False,
) -> int:
    """Add the rows of a table as claims, or with --update bring back the changes in one that was exported.

    Nothing is written unless all rows are good, or with --partial (exit 1).
    """
    found = read_table(table, sheet, visible_only=visible_only, encoding=encoding, header_row=header_row)
    for line in found.notes:
        note(f"note: {line}")
    paths = Scope(tuple(file or ()), Filters()).paths()
    if update and (mapped or texts):
        raise LedgerError("--map and --set are for new claims; --update knows the columns of an export")
    if update:
        from ledger.cli.updating import Options  # not needed for new claims
        from ledger.cli.updating import update as bring_back

        return bring_back(found, Options(paths, into, date_order or "", dry_run, yes, force, partial))
    if yes or force:
        raise LedgerError(f"--{'yes' if yes else 'force'} is for --update")
    plan = plan_for(found, _pairs(mapped, "--map"), _pairs(texts, "--set"), date_order or "")
    if plan.unused:
        note(f"note: not imported: {_listed(plan.unused)}")
    new = len(paths) == 1 and is_yaml(os.path.basename(paths[0])) and not os.path.lexists(paths[0])
    target = paths[0] if new else file_to_write(paths, into)
    if dry_run:
        return _shown(found, plan, paths, target, _EMPTY if new else read_text(target))
    return _written(found, plan, paths, target, new=new, partial=partial)


def _written(table: Table, plan: Plan, paths: Sequence[str], target: str, *, new: bool, partial: bool) -> int:
    """Add the claims to the ledger; a new file is written once, with its claims."""
    result: list[ImportResult] = []

    def addition(ledger: Ledger) -> Addition:
        result[:] = [_claims(table, plan, ledger)]
        report(result[0].notes, result[0].faults, len(table.rows), partial=partial)
        say_noticed(ledger, result[0].addition)
        return result[0].addition

    record(paths, target, addition, new=new, change=addition_of)
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


def _claims(table: Table, plan: Plan, ledger: Ledger) -> ImportResult:
    def rows() -> Iterator[Row]:
        size = 500
        pages = [table.rows[at : at + size] for at in range(0, len(table.rows), size)]
        for page in terminal.tracked(pages, "Importing"):
            yield from page

    return claims_of(rows(), plan, ledger)


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
    report(imported.notes, imported.faults, len(table.rows), partial=True)
    say_noticed(ledger, imported.addition)
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
