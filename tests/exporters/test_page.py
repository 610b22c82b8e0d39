"""The page to publish, as a document; tests/exporters/test_page_in_a_browser.py opens it."""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Load, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.exporters.page.document import Context, document
from ledger.model import Citation, Claim, Source

LEDGER = """
heading: A "round" & more
sources:
  raise: {publisher: OpenAI, type: press-release, title: It's big, url: https://openai.com/a?b=1&c=2, date: 2026-03-31}
claims:
  - {id: one, company: OpenAI, claim: OpenAI raised $122 billion., metric: funding, figure: $122 billion, source: raise}
  - {id: two, company: xAI, claim: xAI raised more than $10 billion., metric: funding, figure: more than $10 billion,
     date: 2025-09-19, publisher: Reuters, url: https://reuters.com/b, archive_url: https://archive.org/b,
     quote: It did., locator: p. 3, note: Ask again}
  - {id: three, company: Acme, claim: Acme may lose money., metric: profit, figure: -$2 billion, status: forecast}
  - {id: four, company: Bolt, claim: Bolt lost money., metric: profit, figure: -$1 billion, date: 2025, publisher: FT}
  - {id: five, company: Bolt, claim: Bolt made money., metric: profit, figure: $3–4 billion, date: 2026, publisher: FT,
     url: https://ft.com/c, supersedes: four}
  - {company: شركة النور, claim: It says so., retracted: It did not., publisher: FT, url: https://ft.com/d}
"""
VOID = {"meta", "link", "input"}
CLOSED_BY_THE_NEXT = {"html", "td", "th", "tr", "li", "p", "tbody", "thead", "option"}


class Page(HTMLParser):
    """The elements of a page, and the texts in them; an element that is not closed is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID | CLOSED_BY_THE_NEXT:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in CLOSED_BY_THE_NEXT:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def page(load: Load, context: Context | None = None, text: str = LEDGER) -> str:
    return document(load(text).claims, context or Context("A round", notes=True))


def rows(text: str) -> list[str]:
    return text.partition("<tbody>")[2].partition("</table>")[0].strip().split("\n")


def test_it_holds_nothing_that_is_loaded_from_elsewhere_and_lets_nothing_else_run(load: Load) -> None:
    made = Page(page(load))
    assert not made.open
    assert not [attributes for _, attributes in made.found if "src" in attributes or "style" in attributes]
    assert not [name for _, attributes in made.found for name in attributes if name.startswith("on")]
    assert [one["href"] for one in made.all("link")] == ["data:,"]
    (policy,) = [one["content"] for one in made.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert {"name": "referrer", "content": "no-referrer"} in made.all("meta")


def test_each_claim_is_a_row_with_its_anchor_figure_date_publisher_and_source(load: Load) -> None:
    one, two, *_, last = rows(page(load))
    assert one == (
        "<tr id=claim-one><td><bdi>OpenAI</bdi><td>OpenAI raised $122 billion."
        '<td data-figure="1.22e11 USD">$122 billion<small>funding</small><td>2026-03-31<td><bdi>OpenAI</bdi>'
        "<td><a href=#source-1>1</a> <small>self-sourced</small>"
    )
    assert "<blockquote>It did.</blockquote><p>p. 3, <a" in two
    assert ">archived</a>" in two
    assert "<p>Note: Ask again</details>" in two
    assert last.startswith("<tr id=claim--6><td><bdi>شركة النور</bdi><td><s>It says so.</s> ")


@pytest.mark.parametrize(
    ("id", "mark"),
    [
        ("one", "<small>self-sourced</small>"),
        ("two", "<small>one origin</small>"),
        ("three", '<mark class="bad lacking">unsourced</mark>'),
        ("three", '<mark class="status">forecast</mark>'),
        ("four", '<mark class="warn lacking">partly sourced</mark>'),
        ("four", '<mark class="status bad">superseded</mark>'),
        ("-6", '<mark class="status bad">retracted</mark> It did not.'),
    ],
)
def test_what_a_reader_must_know_is_marked(load: Load, id: str, mark: str) -> None:
    (row,) = [row for row in rows(page(load, Context(superseded=frozenset(["four"])))) if f"<tr id=claim-{id}>" in row]
    assert mark in row


def test_a_retracted_claim_does_not_count_among_those_that_lack_a_source(load: Load) -> None:
    made = page(load, text="claims: [{claim: One., retracted: It was wrong.}]")
    assert '<mark class="bad">unsourced</mark>' in made
    assert "Show them" not in made


def test_the_top_says_what_lacks_a_source_when_the_ledger_changed_and_where_to_send_corrections(load: Load) -> None:
    made = page(load, Context('A "round" & more', changed="2026-03-31", contact="desk@paper.org"))
    assert "<title>A &quot;round&quot; &amp; more</title>" in made
    assert "<h1>A &quot;round&quot; &amp; more</h1>" in made
    text = Page(made).text
    assert "1 of 5 claims lacks a source, and 1 has only part of one. Show them" in text
    assert "Last changed 31 March 2026. Corrections: desk@paper.org" in text
    assert '<a href="mailto:desk@paper.org">' in made


def test_a_source_is_linked_by_its_title_and_has_its_archived_copy(load: Load) -> None:
    made = page(load)
    linked = '<a href="https://openai.com/a?b=1&amp;c=2">“It&#x27;s big”</a>'
    assert f"<li id=source-1>OpenAI, {linked}, press release, 31 March 2026\n" in made
    assert ', 19 September 2025, <a href="https://archive.org/b">archived</a>\n' in made


def test_the_data_for_programs_name_each_claim_and_where_it_appears_and_give_no_verdict(load: Load) -> None:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(load))
    dataset = json.loads(data)
    assert (dataset["@context"], dataset["@type"], dataset["name"]) == ("https://schema.org", "Dataset", "A round")
    assert dataset["hasPart"][0] == {
        "@type": "Claim",
        "@id": "#claim-one",
        "text": "OpenAI raised $122 billion.",
        "appearance": "https://openai.com/a?b=1&c=2",
    }
    assert len(dataset["hasPart"]) == 5  # without the retracted one


def test_bars_are_to_scale_with_negative_ones_to_the_left_and_bounds_and_ranges_visible(load: Load) -> None:
    text = """
    claims:
      - {company: A, claim: x, metric: profit, figure: $3 billion, date: 2026, publisher: FT}
      - {company: B, claim: x, metric: profit, figure: -$1 billion, date: 2026, publisher: FT}
      - {company: C, claim: x, metric: profit, figure: more than $2 billion, date: 2026, publisher: FT}
      - {company: D, claim: x, metric: profit, figure: $1–2 billion, date: 2026, publisher: FT}
      - {company: E, claim: x, metric: profit, figure: $9 billion, status: plan, date: 2026, publisher: FT}
    """
    made = page(load, text=text)
    assert re.findall(r'<rect(?: class="([^"]*)")? x="([\d.]+)%" y="\d+" width="([\d.]+)%"', made) == [
        ("", "25", "75"),
        ("bound", "25", "50"),
        ("", "25", "25"),
        ("range", "50", "25"),
        ("below", "0", "25"),
    ]
    assert '<desc id="bars-0-d">A: $3 billion; C: more than $2 billion; D: $1–2 billion; B: -$1 billion</desc>' in made


def test_a_bar_says_that_its_figure_lacks_a_source_or_may_not_be_the_latest(load: Load) -> None:
    text = """
    claims:
      - {company: A, claim: x, metric: profit, figure: $3 billion}
      - {company: B, claim: x, metric: profit, figure: $2 billion, date: 2026, publisher: FT, url: https://ft.com/a}
      - {company: B, claim: x, metric: profit, figure: $1 billion, date: 2026-03, publisher: FT, url: https://ft.com/b}
    """
    made = page(load, text=text)
    assert '<tspan class="doubt">unsourced</tspan>' in made
    assert '<tspan class="doubt">another date overlaps</tspan>' in made


def test_two_figures_of_a_company_over_time_are_a_line(load: Load) -> None:
    made = page(load, Context(superseded=frozenset(["four"])))
    assert (
        '<title id="line-0-t">Bolt: profit, USD</title><desc id="line-0-d">2025: -$1 billion; 2026: $3–4 billion</desc>'
        in made
    )
    assert made.count("<circle") == 2
    assert made.count('<circle class="old"') == 1  # the superseded one


def test_every_picture_has_a_title_and_words_of_its_own(load: Load) -> None:
    made = Page(page(load))
    named = [str(one["aria-labelledby"]).split() for one in made.all("svg")]
    ids = [one["id"] for tag, one in made.found if "id" in one]
    assert len(named) == 2
    assert len(set(ids)) == len(ids)
    assert {name for pair in named for name in pair} <= set(ids)


def test_a_ledger_without_claims_is_a_page(load: Load) -> None:
    made = Page(page(load, text="claims: []"))
    assert "No claims." in made.text
    assert not made.all("svg")


ELEMENTS = {
    *(
        "html",
        "meta",
        "link",
        "title",
        "style",
        "script",
        "header",
        "section",
        "nav",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "a",
    ),
    *(
        "div",
        "label",
        "input",
        "select",
        "option",
        "button",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "bdi",
        "small",
    ),
    *(
        "details",
        "summary",
        "blockquote",
        "ol",
        "li",
        "figure",
        "figcaption",
        "b",
        "span",
        "svg",
        "desc",
        "rect",
        "mark",
    ),
    *("text", "tspan", "line", "circle", "s"),
}
NASTY = st.text(st.sampled_from("<>&\"'/ a\n\x1b\u202e\u0644\u05d0=-!\ud800scriptID"), max_size=12) | st.sampled_from(
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "javascript:alert(1)",
        "]]>",
        "&lt;",
        "'onclick=alert(1) x='",
    ]
)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(st.tuples(NASTY, NASTY, NASTY, NASTY), max_size=3), NASTY)
def test_whatever_a_ledger_holds_is_text(records: list[tuple[str, str, str, str]], heading: str) -> None:
    claims = [
        Claim(
            claim=claim,
            company=(company,),
            metric=metric,
            figure="$3",
            note=quote,
            citations=(Citation(Source(publisher=metric, title=quote, url="https://a.org/"), quote, company),),
        )
        for claim, company, metric, quote in records
    ]
    made = Page(document(claims, Context(heading)))
    assert {tag for tag, _ in made.found} <= ELEMENTS
    assert len(made.all("script")) == 2
    assert not made.open
    assert all(not name.startswith("on") for _, attributes in made.found for name in attributes)


def test_the_ending_html_makes_a_page_dated_by_the_last_change_of_the_ledger(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(LEDGER, encoding="utf-8")
    os.utime(path, (1_774_958_400, 1_774_958_400))  # 2026-03-31
    done = run("export", "-o", "page.html", "--contact", "https://paper.org/corrections", "--notes")
    assert done.returncode == 0
    assert done.stderr == (
        "5 of 6 claims\n"
        "1 retracted claim left out; include with --retracted\n"
        "1 note for editors on the page\n"
        "1 claim has no source: marked unsourced\n"
        "1 claim has only part of a source\n"
    )
    made = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'Last changed 31 March 2026. Corrections: <a href="https://paper.org/corrections">' in made
    assert "Ask again" in made
    assert '<mark class="status bad">superseded</mark>' in made
    assert "It did not." not in made  # retracted
    assert run("export", "-o", "page.html", "--force").returncode == 0
    assert "Ask again" not in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [("1774958400", "Last changed 31 March 2026."), ("", "Last changed 1 January 2020."), ("soon", "1 January 2020.")],
)
def test_a_build_can_state_the_last_change_where_files_are_dated_anew(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: str, said: str
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(LEDGER, encoding="utf-8")
    os.utime(path, (1_577_836_800, 1_577_836_800))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert said in run("export", "--format", "page").stdout


def test_a_time_that_is_none_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "claims.yaml").write_text(LEDGER, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 400)
    done = run("export", "--format", "page")
    assert done.returncode == 2
    assert done.stderr.startswith("error: SOURCE_DATE_EPOCH: ")


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "desk", "a@b c.org", "mailto:x"])
def test_a_contact_that_is_no_address_is_refused(run: Run, tmp_path: Path, contact: str) -> None:
    (tmp_path / "claims.yaml").write_text(LEDGER, encoding="utf-8")
    done = run("export", "-o", "page.html", "--contact", contact)
    assert done.returncode == 2
    assert done.stderr.startswith("error: --contact: ")
    assert not (tmp_path / "page.html").exists()


def test_what_only_a_page_has_is_refused_for_other_formats(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(LEDGER, encoding="utf-8")
    for options in (["--contact", "a@b.org"], ["--notes"]):
        done = run("export", *options)
        assert done.returncode == 2
        assert done.stderr == f"error: {options[0]} is for page, not for markdown\n"
