"""The options that all commands share: the ledger's files, and the filters."""

import functools
import inspect
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from ledger import dates
from ledger.cli.completion import complete_companies, complete_ids, complete_metrics, complete_publishers, complete_tags
from ledger.cli.output import note
from ledger.errors import InvalidValueError, LedgerError
from ledger.files.reading import is_database
from ledger.loading import load
from ledger.loading.files import nearest_ledger, unread_neighbours
from ledger.model import CLAIM_FIELDS, Ledger
from ledger.query import GONE, Filters, Selection, select
from ledger.text import counted, did_you_mean, listed

_STATUSES = (*next(field.choices for field in CLAIM_FIELDS if field.name == "status"), *GONE)
_FEW = 3  # file names in a note
_FILTERS = "Filters (all must match; any of a repeated one)"


# The options that set the fields of Filters; `sourced` has two names, and `words` are arguments.
_FLAGS = {field: f"--{field}" for field in Filters._fields} | {"minimum": "--min", "maximum": "--max", "words": ""}

# The ledger in use is kept to the end of the process: to free a large one takes a tenth of a query's time.
_LOADED: list[Ledger] = []


class Scope(NamedTuple):
    """The files that a command reads, and the filters."""

    files: tuple[str, ...]  # from the command line
    filters: Filters

    def arguments(self) -> list[str]:
        """The options that make this scope."""
        options: list[str] = []
        for field, given in self.filters._asdict().items():
            values = [given] if isinstance(given, str) and given else given if isinstance(given, tuple) else []
            options += [f"{_FLAGS[field]}={value}".removeprefix("=") for value in values]
        if self.filters.sourced is not None:
            options.append("--sourced" if self.filters.sourced else "--unsourced")
        return [*options, *(f"--file={file}" for file in self.files)]

    def paths(self) -> list[str]:
        """The files and folders to read: those given, else $LEDGER_CLAIMS, else the nearest ledger."""
        if self.files:
            return list(self.files)
        stated = os.environ.get("LEDGER_CLAIMS", "")
        if stated:
            return [stated]
        try:
            return [nearest_ledger(Path.cwd())]
        except FileNotFoundError:
            raise LedgerError("the current folder does not exist any more; change to another one") from None

    def load(self, paths: list[str] | None = None, *, warn: bool = True) -> Ledger:
        """Read the ledger; with `warn`, note on standard error that something in it is not valid."""
        ledger = load(paths or self.paths())
        if ledger.findings and warn:
            dropped = len(ledger.dropped)
            left_out = f", {counted(dropped, 'claim')} left out" if dropped else ""
            invalid = counted(len(ledger.findings), "invalid entry", "invalid entries")
            note(f"note: {invalid} in the ledger{left_out}: see ledger check")
        _LOADED[:] = [ledger]
        return ledger

    def select(self, words: Iterable[str] | None, *, metric: str = "") -> tuple[Ledger, Selection]:
        """Read the ledger, and select the claims that pass the filters and have the words.

        Of a database, only the claims that may be selected are read; `metric` is that of `ledger compare`.
        """
        filters = self.filters._replace(words=tuple(words or ()))
        paths = self.paths()
        if not any(map(is_database, paths)):
            ledger = self.load(paths)
        elif len(paths) > 1:
            raise LedgerError("a database is read alone; leave out the other files")
        else:
            from ledger.database.reading import read  # rarely needed

            ledger = read(paths[0], filters, metric)
            _LOADED[:] = [ledger]
        return ledger, select(ledger, filters)

    def note_unread(self, ledger: Ledger) -> None:
        """Note the YAML files with claims beside a ledger that was found, not named: they were not read."""
        if not self.files and not ledger.whole and (unread := unread_neighbours(ledger.files)):
            names = ", ".join(unread[:_FEW]) + (", …" if len(unread) > _FEW else "")
            what = counted(len(unread), "file with claims was", "files with claims were")
            note(f"note: {what} not read: {names}; read a whole folder with --file FOLDER")


def one_of(choices: Iterable[str]) -> Callable[[Any], Any]:
    """A callback that checks that each value of an option is one of the choices."""
    known = tuple(choices)

    def checked(value: Any) -> Any:
        for word in value or () if isinstance(value, list | None) else [value]:
            if word not in known:
                raise typer.BadParameter(f"'{word}' is not valid{did_you_mean(word, known)}; use {listed(known, 'or')}")
        return value

    return checked


def date_option(value: str) -> str:
    if value:
        try:
            meant = dates.entered(value)
            if "/" in meant and "/" not in value:  # a half-year has two ends: which one is meant?
                dates.parse(value)
            return meant
        except InvalidValueError as fault:
            raise typer.BadParameter(str(fault)) from None
    return value


def _amount(value: str) -> str:
    if value:
        from ledger.figures import amount

        try:
            amount(value)
        except ValueError as fault:
            raise typer.BadParameter(str(fault)) from None
    return value


def _words(value: list[str] | None) -> list[str] | None:
    if value and not all(word.strip() for word in value):
        raise typer.BadParameter("an empty word matches nothing; remove it")
    return value


def _names(flag: str, short: str, text: str, completion: Callable[..., Any] | None = None) -> Any:
    """An option for names, which may be repeated."""
    flags = [flag, short] if short else [flag]
    return typer.Option(
        *flags, help=text, metavar="NAME", autocompletion=completion, callback=_words, rich_help_panel=_FILTERS
    )


def _filter(flag: str, metavar: str, text: str, check: Callable[[str], str]) -> Any:
    """An option for one value."""
    return typer.Option(flag, help=text, metavar=metavar, callback=check, rich_help_panel=_FILTERS)


File = Annotated[
    list[str] | None,
    typer.Option("--file", "-f", metavar="PATH", help="The ledger: a file, a folder, or - for stdin; may be repeated."),
]
_Company = Annotated[
    list[str] | None, _names("--company", "-c", "Claims about or mentioning this company.", complete_companies)
]
_Publisher = Annotated[
    list[str] | None, _names("--publisher", "-p", "Claims with a source by this publisher.", complete_publishers)
]
_Metric = Annotated[list[str] | None, _names("--metric", "-m", "Claims on this metric.", complete_metrics)]
_Tag = Annotated[list[str] | None, _names("--tag", "", "Claims with this tag.", complete_tags)]
_Status = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=f"Claims with this status: {listed(_STATUSES, 'or')}.",
        callback=one_of(_STATUSES),
        autocompletion=lambda: list(_STATUSES),
        rich_help_panel=_FILTERS,
    ),
]
_Match = Annotated[
    list[str] | None,
    typer.Option(
        "--match",
        "-g",
        metavar="WORD",
        help="Claims with this word in them or their sources.",
        callback=_words,
        rich_help_panel=_FILTERS,
    ),
]
_Since = Annotated[
    str,
    _filter("--since", "DATE", "Claims about this time or later: 2026-03-31, 2026-03, 2026-Q1 or 2026.", date_option),
]
_Until = Annotated[str, _filter("--until", "DATE", "Claims about this time or earlier.", date_option)]
_Min = Annotated[str, _filter("--min", "AMOUNT", "Claims with at least this figure: 100m, $1bn, 45%.", _amount)]
_Max = Annotated[str, _filter("--max", "AMOUNT", "Claims with at most this figure.", _amount)]
_Sourced = Annotated[
    bool | None,
    typer.Option("--sourced/--unsourced", help="Only claims that are (not) fully sourced.", rich_help_panel=_FILTERS),
]


def _scope(
    file: File = None,
    company: _Company = None,
    publisher: _Publisher = None,
    metric: _Metric = None,
    tag: _Tag = None,
    status: _Status = None,
    match: _Match = None,
    since: _Since = "",
    until: _Until = "",
    minimum: _Min = "",
    maximum: _Max = "",
    sourced: _Sourced = None,
) -> Scope:
    _check_ends(since, until, minimum, maximum)
    filters = Filters(
        company=tuple(company or ()),
        publisher=tuple(publisher or ()),
        metric=tuple(metric or ()),
        tag=tuple(tag or ()),
        status=tuple(status or ()),
        match=tuple(match or ()),
        since=since,
        until=until,
        sourced=sourced,
        minimum=minimum,
        maximum=maximum,
    )
    return Scope(tuple(file or ()), filters)


def _check_ends(since: str, until: str, minimum: str, maximum: str) -> None:
    """Raise BadParameter for filters that nothing can match."""
    if since and until and dates.parse(since).first > dates.parse(until).last:
        raise typer.BadParameter(f"--since {since} is after --until {until}, so nothing can match")
    if minimum and maximum:
        from ledger.figures import amount, are_comparable, in_common

        floor, ceiling = amount(minimum), amount(maximum)
        if floor.unit and ceiling.unit:
            if not are_comparable(floor, ceiling):
                raise typer.BadParameter(
                    f"--min {minimum} and --max {maximum} have different units, so nothing can match"
                )
            floor, ceiling = in_common(floor, ceiling)
        if floor.low > ceiling.high:
            raise typer.BadParameter(f"--min {minimum} is more than --max {maximum}, so nothing can match")


def scoped(command: Callable[..., int]) -> Callable[..., int]:
    """Add the shared options to a command, which gets them as its first parameter, a Scope."""
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    shared = list(inspect.signature(_scope, eval_str=True).parameters.values())

    @functools.wraps(command)
    def run(**values: Any) -> int:
        scope = _scope(**{parameter.name: values.pop(parameter.name) for parameter in shared})
        return command(scope, **values)

    parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *shared)]
    run.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters} | {"return": int}
    return run


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORD]...",
        help="Words that must all be in the claim or its sources; an id alone selects that claim.",
        callback=_words,
        autocompletion=complete_ids,
    ),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="WHEN",
        help="Use colors: auto, always or never.",
        callback=one_of(("auto", "always", "never")),
    ),
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its ending decides the format.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
Safe = Annotated[bool, typer.Option("--safe", help="Escape cells that a spreadsheet would run as formulas (csv).")]
