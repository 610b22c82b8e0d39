"""The rows of a table as claims and their sources."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.editing import Addition
from ledger.errors import InvalidValueError, LedgerError
from ledger.exporters.rows import COLUMNS, TABLE_COLUMNS
from ledger.fields import Kind
from ledger.importing.layout import Row
from ledger.importing.tables import Table
from ledger.loading.fields import checked
from ledger.model import FIELDS, Citation, Claim, Ledger, Source
from ledger.placeholders import is_placeholder
from ledger.places import place_in
from ledger.recording.fields import OF_CITATION, OF_CLAIM, OF_SOURCE
from ledger.recording.recorder import Recorder
from ledger.text import clean, counted, did_you_mean, fold, is_blank, listed, shortened

ORDERS = ("dmy", "mdy")
_TIMES = (Kind.DATE, Kind.TIME)
_LISTS = (Kind.NAMES, Kind.WAIVERS)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|\{\{|\}\}")
_URL = re.compile("<?https?://", re.IGNORECASE)
_BETWEEN_URLS = " \t\r\n\f\v\xa0,;|"
_JOINING = ("and", *"&/+•·–-")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)", re.ASCII)


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
    what: str  # with {} for the value; the same in faults of one kind
    value: str = ""
    fix: str = ""

    @property
    def message(self) -> str:
        """What is wrong, and how to fix it."""
        return self.what.replace("{}", self.value, 1) + (f"; {self.fix}" if self.fix else "")


class ImportResult(NamedTuple):
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
            f"no column holds the claim; the table has {_named(table.headings)}\n"
            "  name the column with --map claim='HEADING', or make sentences of others:"
            f" --set claim='{{{clean(table.headings[0])}}} …'"
        )
    used = {*columns.values(), *wanted, *(TABLE_COLUMNS if own else ())}
    return Plan(columns, texts, tuple(name for name in table.headings if name not in used), own, order)


def _fields_in(text: str) -> list[re.Match[str]]:
    return [match for match in _PLACEHOLDER.finditer(text) if match[1] is not None]


def _plain(name: str) -> str:
    return fold(name).replace(" ", "")


def _named(headings: Sequence[str]) -> str:
    return shortened(listed([f"'{clean(heading)}'" for heading in headings]))


def claims_of(rows: Iterable[Row], plan: Plan, ledger: Ledger) -> ImportResult:
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
    notes += [_page_note(key, rows, cited=cited) for (key, cited), rows in collected.pages.items()]
    return ImportResult(collected.addition, collected.held, tuple(sorted(faults)), tuple(notes))


def _page_note(key: str, rows: Sequence[int], *, cited: bool) -> str:
    whose = f"row {rows[0]}" if len(rows) == 1 else f"{len(rows):,} rows, the first of them row {rows[0]},"
    then = ", which is cited" if cited else ", but other fields differ; the source is written in the claim"
    return f"the URL of {whose} is that of the source '{key}'{then}"


def _read(row: Row, plan: Plan, left_out: list[str]) -> tuple[list[Fault], _Read | None]:
    """A row as values, or what is wrong in it."""
    faults = []
    if not plan.own and (what := row.wrong.get("")):
        return [Fault(row.number, "", what)], None
    if row.extra:
        faults.append(Fault(row.number, "", "{} to the right of the last heading", counted(row.extra, "cell")))
    values: dict[str, Any] = {}
    given = {name: row.cells.get(heading, "") for name, heading in plan.columns.items()}
    for name, template in plan.texts.items():
        needed = [match[1] for match in _fields_in(template) if match[1] not in row.wrong]
        empty = [heading for heading in needed if _is_empty(row.cells.get(heading, ""))]
        if empty:
            faults.append(Fault(row.number, name, "needs the cell '{}', which is empty", clean(empty[0])))
        if bad := next((match[1] for match in _fields_in(template) if match[1] in row.wrong), ""):
            faults.append(Fault(row.number, name, row.wrong[bad]))
        given[name] = "" if empty or bad else _filled(template, row)
    for name, cell in given.items():
        heading = plan.columns.get(name, "")
        if heading and (what := row.wrong.get(heading)):
            faults.append(Fault(row.number, heading, what))
            continue
        text = cell if plan.own else unescape(cell.strip())
        if is_blank(text):
            continue
        if is_placeholder(text):
            left_out.append(text)
            continue
        try:
            values[name] = value_of(name, text, plan.order, own=plan.own)
        except InvalidValueError as fault:
            faults.append(Fault(row.number, plan.columns.get(name, name), fault.what, fault.value, fault.fix))
    if not values.get("claim") and not any(fault.field == "claim" for fault in faults):
        faults.append(Fault(row.number, plan.columns.get("claim", "claim"), "the claim is missing"))
    if faults:
        return faults, None
    claim = {name: values[name] for name in OF_CLAIM if name in values}
    words = [values.get(name, "") for name in OF_CITATION]
    return [], _Read(row.number, claim, [Citation(source, *words) for source in _sources(values)])


def _is_empty(cell: str) -> bool:
    return is_blank(cell) or is_placeholder(cell)


def _filled(template: str, row: Row) -> str:
    """A text with the row's cells; `{{` stands for a brace."""

    def cell(match: re.Match[str]) -> str:
        return match[0][0] if match[1] is None else " ".join(row.cells[match[1]].split())

    return _PLACEHOLDER.sub(cell, template)


def value_of(name: str, text: str, order: str, *, own: bool) -> Any:
    """The value of a field; several for `url`. The text of an `own` table is kept to the letter.

    Raises InvalidValueError.
    """
    field = FIELDS[name]
    if name == "source":
        return str(checked(FIELDS["id"], text))
    if field.kind in _TIMES:
        return checked(field, _date(text, order))
    if field.kind in _LISTS:
        names = [re.sub(r"\\(.)", r"\1", part) for part in re.split(r"(?<!\\); ?", text)]
        return checked(field, [part if own else part.strip() for part in names])
    if field.kind is Kind.URL and name == "url":
        urls = map(str.strip, _urls_in(text))
        return tuple(checked(field, url[1:-1] if url[:1] + url[-1:] == "<>" else url) for url in urls)
    return checked(field, text)


def _urls_in(text: str) -> Iterator[str]:
    """The URLs of a cell, however they are parted: by spaces, commas, semicolons, bars, and words such as `and`."""
    begin = 0
    for found in _URL.finditer(text):
        end = found.start()
        while end > begin and text[end - 1] in _BETWEEN_URLS:
            end -= 1
        if end == found.start() or end == begin:
            continue  # within a URL, or at the beginning
        for word in _JOINING:
            before = end - len(word)
            if before > begin and text[before:end].casefold() == word and text[before - 1] in _BETWEEN_URLS:
                end = before
                break
        yield text[begin:end].rstrip(_BETWEEN_URLS)
        begin = found.start()
    yield text[begin:]


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
    own = {name: values[name] for name in OF_SOURCE if values.get(name) and name != "url"}
    found = values.get("url") or ("",)
    key = values.get("source", "")
    if not (own or key or found[0]):
        return []
    return [Source(**own, url=url, key=key if len(found) == 1 else "") for url in found]


class _Collected:
    """The claims and sources that are new to a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._recorder = Recorder(ledger)
        self._by_id = {claim.id: claim for claim in ledger.claims if claim.id}
        self._held = {replace(claim, id="", checked=None) for claim in ledger.claims}
        self.held = 0
        self.pages: dict[tuple[str, bool], list[int]] = {}  # rows with the URL of a source, by its key; cited or not

    @property
    def addition(self) -> Addition:
        """What is new."""
        return self._recorder.addition

    def add(self, group: Sequence[_Read]) -> list[Fault]:
        """Add the claim of some rows, or say what is wrong with it."""
        first, *others = group
        own = first.claim.get("id", "")
        for other in others:
            if names := [name for name in OF_CLAIM if other.claim.get(name) != first.claim.get(name)]:
                what = f"the id '{{}}' is that of row {first.number}, but {_fields(names)} differs"
                return [Fault(other.number, "id", what, own)]
        found = {citation: self._recorder.find(citation.source) for read in group for citation in read.citations}
        for citation, one in found.items():
            if not one.source:
                what = "'{}' is declared, but with other fields" if one.known else "undeclared source '{}'"
                return [Fault(first.number, "source", what, citation.source.key)]
        claim = _claim(first, [replace(cited, source=one.source) for cited, one in found.items() if one.source])
        if own and own in self._by_id:
            known = replace(self._by_id[own], checked=None)  # a table says nothing of who checked a claim
            if known == claim:
                self.held += len(group)
                return []
            what = f"'{{}}' is in the ledger, but {_fields(_differing(known, claim))} differs"
            return [Fault(first.number, "id", what, own)]
        if not own and claim in self._held:
            self.held += 1
            return []
        if own and own in self._ledger.sources:
            return [Fault(first.number, "id", "'{}' is the key of a source", own)]
        for citation, one in found.items():
            if one.known and one.known.key and not citation.source.key:
                self.pages.setdefault((one.known.key, not one.differing), []).append(first.number)
        self._keep(claim)
        return []

    def _keep(self, claim: Claim) -> None:
        if not claim.id:
            self._held.add(claim)
        cited = [
            replace(citation, source=self._recorder.declare(citation.source))
            if citation.source.key or len(claim.citations) > 1
            else citation
            for citation in claim.citations
        ]
        self._recorder.add(replace(claim, citations=tuple(cited)))


def _claim(row: _Read, citations: Sequence[Citation]) -> Claim:
    place = place_in("the table", row.number, 1)
    if len(citations) > 1 and len({(cited.quote, cited.locator) for cited in citations}) == 1:
        quote, locator = citations[0].quote, citations[0].locator  # it is not known whose they are
        plain = tuple(Citation(cited.source) for cited in citations)
        return Claim(**row.claim, citations=plain, loose_quote=quote, loose_locator=locator, place=place)
    return Claim(**row.claim, citations=tuple(citations), place=place)


def _differing(one: Claim, other: Claim) -> list[str]:
    return [name for name in OF_CLAIM if getattr(one, name) != getattr(other, name)] or ["source"]


def _fields(names: Sequence[str]) -> str:
    return listed(f"`{name}`" for name in names)
