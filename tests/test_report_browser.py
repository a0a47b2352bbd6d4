"""The report in a real Chromium, opened from disk with the network cut."""

import re

import pandas as pd
import pytest

import fpdata as fp
from tests.tooling import attack

_RUN = "!window.attacked"


class Opened:
    """A file in a browser, with what it asked for, said and did."""

    def __init__(self, browser, path, width=1300, height=900, **context):
        self.context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **context)
        self.page = self.context.new_page()
        self.asked, self.said, self.dialogs = [], [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.goto(path.as_uri())
        self.page.locator("html[data-drawn]").wait_for(timeout=30_000)

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def hover_everything(self):
        """Point at each bar and sign that is drawn, and see the labels."""
        seen = []
        for plot in self.page.locator(".plot").all():
            plot.scroll_into_view_if_needed()
            marks = plot.locator(".barlayer .point, .scatterlayer .point").all()
            for mark in marks[:: max(1, len(marks) // 8)]:
                mark.scroll_into_view_if_needed()
                box = mark.bounding_box()
                self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                self.page.wait_for_timeout(60)
                seen += plot.locator(".hoverlayer text").all_text_contents()
        return seen


@pytest.fixture(scope="module")
def path(corpus, tmp_path_factory):
    return fp.write_report(corpus, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    corpus = fp.load(attack.package(folder / "package"))
    texts = [attack.TEXTS[place % len(attack.TEXTS)] for place in range(len(corpus.claims))]
    checks = pd.DataFrame({"claim_id": corpus.claims["claim_id"], "verdict": "supported", "reason": texts})
    return fp.write_report(corpus, folder / "report.html", checks=checks)


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (700, "dark"), (390, "light")])
def test_it_opens_from_disk_with_no_request_no_complaint_and_the_map_in_sight(browser, path, width, scheme):
    opened = Opened(browser, path, width, color_scheme=scheme)
    page = opened.page
    assert page.locator(".plot .main-svg:first-child").count() == 4
    page.locator("#map").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('map').scrollIntoView()")
    india = (
        page.locator(".plot")
        .first.locator("path.js-fill")
        .evaluate_all(
            """all => { for (const fill of all) { const trace = fill.closest('.trace').__data__[0].trace;
        if (trace.meta === 'IND') { const b = fill.getBoundingClientRect();
        return [b.x, b.y, b.right, b.bottom]; } } }"""
        )
    )
    assert 0 < india[0] < india[2] < width
    assert 0 < india[1] < india[3] < 900
    assert india[2] - india[0] > 15
    assert page.evaluate("document.documentElement.scrollWidth") == width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 25, 28)"}[scheme]
    cut = page.locator("h1, h2, li, caption, summary, tbody th, tbody td").evaluate_all(
        "all => all.filter(e => e.offsetParent && !e.closest('.scroll') && e.scrollWidth > e.clientWidth + 1).length"
    )
    assert cut == 0
    assert opened.asked == [path.as_uri()]
    assert opened.said == []
    opened.context.close()


def test_figures_are_saved_as_pictures_and_none_is_sent_anywhere(browser, path):
    opened = Opened(browser, path)
    plot = opened.page.locator(".plot").first
    plot.hover(position={"x": 300, "y": 300})
    names = plot.locator(".modebar-btn").evaluate_all("all => all.map(b => b.getAttribute('data-title'))")
    assert names == ["Download plot", "Zoom in", "Zoom out", "Reset axes"]
    with opened.page.expect_download() as download:
        plot.locator(".modebar-btn").first.click()
    svg = download.value.path().read_text("utf-8")
    assert svg.startswith("<svg")
    assert "Mongolia" in svg
    assert plot.locator(".main-svg").first.get_attribute("aria-label").startswith("Map: Belarus: at least 6 visits")
    assert opened.said == []
    opened.context.close()


@pytest.mark.parametrize("refused", [False, True], ids=["clipboard", "no permission"])
def test_a_table_is_copied_by_keyboard(browser, path, corpus, refused):
    opened = Opened(browser, path, permissions=[] if refused else ["clipboard-read", "clipboard-write"])
    page = opened.page
    if refused:
        page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    page.evaluate("document.addEventListener('copy', () => { window.copied = getSelection().toString(); })")
    section = page.locator("section[aria-labelledby=visits]")
    section.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copy Visits as CSV"
    page.keyboard.press("Enter")
    section.get_by_text("Copied.").wait_for(timeout=5000)
    copied = page.evaluate("window.copied" if refused else "navigator.clipboard.readText()")
    assert copied.splitlines()[0].startswith("visit_id,event_id")
    assert len(copied.splitlines()) == 1 + len(corpus.visits)
    opened.context.close()


def test_hostile_text_runs_nowhere_in_the_report(browser, hostile):
    opened = Opened(browser, hostile)
    page = opened.page
    seen = opened.hover_everything()
    assert any("<img src=x" in text for text in seen)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator(".plot a, .plot image").count() == 0
    assert page.evaluate(_RUN)
    assert opened.asked == [hostile.as_uri()]
    assert (opened.dialogs, opened.said) == ([], [])
    opened.context.close()


def opened_raw(browser, path):
    """Open a page that may be hostile; give it and what would have left it (the policy stops requests before that)."""
    page = browser.new_context().new_page()
    left = []

    def stop(route):
        left.append(route.request.url)
        route.abort()

    page.route(lambda url: attack.HOST in url, stop)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(path.as_uri())
    page.wait_for_timeout(500)
    return page, left


def test_the_policy_alone_stops_what_were_not_escaped(browser, path, tmp_path):
    """Set the same strings into the page as mark-up: the second line of defence, tested without the first."""
    raw = "".join(text for text in attack.TEXTS if "http-equiv" not in text and "<!--" not in text)
    raw = re.sub(r"</?(?:noscript|template|style|textarea|title)[^>]*>", "", raw)
    bad = tmp_path / "bad.html"
    bad.write_text(path.read_text("utf-8").replace("<main>", f"<main><div>{raw}</div>", 1), "utf-8")
    page, left = opened_raw(browser, bad)
    assert page.locator("main img").count() > 0
    assert page.evaluate(_RUN)
    assert left == []
    page.context.close()


def test_the_strings_do_run_where_nothing_stops_them(browser, tmp_path):
    """Else the tests above could not fail."""
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><p>" + "<p>".join(attack.TEXTS[:13]), "utf-8")
    page, left = opened_raw(browser, bad)
    assert not page.evaluate(_RUN)
    assert left
    page.context.close()
