"""What tests of findings and messages have in common."""

import datetime
import re

import pytest
from conftest import Load

from ledger.errors import LedgerError
from ledger.linter import lint
from ledger.model import Finding, Ledger
from ledger.rules import RULES


def rules_in(output: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: \w+\[([a-z-]+)\]", output, re.MULTILINE)


def only_problem(ledger: Ledger) -> Finding:
    (problem,) = ledger.findings
    return problem


def conflicts(ledger: Ledger) -> list[str]:
    (rule,) = (rule for rule in RULES if rule.name == "conflicting-figures")
    return [f"{finding.id}: {finding.message}" for finding in lint(ledger, [rule], datetime.date(2026, 11, 1)).findings]


def refusal(load: Load, text: str) -> str:
    with pytest.raises(LedgerError) as raised:
        load(text)
    message = str(raised.value)
    assert re.match(r"claims\.yaml:\d+:\d+: error: \S", message)
    return message


def repaired(text: str, message: str) -> str:
    """The text with the proposed line in the place of the faulty one."""
    match = re.search(r"write instead:\n +(\d+) \| (.*)\Z", message)
    assert match, message
    lines = text.split("\n")
    lines[int(match[1]) - 1] = match[2]
    return "\n".join(lines)
