"""Make claims from given fields, and choose the file to add them to."""

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ledger import urls
from ledger.cli.output import note
from ledger.errors import LedgerError
from ledger.linter import chosen, lint
from ledger.loading.files import STDIN, ledger_files
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, Citation, Claim, Field, Ledger, Source, place_in
from ledger.rules import RULES
from ledger.text import clean, listed

# The fields that can be given for a claim; `source` is the keys that it cites.
FIELDS: Mapping[str, Field] = {field.name: field for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)}
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


def waiting(file: str) -> Callable[[], None]:
    """A function that tells the user about waiting for another writer."""
    return lambda: note(f"{clean(file)}: another program is writing to it; waiting …")


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
