"""The search of the page finds what `ledger show` finds: names in any script, however they are typed."""

import json
import random
import unicodedata

import pytest
from browser import Browser
from conftest import LedgerAt, Run

from ledger.exporters.page.document import Context, document
from ledger.loading import load_text
from ledger.text import fold

pytestmark = pytest.mark.slow  # most need a browser

NAMES = """
Crédit Lyonnais; L’Oréal; L'Oréal; Rolls‑Royce; Rolls-Royce; Weiß KG; WEISS KG; STRAẞE; İzmir Demir; Işık Enerji; Żywiec
Mærsk; Åland Þing; 日本製鉄; トヨタ; ﾄﾖﾀ; Ｎｉｎｔｅｎｄｏ; 현대자동차; 한국전력; Газпром; Сбербанк Ёж; شركة الإتصالات
ﬁrst oﬃce; Y Corp; F# Ltd; Yahoo?; S&P; 7Up; B&Q; A.P. Møller; Marks & Spencer; Big\u00a0Sky; mid\u200bway; hy\u00adphen
Όμιλος; ΟΜΙΛΟΣ; भारत बैंक; ปตท; Công ty Đại; Disney+; 3.5 Capital; Open AI; OpenAI
"""
TYPED = """
credit; l'oreal; L’Oreal; loreal; rolls royce; Rolls‑Royce; rollsroyce; weiss; Weiß; izmir; isik; zywiec; maersk
aland thing; 日本; 製鉄; トヨタ; nintendo; 현대; 자동차; 한국; газпром; сбербанк еж; الاتصالات; first office; y corp; f#
s&p; B & Q; a.p. moller; ap moller; marks & spencer; marks; big sky; midway; hyphen; ομιλος; ΌΜΙΛΟΣ; भारत; ปต
cong ty dai; disney+; 3.5; open ai; openai; strasse; ?; no such name
"""


def _split(lines: str) -> list[str]:
    return lines.strip("\n").replace("\n", "; ").split("; ")


def ledger_of(names: list[str]) -> str:
    rows = (f"  - {{id: c{at}, company: {json.dumps(name)}, claim: It said so.}}\n" for at, name in enumerate(names))
    return "claims:\n" + "".join(rows)


def test_the_page_finds_what_show_finds(browser: Browser, ledger_at: LedgerAt, run: Run) -> None:
    text = ledger_of([*_split(NAMES), unicodedata.normalize("NFD", "한국도로공사")])
    ledger_at(text)
    browser.open(document(load_text(text, "claims.yaml").claims, Context()))
    for typed in _split(TYPED):
        done = run("show", typed, "--format", "jsonl")
        found = {json.loads(line)["id"] for line in done.stdout.splitlines()}
        assert found or typed == "no such name", typed
        browser.run(f"search.value = {json.dumps(typed)}; search.dispatchEvent(new Event('input'))")
        assert found <= set(browser.shown()), typed
    assert browser.shown() == []


def test_an_ampersand_and_an_apostrophe_part_words(browser: Browser) -> None:
    names = ["H&M", "HM Land Registry", "Rhythm & Co", "D'Arcy", "Darcy"]
    browser.open(document(load_text(ledger_of(names), "claims.yaml").claims, Context()))
    for typed, found in (("h&m", ["c0"]), ("H & M", ["c0"]), ("d’arcy", ["c3", "c4"]), ("hm", ["c0", "c1", "c2"])):
        browser.run(f"search.value = {json.dumps(typed)}; apply()")
        assert browser.shown() == found, typed


def test_the_page_finds_claims_by_their_sources_and_ids_and_not_by_its_own_words(browser: Browser) -> None:
    text = """
    claims:
      - {id: oak-sales, company: Oak, claim: A., publisher: P, url: https://p.org/a, title: A forest report, quote: Ja}
      - {id: elm-sales, company: Elm, claim: B.}
    """
    browser.open(document(load_text(text, "claims.yaml").claims, Context()))
    for typed, found in (("forest report", ["oak-sales"]), ("elm-sales", ["elm-sales"]), ("more", []), ("link", [])):
        browser.run(f"search.value = {json.dumps(typed)}; apply()")
        assert browser.shown() == found, typed


def test_the_page_folds_every_character_as_the_ledger_does(browser: Browser) -> None:
    browser.open(document((), Context()))
    assigned = [
        chr(code) for code in range(0x110000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = [f"{char} a{char}b 1{char}2 {char}" for char in assigned]
    mixed = random.Random(1)
    texts += ["".join(mixed.choices(assigned[:3000] + list("aB1.,+#' -"), k=12)) for _ in range(5000)]
    folded = browser.driver.execute_script("return arguments[0].map(fold)", texts)
    assert [(text, one) for text, one in zip(texts, folded, strict=True) if one != fold(text)] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("서울", ["k2"]), ("삼성", ["k1"]), ("발표", ["k2"]), ("투자", ["k1"]), ("울에", ["k2"]), ("서우", [])],
)
def test_hangul_is_found_by_parts_of_words(ledger_at: LedgerAt, run: Run, typed: str, found: list[str]) -> None:
    rows = ["{id: k1, company: 삼성물산, claim: 삼성물산은 투자했다.}", "{id: k2, claim: 서울에서는 발표가 났다.}"]
    ledger_at("claims:\n" + "".join(f"  - {row}\n" for row in rows))
    done = run("show", typed, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == found
