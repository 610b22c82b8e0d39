"""What the page to publish weighs and costs, and how long its readers wait: `python -m benchmarks.page [RUNS]`."""

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.generate import ledger
from benchmarks.speed import pairs, process

_DATA = Path(__file__).parent.parent / "data" / "claims.yaml"
# Milliseconds from typing to the end of layout, for words of which some find nearly everything and some nothing.
_SEARCH = """
const search = document.querySelector("#q");
return ["c", "co", "com", "compute", "compute g", "", "reuters", "x", "", "openai", "", "nothing", ""].map((words) => {
  search.value = words;
  const begun = performance.now();
  search.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
});
"""


def searches(pages: Sequence[tuple[str, Path, int]]) -> None:
    """Print how long a search takes in Chromium, with the first one apart, which reads the texts of all rows."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1200,900"):
        options.add_argument(argument)
    browser: Any = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        for name, path, most in pages:
            browser.get(path.as_uri())
            first, *others = browser.execute_script(_SEARCH)
            said = f"median {statistics.median(others):.0f} ms, longest {max(others):.0f}, first {first:.0f}"
            print(f"search in a page of {name}: {said} (at most {most})")
    finally:
        browser.quit()


def main() -> None:
    """Print sizes, ratios and times; about a minute with 7 runs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    os.environ["LEDGER_CACHE"] = "off"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = []
        for count, most, wait in ((0, 45, 0), (1_000, 650, 50), (10_000, 0, 300)):
            file, page = folder / f"{count}.yaml", folder / f"{count}.html"
            file.write_text(ledger(count) if count else _DATA.read_text(encoding="utf-8"), encoding="utf-8")
            process("export", "--file", str(file), "--output", str(page))()
            what = f"{count:,} claims" if count else "the article's ledger"
            print(f"a page of {what}: {page.stat().st_size / 1000:.0f} KB{f' (at most {most})' if most else ''}")
            if wait:
                pages.append((what, page, wait))
        written = process("export", "--format", "page", "--file", str(folder / "10000.yaml"))
        loaded = process("show", "--limit", "1", "--file", str(folder / "10000.yaml"))
        pairs("write a page of 10,000 claims / show one of them, parsed", written, loaded, runs, 3)
        searches(pages)


if __name__ == "__main__":
    main()
