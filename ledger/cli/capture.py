"""Make claims from given fields, and choose the file to add them to."""

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ledger import urls
from ledger.cli.output import note
from ledger.editing import Addition
from ledger.errors import InvalidValueError, LedgerError
from ledger.files.reading import STDIN
from ledger.linter import chosen, lint
from ledger.loading.fields import checked
from ledger.loading.files import ledger_files
from ledger.model import CITATION_FIELDS, FIELDS, SOURCE_FIELDS, Citation, Claim, Kind, Ledger, Source
from ledger.naming import Names
from ledger.places import place_in
from ledger.rules import RULES
from ledger.text import clean, did_you_mean, is_blank, listed

OF_SOURCE = tuple(field.name for field in SOURCE_FIELDS)
_OF_CITATION = tuple(field.name for field in CITATION_FIELDS)
# The place of a claim that is not written yet.
NEW = place_in("the new claim", 0, 0)


def file_to_write(paths: Sequence[str], into: str) -> str:
    """The file to add to: `into`, else the only one of the ledger. Raises LedgerError if there is neither."""
    files = [file for file in ledger_files(paths) if file != STDIN]
    if not into:
        if len(files) == 1:
            return files[0]
        if not files:
            raise LedgerError("cannot add to standard input; name a file with --file PATH")
        raise LedgerError(
            f"the ledger has {len(files)} files; choose one with --into FILE\n  "
            + "\n  ".join(f"--into {clean(file)}" for file in files)
        )
    for file in files:
        if os.path.realpath(file) == os.path.realpath(into):
            return file
    if not os.path.exists(into):
        raise LedgerError(f"{clean(into)}: no such file")
    named = "\n  ".join(clean(file) for file in files)
    raise LedgerError(f"{clean(into)} is not part of the ledger; add it with --file, or choose one of\n  {named}")


def source_of(values: Mapping[str, Any], key: str = "") -> Source | None:
    """The source with these fields; None if none of them belongs to a source."""
    own = {name: values[name] for name in OF_SOURCE if values.get(name)}
    return Source(**own, key=key) if own else None


def known_source(ledger: Ledger, given: Source) -> Source | None:
    """The declared source with a URL of the same document."""
    if not given.url:
        return None
    wanted = urls.document(given.url)
    return next(
        (source for source in ledger.sources.values() if source.url and urls.document(source.url) == wanted), None
    )


def disagreeing(given: Source, known: Source) -> list[str]:
    """The fields, apart from the URL, that are given and differ from those of a known source."""
    default = Source()
    return [
        name
        for name in OF_SOURCE
        if name != "url"
        and getattr(given, name) != getattr(default, name)
        and getattr(given, name) != getattr(known, name)
    ]


def claim_of(values: Mapping[str, Any], sources: Sequence[Source], quotes: Sequence[tuple[str, str]] = ()) -> Claim:
    """A claim with these fields that cites these sources, each with its quote and locator.

    Without `quotes`, the quote and locator in `values` belong to the claim's one source.
    """
    of_claim = FIELDS.keys() - {*OF_SOURCE, *_OF_CITATION, "source"}
    own = {name: value for name, value in values.items() if value and name in of_claim}
    words = (values.get("quote", ""), values.get("locator", ""))
    if quotes:
        cited = tuple(Citation(source, *own_words) for source, own_words in zip(sources, quotes, strict=True))
        return Claim(**own, citations=cited, place=NEW)
    if len(sources) == 1:
        return Claim(**own, citations=(Citation(sources[0], *words),), place=NEW)
    citations = tuple(Citation(source) for source in sources)
    return Claim(**own, citations=citations, loose_quote=words[0], loose_locator=words[1], place=NEW)


def noticed(ledger: Ledger, claim: Claim, declared: Iterable[Source] = ()) -> list[str]:
    """What `check` would report for a claim if it were in the ledger."""
    keyed = {**ledger.sources, **{source.key: source for source in declared}}
    with_it = replace(ledger, claims=(*ledger.claims, claim), sources=keyed)
    found = lint(with_it, chosen(RULES, (), ("unused-source",), strict=False), datetime.date.today()).findings
    return [f"{finding.rule}: {finding.sentence}" for finding in found if finding.record == NEW]


def option(name: str) -> str:
    """The option for a field."""
    return "--" + name.replace("_", "-")


def in_words(names: Sequence[str]) -> str:
    return listed(f"`{name}`" for name in names)


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
        return checked(FIELDS[name], texts if several else texts[0])
    except InvalidValueError as fault:
        raise LedgerError(f"{option_name}: {fault}") from None


def composed(ledger: Ledger, values: Mapping[str, Any]) -> Addition:
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
    except InvalidValueError as fault:
        raise LedgerError(f"--source: {fault}") from None


def say_added(claims: Sequence[Claim]) -> None:
    for claim in claims:
        note(f"added {claim.id} at {clean(claim.place.path)}:{claim.place.line}")
