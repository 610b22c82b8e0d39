"""Ask a user at a terminal for the fields of a claim."""

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from ledger import figures
from ledger.cli.capture import add_claims, composed, lines_of, say_noticed
from ledger.cli.options import Scope
from ledger.cli.output import emit_data, note
from ledger.errors import InvalidValueError
from ledger.files.reading import read_text
from ledger.files.replacing import check_writable
from ledger.model import FIELDS, Kind, Ledger
from ledger.query import Filters, names
from ledger.recording.fields import OF_SOURCE, entered, source_of
from ledger.recording.recorder import Recorder
from ledger.text import clean

_ASKED = ("company", "claim", "metric", "figure", "as_of")
_ASKED_OF_SOURCE = ("publisher", "title", "date")


def asked(paths: Sequence[str], target: str, values: dict[str, Any], dry_run: bool) -> int:
    """Ask for what is missing, show the claim, and add it if the user agrees."""
    if not dry_run:
        check_writable(target)
    ledger = Scope(tuple(paths), Filters()).load(warn=False)
    note("Press Enter to skip a field, Tab to complete, Ctrl-C to stop without writing.")
    for name in _ASKED:
        if name not in values:
            _ask(name, ledger, values)
    if not any(values.get(name) for name in (*OF_SOURCE, "source")) or "url" not in values:
        if "source" not in values:
            _ask("url", ledger, values)
        given = source_of(values)
        if "source" not in values and not (given and Recorder(ledger).find(given).known):
            for name in _ASKED_OF_SOURCE:
                if name not in values:
                    _ask(name, ledger, values)
    made = composed(ledger, values)
    lines = lines_of(paths, target, read_text(target), ledger, made)
    emit_data(f"\n{lines.rstrip()}\n\n")
    say_noticed(ledger, made)
    if dry_run:
        return 0
    if _line(f"Add it to {clean(target)}? [Y/n] ", ()).casefold() not in ("", "y", "yes"):
        note("nothing was written")
        return 0
    values.setdefault("id", made.claims[0].id)
    return add_claims(paths, target, lambda now: composed(now, _renamed(now, values)))


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
                values[name] = entered(field, several)
                if field.kind in (Kind.DATE, Kind.TIME) and values[name] != answer:
                    note(f"  {values[name]}")
                if name == "figure" and figures.read(answer) is None:
                    note("  note: this cannot be read as a number; it is kept as text")
        except InvalidValueError as fault:
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
