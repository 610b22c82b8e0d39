"""Insert new records into the text of a ledger file."""

from collections.abc import Sequence
from typing import NamedTuple

from ledger.editing.records import claim_lines, source_lines
from ledger.errors import LedgerError
from ledger.loading.extent import Extent, Form, Root, item, member, root
from ledger.model import Claim, Ledger, Source
from ledger.text import clean, fold

_USUAL = Extent(0, 2, 4, 0)


class Addition(NamedTuple):
    """Claims and sources to add to a ledger."""

    claims: Sequence[Claim] = ()
    sources: Sequence[Source] = ()  # with keys


class Edit(NamedTuple):
    """A replacement of a span of text."""

    start: int
    end: int
    text: str


def edits(text: str, path: str, ledger: Ledger, added: Addition) -> list[Edit]:
    """The edits that add claims and sources to the text of a ledger file.

    A single claim goes after the last one of its company in this file; several go to the end of
    the list. Raises LedgerError if `claims` or `sources` is in flow style.
    """
    found: list[Edit] = []
    if added.sources:
        found += _sources(text, path, ledger, added.sources)
    if added.claims:
        found += _claims(text, path, ledger, added.claims)
    return sorted(found)


def applied(text: str, changes: Sequence[Edit]) -> str:
    """The text after the edits, which are in their order and do not overlap, with the line ends that it had."""
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    at = 0
    for edit in changes:
        parts += [text[at : edit.start], edit.text.replace("\n", newline)]
        at = edit.end
    return "".join([*parts, text[at:]])


def position(path: str, ledger: Ledger, added: Sequence[Claim]) -> int:
    """The index, in the ledger, of the first claim that is added to a file."""
    before = _before(path, ledger, added)
    if before is not None:
        return before + 1
    files = ledger.files.index(path)
    return sum(ledger.files.index(claim.place.path) < files for claim in ledger.claims)


def _before(path: str, ledger: Ledger, added: Sequence[Claim]) -> int | None:
    """The index of the claim that they follow in the file; None if it has no claims."""
    last = own = None
    companies = {fold(name) for claim in added for name in claim.company[:1]} if len(added) == 1 else set()
    for number, claim in enumerate(ledger.claims):
        if claim.place.path == path:
            last = number
            if companies.intersection(map(fold, claim.company)):
                own = number
    return last if own is None else own


def _claims(text: str, path: str, ledger: Ledger, claims: Sequence[Claim]) -> list[Edit]:
    records = [claim_lines(claim) for claim in claims]
    before = _before(path, ledger, claims)
    if before is not None:
        place = ledger.claims[before].place
        last = item(text, place.line)
        if last is None:
            raise _in_brackets(path, place.line, "claims")
        first = not before or ledger.claims[before - 1].place.path != path
        return _after(
            text,
            last,
            [_item(lines, last) for lines in records],
            apart=_blank_below(text, last) if first else _blank_above(text, last),
        )
    found = root(text)
    section = found.sections.get("claims")
    if section and section.form is Form.BLOCK and (last := item(text, section.last)):
        return _after(text, last, [_item(lines, last) for lines in records], apart=True)
    return _begun(text, path, found, "claims", [_item(lines, _USUAL) for lines in records])


def _sources(text: str, path: str, ledger: Ledger, sources: Sequence[Source]) -> list[Edit]:
    found = root(text)
    section = found.sections.get("sources")
    if section and section.form is Form.BLOCK and (last := member(text, section.last)):
        only = sum(source.place.path == path for source in (*ledger.sources.values(), *ledger.repeated)) < 2
        members = [_member(source, last) for source in sources]
        return _after(text, last, members, apart=only or _blank_above(text, last))
    return _begun(text, path, found, "sources", [_member(source, _USUAL) for source in sources])


def _after(text: str, last: Extent, blocks: Sequence[str], *, apart: bool) -> list[Edit]:
    """The edit that adds records after an existing one, with blank lines between if the file has them."""
    lead = "" if text.endswith("\n", 0, last.end) else "\n"
    gap = "\n" if apart else ""
    return [Edit(last.end, last.end, lead + gap + gap.join(blocks))]


def _begun(text: str, path: str, found: Root, name: str, blocks: Sequence[str]) -> list[Edit]:
    """The edits that add the first records of a missing or empty section."""
    body = "\n".join(blocks)
    section = found.sections.get(name)
    if found.flow:
        raise _in_brackets(path, 1, name)
    if section is None:
        claims = found.sections.get("claims")
        if name == "sources" and claims:
            start = _comments_above(text, claims.start) or claims.start  # a comment at the top is about the whole file
            return [Edit(start, start, f"{name}:\n{body}\n")]
        before = text[: found.end].replace("\r", "")
        lead = "\n" * (before != "" and not before.endswith("\n\n")) + "\n" * (not before.endswith("\n"))
        return [Edit(found.end, found.end, f"{lead}{name}:\n{body}")]
    if section.form is not Form.EMPTY:
        raise _in_brackets(path, text.count("\n", 0, section.start) + 1, name)
    colon = text.index(":", section.start) + 1
    start, end = max(colon, section.value[0]), max(colon, section.value[1])
    line_end = text.find("\n", end)
    after = len(text) if line_end < 0 else line_end + 1
    if start == end or text[end:after].isspace() or end == after:
        start = colon
    taken_out = [Edit(start, end, "")] if text[start:end].strip() else []
    return [*taken_out, Edit(after, after, "\n" * (line_end < 0) + body)]


def _in_brackets(path: str, line: int, name: str) -> LedgerError:
    return LedgerError(
        f"`{name}` is written in brackets, where nothing can be added without changing the rest; write each record on"
        f" its own lines, indented below `{name}:`",
        f"{clean(path)}:{line}:1",
    )


def _comments_above(text: str, start: int) -> int:
    """The index of the first comment line directly above a line."""
    while start and text[(above := text.rfind("\n", 0, start - 1) + 1) : start].lstrip().startswith("#"):
        start = above
    return start


def _blank_above(text: str, record: Extent) -> bool:
    """Whether there is a blank line above a record and its comments."""
    start = _comments_above(text, record.start)
    return start > 0 and not text[text.rfind("\n", 0, start - 1) + 1 : start].strip()


def _blank_below(text: str, record: Extent) -> bool:
    """Whether a blank line, or the end of its list, follows a record."""
    line = text[record.end : text.find("\n", record.end) + 1 or len(text)]
    return not line.strip() or len(line) - len(line.lstrip(" ")) < record.indent or line[record.indent] != "-"


def _item(lines: Sequence[str], like: Extent) -> str:
    """The text of a list item, indented like another one."""
    first, *others = lines
    dash = " " * like.indent + "-" + " " * (like.fields - like.indent - 1)
    return _indented([dash + first], others, like)


def _member(source: Source, like: Extent) -> str:
    return _indented([f"{' ' * like.indent}{source.key}:"], source_lines(source), like)


def _indented(head: list[str], lines: Sequence[str], like: Extent) -> str:
    return "\n".join(head + [" " * like.fields + line if line else "" for line in lines]) + "\n"
