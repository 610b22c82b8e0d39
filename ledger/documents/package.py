"""The parts of a Word document: a ZIP archive of XML, read without trusting it."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from ledger.errors import LedgerError
from ledger.text import clean

LARGEST_PART = 64 * 2**20  # bytes of one part that is read as XML
LARGEST_PACKAGE = 600 * 2**20  # bytes of all parts together
MOST_PARTS = 20_000

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OLD = b"\xd0\xcf\x11\xe0"  # a compound file: a .doc, or a .docx with a password


class Relationship(NamedTuple):
    """A part that another one refers to."""

    id: str
    kind: str  # the last part of its type: `comments`
    part: str


class Package:
    """A Word document as it is stored, and its parts as XML trees."""

    def __init__(self, path: str, data: bytes) -> None:
        """Raises LedgerError, which names the path, if the data are not a Word document that can be read."""
        self.path = path
        if data.startswith(_OLD):
            raise self.error("an old .doc, or protected by a password; save it as .docx without a password")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.error("not a Word document; save it as .docx, .md, .txt or .html") from None
        names = [entry.filename for entry in self.entries]
        if len(names) > MOST_PARTS or sum(entry.file_size for entry in self.entries) > LARGEST_PACKAGE:
            raise self.error(f"it unpacks to more than {LARGEST_PACKAGE // 2**20} MB or {MOST_PARTS:,} parts")
        if len(set(names)) < len(names):
            raise self.error("damaged: it holds two parts of the same name; save it again in Word")
        self.names = frozenset(names)
        roots = self.relations("")
        self.signed = any(relation.kind == "origin" for relation in roots)
        if any(relation.kind == "strict" for relation in roots):
            raise self.error("saved as Strict Open XML; save it as Word Document (.docx)")
        self.main = next((relation.part for relation in roots if relation.kind == "officeDocument"), "")
        if self.main not in self.names:
            raise self.error("not a Word document; save it as .docx, .md, .txt or .html")

    def error(self, what: str) -> LedgerError:
        """An error about this document."""
        return LedgerError(f"{clean(self.path)}: {what}")

    def read(self, name: str, limit: int = 0) -> bytes:
        """The bytes of a part. Raises LedgerError if it is damaged, encrypted, or larger than the limit."""
        limit = limit or LARGEST_PART
        try:
            with self._archive.open(name) as part:
                data = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            raise self.error(f"damaged: {clean(name)} cannot be read; save it again in Word") from None
        if len(data) > limit:
            raise self.error(f"{clean(name)} is larger than {limit // 2**20} MB")
        return data

    def tree(self, name: str) -> Any:
        """A part as an lxml tree, without entities or anything from outside. Raises LedgerError if it is not XML."""
        return parsed(self.read(name), f"{self.path}: {name}")

    def relations(self, part: str) -> list[Relationship]:
        """The parts that a part refers to; "" stands for the package itself."""
        name = relations_of(part)
        if name not in self.names:
            return []
        found = []
        for node in self.tree(name).getroot().iterfind(f"{{{RELATIONS}}}Relationship"):
            kind, target = node.get("Type", ""), node.get("Target", "")
            if node.get("TargetMode") == "External":
                continue
            base = "" if target.startswith("/") else posixpath.dirname(part)
            target = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            short = "strict" if kind == f"{_STRICT}/officeDocument" else kind.rpartition("/")[2]
            found.append(Relationship(node.get("Id", ""), short, target))
        return found

    def addresses(self, part: str) -> dict[str, str]:
        """What a part refers to outside of the document, by the ids of its relations."""
        name = relations_of(part)
        if name not in self.names:
            return {}
        nodes = self.tree(name).getroot().iterfind(f"{{{RELATIONS}}}Relationship")
        return {node.get("Id", ""): node.get("Target", "") for node in nodes if node.get("TargetMode") == "External"}

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with some parts changed or added; all others are as they were, in their order."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self.entries:
                data = changed.get(entry.filename)
                kept = self.read(entry.filename, LARGEST_PACKAGE) if data is None else data
                copy = zipfile.ZipInfo(entry.filename, entry.date_time)
                copy.compress_type = entry.compress_type
                copy.external_attr = entry.external_attr
                archive.writestr(copy, kept)
            for name in changed.keys() - self.names:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), changed[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()


def relations_of(part: str) -> str:
    """The name of the part that holds the relations of another one."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parsed(data: bytes, shown: str) -> Any:
    """XML as an lxml tree. Raises LedgerError if it is not well-formed, or declares a document type."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
    try:
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise LedgerError(f"{clean(shown)}: damaged: {clean(str(error))}; save it again in Word") from None
    if tree.docinfo.doctype:
        raise LedgerError(
            f"{clean(shown)}: it declares a document type, which Word never writes; save it again in Word"
        )
    return tree
