"""The explorer in a real JupyterLab in a real Chromium that is cut off from the network."""

import csv
import io
import re

import pytest

from fpdata import geometry

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.tooling import attack
from tests.tooling.lab import Opened, served

_TWO = [
    "import fpdata as fp\n\none = fp.explore(fp.load())\none",
    "two = fp.explore(fp.load('attack'))\ntwo",
    "len(one.selection.visits), len(two.selection.visits)",
]

# the place on the screen of a point in the plane of a figure
_PLACE = """(plot, [x, y]) => {
  const frame = plot.getBoundingClientRect(), full = plot._fullLayout;
  return [frame.x + full.xaxis._offset + full.xaxis.d2p(x), frame.y + full.yaxis._offset + full.yaxis.d2p(y)];
}"""
# all three figures are drawn, each as wide as its column
_DRAWN = """root => {
  const plots = [...root.querySelectorAll('.js-plotly-plot')];
  const fits = plot => plot._fullData?.length && plot._fullLayout.width === plot.parentElement.clientWidth;
  return plots.length === 3 && plots.every(fits);
}"""
_SIGNS = """plot => {
  const [low, high] = plot._fullLayout.xaxis.range;
  let seen = 0;
  for (const trace of plot._fullData)
    trace.x.forEach((x, i) => {
      const faded = trace.selectedpoints && !trace.selectedpoints.includes(i);
      if (x > low && x < high && !faded) seen += 1;
    });
  return [seen, [...plot.querySelectorAll('.annotation-text')].map(text => text.textContent)];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, browser):
    assert browser.is_connected()  # no use in a server without one
    folder = tmp_path_factory.mktemp("explorer")
    with served(folder, more={"two.ipynb": _TWO}) as url:
        attack.package(folder / "notebooks" / "attack")
        yield url


@pytest.fixture(scope="module")
def notebook(browser, address):
    """Give notebook 05, run in a new kernel."""
    opened = Opened(browser, address, "05_explorer.ipynb", 1300, 1400, drawn=False)
    opened.restart_and_run_all()
    yield opened
    opened.page.close()


@pytest.fixture(scope="module")
def pair(browser, address):
    """Give two explorers in one notebook, the second of a hostile package."""
    opened = Opened(browser, address, "two.ipynb", 700, 1400, drawn=False)
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.restart_and_run_all()
    yield opened
    opened.page.close()


class Pane:
    """One of the explorers on a page, as a person sees it."""

    def __init__(self, opened, place=0):
        self.page = opened.page
        self.root = opened.page.locator(".jp-OutputArea-output:has(.js-plotly-plot)").nth(place)
        self.map, self.sectors, self.timeline = (self.root.locator(".js-plotly-plot").nth(n) for n in range(3))
        self.words = self.root.locator("p[role=status]")
        self.evidence = self.root.locator("section[aria-label=Evidence]")
        self.info = self.root.locator(".dt-info")
        self.root.wait_for()
        self.page.wait_for_function(_DRAWN, arg=self.root.element_handle())

    def click(self, plot, x, y):
        plot.scroll_into_view_if_needed()
        across, down = plot.evaluate(_PLACE, [x, y])
        self.page.mouse.move(across - 3, down)
        self.page.mouse.move(across, down, steps=2)
        self.page.wait_for_timeout(200)  # plotly looks for the point under a mouse that rests
        self.page.mouse.click(across, down)

    def click_country(self, code):
        x, y, _ = geometry.world().points[code]
        self.click(self.map, x, y)

    def clear(self):
        button = self.root.get_by_role("button", name="Clear")
        if button.is_enabled():
            button.click()
        expect(self.words).to_contain_text("Everything")

    def expect_signs(self, n):
        handle = self.sectors.element_handle()
        self.page.wait_for_function(f"([plot, n]) => ({_SIGNS})(plot)[0] === n", arg=[handle, n], timeout=5000)

    def filter(self, title):
        return self.root.get_by_label(title, exact=True)


def paragraphs(corpus, code):
    """List the paragraphs that rows about a country rest on, worked out without the explorer."""
    found = set()
    for table in ("visits", "cooperation", "acts", "claims"):
        frame = getattr(corpus, table)
        named = frame[[c for c in frame if c.endswith("_iso3")]].eq(code).any(axis=1)
        found |= {int(n) for cell in frame.loc[named, "evidence"] for n in re.findall(r":(\d+)\.", cell)}
    return sorted(found)


def test_a_newcomer_finds_what_was_discussed_with_mongolia_and_where_in_one_click(notebook):
    pane = Pane(notebook)
    pane.click_country("MNG")
    expect(pane.words).to_contain_text("Selected: Mongolia: 18 rows")
    line = pane.evidence.locator("li", has_text="7.4")
    expect(line).to_contain_text("firefighting vehicles (discussed)")
    expect(line).to_be_in_viewport()
    expect(pane.evidence).to_contain_text("Paragraph 7")


def test_signs_and_bars_choose(notebook):
    pane = Pane(notebook)
    pane.clear()
    signs = pane.sectors.evaluate("plot => plot._fullData.map(({x, y, customdata}) => ({x, y, customdata}))")
    x, y = next(
        (trace["x"][n], trace["y"][n])
        for trace in signs
        for n, (partner, sector, _) in enumerate(trace["customdata"])
        if (partner, sector) == ("MNG", "tourism")
    )
    pane.click(pane.sectors, x, y)
    expect(pane.words).to_contain_text("Mongolia, sector tourism: 2 rows")
    expect(pane.evidence.locator("h4")).to_have_text(["Paragraph 2", "Paragraph 7"])
    pane.clear()
    x, y = pane.timeline.evaluate(
        """plot => { const unseen = plot._fullData.find(trace => trace.name === 'clicks');
        const place = unseen.customdata.indexOf('preiherman2024-aleinik-mng');
        return [unseen.x[place], unseen.y[place]]; }"""
    )
    pane.click(pane.timeline, x, y)
    expect(pane.words).to_contain_text("row preiherman2024-aleinik-mng: 1 row of visits")
    expect(pane.info).to_contain_text("1 row selected")
    pane.root.locator("tbody tr").nth(1).click()
    expect(pane.words).not_to_contain_text("aleinik-mng")
    expect(pane.words).to_contain_text(": 1 row of")


def test_a_click_on_india_narrows_every_view_and_clear_brings_all_back(notebook, corpus):
    pane = Pane(notebook)
    pane.clear()
    expect(pane.info).to_contain_text("of 119 entries")
    pane.expect_signs(36)
    pane.click_country("IND")
    expect(pane.words).to_contain_text("Selected: India: 51 rows, 1 of visits, 24 of cooperation")
    expect(pane.filter("Country")).to_have_value(re.compile("India"))
    expect(pane.info).to_contain_text("of 51 entries")
    rows = pane.root.locator("tbody tr")
    expect(rows.first).to_contain_text("Sergei Aleinik to India")
    assert all("India" in text for text in rows.all_text_contents())
    pane.expect_signs(24)
    texts = pane.sectors.evaluate(_SIGNS)[1]
    assert "India" in texts
    assert "Mongolia" not in texts
    told = [int(text.split()[1]) for text in pane.evidence.locator("h4").all_text_contents()]
    assert told == paragraphs(corpus, "IND")
    expect(pane.map.get_by_text("Visits: 1 of 5 rows")).to_be_visible()
    pane.click_country("IND")  # a second click takes it back
    expect(pane.words).to_contain_text("Everything: 119 rows")
    expect(pane.info).to_contain_text("of 119 entries")
    pane.expect_signs(36)


def test_after_a_restart_of_the_kernel_clicks_reach_the_new_explorer(notebook):
    pane = Pane(notebook)
    pane.clear()
    pane.click_country("IND")
    expect(pane.words).to_contain_text("India")
    notebook.restart_and_run_all()
    pane = Pane(notebook)
    expect(pane.words).to_contain_text("Everything: 119 rows")
    pane.click_country("IND")
    expect(pane.words).to_contain_text("India: 51 rows")
    assert notebook.outside == []
    assert notebook.errors == []


def test_two_explorers_do_not_interfere_and_need_no_mouse(pair):
    one, two = Pane(pair, 0), Pane(pair, 1)
    one.click_country("IND")
    expect(one.words).to_contain_text("India: 51 rows")
    expect(two.words).to_contain_text("Everything")
    two.filter("Country").focus()
    pair.page.keyboard.type("Mong")
    pair.page.keyboard.press("Enter")
    expect(two.words).to_contain_text("Mongolia: ")
    one.filter("Visitor").focus()
    pair.page.keyboard.type("Evg")
    pair.page.keyboard.press("Enter")
    expect(one.words).to_contain_text("India, visitor Evgeny Shestakov: no row")
    expect(one.evidence).to_contain_text("Nothing is selected")
    expect(two.words).to_contain_text("Mongolia: ")
    one.root.get_by_role("button", name="Clear").focus()
    pair.page.keyboard.press("Enter")
    expect(one.words).to_contain_text("Everything")
    expect(two.words).to_contain_text("Mongolia: ")


def test_hostile_text_is_shown_and_not_run(pair):
    pane = Pane(pair, 1)
    pane.clear()
    expect(pane.evidence).to_contain_text("<script>")
    pane.map.hover(position={"x": 150, "y": 300})
    pane.sectors.hover(position={"x": 200, "y": 250})
    for title in ("Visitor", "Row"):
        pane.filter(title).select_option(index=1)
        expect(pane.words).to_contain_text(title.lower())
    pane.clear()
    pane.root.get_by_role("button", name="Copy as CSV").click()
    expect(pair.page.get_by_text(re.compile("Copied .* rows to clipboard"))).to_be_visible()
    rows = list(csv.reader(io.StringIO(pair.page.evaluate("navigator.clipboard.readText()").strip())))
    assert len(rows) > 200
    assert {len(row) for row in rows} == {8}
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]
    pane.root.get_by_role("searchbox").fill("<img src=x onerror=")
    expect(pane.info).to_contain_text("filtered")
    expect(pane.root.locator("tbody tr").first).to_contain_text("<img src=x onerror=")
    pair.page.wait_for_timeout(500)
    assert pair.page.evaluate("typeof window.attacked") == "undefined"
    assert pair.page.locator("mjx-container").count() == 0
    expect(pane.map.locator(".modebar-btn").first).to_be_attached()
    assert pair.page.locator(".modebar-btn[data-title*=Share]").count() == 0  # it would upload the figure
    links = pair.page.evaluate("[...document.querySelectorAll('.jp-OutputArea a')].map(link => link.href)")
    assert not [link for link in links if re.search(f"{attack.HOST}|^javascript", link)]
    assert pair.dialogs == []
    assert pair.outside == []
    assert pair.errors == []
