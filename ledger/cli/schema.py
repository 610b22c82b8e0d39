"""`ledger schema`: a JSON Schema for text editors."""

import json
import os
from typing import Annotated

import typer

from ledger.cli.destination import STDOUT, deliver
from ledger.cli.output import note
from ledger.errors import LedgerError
from ledger.model import Ledger
from ledger.schema import schema
from ledger.text import clean

# The file beside a ledger, and the line with which it is named there; the YAML language server reads it, with which
# VS Code, Neovim, Emacs and others edit YAML.
SCHEMA_FILE = "ledger.schema.json"
FIRST_LINE = "# yaml-language-server: $schema={}"


def print_schema(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=f"Write to a file beside the ledger: {SCHEMA_FILE}.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> int:
    """Print a JSON Schema of the ledger file, with which text editors complete and check a ledger as it is typed."""
    name = "" if output == STDOUT else os.path.basename(output)
    if name and not name.endswith(".json"):
        raise LedgerError(f"{clean(output)}: a JSON Schema is a .json file; write {clean(output)}.json")
    deliver(schema_text(), output, Ledger(), force=force, data=True)
    if name:
        line = FIRST_LINE.format(clean(name))
        note(f"wrote {clean(output)}; name it in the first line of the ledger beside it:\n{line}")
    return 0


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
