"""The rows of a table as claims and their sources."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.editing import Addition
from ledger.errors import InvalidValueError, LedgerError
from ledger.exporters.rows import COLUMNS
from ledger.importing.tables import Row, Table
from ledger.loading.fields import checked
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, FIELDS, SOURCE_FIELDS, Citation, Claim, Kind, Ledger, Source
from ledger.naming import Names
from ledger.places import place_in
from ledger.text import clean, counted, did_you_mean, fold, is_blank, is_placeholder, listed, shortened

ORDERS = ("dmy", "mdy")
_OF_SOURCE = tuple(field.name for field in SOURCE_FIELDS)
_OF_CLAIM = tuple(field.name for field in CLAIM_FIELDS if field.name != "source")
_WORDS = tuple(field.name for field in CITATION_FIELDS)
_TIMES = (Kind.DATE, Kind.TIME)
_LISTS = (Kind.NAMES, Kind.WAIVERS)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|\{\{|\}\}")
_BETWEEN_URLS = re.compile(r"[\s,;|]+(?:(?:and|[&/+•·–-])\s+)?(?=<?https?://)", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)", re.ASCII)
_NEW = place_in("the table", 0, 0)


class Plan(NamedTuple):
    """Which column or text each field comes from, and how its dates are read."""

    columns: Mapping[str, str]  # field to heading
    texts: Mapping[str, str]  # field to a text, in which {Heading} stands for the row's cell
    unused: tuple[str, ...]  # headings
    own: bool  # a table that this program exported, whose cells are kept to the letter
    order: str = ""  # of the numbers in 3/4/2026; "" if it is not known


class Fault(NamedTuple):
    """What keeps a row from being imported."""

    row: int
    field: str
    message: str


class Imported(NamedTuple):
    """The claims of a table, with their sources that are new, and what was left out."""

    addition: Addition
    held: int  # rows that are in the ledger already, or are given twice
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


class _Read(NamedTuple):
    """One row as values of fields."""

    number: int
    claim: dict[str, Any]
    citations: list[Citation]


def plan_for(table: Table, mapped: Mapping[str, str], texts: Mapping[str, str], order: str) -> Plan:
    """What is imported of a table: the columns called like a field, those that are mapped, and texts for all rows.

    A field that is mapped to "" is left out.

    Raises LedgerError for a heading or field that does not exist, and if nothing is the claim.
    """
    for name in (*mapped, *texts):
        if name not in FIELDS:
            raise LedgerError(f"'{clean(name)}' is not a field{did_you_mean(name, FIELDS)}")
    left_out = {name for name, heading in mapped.items() if not heading}
    mapped = {name: heading for name, heading in mapped.items() if heading}
    wanted = [*mapped.values(), *(match[1] for text in texts.values() for match in _fields_in(text))]
    for heading in wanted:
        if heading not in table.headings:
            guess = did_you_mean(heading, table.headings)
            raise LedgerError(f"no column is called '{clean(heading)}'{guess}; the table has {_named(table.headings)}")
    both = next((name for name in mapped if name in texts), "")
    if both:
        raise LedgerError(f"both --map and --set give `{both}`; use one of them")
    own = set(COLUMNS) <= set(table.headings)
    known = {_plain(name): name for name in FIELDS}
    columns = {known[_plain(heading)]: heading for heading in table.headings if _plain(heading) in known}
    unmeant = {*texts, *left_out, *(() if own else ("source",))}  # elsewhere, a source is rarely a key
    columns = {name: heading for name, heading in columns.items() if name not in unmeant} | mapped
    if "claim" not in columns and "claim" not in texts:
        raise LedgerError(
            f"no column is the claim; the table has {_named(table.headings)}\n"
            "  name the column with --map claim='HEADING', or make sentences of others:"
            f" --set claim='{{{clean(table.headings[0])}}} …'"
        )
    used = {*columns.values(), *wanted, *(COLUMNS if own else ())}
    return Plan(columns, texts, tuple(name for name in table.headings if name not in used), own, order)


def _fields_in(text: str) -> list[re.Match[str]]:
    return [match for match in _PLACEHOLDER.finditer(text) if match[1] is not None]


def _plain(name: str) -> str:
    return fold(name).replace(" ", "")


def _named(headings: Sequence[str]) -> str:
    return shortened(listed([f"'{clean(heading)}'" for heading in headings]))


def claims_of(rows: Iterable[Row], plan: Plan, ledger: Ledger) -> Imported:
    """The claims of the rows that are not in the ledger yet. Rows with one id are one claim with several sources."""
    faults: list[Fault] = []
    left_out: list[str] = []  # placeholders
    several = 0
    groups: dict[object, list[_Read]] = {}
    for row in rows:
        found, read = _read(row, plan, left_out)
        if read:
            several += len(read.citations) > 1
            groups.setdefault(read.claim.get("id") or row.number, []).append(read)
        faults += found
    collected = _Collected(ledger)
    wrong = {fault.row for fault in faults}
    for group in groups.values():
        if not any(read.number in wrong for read in group):
            faults += collected.add(group)
    notes = []
    if left_out:
        shown = listed([f"'{clean(text)}'" for text in list(dict.fromkeys(left_out))[:3]])
        notes.append(f"{counted(len(left_out), 'placeholder')} such as {shown} left out")
    if several:
        notes.append(
            f"{counted(several, 'row')} with several URLs: each is a source of its own, with the row's other fields"
        )
    addition = Addition(collected.claims, collected.sources)
    return Imported(addition, collected.held, tuple(sorted(faults)), tuple(notes))


def _read(row: Row, plan: Plan, left_out: list[str]) -> tuple[list[Fault], _Read | None]:
    """A row as values, or what is wrong in it."""
    faults = []
    if row.extra:
        faults.append(Fault(row.number, "", f"{counted(row.extra, 'cell')} to the right of the last heading"))
    values: dict[str, Any] = {}
    given = {name: row.cells.get(heading, "") for name, heading in plan.columns.items()}
    for name, template in plan.texts.items():
        empty = [match[1] for match in _fields_in(template) if _is_empty(row.cells.get(match[1], ""))]
        if empty:
            faults.append(Fault(row.number, name, f"the cell '{clean(empty[0])}', which it is made of, is empty"))
        given[name] = "" if empty else _filled(template, row)
    for name, cell in given.items():
        text = cell if plan.own else cell.strip()
        if is_blank(text):
            continue
        if is_placeholder(text):
            left_out.append(text)
            continue
        try:
            values[name] = _value(name, text, plan)
        except InvalidValueError as fault:
            faults.append(Fault(row.number, plan.columns.get(name, name), str(fault)))
    if not values.get("claim") and not any(fault.field == "claim" for fault in faults):
        faults.append(Fault(row.number, plan.columns.get("claim", "claim"), "the claim is missing"))
    if faults:
        return faults, None
    claim = {name: values[name] for name in _OF_CLAIM if name in values}
    words = [values.get(name, "") for name in _WORDS]
    return [], _Read(row.number, claim, [Citation(source, *words) for source in _sources(values)])


def _is_empty(cell: str) -> bool:
    return is_blank(cell) or is_placeholder(cell)


def _filled(template: str, row: Row) -> str:
    """A text with the row's cells; `{{` stands for a brace."""

    def cell(match: re.Match[str]) -> str:
        return match[0][0] if match[1] is None else " ".join(row.cells[match[1]].split())

    return _PLACEHOLDER.sub(cell, template)


def _value(name: str, text: str, plan: Plan) -> Any:
    """The value of a field. Raises InvalidValueError."""
    field = FIELDS[name]
    if name == "source":
        return str(checked(FIELDS["id"], text))
    if field.kind in _TIMES:
        return checked(field, _date(text, plan.order))
    if field.kind in _LISTS:
        names = [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\); ?", text)]
        return checked(field, [part if plan.own else part.strip() for part in names])
    if field.kind is Kind.URL and name == "url":
        urls = (url.strip() for url in _BETWEEN_URLS.split(text))
        return tuple(checked(field, url[1:-1] if url[:1] + url[-1:] == "<>" else url) for url in urls)
    return checked(field, text)


def _date(text: str, order: str) -> str:
    """A date of a table as a ledger writes it. Raises InvalidValueError if it may mean two or fits no order."""
    text = text.strip()
    slashed = _SLASHED.fullmatch(text)
    if not slashed:
        return next(iter(dates.readings(text)), text)
    first, second, year = int(slashed[1]), int(slashed[2]), dates.full_year(slashed[3])
    meant = dates.readings(f"{first}/{second}/{year}")
    if not meant:
        return text
    by_order = {"dmy": f"{year}-{second:02}-{first:02}", "mdy": f"{year}-{first:02}-{second:02}"}
    fitting = {name: date for name, date in by_order.items() if date in meant}
    if order and order not in fitting:
        raise InvalidValueError(
            f"'{{}}' does not fit --date-order {order}", "correct it, or choose the other order", text
        )
    if order:
        return fitting[order]
    if len(meant) == 2 or len(slashed[3]) == 2:
        said = ", ".join(f"{name} {date}" for name, date in fitting.items()).replace(" ", " reads ", 1)
        raise InvalidValueError("'{}' is ambiguous", f"--date-order {said}", text)
    return meant[0]


def _sources(values: Mapping[str, Any]) -> list[Source]:
    """The sources of a row: one, or one for each of several URLs."""
    own = {name: values[name] for name in _OF_SOURCE if values.get(name) and name != "url"}
    found = values.get("url") or ("",)
    key = values.get("source", "")
    if not (own or key or found[0]):
        return []
    return [Source(**own, url=url, key=key if len(found) == 1 else "") for url in found]


class _Collected:
    """The claims and sources that are new to a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = Names(ledger)
        self._by_id = {claim.id: claim for claim in ledger.claims if claim.id}
        self._held = {replace(claim, id="") for claim in ledger.claims}
        self._new_ids: set[str] = set()
        self._declared: dict[Source, Source] = {}  # of several in a claim, by their content
        self.sources: list[Source] = []
        self._by_key: dict[str, Source] = {}
        self.claims: list[Claim] = []
        self.held = 0

    def add(self, group: Sequence[_Read]) -> list[Fault]:
        """Add the claim of some rows, or say what is wrong with it."""
        first, *others = group
        for other in others:
            differing = [name for name in _OF_CLAIM if other.claim.get(name) != first.claim.get(name)]
            if differing:
                message = (
                    f"the id '{first.claim['id']}' is that of row {first.number}, but {_fields(differing)} differs"
                )
                return [Fault(other.number, "id", message)]
        citations = list(dict.fromkeys(citation for read in group for citation in read.citations))
        claim = self._claim(first.claim, citations)
        own = first.claim.get("id", "")
        if own in self._by_id and own:
            if self._by_id[own] == claim:
                self.held += len(group)
                return []
            differing = _differing(self._by_id[own], claim)
            return [Fault(first.number, "id", f"'{own}' is in the ledger, but {_fields(differing)} differs")]
        if not own and claim in self._held:
            self.held += 1
            return []
        if own in self._ledger.sources and own:
            return [Fault(first.number, "id", f"'{own}' is the key of a source")]
        for citation in citations:
            key = citation.source.key
            known = self._ledger.sources.get(key) or self._by_key.get(key)
            if known and known != citation.source and replace(citation.source, key="") != Source():
                return [Fault(first.number, "source", f"'{key}' is declared, but with other fields")]
        self._keep(own, claim, citations)
        return []

    def _claim(self, fields: Mapping[str, Any], citations: Sequence[Citation]) -> Claim:
        if len(citations) > 1 and len({(one.quote, one.locator) for one in citations}) == 1:
            quote, locator = citations[0].quote, citations[0].locator  # it is not known whose they are
            plain = tuple(Citation(one.source) for one in citations)
            return Claim(**fields, citations=plain, loose_quote=quote, loose_locator=locator, place=_NEW)
        return Claim(**fields, citations=tuple(citations), place=_NEW)

    def _keep(self, own: str, claim: Claim, citations: Sequence[Citation]) -> None:
        if own:
            self._names.take(own)
        else:
            self._held.add(claim)
            claim = replace(claim, id=self._names.claim(claim))
        kept = []
        for citation in claim.citations:
            source = citation.source
            if source.key or len(claim.citations) > 1:
                source = self._keyed(source)
            kept.append(Citation(source, citation.quote, citation.locator))
        self.claims.append(replace(claim, citations=tuple(kept)))

    def _keyed(self, source: Source) -> Source:
        """The declared source of this key or content; a new one is declared."""
        known = self._ledger.sources.get(source.key) or self._by_key.get(source.key) or self._declared.get(source)
        if known:
            return known
        made = source if source.key else replace(source, key=self._names.source(source))
        self._names.take(made.key)
        self._by_key[made.key] = self._declared[made] = made
        self.sources.append(made)
        return made


def _differing(one: Claim, other: Claim) -> list[str]:
    names = [field.name for field in CLAIM_FIELDS if field.name != "source"]
    found = [name for name in names if getattr(one, name) != getattr(other, name)]
    return found or ["source"]


def _fields(names: Sequence[str]) -> str:
    return listed(f"`{name}`" for name in names)
