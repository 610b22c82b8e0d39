"""What README and documentation say is true: each example runs, each link leads somewhere, each table is the code's."""

import contextlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from parts import ORDER

from ledger.cli import app
from ledger.exporters import FORMATS
from ledger.loading import load_text

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
OTHERS = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
GENERATED = ("commands.md", "rules.md", "errors.md")
BLOCK = re.compile(r"^```(console|sh)\n((?s:.*?))^```$", re.MULTILINE)
# Commands of other programs, which are shown and not run; .ci/run runs the first two, of README.
NOT_RUN = ("python3 -m venv", "git ")
COMMAND_LINE: Any = typer.main.get_command(app())


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    return kept | {"COLUMNS": "96", "TERM": "dumb", "LEDGER_CACHE": "off", "PYTHONPATH": str(ROOT)}


def on_a_terminal(command: str, folder: Path) -> str:
    """What a command line prints on a terminal."""
    ours, its = os.openpty()
    line = re.sub(r"(?:^|(?<=\| ))ledger ", f"{shlex.quote(sys.executable)} -m ledger ", command)
    with subprocess.Popen(
        ["sh", "-c", line], stdin=subprocess.DEVNULL, stdout=its, stderr=its, cwd=folder, env=environment()
    ):
        os.close(its)
        printed = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
            while more := os.read(ours, 65536):
                printed += more
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def commands_in(block: str) -> list[tuple[str, str]]:
    """The commands in a block, over several lines perhaps, and what it shows of their output."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)


def answer(command: str, shown: str, folder: Path) -> str:
    """What a command prints in a folder; `cat FILE` writes the file that is shown, if there is none."""
    if command.startswith("cat ") and not (folder / command[4:]).exists():
        (folder / command[4:]).write_text(shown, encoding="utf-8")
    return on_a_terminal(command, folder)


@pytest.mark.slow
@pytest.mark.parametrize("page", [README, *DOCS], ids=name_of)
def test_a_page_goes_as_it_shows_from_its_first_command_to_its_last(page: Path, tmp_path: Path) -> None:
    """In a folder with the first ledger."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for kind, block in BLOCK.findall(text_of(page)):
        if kind == "console":
            assert commands_in(block)
            for command, output in commands_in(block):
                assert f"$ {command}\n{answer(command, output, tmp_path)}" == f"$ {command}\n{output}"
        for line in block.splitlines() if kind == "sh" else ():
            if line.startswith("ledger "):
                said = on_a_terminal(line, tmp_path)
                assert said
                assert "error: " not in said, said
            else:
                assert line.startswith(NOT_RUN)


def test_the_readme_has_the_two_commands_for_a_new_machine_and_at_most_150_lines() -> None:
    start, tests = re.findall(r"^python3 -m venv .*$", text_of(README), re.MULTILINE)
    assert start.endswith(".venv/bin/pip install . && .venv/bin/ledger show --company openai")
    assert tests.endswith(".venv/bin/pip install '.[dev]' && .venv/bin/pytest")
    assert len(text_of(README).splitlines()) <= 150


def test_the_generated_pages_are_what_the_code_says() -> None:
    """Else run `python docs/generate.py`."""
    specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert specification
    assert specification.loader
    generate = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(generate)
    for path, text in generate.pages().items():
        assert text_of(path) == text, name_of(path)


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    prose = re.sub(r"^```.*?^```", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [README, *DOCS, *OTHERS], ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not target.startswith("https://"):
            path, _, anchor = target.partition("#")
            there = (page.parent / path).resolve() if path else page
            assert there.exists(), target
            assert not anchor or anchor in anchors_of(there), target


def test_the_index_names_every_page() -> None:
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", text_of(ROOT / "docs" / "README.md")))
    assert named | {"README.md"} == {page.name for page in DOCS}


@pytest.mark.parametrize("page", [page for page in DOCS if page.name not in GENERATED], ids=name_of)
def test_a_page_that_is_written_by_hand_is_short(page: Path) -> None:
    assert len(text_of(page).splitlines()) <= 150


def test_the_ledgers_in_the_documentation_are_without_a_fault() -> None:
    (example,) = re.findall(r"```yaml\n((?s:.*?))```", text_of(ROOT / "docs" / "ledger-file.md"))
    ledger = load_text(example, "claims.yaml")
    assert [claim.id for claim in ledger.claims] == ["openai-valuation-2026-03", "anthropic-valuation-2026-02"]
    assert not ledger.findings
    waiver, settings = re.findall(r"```yaml\n((?s:.*?))```", text_of(ROOT / "docs" / "checking.md"))
    ledger = load_text(f"{settings}\nclaims:\n{waiver}", "claims.yaml")
    assert ledger.claims[0].waive
    assert ledger.settings["claims.yaml"].strict
    assert not ledger.findings


def test_the_layout_for_contributors_names_every_part_of_the_package_in_the_order_of_imports() -> None:
    (layout,) = re.findall(r"```\nledger/\n((?s:.*?))```", text_of(ROOT / "CONTRIBUTING.md"))
    parts = {path.name for path in (ROOT / "ledger").iterdir() if path.is_dir() or path.suffix == ".py"}
    named = re.findall(r"\w+\.py|\w+(?=/)", layout.partition("tests/")[0])
    assert set(named) == {name for name in parts if not name.startswith("__")}
    assert [name.removesuffix(".py") for name in named] == [part for part in ORDER if not part.startswith("__")]


def test_the_documentation_says_what_each_format_is_for() -> None:
    (rows,) = re.findall(r"\| `--format` \| for \|\n.*\n((?:\|.*\n)+)", text_of(ROOT / "docs" / "exporting.md"))
    assert re.findall(r"^\| `([\w-]+)` \|", rows, re.MULTILINE) == list(FORMATS)


@pytest.mark.parametrize("page", [README, *DOCS], ids=name_of)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    known = {
        flag
        for command in COMMAND_LINE.commands.values()
        for option in command.params
        for flag in (*option.opts, *option.secondary_opts)
    }
    known |= {flag for option in COMMAND_LINE.params for flag in option.opts}
    of_others = {"--citeproc", "--bibliography", "--format=%ct"}
    assert not set(re.findall(r"(?<![\w-])--[a-z][\w=%-]*", text_of(page))) - known - of_others - {"--quiet"}


def test_the_hook_and_the_workflow_in_the_documentation_are_valid_and_run_what_exists() -> None:
    [hook] = yaml.safe_load(text_of(ROOT / ".pre-commit-hooks.yaml"))
    assert (hook["entry"], hook["pass_filenames"]) == ("ledger check", False)
    documentation = text_of(ROOT / "docs" / "automation.md")
    hooks, workflow, page = (yaml.safe_load(block) for block in re.findall(r"```yaml\n((?s:.*?))```", documentation))
    assert hooks["repos"][0]["hooks"][0]["id"] == hook["id"]
    assert "ledger export --output site/index.html\n" in page["publish"]["steps"][3]["run"]
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if step.get("run", "").startswith("ledger ")]
    assert commands
    for line in commands:
        _, name, option, value, *_ = line.split()
        [parameter] = [found for found in COMMAND_LINE.commands[name].params if option in found.opts]
        assert value in parameter.help


def test_the_pictures_are_there_and_small() -> None:
    for page in (README, *DOCS):
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text_of(page)):
            assert 10_000 < (page.parent / name).stat().st_size <= 150_000
