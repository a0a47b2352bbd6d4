"""Make the pictures of the README: ``python -m tests.tooling.make_images`` (needs Chromium and the test extra)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

import fpdata as fp
from tests.tooling.browser import launched

IMAGES = Path(__file__).parents[2] / "notebooks" / "images"


def main() -> None:
    corpus = fp.load()
    figures = {"map": fp.plot_visits(corpus.visits)}
    with sync_playwright() as playwright, launched(playwright) as browser:
        for name, figure in figures.items():
            page = browser.new_page(viewport={"width": 900, "height": 600}, device_scale_factor=1.5)
            page.set_content(figure.to_html(include_plotlyjs=True, config={"displayModeBar": False}))
            page.locator(".main-svg").first.wait_for()
            page.wait_for_timeout(500)
            page.locator(".plotly-graph-div").screenshot(path=IMAGES / f"{name}.png")
            print(IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
