"""Make the pictures of the README: ``python -m tests.tooling.make_images`` (needs Chromium and the test extra).

Names of pictures as arguments make only these.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import fpdata as fp
from tests.tooling.browser import launched

IMAGES = Path(__file__).parents[2] / "notebooks" / "images"


def main(names: list[str]) -> None:
    with sync_playwright() as playwright, launched(playwright) as browser:
        for name in names or list(_PICTURES):
            path = IMAGES / f"{name}.png"
            _PICTURES[name](browser, path)
            print(path)


def _figure(figure, browser: Browser, path: Path) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 600}, device_scale_factor=1.5)
    page.set_content(figure.to_html(include_plotlyjs=True, config={"displayModeBar": False}))
    page.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(500)
    page.locator(".plotly-graph-div").screenshot(path=path)
    page.close()


def _report(browser: Browser, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = fp.write_report(fp.load(), Path(folder) / "report.html")
        page = browser.new_page(viewport={"width": 900, "height": 1000}, device_scale_factor=1.5)
        page.goto(report.as_uri())
        page.locator("html[data-drawn]").wait_for()
        page.wait_for_timeout(500)
        page.screenshot(path=path)
        page.close()


def _map(browser: Browser, path: Path) -> None:
    _figure(fp.plot_visits(fp.load().visits), browser, path)


def _sectors(browser: Browser, path: Path) -> None:
    _figure(fp.plot_sectors(fp.load().cooperation), browser, path)


def _timeline(browser: Browser, path: Path) -> None:
    corpus = fp.load()
    _figure(fp.plot_timeline(corpus.visits, corpus.claims, corpus.acts), browser, path)


# a picture is its name here and a function that writes it
_PICTURES: dict[str, Callable[[Browser, Path], None]] = {
    "map": _map,
    "sectors": _sectors,
    "timeline": _timeline,
    "report": _report,
}

if __name__ == "__main__":
    main(sys.argv[1:])
