"""More than the first syntax error of a file: after each, the reader starts again at the next record."""

import re

from ledger.errors import LedgerError
from ledger.loading.reader import entries
from ledger.loading.syntax_errors import LedgerSyntaxError

_MOST = 10  # errors of one file that are reported
_SECTION = re.compile(r"(claims|sources|companies|heading)[ \t]*:")


def all_faults(path: str, text: str, first: LedgerSyntaxError) -> LedgerError:
    """One error that tells of the first fault in a file and of those in later records."""
    found = [first]
    lines = text.split("\n")
    while len(found) < _MOST and (rest := _from_next_record(lines, found[-1].line)):
        if not (fault := _fault_in(path, rest)):
            break
        found.append(fault)
    return LedgerError("\n".join([first.message, *map(str, found[1:])]), first.place)


def _fault_in(path: str, text: str) -> LedgerSyntaxError | None:
    try:
        for _ in entries(path, text):
            pass
    except LedgerSyntaxError as fault:
        return fault
    return None


def _from_next_record(lines: list[str], failed: int) -> str:
    """The text from the first record or section after a line, with each line where it was; "" if there is none.

    Before a record stands the name of its section, on the line above.
    """
    header = next((at for at in range(min(failed, len(lines) - 1), -1, -1) if _SECTION.match(lines[at])), None)
    record = _record_like(lines, header) if header is not None else None
    for at in range(failed + 1, len(lines)):
        if _SECTION.match(lines[at]):
            return "\n" * at + "\n".join(lines[at:])
        if header is not None and record and record.match(lines[at]):
            name = lines[header].partition(":")[0]
            return "\n" * (at - 1) + f"{name}:\n" + "\n".join(lines[at:])
    return ""


def _record_like(lines: list[str], header: int) -> re.Pattern[str] | None:
    """What the first line of a record looks like in the section that begins on a line: like that of its first one."""
    for line in lines[header + 1 :]:
        if line.strip() and not line.lstrip().startswith("#"):
            indent = len(line) - len(line.lstrip(" "))
            listed = line.lstrip(" ").startswith("-")
            return re.compile(" " * indent + (r"-(?: |$)" if listed else r"[^\s#-][^:]*:"))
    return None
