"""A record is the same, byte for byte, whoever makes it: `add`, its prompts, or `import`."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.cli import prompts
from ledger.cli.capture import checked_value, composed
from ledger.editing import Change, addition_of, applied, field_edits, read_back
from ledger.errors import InvalidValueError
from ledger.fields import Kind
from ledger.importing.claims import claims_of, plan_for
from ledger.importing.layout import Row
from ledger.importing.tables import Table
from ledger.loading import load_text
from ledger.loading.fields import checked
from ledger.model import FIELDS, Ledger
from ledger.placeholders import is_placeholder
from ledger.recording.fields import OF_SOURCE, changed, with_record
from ledger.text import is_blank

LEDGER = """\
companies:
  Meta: [Facebook]
sources:
  acme-report:
    publisher: Acme
    title: Annual report
    url: https://acme.com/report?utm_source=x
    date: 2026-02-12
claims:
  - id: acme-revenue
    company: Acme
    claim: Acme sold 5.
    source: acme-report
"""
# What can be typed at a prompt and stand in a cell: one line without spaces around it.
LINE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30),
    st.lists(
        st.sampled_from(["#", " ", ": ", "- ", "'", '"', "\\", "a", "é", *"{[&*!%@`~…", "<<"]),
        min_size=1,
        max_size=6,
    ).map("".join),
).map(str.strip).filter(lambda text: not (is_blank(text) or is_placeholder(text)))  # fmt: skip
NAME = LINE.filter(lambda text: not set(text) & set(";\\"))  # a list of names is typed with semicolons
URL = st.sampled_from(
    [
        "https://acme.com/report",
        "https://www.acme.com/report?utm_campaign=y",
        "https://x.com/a%20b",
        "http://y.org/?q=1",
    ]
)
DATE = st.sampled_from(["2026", "2026-03", "2026-03-31", "1999-12-31"])
VALUES = st.fixed_dictionaries(
    {"claim": LINE, "url": URL, "title": LINE},
    optional={
        **{"company": st.lists(NAME, min_size=1, max_size=3), "metric": LINE, "figure": LINE},
        **{"as_of": DATE, "publisher": LINE, "date": DATE},
    },
)


def _added(values: dict[str, Any]) -> str:
    """The ledger's text after `add` with these options."""
    given = {name: checked_value(name, value, f"--{name}") for name, value in values.items()}
    return _text(composed(BEFORE, given))


def _imported(values: dict[str, Any]) -> str:
    cells = {name: "; ".join(value) if isinstance(value, list) else value for name, value in values.items()}
    table = Table(tuple(cells), (Row(2, cells),))
    imported = claims_of(table.rows, plan_for(table, {}, {}, ""), BEFORE)
    assert not imported.faults
    return _text(imported.addition)


def _typed(values: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> str:
    """The same with answers at the prompts."""
    given: dict[str, Any] = {}
    for name in ("company", "claim", "metric", "figure", "as_of", "url", "publisher", "title", "date"):
        answer = values.get(name, "-")  # leaves out what is proposed
        line = "; ".join(answer) if isinstance(answer, list) else answer
        monkeypatch.setattr(prompts, "_line", lambda *_, said=line: said)
        prompts._ask(name, BEFORE, given)
    return _text(composed(BEFORE, given))


BEFORE = load_text(LEDGER, "claims.yaml")


def _text(addition: Any) -> str:
    return applied(LEDGER, addition_of(LEDGER, "claims.yaml", BEFORE, addition).edits)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stderr(None):
        yield


def _is_valid(values: dict[str, Any]) -> bool:
    try:
        for name, value in values.items():
            checked(FIELDS[name], value)
    except InvalidValueError:  # in typographic quotation marks, say: all three refuse it
        return False
    return True


@pytest.mark.parametrize("examples", [300, pytest.param(2000, marks=pytest.mark.slow)])
def test_add_prompts_and_import_write_the_same_bytes(examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(VALUES.filter(_is_valid))
    def same(values: dict[str, Any]) -> None:
        with _quiet(), pytest.MonkeyPatch.context() as patch:
            assert _added(values) == _imported(values) == _typed(values, patch)

    same()


@pytest.mark.parametrize("url", ["https://acme.com/report", "https://www.acme.com/report?utm_source=y#top"])
def test_a_document_that_the_ledger_knows_is_cited(url: str) -> None:
    values = {"claim": "Acme sold 6.", "url": url, "title": "Annual report"}
    text = _added(values)
    assert text.endswith("  - id: acme-sold-6-2026-02\n    claim: Acme sold 6.\n    source: acme-report\n")
    assert _imported(values) == text


def test_a_known_page_with_another_title_is_written_in_the_claim() -> None:
    values = {"claim": "Acme sold 6.", "url": "https://acme.com/report", "title": "Another"}
    text = _added(values)
    assert "    title: Another\n    url: https://acme.com/report\n" in text
    assert _imported(values) == text


# The law


RECORDS = st.fixed_dictionaries(
    {"claim": LINE},
    optional={
        field.name: st.lists(LINE, min_size=1, max_size=2) if field.kind is Kind.NAMES else LINE
        for field in FIELDS.values()
        if field.kind in (Kind.TEXT, Kind.NAMES) and field.name != "claim"
    },
).filter(_is_valid)
CHANGED = st.sampled_from([name for name, field in FIELDS.items() if field.kind in (Kind.TEXT, Kind.NAMES)])


@pytest.mark.slow
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(RECORDS, RECORDS, st.sets(CHANGED, max_size=3), st.sampled_from(["", "acme-report"]), st.booleans())
def test_a_change_of_a_record_makes_the_ledger_that_is_expected(
    first: dict[str, Any], second: dict[str, Any], removed: set[str], key: str, in_source: bool
) -> None:
    """Whatever is set and removed in whatever record: `read_back` finds the expected ledger, and so does not raise."""
    with _quiet():
        given = {name: checked_value(name, value, name) for name, value in first.items()}
        if key:
            given = {name: value for name, value in given.items() if name not in OF_SOURCE} | {"source": (key,)}
        text = _text(composed(BEFORE, given))
    before = load_text(text, "claims.yaml")
    record = before.sources["acme-report"] if in_source else before.claims[-1]
    usable = OF_SOURCE if in_source else tuple(FIELDS) if not key else tuple(set(FIELDS) - set(OF_SOURCE))
    values = {name: checked_value(name, value, name) for name, value in second.items() if name in usable}
    values = values or {"title": "T"} if in_source else values
    gone = [name for name in removed if name in usable and name not in values and name != "claim"]
    edits = field_edits(text, record, values, gone)
    expected = with_record(before, record, changed(record, values, gone, before.sources))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ledger.editing.load", lambda _, unsaved: load_text(unsaved["claims.yaml"], "claims.yaml"))
        new, after = read_back(["claims.yaml"], "claims.yaml", text, before, Change(edits, expected))
    assert isinstance(after, Ledger)
    assert load_text(new, "claims.yaml") == after
