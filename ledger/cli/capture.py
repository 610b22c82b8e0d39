"""Claims from options and answers, for `add`, its prompts and `edit --supersede`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ledger.cli.init import STARTED, start
from ledger.cli.output import emit_data, note
from ledger.cli.schema import SCHEMA_FILE
from ledger.editing import Addition, Change, addition_of, read_back, write
from ledger.errors import InvalidValueError, LedgerError
from ledger.fields import Kind
from ledger.files.reading import read_text
from ledger.loading import load
from ledger.loading.fields import checked
from ledger.model import FIELDS, Ledger, Source
from ledger.recording.declaring import change_of
from ledger.recording.fields import OF_SOURCE, claim_of, entered, source_of
from ledger.recording.notices import findings_in
from ledger.recording.recorder import Recorder
from ledger.text import clean, did_you_mean, is_blank, listed


def option(name: str) -> str:
    """The option for a field."""
    return "--" + name.replace("_", "-")


def checked_value(name: str, given: str | Sequence[str] | bool, option_name: str) -> Any:
    """The value of a field that was given with an option. Raises LedgerError, which names the option."""
    if given is True:
        return True
    texts = [given] if isinstance(given, str) else list(given or ())
    if any(map(is_blank, texts)):
        raise LedgerError(f"{option_name}: the value has no visible character; write one, or leave the option out")
    try:
        if name == "source":
            return tuple(texts)
        several = FIELDS[name].kind in (Kind.NAMES, Kind.WAIVERS)
        if len(texts) > 1 and not several:
            raise LedgerError(f"{option_name}: given twice; it can have one value")
        value = entered(FIELDS[name], texts if several else texts[0])
        if FIELDS[name].kind in (Kind.DATE, Kind.TIME) and value != texts[0]:
            note(f"note: {option_name} '{clean(texts[0])}' is {value}")
        return value
    except InvalidValueError as fault:
        raise LedgerError(f"{option_name}: {fault}") from None


def composed(ledger: Ledger, values: Mapping[str, Any], *, quiet: bool = False) -> Addition:
    """The claim to add, and its source if that is new and has a key, with notes about it unless `quiet`.

    Raises LedgerError.
    """
    recorder = Recorder(ledger)
    claim = claim_of(values, _sources(ledger, values, recorder, (lambda _: None) if quiet else note))
    if claim.id and recorder.is_taken(claim.id):
        raise LedgerError(f"--id: '{clean(claim.id)}' is already used; {recorder.free_id(claim)} is free")
    recorder.add(claim)
    return recorder.addition


def _sources(ledger: Ledger, values: Mapping[str, Any], recorder: Recorder, say: Callable[[str], None]) -> list[Source]:
    """The sources that the claim cites; a new one with a key is declared."""
    keys = values.get("source", ())
    given = source_of(values)
    if not given or len(keys) > 1:
        if unknown := [key for key in keys if key not in ledger.sources]:
            raise LedgerError(
                f"--source: undeclared source '{clean(unknown[0])}'{did_you_mean(unknown[0], ledger.sources)};"
                " to declare it, add --url, --publisher, --title and --date"
            )
        if given:
            name = next(name for name in OF_SOURCE if values.get(name))
            raise _declared(name, keys[0])
        return [ledger.sources[key] for key in keys]
    key = _checked_key(keys[0]) if keys and keys[0] not in ledger.sources else "".join(keys)
    found = recorder.find(Source(**{name: values[name] for name in OF_SOURCE if values.get(name)}, key=key))
    if not found.source:
        raise _declared(found.differing[0], key)
    if found.again and not key:
        declared = recorder.declare(found.source)
        say(f"note: the ledger has this page; it is declared as the source '{declared.key}', and cited")
        return [declared]
    if found.known and found.known.key and not key:
        fields = listed(f"`{name}`" for name in found.differing) if found.differing else ""
        but = f", but {fields} differs; the source is written in the claim" if fields else ", which is cited"
        say(f"note: the URL is that of the source '{found.known.key}'{but}")
    return [recorder.declare(found.source) if key else found.source]


def _declared(name: str, key: str) -> LedgerError:
    return LedgerError(
        f"{option(name)}: the source '{clean(key)}' is already declared and differs; correct it there, or remove"
        " --source"
    )


def _checked_key(key: str) -> str:
    try:
        return str(checked(FIELDS["id"], key))
    except InvalidValueError as fault:
        raise LedgerError(f"--source: {fault}") from None


def say_noticed(ledger: Ledger, addition: Addition) -> None:
    """Print what `check` would find in the new claims."""
    for finding in findings_in(ledger, addition):
        note(f"note: {finding.rule}: {finding.sentence}")


def record(
    paths: Sequence[str],
    file: str,
    addition_to: Callable[[Ledger], Addition],
    *,
    new: bool = False,
    change: Callable[[str, str, Ledger, Addition], Change] = change_of,
) -> None:
    """Add claims to a file of the ledger; a `new` file is written once, with them. Raises LedgerError."""
    if not new:
        write(paths, file, lambda ledger, text: change(text, file, ledger, addition_to(ledger)), note)
        return
    ledger = load(paths, {file: STARTED})
    text, _ = read_back(paths, file, STARTED, ledger, change(STARTED, file, ledger, addition_to(ledger)))
    start(file, text)
    note(f"started {clean(file)}, with {SCHEMA_FILE} for text editors")


def add_claims(
    paths: Sequence[str], file: str, addition_to: Callable[[Ledger], Addition], *, dry_run: bool = False
) -> int:
    """Add claims to a file of the ledger, or print the lines that would be added. Raises LedgerError."""
    if dry_run:
        ledger, text = load(paths), read_text(file)
        emit_data(lines_of(paths, file, text, ledger, addition_to(ledger)))
        return 0
    ids: set[str] = set()

    def change_to(ledger: Ledger, text: str) -> Change:
        addition = addition_to(ledger)
        ids.update(claim.id for claim in addition.claims)
        return change_of(text, file, ledger, addition)

    after = write(paths, file, change_to, note)
    for claim in after.claims:
        if claim.id in ids:
            note(f"added {claim.id} at {clean(claim.place.path)}:{claim.place.line}")
    return 0


def lines_of(paths: Sequence[str], file: str, text: str, ledger: Ledger, addition: Addition) -> str:
    """The lines that an addition adds to the text of a file. Raises LedgerError if they would not be read as meant."""
    read_back(paths, file, text, ledger, change_of(text, file, ledger, addition))
    return "".join(edit.text for edit in addition_of(text, file, ledger, addition).edits)
