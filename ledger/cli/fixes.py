"""`ledger check --fix` and `--add-waivers`: write what can be written without a doubt, or what an editor accepts."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ledger import urls
from ledger.cli.bulk import carry_out, records_of
from ledger.cli.output import note
from ledger.linter import ALWAYS
from ledger.model import Finding, Ledger, Waiver
from ledger.naming import proposed_ids
from ledger.places import Place
from ledger.recording.fields import Revision
from ledger.recording.proposals import publishers_of_hosts
from ledger.text import clean, counted, listed

Plan = dict[Place, dict[str, Any]]  # values of fields, by the place of the claim or declared source
_PLURALS = {"id": "ids", "date": "dates", "publisher": "publishers", "waive": "waivers"}
_SINGULARS = {"waive": "waiver"}


def proofs(ledger: Ledger, findings: Sequence[Finding]) -> Plan:
    """What is missing and can be told: proposed ids, the date in a URL, the publisher of all other pages of a host."""
    found: dict[str, set[Place]] = {}
    for finding in findings:
        found.setdefault(finding.rule, set()).add(finding.record)
    plan: Plan = {}
    if wanted := found.get("missing-id"):
        plan = {place: {"id": name} for place, name in proposed_ids(ledger).items() if place in wanted}
    undated = found.get("undated", set())
    nameless = found.get("incomplete-source", set()) | found.get("missing-source", set())
    hosts = publishers_of_hosts(ledger) if nameless else {}
    for source, record in ledger.documents():
        values: dict[str, str] = {}
        if record.place in undated and not source.date and (date := urls.stated_date(source.url)):
            values["date"] = date
        publisher = hosts.get(urls.host(urls.original(source.url)), "") if source.url else ""
        if record.place in nameless and not source.who and publisher:
            values["publisher"] = publisher
        if values:
            plan.setdefault(record.place, {}).update(values)
    return plan


def acceptances(ledger: Ledger, findings: Sequence[Finding], reason: str) -> Plan:
    """Waivers, with a reason, of these findings: of all that a file may turn off."""
    accepted: dict[Place, dict[str, None]] = {}
    for finding in findings:
        if finding.rule not in ALWAYS:
            accepted.setdefault(finding.record, {})[finding.rule] = None
    return {
        record.place: {"waive": (*record.waive, *(Waiver(rule, reason) for rule in accepted[record.place]))}
        for record in records_of(ledger)
        if record.place in accepted
    }


def write_down(ledger: Ledger, plan: Mapping[Place, Mapping[str, Any]], *, dry_run: bool) -> bool:
    """Write what was found, or print what would change; return whether anything did.

    Raises LedgerError if a file cannot be written.
    """
    made = False
    for file, revised in carry_out(
        ledger, {place: Revision(values) for place, values in plan.items()}, dry_run=dry_run
    ):
        note(f"{clean(file)}: wrote {_said([claim.values for claim in revised])}")
        made = True
    return made


def _said(plans: Collection[Mapping[str, Any]]) -> str:
    """`3 ids and 1 date`."""
    counts = Counter(name for values in plans for name in values)
    return listed([counted(number, _SINGULARS.get(name, name), _PLURALS[name]) for name, number in counts.items()])
