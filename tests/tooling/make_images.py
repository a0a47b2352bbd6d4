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
from tests.tooling.lab import Opened, served

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


def _claims(browser: Browser, path: Path) -> None:
    checks = fp.check_claims(fp.load())
    _figure(fp.plot_claim_checks(checks[checks["claim_id"] == "preiherman2024-eu-third"]), browser, path)


def _explorer(browser: Browser, path: Path) -> None:
    """Run notebook 05 and choose Mongolia, as a reader would."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        opened = Opened(browser, address, "05_explorer.ipynb", 1300, 3400, drawn=False)
        opened.restart_and_run_all()
        view = opened.page.locator(".jp-OutputArea-output:has(.js-plotly-plot)").first
        view.get_by_label("Country", exact=True).select_option("Mongolia")
        opened.page.wait_for_timeout(1500)
        view.screenshot(path=path)
        opened.page.close()


# a picture is its name here and a function that writes it
_PICTURES: dict[str, Callable[[Browser, Path], None]] = {
    "map": _map,
    "sectors": _sectors,
    "timeline": _timeline,
    "claims": _claims,
    "explorer": _explorer,
    "report": _report,
}

if __name__ == "__main__":
    main(sys.argv[1:])
