"""Changed cells of a claim's rows as edits of its record, and of the sources that it cites."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from msgspec.structs import replace

from ledger import dates
from ledger.errors import InvalidValueError
from ledger.exporters.csv_rows import without_mark
from ledger.exporters.rows import as_kept
from ledger.fields import Kind
from ledger.importing.claims import Fault, value_of
from ledger.model import FIELDS, Citation, Claim, Ledger, Source
from ledger.placeholders import is_placeholder
from ledger.places import Place
from ledger.recording.fields import OF_CITATION, OF_SOURCE, Revision
from ledger.text import did_you_mean, is_blank, shortened

_LONGEST = 60  # characters of a value in a message
_CITES = ("source", *OF_CITATION)


class ChangedRow(NamedTuple):
    """The fields of a row that somebody changed, as text; "" for one that was emptied."""

    row: int
    cited: int  # the number of the citation; -1 if the claim has none
    texts: Mapping[str, str]
    before: Mapping[str, str]  # all cells of the row


class Edit(NamedTuple):
    """A new value of a field of a record; None to remove the field."""

    row: int
    place: Place
    name: str
    value: Any


def typed(cell: str) -> str:
    """What a person typed into a cell."""
    return without_mark(cell).strip()


def is_same(name: str, cell: str, current: str) -> bool:
    """Whether a cell says what the ledger says, as far as spreadsheets keep it."""
    if cell == current or as_kept(cell) == as_kept(current):
        return True
    text = as_kept(typed(cell))
    if text == as_kept(current).strip():
        return True
    kind = FIELDS[name].kind if name != "source" else Kind.ID
    if kind is Kind.FLAG:
        return text.casefold() in ((current,) if current else ("", "false", "no"))
    return kind in (Kind.DATE, Kind.TIME) and current in dates.readings(text)


def is_other_number(cell: str, current: str) -> bool:
    """Whether a computed cell was changed to something else than a spreadsheet makes of it."""
    if typed(cell) == current:
        return False
    try:
        given, exact = Decimal(typed(cell)), Decimal(current)
    except InvalidOperation:
        return True
    return abs(given - exact) > abs(exact) / 1000  # 8.52E+11


def edits_of(claim: Claim, rows: Sequence[ChangedRow], ledger: Ledger, order: str) -> tuple[list[Edit], list[Fault]]:
    """The edits that some rows of a claim are, or what is wrong in them."""
    edits: list[Edit] = []
    faults: list[Fault] = []
    for row in rows:
        source = claim.citations[row.cited].source if row.cited >= 0 else None
        for name, text in row.texts.items():
            if name in _CITES or (name in OF_SOURCE and "source" in row.texts):
                continue
            record = source if name in OF_SOURCE and source and source.key else claim
            try:
                edits += _edit(row.row, record, name, text, order)
            except InvalidValueError as fault:
                faults.append(Fault(row.row, name, fault.what, fault.value, fault.fix))
    if any(name in row.texts for row in rows for name in _CITES):
        try:
            edits += _edits_of_citations(claim, rows, ledger)
        except _RefusedError as error:
            faults.append(error.fault)
    return edits, faults


def _edit(row: int, record: Claim | Source, name: str, text: str, order: str) -> list[Edit]:
    """The edit that gives a field a value or removes it; none if that changes nothing. Raises InvalidValueError."""
    value = None if is_blank(text) else _value(name, text, order)
    if value is False or (value is None and FIELDS[name].choices):
        value = None
        if not record.place.has(name):
            return []  # that is the default
    if value is None and name == "claim":
        raise InvalidValueError("the claim is missing", "write it back; to withdraw it, write why into `retracted`")
    if value is None and not record.place.has(name):
        raise InvalidValueError("it is not written in the record", "change it in the ledger itself")
    return [Edit(row, record.place, name, value)]


def _value(name: str, text: str, order: str) -> Any:
    """The value of a field. Raises InvalidValueError."""
    if is_placeholder(text):
        raise InvalidValueError("'{}' is a placeholder", "write the real value, or empty the cell", text)
    value = value_of(name, text, order, own=True)
    if name != "url":
        return value
    if len(value) > 1:
        raise InvalidValueError("several URLs in one cell", "write one; another source has a row of its own")
    return value[0]


class _RefusedError(Exception):
    """A row that cannot be carried over."""

    def __init__(self, row: int, field: str, what: str, value: str = "", fix: str = "") -> None:
        self.fault = Fault(row, field, what, value, fix)
        super().__init__(what)


def _edits_of_citations(claim: Claim, rows: Sequence[ChangedRow], ledger: Ledger) -> list[Edit]:
    """The edits that change which sources a claim cites, and with which words. Raises _RefusedError."""
    edits: list[Edit] = []
    cited: list[Citation | None] = [_without_words(claim, citation) for citation in claim.citations]
    before = list(cited)
    for row in rows:
        words = {name: row.texts[name] for name in OF_CITATION if name in row.texts}
        if words and not _has_own_words(claim, row.cited):
            for name, text in words.items():
                edits.append(Edit(row.row, claim.place, name, text or None))
        elif words and (citation := cited[row.cited]):
            cited[row.cited] = replace(citation, **words)
        if "source" in row.texts:
            source = _source(row, ledger)
            if row.cited < 0:
                cited.append(Citation(source) if source else None)
            elif source is None:
                cited[row.cited] = None
            else:
                cited[row.cited] = replace(cited[row.cited] or Citation(source), source=source)
    if cited != before or [_key(citation) for citation in cited] != [_key(citation) for citation in before]:
        first = next(row.row for row in rows if any(name in row.texts for name in _CITES))
        left = [citation for citation in cited if citation]
        keys = [citation.source.key for citation in left]
        if twice := next((key for key in keys if keys.count(key) > 1), ""):
            raise _RefusedError(first, "source", "the claim '{}' would cite a source twice", claim.id, f"see '{twice}'")
        with_words = any(citation.quote or citation.locator for citation in left)
        value = tuple(left) if with_words else tuple(keys)
        edits.append(Edit(first, claim.place, "source", value or None))
        written = [name for name in OF_SOURCE if claim.place.has(name)]
        edits += [Edit(first, claim.place, name, None) for name in written]  # they are the declared source's now
    return edits


def _key(citation: Citation | None) -> str | None:
    return citation.source.key if citation else None


def _has_own_words(claim: Claim, cited: int) -> bool:
    """Whether the words of a citation are, or are to be, written in it, not beside it in the claim."""
    if cited < 0 or not claim.citations[cited].source.key or any(map(claim.place.has, OF_CITATION)):
        return False
    citation = claim.citations[cited]
    return len(claim.citations) > 1 or bool(citation.quote or citation.locator)


def _without_words(claim: Claim, citation: Citation) -> Citation:
    """A citation with the words that are written in it."""
    beside = any(map(claim.place.has, OF_CITATION))
    return Citation(citation.source) if beside else citation


def _source(row: ChangedRow, ledger: Ledger) -> Source | None:
    """The source that a row cites now; None if it cites none any more. Raises _RefusedError."""
    key = row.texts["source"]
    fields = {name: text for name, text in row.texts.items() if name in OF_SOURCE}
    if not key:
        kept = [name for name in OF_SOURCE if name != "type" and row.before[name] and name not in fields]
        if kept or any(fields.values()):
            fix = "write the key back, or empty those cells too"
            raise _RefusedError(row.row, "source", "the source has no key any more, but other cells", fix=fix)
        return None
    source = ledger.sources.get(key)
    if source is None:
        guess = did_you_mean(key, ledger.sources)
        raise _RefusedError(row.row, "source", "undeclared source '{}'", key, f"declare it in the ledger first{guess}")
    written = {} if row.before["source"] else {name: row.before[name] for name in OF_SOURCE if name != "type"}
    for name, text in (written | fields).items():
        if text and text != _cell(source, name):
            what = "not that of the source '{}', which the row now cites"
            fix = f"empty the cell; to change that source, change `{name}` in a row that cites it already"
            raise _RefusedError(row.row, name, what, key, fix)
    return source


def _cell(source: Source, name: str) -> str:
    value = getattr(source, name)
    return "; ".join(value) if isinstance(value, tuple) else ("true" if value is True else str(value or ""))


def plan_of(edits: Iterable[Edit]) -> tuple[dict[Place, Revision], list[Fault]]:
    """What becomes of each record; where edits contradict one another, a fault and nothing else."""
    given: dict[tuple[Place, str], Edit] = {}
    contradicted: set[tuple[Place, str]] = set()
    faults: list[Fault] = []
    for edit in edits:
        field = edit.place, edit.name
        first = given.setdefault(field, edit)
        if first.value != edit.value:
            contradicted.add(field)
            what = f"row {first.row} has another value for the same record, '{{}}'"
            faults.append(Fault(edit.row, edit.name, what, _shown(first.value), "write the same in both"))
    values: dict[Place, dict[str, Any]] = {}
    removed: dict[Place, list[str]] = {}
    for (place, name), edit in given.items():
        if (place, name) in contradicted:
            continue
        if edit.value is None:
            removed.setdefault(place, []).append(name)
        else:
            values.setdefault(place, {})[name] = edit.value
    places = dict.fromkeys((*values, *removed))
    return {place: Revision(values.get(place, {}), removed.get(place, [])) for place in places}, faults


def _shown(value: Any) -> str:
    texts = value if isinstance(value, tuple) else (value or "",)
    return shortened("; ".join(map(str, texts)), _LONGEST)
