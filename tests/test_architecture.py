"""Imports point down: a part of the ledger uses what is below it, never what is beside or above it."""

import ast
from pathlib import Path

import pytest

import ledger

ROOT = Path(ledger.__file__).parent
FLOOR = {"errors", "text", "urls", "dates", "figures", "model"}
MIDDLE = {"loading", "query", "citation", "origins", "comparison", "linter", "naming"}
UPPER = {"rules", "editing", "exporters", "terminal"}
TOP = {"cli", "__main__", "__init__"}
BELOW = {
    **dict.fromkeys(FLOOR, FLOOR),
    **dict.fromkeys(MIDDLE, FLOOR),
    **dict.fromkeys(UPPER, FLOOR | MIDDLE),
    **dict.fromkeys(TOP, FLOOR | MIDDLE | UPPER | TOP),
}
ONLY_USER = {"yaml": "loading", "rich": "terminal", "typer": "cli"}
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
    parts = {name.split(".")[1] for name in imported(file) if name.startswith("ledger.")}
    assert parts <= BELOW[part] | {part}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_yaml_rich_and_typer_have_one_user_each(file: Path) -> None:
    for name in imported(file):
        assert ONLY_USER.get(name.split(".")[0], part_of(file)) == part_of(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_modules_docstring_is_there_and_no_module_is_longer_than_400_lines(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 400
