"""Claims and their sources as Markdown for GitHub and pandoc."""

import re
from collections.abc import Iterable, Sequence

from ledger.citation import UniqueLabels, describe, labels, links
from ledger.exporters.format import Format, Marks
from ledger.model import Citation, Claim, Source
from ledger.text import clean, slug

# What is markup anywhere in a line: CommonMark 0.31; GitHub's strikethrough, tables, bare links
# and emoji names; pandoc's citations, mathematics, sub- and superscripts, attributes, curly quotes and dashes.
# An apostrophe within a word is not escaped, so that `OpenAI's` stays readable; pandoc may curl it.
_ANYWHERE = re.compile(
    r"""[\\`*_\[\]<>|$@~^{}"]|(?<!\w)'|'(?!\w)|&(?=\#?\w+;)|-(?=-)|(?<=-)-|\.(?=\.\.)|:(?=//|[\w+-]+:)|(?<=www)\."""
    r"|(?<=[ #])\#$"  # number signs at the end of a heading are dropped
)
# What is markup at the start of a line: headings, rules, lists (pandoc also numbers with letters), definitions, titles.
_BLOCK_MARKS = "#+=:%-"
_LIST_NUMBER = re.compile(r"(\(?)(\d+|\#|[a-z]|[ivxlcdm]+)([.)])(?=\s|$)", re.ASCII | re.IGNORECASE)
# Escaped or not, GitHub links mail addresses, and pandoc draws checkboxes; an empty comment prevents it.
_MAIL = re.compile(r"(?<=[\w.+-])\\@(?=[\w-])", re.ASCII)
_CHECKBOX = re.compile(r"\\\[(?=[ xX]\\\])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLANKS = re.compile(r"[ \t\r\n]+")

_MARKS = Marks("**source needed**", "**source incomplete**", "**unreviewed**")


def footnotes(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """A list of the claims with footnote marks, and one note for each source, or for each place in it that is cited."""
    names = _names(claims, keys)
    lines = [f"- {_statement(claim)}{_marks(claim, names)}" for claim in claims]
    notes = [f"[^{label}]: {_source(source, locator)}" for (source, locator), label in names.items()]
    return _document(heading, lines, _spaced(notes))


def _names(claims: Sequence[Claim], keys: Iterable[str]) -> dict[tuple[Source, str], str]:
    """A label for each source and locator: `openai-raise`, `openai-raise-p-4`."""
    sources = labels(claims, keys)
    unused = UniqueLabels(sources.values())
    names: dict[tuple[Source, str], str] = {}
    for citation in (citation for claim in claims for citation in claim.citations):
        note = (citation.source, citation.locator)
        if note in names:
            continue
        name = sources[citation.source]
        if citation.locator:
            name = f"{name}-{slug(citation.locator)}".rstrip("-")
            if unused.is_taken(name):
                name = unused(name, 2)
            unused.take(name)
        names[note] = name
    return names


def bibliography(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """A numbered list of the sources, each with the claims that it backs."""
    backed: dict[Source, list[str]] = {}
    for claim in claims:
        statement = f"{_statement(claim)}{_needs(claim)}"
        for source in dict.fromkeys(citation.source for citation in claim.citations):
            backed.setdefault(source, []).append(statement)
    lines = []
    for number, (source, its) in enumerate(backed.items(), 1):
        lines.append(f"{number}. {_source(source)}")
        indent = " " * (len(str(number)) + 2)
        lines.append("")
        lines += [f"{indent}- {statement}" for statement in its]
        lines.append("")
    bare = [f"- {_statement(claim)}{_needs(claim)}" for claim in claims if not claim.citations]
    return _document(heading, lines, bare)


def table(claims: Sequence[Claim], heading: str = "", keys: Iterable[str] = ()) -> str:
    """A table of the claims, each with links to its sources."""
    lines = ["| Company | Claim | Figure | Date | Source |", "| --- | --- | ---: | --- | --- |"]
    for claim in claims:
        cited = ", ".join(_link(citation) for citation in claim.citations)
        cells = [", ".join(map(escaped, claim.company)), _statement(claim), escaped(claim.figure)]
        cells += [claim.published, f"{cited}{_needs(claim)}".strip()]
        lines.append(f"| {' | '.join(cells)} |")
    return _document(heading, lines)


def escaped(text: str) -> str:
    """The text on one line, escaped so that none of it is markup, even at the start of a line.

    Line ends and runs of spaces become one space, as in Markdown; control characters become visible.
    """
    line = clean(_BLANKS.sub(" ", text).strip(" "))
    if number := _LIST_NUMBER.match(line):
        opening = "\\(" if number[1] else ""
        return f"{opening}{number[2]}\\{number[3]}{_inline(line[number.end() :])}"
    safe = _CHECKBOX.sub(r"\\[<!-- -->", _inline(line), count=1) if line.startswith("[") else _inline(line)
    return f"\\{safe}" if line.startswith(tuple(_BLOCK_MARKS)) and not safe.startswith("\\") else safe


def _inline(text: str) -> str:
    return _MAIL.sub(r"<!-- -->\\@", _ANYWHERE.sub(r"\\\g<0>", text))


def _document(heading: str, *blocks: Iterable[str]) -> str:
    title = [f"# {escaped(heading)}"] if heading else []
    parts = ["\n".join(block).strip("\n") for block in (title, *blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _spaced(notes: Sequence[str]) -> list[str]:
    return [line for note in notes for line in (note, "")]


def _statement(claim: Claim) -> str:
    statement = escaped(claim.claim)
    if not claim.withdrawn:
        return statement
    return f"{statement} **retracted:** {escaped(claim.withdrawn)}"


def _needs(claim: Claim) -> str:
    needs = _MARKS.of(claim)
    return f" {needs}" if needs else ""


def _marks(claim: Claim, names: dict[tuple[Source, str], str]) -> str:
    """The footnote marks: one space apart, or the notes 1 and 2 would read as note 12."""
    marks = dict.fromkeys(f"[^{names[citation.source, citation.locator]}]" for citation in claim.citations)
    return " ".join(marks) + _needs(claim)


def _source(source: Source, locator: str = "") -> str:
    words = escaped(", ".join(part for part in (describe(source), locator) if part))
    where = "; ".join(f"{escaped(word)} {_address(url)}".lstrip() for word, url in links(source))
    return ". ".join(part for part in (words, where) if part)


def _address(url: str) -> str:
    """A link that shows its URL; readers differ on whether `&amp;` in an autolink means `&`."""
    return f"[{_inline(url)}]({_target(url)})" if _ENTITY.search(url) else f"<{url}>"


def _target(url: str) -> str:
    return f"<{_ENTITY.sub('&amp;', url)}>"


def _link(citation: Citation) -> str:
    source = citation.source
    name = escaped(", ".join(source.who) or source.title or source.url)
    return f"[{name}]({_target(source.url)})" if source.url else escaped(describe(source))


FORMAT = Format(
    "markdown",
    (".md", ".markdown", ".txt", ""),
    {"footnotes": footnotes, "list": bibliography, "table": table},
    f"marked {_MARKS.none}",
)
