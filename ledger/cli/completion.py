"""Shell completion: names and ids from the ledger; nothing if the ledger cannot be read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from ledger.errors import LedgerError
from ledger.loading import load
from ledger.loading.files import nearest_ledger
from ledger.model import Ledger
from ledger.query import names
from ledger.text import clean, fold, slug


def _ledger(context: typer.Context) -> Ledger:
    stated = context.params.get("file") or os.environ.get("LEDGER_CLAIMS", "")
    try:
        paths = [stated] if isinstance(stated, str) and stated else list(stated)
        return load(paths or [nearest_ledger(Path.cwd())])
    except (LedgerError, OSError):
        return Ledger()


def _proposed(known: Iterable[str], incomplete: str) -> Iterator[tuple[str, str]]:
    """Names as words without spaces or quotes, which match them too, with the names as help text.

    The typed beginning is kept, because a shell drops completions that do not begin with it.
    """
    typed = fold(incomplete).replace(" ", "")
    for name in known:
        word = slug(name)
        if word and word.replace("-", "").startswith(typed):
            as_typed = word.startswith(incomplete.casefold())
            yield incomplete + word[len(incomplete) :] if as_typed else word, clean(name)


def complete_companies(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return list(_proposed(names(_ledger(ctx).claims, "company"), incomplete))


def complete_publishers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return list(_proposed(names(_ledger(ctx).claims, "publisher"), incomplete))


def complete_metrics(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return list(_proposed(names(_ledger(ctx).claims, "metric"), incomplete))


def complete_tags(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    return list(_proposed(names(_ledger(ctx).claims, "tag"), incomplete))


def complete_records(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    sources = _ledger(ctx).sources.values()
    keys = [(source.key, clean(source.title)) for source in sources if source.key.startswith(incomplete)]
    return complete_ids(ctx, incomplete) + keys


def complete_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    claims = _ledger(ctx).claims
    return [(claim.id, clean(claim.claim)) for claim in claims if claim.id and claim.id.startswith(incomplete)]
