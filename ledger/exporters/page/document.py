"""The whole page: its head, the table of claims, charts and sources."""

import base64
import hashlib
from collections.abc import Sequence, Set
from pathlib import Path
from typing import NamedTuple

from ledger import dates
from ledger.citation import number
from ledger.exporters.findings import answer
from ledger.exporters.page.charts import charts
from ledger.exporters.page.linked_data import linked_data
from ledger.exporters.page.markup import escaped
from ledger.exporters.page.table import COLUMNS, anchors, lacks, row, source
from ledger.model import Claim

_FOLDER = Path(__file__).parent
_FILTERS = (("company", "companies"), ("publisher", "publishers"), ("metric", "metrics"), ("status", "statuses"))


class Context(NamedTuple):
    """What the page says besides the claims."""

    heading: str = ""
    superseded: Set[str] = frozenset()  # the ids of superseded claims
    changed: str = ""  # the day of the ledger's last change, 2026-03-31
    contact: str = ""  # a mail address or URL for corrections
    notes: bool = False  # whether notes for the editor are shown


def document(claims: Sequence[Claim], context: Context) -> str:
    """The page as one HTML file without scripts, styles, fonts or pictures from elsewhere.

    It can be read without JavaScript. A policy (CSP 3) lets no other script run and nothing be loaded.
    """
    heading = " ".join(context.heading.split()) or "Claims and their sources"
    lead = answer(claims, 0)
    numbers = number(claims)
    names = anchors(claims, numbers)
    rows = "".join(
        row(claim, names, bool(claim.id) and claim.id in context.superseded, context.notes) for claim in claims
    )
    drawn = charts(claims, context.superseded)
    sources = "".join(source(cited, count) for cited, count in numbers.items())
    changed = f"Last changed {dates.in_words(context.changed)}. " if context.changed else ""
    shown = '<a class="show" hidden href="#?lacking=1">Show them</a>' if any(map(lacks, claims)) else ""
    parts = ["claims", *(["charts"] if drawn else []), *(["sources"] if sources else [])]
    data = linked_data(claims, names, heading, lead, context.changed)
    return "".join(
        (
            _head(heading, lead),
            f'<header>\n<h1>{escaped(heading)}</h1>\n<p class="lead">{lead} {shown}\n',
            f'<p class="soft">{changed}{_contact(context.contact)}\n',
            f"<nav>{''.join(map(_link, parts))}</nav>\n</header>\n",
            f'<main>\n<section>\n<h2 id="claims">Claims</h2>\n{_controls()}<table>\n<thead><tr>',
            "".join(f"<th scope=col>{column}" for column in COLUMNS),
            f'\n<tbody>\n{rows}</table>\n<button type="button" id="more" hidden>Show more</button>\n</section>\n',
            f'<h2 id="charts">Charts</h2>\n{drawn}' if drawn else "",
            f'<h2 id="sources">Sources</h2>\n<ol>\n{sources}</ol>\n' if sources else "",
            "</main>\n",
            f'<script type="application/ld+json">{data}</script>\n',
            f"<script>{_script()}</script>\n",
        )
    )


def _head(heading: str, description: str) -> str:
    style = _asset("page.css")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_script())};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    title, said = escaped(heading), escaped(description)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="description" content="{said}">
<meta property="og:type" content="website">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{said}">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
"""


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _script() -> str:
    return _asset("folding.js") + _asset("page.js")


def _hash(text: str) -> str:
    """The source expression for an inline script or style (CSP 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _controls() -> str:
    """The search field and the filters; without JavaScript they are of no use, and hidden."""
    selects = "".join(
        f'<label>{name.capitalize()} <select id="{name}"><option value="">All {several}</select></label>\n'
        for name, several in _FILTERS
    )
    return (
        '<div class="controls" role="search" hidden>\n'
        '<label>Search <input type="search" id="q" autocomplete="off"></label>\n'
        f'{selects}<label class="check"><input type="checkbox" id="lacking"> without a full source</label>\n'
        '<p id="count" role="status" aria-live="polite"></p>\n'
        '<button type="button" id="reset" hidden>Show all</button>\n'
        "</div>\n"
    )


def _link(part: str) -> str:
    return f'<a href="#{part}">{part.capitalize()}</a>'


def _contact(contact: str) -> str:
    if not contact:
        return ""
    address = contact if contact.startswith(("http:", "https:")) else f"mailto:{contact}"
    return f'Corrections: <a href="{escaped(address)}">{escaped(contact)}</a>'
