"""Imports point down: a part of the ledger uses what is below it, never what is beside or above it."""

import ast
from pathlib import Path

import pytest
from parts import ORDER

import ledger

ROOT = Path(ledger.__file__).parent
# These stand beside each other, and import nothing of one another.
BESIDE = {"rules", "editing", "exporters", "terminal"}
# The same within a folder; what is not named here stands above these, and beside one another.
INNER_ORDER = {
    "files": ("reading", "history", "replacing", "locking"),
    "figures": (
        "figure",
        "vocabulary",
        "prose",
        "measures",
        "readings",
        "spellings",
        "languages",
        "east_asian",
        "surroundings",
    ),
    "loading": (
        "syntax_errors",
        "parsed",
        "reader",
        "extent",
        "fields",
        "recovery",
        "records",
        "linking",
        "files",
        "cache",
    ),
    "editing": ("values", "records", "insertion", "changes"),
    "recording": ("fields", "recorder", "notices", "targets", "declaring", "proposals"),
    "documents": (
        "tables",
        "links",
        "metadata",
        "document",
        "source",
        "raised",
        "pdf",
        "plain",
        "html",
        "markdown",
        "package",
        "word_styles",
        "word_places",
        "word_threads",
        "word_comments",
        "word",
    ),
    "drafts": (
        "verdicts",
        "confirmations",
        "marks",
        "history",
        "sentences",
        "noise",
        "quantities",
        "words",
        "clauses",
        "parts",
        "roles",
        "matching",
        "periods",
        "statements",
        "cells",
        "passages",
        "unchecked",
        "times",
        "confirming",
        "arithmetic",
        "deriving",
        "consistency",
        "across",
        "index",
        "weighing",
        "audit",
    ),
    "database": ("tables", "rows", "connecting", "narrowing"),
    "exporters": ("format", "rows", "csv_rows", "json_rows", "text_book", "findings", "audit"),
    "importing": ("units", "cells", "layout", "excel", "opendocument", "sheets", "tables", "claims", "rewriting"),
    "evidence": ("words", "decoding", "comparing", "reading", "copies", "verifying", "recording"),
    "extracting": (
        *("names", "publishers", "references", "layout", "citations", "assigning", "measured", "subjects", "mentions"),
        *("articles", "drafting"),
    ),
    "terminal": ("layout", "screen", "claims", "findings"),
    "cli": (
        "output",
        "keys",
        "person",
        "completion",
        "options",
        "release",
        "destination",
        "summary",
        "schema",
        "init",
        "capture",
        "prompts",
        "revision",
        "editor",
        "bulk",
        "table_rows",
        "updating",
        "fixes",
        "confirm",
        "signatures",
        "edit",
    ),
}
ONLY_USER = {
    "yaml": "loading",
    "sqlite3": "database",
    "psycopg": "database",
    "duckdb": "database",
    "rich": "terminal",
    "typer": "cli",
}
FILES = sorted(ROOT.rglob("*.py"))


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file} has a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_from_its_own_part_and_those_below_it(file: Path) -> None:
    part = part_of(file)
    below = {*ORDER[: ORDER.index(part)]} - (BESIDE if part in BESIDE else set())
    parts = {name.split(".")[1] for name in imported(file) if name.startswith("ledger.")}
    assert parts <= below | {part}


@pytest.mark.parametrize("folder", INNER_ORDER)
def test_within_a_folder_a_module_imports_only_those_below_it(folder: str) -> None:
    order = INNER_ORDER[folder]
    for file in (ROOT / folder).rglob("*.py"):
        inner = file.relative_to(ROOT / folder).parts[0].removesuffix(".py")
        below = order[: order.index(inner)] if inner in order else order
        used = {name.split(".")[2] for name in imported(file) if name.startswith(f"ledger.{folder}.")}
        assert used <= {*below, inner} or inner == "__init__", inner


@pytest.mark.parametrize("file", sorted(Path(__file__).parent.rglob("*.py")), ids=lambda file: file.name)
def test_no_file_of_tests_is_longer_than_400_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_function_is_longer_than_50_lines(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_yaml_rich_and_typer_have_one_user_each(file: Path) -> None:
    for name in imported(file):
        assert ONLY_USER.get(name.split(".")[0], part_of(file)) == part_of(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_modules_docstring_is_there_and_no_module_is_longer_than_400_lines(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 400


# What opens a file for writing, makes one, or gives one a name. A ZipFile or an open file of an archive is in memory.
WRITING = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "TemporaryFile", "replace", "rename", "link"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_one_part_opens_files_for_writing(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        module, _, name = called.rpartition(".")
        writes = (
            called == "os.open"
            or (name in WRITING and module in ("os", "tempfile", "shutil"))
            or name in ("write_text", "write_bytes")
            or (called in ("open", "io.open") and _writing_mode(node))
        )
        assert not writes or part_of(file) == "files", f"line {node.lineno}"


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _writing_mode(call: ast.Call) -> bool:
    stated = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(not isinstance(_constant(mode), str) or set("wax+") & set(str(_constant(mode))) for mode in stated)
