"""`ledger add`: add a claim to the ledger, from options or prompts."""

import inspect
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from ledger import figures
from ledger.cli.capture import (
    FIELDS,
    OF_SOURCE,
    claim_of,
    disagreeing,
    file_to_write,
    in_words,
    known_source,
    noticed,
    option,
    source_of,
    waiting,
)
from ledger.cli.options import Scope
from ledger.cli.output import emit, note
from ledger.editing import Addition, added, write
from ledger.errors import InvalidValue, LedgerError
from ledger.loading.fields import checked
from ledger.loading.files import read_text
from ledger.model import Claim, Field, Kind, Ledger, Source
from ledger.naming import Names
from ledger.query import Filters, names
from ledger.text import clean, did_you_mean

_PANELS = {name: "Its source" if name in (*OF_SOURCE, "source", "quote", "locator") else "The claim" for name in FIELDS}
_METAVARS = {"source": "KEY", "waive": "RULE"}
# If one of these is missing, a user at a terminal is asked.
_WANTED = ("company", "claim", "figure", "url")
_ASKED = ("company", "claim", "metric", "figure", "as_of")
_ASKED_OF_SOURCE = ("publisher", "title", "date")


def _add(
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", metavar="PATH", help="The ledger: a file or a folder; may be repeated."),
    ] = None,
    into: Annotated[
        str, typer.Option("--into", metavar="FILE", help="The file to add to, if the ledger has several.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the YAML instead of writing it.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never prompt.")] = False,
    **given: Any,
) -> int:
    """Add a claim, from options or from prompts for what is missing.

    Nothing else in the file is changed.
    """
    paths = Scope(tuple(file or ()), Filters()).paths()
    target = file_to_write(paths, into)
    values = _checked(given)
    if not no_input and sys.stdin.isatty() and sys.stdout.isatty() and not _whole(values):
        return _asked(paths, target, values, dry_run)
    if not values.get("claim"):
        raise LedgerError(
            'missing option --claim, the statement in one sentence; for example --claim "Revenue was $2bn."'
        )

    def addition(ledger: Ledger) -> Addition:
        made = _composed(ledger, values)
        for line in noticed(ledger, made.claims[0], made.sources):
            note(f"note: {line}")
        return made

    if dry_run:
        ledger = Scope(tuple(paths), Filters()).load(warn=False)
        emit(added(paths, target, ledger, addition(ledger), read_text(target)).lines)
        return 0
    _say(write(paths, target, addition, waiting(target)).claims)
    return 0


def _parameter(field: Field) -> inspect.Parameter:
    several = field.kind in (Kind.NAMES, Kind.CITATION, Kind.WAIVERS)
    text = f"{field.meaning[:1].upper()}{field.meaning[1:]}{'; may be repeated' if several else ''}."
    if field.name == "source":
        text = "The key of a declared source; may be repeated. With --url and others: the key for a new source."
    elif field.name == "id":
        text = "Cite key; default: made of company, metric and time."
    elif field.choices:
        text = f"{text[:-1]}: {', '.join(field.choices)}."
    if field.kind is Kind.FLAG:
        flag = typer.Option(option(field.name), help=text, rich_help_panel=_PANELS[field.name])
        return inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, flag]
        )
    spec = typer.Option(
        option(field.name), help=text, metavar=_METAVARS.get(field.name, "TEXT"),
        rich_help_panel=_PANELS[field.name], show_default=False,
    )  # fmt: skip
    kind: Any = Annotated[list[str] | None, spec] if several else Annotated[str, spec]
    return inspect.Parameter(
        field.name, inspect.Parameter.KEYWORD_ONLY, default=None if several else "", annotation=kind
    )


def add(**values: Any) -> int:
    return _add(**values)


# Typer reads the options of a command from its signature: this one has an option for each field of the ledger.
_OWN = [
    parameter for parameter in inspect.signature(_add, eval_str=True).parameters.values() if parameter.name != "given"
]
_PARAMETERS = [
    *(_parameter(field) for field in FIELDS.values()),
    *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in _OWN),
]
add.__doc__ = _add.__doc__
add.__signature__ = inspect.Signature(_PARAMETERS, return_annotation=int)  # type: ignore[attr-defined]
add.__annotations__ = {parameter.name: parameter.annotation for parameter in _PARAMETERS} | {"return": int}


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the given options. Raises LedgerError for one that is not valid."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value:
            try:
                if value is True:
                    values[name] = True
                else:
                    values[name] = tuple(value) if name == "source" else checked(FIELDS[name], value)
            except InvalidValue as fault:
                raise LedgerError(f"{option(name)}: {fault}") from None
    return values


def _whole(values: Mapping[str, Any]) -> bool:
    return all(values.get(name) or (name == "url" and values.get("source")) for name in _WANTED)


def _composed(ledger: Ledger, values: Mapping[str, Any]) -> Addition:
    """The claim to add, and its source if that is new and has a key. Raises LedgerError."""
    sources, declared = _sources(ledger, values)
    claim = claim_of(values, sources)
    taken = Names(ledger)
    for source in declared:
        taken.take(source.key)
    if not claim.id:
        claim = claim_of({**values, "id": taken.claim(claim)}, sources)
    elif claim.id in {other.id for other in ledger.claims} | ledger.sources.keys() | {
        source.key for source in declared
    }:
        raise LedgerError(
            f"--id: '{clean(claim.id)}' is already used; {taken.claim(claim_of({**values, 'id': ''}, sources))} is free"
        )
    return Addition([claim], declared)


def _sources(ledger: Ledger, values: Mapping[str, Any]) -> tuple[list[Source], list[Source]]:
    """The sources that the claim cites, and those of them to declare."""
    keys = values.get("source", ())
    given = source_of(values)
    unknown = [key for key in keys if key not in ledger.sources]
    if given and len(keys) == 1 and unknown:
        checked_key = _checked_key(keys[0])
        new = source_of(values, checked_key)
        assert new is not None
        return [new], [new]
    if unknown:
        guess = did_you_mean(unknown[0], ledger.sources)
        raise LedgerError(
            f"--source: undeclared source '{clean(unknown[0])}'{guess};"
            " to declare it, add --url, --publisher, --title and --date"
        )
    if keys and given:
        beside = [name for name in OF_SOURCE if values.get(name)]
        if len(keys) == 1 and not (differing := _differing(given, ledger.sources[keys[0]])):
            beside = differing
        if beside:
            raise LedgerError(
                f"{option(beside[0])}: the source '{clean(keys[0])}' is already declared and differs;"
                " correct it there, or remove --source"
            )
    if keys:
        return [ledger.sources[key] for key in keys], []
    if not given:
        return [], []
    known = known_source(ledger, given)
    if known and (differing := disagreeing(given, known)):
        note(
            f"note: the URL is that of the source '{known.key}', but {in_words(differing)} differs;"
            " the source is written in the claim"
        )
    elif known:
        note(f"note: the URL is that of the source '{known.key}', which is cited")
        return [known], []
    return [given], []


def _differing(given: Source, known: Source) -> list[str]:
    differing = disagreeing(given, known)
    return (
        [*differing, "url"]
        if given.url and known_source(Ledger(sources={known.key: known}), given) is None
        else differing
    )


def _checked_key(key: str) -> str:
    try:
        return str(checked(FIELDS["id"], key))
    except InvalidValue as fault:
        raise LedgerError(f"--source: {fault}") from None


def _say(claims: Sequence[Claim]) -> None:
    for claim in claims:
        note(f"added {claim.id} at {clean(claim.place.path)}:{claim.place.line}")


# Prompts


def _asked(paths: Sequence[str], target: str, values: dict[str, Any], dry_run: bool) -> int:
    """Ask for what is missing, show the claim, and add it if the user agrees."""
    ledger = Scope(tuple(paths), Filters()).load(warn=False)
    note("Press Enter to skip a field, Tab to complete, Ctrl-C to stop without writing.")
    for name in _ASKED:
        if name not in values:
            _ask(name, ledger, values)
    if not any(values.get(name) for name in (*OF_SOURCE, "source")) or "url" not in values:
        if "source" not in values:
            _ask("url", ledger, values)
        given = source_of(values)
        if "source" not in values and not (given and known_source(ledger, given)):
            for name in _ASKED_OF_SOURCE:
                if name not in values:
                    _ask(name, ledger, values)
    made = _composed(ledger, values)
    lines = added(paths, target, ledger, made, read_text(target)).lines
    emit(f"\n{lines.rstrip()}\n\n")
    for line in noticed(ledger, made.claims[0], made.sources):
        note(f"note: {line}")
    if dry_run:
        return 0
    if _line(f"Add it to {clean(target)}? [Y/n] ", ()).casefold() not in ("", "y", "yes"):
        note("nothing was written")
        return 0
    values.setdefault("id", made.claims[0].id)
    _say(write(paths, target, lambda now: _composed(now, _renamed(now, values)), waiting(target)).claims)
    return 0


def _renamed(ledger: Ledger, values: dict[str, Any]) -> dict[str, Any]:
    """The values, without a proposed id that has been used in the meantime."""
    taken = values["id"] in {other.id for other in ledger.claims} | ledger.sources.keys()
    return {**values, "id": ""} if taken else values


def _ask(name: str, ledger: Ledger, values: dict[str, Any]) -> None:
    """Ask for one field until the answer is valid; an empty answer skips the field."""
    field = FIELDS[name]
    example = _example(name, ledger, values)
    prompt = f"{name.replace('_', ' ')}{f' (last time: {clean(example)})' if example else ''}: "
    known = _known(name, ledger)
    while True:
        answer = _line(prompt, known).strip()
        if not answer and name == "claim":
            note("  required: the statement, one sentence")
            continue
        try:
            if answer:
                several = [name.strip() for name in answer.split(";")] if field.kind is Kind.NAMES else answer
                values[name] = checked(field, several)
                if name == "figure" and figures.read(answer) is None:
                    note("  note: this cannot be read as a number; it is kept as text")
        except InvalidValue as fault:
            note(f"  {fault}")
            continue
        return


def _example(name: str, ledger: Ledger, values: Mapping[str, Any]) -> str:
    """The field's value in the last claim of this company."""
    company = values.get("company", ())
    last = next((claim for claim in reversed(ledger.claims) if company and set(company) & set(claim.company)), None)
    if last is None or name == "company":
        return ""
    if name in OF_SOURCE:
        value = getattr(last.citations[0].source, name) if last.citations else ""
    else:
        value = getattr(last, name)
    return value if isinstance(value, str) else "; ".join(value)


def _known(name: str, ledger: Ledger) -> tuple[str, ...]:
    """The values of this field in the ledger."""
    if name in ("company", "metric", "publisher"):
        return tuple(names(ledger.claims, name))
    return tuple(source.url for source in ledger.sources.values() if source.url) if name == "url" else ()


def _line(prompt: str, known: Sequence[str]) -> str:
    """Read a line with completion. Raises typer.Abort at the end of input."""
    try:
        import readline
    except ImportError:  # not on Windows
        pass
    else:
        readline.set_completer_delims("")
        readline.set_completer(lambda typed, at: dict(enumerate(_beginning(typed, known))).get(at))
        readline.parse_and_bind("tab: complete")
        readline.set_auto_history(False)
    try:
        return input(prompt)
    except EOFError:
        raise typer.Abort from None


def _beginning(typed: str, known: Sequence[str]) -> list[str]:
    return [name for name in known if name.casefold().startswith(typed.casefold())]
