"""Ask a user at a terminal for the fields of claims."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from ledger import figures, terminal, urls
from ledger.cli.capture import add_claims, composed, lines_of, say_noticed
from ledger.cli.options import Scope
from ledger.cli.output import emit, note
from ledger.errors import InvalidValueError, LedgerError
from ledger.fields import Kind
from ledger.files.reading import read_text
from ledger.files.replacing import check_writable
from ledger.loading.fields import checked
from ledger.model import FIELDS, Citation, Ledger
from ledger.query import Filters, names
from ledger.recording.fields import OF_CITATION, OF_SOURCE, entered, source_of
from ledger.recording.proposals import figure_in, metric_in, publisher_of, speaks_of_time, year_in
from ledger.recording.recorder import Recorder
from ledger.terminal.layout import wrap
from ledger.text import clean, did_you_mean

_ASKED = ("company", "claim", "metric", "figure", "as_of")
_ASKED_OF_SOURCE = ("publisher", "title", "date")
# What is said of one claim only, and not kept for the next one.
_OF_ONE = {"id", "claim", "metric", "figure", "supersedes", "retracted", "note", *OF_CITATION, *OF_SOURCE, "source"}
_LEAVE_OUT = "-"
_SETTING = re.compile(r"([a-z_]+) ?= ?(.+)")


def asked(paths: Sequence[str], target: str, values: dict[str, Any], dry_run: bool, *, several: bool = True) -> int:
    """Ask for what is missing, show the claim, and add it if the user agrees; if `several`, go on with the next one."""
    if not dry_run:
        check_writable(target)
    ledger = Scope(tuple(paths), Filters()).load(warn=False)
    _check_key(ledger, values)
    given = dict(values)
    note("Enter skips a field, or takes what is in [brackets]; - leaves that out. Tab completes, Ctrl-C stops.")
    for name in _ASKED:
        if name not in values:
            _ask(name, ledger, values)
    _ask_for_source(ledger, values)
    made = composed(ledger, values)
    _preview(lines_of(paths, target, read_text(target), ledger, made))
    say_noticed(ledger, made)
    if dry_run:
        return 0
    if not agreed(f"Add it to {clean(target)}? [Y/n] "):
        note("nothing was written")
        return 0
    _added(paths, target, values, made.claims[0].id)
    if several:
        kept = {field: value for field, value in given.items() if field not in _OF_ONE}
        kept |= {field: values[field] for field in ("company", "as_of") if field in values}
        _go_on(paths, target, made.claims[0].citations, kept)
    return 0


def agreed(question: str) -> bool:
    """Whether the user says yes, or presses Enter."""
    return _line(question, ()).casefold() in ("", "y", "yes")


def _go_on(paths: Sequence[str], target: str, cited: Sequence[Citation], kept: dict[str, Any]) -> None:
    """Add further claims from the same source, until the user has no more."""
    while True:
        ledger = Scope(tuple(paths), Filters()).load(warn=False)
        values = _following(ledger, cited, kept)
        if values is None:
            return
        made = composed(ledger, values)
        _preview(lines_of(paths, target, read_text(target), ledger, made))
        say_noticed(ledger, made)
        _added(paths, target, values, made.claims[0].id)
        cited = made.claims[0].citations


def _check_key(ledger: Ledger, values: Mapping[str, Any]) -> None:
    """Say that a key is new, before the questions that declare its source. Raises LedgerError if it is not valid."""
    unknown = [key for key in values.get("source", ()) if key not in ledger.sources]
    if not unknown:
        return
    if len(values["source"]) > 1:
        raise LedgerError(
            f"--source: undeclared source '{clean(unknown[0])}'{did_you_mean(unknown[0], ledger.sources)}"
        )
    try:
        checked(FIELDS["id"], unknown[0])
    except InvalidValueError as fault:
        raise LedgerError(f"--source: {fault}") from None
    note(f"The source '{clean(unknown[0])}' is new, and will be declared{did_you_mean(unknown[0], ledger.sources)}")


def _ask_for_source(ledger: Ledger, values: dict[str, Any]) -> None:
    keys = values.get("source", ())
    if keys and all(key in ledger.sources for key in keys):
        return
    if "url" not in values:
        _ask("url", ledger, values)
    given = source_of(values)
    if not keys and given and Recorder(ledger).find(given).known:
        return
    for name in _ASKED_OF_SOURCE:
        if name not in values:
            _ask(name, ledger, values)


def _following(ledger: Ledger, cited: Sequence[Citation], kept: dict[str, Any]) -> dict[str, Any] | None:
    """The fields of the next claim from the source of the last one; None if the user has no more."""
    source = cited[0].source if len(cited) == 1 else None
    shown = {"company": "; ".join(kept.get("company", ())), "as_of": kept.get("as_of", "")}
    shown["source"] = (source.key or source.url) if source else ""
    held = ", ".join(f"{name} [{clean(text)}]" for name, text in shown.items() if text)
    from_it = " from this source" if source else ""
    note(
        f"\nAnother claim{from_it}? Enter ends. Kept: {held or 'nothing'}; FIELD=VALUE changes one, such as as_of=2025."
    )
    while True:
        answer = _line("claim: ", ()).strip()
        if not answer:
            return None
        setting = _SETTING.fullmatch(answer)
        if not setting or setting[1] not in FIELDS:
            break
        _set(setting[1], setting[2], kept)
    values = {**kept, "claim": answer}
    if source and source.key:
        values["source"] = (source.key,)
    elif source and source.url:
        values["url"] = source.url
    if year := year_in(answer):
        values["as_of"] = values["as_of"] if year in values.get("as_of", "") else year
    elif speaks_of_time(answer):
        _ask("as_of", ledger, values, values.pop("as_of", ""))
    _ask("figure", ledger, values)
    if "metric" not in values and (metric := metric_in(answer, ledger)):
        values["metric"] = metric
    elif "metric" not in values:
        _ask("metric", ledger, values)
    return values


def _set(name: str, text: str, kept: dict[str, Any]) -> None:
    """Change a field that is kept."""
    if name in (*OF_SOURCE, "source", "claim"):
        note("  for another source, end with Enter and call ledger add again")
    elif (value := _value(name, text)) is not None:
        kept[name] = value
        note(f"  {name} [{clean(text)}]")


def _added(paths: Sequence[str], target: str, values: dict[str, Any], proposed: str) -> None:
    values.setdefault("id", proposed)
    add_claims(paths, target, lambda now: composed(now, _renamed(now, values), quiet=True))


def _renamed(ledger: Ledger, values: dict[str, Any]) -> dict[str, Any]:
    """The values, without a proposed id that has been used in the meantime."""
    taken = values["id"] in {other.id for other in ledger.claims} | ledger.sources.keys()
    return {**values, "id": ""} if taken else values


def _preview(lines: str) -> None:
    """Print lines of YAML so that no word is broken at the edge of the terminal."""
    shown: list[terminal.Line] = [[]]
    for line in lines.strip("\n").split("\n"):
        text = line.lstrip()
        indent = len(line) - len(text)
        first, *others = wrap([terminal.Run(clean(text))], max(20, terminal.width() - indent - 4), fold=False)
        shown.append([terminal.Run(" " * indent), *first])
        shown += [[terminal.Run(" " * (indent + 4)), *other] for other in others]
    emit(terminal.rendered([*shown, []], styled=False))


def _ask(name: str, ledger: Ledger, values: dict[str, Any], default: str = "") -> None:
    """Ask for one field until the answer is valid; an empty answer takes what is proposed, or skips the field."""
    proposed = default or _proposed(name, ledger, values)
    example = "" if proposed else _example(name, ledger, values)
    hint = f" [{clean(proposed)}]" if proposed else f" (last time: {clean(example)})" if example else ""
    known = _known(name, ledger)
    while True:
        answer = _line(f"{name.replace('_', ' ')}{hint}: ", known).strip() or proposed
        if answer in ("", _LEAVE_OUT) and name == "claim":
            note("  required: the statement, one sentence")
        elif answer in ("", _LEAVE_OUT):
            return
        elif (value := _value(name, answer)) is not None:
            values[name] = value
            return


def _value(name: str, answer: str) -> Any:
    """The value of an answer; None if it is not valid, which is said."""
    field = FIELDS[name]
    several = [part.strip() for part in answer.split(";")] if field.kind is Kind.NAMES else answer
    try:
        value = entered(field, several)
    except InvalidValueError as fault:
        note(f"  {fault}")
        return None
    if field.kind in (Kind.DATE, Kind.TIME) and value != answer:
        note(f"  {value}")
    if name == "figure" and figures.read(answer) is None:
        note("  note: this cannot be read as a number; it is kept as text")
    return value


def _proposed(name: str, ledger: Ledger, values: Mapping[str, Any]) -> str:
    """What the field probably is; "" if that is not sure."""
    if name == "figure":
        return figure_in(values.get("claim", ""))
    if name == "metric":
        return metric_in(values.get("claim", ""), ledger)
    url = values.get("url", "")
    if name == "publisher":
        return publisher_of(url, ledger) if url else ""
    if name == "as_of":
        return year_in(values.get("claim", ""))
    return urls.stated_date(url) if name == "date" and url else ""


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
