"""A Word document with comments.

The elements are those of ECMA-376, Part 1, 17.13.4. Only the parts that hold comments, or refer to them, are changed.
"""

import copy
import datetime
import itertools
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.documents.document import Comment, Document, Overview, Paragraph
from ledger.documents.package import OFFICE, RELATIONS, Package, parsed, relations_of
from ledger.documents.word_places import Places
from ledger.documents.word_styles import W
from ledger.documents.word_threads import AUTHOR, Remark
from ledger.text import clean

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_INSERTIONS = (f"{W}ins", f"{W}moveTo")


def with_word_comments(
    package: Package,
    tree: Any,
    document: Document,
    comments: Sequence[Comment],
    overview: Overview,
    when: datetime.datetime | None = None,
) -> bytes:
    """The document with comments, in the order of its text, and one on the whole at the end of the first paragraph.

    Comments by AUTHOR, from an earlier audit, are replaced; one that was answered, on the same figure and about the
    same subject, keeps its date and its thread, so that the answers to it stay answers. What stands outside the main
    text, where Word allows no comments, is left to the comment on the whole. Raises LedgerError for a damaged part.
    """
    # Word and LibreOffice write the time of a clock on the wall, with a Z.
    stamp = (when or datetime.datetime.now()).strftime("%Y-%m-%dT%H:%M:%SZ")
    changed: dict[str, bytes] = {}
    name = _comments_part(package, changed)
    held = package.tree(name) if name in package.names else parsed(_no_comments(), name)
    if held.getroot().tag != f"{W}comments":
        raise package.error(f"damaged: {clean(name)} holds no comments; save it again in Word")
    body = tree.getroot().find(f"{W}body")
    threads = _continued(document, comments)
    _remove_own(
        package, held.getroot(), body, changed, {number for thread in threads.values() for number in thread.ids}
    )
    taken = [int(node.get(f"{W}id")) for node in held.getroot().iterfind(f"{W}comment") if _is_number(node)]
    number = max(taken, default=-1) + 1
    made: list[Any] = []
    elsewhere: list[tuple[int, str]] = []
    spans: dict[int, _Span] = {}
    for place, comment in enumerate(comments):
        first, last = document.piece_at(comment.start), document.piece_at(comment.end - 1)
        if where := first.closed or last.closed:
            elsewhere.append((place, where))
        else:
            begin = first.offset + comment.start - first.start
            spans[number + 1 + place] = _Span(first.part, begin, last.part, last.offset + comment.end - last.start)
            made.append(_comment(number + 1 + place, comment.paragraphs, stamp, threads.get(place)))
    places = Places(body)
    _mark_all(spans, places)
    if places.free:
        places.free[0].extend(_marks(str(number)))
        made.insert(0, _comment(number, overview(elsewhere), stamp))
    held.getroot().extend(made)
    changed[name] = _bytes(held)
    changed[package.main] = _bytes(tree)
    return package.with_parts(changed)


def _comments_part(package: Package, changed: dict[str, bytes]) -> str:
    """The name of the part with the comments; a new one is declared in `changed`."""
    for relation in package.relations(package.main):
        if relation.kind == "comments" and relation.part in package.names:
            return relation.part
    folder = posixpath.dirname(package.main)
    name = posixpath.join(folder, "comments.xml")
    while name in package.names:
        name = f"{name.removesuffix('.xml')}1.xml"
    types = package.tree("[Content_Types].xml")
    override = types.getroot().makeelement(f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
    types.getroot().append(override)
    changed["[Content_Types].xml"] = _bytes(types)
    holder = relations_of(package.main)
    empty = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
    relations = package.tree(holder) if holder in package.names else parsed(empty, holder)
    used = {node.get("Id") for node in relations.getroot()}
    free = next(f"rIdLedger{number}" for number in range(1, len(used) + 2) if f"rIdLedger{number}" not in used)
    made = relations.getroot().makeelement(
        f"{{{RELATIONS}}}Relationship", Id=free, Type=f"{OFFICE}/comments", Target=posixpath.relpath(name, folder)
    )
    relations.getroot().append(made)
    changed[holder] = _bytes(relations)
    return name


def _continued(document: Document, comments: Sequence[Comment]) -> dict[int, Remark]:
    """The comments of an earlier audit that were answered, by the number of the one that goes on with each."""
    answered = {(thread.start, thread.end): thread for thread in document.threads if thread.answers or thread.resolved}
    found: dict[int, Remark] = {}
    for place, comment in enumerate(comments):
        thread = answered.get((comment.start, comment.end))
        if thread and comment.subject and " ".join(comment.subject.split()) in thread.paragraphs:
            found[place] = thread.kept
    return found


def _remove_own(
    package: Package, comments: Any, body: Any, changed: dict[str, bytes], going_on: Collection[str]
) -> None:
    """Remove the comments of an earlier audit, their marks in the text, and what Word keeps about them elsewhere.

    What is kept about paragraphs that are `going_on` stays.
    """
    own = [node for node in comments.iterfind(f"{W}comment") if node.get(f"{W}author") == AUTHOR]
    numbers = {node.get(f"{W}id") for node in own}
    for mark in [mark for name in _MARKS for mark in body.iter(f"{W}{name}") if mark.get(f"{W}id") in numbers]:
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            run.getparent().remove(run)
    paragraphs = {
        value
        for node in own
        for paragraph in node.iter(f"{W}p")
        for name, value in paragraph.attrib.items()
        if name.endswith("}paraId") and value not in going_on
    }
    for node in own:
        comments.remove(node)
    for relation in package.relations(package.main) if paragraphs else ():
        if relation.kind in ("commentsExtended", "commentsIds") and relation.part in package.names:
            tree = package.tree(relation.part)
            _forget(tree.getroot(), paragraphs)
            changed[relation.part] = _bytes(tree)


def _forget(root: Any, paragraphs: Collection[str]) -> None:
    """Remove what belongs to these paragraphs; an answer to one of them becomes a comment of its own."""
    for node in list(root):
        for name, value in list(node.attrib.items()):
            if value in paragraphs and name.endswith("}paraId"):
                root.remove(node)
            elif value in paragraphs and name.endswith("}paraIdParent"):
                del node.attrib[name]


class _Span(NamedTuple):
    """Where a figure begins and ends: an element of a run, and a number of characters in it."""

    first: Any
    start: int
    last: Any
    end: int


def _mark_all(spans: Mapping[int, _Span], places: Places) -> None:
    """Put the marks of comments around spans of the text, which follow one another."""
    cuts: dict[Any, set[int]] = {}
    for span in spans.values():
        cuts.setdefault(span.first, set()).add(span.start)
        cuts.setdefault(span.last, set()).add(span.end)
    runs: dict[tuple[Any, int], Any] = {}
    for run in dict.fromkeys(node.getparent() for node in cuts):
        runs |= _cut(run, cuts)
    # From the last to the first: what `_outside` moves then stays short.
    for number, span in reversed(list(spans.items())):
        _mark(runs[span.first, span.start], runs[span.last, -span.end], str(number), places)


def _cut(run: Any, cuts: Mapping[Any, Collection[int]]) -> dict[tuple[Any, int], Any]:
    """Cut a run at offsets in its elements into several of the same style.

    Returns the run that begins at each offset, and, under the negative of an offset, the one that ends there.
    """
    found: dict[tuple[Any, int], Any] = {}
    properties = run.find(f"{W}rPr")
    last, filled, due = run, False, False
    for node in [child for child in run if child is not properties]:
        text = node.text or "" if node.tag == f"{W}t" else " "
        offsets = cuts.get(node, ())
        spans = list(itertools.pairwise(sorted({0, len(text), *offsets}))) or [(0, 0)]
        for start, end in spans:
            if filled and (due or start in offsets):
                last = _run_after(last, run, properties)
            part = node.makeelement(node.tag, dict(node.attrib)) if start else node
            if start or last is not run:
                last.append(part)
            if len(spans) > 1:
                part.text = text[start:end]
                part.set(_SPACE, "preserve")
            found[node, start] = found[node, -end] = last
            filled, due = True, False
        due = len(text) in offsets
    return found


def _run_after(last: Any, run: Any, properties: Any) -> Any:
    """A new run after the last one, in the style of another."""
    made = run.makeelement(run.tag, dict(run.attrib))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    last.addnext(made)
    return made


def _mark(start_run: Any, end_run: Any, number: str, places: Places) -> None:
    """Put the marks of a comment around the runs from one to another, and its reference where it does no harm."""
    _outside(end_run, after=True)
    before = _outside(start_run, after=False)
    after = _outside(end_run, after=True)  # the one before may have moved it
    begin, end, reference = _marks(number)
    before.addprevious(begin)
    after.addnext(end)
    places.put(reference, end)


def _outside(run: Any, *, after: bool) -> Any:
    """The run, or the tracked insertion that it begins or ends: within one, pandoc overlooks marks."""
    node = run
    while (parent := node.getparent()).tag in _INSERTIONS:
        if (node.getnext() if after else node.getprevious()) is not None:
            rest = parent.makeelement(parent.tag, dict(parent.attrib))
            rest.extend([*node.itersiblings()] if after else [node, *node.itersiblings()])
            parent.addnext(rest)
            parent = parent if after else rest
        node = parent
    return node


def _marks(number: str) -> list[Any]:
    """The begin and the end of a comment's range, and the run with its mark."""
    from lxml import etree

    begin, end, reference = (etree.Element(f"{W}{name}", {f"{W}id": number}) for name in _MARKS)
    run = etree.Element(f"{W}r")
    run.append(reference)
    return [begin, end, run]


def _comment(number: int, paragraphs: Sequence[Paragraph], stamp: str, before: Remark | None = None) -> Any:
    """A comment; one that was there before keeps its date, and the number of its last paragraph, which names it."""
    from lxml import etree

    names = {"id": str(number), "author": AUTHOR, "date": before.stamp if before else stamp, "initials": AUTHOR}
    made = etree.Element(f"{W}comment", {f"{W}{name}": value for name, value in names.items()})
    for position, (head, text) in enumerate(paragraphs):
        paragraph = etree.SubElement(made, f"{W}p")
        if not position:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        if head:
            _add_text(paragraph, head, bold=True)
        _add_text(paragraph, text)
        if before and before.ids and position == len(paragraphs) - 1:
            paragraph.set(f"{_W14}paraId", before.ids[-1])
    return made


def _add_text(paragraph: Any, text: str, *, bold: bool = False) -> None:
    from lxml import etree

    run = etree.SubElement(paragraph, f"{W}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
    etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = text


def _no_comments() -> bytes:
    return f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()


def _is_number(node: Any) -> bool:
    """Whether an element has a number that Word could have given it."""
    return re.fullmatch("[0-9]{1,9}", node.get(f"{W}id") or "") is not None


def _bytes(tree: Any) -> bytes:
    from lxml import etree

    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[no-any-return]
