"""Shell completion: names and ids from the ledger; nothing if the ledger cannot be read."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import typer

from ledger.errors import LedgerError
from ledger.loading import load
from ledger.loading.files import nearest_ledger
from ledger.model import Ledger
from ledger.query import names
from ledger.text import clean, fold, slug

# What ends a quotation or begins an expansion in a shell, and patterns, which bash expands to the names of files.
_HARMFUL = re.compile(r"""[\\'"`$*?\[\]]""")


def _ledger(context: typer.Context) -> Ledger:
    stated = context.params.get("file") or os.environ.get("LEDGER_CLAIMS", "")
    try:
        paths = [stated] if isinstance(stated, str) and stated else list(stated)
        return load(paths or [nearest_ledger(Path.cwd())])
    except (LedgerError, OSError):
        return Ledger()


def _harmless(words: Iterable[str]) -> list[str]:
    """The words that no shell takes for more than words.

    zsh evaluates the script that it is given; typer's zsh class escapes no backslash. bash expands patterns.
    """
    return [word for word in words if word and not _HARMFUL.search(word) and clean(word) == word]


def _proposed(known: Iterable[str], incomplete: str) -> list[str]:
    """Names as words without spaces or quotes, which match them too.

    The typed beginning is kept, because a shell drops completions that do not begin with it.
    """
    typed = fold(incomplete).replace(" ", "")
    words = [word for word in map(slug, known) if word and word.replace("-", "").startswith(typed)]
    return _harmless(
        incomplete + word[len(incomplete) :] if word.startswith(incomplete.casefold()) else word for word in words
    )


def complete_companies(ctx: typer.Context, incomplete: str) -> list[str]:
    return _proposed(names(_ledger(ctx).claims, "company"), incomplete)


def complete_publishers(ctx: typer.Context, incomplete: str) -> list[str]:
    return _proposed(names(_ledger(ctx).claims, "publisher"), incomplete)


def complete_metrics(ctx: typer.Context, incomplete: str) -> list[str]:
    return _proposed(names(_ledger(ctx).claims, "metric"), incomplete)


def complete_tags(ctx: typer.Context, incomplete: str) -> list[str]:
    return _proposed(names(_ledger(ctx).claims, "tag"), incomplete)


def complete_records(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of claims and the keys of sources."""
    ledger = _ledger(ctx)
    return _harmless(name for name in (*_ids(ledger), *ledger.sources) if name.startswith(incomplete))


def complete_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    return _harmless(name for name in _ids(_ledger(ctx)) if name.startswith(incomplete))


def _ids(ledger: Ledger) -> list[str]:
    return [claim.id for claim in ledger.claims if claim.id]
