"""`ledger edit`: correct, retract or supersede a claim, or correct a source."""

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from ledger.cli.bulk import carry_out
from ledger.cli.capture import add_claims, checked_value, composed, say_noticed
from ledger.cli.completion import complete_records
from ledger.cli.options import Scope, scoped
from ledger.cli.output import note
from ledger.cli.prompts import asked
from ledger.cli.revision import Task, apply_change, change_claim
from ledger.editing import Addition, Change, field_edits
from ledger.errors import LedgerError
from ledger.model import FIELDS, OF_DECLARED, Claim, Ledger, Source
from ledger.query import Filters, select
from ledger.recording.fields import OF_SOURCE, Revision, changed, into_citation, with_record
from ledger.recording.targets import file_of, record_named
from ledger.text import clean, counted, did_you_mean, is_blank

# What a claim that supersedes another one takes from it. Not its figure, time and source: those are what is new.
_KEPT = ("company", "metric", "mentions", "tags")


@scoped
def edit(
    scope: Scope,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...", help="The ids of claims or the keys of sources.", autocompletion=complete_records
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Give a field a value; repeat it for others."),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="FIELD", help="Remove a field; may be repeated.")
    ] = None,
    retract: Annotated[
        str | None,
        typer.Option("--retract", metavar="REASON", help="Say why a claim, or a source and its claims, is not valid."),
    ] = None,
    supersede: Annotated[
        bool, typer.Option("--supersede", help="Add a claim that replaces this one, with the fields of --set.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the change instead of making it.")] = False,
) -> int:
    """Correct, retract or supersede a claim, or correct a source; several at once by their ids, or claims by filters.

    Without options the record opens in $VISUAL or $EDITOR. Nothing else in the file is changed.
    """
    if retract is not None and is_blank(retract):
        raise LedgerError("--retract: no reason; say why the claim is not valid")
    settings = [*(set_ or ()), *([f"retracted={retract}"] if retract else [])]
    if len(names or ()) != 1 or scope.filters:
        if supersede:
            raise LedgerError("--supersede replaces one claim; name it alone")
        return _edit_several(scope, names or [], settings, unset or [], dry_run=dry_run)
    return _edit_one(scope, "".join(names or ()), settings, unset or [], supersede=supersede, dry_run=dry_run)


def _edit_one(
    scope: Scope, name: str, settings: Sequence[str], unset: Sequence[str], *, supersede: bool, dry_run: bool
) -> int:
    """Change one record, with the fields that are given or in the editor, or replace a claim."""
    paths = scope.paths()
    record = record_named(Scope(tuple(paths), Filters()).load(warn=False), name)
    if supersede and not isinstance(record, Claim):
        raise LedgerError(f"{clean(name)} is a source; only a claim can be superseded")
    if supersede and (unset or any(setting.startswith("retracted=") for setting in settings)):
        raise LedgerError("--supersede adds a claim and leaves this one alone; use --retract and --unset without it")
    new = supersede and isinstance(record, Claim)  # the fields are those of a claim with a source of its own
    values = _values(settings, Claim() if new else record)
    task = Task(paths, file_of(paths, record), name, dry_run)
    if supersede and isinstance(record, Claim):
        return _supersede(task, record, values)
    removed = [_field(field, record, written=True) for field in unset]
    _check_apart(values, removed)
    if not values and not removed:
        from ledger.cli.editor import edit_in_editor  # rarely needed

        return edit_in_editor(task)
    return _change(task, values, removed)


def _edit_several(
    scope: Scope, names: Sequence[str], settings: Sequence[str], unset: Sequence[str], *, dry_run: bool
) -> int:
    """Change several records: those that are named, or the claims that the filters select."""
    if bool(names) == bool(scope.filters):
        if names:
            raise LedgerError("records are named, and filters are given, too; use one of them")
        raise LedgerError("nothing to edit: name a record, or choose claims with filters such as --company")
    if not settings and not unset:
        raise LedgerError("several records at once need --set, --unset or --retract")
    ledger = scope.load(warn=False)
    records = [record_named(ledger, name) for name in names] or list(select(ledger, scope.filters).claims)
    if not records:
        raise LedgerError("no claim passes the filters")
    plan = {}
    for record in records:
        values = _values(settings, record)
        if "id" in values:
            raise LedgerError("--set id: an id is of one record; name it alone")
        _check_declared(values, ledger)
        removed = [name for name in unset if record.place.has(name.strip())]
        _check_apart(values, removed)
        if values or removed:
            plan[record.place] = Revision(into_citation(record, values), removed)
    if not plan:
        raise LedgerError(f"--unset: none of the {len(records):,} records has that field")
    for file, revised in carry_out(ledger, plan, dry_run=dry_run):
        note(f"{clean(file)}: changed {counted(len(revised), 'record')}")
    if dry_run:
        note(f"{counted(len(plan), 'record')} would change")
    return 0


def edit_claim(paths: Sequence[str], claim: Claim, setting: str) -> Claim:
    """Give one field of a claim a value (FIELD=VALUE), remove it (FIELD=), or open the claim in the editor ("").

    Raises LedgerError.
    """
    if not setting:
        from ledger.cli.editor import edit_in_editor  # rarely needed

        if not claim.id:
            raise LedgerError("the claim has no id by which it could be edited; give it one: id=…")
        edit_in_editor(Task(paths, file_of(paths, claim), claim.id, dry_run=False))
        found = record_named(Scope(tuple(paths), Filters()).load(warn=False), claim.id)
        assert isinstance(found, Claim)
        return found
    if setting.endswith("="):
        return change_claim(paths, claim, {}, [_field(setting[:-1], claim, written=True)])
    values = _values([setting], claim)
    _check_declared(values, Scope(tuple(paths), Filters()).load(warn=False))
    return change_claim(paths, claim, into_citation(claim, values))


def _check_apart(values: Mapping[str, Any], removed: Sequence[str]) -> None:
    if both := next((field for field in removed if field in values), ""):
        raise LedgerError(f"both --set and --unset give `{both}`; use one of them")


def _check_declared(values: Mapping[str, Any], ledger: Ledger) -> None:
    if unknown := [key for key in values.get("source", ()) if key not in ledger.sources]:
        guess = did_you_mean(unknown[0], ledger.sources)
        raise LedgerError(f"--set source: undeclared source '{clean(unknown[0])}'{guess}")


def _values(given: Sequence[str], record: Claim | Source) -> dict[str, Any]:
    """The values of `FIELD=VALUE`; a field that is given several times holds them all. Raises LedgerError."""
    texts: dict[str, list[str]] = {}
    for text in given:
        field, equals, value = text.partition("=")
        if not equals:
            raise LedgerError(f"--set {clean(text)}: write FIELD=VALUE, such as figure='$9 billion'")
        name = _field(field, record)
        if is_blank(value):
            raise LedgerError(f"--set {clean(text)}: no value; to remove the field, write --unset {clean(field)}")
        texts.setdefault(name, []).append(value)
    return {name: checked_value(name, values, f"--set {name}") for name, values in texts.items()}


def _field(text: str, record: Claim | Source, *, written: bool = False) -> str:
    """The name of a field that a record may have, or, if it is `written` there, any.

    Raises LedgerError for another name, and for a field of a source that is declared elsewhere.
    """
    name = text.strip().replace("-", "_")
    known = [*FIELDS] if isinstance(record, Claim) else [*OF_SOURCE, *OF_DECLARED]
    if written and record.place.has(text.strip()):
        return text.strip()
    if name not in known:
        raise LedgerError(f"unknown field '{clean(text)}'{did_you_mean(name, known)}")
    keys = [cited.source.key for cited in record.citations if cited.source.key] if isinstance(record, Claim) else []
    if name in OF_SOURCE and keys:
        raise LedgerError(f"`{name}` belongs to the source that the claim cites; change it with ledger edit {keys[0]}")
    if written:
        raise LedgerError(f"the record has no `{name}`, so there is nothing to remove")
    return name


def _change(task: Task, values: Mapping[str, Any], removed: Sequence[str]) -> int:
    """Give fields new values and remove others, and say what `check` then notices."""

    def change_to(before: Ledger, text: str) -> Change:
        record = record_named(before, task.name)
        _check_declared(values, before)
        placed = into_citation(record, values)
        new = changed(record, placed, removed, before.sources)
        return Change(field_edits(text, record, placed, removed), with_record(before, record, new))

    return apply_change(task, change_to)


def _supersede(task: Task, old: Claim, values: dict[str, Any]) -> int:
    """Add a claim that replaces another one."""
    filled = {name: getattr(old, name) for name in _KEPT if getattr(old, name)} | values | {"supersedes": old.id}
    if "claim" not in values:
        if sys.stdin.isatty() and sys.stdout.isatty():
            return asked(task.paths, task.file, filled, task.dry_run, several=False)
        raise LedgerError("--supersede needs the new sentence: --set claim='…', and what else is new: figure, source")

    def addition(now: Ledger) -> Addition:
        made = composed(now, filled)
        say_noticed(now, made)
        return made

    return add_claims(task.paths, task.file, addition, dry_run=task.dry_run)
