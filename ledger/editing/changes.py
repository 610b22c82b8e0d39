"""Change, add and remove fields of a record in the text of a ledger file."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ledger.editing.insertion import Edit
from ledger.editing.records import Value, field_lines, flow_value
from ledger.errors import LedgerError
from ledger.loading.extent import FieldSpan, RecordSpan, line_start
from ledger.loading.extent import record as record_at
from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, OF_DECLARED, SOURCE_FIELDS, Claim, Source
from ledger.text import clean

# The order in which the fields of a claim and of a declared source are written.
_OF_CLAIM = [field.name for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)]
_OF_SOURCE = [*(field.name for field in SOURCE_FIELDS), *OF_DECLARED]


def field_edits(
    text: str, record: Claim | Source, values: Mapping[str, Value], removed: Iterable[str] = ()
) -> list[Edit]:
    """The edits that give fields of a claim or a declared source new values, and remove others.

    Raises LedgerError for a record in a list or mapping in flow style, and if no field would be left.
    """
    found = span_of(text, record)
    place = record.place
    present = {field.name for field in found.fields}
    removed = [name for name in dict.fromkeys(removed) if name in present]
    if present <= set(removed) and not values:
        raise LedgerError(f"{clean(place.path)}:{place.line}: no field would be left; remove the record by hand")
    edits = [_replaced(text, found, field, values[field.name]) for field in found.fields if field.name in values]
    gone = [number for number, field in enumerate(found.fields) if field.name in removed]
    edits += _taken_out(found, gone) if found.braces else [_removed(text, found, number) for number in gone]
    order = _OF_SOURCE if isinstance(record, Source) else _OF_CLAIM
    added = sorted((name for name in values if name not in present), key=order.index)
    return sorted(edits + _added(text, found, {name: values[name] for name in added}, order))


def removal(text: str, claim: Claim) -> Edit:
    """The edit that removes a claim, and one of the blank lines around it.

    Raises LedgerError for a claim in a list in flow style.
    """
    extent = span_of(text, claim).extent
    start, end = extent.start, extent.end
    if blank := re.compile(r"[ \t]*\r?\n").match(text, end):
        end = blank.end()
    elif end == len(text) and (above := re.compile(r"\n([ \t]*\r?\n)\Z").search(text[:start])):
        start = above.start(1)
    return Edit(start, end, "")


def _replaced(text: str, found: RecordSpan, field: FieldSpan, value: Value) -> Edit:
    if found.braces:
        return Edit(
            field.start, field.end, f" {flow_value(value)}" if field.start == field.colon else flow_value(value)
        )
    same_line = "\n" not in text[field.colon : field.start]
    start = field.start if same_line and field.start > field.colon else field.colon
    lead = "" if start == field.start and start > field.colon else " "
    first, *others = field_lines(field.name, value)
    rest = text[field.end : _line_end(text, field.end)].strip()
    if others and rest:  # a comment: the value stays on its line
        return Edit(start, field.end, lead + flow_value(value))
    indent = " " * (found.extent.fields)
    lines = [first.partition(": ")[2], *(f"{indent}{line}" if line else "" for line in others)]
    if not lines[0]:
        start, lead = field.colon, ""
    return Edit(start, field.end, lead + "\n".join(lines))


def _taken_out(found: RecordSpan, gone: Sequence[int]) -> list[Edit]:
    """The edits that remove fields between braces, each with the comma that parts it from the next one."""
    fields = found.fields
    last = max((number for number in range(len(fields)) if number not in gone), default=-1)
    edits = [Edit(fields[number].key, fields[number + 1].key, "") for number in gone if number < last]
    if last + 1 < len(fields):  # with the comma before them
        edits.append(Edit(fields[last].end if last >= 0 else fields[0].key, fields[-1].end, ""))
    return edits


def _removed(text: str, found: RecordSpan, number: int) -> Edit:
    field = found.fields[number]
    others = found.fields
    end = _line_end(text, field.end)
    line = text.rfind("\n", 0, field.key) + 1
    if not text[line : field.key].strip():
        return Edit(line, min(end + 1, len(text)), "")
    following = others[number + 1].key if number + 1 < len(others) else end
    if not text[end:following].strip():  # the next field takes its place beside the dash
        return Edit(field.key, following, "")
    return Edit(text.rfind("-", line, field.key) + 1, end - text.endswith("\r", 0, end), "")


def _added(text: str, found: RecordSpan, values: Mapping[str, Value], order: Sequence[str]) -> list[Edit]:
    """The edits that add fields, each after the last of those that are usually written before it."""
    edits: dict[int, list[str]] = {}
    for name, value in values.items():
        before = [field for field in found.fields if _place(field.name, order) < _place(name, order)]
        after = before[-1] if before else None
        if found.braces:
            flow = f"{name}: {flow_value(value)}"
            at, lines = (after.end, [f", {flow}"]) if after else (found.fields[0].key, [f"{flow}, "])
        elif after is None:
            indent = " " * found.extent.fields
            at = found.fields[0].key
            lines = [f"{line}\n{indent}" for line in field_lines(name, value)]
        else:
            at = min(_line_end(text, after.end) + 1, len(text))
            indent = " " * found.extent.fields
            lead = "" if text.endswith("\n", 0, at) else "\n"
            lines = [lead if not edits.get(at) else ""]
            lines += [f"{indent}{line}\n" if line else "\n" for line in field_lines(name, value)]
        edits.setdefault(at, []).extend(lines)
    return [Edit(at, at, "".join(lines)) for at, lines in edits.items()]


def _place(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _line_end(text: str, at: int) -> int:
    """The index of the next line end or of the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def span_of(text: str, record: Claim | Source) -> RecordSpan:
    """Where a claim or a declared source is in the text. Raises LedgerError if it is in brackets with others."""
    line = record.place.line
    if isinstance(record, Source):
        key = re.compile(rf"\s*['\"]?{re.escape(record.key)}['\"]?\s*:")
        line = next((number for number in range(line, 0, -1) if key.match(text, line_start(text, number))), line)
    found = record_at(text, line, listed=isinstance(record, Claim))
    if found is None or not found.fields:
        raise LedgerError(
            "this record is written in brackets together with others; write each record on its own lines",
            clean(str(record.place)),
        )
    return found
