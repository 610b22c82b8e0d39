"""From the text of one file to its claims and sources; what is wrong in a record is set aside and reported."""

from typing import Any

from ledger.errors import LedgerError
from ledger.loading.fields import CITES, ID, ID_FORM, KEY, RECORDS, Record, id_fix, laid_out, setting, valid_values
from ledger.loading.parsed import Company, ParsedCitation, ParsedFile
from ledger.loading.reader import Entry, Fields, Items, Key, Node, entries
from ledger.loading.syntax_errors import DASHES, SPACES, LedgerSyntaxError, quoted
from ledger.model import THERE, Citation, Claim, Finding, Settings, Source, invalid_record
from ledger.places import Place, field_positions, place_in
from ledger.text import clean, did_you_mean, is_blank, listed

_SECTIONS = ("heading", "check", "companies", "sources", "claims")


def parse(path: str, text: str) -> ParsedFile:
    """Read one file from its text; `path` names it in messages.

    Raises LedgerError if it is not YAML, not a mapping, or if `claims` is not a list or `sources` not a mapping.
    """
    parser = _Parser(path)
    try:
        for entry in entries(path, text):
            parser.read(entry)
    except LedgerSyntaxError as fault:
        from ledger.loading.recovery import all_faults  # rarely needed

        raise all_faults(path, text, fault) from None
    return ParsedFile(
        path,
        parser.heading,
        parser.companies,
        parser.claims,
        parser.cited,
        list(parser.sources.values()),
        parser.findings,
        parser.dropped,
        parser.settings(),
    )


class _Parser:
    """Takes the entries of a file one by one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._section: Key | None = None
        self._seen: dict[str, Key] = {}
        self.heading = ""
        self.companies: list[Company] = []
        self.claims: list[Claim] = []
        self.cited: dict[int, list[ParsedCitation]] = {}
        self.sources: dict[str, Source] = {}
        self.findings: list[Finding] = []
        self.dropped: list[Place] = []
        self._settings: dict[str, Any] = {}
        self._set_at: list[Place] = []  # where `check:` and its settings are

    def read(self, entry: Entry) -> None:
        """Take in one entry of a section."""
        begins = entry.section is not self._section
        section = self._section = entry.section
        if begins and (first := self._seen.setdefault(section.value, section)) is not section:
            what = f"`{section.value}` is given twice; the first is on {THERE}"
            self._report(section, what, "merge the two", f"line {first.line}")
        if section.value == "claims":
            self._claim(entry)
        elif section.value == "sources":
            self._source(entry)
        elif section.value == "companies":
            self._company(entry)
        elif section.value == "check":
            self._setting(entry)
        else:
            if section.value != "heading":
                if begins:
                    guess = did_you_mean(section.value, _SECTIONS)
                    what = f"unknown section `{section.value}`{guess}"
                    self._report(section, what, f"a ledger has {listed(f'`{name}`' for name in _SECTIONS)}")
            elif isinstance(entry.node, str) and not entry.listed and not entry.key:
                self.heading = self.heading or entry.node
            elif begins:
                self._report(section, "`heading` must be text", "write one line of text")
            record = Record("claim", place_in(self._path, section.line, section.column))
            self._misread(record, entry)
            self.findings += record.findings

    # Sections

    def _company(self, entry: Entry) -> None:
        key, node = entry.key, entry.node
        if key is None and not node and not entry.listed:
            return
        place = place_in(self._path, key.line if key else entry.line, key.column if key else entry.column)
        record = Record("source", place)
        self._misread(record, entry)
        values = node.values if isinstance(node, Items) else [node]
        names = tuple(value for value in values if isinstance(value, str) and not is_blank(value))
        if key is None or len(names) < len(values) or not names:
            fix = "write the company's name, and a list of its other names: `Meta: [Facebook, Meta Platforms]`"
            record.report(place, "`companies` must be a mapping from a name to other names", fix)
        else:
            self.companies.append(Company(key.value, names, place))
        self.findings += record.findings

    def _setting(self, entry: Entry) -> None:
        key, node = entry.key, entry.node
        if key is None and not node and not entry.listed:
            return
        place = place_in(self._path, key.line if key else entry.line, key.column if key else entry.column)
        record = Record("check", place)
        self._misread(record, entry)
        if key is None:
            fix = "write its settings below it: `select`, `ignore` or `strict`"
            record.report(place, "`check` must be a mapping", fix)
        elif key.value in self._settings:
            record.report(place, f"`{key.value}` is given twice", "keep one")
        elif (value := setting(record, key.value, node)) is not None:
            self._settings[key.value] = value
            self._set_at.append(place)
        self.findings += record.findings

    def settings(self) -> Settings | None:
        """What `check:` says about the records of this file."""
        if not self._settings:
            return None
        first = self._set_at[0]
        positions = tuple(at for place in self._set_at for at in (place.line - first.line, place.column))
        fields = field_positions(self._path, tuple(self._settings), positions)
        return Settings(**self._settings, place=Place(first.line, first.column, fields))

    def _source(self, entry: Entry) -> None:
        key, node = entry.key, entry.node
        if key is None:
            if not node and not entry.listed:
                return
            raise LedgerError(
                "`sources` must be a mapping from keys to documents:\n    sources:\n      a-key:\n        publisher: …"
                "\n        url: …",
                f"{clean(self._path)}:{entry.line}:{entry.column}",
            )
        place = place_in(self._path, key.line, key.column)
        record = Record("source", place, key.value)
        self._misread(record, entry)
        if not ID.fullmatch(key.value):
            record.report(place, f"the key '{key.value}' {ID_FORM}", id_fix(key.value))
        elif not isinstance(node, Fields):
            record.report(place, "a source must be a mapping", "write its fields below it: publisher, title, url, date")
        else:
            own, fields = valid_values(record, *laid_out(record, node))
            source = Source(**own, **fields, key=key.value, place=record.place)
            first = self.sources.setdefault(key.value, source)
            if first is not source:
                what = f"the key '{key.value}' is declared twice; the first is on {THERE}"
                record.report(record.place, what, "keep one", there=f"line {first.place.line}")
        self.findings += record.findings

    def _claim(self, entry: Entry) -> None:
        node = entry.node
        if not entry.listed:
            if entry.key is None and not node:
                return
            at: Entry | Key = entry
            what = "`claims` must be a list"
            odd = entry.key.value.lstrip("- ")[:1] if entry.key else ""
            if entry.key and odd and odd in DASHES + SPACES:
                at = entry.key
                what = f"{odd} is not a hyphen" if odd in DASHES else f"U+{ord(odd):04X} is not a space in YAML"
            raise LedgerError(
                f"{what}; begin each claim with a hyphen and a space:\n    claims:\n      - claim: …"
                "\n        company: …",
                f"{clean(self._path)}:{at.line}:{at.column}",
            )
        record = Record("claim", place_in(self._path, entry.line, entry.column))
        if type(node) is Fields and "id" in node.names and type(name := node.values[node.names.index("id")]) is str:
            record.id = name
        if entry.misreadings:
            self._misread(record, entry)
        if type(node) is Fields:
            self._claim_fields(record, node)
        else:
            self.dropped.append(record.place)
            if isinstance(node, str):
                record.report(record.place, *_text_as_claim(node))
            else:
                fix = "write its fields: claim, company, figure …"
                record.report(record.place, "a claim must be a mapping, not a list", fix)
        if record.findings:
            self.findings += record.findings

    def _claim_fields(self, record: Record, node: Fields) -> None:
        layout, nodes = laid_out(record, node)
        place = record.place
        values, of_source = valid_values(record, layout, nodes)
        cited = self._cited(record, values.pop(CITES)) if CITES in values else []
        quote, locator = values.pop("quote", ""), values.pop("locator", "")
        if cited and of_source:
            fields = listed(f"`{name}`" for name in of_source)
            as_of = "; for the time that the claim speaks of, use `as_of`" if list(of_source) == ["date"] else ""
            record.report(
                place.of(next(iter(of_source))),
                f"{fields} cannot be combined with `source`",
                f"move it to that source, or remove `source`{as_of}",
            )
            of_source = {}
        if "claim" not in values:
            record.report(place, "missing required field `claim`", "add `claim:` with one sentence")
            self.dropped.append(place)
            return
        if of_source:
            values["citations"] = (Citation(Source(**of_source, place=place), quote, locator),)
        elif quote or locator:
            values["loose_quote"], values["loose_locator"] = quote, locator
        if cited:
            self.cited[len(self.claims)] = cited
        self.claims.append(Claim(**values, place=place, faulty=bool(record.findings)))

    def _cited(self, record: Record, node: Node) -> list[ParsedCitation]:
        """The citations in a claim's `source`; one that is not valid is reported and left out."""
        at = record.place.of(CITES)
        if not isinstance(node, Items):
            node = Items([node], [at.line, at.column])
        cited: list[ParsedCitation] = []
        for value, line, column in zip(node.values, node.positions[::2], node.positions[1::2], strict=True):
            place = place_in(at.path, line, column)
            if isinstance(value, str):
                if value:
                    cited.append(ParsedCitation(value, "", "", place))
            elif isinstance(value, Items):
                fix = "list keys, or mappings {key, quote, locator}"
                record.report(place, "`source` cannot contain a list within a list", fix)
            elif value.names:
                fields = self._citation_fields(record, value)
                if KEY in fields:
                    cited.append(ParsedCitation(fields[KEY], fields.get("quote", ""), fields.get("locator", ""), place))
                else:
                    fix = "write {key: KEY, quote: …}; the fields of a document belong under `sources:` or in the claim"
                    record.report(place, "`source`: missing required field `key`", fix)
        return cited

    def _citation_fields(self, record: Record, node: Fields) -> dict[str, Any]:
        citation = Record("citation", record.place, record.id)
        layout, nodes = laid_out(citation, node)
        values, _ = valid_values(citation, layout, nodes)
        for finding in citation.findings:  # they are the claim's
            record.add(finding)
        return values

    def _misread(self, record: Record, entry: Entry) -> None:
        for finding in entry.misreadings:
            record.add(finding)

    def _report(self, at: Key, what: str, fix: str, there: str = "") -> None:
        place = place_in(self._path, at.line, at.column)
        self.findings.append(invalid_record(place, place, "", what, fix, there=there))


def _text_as_claim(text: str) -> tuple[str, str]:
    """Message and fix for a text where a claim belongs."""
    if not text:
        return "empty claim", "write `claim: …`, or remove the dash"
    name, colon, value = text.partition(":")
    if colon and name in RECORDS["claim"]:
        fix = f"write `{name}: {value}`, with a space after the colon"
    else:
        fix = f"write `claim: {text if ': ' not in text else quoted(text)}`"
    return "a claim must be a mapping, not text", fix
