"""The notebooks in a real JupyterLab in a real Chromium that is cut off from the network."""

import numpy as np
import pytest

from fpdata import geometry

pytest.importorskip("playwright.sync_api")

from tests.tooling.lab import Opened, served

_PLACE = """([meta]) => {
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    for (const trace of plot.querySelectorAll('.scatterlayer .trace')) {
      const data = trace.__data__[0] && trace.__data__[0].trace;
      const fill = trace.querySelector('path.js-fill');
      if (data && data.meta === meta && fill) {
        const axis = plot._fullLayout.xaxis, box = fill.getBoundingClientRect();
        return {d: fill.getAttribute('d'), scale: axis._length / (axis.range[1] - axis.range[0]),
                x: box.x, y: box.y, width: box.width, height: box.height};
      }
    }
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory, browser):
    assert browser.is_connected()  # no use in a server without one
    with served(tmp_path_factory.mktemp("lab")) as url:
        yield url


def drawn_area(path):
    """Return the area of an SVG path of straight lines in square pixels."""
    total = 0.0
    for ring in path.strip("M").replace("Z", "").split("M"):
        xy = np.array([point.split(",") for point in ring.split("L")], float)
        total += (xy[:-1, 0] * xy[1:, 1] - xy[1:, 0] * xy[:-1, 1]).sum() / 2
    return abs(total)


def shape_area(code):
    """Return the area of a bundled shape in square units of the plane."""
    return abs(
        sum(
            (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2
            for ring in geometry.world().shapes[code]
            for x, y in [(np.array(ring[0::2], float), np.array(ring[1::2], float))]
        )
    )


def test_the_map_notebook_runs_and_draws_with_no_network(browser, address):
    opened = Opened(browser, address, "01_global_south_pivot.ipynb", 1300)
    opened.restart_and_run_all()
    assert opened.figures() == 3
    opened.show(0)
    for code in ("IND", "MNG", "BGD", "LAO"):
        place = opened.page.evaluate(_PLACE, [code])
        assert place["width"] > 3, code
        expected = shape_area(code) * place["scale"] ** 2
        assert drawn_area(place["d"]) == pytest.approx(expected, rel=0.03 if expected > 500 else 0.2), code
        assert 0 < place["x"] < 1300
        assert 0 < place["y"] < 1000
    india = opened.page.evaluate(_PLACE, ["IND"])
    opened.page.mouse.move(india["x"] + india["width"] * 0.42, india["y"] + india["height"] * 0.5)
    hover = opened.page.locator(".hoverlayer .hovertext")
    hover.first.wait_for(timeout=5000)
    text = hover.first.text_content()
    for words in ("India: 1 visit", "Sergei Aleinik", "12–13 March 2024", "Jaishankar", "preiherman2024:3.1"):
        assert words in text
    assert opened.outside == []
    assert opened.errors == []
    opened.page.close()


def test_the_sector_notebook_runs_and_draws_with_no_network(browser, address):
    opened = Opened(browser, address, "02_cooperation_sectors.ipynb", 1300)
    opened.restart_and_run_all()
    assert opened.figures() == 3
    opened.show(0)
    points = opened.page.locator(".js-plotly-plot").first.locator(".scatterlayer .point")
    assert points.count() == 36
    opened.page.locator(".js-plotly-plot").first.get_by_text("emergency services").scroll_into_view_if_needed()
    assert opened.outside == []
    assert opened.errors == []
    opened.page.close()


@pytest.mark.parametrize("width", [1300, 700])
def test_nothing_is_cut_and_no_names_overlap(browser, address, width):
    opened = Opened(browser, address, "01_global_south_pivot.ipynb", width)
    opened.show(0)
    boxes = opened.page.evaluate(
        """() => { const plot = document.querySelector('.js-plotly-plot');
        const frame = plot.getBoundingClientRect();
        const texts = [...plot.querySelectorAll('.gtitle, .annotation-text, .textpoint text')];
        return [[frame.x, frame.y, frame.right, frame.bottom],
                ...texts.map(t => { const b = t.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom]; })]; }"""
    )
    frame, texts = boxes[0], boxes[1:]
    assert len(texts) == 10
    for x0, y0, x1, y1 in texts[:4]:
        assert frame[0] - 1 <= x0 < x1 <= frame[2] + 1
        assert frame[1] - 1 <= y0 < y1 <= frame[3] + 1
    for i, (a, b, c, d) in enumerate(texts):
        for e, f, g, h in texts[i + 1 :]:
            across, up = min(c, g) - max(a, e), min(d, h) - max(b, f)
            assert across <= 2 or up <= 4, (i, (a, b, c, d), (e, f, g, h))
    opened.page.close()
