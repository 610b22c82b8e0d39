"""A browser for the tests of the page; its fixtures are in conftest.py."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


class Browser:
    """One page in a browser."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self._folder = folder
        self.path = folder / "page.html"

    def open(self, text: str, fragment: str = "") -> None:
        self.path.write_text(text, encoding="utf-8", errors="replace")
        self.go(self.path.as_uri() + fragment)

    def go(self, url: str) -> None:
        self.driver.get("about:blank")
        self.log("performance"), self.log("browser")
        self.driver.get(url)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def cdp(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def log(self, kind: str) -> list[dict[str, Any]]:
        """What has been logged since the last look: "browser" for the console, "performance" for the network."""
        # Selenium declares no types for this method.
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def shown(self) -> list[str]:
        """The ids of the rows that can be seen, in order."""
        ids = self.run("return [...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => r.id)")
        return [id.removeprefix("claim-") for id in ids]

    def wait(self, condition: Callable[[], bool]) -> None:
        WebDriverWait(self.driver, 10).until(lambda _: condition())

    def requests(self) -> list[str]:
        messages = (json.loads(entry["message"])["message"] for entry in self.log("performance"))
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
            and not message["params"]["request"]["url"].startswith("data:")
        ]


def started() -> Iterator[webdriver.Chrome]:
    """Chromium; a test is skipped if it is not installed."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(DRIVER))
    made.set_page_load_timeout(60)
    yield made
    made.quit()


def page_in(driver: webdriver.Chrome, folder: Path) -> Iterator[Browser]:
    """A page in a browser, which is left as it was."""
    made = Browser(driver, folder)
    yield made
    made.cdp("Emulation.setScriptExecutionDisabled", value=False)
    made.cdp("Emulation.setEmulatedMedia", media="", features=[])


def server_of(folder: Path) -> Iterator[str]:
    """The URL of the page in a folder that is served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()
