"""Forms in which news sites and newsletters cite: what each says of the document."""

import pytest

from ledger.documents import document_of
from ledger.extracting.citations import citations_of
from ledger.extracting.names import names_in
from ledger.extracting.publishers import Spellings
from ledger.extracting.references import KnownPublishers

R = "https://www.reuters.com/business/halden-raises-4-billion-1a2b/"
N = "https://www.nytimes.com/business/halden-layoffs.html"
H = "https://www.halden.io/news/series-d"
U = "https://data.unknown-bureau.org/tables/7"


def one(url: str, publisher: str = "", title: str = "", date: str = "", accessed: str = "") -> dict[str, str]:
    values = {"url": url, "publisher": publisher, "title": title, "date": date, "accessed": accessed}
    return {name: value for name, value in values.items() if value}


TITLE = "Halden raises $4 billion for chips"
DAY = "2026-03-26"
FORMS = {
    # in brackets behind a title
    f"According to Reuters’ report of March 26th 2026, “{TITLE}” ({R}), it raised $4 billion.": [
        one(R, "Reuters", TITLE, DAY)
    ],
    f'According to Reuters\' report of 26 March 2026, "{TITLE}" ({R}), it raised $4 billion.': [
        one(R, "Reuters", TITLE, DAY)
    ],
    f"Reuters noted in its March 26, 2026 story, “{TITLE}” ({R}), that it raised $4 billion.": [
        one(R, "Reuters", TITLE, DAY)
    ],
    f"It raised $4 billion (“{TITLE}”, {R}).": [one(R, "Reuters", TITLE)],
    f"It raised $4 billion (Reuters, “{TITLE}”, 26 March 2026, {R}).": [one(R, "Reuters", TITLE, DAY)],
    f"It raised $4 billion (Reuters, March 26, 2026: {R}).": [one(R, "Reuters", "", DAY)],
    f"It raised $4 billion (source: {R}).": [one(R, "Reuters")],
    f"It raised $4 billion ({R}).": [one(R, "Reuters")],
    f"It raised $4 billion [{R}].": [one(R, "Reuters")],
    f"It raised $4 billion (see “{TITLE}”, Reuters, 2026-03-26, {R}).": [one(R, "Reuters", TITLE, DAY)],
    f"It raised $4 billion (Reuters: {R}; NYT: {N}).": [one(R, "Reuters"), one(N, "New York Times")],
    # links in brackets, in runs, at the end
    f"It raised $4 billion. ([Reuters]({R}))": [one(R, "Reuters")],
    f"It raised $4 billion. ([Reuters]({R}) / [New York Times]({N}))": [one(R, "Reuters"), one(N, "New York Times")],
    f"It raised $4 billion. [[Reuters]({R})]": [one(R, "Reuters")],
    f"It raised $4 billion. — [Reuters]({R})": [one(R, "Reuters")],
    f"It raised $4 billion. [Reuters]({R}), [The New York Times]({N})": [
        one(R, "Reuters"),
        one(N, "The New York Times"),
    ],
    f"It raised $4 billion. (via [Reuters]({R}))": [one(R, "Reuters")],
    f"It raised $4 billion. Source: [Reuters]({R}).": [one(R, "Reuters")],
    f"It raised $4 billion. Source: Reuters, {R}": [one(R, "Reuters")],
    f"It raised $4 billion. Read more: [“{TITLE}”]({R}) (Reuters)": [one(R, "Reuters", TITLE)],
    # links in sentences
    f"Halden [raised $4 billion]({R}), Reuters reported.": [one(R, "Reuters")],
    f"Reuters [reported]({R}) that Halden raised $4 billion.": [one(R, "Reuters")],
    f"Halden raised $4 billion, [according to Reuters]({R}).": [one(R, "Reuters")],
    f"Halden raised $4 billion, [per The New York Times]({N}).": [one(N, "New York Times")],
    f"A [Reuters report]({R}) of March 26, 2026 says that Halden raised $4 billion.": [one(R, "Reuters")],
    f"Halden [said]({H}) it raised $4 billion.": [one(H, "Halden")],
    f"In a [statement]({H}), the company put the sum at $4 billion. Halden gave no details.": [one(H, "Halden")],
    f"Unknown Bureau [counts]({U}) 4 million homes.": [one(U, "Unknown Bureau")],
    f"It raised $4 billion: {R}": [one(R, "Reuters")],
    f"It raised $4 billion <{R}>.": [one(R, "Reuters")],
    f"[It raised $4 billion][1].\n\n[1]: {R}": [one(R, "Reuters")],
    f'It [raised $4 billion]({R} "{TITLE}").': [one(R, "Reuters", TITLE)],
    # notes and lists
    f"It raised $4 billion.[^1]\n\n[^1]: Reuters, “{TITLE}”, 26 March 2026, {R}": [one(R, "Reuters", TITLE, DAY)],
    f"It raised $4 billion.[^a]\n\n[^a]: [{TITLE}]({R}). Reuters. March 26, 2026.": [one(R, "Reuters", TITLE, DAY)],
    f"It raised $4 billion [1].\n\n## Sources\n\n[1] Reuters (26 March 2026): {TITLE}. {R}": [
        one(R, "Reuters", TITLE, DAY)
    ],
    f"It raised $4 billion [1].\n\n## References\n\n1. Lind, A. (2026, March 26). {TITLE}. Reuters. {R}": [
        one(R, "Reuters", TITLE, DAY)
    ],
    f"It raised $4 billion¹.\n\nNotes\n\n¹ “{TITLE}”, Reuters, 26 March 2026, {R}": [one(R, "Reuters", TITLE, DAY)],
    f"It raised $4 billion [1].\n\nReferences\n\n[1] Anna Lind, “{TITLE},” Reuters, March 26, 2026, {R}"
    " (accessed April 2, 2026).": [one(R, "Reuters", TITLE, DAY, "2026-04-02")],
    f"It raised $4 billion.\n\nSources:\n\n- [{TITLE}]({R}) (Reuters, 26 March 2026)\n- [Job cuts at Halden this"
    f" spring]({N})": [
        one(R, "Reuters", TITLE, DAY),
        one(N, "New York Times", "Job cuts at Halden this spring"),
    ],
    f'It raised $4 billion.<sup>[1](#n1)</sup>\n\n<p id="n1">Reuters: “{TITLE}”. {R}</p>': [one(R, "Reuters", TITLE)],
    # dates
    f"It raised $4 billion ([Reuters]({R}), 26 March 2026).": [one(R, "Reuters", "", DAY)],
    "It raised $4 billion (https://www.bbc.com/news/2026/03/26/halden).": [
        one("https://www.bbc.com/news/2026/03/26/halden", "BBC", "", DAY)
    ],
    f"On March 20th 2026 Halden raised $4 billion ({R}).": [one(R, "Reuters")],
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_of_citation_says_publisher_title_and_date(text: str) -> None:
    document = document_of(text)
    spellings = Spellings(lambda: names_in(document.text))
    citations = citations_of(document, KnownPublishers(in_article=spellings.of_host))
    found = [dict(cited.fields) for cited in citations.cited] + [dict(fields) for fields in citations.listed]
    assert found == FORMS[text]
