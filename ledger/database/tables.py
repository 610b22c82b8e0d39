"""The tables and views of a ledger in a database, with the meaning of each column.

VERSION counts the changes of these that a reader would notice, and is the database's `user_version`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ledger.model import CITATION_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS

VERSION = 2
APPLICATION = 0x4C454447  # "LEDG", the application_id of the database
SCHEMA = "ledger"  # of the tables in PostgreSQL
_DAY = "DATE"  # in SQLite text, as ISO 8601 writes it
_MEANINGS = {field.name: field.meaning for field in (*CLAIM_FIELDS, *SOURCE_FIELDS, *CITATION_FIELDS)}


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: str
    meaning: str = ""

    @property
    def said(self) -> str:
        """Its meaning: its own, else that of the field of this name."""
        return self.meaning or _MEANINGS[self.name]


def _fields(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "TEXT") for name in names)


CLAIM = (
    Column("number", "INTEGER PRIMARY KEY", "the place of the claim in the ledger, from 1"),
    *_fields("id", "company", "claim", "metric", "figure"),
    Column("low", "NUMERIC", "the figure as a number: the lower end of its range"),
    Column("high", "NUMERIC", "the upper end; that of a single number is the same"),
    Column("unit", "TEXT", "an ISO 4217 code, %, pp, x, a measure, or the noun that is counted"),
    Column("per", "TEXT", "what the figure is a rate of: year, share, barrel"),
    Column("bound", "TEXT", "exact, about, over or under"),
    Column("dimension", "TEXT", "what can be compared: the unit in which base_low and base_high are given"),
    Column("base_low", "NUMERIC", "the lower end in the base unit of its dimension: kilometres in metres"),
    Column("base_high", "NUMERIC", "the upper end in that unit"),
    *_fields("as_of"),
    Column("first_day", _DAY, "the first day of the time that the claim speaks of; else of its earliest source's date"),
    Column("last_day", _DAY, "the last day of that time; NULL if there is none"),
    *_fields("status", "mentions", "supersedes"),
    Column("superseded", "INTEGER", "1 if another claim replaces it"),
    *_fields("retracted"),
    Column("unreviewed", "INTEGER", "1 if nobody has checked it against its source yet"),
    Column("checked_by", "TEXT", "who has read its sources"),
    Column("checked_on", "TEXT", "on which day"),
    *_fields("embargo", "note", "tags"),
    Column("sourced", "TEXT", "full, part or none: whether a source says who and where"),
    Column("path", "TEXT", "the file that the claim is in"),
    Column("line", "INTEGER", "and the line on which it begins"),
    Column("folded", "TEXT", "all words of claim and sources without case, accents, punctuation; names joined, too"),
    Column("record", "TEXT", "the claim with its sources as JSON"),
)
SOURCE = (
    Column("number", "INTEGER PRIMARY KEY", "counts the sources"),
    Column("key", "TEXT", "the key under which it is declared; empty if it is written in a claim"),
    *_fields("type", "publisher", "title", "url"),
    Column("document", "TEXT", "the same for all addresses of one page"),
    *_fields("date"),
    Column("first_day", _DAY, "the first day of its date"),
    Column("last_day", _DAY, "the last day of its date"),
    *_fields("author", "attributed_to", "accessed", "archive_url", "archive_date", "copy", "copy_sha256", "language"),
    Column("confidential", "INTEGER", "1 if nobody outside may learn who it is"),
    Column("retracted", "TEXT", "why it is no longer valid"),
)
CITATION = (
    Column("claim", "INTEGER REFERENCES claim(number)", "the claim"),
    Column("source", "INTEGER REFERENCES source(number)", "a source that it cites"),
    Column("position", "INTEGER", "the place of the source among those of the claim, from 1"),
    *_fields("quote", "locator"),
)
NAME = (
    Column("claim", "INTEGER REFERENCES claim(number)", "the claim in which the name is"),
    Column("kind", "TEXT", "company, other name (of its company), publisher, author, metric, mention or tag"),
    Column("name", "TEXT", "as it is written"),
    Column("folded", "TEXT", "without case, accents, punctuation and spaces"),
)
# Of the whole: which layout it has, how many claims, and the heading of the ledger.
LEDGER = "CREATE TABLE _ledger (version INTEGER, claims INTEGER, heading TEXT)"
TABLES = {"claim": CLAIM, "source": SOURCE, "citation": CITATION, "name": NAME}
INDEXES = (
    "CREATE INDEX claim_id ON claim(id)",
    "CREATE INDEX claim_supersedes ON claim(supersedes) WHERE supersedes <> ''",
    "CREATE INDEX claim_company ON claim(company, metric, last_day)",
    "CREATE INDEX claim_base ON claim(dimension, base_low)",
    "CREATE INDEX citation_claim ON citation(claim)",
    "CREATE INDEX citation_source ON citation(source)",
    "CREATE INDEX name_name ON name(kind, name, claim)",
    "CREATE INDEX name_folded ON name(folded, kind)",
    "CREATE INDEX name_claim ON name(claim)",
)
VIEWS = {
    "claims": (
        "a row for each claim, as ledger show has it",
        """
        SELECT c.id, c.company, c.claim, c.figure, coalesce(nullif(c.as_of, ''), CAST(c.first_day AS TEXT)) AS date,
            (SELECT group_concat(publisher, '; ') FROM (SELECT s.publisher FROM citation t
                JOIN source s ON s.number = t.source WHERE t.claim = c.number ORDER BY t.position) AS p) AS publisher,
            (SELECT group_concat(url, ' ') FROM (SELECT s.url FROM citation t
                JOIN source s ON s.number = t.source WHERE t.claim = c.number ORDER BY t.position) AS u) AS url,
            c.metric, c.status, c.sourced, c.superseded, c.retracted, c.number
        FROM claim c ORDER BY c.number
        """,
    ),
    "latest": (
        "the latest figure of each company and metric that is neither retracted nor superseded, nor a forecast or plan",
        """
        SELECT company, metric, figure, low, high, unit, per, first_day, last_day, id, number FROM (
            SELECT *, row_number() OVER (
                PARTITION BY company, metric ORDER BY last_day DESC, first_day DESC, number DESC
            ) AS place
            FROM claim WHERE company <> '' AND metric <> '' AND low IS NOT NULL AND last_day IS NOT NULL
                AND retracted = '' AND superseded = 0 AND status IN ('reported', 'estimate')
        ) AS ranked WHERE place = 1
        """,
    ),
    "conflicts": (
        "two claims of one company, metric and time whose figures are apart by more than a hundredth",
        """
        SELECT a.id AS one, a.figure AS one_figure, b.id AS other, b.figure AS other_figure, a.company, a.metric,
            a.first_day, a.last_day
        FROM claim a JOIN claim b ON b.company = a.company AND b.metric = a.metric AND b.number > a.number
            AND b.dimension = a.dimension AND b.per = a.per AND b.first_day = a.first_day AND b.last_day = a.last_day
        WHERE a.company <> '' AND a.metric <> '' AND a.bound = 'exact' AND b.bound = 'exact' AND a.retracted = ''
            AND b.retracted = '' AND a.superseded = 0 AND b.superseded = 0 AND a.status = b.status
            AND (a.base_low > b.base_high * 1.01 OR b.base_low > a.base_high * 1.01)
        """,
    ),
}


def meanings() -> Iterator[tuple[str, str, str]]:
    """Table, column and meaning of all columns, and of the views, whose column is ""."""
    for table, columns in TABLES.items():
        for column in columns:
            yield table, column.name, column.said
    for view, (meaning, _) in VIEWS.items():
        yield view, "", meaning
