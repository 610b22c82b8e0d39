"""A waiver without effect.

`waive` names rules whose findings in a record an editor has looked at and accepts, best with the reason. It hides
those findings; the claim is no better sourced for it. A waiver that hides nothing has been settled, or is a slip: the
name of no rule, `invalid-record`, which cannot be waived, or `missing-source` without a reason. Only rules that ran
are judged. The names in `check:` of a file are checked, too.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        waive: {undatd: the page carries no date}

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        waive: {undated: the page carries no date}

Fix: remove the rule from `waive`, or correct its name.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence

from ledger.linter import ALWAYS, NEVER_WAIVED, Rule, is_valid, records_with_waivers
from ledger.model import Finding, Ledger, Level
from ledger.text import did_you_mean


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    yield from ()  # what is found depends on what all other rules find


def check_waivers(ledger: Ledger, ran: Sequence[Rule], waived: Sequence[Finding]) -> Iterator[Finding]:
    from ledger.rules import RULES  # all rules, this one among them

    known = [rule.name for rule in RULES]
    yield from _in_settings(ledger, known)
    running = {rule.name for rule in ran}
    used = {(finding.record, finding.rule) for finding in waived}
    for record in records_with_waivers(ledger):
        for waiver in record.waive:
            name = waiver.rule
            if name not in known:
                message, fix = f"no rule is named '{name}'{did_you_mean(name, known)}", "correct the name, or remove it"
            elif name in NEVER_WAIVED:
                message, fix = f"`{name}` cannot be waived", "correct what it finds"
            elif not is_valid(waiver):
                message, fix = f"`{name}` is waived only with a reason", f"write `waive: {{{name}: the reason}}`"
            elif name in running and (record.place, name) not in used:
                message, fix = f"`{name}` finds nothing here that could be waived", "remove it from `waive`"
            else:
                continue
            yield RULE.finding(record, "waive", message, fix)


def _in_settings(ledger: Ledger, known: Collection[str]) -> Iterator[Finding]:
    """What `check:` of a file names that is no rule, or cannot be ignored."""
    for settings in ledger.settings.values():
        named = [("select", name) for name in settings.select] + [("ignore", waiver.rule) for waiver in settings.ignore]
        for setting, name in named:
            if name not in known:
                message, fix = f"no rule is named '{name}'{did_you_mean(name, known)}", "correct the name, or remove it"
            elif setting == "ignore" and name in ALWAYS:
                message, fix = f"`{name}` cannot be ignored", "correct what it finds, or waive it in a record"
            else:
                continue
            place = settings.place.of(setting)
            yield Finding(RULE.name, RULE.level, place, settings.place, "", f"`check: {setting}`: {message}", fix)


RULE = Rule("unused-waiver", Level.WARNING, __doc__, check, check_waivers=check_waivers)
