"""`ledger init`: start a ledger."""

import contextlib
import os
from typing import Annotated

import typer

from ledger.cli.output import note
from ledger.cli.schema import FIRST_LINE, SCHEMA_FILE, schema_text
from ledger.errors import LedgerError
from ledger.files.replacing import create
from ledger.loading.files import NAMES
from ledger.text import clean

STARTED = f"""\
{FIRST_LINE.format(SCHEMA_FILE)}
# A ledger of published figures: what is claimed, who said so, when and where.
# (The line above is for text editors, which can check this file with it as you type.)
#
#   ledger add      add a claim
#   ledger check    what still lacks a source, and what else to fix
#   ledger show     the claims as a table
#
# A claim and its source:
#
#   - id: openai-valuation-2026-03
#     company: OpenAI
#     claim: The round values OpenAI at $852 billion after the money.
#     metric: valuation
#     figure: $852 billion
#     date: 2026-03-31
#     publisher: OpenAI
#     title: OpenAI raises $122 billion to accelerate the next phase of AI
#     url: https://openai.com/index/accelerating-the-next-phase-ai/
#
# A value that contains a colon and a space, or begins with a quotation mark or a bracket, needs quotes. A document that
# several claims cite is declared once under `sources:` and cited by its key: `source: KEY`.

sources:

claims:
"""


def init(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="The file, or a folder for claims.yaml; default: here.")
    ] = NAMES[0],
) -> int:
    """Start a ledger: a small file with comments, and a schema for text editors. Never overwrites one."""
    target = os.path.join(path, NAMES[0]) if os.path.isdir(path) else path
    shown = clean(target)
    if not target.endswith((".yaml", ".yml")):
        raise LedgerError(f"{shown}: a ledger is a .yaml file; write {shown}.yaml")
    start(target)
    named = "" if target in NAMES else f" --file {shown}"
    note(f"started {shown}, with {SCHEMA_FILE} for text editors; add a claim with ledger add{named}")
    return 0


def start(target: str, text: str = STARTED) -> None:
    """Write a new ledger, and beside it the schema that its first line names, if there is none.

    Raises LedgerError if the ledger exists, or if one of the two cannot be written; there is no new ledger then.
    """
    shown = clean(target)
    exists = LedgerError(f"{shown} already exists; add to it with ledger add --file {shown}")
    if os.path.lexists(target):
        raise exists
    with contextlib.suppress(FileExistsError):
        create(os.path.join(os.path.dirname(target), SCHEMA_FILE), schema_text().encode())
    try:
        create(target, text.encode())
    except FileExistsError:
        raise exists from None
