import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

import fpdata as fp
from fpdata import countries, geometry


def area(trace):
    """Return the area of a filled trace in square kilometres."""
    total, ring = 0.0, []
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None:
            xs, ys = np.array(ring, float).T
            total += float(np.dot(xs[:-1], ys[1:]) - np.dot(xs[1:], ys[:-1])) / 2
            ring = []
        else:
            ring.append((x, y))
    return abs(total) * (geometry.UNIT / 1000) ** 2


def named(figure):
    return {trace.meta: trace for trace in figure.data if trace.meta}


def test_traces_of_the_article(corpus):
    figure = fp.plot_visits(corpus.visits)
    traces = named(figure)
    assert set(traces) == {"IND", "MNG", "BGD", "LAO", "002"}
    assert traces["002"].fillpattern.shape == "/"
    assert all(traces[host].fillpattern.shape is None for host in ("IND", "MNG", "BGD", "LAO"))
    assert {trace.type for trace in figure.data} == {"scatter"}
    clicks = next(trace for trace in figure.data if trace.name == "visited")
    assert sorted(clicks.customdata) == ["BGD", "IND", "LAO", "MNG"]
    text = next(trace for trace in figure.data if trace.name == "names").text
    assert "Africa: at least 2 visits<br>countries not named" in text


def test_the_title_says_what_is_seen_and_the_foot_where_it_is_from(corpus):
    layout = fp.plot_visits(corpus.visits).layout
    assert "Belarus: at least 6 visits abroad" in layout.title.text.replace("<br>", " ")
    foot = layout.annotations[-1].text.replace("<br>", " ")
    for words in ("preiherman2024", "no flight paths", "Natural Earth", "Crimea", "Global South"):
        assert words in foot


def test_the_hover_tells_who_when_whom_what_and_where(corpus):
    text = named(fp.plot_visits(corpus.visits))["IND"].text.replace("<br>", " ")
    for words in ("Sergei Aleinik", "12–13 March 2024", "Jaishankar", "pharmaceuticals", "preiherman2024:3.1"):
        assert words in text
    assert "inferred" in named(fp.plot_visits(corpus.visits))["LAO"].text


def test_areas_are_right():
    official = {
        "IND": 3_200_000,
        "MNG": 1_564_000,
        "BRA": 8_510_000,
        "BLR": 207_600,
        "RUS": 17_000_000,
        "AUS": 7_690_000,
    }
    visits = pd.DataFrame({"host_iso3": list(official)})
    traces = named(fp.plot_visits(visits))
    for code, expected in official.items():
        assert area(traces[code]) == pytest.approx(expected, rel=0.05), code


def test_the_world_is_drawn_whole_and_without_bands():
    world = geometry.world()
    drawn = set(world.shapes) | set(world.points)
    assert len(drawn & countries.codes()) >= 235
    assert countries.codes() - drawn == {"ATA", "BVT", "HMD", "UMI"} - set(world.shapes) - set(world.points)
    for code, rings in world.shapes.items():
        if code in {"RUS", "FJI", "ATA", "USA", "NZL"}:
            widest = max(max(ring[0::2]) - min(ring[0::2]) for ring in rings)
            assert widest < (5000 if code == "ATA" else 2300), code


def test_small_states_can_be_seen():
    clicks = next(
        t for t in fp.plot_visits(pd.DataFrame({"host_iso3": ["MLT", "GIB", "IND"]})).data if t.name == "visited"
    )
    assert dict(zip(clicks.customdata, clicks.marker.opacity, strict=True)) == {"MLT": 1, "GIB": 1, "IND": 0}


def test_a_tour_is_drawn_from_stop_to_stop(corpus):
    def legs(visits):
        (route,) = [trace for trace in fp.plot_visits(visits).data if str(trace.name).startswith("from the capital")]
        x = list(route.x)
        starts = [0, *[place + 1 for place, value in enumerate(x) if value is None and place + 1 < len(x)]]
        return [x[start] for start in starts]

    delhi = round(geometry.project(*countries.capital("IND")[:2])[0])
    assert delhi in legs(corpus.visits)
    assert delhi not in legs(corpus.visits.assign(tour_id=None))


def test_colour_by_number_of_visits():
    visits = pd.DataFrame({"host_iso3": ["IND"] * 5 + ["CHN"]})
    traces = named(fp.plot_visits(visits, color="visits"))
    assert (traces["IND"].name, traces["CHN"].name) == ("5 to 9", "1 visit")
    with pytest.raises(fp.CorpusError, match="color='rainbow'"):
        fp.plot_visits(visits, color="rainbow")


def test_one_row_no_row_and_a_hundred_thousand():
    assert "1 visit abroad" in fp.plot_visits(pd.DataFrame({"host_iso3": ["IND"]})).layout.title.text
    assert "0 visits" in fp.plot_visits(pd.DataFrame({"host_iso3": pd.Series(dtype="str")})).layout.title.text
    hosts = sorted(countries.codes())
    many = pd.DataFrame({"host_iso3": [hosts[i % 250] for i in range(100_000)], "sender_iso3": "BLR"})
    figure = fp.plot_visits(many)
    assert "100000 visits" in figure.layout.title.text
    assert len(figure.to_json()) < 700_000


def test_untrusted_text_is_shown_and_not_interpreted():
    attack = "<b onclick=x>$\\alpha$</b><script>alert(1)</script>\u202eabc"
    visits = pd.DataFrame({"host_iso3": ["IND", "CHN"], "visitor": [attack, "B"], "topics": [attack, attack]})
    text = json.dumps(json.loads(fp.plot_visits(visits).to_json()), ensure_ascii=False)
    assert "<script" not in text
    assert "onclick=x>" not in text
    assert "\u202e" not in text
    assert "$" not in text


def test_a_frame_of_ones_own_shapes():
    frame = gpd.GeoDataFrame(
        {"iso3": ["IND", "CHN", "FJI"]},
        geometry=[box(70, 10, 90, 30), box(90, 10, 120, 40), box(175, -20, 185, -15)],
        crs="EPSG:4326",
    )
    figure = fp.plot_visits(pd.DataFrame({"host_iso3": ["IND", "FJI"]}), geometry=frame)
    assert set(named(figure)) == {"IND", "FJI"}
    assert "user's own" in figure.layout.annotations[-1].text.replace("<br>", " ")
    lengths = 6371.0**2 * np.radians(20) * (np.sin(np.radians(30)) - np.sin(np.radians(10)))
    assert area(named(figure)["IND"]) == pytest.approx(lengths, rel=0.02)
    with pytest.raises(fp.CorpusError, match="expected ISO3 codes"):
        fp.plot_visits(pd.DataFrame({"host_iso3": ["IND"]}), geometry=frame.rename(columns={"iso3": "who"}))
    with pytest.raises(fp.CorpusError, match="coordinate reference system None"):
        fp.plot_visits(pd.DataFrame({"host_iso3": ["IND"]}), geometry=frame.set_crs(None, allow_override=True))


def test_the_input_is_left_alone(corpus):
    before = corpus.visits.copy()
    fp.plot_visits(corpus.visits)
    pd.testing.assert_frame_equal(corpus.visits, before)
