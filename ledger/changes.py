"""What changed from one ledger to another, claim by claim, in sentences that a correction notice can use."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ledger.citation import describe
from ledger.model import Claim, Ledger
from ledger.text import fold


class Kind(StrEnum):
    """What became of a claim."""

    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    ADDED = "added"
    REMOVED = "removed"


class ClaimChange(NamedTuple):
    """A claim that is not as it was."""

    kind: Kind
    claim: Claim  # as it is now; if it was removed, as it was
    before: Claim | None  # as it was; of one that supersedes another, that one
    fields: Sequence[tuple[str, str, str]] = ()  # each with its value before and now


# What a reader of a publication sees of a claim.
_FIELDS = ("company", "claim", "metric", "figure", "as_of", "status")


def changes(before: Ledger, now: Ledger) -> Iterator[ClaimChange]:
    """The changes between two ledgers, in the order of the later one, and then what was removed.

    Claims are told by their ids, else by their sentences. What only editors see (notes, tags, waivers, quotes) is left
    out.
    """
    old = {name_of(claim): claim for claim in reversed(before.claims)}
    names = set()
    for claim in now.claims:
        name = name_of(claim)
        names.add(name)
        known = old.get(name)
        if known is None:
            replaced = old.get(claim.supersedes) if claim.supersedes else None
            yield ClaimChange(Kind.SUPERSEDED if replaced else Kind.ADDED, claim, replaced)
        elif claim.withdrawn and not known.withdrawn:
            yield ClaimChange(Kind.RETRACTED, claim, known)
        elif fields := list(_differing(known, claim)):
            yield ClaimChange(Kind.CORRECTED, claim, known, fields)
    for name, claim in old.items():
        if name not in names:
            yield ClaimChange(Kind.REMOVED, claim, claim)


def name_of(claim: Claim) -> str:
    """What a claim is told by: its id, else its companies and its sentence."""
    return claim.id or f"{fold(' '.join(claim.company))}\n{fold(claim.claim)}"


def _differing(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    for name in _FIELDS:
        was, now = (_text(getattr(claim, name)) for claim in (old, new))
        if was != now:
            yield name, was, now
    was, now = (_sources(claim) for claim in (old, new))
    if was != now:
        yield "source", was, now
    if old.withdrawn and not new.withdrawn:
        yield "retracted", old.withdrawn, ""


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _sources(claim: Claim) -> str:
    return "; ".join(describe(cited.source) or cited.source.url for cited in claim.citations)


def sentence(changed: ClaimChange) -> str:
    """A change in words: `“Acme cut 4,600 jobs.” An earlier version gave the figure as 4,500.`"""
    claim, before = changed.claim, changed.before
    said = f"“{claim.claim}”"
    if changed.kind is Kind.RETRACTED:
        return f"{said} no longer stands: {claim.withdrawn}"
    if changed.kind is Kind.SUPERSEDED and before:
        was = f"“{before.claim}”"
        figures = f" The figure was {before.figure}; it is {claim.figure}." if _apart(before, claim) else ""
        return f"{said} replaces {was}{figures}"
    if changed.kind is not Kind.CORRECTED:
        return said
    parts = []
    rewritten = before.claim if before and before.claim != claim.claim else ""
    for name, was, now in changed.fields:
        if name == "figure" and was and was in rewritten:
            continue  # the sentence says it
        if name == "claim":
            parts.append(f"An earlier version said: “{was}”")
        elif name == "retracted":
            parts.append(f"It had been retracted: {was.rstrip('.')}.")
        elif not was:
            parts.append(f"An earlier version gave no {_words(name)}; it is {now.rstrip('.')}.")
        else:
            gone = "" if now else "; it is gone"
            parts.append(f"An earlier version gave the {_words(name)} as {was.rstrip('.')}{gone}.")
    return " ".join([said, *parts])


def _apart(before: Claim, claim: Claim) -> bool:
    return bool(before.figure and claim.figure and before.figure != claim.figure)


def _words(name: str) -> str:
    return "time" if name == "as_of" else name
