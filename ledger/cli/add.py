"""`ledger add`: add a claim to the ledger, from options or prompts."""

import inspect
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from ledger.cli.capture import add_claims, checked_value, composed, option, say_noticed
from ledger.cli.options import Scope
from ledger.cli.prompts import asked
from ledger.editing import Addition
from ledger.errors import LedgerError
from ledger.fields import Field, Kind
from ledger.model import FIELDS, Ledger
from ledger.query import Filters
from ledger.recording.fields import OF_SOURCE
from ledger.recording.targets import file_to_write

_PANELS = {name: "Its source" if name in (*OF_SOURCE, "source", "quote", "locator") else "The claim" for name in FIELDS}
_METAVARS = {"source": "KEY", "waive": "RULE"}
# If one of these is missing, a user at a terminal is asked.
_WANTED = ("company", "claim", "figure", "url")


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
        return asked(paths, target, values, dry_run)
    if not values.get("claim"):
        raise LedgerError(
            'missing option --claim, the statement in one sentence; for example --claim "Revenue was $2bn."'
        )

    def addition(ledger: Ledger) -> Addition:
        made = composed(ledger, values)
        say_noticed(ledger, made)
        return made

    return add_claims(paths, target, addition, dry_run=dry_run)


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
    return {name: checked_value(name, value, option(name)) for name, value in given.items() if value}


def _whole(values: Mapping[str, Any]) -> bool:
    return all(values.get(name) or (name == "url" and values.get("source")) for name in _WANTED)
