"""The comments of an earlier audit in a Word document, and what others have answered.

Word keeps the thread of a comment in a part of its own (commentsExtended, [MS-DOCX] 2.5.4.1): by the paragraphs of the
comments, which it numbers anew. LibreOffice 7.4 writes no such part; there an answer spans exactly what its comment
spans.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ledger.documents.document import Answer, Thread
from ledger.documents.package import Package
from ledger.documents.word_styles import W

AUTHOR = "ledger"


class Remark(NamedTuple):
    """A comment as it is stored."""

    number: str  # w:id
    author: str
    stamp: str  # 2026-03-31T09:30:00Z; the time of a clock on the wall, in Word as in LibreOffice
    paragraphs: tuple[str, ...]
    ids: tuple[str, ...]  # of its paragraphs; none in LibreOffice


def remarks_in(comments: Any) -> list[Remark]:
    """The comments in the root element of comments.xml."""
    found = []
    for node in comments.iterfind(f"{W}comment"):
        paragraphs = list(node.iter(f"{W}p"))
        found.append(
            Remark(
                node.get(f"{W}id") or "",
                node.get(f"{W}author") or "",
                node.get(f"{W}date") or "",
                tuple(
                    " ".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")).split())
                    for paragraph in paragraphs
                ),
                tuple(
                    value
                    for paragraph in paragraphs
                    for name, value in paragraph.attrib.items()
                    if name.endswith("}paraId")
                ),
            )
        )
    return found


def others_in(package: Package, spans: Mapping[str, tuple[int, int]]) -> list[Remark]:
    """The comments of others; `spans` has what each comment spans, by its number."""
    return [remark for remark in _stored(package, spans) if remark.author != AUTHOR]


def threads_in(package: Package, spans: Mapping[str, tuple[int, int]]) -> list[Thread]:
    """The comments of an earlier audit, with their answers; `spans` has what each comment spans, by its number."""
    remarks = _stored(package, spans)
    parents, resolved = _extended(package) if remarks else ({}, set())
    others = [remark for remark in remarks if remark.author != AUTHOR]
    found = []
    for own in remarks:
        if own.author != AUTHOR or spans[own.number][0] >= spans[own.number][1]:
            continue
        answers = [
            Answer("\n".join(remark.paragraphs).strip(), remark.author, remark.stamp[:10])
            for remark in sorted(others, key=lambda remark: remark.stamp)
            if _answers(remark, own, parents, spans)
        ]
        done = any(number in resolved for number in own.ids)
        found.append(Thread(*spans[own.number], own.paragraphs, tuple(answers), done, own))
    return found


def _stored(package: Package, spans: Mapping[str, tuple[int, int]]) -> list[Remark]:
    """The comments that span a part of the text."""
    relations = package.relations(package.main)
    part = next(
        (relation.part for relation in relations if relation.kind == "comments" and relation.part in package.names), ""
    )
    if not part:
        return []
    return [remark for remark in remarks_in(package.tree(part).getroot()) if remark.number in spans]


def _answers(remark: Remark, own: Remark, parents: Mapping[str, str], spans: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a comment answers one of ours."""
    stated = [parents[number] for number in remark.ids if number in parents]
    if stated:
        return any(number in own.ids for number in stated)
    return spans[remark.number] == spans[own.number] and remark.stamp[:19] >= own.stamp[:19]


def _extended(package: Package) -> tuple[dict[str, str], set[str]]:
    """The parent of each paragraph of an answer, and the paragraphs of comments that are resolved."""
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    for node in _entries(package):
        said = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
        if parent := said.get("paraIdParent"):
            parents[said.get("paraId", "")] = parent
        if said.get("done") in ("1", "true", "on"):
            resolved.add(said.get("paraId", ""))
    return parents, resolved


def _entries(package: Package) -> Iterator[Any]:
    for relation in package.relations(package.main):
        if relation.kind == "commentsExtended" and relation.part in package.names:
            yield from package.tree(relation.part).getroot()
