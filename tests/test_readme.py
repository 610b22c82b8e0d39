"""What the README says is true: its commands run and print what it shows, its tables are the code's."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from test_architecture import ORDER

from ledger.cli import COMMANDS as COMMANDS_OF_LEDGER
from ledger.cli import app
from ledger.exporters import FORMATS
from ledger.loading import load_text
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, FIELDS, SOURCE_FIELDS, Field
from ledger.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
(DAY,) = re.findall(r"^## A day with it\n((?s:.*?))^## ", README, re.MULTILINE)
SHOWN = re.findall(r"```console\n\$ ((?:echo .* \| )?ledger .*)\n((?s:.*?))\n```", README.replace(DAY, ""))
BLOCKS = [block.splitlines() for block in re.findall(r"```sh\n((?s:.*?))```", README)]
COMMANDS = [line for block in BLOCKS for line in block]


def environment() -> dict[str, str]:
    ours = {"COLUMNS": "96", "TERM": "dumb", "LEDGER_CLAIMS": str(ROOT / "data" / "claims.yaml")}
    return os.environ | ours | {"PYTHONPATH": str(ROOT)}


def on_a_terminal(command: str, folder: Path = ROOT, *, errors: bool = False) -> str:
    """What a command line of the README prints on a terminal, with or without what it says on standard error."""
    ours, its = os.openpty()
    line = re.sub(r"(?:^|(?<=\| ))ledger ", f"{shlex.quote(sys.executable)} -m ledger ", command)
    variables = environment()
    if folder != ROOT:
        del variables["LEDGER_CLAIMS"]
    with subprocess.Popen(
        ["sh", "-c", line],
        stdin=subprocess.DEVNULL if errors else its,
        stdout=its,
        stderr=its if errors else subprocess.DEVNULL,
        cwd=folder,
        env=variables,
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
    return on_a_terminal(command, folder, errors=True)


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """One command line of the README, run by a shell that knows `ledger`."""
    line = command.replace("ledger ", f'"{sys.executable}" -m ledger ', 1)
    return subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, env=environment(), check=False)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    printed = on_a_terminal(command).replace(f"{ROOT}{os.sep}", "")
    shown, _, left_out = output.partition("\n…")
    assert printed.startswith(shown) if output.endswith("…") else printed == shown + "\n"
    assert not left_out


def test_the_day_of_an_editor_goes_as_the_readme_shows(tmp_path: Path) -> None:
    for block in re.findall(r"```console\n((?s:.*?))```", DAY):
        for command, output in commands_in(block):
            assert f"$ {command}\n{answer(command, output, tmp_path)}" == f"$ {command}\n{output}"


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block[0].startswith("ledger ")], ids=lambda block: block[0]
)
def test_the_commands_of_the_readme_run_one_after_the_other(block: list[str], tmp_path: Path) -> None:
    for command in block:
        done = run(command, tmp_path)
        assert done.returncode == 0, done.stderr


def test_the_readme_has_the_two_commands_for_a_new_machine() -> None:
    start, tests = (line for line in COMMANDS if line.startswith("python3 -m venv"))
    assert start.endswith(".venv/bin/pip install . && .venv/bin/ledger show --company openai")
    assert tests.endswith(".venv/bin/pip install '.[dev]' && .venv/bin/pytest")


@pytest.mark.parametrize("field", [*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS], ids=lambda field: field.name)
def test_every_field_is_in_the_readmes_tables_as_the_code_declares_it(field: Field) -> None:
    words = ", ".join(f"`{word}`" for word in field.choices)
    holds = f"{words} (the first is the default)" if words else field.kind.value
    assert f"| `{field.name}` | {field.meaning} | {holds} |\n" in README


def test_the_readme_lists_the_rules_in_the_codes_order_and_words() -> None:
    rows = "\n".join(f"| `{rule.name}` | {rule.level} | {rule.summary} |" for rule in RULES)
    assert rows in README


def test_the_ledger_in_the_readme_is_one_without_a_fault() -> None:
    waiver, example, _ = re.findall(r"```yaml\n((?s:.*?))```", README)
    assert load_text(f"claims:\n{waiver}", "claims.yaml").claims[0].waive
    ledger = load_text(example, "claims.yaml")
    assert [claim.id for claim in ledger.claims] == ["openai-valuation-2026-03", "anthropic-valuation-2026-02"]
    assert not ledger.findings


def test_the_layout_for_contributors_names_every_part_of_the_package_in_the_order_of_imports() -> None:
    (layout,) = re.findall(r"```\nledger/\n((?s:.*?))```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    parts = {path.name for path in (ROOT / "ledger").iterdir() if not path.name.startswith("__")}
    named = re.findall(r"\w+\.py|\w+(?=/)", layout.partition("tests/")[0])
    assert set(named) == parts
    assert [name.removesuffix(".py") for name in named] == [part for part in ORDER if not part.startswith("__")]


def test_the_readme_says_what_each_format_is_for() -> None:
    (rows,) = re.findall(r"\| `--format` \| for \|\n.*\n((?:\|.*\n)+)", README)
    assert re.findall(r"^\| `([\w-]+)` \|", rows, re.MULTILINE) == list(FORMATS)


COMMAND_LINE: Any = typer.main.get_command(app())
FILTERS = [parameter for parameter in COMMAND_LINE.commands["timeline"].params if parameter.rich_help_panel]


def flags(parameter: Any) -> str:
    return ", ".join(f"`{flag}`" for flag in (*parameter.opts, *parameter.secondary_opts))


@pytest.mark.parametrize("name", COMMANDS_OF_LEDGER)
def test_the_readmes_commands_have_the_words_and_the_options_of_their_help(name: str) -> None:
    command = COMMAND_LINE.commands[name]
    arguments = [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    of_all = {parameter.opts[0] for parameter in FILTERS}
    of_fields = {f"--{name.replace('_', '-')}" for name in FIELDS} if name == "add" else set()
    listed = [f"`{parameter.opts[0]}`" for parameter in options if parameter.opts[0] not in of_all | of_fields]
    if of_fields:
        listed.insert(0, "the fields: `--as-of`, …")
    elif of_all <= {parameter.opts[0] for parameter in options}:
        listed.insert(0, "filters")
    line = " ".join(["ledger", name, *arguments])
    summary = command.help.partition("\n\n")[0]
    assert f"| `{line}` | {summary} | {', '.join(listed)} |\n".replace("|  |", "| |") in README


@pytest.mark.parametrize("parameter", FILTERS, ids=lambda parameter: parameter.name)
def test_the_readmes_filters_are_those_of_the_help(parameter: Any) -> None:
    assert f"| {flags(parameter)} | {parameter.help} |\n" in README


def test_every_option_that_the_readme_names_exists() -> None:
    commands = COMMAND_LINE.commands.values()
    known = {
        flag for command in commands for option in command.params for flag in (*option.opts, *option.secondary_opts)
    }
    known |= {flag for option in COMMAND_LINE.params for flag in option.opts}
    of_others = {"--citeproc", "--bibliography"}
    assert not set(re.findall(r"(?<![\w-])--[a-z][\w-]*", README)) - known - of_others


def test_the_hook_and_the_workflow_in_the_documentation_are_valid_and_run_what_exists() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["entry"], hook["pass_filenames"]) == ("ledger check", False)
    documentation = (ROOT / "docs" / "automation.md").read_text(encoding="utf-8")
    hooks, workflow, page = (yaml.safe_load(block) for block in re.findall(r"```yaml\n((?s:.*?))```", documentation))
    assert hooks["repos"][0]["hooks"][0]["id"] == hook["id"]
    assert "ledger export --no-notes --output site/index.html\n" in page["publish"]["steps"][3]["run"]
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if step.get("run", "").startswith("ledger ")]
    assert commands
    for line in commands:
        _, name, option, value, *_ = line.split()
        [parameter] = [found for found in COMMAND_LINE.commands[name].params if option in found.opts]
        assert value in parameter.help


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert 10_000 < (ROOT / name).stat().st_size <= 150_000
