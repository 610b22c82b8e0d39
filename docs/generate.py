"""Write the pages of the documentation that the code knows best: `python docs/generate.py`.

These are the commands, from their help; the rules, from their docstrings; the fields in the page on the ledger file,
from their declaration; and the messages that stop a command, from where they are raised.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

import ledger
from ledger.cli import COMMANDS, app
from ledger.database.tables import TABLES, VERSION, VIEWS
from ledger.fields import Field
from ledger.figures.vocabulary.dimensions import FACTORS
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SETTINGS_FIELDS, SOURCE_FIELDS
from ledger.rules import RULES

FOLDER = Path(__file__).parent
_TABLE = "(?<=<!-- {0} -->\n).*?(?=<!-- end of the {0} -->)"
_NOTE = "<!-- Written by docs/generate.py; do not edit. -->"
# Where in the package a message is raised, and what the user was doing.
_PARTS = {
    "loading": "Reading a ledger",
    "files": "Reading and writing files",
    "cli/options": "Finding the ledger, and filters",
    "cli": "Commands",
    "editing": "Changing a ledger",
    "recording": "Which record, and which file",
    "comparison": "Comparing",
    "importing": "Importing",
    "evidence": "Verifying",
    "documents": "Auditing",
    "drafts": "Auditing",
    "exporters": "Writing documents",
    "database": "Databases",
}


def commands() -> str:
    """The page of the commands."""
    command_line: Any = typer.main.get_command(app())
    shared = [option for option in command_line.commands["timeline"].params if option.rich_help_panel]
    filters = {option.opts[0] for option in shared}
    parts = [
        _NOTE,
        "# Commands\n\n`ledger help COMMAND` prints the same for one command. Exit codes: 0 done; 1 `check` or `audit`"
        " found something, or\n`import` left rows out; 2 could not run; 130 interrupted; 141 closed pipe.",
    ]
    for name, examples in COMMANDS.items():
        command = command_line.commands[name]
        arguments = [option for option in command.params if option.param_type_name == "argument"]
        options = [option for option in command.params if option.param_type_name == "option"]
        own = [option for option in options if option.opts[0] not in filters]
        parts.append(f"## ledger {name}\n\n{command.help}")
        usage = " ".join(["ledger", name, "[OPTION]...", *(option.metavar for option in arguments)])
        parts.append("```text\n" + "\n".join([usage, *(f"$ {example}" for example in examples)]) + "\n```")
        rows = [f"| `{option.metavar}` | {_cell(option.help)} |" for option in arguments]
        rows += [f"| {_flags(option)} | {_cell(option.help)} |" for option in own]
        if len(own) < len(options):
            rows.append("| [filters](#filters) | Which claims. |")
        parts.append("\n".join(["| option | meaning |", "| --- | --- |", *rows]))
    parts.append("## Filters\n\nAll of them must match; a repeated one is an OR.")
    rows = [f"| {_flags(option)} | {_cell(option.help)} |" for option in shared]
    parts.append("\n".join(["| filter | selects |", "| --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _flags(option: Any) -> str:
    metavar = f" {option.metavar}" if option.metavar and not option.is_flag else ""
    return ", ".join(f"`{flag}{metavar}`" for flag in (*option.opts, *option.secondary_opts))


def _cell(text: str) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;")


def rules() -> str:
    """The page of the rules."""
    rows = [f"| [`{rule.name}`](#{rule.name}) | {rule.level} | {rule.summary} |" for rule in RULES]
    parts = [
        _NOTE,
        "# Rules\n\n`ledger check --explain RULE` prints the same for one rule. Rules of the level `strict` run with"
        " `--strict`.\n[Checking a ledger](checking.md) says how to choose rules, and how to accept a finding.",
        "\n".join(["| rule | level | what it finds |", "| --- | --- | --- |", *rows]),
        *(f"## {rule.name}\n\n{rule.page.strip()}" for rule in RULES),
    ]
    return "\n\n".join(parts) + "\n"


def fields() -> str:
    """The tables of the fields."""
    return "\n".join(
        [
            "A claim:\n",
            *_rows(CLAIM_FIELDS),
            "\nA source, under `sources:` (where it may have `waive` too) or in the only claim that it backs:\n",
            *_rows(SOURCE_FIELDS),
            "\nIn a citation, `source: {key: KEY, quote: …}`, or in a claim with one source:\n",
            *_rows(CITATION_FIELDS),
            "\nUnder `check:`, for the records of the file ([checking](checking.md#a-ledger-that-goes-green)):\n",
            *_rows(SETTINGS_FIELDS),
            "",
        ]
    )


def _rows(declared: Iterable[Field]) -> list[str]:
    rows = ["| field | meaning | what it holds |", "| --- | --- | --- |"]
    for field in declared:
        words = ", ".join(f"`{word}`" for word in field.choices)
        holds = f"{words} (the first is the default)" if words else field.kind.value
        rows.append(f"| `{field.name}` | {field.meaning} | {holds} |")
    return rows


def units() -> str:
    """The table of the units that are converted."""
    of_base: dict[str, list[str]] = {}
    for unit, (base, factor) in FACTORS.items():
        if unit != base:
            of_base.setdefault(base, []).append(f"{unit} {factor:,f}")
    rows = [f"| {base} | {'; '.join(others)} |" for base, others in of_base.items()]
    return "\n".join(["| unit | others, in this unit |", "| --- | --- |", *rows, ""])


def columns() -> str:
    """The page of the tables and views of a database."""
    parts = [
        _NOTE,
        "# The tables of a database\n\nWhat [a database that was handed over](scale.md) holds; its table `_columns`"
        " says the same.\n`_ledger` names the version of this layout, and so does `PRAGMA user_version` in SQLite:"
        f" {VERSION}. There a DATE is text like\n2026-03-31.",
    ]
    for table, held in TABLES.items():
        parts.append(f"## The table `{table}`\n\n| column | type | meaning |\n| --- | --- | --- |")
        parts[-1] += "".join(f"\n| `{one.name}` | {one.type.split()[0]} | {one.said} |" for one in held)
    views = "\n".join(f"| `{name}` | {meaning} |" for name, (meaning, _) in VIEWS.items())
    return "\n\n".join([*parts, f"## The views\n\n| view | what it has |\n| --- | --- |\n{views}"]) + "\n"


def errors() -> str:
    """The page of the messages that stop a command."""
    found: dict[str, dict[str, None]] = {}
    root = Path(ledger.__file__).parent
    for file in sorted(root.rglob("*.py")):
        name = file.relative_to(root).with_suffix("").as_posix()
        heading = next((title for part, title in _PARTS.items() if name.startswith(part)), "Commands")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("LedgerError") and node.args:
                text = _words(node.args[0])
                if len(text.replace("…", "").strip()) > len("error"):
                    found.setdefault(heading, {})[text] = None
    parts = [
        _NOTE,
        "# Messages that stop a command\n\nMost say what to do; `…` stands for a name, a value or a place. The command"
        " ends with exit code 2, and nothing was\nwritten. What is wrong in one record stops nothing:"
        " [`check`](checking.md) reports it, and its field is set aside.",
    ]
    for heading in dict.fromkeys(_PARTS.values()):
        if messages := found.get(heading):
            parts.append(f"## {heading}\n\n" + "\n".join(f"- {message}" for message in sorted(messages, key=_letters)))
    return "\n\n".join(parts) + "\n"


def _words(node: ast.expr) -> str:
    """The constant parts of a message, with … for the others."""
    if isinstance(node, ast.Constant):
        text = str(node.value)
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.BinOp):
        text = _words(node.left) + _words(node.right)
    else:
        text = "…"
    text = " ".join(text.split())
    return re.sub(r"…+", "…", text).replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").removeprefix("…: ")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def pages() -> dict[Path, str]:
    """The text of each page that is written here."""
    return {
        FOLDER / "commands.md": commands(),
        FOLDER / "rules.md": rules(),
        FOLDER / "errors.md": errors(),
        FOLDER / "columns.md": columns(),
        **_with_table("ledger-file.md", "fields", fields()),
        **_with_table("figures.md", "units", units()),
    }


def _with_table(page: str, name: str, table: str) -> dict[Path, str]:
    file = FOLDER / page
    text = file.read_text(encoding="utf-8")
    return {file: re.sub(_TABLE.format(name), lambda _: table, text, flags=re.DOTALL)}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
