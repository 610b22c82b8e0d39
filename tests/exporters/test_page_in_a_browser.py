"""The page to publish in Chromium: search, filters, sorting, links, printing, and what it must not do."""

import base64
import json
from importlib.resources import files
from pathlib import Path

import pytest
from browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from ledger.exporters.page.document import Context, document
from ledger.loading import load, load_text
from ledger.model import Claim

pytestmark = pytest.mark.slow  # each needs a browser

ROOT = Path(__file__).parent.parent.parent
LEDGER = """
claims:
  - {id: one, company: OpenAI, claim: OpenAI raised $122 billion., metric: funding, figure: $122 billion,
     date: 2026-03-31, publisher: OpenAI, url: https://openai.com/a, title: A round, quote: We raised.}
  - {id: two, company: xAI, claim: xAI raised $10 billion., metric: funding, figure: $10 billion,
     date: 2025-09-19, publisher: Reuters, url: https://reuters.com/b, title: xAI raises}
  - {id: three, company: Société Générale, claim: Its margin fell., metric: margin, figure: 45%, date: 2026}
  - {id: four, company: Acme, claim: Acme may lose money., metric: profit, figure: -$2 billion, status: forecast,
     date: 2024-05, publisher: Financial Times, url: https://ft.com/c, title: Acme}
  - {id: five, company: Acme, claim: Nothing is known., note: Ask}
"""


def small() -> str:
    return document(load_text(LEDGER, "claims.yaml").claims, Context("A round"))


def article() -> str:
    ledger = load([str(ROOT / "data" / "claims.yaml")])
    return document(ledger.claims, Context(ledger.heading))


def test_from_a_folder_and_from_a_server_it_is_the_same_page_and_asks_for_nothing_else(
    browser: Browser, served: str
) -> None:
    browser.open(article())
    local = browser.run("return document.documentElement.outerHTML")
    assert browser.requests() == [browser.path.as_uri()]
    assert browser.log("browser") == []
    browser.go(served)
    assert browser.run("return document.documentElement.outerHTML") == local
    assert browser.requests() == [served]
    assert browser.log("browser") == []


def test_search_takes_all_words_and_ignores_case_and_accents(browser: Browser) -> None:
    browser.open(small())
    browser.find("#q").send_keys("RAISED billion")
    assert browser.shown() == ["one", "two"]
    assert browser.find("#count").text == "2 of 5 claims"
    browser.find("#q").clear()
    browser.find("#q").send_keys("societe")
    assert browser.shown() == ["three"]


def test_a_company_with_two_names_is_one_company_of_the_filter(browser: Browser) -> None:
    text = "companies: {Meta: Facebook}\nclaims: [{company: Facebook, claim: One.}, {company: Meta, claim: Two.}]"
    browser.open(document(load_text(text, "claims.yaml").claims, Context()))
    assert [option.text for option in Select(browser.find("#company")).options] == ["All companies", "Meta (2)"]
    browser.find("#q").send_keys("meta")
    assert len(browser.shown()) == 2
    assert browser.find("tbody td").text == "Facebook"


def test_filters_are_in_the_address_and_the_back_button_takes_them_back(browser: Browser) -> None:
    browser.open(small())
    Select(browser.find("#company")).select_by_value("Acme")
    assert browser.shown() == ["four", "five"]
    browser.find("#lacking").click()
    assert browser.shown() == ["five"]
    assert browser.run("return location.hash") == "#?company=Acme&lacking=1"
    browser.driver.back()
    browser.wait(lambda: browser.shown() == ["four", "five"])
    browser.driver.back()
    browser.wait(lambda: len(browser.shown()) == 5)
    browser.find("#q").send_keys("acme")
    browser.find("#reset").click()
    assert len(browser.shown()) == 5


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("#?company=Acme&q=money", ["four"]),
        ("#?metric=funding&sort=-figure", ["one", "two"]),
        ("#?publisher=Financial+Times", ["four"]),
        ("#?status=forecast", ["four"]),
        ("#?lacking=1", ["three", "five"]),
        ("#?company=Nobody&sort=nonsense", ["one", "two", "three", "four", "five"]),
        ("#claim-two", ["one", "two", "three", "four", "five"]),
    ],
)
def test_a_link_opens_the_view_that_it_was_copied_from(browser: Browser, fragment: str, shown: list[str]) -> None:
    browser.open(small(), fragment)
    assert browser.shown() == shown


@pytest.mark.parametrize(
    ("column", "upward"),
    [
        ("Company", ["four", "five", "one", "three", "two"]),
        ("Figure", ["four", "two", "one", "three", "five"]),  # dollars, the commonest unit, before percentages
        ("Date", ["four", "two", "three", "one", "five"]),
        ("Publisher", ["four", "one", "two", "three", "five"]),
        ("Source", ["one", "two", "three", "four", "five"]),
    ],
)
def test_each_column_sorts_by_mouse_and_by_keyboard_with_absent_values_last(
    browser: Browser, column: str, upward: list[str]
) -> None:
    browser.open(small())
    head = next(head for head in browser.driver.find_elements(By.TAG_NAME, "th") if head.text == column)
    head.find_element(By.TAG_NAME, "button").click()
    assert (browser.shown(), head.get_attribute("aria-sort")) == (upward, "ascending")
    head.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "descending"
    head.find_element(By.TAG_NAME, "button").send_keys(Keys.SPACE)
    assert (browser.shown(), head.get_attribute("aria-sort")) == (["one", "two", "three", "four", "five"], None)


def test_it_is_used_with_the_keyboard_alone(browser: Browser) -> None:
    browser.open(small())
    browser.find("#q").send_keys("acme", Keys.TAB)
    assert browser.run("return document.activeElement.id") == "company"
    for _ in range(3):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    browser.driver.switch_to.active_element.send_keys(Keys.SPACE)
    assert browser.shown() == ["five"]


def test_a_claims_link_is_copied_and_leaves_the_filters_as_they_are(browser: Browser, served: str) -> None:
    browser.open(small())
    browser.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.go(f"{served}#?company=Acme")
    browser.find("#claim-four a").click()
    browser.wait(lambda: browser.find("#count").text == "Link copied")
    assert browser.shown() == ["four", "five"]
    copied = browser.driver.execute_async_script(
        "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done(String(error)))"
    )
    assert copied == f"{served}#claim-four"


def test_without_javascript_it_is_readable_and_has_no_dead_controls(browser: Browser) -> None:
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(article())
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "tbody tr")) == 44
    assert browser.find("tbody tr").is_displayed()
    assert not browser.find(".controls").is_displayed()
    assert "14 of 44 claims lack a source." in browser.find("body").text
    assert "Show them" not in browser.find("body").text


def test_it_prints_the_urls_of_the_sources_and_no_controls(browser: Browser) -> None:
    browser.open(small(), "#?company=Acme")
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    assert not any(
        one.is_displayed()
        for one in browser.driver.find_elements(By.CSS_SELECTOR, ".controls label, .controls button, .show")
    )
    assert browser.find("#count").text == "2 of 5 claims"  # so that nobody takes the view for the whole
    printed = browser.run("return getComputedStyle(document.querySelector('ol a'), '::after').content")
    assert printed == '" <https://openai.com/a>"'
    pdf = base64.b64decode(browser.cdp("Page.printToPDF")["data"])
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing_that_keeps_people_from_using_it(browser: Browser, scheme: str, width: int) -> None:
    browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    browser.open(small() if width == 390 else article())
    # The policy of the page lets no other script run, so that axe is brought in by the debugger.
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    browser.cdp("Runtime.evaluate", expression=axe)
    result = browser.cdp(
        "Runtime.evaluate",
        expression="axe.run().then((found) => found.violations.map((one) => [one.id, one.nodes[0].html]))",
        awaitPromise=True,
        returnByValue=True,
    )
    browser.cdp("Emulation.clearDeviceMetricsOverride")
    assert result["result"]["value"] == []


HOSTILE = (
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    '" onmouseover="window.ran = 1',
    "javascript:window.ran = 1",
    "<!--<script>",
    "\u202egnp.exe \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \x1b[2J\x07",
    "long " * 50_000,
)


@pytest.mark.parametrize(
    "text",
    HOSTILE,
    ids=["script", "image", "attribute", "url", "comment", "controls", "long"],
)
def test_a_hostile_ledger_runs_nothing(browser: Browser, text: str) -> None:
    texts = dict.fromkeys(("claim", "metric", "figure", "note", "publisher", "title", "quote", "locator"), text)
    record = "\n  ".join(f"{name}: {json.dumps(value)}" for name, value in texts.items())
    ledger = load_text(
        f"heading: {json.dumps(text)}\nclaims:\n- company: {json.dumps(text)}\n  {record}\n", "claims.yaml"
    )
    claims: tuple[Claim, ...] = ledger.claims
    assert claims
    browser.open(document(claims, Context(text)))
    browser.find("#q").send_keys("window")
    assert browser.run("return window.ran") is None
    assert browser.run("return document.scripts.length") == 2
    assert browser.requests() == [browser.path.as_uri()]
    assert browser.log("browser") == []


def test_of_many_claims_the_first_are_shown_and_more_when_the_reader_gets_there(browser: Browser) -> None:
    records = "".join(f"- {{id: c{n}, company: Acme {n % 7}, claim: Claim {n}.}}\n" for n in range(600))
    text = document(load_text(f"claims:\n{records}", "claims.yaml").claims, Context())
    browser.open(text)
    assert browser.find("#count").text == "600 of 600 claims"
    assert browser.shown() == [f"c{n}" for n in range(250)]
    browser.run("document.querySelector('#more').scrollIntoView()")
    browser.wait(lambda: len(browser.shown()) == 500)
    browser.find("#q").send_keys("599")
    assert browser.shown() == ["c599"]
    assert not browser.find("#more").is_displayed()
    browser.open(text, "#claim-c580")
    assert browser.run("return document.querySelector('#claim-c580').getBoundingClientRect().top") < 900
    browser.open(text, "#?company=Acme+1&sort=-claim")
    assert browser.shown()[:2] == ["c596", "c589"]
    browser.cdp("Page.printToPDF")
    assert len(browser.shown()) == 86
    browser.open(text)
    browser.cdp("Page.printToPDF")
    assert len(browser.shown()) == 600


@pytest.mark.parametrize("width", [390, 720, 780, 800, 1000, 1200])
def test_no_name_is_broken_within_a_word_and_nothing_overflows(browser: Browser, width: int) -> None:
    names = ["Hewlett-Packard", "Anthropic", "Investopedia", "Süddeutsche Zeitung", "Volkswagen"]
    records = "".join(
        f"- {{claim: A long sentence about what they said in spring., company: {name}, publisher: {name},"
        " figure: $122 billion, url: 'https://a.org/x', date: 2026-03-31}\n"
        for name in names
    )
    browser.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    browser.open(document(load_text(f"claims:\n{records}", "claims.yaml").claims, Context()))
    broken = browser.run("""
        const bad = [];
        for (const name of document.querySelectorAll("td bdi, td:nth-child(4)")) {
          for (const word of name.textContent.split(/[ -]/)) {
            const at = name.textContent.indexOf(word), range = document.createRange();
            range.setStart(name.firstChild, at); range.setEnd(name.firstChild, at + word.length);
            if (word && new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) bad.push(word);
          }
        }
        return bad;
    """)
    wide = browser.run("return document.documentElement.scrollWidth")
    browser.cdp("Emulation.clearDeviceMetricsOverride")
    assert broken == []
    assert wide <= width
