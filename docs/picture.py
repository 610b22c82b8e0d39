"""Take the picture of the page: `python docs/picture.py` writes docs/page.png, which README shows. Needs Chromium."""

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from ledger.exporters.page.document import Context, document
from ledger.loading import load

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1100, 800  # a picture of at most 150 KB


def main() -> None:
    """Open the page of the first ledger in a browser, and take a picture of what it shows at first."""
    ledger = load([str(FOLDER.parent / "data" / "claims.yaml")])
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT + 200}"):
        options.add_argument(argument)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(document(ledger.claims, Context(ledger.heading, changed="2026-11-27")), encoding="utf-8")
        browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
            browser.get(page.as_uri())
            browser.save_screenshot(str(FOLDER / "page.png"))
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
