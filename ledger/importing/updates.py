"""A table that was exported, corrected and brought back: what was changed in it, against the ledger as it is now.

A row carries the revision of what it was exported from. A cell is changed if it differs from what the same export would
write now. If the record was changed since, nobody can tell whose change a difference is, and the row is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ledger.errors import LedgerError
from ledger.exporters.rows import COMPUTED, OF_RECORDS, as_cell, revision, rows
from ledger.importing.claims import Fault
from ledger.importing.layout import Row
from ledger.importing.rewriting import ChangedRow, Edit, edits_of, is_other_number, is_same, plan_of, typed
from ledger.importing.tables import Table
from ledger.model import FIELDS, Claim, Ledger, Source
from ledger.places import Place
from ledger.recording.fields import OF_CITATION, OF_SOURCE, Revision
from ledger.release import KNOWN, anonymous
from ledger.text import clean, counted, fold, is_blank, listed, shortened

_REVISION = "revision"
_COMPUTED = tuple(name for name in COMPUTED if name not in ("path", "line", _REVISION))
_MASKED = frozenset(("source", *OF_SOURCE, *OF_CITATION))
_LONGEST = 60  # characters of a value in a message
_NEW = "a new claim has no id and no revision: empty both cells"

Groups = Sequence[list[Row]]


class Update(NamedTuple):
    """What a table changes in a ledger."""

    revised: Mapping[Place, Revision]  # records, by their places
    cells: int  # that were changed
    new: tuple[Row, ...]  # rows of new claims
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


class _Exported(NamedTuple):
    """A row of a claim as an export would write it now."""

    cited: int  # the number of the citation; -1 if the claim has none
    cells: Mapping[str, str]
    revision: str
    masked: frozenset[str]  # fields that are not shown, because a source is confidential


class _Found:
    """What was found in the rows so far."""

    def __init__(self, ledger: Ledger, order: str) -> None:
        self.ledger = ledger
        self.order = order
        self.edits: list[Edit] = []
        self.faults: list[Fault] = []
        self.cells = 0  # that were changed
        self.new: list[Row] = []
        self.claims = 0  # that have rows
        self.outdated = 0  # rows that nobody changed, and whose records were changed since
        self.computed: list[str] = []  # cells that are computed, and were changed

    def refuse(self, row: Row, field: str, what: str, value: str = "", fix: str = "") -> None:
        self.faults.append(Fault(row.number, field, what, value, fix))


def update_of(
    table: Table, ledger: Ledger, order: str, *, force: bool, each: Callable[[Groups], Iterable[list[Row]]]
) -> Update:
    """What a table changes in the ledger that it was exported from; `each` may show how far the reading is.

    `order` is that of the numbers in a date such as 3/4/2026. Raises LedgerError if the table has no ids, or, without
    `force`, no revisions.
    """
    columns = _columns(table, force=force)
    found = _Found(ledger, order)
    claims: dict[str, list[Claim]] = {}
    for claim in ledger.claims:
        claims.setdefault(claim.id, []).append(claim)
    groups: dict[object, list[Row]] = {}
    for row in table.rows:
        row = _of_fields(row, columns)
        groups.setdefault(row.cells["id"] or row.number, []).append(row)
    nameless = _by_revision(claims.pop("", [])) if any(isinstance(name, int) for name in groups) else {}
    for group in each(list(groups.values())):
        name, given = group[0].cells["id"], group[0].cells.get(_REVISION, "")
        matched = claims.get(name, []) if name else nameless.get(given, [])
        if len(matched) == 1:
            found.claims += 1
            _compare(matched[0], group, found)
        else:
            _take_as_new(group, matched, found, has_revisions=_REVISION in columns)
    revised, contradictions = plan_of(found.edits)
    notes = [*_notes(found, table, columns), *_notes_on_sources(revised, ledger)]
    faults = sorted((*found.faults, *contradictions))
    return Update(revised, found.cells, tuple(found.new), tuple(faults), tuple(notes))


def _columns(table: Table, *, force: bool) -> dict[str, str]:
    """The heading of each field, and of what is computed. Raises LedgerError."""
    known = {_plain(name): name for name in (*FIELDS, *COMPUTED)}
    columns = {known[_plain(heading)]: heading for heading in table.headings if _plain(heading) in known}
    if "id" not in columns:
        raise LedgerError("the table has no column `id`, by which its rows are matched; write it with ledger export")
    if _REVISION not in columns and not force:
        raise LedgerError(
            "the table has no column `revision`, so an edit cannot be told from a change of the ledger since the"
            " export; --force takes every difference for an edit"
        )
    return columns


def _plain(name: str) -> str:
    return fold(name).replace(" ", "").replace("_", "")


def _of_fields(row: Row, columns: Mapping[str, str]) -> Row:
    """A row with its cells by the names of fields."""
    cells = {name: row.cells.get(heading, "") for name, heading in columns.items()}
    cells |= {name: cells[name].strip() for name in ("id", _REVISION) if name in cells}
    wrong = {name: row.wrong[heading] for name, heading in columns.items() if heading in row.wrong}
    return Row(row.number, cells, row.extra, wrong)


def _by_revision(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims without an id, by the revisions of their rows."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for earlier in {exported.revision for forms in _exported(claim) for exported in forms}:
            found.setdefault(earlier, []).append(claim)
    return found


def _exported(claim: Claim) -> list[list[_Exported]]:
    """The rows of a claim as an export writes them: each as it leaves the desk, and if that differs, as it is there."""
    shown = anonymous(claim)
    forms = [rows([claim])] if shown is claim else [rows([shown]), rows([claim])]
    made: list[list[_Exported]] = []
    for number, row in enumerate(zip(*forms, strict=True)):
        masked: frozenset[str] = frozenset()
        if shown is not claim:
            masked = frozenset(("note", "waive", "retracted") if claim.unfounded else ("note", "waive"))
            if claim.loose_quote or claim.loose_locator or claim.citations[number].source.confidential:
                masked |= _MASKED
        made.append([])
        for form, values in enumerate(row):
            cells = {name: as_cell(value) for name, value in values.items()}
            cited = number if claim.citations else -1
            made[-1].append(_Exported(cited, cells, revision(cells), frozenset() if form else masked))
    return made


def _take_as_new(group: Sequence[Row], matched: Sequence[Claim], found: _Found, *, has_revisions: bool) -> None:
    """Take rows that have no claim for new ones, or say why they cannot be matched."""
    for row in group:
        name, given = row.cells["id"], row.cells.get(_REVISION, "")
        if matched:
            what = "the ledger has several claims with the id '{}'" if name else "the ledger has several such claims"
            found.refuse(row, "id", what, name, "give each an id of its own, and export them again")
        elif given and (owner := _owner(given, found.ledger)):
            found.refuse(row, "id", "the revision is that of '{}'", owner, f"write that id back; {_NEW}")
        elif given:
            what = (
                "the ledger has no claim '{}' any more" if name else "the ledger has no claim of this revision any more"
            )
            found.refuse(row, "id", what, name, _NEW)
        elif name and not has_revisions:
            found.refuse(row, "id", "the ledger has no claim '{}'", name, "a new claim has no id: empty the cell")
        elif any(not is_blank(row.cells.get(field, "")) for field in OF_RECORDS):
            found.new.append(row._replace(cells={field: typed(cell) for field, cell in row.cells.items()}))


def _owner(given: str, ledger: Ledger) -> str:
    """The id of the claim with a row of this revision; "" if there is none."""
    for claim in ledger.claims:
        if claim.id and any(form.revision == given for forms in _exported(claim) for form in forms):
            return claim.id
    return ""


def _compare(claim: Claim, group: Sequence[Row], found: _Found) -> None:
    """Collect what some rows change in their claim, or why they cannot; then they change nothing."""
    pairs = _matched(group, _exported(claim))
    before = len(found.faults)
    if len(group) > max(1, len(claim.citations)):
        for row in group:
            other = next(another.number for another in group if another is not row)
            found.refuse(row, "id", f"the id '{{}}' is that of row {other}, too", claim.id, _NEW)
    elif len(pairs) < len(group):
        for row in group:
            what = "the sources of '{}' are others than at the export"
            found.refuse(row, "source", what, claim.id, "export it again, and make the edit there")
    changed = [change for row, forms in pairs if (change := _changed(row, forms, found))]
    if len(found.faults) == before:
        edits, faults = edits_of(claim, changed, found.ledger, found.order)
        found.faults += faults
        if edits and not faults:
            found.edits += edits
            found.cells += sum(len(change.texts) for change in changed)


def _matched(group: Sequence[Row], exported: list[list[_Exported]]) -> list[tuple[Row, list[_Exported]]]:
    """Which row is which of the claim's, by their revisions, else by the keys of sources, else the only one left."""
    pairs: list[tuple[Row, list[_Exported]]] = []
    left, unmatched = list(exported), list(group)
    rules: list[Callable[[Row, _Exported], bool]] = [
        lambda row, form: row.cells.get(_REVISION, "") == form.revision,
        lambda row, form: row.cells.get("source", "").strip() == form.cells["source"],
        lambda row, form: len(unmatched) == len(left) == 1,
    ]
    for fits in rules:
        for row in list(unmatched):
            forms = next((forms for forms in left if any(fits(row, form) for form in forms)), None)
            if forms:
                pairs.append((row, forms))
                left.remove(forms)
                unmatched.remove(row)
    return pairs


def _changed(row: Row, forms: Sequence[_Exported], found: _Found) -> ChangedRow | None:
    """The fields of a row that differ from its record; None if it is refused, or if nobody changed it."""
    given = row.cells.get(_REVISION, "")
    same = next((form for form in forms if form.revision == given), None)
    form = same or forms[0 if row.cells.get("publisher", "") == KNOWN else -1]
    fields = [name for name in OF_RECORDS if name in row.cells]
    differing = [name for name in fields if not is_same(name, row.cells[name], form.cells[name])]
    if given and not same and differing:
        if len(fields) == len(OF_RECORDS) and revision(row.cells) == given:
            found.outdated += 1
            return None
        for name in differing:
            table, ledger = (shortened(cells[name], _LONGEST) for cells in (row.cells, form.cells))
            what = "changed in the ledger since the export: {}"
            fix = "export it again, and make the edit there"
            found.refuse(row, name, what, f"the table has '{table}', the ledger '{ledger}'", fix)
        return None
    if row.extra:
        found.refuse(row, "", "{} to the right of the last heading", counted(row.extra, "cell"))
    for name in differing:
        if name in form.masked:
            found.refuse(row, name, "masked, because a source is confidential", fix="change it in the ledger itself")
        elif what := row.wrong.get(name, ""):
            found.refuse(row, name, what)
    if "figure" not in differing:
        cells = [name for name in _COMPUTED if is_other_number(row.cells.get(name, ""), form.cells[name])]
        found.computed += [f"`{name}` in row {row.number}" for name in cells if name in row.cells]
    return ChangedRow(row.number, form.cited, {name: typed(row.cells[name]) for name in differing}, form.cells)


def _notes(found: _Found, table: Table, columns: Mapping[str, str]) -> list[str]:
    notes = []
    if unused := [f"'{clean(heading)}'" for heading in table.headings if heading not in columns.values()]:
        notes.append(f"not imported: {shortened(listed(unused))}")
    if found.outdated:
        rows = counted(found.outdated, "row")
        notes.append(f"{rows} as exported, and changed in the ledger since: the ledger's values are kept")
    if found.computed:
        cells = counted(len(found.computed), "changed cell")
        notes.append(f"{cells} left out, such as {found.computed[0]}: computed from other fields; change `figure`")
    if missing := len(found.ledger.claims) - found.claims:
        notes.append(f"{counted(missing, 'claim')} of the ledger without a row kept as they are")
    return notes


def _notes_on_sources(revised: Mapping[Place, Revision], ledger: Ledger) -> list[str]:
    """Which sources change for how many claims."""
    changed: dict[int, Source] = {
        id(declared): declared for declared in ledger.sources.values() if declared.place in revised
    }
    citing = [
        claim for claim in ledger.claims if changed and any(id(cited.source) in changed for cited in claim.citations)
    ]
    notes = []
    for source in changed.values():
        count = sum(any(cited.source is source for cited in claim.citations) for claim in citing)
        fields = revised[source.place]
        names = listed([f"`{name}`" for name in (*fields.values, *fields.removed)])
        notes.append(f"{names} of the source '{source.key}', which {counted(count, 'claim cites', 'claims cite')}")
    return notes
