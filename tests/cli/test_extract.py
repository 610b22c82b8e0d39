"""`ledger extract`: an article's figures and citations as drafted claims."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import LedgerAt, Run
from word_documents import paragraph, word, written
from word_documents import run as run_of

REUTERS = "https://www.reuters.com/business/halden-raises-4-billion-1a2b/"
NYT = "https://www.nytimes.com/2026/03/27/business/halden-layoffs.html"
ARTICLE = f"""# Halden raises $4 billion

According to Reuters’ report of March 26th 2026, “Halden Motors raises $4 billion” ({REUTERS}), Halden
Motors has raised $4 billion.
The round took six weeks. That is one of the largest of the year.

Last year the carmaker cut 340 jobs ([New York Times]({NYT})), and $4 billion will not bring them back.

Analysts at [Semafor](https://www.semafor.com/article/03/26/2026/halden) doubt that it will last.
"""


def records(run: Run) -> list[dict[str, str]]:
    return list(json.loads(run("show", "--format", "json", "--file", "claims.yaml").stdout))


def drafted(tmp_path: Path, run: Run, text: str, name: str = "article.md", *options: str) -> list[dict[str, Any]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("extract", name, "--file", "claims.yaml", *options)
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load((tmp_path / "claims.yaml").read_text())["claims"] or ())


def sources(tmp_path: Path) -> dict[str, dict[str, str]]:
    return dict(yaml.safe_load((tmp_path / "claims.yaml").read_text())["sources"] or {})


def test_a_claim_is_drafted_for_each_figure_with_the_document_that_is_cited_for_it(tmp_path: Path, run: Run) -> None:
    claims = drafted(tmp_path, run, ARTICLE)
    assert [(one.get("company"), one.get("metric"), one.get("figure"), one["source"]) for one in claims] == [
        ("Halden Motors", "funding", "$4 billion", "reuters-2026-03-26"),
        (None, "layoffs", "340 jobs", "new-york-times-2026-03-27"),
        (None, None, None, "semafor-2026-03-26"),
    ]
    assert claims[0]["claim"] == "Halden Motors has raised $4 billion."
    assert all(one["unreviewed"] is True for one in claims)
    assert {key: (one["publisher"], one.get("title")) for key, one in sources(tmp_path).items()} == {
        "reuters-2026-03-26": ("Reuters", "Halden Motors raises $4 billion"),
        "new-york-times-2026-03-27": ("New York Times", None),
        "semafor-2026-03-26": ("Semafor", None),
    }


def test_what_was_drafted_is_counted_and_the_next_step_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    assert run("init").returncode == 0
    done = run("extract", "article.md")
    assert done.stdout == ""
    assert done.stderr == (
        "3 sources and 2 figures drafted, all `unreviewed`; 1 more claim for sources without a figure;"
        " 2 without a company; next: ledger review\n"
    )
    again = run("extract", "article.md")
    assert "nothing drafted from article.md; the ledger has " in again.stderr


def test_what_was_drafted_counts_as_sourced_nowhere(tmp_path: Path, run: Run) -> None:
    drafted(tmp_path, run, ARTICLE)
    assert [one["sourced"] for one in records(run)] == ["part", "part", "part"]


def test_dry_run_writes_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    done = run("extract", "article.md", "--file", "claims.yaml", "--dry-run")
    assert "figure: 340 jobs" in done.stdout
    assert "3 sources and 2 figures would be drafted" in done.stderr
    assert not (tmp_path / "claims.yaml").exists()


def test_a_figure_that_the_ledger_has_is_not_drafted_again(tmp_path: Path, ledger_at: LedgerAt, run: Run) -> None:
    ledger_at(f"""
sources:
  halden-round: {{publisher: Reuters, url: "{REUTERS}?utm_source=x", title: Another headline}}
claims:
  - {{id: a, company: Halden Motors, claim: Halden Motors raised $4 billion., figure: $4 billion, source: halden-round}}
""")
    claims = drafted(tmp_path, run, ARTICLE)
    assert [one.get("figure") for one in claims] == ["$4 billion", "340 jobs", None]
    assert list(sources(tmp_path)) == ["halden-round", "new-york-times-2026-03-27", "semafor-2026-03-26"]


def test_a_figure_without_a_citation_comes_from_the_article_itself(tmp_path: Path, run: Run) -> None:
    page = """<html><head><link rel="canonical" href="https://harbourpost.com/halden">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Halden grows", "datePublished": "2026-03-27",
"author": {"name": "Anna Lind"}, "publisher": {"name": "Harbour Post"}}</script></head>
<body><nav><a href="https://harbourpost.com/a/b">All 40 stories</a></nav>
<article><p>Last year Halden employed 3,200 people.</p></article><footer>10,000 readers</footer></body></html>"""
    (claim,) = drafted(tmp_path, run, page, "page.html")
    assert claim["figure"] == "3,200 people"
    assert claim["as_of"] == 2025
    assert claim["source"] == {"key": "harbour-post-2026-03-27", "quote": "Last year Halden employed 3,200 people."}
    assert sources(tmp_path)["harbour-post-2026-03-27"]["author"] == "Anna Lind"


def test_front_matter_and_source_say_what_the_article_is(tmp_path: Path, run: Run) -> None:
    front = "title: Halden grows\npublisher: Harbour Post\nurl: https://harbourpost.com/halden\ndate: 2026-03-27"
    (claim,) = drafted(
        tmp_path, run, f"---\n{front}\n---\n\nHalden employs 3,200 people.", "a.md", "--source", "harbour"
    )
    assert claim["source"]["key"] == "harbour"
    assert sources(tmp_path)["harbour"]["title"] == "Halden grows"


def test_a_key_of_which_nothing_is_known_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.md").write_text("Halden employs 3,200 people.")
    done = run("extract", "a.md", "--file", "claims.yaml", "--source", "harbour")
    assert done.returncode == 2
    assert "--source: undeclared source 'harbour'; the article does not say who published it" in done.stderr


@pytest.mark.parametrize(
    ("text", "sourced"),
    [
        # a run at the end of a paragraph is for all of it
        (f"Halden cut 340 jobs. It lost $5 million. ([Reuters]({REUTERS}) / [New York Times]({NYT}))", 2),
        (f"Halden cut 340 jobs. It lost $5 million.\n\nSource: [Reuters]({REUTERS}), [NYT]({NYT})", 2),
        (f"- Halden cut 340 jobs.\n- It lost $5 million.\n\nSources: {REUTERS} and {NYT}", 2),
    ],
)
def test_a_run_of_links_belongs_to_all_that_stands_above_it(tmp_path: Path, run: Run, text: str, sourced: int) -> None:
    claims = drafted(tmp_path, run, text)
    assert [(one["figure"], len(one["source"])) for one in claims] == [("340 jobs", sourced), ("$5 million", sourced)]


def test_two_figures_of_a_sentence_go_to_the_link_beside_each(tmp_path: Path, run: Run) -> None:
    claims = drafted(
        tmp_path, run, f"Halden cut 340 jobs ([Reuters]({REUTERS})), while Brix cut 120 jobs ([New York Times]({NYT}))."
    )
    assert [(one["figure"], one["source"]) for one in claims] == [
        ("340 jobs", "reuters"),
        ("120 jobs", "new-york-times-2026-03-27"),
    ]


def test_where_two_documents_could_be_meant_there_is_no_source(tmp_path: Path, run: Run) -> None:
    text = f"It lost $5 million. Reuters [wrote]({REUTERS}) of cuts. The Times [wrote]({NYT}) of a strike."
    assert "source" not in drafted(tmp_path, run, text)[0]


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Halden Motors raised €40 million in a Series B round.", "Halden Motors"),
        ("Halden Motors's revenue rose 12%.", "Halden Motors"),
        ("Halden Motors said it had laid off 340 people.", "Halden Motors"),
        ("Halden Motors, which makes cars, reported a net loss of $40 million.", "Halden Motors"),
        ("Germany's Halden Motors borrowed €300 million.", "Halden Motors"),
        ("Halden Motors and Brix invested $2 billion.", None),
        ("Halden Motors's rival posted a profit of $3 million.", None),
        ("Shares of Halden Motors fell 5%.", None),
        ("Analysts say Halden Motors will one day be worth a lot; revenue was $5 million.", None),
        ("Investors valued Halden Motors at $4 billion.", None),
        ("The European Commission fined Halden Motors €1.2 billion.", None),
        ("Together, Halden Motors and Brix employ 5,000 people.", None),
        ("Revenue at the carmaker rose 5%.", None),
    ],
)
def test_a_company_is_asserted_only_as_the_subject_of_the_clause(
    tmp_path: Path, run: Run, sentence: str, company: str | None
) -> None:
    assert drafted(tmp_path, run, sentence)[0].get("company") == company


def test_a_headline_counts_only_where_no_sentence_has_its_figure(tmp_path: Path, run: Run) -> None:
    text = f"# Halden cuts 500 jobs after losing $9 million\n\nIt cut 500 jobs (“Brix raises $7 million”, {REUTERS}).\n"
    claims = drafted(tmp_path, run, text)
    assert [(one["figure"], one.get("source")) for one in claims] == [
        ("$9 million", None),
        ("500 jobs", "reuters-brix-raises-7-million"),
        ("$7 million", {"key": "reuters-brix-raises-7-million", "quote": "Brix raises $7 million"}),
    ]


def test_notes_links_and_comments_of_a_word_document_are_sources(tmp_path: Path, run: Run) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    begin, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    address = "<w:instrText> HYPERLINK &quot;https://www.ft.com/content/9&quot; </w:instrText>"
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    field = f"{marks[0]}<w:r>{address}</w:r>{marks[1]}{run_of('the FT said')}{marks[2]}"
    data = word(
        paragraph("Halden cut 340 jobs.", note)
        + paragraph(begin, "It lost $5 million.", end)
        + paragraph("It owes $8 million, ", field, "."),
        footnotes=f'<w:footnote w:id="2">{paragraph(f"Reuters, “Cuts at Halden Motors”, {REUTERS}")}</w:footnote>',
        comments=f'<w:comment w:id="7" w:author="Desk">{paragraph(f"Where from? {NYT}")}</w:comment>',
    )
    written(tmp_path, data, "article.docx")
    assert run("extract", "article.docx", "--file", "claims.yaml").returncode == 0
    found = {one["figure"]: one["publisher"] for one in records(run)}
    assert found == {"340 jobs": "Reuters", "$5 million": "New York Times", "$8 million": "Financial Times"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No figure here.",
        "[x](javascript:alert(1)) 5 cars",
        "<a href='javascript:x'>5 million cars</a>",
        "(" * 2000 + REUTERS,
        "“" * 2000 + f" ({REUTERS})",
        "[^1]: [^1] [^1]",
        "\x1b[31m5 million cars\x1b[0m were sold (https://a.org/\x1b).",
        "It sold 5 cars (https://user:secret@a.org/x).",
        "It sold 5 million cars (https://example.com/x and http://localhost/y).",
        "---\ntitle: x\n",
    ],
)
def test_whatever_a_text_holds_there_is_no_fault(tmp_path: Path, run: Run, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    done = run("extract", "a.md", "--file", "claims.yaml")
    assert done.returncode == 0, done.stderr
    assert "secret" not in done.stderr
    assert "\x1b" not in done.stderr


def test_a_folder_is_no_article(tmp_path: Path, run: Run) -> None:
    for name in ("page.html", "notes.md", "paper.pdf"):
        (tmp_path / name).mkdir()
        done = run("extract", name, "--file", "claims.yaml")
        assert done.returncode == 2
        assert done.stderr.startswith(f"error: {name}")


def test_a_file_that_is_no_article_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    done = run("extract", "a.jpg", "--file", "claims.yaml")
    assert done.returncode == 2
    assert "a.jpg: an article is Word, Markdown, plain text, PDF or a page" in done.stderr


def test_numbered_references_of_a_plain_text_are_not_part_of_it(tmp_path: Path, run: Run) -> None:
    text = (
        "Grain exports fall as drought bites\n\nUkraine exported 32 million tonnes [1]. Its harvest fell since May"
        " 2025 to 40 million\ntonnes [2].\n\nReferences\n[1] FAO, “Food outlook”, 8 May 2026, https://www.fao.org/o\n"
        f"[2] {REUTERS}\n"
    )
    claims = drafted(tmp_path, run, text, "article.txt")
    assert [(one["claim"], one.get("as_of"), one["source"]) for one in claims] == [
        ("Ukraine exported 32 million tonnes.", None, "fao-2026-05-08"),
        ("Its harvest fell since May 2025 to 40 million tonnes.", None, "reuters"),
    ]


def test_related_stories_and_buttons_of_a_page_are_neither_figures_nor_sources(tmp_path: Path, run: Run) -> None:
    page = f"""<html><body><main><h1>Halden</h1><p>It cut 340 jobs, <a href="{REUTERS}">Reuters said</a>.</p>
<ul><li><a href="https://harbourpost.com/fuel">Fuel costs up 20%</a></li></ul>
<p><a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</a> <a href="https://harbourpost.com/a/b">Print</a></p>
</main></body></html>"""
    (claim,) = drafted(tmp_path, run, page, "page.html")
    assert (claim["figure"], claim["source"]) == ("340 jobs", "reuters")


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Halden Motors raised €310 million in a round that values it at €2.4 billion.", ["funding", "valuation"]),
        ("Revenue rose 64% to €88 million in 2025.", ["revenue growth", "revenue"]),
        ("Fuel made up 31% of its costs.", ["share"]),
        ("They have lost 40% of their value.", [None]),
        ("Profit was $5 million on sales of $50 million.", ["profit", "revenue"]),
        ("It employs 420 people and plans to hire 150 more.", ["employees", "hires"]),
        ("Acme and its owner spoke of $5 million.", [None]),
    ],
)
def test_a_metric_is_drafted_where_its_words_stand_beside_the_figure(
    tmp_path: Path, run: Run, sentence: str, metric: list[str | None]
) -> None:
    assert [one.get("metric") for one in drafted(tmp_path, run, sentence)] == metric


def test_a_forecast_and_a_plan_are_called_so(tmp_path: Path, run: Run) -> None:
    claims = drafted(tmp_path, run, "Halden expects revenue of $5 billion. It plans to spend $2 billion on chips.")
    assert [one.get("status") for one in claims] == ["forecast", "plan"]


def test_a_table_gives_each_figure_the_names_of_its_row_and_column(tmp_path: Path, run: Run) -> None:
    table = "| Company | Revenue 2025 | Costs ($m) |\n| --- | --- | --- |\n| Halden | $1.2bn | 340 |\n"
    claims = drafted(tmp_path, run, f"What they earn.\n\n{table}")
    assert [(one["claim"], one["metric"], one["figure"], one.get("as_of")) for one in claims] == [
        ("Halden, Revenue 2025: $1.2bn", "revenue", "$1.2bn", 2025),
        ("Halden, Costs ($m): 340", "cost", "$340 million", None),
    ]


def test_into_starts_a_ledger_where_there_is_none_and_nothing_starts_an_empty_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "article.md").write_text(ARTICLE)
    (tmp_path / "empty.md").write_text("No figure here.")
    assert "no ledger found" in run("extract", "article.md").stderr
    assert "nothing drafted" in run("extract", "empty.md", "--into", "claims.yaml").stderr
    assert not (tmp_path / "claims.yaml").exists()
    assert "started claims.yaml" in run("extract", "article.md", "--into", "claims.yaml").stderr
    assert "nothing drafted from article.md" in run("extract", "article.md").stderr


def test_the_key_of_a_source_says_its_publisher_once(tmp_path: Path, run: Run) -> None:
    drafted(tmp_path, run, f"Halden cut 340 jobs (Reuters, “Reuters finds fewer jobs at Halden”, {REUTERS}).")
    assert list(sources(tmp_path)) == ["reuters-finds-fewer-jobs-at"]


def test_last_year_counts_from_the_day_of_the_article(tmp_path: Path, run: Run) -> None:
    (claim,) = drafted(tmp_path, run, "Last year it cut 340 jobs.", "a.md", "--date", "2026-05-12")
    assert claim["as_of"] == 2025
