"""The command line: parse, call, print, exit; the only user of typer."""

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from ledger.cli.output import abandon, note, note_error
from ledger.errors import ClosedPipeError, ExitCode, LedgerError

# Each with two examples for its help.
COMMANDS = {
    "init": ("ledger init", "ledger init facts/2026.yaml"),
    "add": (
        "ledger add",
        "ledger add --company Acme --figure '$2 billion' --claim \"Acme's revenue was \\$2 billion.\"",
    ),
    "edit": (
        "ledger edit acme-revenue-2025 --set figure='$9 billion'",
        "ledger edit reuters-acme --set date=2025-09-19",
    ),
    "import": (
        "ledger import layoffs.csv --file facts.yaml --dry-run",
        "ledger import layoffs.xlsx --map company='Company name' --set claim='{Company name} cut {Count} jobs.'",
    ),
    "extract": ("ledger extract article.md --dry-run", "ledger extract page.mhtml --file claims.yaml"),
    "review": ("ledger review", "ledger review --company openai --by 'Anna Lind'"),
    "sign": ("ledger sign openai-valuation-2026-03", "ledger sign acme-revenue-2025 --by 'Anna Lind'"),
    "show": ("ledger show --company openai --since 2026", "ledger show openai-valuation-2026-03 --details"),
    "list": ("ledger list companies", "ledger list sources --company openai"),
    "check": ("ledger check", "ledger check --strict --format github"),
    "export": ("ledger export --company openai -o sources.md", "ledger export --format csl-json -o sources.json"),
    "audit": ("ledger audit draft.md", "ledger audit draft.md --format github"),
    "verify": ("ledger verify --company openai", "ledger verify --saved copies --strict"),
    "compare": ("ledger compare", "ledger compare valuation --as-of 2026-03-31"),
    "timeline": ("ledger timeline --company openai", "ledger timeline --metric valuation"),
    "changes": ("ledger changes HEAD~1", "ledger changes 2026-03-01 --company acme"),
    "schema": ("ledger schema", "ledger schema -o data/ledger.schema.json"),
}

# typer 0.28 carries a click of its own; the base class of its usage errors has no other public name.
_CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]


def app(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The application with these commands."""
    made = typer.Typer(
        name="ledger",
        help="Keep a ledger of published figures: what is claimed, who said so, and what still lacks a source.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="ledger help COMMAND explains a command."
        "\n\nExit codes: 0 done, 1 findings, 2 could not run, 130 interrupted, 141 closed pipe.",
    )
    made.callback()(_options)
    for name in commands:
        examples = "".join(f"\n\n  $ {example}" for example in COMMANDS[name])
        made.command(name, epilog=f"Examples:{examples}")(_command(name))
    return made


# Where the functions of commands are that are not called like these.
_ELSEWHERE = {
    "changes": ("changes", "changes_since"),
    "import": ("importing", "import_claims"),
    "list": ("directory", "list_names"),
    "schema": ("schema", "print_schema"),
}


def _command(name: str) -> Callable[..., int]:
    """The function of a command; its module is imported only here, because most of them are not needed."""
    module, function = _ELSEWHERE.get(name, (name, name))
    command: Callable[..., int] = getattr(import_module(f"ledger.cli.{module}"), function)
    return command


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"fact-ledger {version('fact-ledger')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line of this process and exit.

    A command is over soon, and the system takes its memory back faster than Python frees it: no garbage is
    looked for, and the process ends at once, as mypy's does. That is 10 ms of 136 for a small ledger.
    """
    gc.disable()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):  # what was written has been flushed, or reported
                stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit code. Raises nothing that a user can cause."""
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    # If a command is named first, only that one is imported.
    wanted = arguments[:1] if arguments and arguments[0] in COMMANDS else list(COMMANDS)
    try:
        return app(wanted)(args=list(arguments), prog_name="ledger", standalone_mode=False) or ExitCode.DONE
    except LedgerError as error:
        note_error(error)
        return ExitCode.FAILED
    except ClosedPipeError:
        return ExitCode.CLOSED_PIPE
    except (KeyboardInterrupt, typer.Abort):
        note("")
        return ExitCode.INTERRUPTED
    except _CommandLineError as error:
        return _usage(error)
    except SystemExit as ending:  # typer ends so after a completion, and if the reader of a help text has gone
        if not isinstance(ending.__context__, BrokenPipeError):
            raise
        abandon(sys.stdout)
        return ExitCode.CLOSED_PIPE
    except OSError as error:  # typer could not write a help text
        abandon(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return ExitCode.CLOSED_PIPE
        note_error(LedgerError(f"cannot write to standard output: {error.strerror}"))
        return ExitCode.FAILED


def _usage(error: Exception) -> int:
    """Print what is wrong with the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        note(str(error))
        return ExitCode.FAILED
    note_error(LedgerError(error.format_message() if hasattr(error, "format_message") else str(error)))
    note(f"  see: {context.command_path if context else 'ledger'} --help")
    return ExitCode.FAILED
