"""Print how much longer four times the work takes: `python -m benchmarks.growth`; 4 is linear, 16 quadratic."""

import datetime
import io
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import docx

from ledger.documents import document_of
from ledger.documents.word import read_word
from ledger.drafts.audit import Auditor
from ledger.errors import LedgerError
from ledger.evidence.comparing import Statement, compare
from ledger.evidence.reading import read_copy
from ledger.evidence.words import Words
from ledger.exporters import FORMATS
from ledger.exporters.audit import with_comments
from ledger.importing.claims import claims_of, plan_for
from ledger.importing.tables import read_table
from ledger.importing.units import unit_of
from ledger.linter import lint
from ledger.loading import load_text
from ledger.model import Ledger
from ledger.rules import RULES

_CLAIM = "claims:\n  - claim: x\n    company: A\n"
_SOURCE = "    publisher: P\n    title: T\n    date: 2026-01-02\n"


def _spaces_on_a_faulty_line(size: int) -> str:
    return f'{_CLAIM}    note: "a" b{" " * size}c\n'


def _spaces_after_a_value(size: int) -> str:
    return f'{_CLAIM}    note: "a"{" " * size}\n'


def _undeclared_keys(size: int) -> str:
    declared = "".join(f"  reuters-{n}:\n    publisher: P\n" for n in range(size))
    return f"sources:\n{declared}claims:\n" + "".join(f"  - claim: x{n}\n    source: reuter.{n}\n" for n in range(size))


def _without_ids(size: int) -> str:
    return "claims:\n" + "".join(
        f"  - company: A\n    claim: C{n}.\n    url: https://x.com/{n}\n{_SOURCE}" for n in range(size)
    )


def _many_sources(size: int) -> str:
    declared = "".join(f"  s{n}:\n    publisher: P\n    url: https://x.com/{n}\n" for n in range(size))
    return f"sources:\n{declared}claims:\n  - claim: x\n    source: [{', '.join(f's{n}' for n in range(size))}]\n"


def _many_half_sources(size: int) -> str:
    return _many_sources(size).replace("    url: https://x.com/0\n", "").replace("https://x.com/", "https://x.com/?")


def _one_source_on_many_pages(size: int) -> str:
    cited = "".join(f"  - claim: x{n}\n    source: {{key: s, locator: p. {n}}}\n" for n in range(size))
    return f"sources:\n  s:\n    type: book\n{_SOURCE}claims:\n{cited}"


def _names_with_one_short_word(size: int) -> str:
    return "claims:\n" + "".join(f"  - claim: C{n}\n    company: Holding {chr(0x4E00 + n)}\n" for n in range(size))


def _circle(size: int) -> str:
    return "claims:\n" + "".join(
        f"  - id: c{n}\n    claim: C{n}\n    company: A\n    supersedes: c{(n + 1) % size}\n" for n in range(size)
    )


def _chain(size: int) -> str:
    return _circle(size).replace(f"\n    supersedes: c{0}\n", "\n")


def _unknown_ids(size: int) -> str:
    return "claims:\n" + "".join(
        f"  - id: c{n}\n    claim: C{n}\n    company: A\n    supersedes: d{n}x\n" for n in range(size)
    )


def _rival_figures(size: int) -> str:
    return "claims:\n" + "".join(
        f"  - company: A\n    claim: A had {n} jobs.\n    metric: jobs\n    figure: {n} jobs\n    as_of: 2026\n"
        for n in range(size)
    )


def _rows_of_one_sentence(size: int) -> str:
    return "claim,figure\n" + "".join(f"Acme cut jobs.,{n}\n" for n in range(size))


def _many_columns(size: int) -> str:
    return f"claim,{','.join(f'c{n}' for n in range(size))}\nAcme cut jobs.{',x' * size}\n"


def _spaces_after_a_url(size: int) -> str:
    return f"claim,url\nAcme cut jobs.,https://a.org/1{' ' * size}x\n"


def _imported(text: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write(text)
        file.flush()
        table = read_table(file.name)
    claims_of(table.rows, plan_for(table, {}, {}, ""), Ledger())


def _compared(text: str) -> None:
    compare(Statement("So.", "5 jobs", quote="a a a a a a a a b"), Words(text))


def _saved(text: str) -> None:
    assert read_copy("a.html", text.encode()).text is not None


def _commented(text: str) -> object:
    return with_comments(document_of(text, "draft.md"), [])


def _with_figures_in_one_paragraph(size: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("".join(f"It sold {n} cars, " for n in range(100, 100 + size)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _commented_in_word(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        draft = read_word(file.name)
    return with_comments(draft, list(Auditor(Ledger()).judge(draft)))


def _checked(ledger: Ledger) -> None:
    lint(ledger, RULES, datetime.date(2026, 11, 1))


def _exported(name: str, layout: str = "") -> Callable[[Ledger], object]:
    write = FORMATS[name].layouts[layout]
    return lambda ledger: write(ledger.claims, "", ledger.sources)


LEDGERS: list[tuple[str, Callable[[int], str], int, Callable[[Ledger], object] | None]] = [
    ("spaces within a line with an error: load", _spaces_on_a_faulty_line, 20_000, None),
    ("spaces after a value: load", _spaces_after_a_value, 100_000, None),
    ("undeclared keys: load", _undeclared_keys, 1_000, None),
    ("claims without ids: footnotes", _without_ids, 2_500, _exported("markdown", "footnotes")),
    ("claims without ids: check", _without_ids, 2_500, _checked),
    ("one claim, many sources: csv", _many_sources, 2_000, _exported("csv")),
    ("one claim, many sources: json", _many_sources, 2_000, _exported("json")),
    ("one claim, many sources: list", _many_sources, 2_000, _exported("markdown", "list")),
    ("one claim, many sources: check", _many_sources, 2_000, _checked),
    ("one claim, many incomplete sources: check", _many_half_sources, 2_000, _checked),
    ("one source, many pages: wikitext", _one_source_on_many_pages, 2_500, _exported("wikitext")),
    ("names that differ by one short word: check", _names_with_one_short_word, 1_000, _checked),
    ("supersedes in a circle: check", _circle, 2_500, _checked),
    ("supersedes in a chain: check", _chain, 2_500, _checked),
    ("supersedes an unknown id: check", _unknown_ids, 1_000, _checked),
    ("rival figures of one thing: check", _rival_figures, 5_000, _checked),
]
DRAFTS: list[tuple[str, Callable[[int], Any], int, Callable[[Any], object]]] = [
    ("footnote marks that do not end: audit", "[^".__mul__, 20_000, partial(document_of, path="draft.md")),
    ("titles that do not end: comments", "<title".__mul__, 20_000, _commented),
    ("own comments that do not end: comments", "<!-- ledger audit: ".__mul__, 10_000, _commented),
    ("own comments on one line: comments", "<!-- ledger audit: a -->".__mul__, 10_000, _commented),
    ("rows that share a sentence: import", _rows_of_one_sentence, 2_500, _imported),
    ("columns of a table: import", _many_columns, 10_000, _imported),
    ("spaces after a URL: import", _spaces_after_a_url, 50_000, _imported),
    ("currencies that do not end: import", "[$".__mul__, 20_000, unit_of),
    ("one word again and again: verify", "a ".__mul__, 100_000, _compared),
    ("lines that end in a hyphen: verify", lambda size: "a-" + "\n" * size, 400_000, _compared),
    ("links that do not end: verify", "<link ".__mul__, 100_000, _saved),
    ("figures in a paragraph: Word comments", _with_figures_in_one_paragraph, 500, _commented_in_word),
]


def main() -> None:
    """Print a line for each case: the ratio of the better of two runs, at most 6, and the time of the larger."""
    for name, document, size, action in LEDGERS:
        _print(name, *(min(_seconds(document(count), action) for _ in range(2)) for count in (size, 4 * size)))
    for name, made, size, act in DRAFTS:
        _print(name, *(min(_taken(act, made(count)) for _ in range(2)) for count in (size, 4 * size)))


def _print(name: str, small: float, large: float) -> None:
    print(f"{name:46} {large / small:5.1f}  ({large:.2f} s)", flush=True)


def _seconds(text: str, action: Callable[[Ledger], object] | None) -> float:
    """How long the action takes on the ledger with this text; how long loading takes if there is none."""
    with suppress(LedgerError):
        if not action:
            return _taken(partial(load_text, path="claims.yaml"), text)
        return _taken(action, load_text(text, "claims.yaml"))
    raise AssertionError("not a ledger")


def _taken(action: Callable[[Any], object], given: Any) -> float:
    started = time.perf_counter()
    with suppress(LedgerError):
        action(given)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
